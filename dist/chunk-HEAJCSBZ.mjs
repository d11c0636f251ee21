// from-joined:src/home/model/paths.ts
import { candidatePath_57, catalogPath_57, currentPath_57, dispatchPath_57, indexConfigPath_57, indexRootPath_57, layerPath_57, linksPath_57, packageOfLink_57, packagePath_57, refName_57, shard_57, shimPath_57, slug_57, slugOfPart_57, storeBlobPath_57 } from "./core.mjs";

export {
  candidatePath_57,
  catalogPath_57,
  currentPath_57,
  indexRootPath_57,
  layerPath_57,
  linksPath_57,
  packageOfLink_57,
  packagePath_57,
  refName_57,
  shard_57,
  slug_57
};
