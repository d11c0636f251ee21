import {
  __commonJS
} from "./chunk-4XS24JEZ.mjs";

// alone:http
var require_http = __commonJS({
  "alone:http"(exports, module) {
    module.exports = process.getBuiltinModule("http");
  }
});

export {
  require_http
};
