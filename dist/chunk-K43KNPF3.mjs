// from-joined:src/home/contents/import-records.ts
import { assignedValue_52, configOf_52, keyOf_52, parseLines_52, readRecords_52, removedIn_52, settingsIn_52 } from "./core.mjs";

// from-joined:src/home/contents/imports-log.ts
import { LOCK_PATH_53, LOG_PATH_53, OWN_FOLDER_53, UNFINISHED_PATH_53, keptConfigPath_53, mergeSettings_53, readImportsLog_53 } from "./core.mjs";

export {
  assignedValue_52,
  configOf_52,
  keyOf_52,
  LOCK_PATH_53,
  LOG_PATH_53,
  UNFINISHED_PATH_53,
  keptConfigPath_53,
  mergeSettings_53,
  readImportsLog_53
};
