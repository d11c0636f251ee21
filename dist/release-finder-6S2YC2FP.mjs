import {
  findAsset,
  findAssets,
  openRelease,
  parseParts,
  partsIn
} from "./chunk-KEGN2KSD.mjs";
import "./chunk-ZIC2TOCR.mjs";
import "./chunk-AWNAWSHX.mjs";
import {
  checkPartsDocumentSize_140
} from "./chunk-GYELZAFS.mjs";
import "./chunk-GX6YAEWI.mjs";
import "./chunk-MU7OTYLB.mjs";
import "./chunk-3E74XSBN.mjs";
import "./chunk-N3UH3KS2.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4SSKYKZX.mjs";
import "./chunk-B62UY6QL.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/channels/github/release/release-finder.ts
function releaseFinder(address, watch) {
  const access = openRelease(address, watch);
  return { find: (name) => findInRelease(access, name), names: () => namesInRelease(access) };
}
async function namesInRelease(job) {
  return [...(await findAssets(job)).complete.keys()];
}
async function findInRelease(job, name) {
  const { main, complete, origin } = await findAsset(job, name);
  const pieceOf = (asset) => ({
    name: `${asset.name} of ${job.release}`,
    size: asset.size,
    locate: () => job.releases.locate(asset)
  });
  const whole = `${name} of ${origin}`;
  if (main.name === name) return { pieces: [pieceOf(main)], origin: whole };
  checkPartsDocumentSize_140(main.size, main.name);
  const document = parseParts(job, name, Buffer.from(await job.releases.readText(main)), main.name);
  return { pieces: partsIn(job, document, complete).map(pieceOf), origin: whole };
}
export {
  releaseFinder
};
