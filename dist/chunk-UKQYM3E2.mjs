// from-joined:src/home/model/open-home.ts
import { fromHomeError_113, openHome_113, openingCommand_113 } from "./core.mjs";

export {
  openHome_113
};
