// from-joined:src/home/contents/import-records.ts
import { assignedValue_59, configOf_59, keyOf_59, readRecords_59, removedIn_59, settingsIn_59 } from "./core.mjs";

// from-joined:src/home/contents/imports-log.ts
import { LOCK_PATH_60, LOG_PATH_60, OWN_FOLDER_60, UNFINISHED_PATH_60, keptConfigPath_60, mergeSettings_60, readImportsLog_60 } from "./core.mjs";

export {
  assignedValue_59,
  configOf_59,
  keyOf_59,
  LOCK_PATH_60,
  LOG_PATH_60,
  UNFINISHED_PATH_60,
  keptConfigPath_60,
  mergeSettings_60,
  readImportsLog_60
};
