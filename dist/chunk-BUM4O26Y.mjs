// from-joined:src/home/contents/import-records.ts
import { assignedValue_61, configOf_61, keyOf_61, readRecords_61, removedIn_61, settingsIn_61 } from "./core.mjs";

// from-joined:src/home/contents/imports-log.ts
import { LOCK_PATH_62, LOG_PATH_62, OWN_FOLDER_62, UNFINISHED_PATH_62, keptConfigPath_62, mergeSettings_62, readImportsLog_62 } from "./core.mjs";

export {
  assignedValue_61,
  configOf_61,
  keyOf_61,
  LOCK_PATH_62,
  LOG_PATH_62,
  UNFINISHED_PATH_62,
  keptConfigPath_62,
  mergeSettings_62,
  readImportsLog_62
};
