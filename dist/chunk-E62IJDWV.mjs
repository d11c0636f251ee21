import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/commands/ocx/offline-variables.ts
function offlineVariables(home) {
  return { OCX_HOME: home, OCX_OFFLINE: "1" };
}

export {
  offlineVariables
};
