import {
  findAsset,
  findAssets,
  openRelease,
  parseParts,
  partsIn
} from "./chunk-TE366QQC.mjs";
import "./chunk-AWU3OSL6.mjs";
import "./chunk-RHCFY3WG.mjs";
import {
  checkPartsDocumentSize_138
} from "./chunk-5AJA6HF3.mjs";
import "./chunk-L3CNCDPX.mjs";
import "./chunk-53B2SSYR.mjs";
import "./chunk-4MBXII24.mjs";
import "./chunk-N3UH3KS2.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4QBOVGT3.mjs";
import "./chunk-C7V3FR64.mjs";
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
  checkPartsDocumentSize_138(main.size, main.name);
  const document = parseParts(job, name, Buffer.from(await job.releases.readText(main)), main.name);
  return { pieces: partsIn(job, document, complete).map(pieceOf), origin: whole };
}
export {
  releaseFinder
};
