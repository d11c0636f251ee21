// from-joined:src/commands/places/remote-reading.ts
import { logsOf_22 } from "./core.mjs";

export {
  logsOf_22
};
