import { createPrivateKey, type KeyObject } from "node:crypto";
import { mkdtempDisposable, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { readNamedDocument } from "../bundle/open-bundle.ts";
import { BundleError } from "../errors.ts";
import { openFile } from "../io/byte-source.ts";
import { lookAt } from "../io/look-at.ts";
import { writeWhole } from "../io/write-whole.ts";
import { partsDocumentName } from "../layout/parts.ts";
import { MAX_SIGNATURE } from "../limits.ts";
import type { ProcessContext } from "../options/requests/process-context.ts";
import type { Reporter } from "../options/requests/reporter.ts";
import type { SignRequest } from "../options/requests/sign-request.ts";
import { signWithEd25519 } from "../trust/ssh/sign-ssh.ts";
import { SSH_NAMESPACE, verifyBySomeone } from "../trust/ssh/verify-ssh-signature.ts";
import { openInput } from "./places/open-input.ts";
import { isDirectoryPath } from "./places/output-path.ts";
import { temporaryDirectory, userPath } from "./places/user-path.ts";
import type { SignResult } from "./results/signing-results.ts";
import { runSsh } from "./trust/ssh-keygen.ts";

/** The word for a key in an SSH agent. */
const AGENT = "agent";

/** Begins a key that Node reads itself. */
const PKCS8 = /^-----BEGIN (ENCRYPTED )?PRIVATE KEY-----/;

/**
 * Signs the document that the bundle digest names, and writes the signature beside the bundle. Changes nothing in the bundle.
 * @throws BundleError `SIGNING_FAILED`, `FILE_EXISTS`, `OPTION_INVALID`, and what reading throws
 */
export async function signBundle(
  request: SignRequest,
  context: ProcessContext,
  reporter: Reporter,
): Promise<SignResult> {
  await using input = await openInput(request.source, context);
  const target = await targetOf(request, context);
  if (request.overwrite !== true && (await lookAt(target)) !== undefined)
    throw new BundleError("FILE_EXISTS", `Cannot write ${target}: it exists`, {
      hint: "Name another file with --output, or replace this one with --overwrite.",
    });
  const { name = basename(input.name), descriptor, bytes } = await readNamedDocument(input);
  await input.finish();
  const signature = await sign(bytes, request.key, { context, reporter });
  // Checked first: nobody should carry a signature that no reader takes.
  const { keyType, fingerprint } = verifyBySomeone(signature, bytes);
  await writeWhole(target, signature);
  return { bundle: { name, digest: descriptor.digest }, file: target, keyType, fingerprint };
}

/** The signature's path: by default beside the bundle, with `.sig` behind its name. */
async function targetOf({ source, output }: SignRequest, context: ProcessContext): Promise<string> {
  const place = source.kind === "file" ? userPath(source.path, context) : undefined;
  const parts = partsDocumentName("");
  const whole = place?.endsWith(parts) === true ? place.slice(0, -parts.length) : place;
  if (output === undefined) {
    if (whole !== undefined) return `${whole}.sig`;
    throw new BundleError("OPTION_INVALID", "Cannot place the signature: the bundle is not a file of this machine", {
      hint: "Name the file for the signature with --output.",
    });
  }
  const target = userPath(output, context);
  if (!(await isDirectoryPath(output, context))) return target;
  return join(target, `${whole === undefined ? "bundle.tar" : basename(whole)}.sig`);
}

/** Environment of ssh-keygen, and the reporter of its messages. */
interface Around {
  readonly context: ProcessContext;
  readonly reporter: Reporter;
}

async function sign(message: Uint8Array, key: string, around: Around): Promise<Buffer> {
  if (key === AGENT) return await signWithAgent(message, around);
  const path = userPath(key, around.context);
  await using file = await openFile(path);
  const size = await file.size();
  if (size > MAX_SIGNATURE) throw noKey(path, `it has ${size} bytes, expected at most ${MAX_SIGNATURE}`);
  const text = Buffer.from(await file.read(0, size)).toString("latin1");
  if (PKCS8.test(text)) return Buffer.from(signWithEd25519(message, readPkcs8(text, path)));
  return await keygen(message, path, around);
}

/** Reads a key as `openssl genpkey -algorithm ed25519` writes it. */
function readPkcs8(text: string, path: string): KeyObject {
  if (text.startsWith("-----BEGIN ENCRYPTED"))
    throw noKey(path, "it has a passphrase, which only keys in OpenSSH's form may have");
  let key: KeyObject;
  try {
    key = createPrivateKey(text);
  } catch (cause) {
    throw noKey(path, "its PEM cannot be read", { cause });
  }
  if (key.asymmetricKeyType === "ed25519") return key;
  throw noKey(path, `it is a key for ${key.asymmetricKeyType}, expected ed25519`);
}

function noKey(path: string, found: string, options?: ErrorOptions): BundleError {
  return new BundleError("SIGNING_FAILED", `Cannot sign with ${path}: ${found}`, {
    ...options,
    hint: "Name a private key of ssh-keygen, the public key of one in the agent, or an Ed25519 key in PKCS#8 form (PEM).",
  });
}

/** @param key path of a private key, or of the public key of one that the agent has */
function keygen(input: Uint8Array, key: string, around: Around): Promise<Buffer> {
  const args = ["-q", "-Y", "sign", "-n", SSH_NAMESPACE, "-f", key];
  return runSsh({ program: "ssh-keygen", args, input, ...surroundingsOf(around) });
}

/** Signs with the agent's only key. */
async function signWithAgent(message: Uint8Array, around: Around): Promise<Buffer> {
  const listed = await runSsh({ program: "ssh-add", args: ["-L"], ...surroundingsOf(around) });
  const keys = listed
    .toString()
    .split("\n")
    .filter((line) => line !== "");
  if (keys.length !== 1)
    throw new BundleError("SIGNING_FAILED", `Cannot sign with the agent: it has ${keys.length} keys, expected one`, {
      hint: "Name the file with the public key of the one to use: --key FILE.pub",
    });
  await using directory = await mkdtempDisposable(join(temporaryDirectory(), "ocx-bundle-key-"));
  const path = join(directory.path, "key.pub");
  await writeFile(path, `${keys[0]}\n`);
  return await keygen(message, path, around);
}

function surroundingsOf({ context: { variables, signal }, reporter }: Around) {
  return { variables, signal, say: (text: string) => reporter.say(text) };
}
