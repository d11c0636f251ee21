import {
  checkArtifactName,
  existingArtifact,
  openOtherRun,
  openOwnRun
} from "./chunk-YPDTTFB2.mjs";
import "./chunk-XPYDJVS2.mjs";
import "./chunk-RHCFY3WG.mjs";
import "./chunk-53B2SSYR.mjs";
import "./chunk-MJPKS7XE.mjs";
import "./chunk-4MBXII24.mjs";
import "./chunk-N3UH3KS2.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-C7V3FR64.mjs";
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
