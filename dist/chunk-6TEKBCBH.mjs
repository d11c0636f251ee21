// from-joined:src/home/contents/import-records.ts
import { assignedValue_51, configOf_51, keyOf_51, parseLines_51, readRecords_51, removedIn_51, settingsIn_51 } from "./core.mjs";

// from-joined:src/home/contents/imports-log.ts
import { LOCK_PATH_52, LOG_PATH_52, OWN_FOLDER_52, UNFINISHED_PATH_52, keptConfigPath_52, mergeSettings_52, readImportsLog_52 } from "./core.mjs";

export {
  assignedValue_51,
  configOf_51,
  keyOf_51,
  LOCK_PATH_52,
  LOG_PATH_52,
  UNFINISHED_PATH_52,
  keptConfigPath_52,
  mergeSettings_52,
  readImportsLog_52
};
