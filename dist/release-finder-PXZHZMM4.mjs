import {
  findAsset,
  findAssets,
  openRelease,
  parseParts,
  partsIn
} from "./chunk-FYEYG42K.mjs";
import "./chunk-KRYFZ7FN.mjs";
import "./chunk-7G52KFRZ.mjs";
import {
  checkPartsDocumentSize_140
} from "./chunk-GYELZAFS.mjs";
import "./chunk-OCM2DYHD.mjs";
import "./chunk-36GCABAQ.mjs";
import "./chunk-ODYQFKU5.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4XPCL3JO.mjs";
import "./chunk-4MKAO6W3.mjs";
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
