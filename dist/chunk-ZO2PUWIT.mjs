// from-joined:src/commands/places/remote-reading.ts
import { logsOf_24 } from "./core.mjs";

export {
  logsOf_24
};
