import {
  checkArtifactName,
  existingArtifact,
  openOtherRun,
  openOwnRun
} from "./chunk-N3RC2X4K.mjs";
import "./chunk-BVMTOBMR.mjs";
import "./chunk-7G52KFRZ.mjs";
import "./chunk-36GCABAQ.mjs";
import "./chunk-HTZHGAS5.mjs";
import "./chunk-ODYQFKU5.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4MKAO6W3.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/channels/github/artifact/artifact-finder.ts
function artifactFinder({ run }, watch) {
  const artifacts = run.kind === "own" ? openOwnRun(run.service, watch) : openOtherRun(run, watch);
  return {
    find: async (name) => findArtifact(artifacts, checkArtifactName(name)),
    names: () => artifacts.names()
  };
}
async function findArtifact(artifacts, name) {
  const found = await existingArtifact(artifacts, name);
  const origin = `artifact ${name} of ${artifacts.run}`;
  return { pieces: [{ name: origin, size: found.size, locate: () => artifacts.locate(found) }], origin };
}
export {
  artifactFinder
};
