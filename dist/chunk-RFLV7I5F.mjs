// from-joined:src/home/model/paths.ts
import { candidatePath_49, catalogPath_49, currentPath_49, dispatchPath_49, indexConfigPath_49, indexRootPath_49, layerPath_49, linksPath_49, packageOfLink_49, packagePath_49, refName_49, shard_49, shimPath_49, slug_49, slugOfPart_49, storeBlobPath_49 } from "./core.mjs";

export {
  candidatePath_49,
  catalogPath_49,
  currentPath_49,
  indexRootPath_49,
  layerPath_49,
  linksPath_49,
  packageOfLink_49,
  packagePath_49,
  refName_49,
  shard_49,
  slug_49
};
