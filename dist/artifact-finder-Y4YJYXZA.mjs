import {
  checkArtifactName,
  existingArtifact,
  openOtherRun,
  openOwnRun
} from "./chunk-AGLRU2VN.mjs";
import "./chunk-IAAJNPLE.mjs";
import "./chunk-AWNAWSHX.mjs";
import "./chunk-MU7OTYLB.mjs";
import "./chunk-RBBAEUAX.mjs";
import "./chunk-3E74XSBN.mjs";
import "./chunk-N3UH3KS2.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-B62UY6QL.mjs";
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
