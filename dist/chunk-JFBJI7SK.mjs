// from-joined:src/home/model/paths.ts
import { candidatePath_56, catalogPath_56, currentPath_56, dispatchPath_56, indexConfigPath_56, indexRootPath_56, layerPath_56, linksPath_56, packageOfLink_56, packagePath_56, refName_56, shard_56, shimPath_56, slug_56, slugOfPart_56, storeBlobPath_56 } from "./core.mjs";

export {
  candidatePath_56,
  catalogPath_56,
  currentPath_56,
  indexRootPath_56,
  layerPath_56,
  linksPath_56,
  packageOfLink_56,
  packagePath_56,
  refName_56,
  shard_56,
  slug_56
};
