import { mkdtempDisposable, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Bundle, readNamedDocument } from "../../bundle/open-bundle.ts";
import type { Channel } from "../../channels/address/channel.ts";
import type { RepositoryClient } from "../../channels/registry/repository-client.ts";
import { extendTar } from "../../layout/extend-tar.ts";
import { digestOf } from "../../oci/digest.ts";
import type { Referrer } from "../../oci/referrer.ts";
import type { Input } from "../../options/requests/input.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import type { Reporter } from "../../options/requests/reporter.ts";
import type { FoundSignature } from "../../trust/signatures/signature-file.ts";
import { logsOf } from "../places/remote-reading.ts";
import { temporaryDirectory } from "../places/user-path.ts";
import { findSignatures } from "./find-signatures.ts";
import type { Sidecar } from "./sidecars.ts";
import { signatureReferrers } from "./signature-referrers.ts";

/** A bundle that was sent, and where it came from. */
interface SentBundle {
  readonly bundle: Pick<Bundle, "content" | "digest">;
  readonly source: Input;
  readonly context: ProcessContext;
  readonly reporter: Reporter;
}

/**
 * Sends files with signatures after a bundle, under its name there.
 * @returns the names of the files that they became
 */
export async function sendSidecars(
  channel: Channel,
  sentAs: string,
  sidecars: readonly Sidecar[],
): Promise<readonly string[]> {
  if (sidecars.length === 0) return [];
  await using directory = await mkdtempDisposable(join(temporaryDirectory(), "ocx-bundle-"));
  const names: string[] = [];
  for (const { ending, bytes } of sidecars) {
    const path = join(directory.path, `signature${ending}`);
    await writeFile(path, bytes);
    const file = { path, size: bytes.byteLength, digest: digestOf(bytes) };
    names.push(...(await channel.send(file, `${sentAs}${ending}`)).names);
  }
  return names;
}

/** Pushes the signatures beside and in a bundle as referrers of it. Those of something else stay behind. */
export async function pushSignatures(repository: RepositoryClient, sent: SentBundle): Promise<void> {
  const { bundle, source, context, reporter } = sent;
  // The registry is named too: then variables do not say for which server they are.
  const reading = { ...logsOf(reporter), sole: false };
  const { signatures } = await findSignatures(bundle, { source, context, reading });
  if (signatures.length === 0) return;
  const { pushAttachment } = await import("./attach-in-registry.ts");
  for (const referrer of await referrersOf(signatures, sent))
    await pushAttachment(repository, referrer, context.signal);
}

/** Puts signatures into the tar of their bundle. Those of something else stay behind. */
export async function attachToTar(
  path: string,
  signatures: readonly FoundSignature[],
  sent: Omit<SentBundle, "source">,
): Promise<void> {
  const referrers = await referrersOf(signatures, sent);
  const { signal } = sent.context;
  if (referrers.length > 0) await extendTar(path, { referrers, signal, onProgress: () => undefined });
}

async function referrersOf(
  signatures: readonly FoundSignature[],
  { bundle: { content, digest }, reporter }: Omit<SentBundle, "source">,
): Promise<readonly Referrer[]> {
  if (signatures.length === 0) return [];
  return signatureReferrers(signatures, await readNamedDocument(content, digest), (text) => reporter.say(text));
}
