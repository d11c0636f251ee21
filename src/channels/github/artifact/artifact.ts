import { access, constants } from "node:fs/promises";
import { BundleError } from "../../../errors.ts";
import type { LocalFile, TransferReporter } from "../../../http/transfer.ts";
import { fromSystemError } from "../../../io/system-error.ts";
import type { ArtifactAddress } from "../../address/address.ts";
import type { Channel, Receipt } from "../../address/channel.ts";
import { uploadBlob } from "../services/block-blob.ts";
import { checkArtifactName, mediaTypeOf } from "./artifact-name.ts";
import { fetchArtifact } from "./fetch-artifact.ts";
import { openOtherRun } from "./other-run.ts";
import { type OwnRun, openOwnRun } from "./own-run.ts";
import type { Artifact } from "./run-artifacts.ts";

/**
 * Workflow artifacts, one file each, not in a zip file: so the digest that the service stores is that of the file.
 * The official client is not used. Its download crashes on a full disk and does not resume. Its upload crashes on an unreadable
 * file, cannot be cancelled, does not retry a broken connection, and reports failures as text without a code.
 * @throws BundleError `CHANNEL_UNAVAILABLE`, `TOKEN_MISSING`
 */
export function artifactChannel(address: ArtifactAddress, watch: TransferReporter): Channel {
  const { run } = address;
  if (run.kind === "own") {
    const own = openOwnRun(run.service, watch);
    return {
      send: async (file, name) => send({ file, name: checkArtifactName(name), own, address, watch }),
      fetch: async (name, directory) => fetchArtifact(own, { name: checkArtifactName(name), directory, watch }),
    };
  }
  const artifacts = openOtherRun(run, watch);
  return {
    async send(_, name) {
      const message = `Cannot send artifact ${name}: ${artifacts.run} takes artifacts from its own jobs only`;
      throw new BundleError("CHANNEL_UNAVAILABLE", message);
    },
    fetch: async (name, directory) => fetchArtifact(artifacts, { name: checkArtifactName(name), directory, watch }),
  };
}

interface Sending {
  readonly file: LocalFile;
  readonly name: string;
  readonly own: OwnRun;
  readonly address: ArtifactAddress;
  readonly watch: TransferReporter;
}

async function send(sending: Sending): Promise<Receipt> {
  const { file, name, own, address } = sending;
  const receipt = (status: Receipt["status"], id: string): Receipt => ({
    status,
    id,
    names: [name],
    ...(address.runUrl !== undefined && { url: `${address.runUrl}/artifacts/${id}` }),
  });
  const there = await own.find(name);
  if (there?.digest === file.digest) return receipt("kept", there.id);
  if (there === undefined) return receipt("sent", await upload(sending));
  if (!address.overwrite) throw taken(name);
  await own.remove(there);
  return receipt("replaced", await upload(sending));
}

function taken(name: string): BundleError {
  return new BundleError(
    "ARTIFACT_EXISTS",
    `Cannot send artifact ${name}: this run already has one of that name with other bytes`,
  );
}

/** @returns the id of the artifact */
async function upload({ file, name, own, address, watch }: Sending): Promise<string> {
  // Checked first: a name stays reserved even if nothing can be sent under it.
  await access(file.path, constants.R_OK).catch((error: unknown) => {
    throw fromSystemError(error, `read ${file.path}`);
  });
  const url = await own.create(name, retentionOf(address, watch));
  if (url === undefined) return (await settleCollision(name, own, file)).id;
  await uploadBlob(url, file, { doing: `send artifact ${name}`, contentType: mediaTypeOf(name), watch });
  return own.finish(name, file);
}

function retentionOf(
  { retentionDays: wanted, retentionLimit: most }: ArtifactAddress,
  { say }: TransferReporter,
): number | undefined {
  if (wanted === undefined || most === undefined || wanted <= most) return wanted;
  say(`The artifact is kept for ${most} days, not ${wanted}: that is the maximum of this repository`);
  return most;
}

/** The name was free a moment ago: either another job took it, or an attempt of ours whose answer was lost. */
async function settleCollision(name: string, own: OwnRun, file: LocalFile): Promise<Artifact> {
  const there = await own.find(name);
  if (there?.digest === file.digest) return there;
  if (there !== undefined) throw taken(name);
  throw new BundleError("ARTIFACT_EXISTS", `Cannot send artifact ${name}: an upload of that name is not finished`, {
    hint: "Wait for the other job, or choose another name: after a broken upload the name stays reserved in this run.",
  });
}
