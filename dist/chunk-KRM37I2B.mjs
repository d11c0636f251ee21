// from-joined:src/home/model/paths.ts
import { candidatePath_51, catalogPath_51, currentPath_51, dispatchPath_51, indexConfigPath_51, indexRootPath_51, layerPath_51, linksPath_51, packageOfLink_51, packagePath_51, refName_51, shard_51, shimPath_51, slug_51, slugOfPart_51, storeBlobPath_51 } from "./core.mjs";

export {
  candidatePath_51,
  catalogPath_51,
  currentPath_51,
  indexRootPath_51,
  layerPath_51,
  linksPath_51,
  packageOfLink_51,
  packagePath_51,
  refName_51,
  shard_51,
  slug_51
};
