import {
  uploadBlob
} from "./chunk-VIKUDVKG.mjs";
import {
  checkArtifactName,
  existingArtifact,
  mediaTypeOf,
  openOtherRun,
  openOwnRun
} from "./chunk-AGLRU2VN.mjs";
import "./chunk-IAAJNPLE.mjs";
import "./chunk-ZIC2TOCR.mjs";
import "./chunk-AWNAWSHX.mjs";
import {
  download
} from "./chunk-EMNZWL72.mjs";
import "./chunk-O3JRH7UT.mjs";
import "./chunk-GX6YAEWI.mjs";
import "./chunk-M77KPOTZ.mjs";
import "./chunk-MU7OTYLB.mjs";
import "./chunk-RBBAEUAX.mjs";
import "./chunk-3E74XSBN.mjs";
import "./chunk-N3UH3KS2.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import {
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/channels/github/artifact/artifact.ts
import { access, constants } from "node:fs/promises";

// src/channels/github/artifact/fetch-artifact.ts
import { join } from "node:path";
async function fetchArtifact(artifacts, { name, directory, watch }) {
  const found = await existingArtifact(artifacts, name);
  const path = join(directory, name);
  const { size } = await download({
    locate: () => artifacts.locate(found),
    name: `artifact ${name}`,
    path,
    expected: { size: found.size, ...found.digest !== void 0 && { digest: found.digest } },
    watch
  });
  return { path, size, origin: `artifact ${name} of ${artifacts.run}` };
}

// src/channels/github/artifact/artifact.ts
function artifactChannel(address, watch) {
  const { run } = address;
  if (run.kind === "own") {
    const own = openOwnRun(run.service, watch);
    return {
      send: async (file, name) => send({ file, name: checkArtifactName(name), own, address, watch }),
      fetch: async (name, directory) => fetchArtifact(own, { name: checkArtifactName(name), directory, watch })
    };
  }
  const artifacts = openOtherRun(run, watch);
  return {
    async send(_, name) {
      const message = `Cannot send artifact ${name}: ${artifacts.run} takes artifacts from its own jobs only`;
      throw new BundleError("CHANNEL_UNAVAILABLE", message);
    },
    fetch: async (name, directory) => fetchArtifact(artifacts, { name: checkArtifactName(name), directory, watch })
  };
}
async function send(sending) {
  const { file, name, own, address } = sending;
  const receipt = (status, id) => ({
    status,
    id,
    names: [name],
    ...address.runUrl !== void 0 && { url: `${address.runUrl}/artifacts/${id}` }
  });
  const there = await own.find(name);
  if (there?.digest === file.digest) return receipt("kept", there.id);
  if (there === void 0) return receipt("sent", await upload(sending));
  if (!address.overwrite) throw taken(name);
  await own.remove(there);
  return receipt("replaced", await upload(sending));
}
function taken(name) {
  return new BundleError(
    "ARTIFACT_EXISTS",
    `Cannot send artifact ${name}: this run already has one of that name with other bytes`
  );
}
async function upload({ file, name, own, address, watch }) {
  await access(file.path, constants.R_OK).catch((error) => {
    throw fromSystemError(error, `read ${file.path}`);
  });
  const url = await own.create(name, retentionOf(address, watch));
  if (url === void 0) return (await settleCollision(name, own, file)).id;
  await uploadBlob(url, file, { doing: `send artifact ${name}`, contentType: mediaTypeOf(name), watch });
  return own.finish(name, file);
}
function retentionOf({ retentionDays: wanted, retentionLimit: most }, { say }) {
  if (wanted === void 0 || most === void 0 || wanted <= most) return wanted;
  say(`The artifact is kept for ${most} days, not ${wanted}: that is the maximum of this repository`);
  return most;
}
async function settleCollision(name, own, file) {
  const there = await own.find(name);
  if (there?.digest === file.digest) return there;
  if (there !== void 0) throw taken(name);
  throw new BundleError("ARTIFACT_EXISTS", `Cannot send artifact ${name}: an upload of that name is not finished`, {
    hint: "Wait for the other job, or choose another name: after a broken upload the name stays reserved in this run."
  });
}
export {
  artifactChannel
};
