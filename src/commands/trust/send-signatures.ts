import { stat } from "node:fs/promises";
import { type Bundle, readNamedDocument } from "../../bundle/open-bundle.ts";
import type { Channel } from "../../channels/address/channel.ts";
import type { Repository } from "../../channels/registry/repository.ts";
import { BundleError } from "../../errors.ts";
import type { Input, ProcessContext, Reporter } from "../../options/requests.ts";
import { digestFile } from "../places/digest-file.ts";
import { userPath } from "../places/user-path.ts";
import { readAttachedSignatures } from "./attached-signatures.ts";
import { checkSubject } from "./check-subject.ts";
import { encodeSignature } from "./encode-signature.ts";
import { findSignatures } from "./find-signatures.ts";
import { findSidecars } from "./sidecars.ts";

/** A bundle that was sent, and where it came from. */
interface SentBundle {
  readonly bundle: Pick<Bundle, "content" | "digest">;
  readonly source: Input;
  readonly context: ProcessContext;
  readonly reporter: Reporter;
}

/**
 * Sends the files with signatures beside a bundle after it, under its name there.
 * @returns the names of the files that they became
 */
export async function sendSidecars(
  channel: Channel,
  sentAs: string,
  { source, context }: Omit<SentBundle, "bundle">,
): Promise<readonly string[]> {
  if (source.kind !== "file") return [];
  const names: string[] = [];
  for (const { path, ending } of await findSidecars(userPath(source.path, context))) {
    const file = { path, size: (await stat(path)).size, digest: await digestFile(path) };
    names.push(...(await channel.send(file, `${sentAs}${ending}`)).names);
  }
  return names;
}

/** Pushes the signatures beside and in a bundle as referrers of it. Those of something else stay behind. */
export async function pushSignatures(
  repository: Repository,
  { bundle, source, context, reporter }: SentBundle,
): Promise<void> {
  const { content, digest } = bundle;
  // What another registry or a server has beside the bundle was not asked for.
  const signatures =
    source.kind === "file"
      ? (await findSignatures(bundle, { source, context })).signatures
      : await readAttachedSignatures(content, digest);
  if (signatures.length === 0) return;
  const { pushAttachment } = await import("./attach-in-registry.ts");
  const { descriptor, bytes } = await readNamedDocument(content, digest);
  for (const signature of signatures) {
    try {
      checkSubject(signature, { digest: descriptor.digest, bytes });
    } catch (error) {
      if (!(error instanceof BundleError)) throw error;
      reporter.say(`${signature.name} stays here: ${error.lines.join("; ")}`);
      continue;
    }
    await pushAttachment(repository, encodeSignature(signature, descriptor), context.signal);
  }
}
