import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/commands/places/remote-reading.ts
function logsOf(reporter) {
  return { say: (text) => reporter.say(text), debug: (text) => reporter.debug(text) };
}

export {
  logsOf
};
