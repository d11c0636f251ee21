import {
  shapeOf_114
} from "./chunk-KGLQSEDA.mjs";
import {
  MAX_MANIFEST_VALUES,
  MAX_NESTING
} from "./chunk-M77KPOTZ.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/oci/unique-keys.ts
function hasRepeatedKeys(json) {
  const open = [];
  const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;
  let isKeyNext = false;
  for (const [token] of json.matchAll(tokens)) {
    const keys = open.at(-1);
    if (token.startsWith('"')) {
      if (!isKeyNext || keys === void 0) continue;
      const key = JSON.parse(token);
      if (keys.has(key)) return true;
      keys.add(key);
      isKeyNext = false;
    } else if (token === "{" || token === "[") {
      open.push(token === "{" ? /* @__PURE__ */ new Set() : void 0);
      isKeyNext = token === "{";
    } else if (token === "}" || token === "]") {
      open.pop();
      isKeyNext = false;
    } else isKeyNext = token === "," && keys !== void 0;
  }
  return false;
}

// src/trust/sigstore/signed-json.ts
function parseSignedJson(bytes, { name, code }) {
  const refuse = (found, options) => {
    throw new BundleError(code, `Cannot read ${name}: ${found}`, options);
  };
  const { values, depth } = shapeOf_114(bytes);
  if (values > MAX_MANIFEST_VALUES || depth > MAX_NESTING) {
    const found = `it has ${values} values in ${depth} levels`;
    const most = `${MAX_MANIFEST_VALUES} in ${MAX_NESTING}`;
    throw new BundleError("LIMIT_EXCEEDED", `Cannot read ${name}: ${found}, expected at most ${most}`, {
      hint: "Use the file as the signing tool wrote it."
    });
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const parsed = JSON.parse(text);
    return hasRepeatedKeys(text) ? refuse("a key occurs twice in one of its objects") : parsed;
  } catch (cause) {
    if (cause instanceof BundleError) throw cause;
    return refuse("it is not JSON", { cause });
  }
}

export {
  parseSignedJson
};
