// from-joined:src/home/model/open-home.ts
import { fromHomeError_112, openHome_112, openingCommand_112 } from "./core.mjs";

export {
  openHome_112
};
