// from-joined:src/home/model/open-home.ts
import { fromHomeError_124, openHome_124, openingCommand_124 } from "./core.mjs";

export {
  openHome_124
};
