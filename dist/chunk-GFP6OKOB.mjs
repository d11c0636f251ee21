// from-joined:src/home/model/open-home.ts
import { fromHomeError_122, openHome_122, openingCommand_122 } from "./core.mjs";

export {
  openHome_122
};
