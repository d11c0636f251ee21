import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkSubject,
  encodeSignature
} from "./chunk-6LN662YP.mjs";
import {
  findSignatures
} from "./chunk-V3SVHXSN.mjs";
import {
  readAttachedSignatures
} from "./chunk-OG5BFJYO.mjs";
import {
  findSidecars
} from "./chunk-CV7NIZHK.mjs";
import {
  digestFile
} from "./chunk-V3K6XKUV.mjs";
import {
  readNamedDocument
} from "./chunk-7WC2TNXI.mjs";
import {
  userPath
} from "./chunk-PDOXIJT4.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/commands/trust/send-signatures.ts
import { stat } from "node:fs/promises";
async function sendSidecars(channel, sentAs, { source, context }) {
  if (source.kind !== "file") return [];
  const names = [];
  for (const { path, ending } of await findSidecars(userPath(source.path, context))) {
    const file = { path, size: (await stat(path)).size, digest: await digestFile(path) };
    names.push(...(await channel.send(file, `${sentAs}${ending}`)).names);
  }
  return names;
}
async function pushSignatures(repository, { bundle, source, context, reporter }) {
  const { content, digest } = bundle;
  const signatures = source.kind === "file" ? (await findSignatures(bundle, { source, context })).signatures : await readAttachedSignatures(content, digest);
  if (signatures.length === 0) return;
  const { pushAttachment } = await import("./attach-in-registry-OXXRM57R.mjs");
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

export {
  sendSidecars,
  pushSignatures
};
