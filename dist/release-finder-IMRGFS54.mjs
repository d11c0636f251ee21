import {
  findAsset,
  findAssets,
  openRelease,
  parseParts,
  partsIn
} from "./chunk-XYIA477A.mjs";
import "./chunk-C3CHVGRC.mjs";
import {
  checkPartsDocumentSize_143
} from "./chunk-QKVGLJSE.mjs";
import "./chunk-JSX5QINM.mjs";
import "./chunk-SYEQ5NUD.mjs";
import "./chunk-FTAQAPTG.mjs";
import "./chunk-YHS2K7J6.mjs";
import "./chunk-FFOGRZQG.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
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
  checkPartsDocumentSize_143(main.size, main.name);
  const document = parseParts(job, name, Buffer.from(await job.releases.readText(main)), main.name);
  return { pieces: partsIn(job, document, complete).map(pieceOf), origin: whole };
}
export {
  releaseFinder
};
