import {
  SSH_NAMESPACE,
  verifyBySomeone
} from "./chunk-RBOL4GDT.mjs";
import "./chunk-W6U6OUAY.mjs";
import {
  formatSshSignature,
  signedBytes,
  wireString
} from "./chunk-IEVHQZOT.mjs";
import {
  writeWhole
} from "./chunk-ARPUCGQ3.mjs";
import {
  isDirectoryPath_143
} from "./chunk-R6K6VWFY.mjs";
import "./chunk-YGKLJFNZ.mjs";
import "./chunk-JX2GJJIF.mjs";
import "./chunk-7J76XCFF.mjs";
import "./chunk-BUOA244Y.mjs";
import {
  openInput_81
} from "./chunk-EAUOSOMP.mjs";
import {
  partsDocumentName_140
} from "./chunk-GYELZAFS.mjs";
import {
  readNamedDocument_85
} from "./chunk-IGXA6UWY.mjs";
import {
  MAX_SIGNATURE
} from "./chunk-M77KPOTZ.mjs";
import {
  openFile
} from "./chunk-CYMBCZ23.mjs";
import "./chunk-L4HVVUOR.mjs";
import {
  lookAt
} from "./chunk-GJP4ZKXN.mjs";
import {
  temporaryDirectory_38,
  userPath_38
} from "./chunk-A6YYFOED.mjs";
import {
  excerpt
} from "./chunk-JWMHGH6Y.mjs";
import "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/sign-bundle.ts
import { createPrivateKey } from "node:crypto";
import { mkdtempDisposable, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";

// src/trust/ssh/sign-ssh.ts
import { createPublicKey, sign } from "node:crypto";
var TYPE = "ssh-ed25519";
function signWithEd25519(message, key) {
  const facts = { namespace: SSH_NAMESPACE, hashName: "sha512" };
  const signature = sign(null, signedBytes(message, facts), key);
  return formatSshSignature({ ...facts, key: encodeKey(key), signature: encodeSignature(signature) });
}
function encodeKey(key) {
  const { x = "" } = createPublicKey(key).export({ format: "jwk" });
  return Buffer.concat([wireString(TYPE), wireString(Buffer.from(x, "base64url"))]);
}
function encodeSignature(signature) {
  return Buffer.concat([wireString(TYPE), wireString(signature)]);
}

// src/commands/trust/ssh-keygen.ts
import { spawn } from "node:child_process";
var MAX_OUTPUT = 1024 * 1024;
async function runSsh(call) {
  const { program, signal } = call;
  const { code, output, errors } = await start(call);
  signal.throwIfAborted();
  if (code === void 0)
    throw failed(
      program,
      "it is not installed",
      "Install OpenSSH's client, or give an Ed25519 key in PKCS#8 form (PEM)."
    );
  const said = errors.trim().split("\n").at(-1) ?? "";
  if (code !== 0) throw failed(program, said === "" ? `it ended with ${code}` : excerpt(said));
  if (output.length > MAX_OUTPUT) throw failed(program, `it prints more than ${MAX_OUTPUT} bytes`);
  return output;
}
function start({ program, args, input, variables, signal, say }) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { env: variables, signal });
    const chunks = [];
    let size = 0;
    let errors = "";
    child.stdout.on("data", (chunk) => {
      chunks.push(chunk);
      size += chunk.byteLength;
      if (size > MAX_OUTPUT) child.kill("SIGKILL");
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      errors = (errors + text).slice(-MAX_OUTPUT);
      for (const line of text.split("\n")) if (line.trim() !== "") say(`${program}: ${excerpt(line.trim())}`);
    });
    child.once("error", () => {
      if (child.pid === void 0) resolve({ code: void 0, output: Buffer.alloc(0), errors });
    });
    child.once("close", (code) => resolve({ code, output: Buffer.concat(chunks), errors }));
    child.stdin.on("error", () => {
    });
    child.stdin.end(input);
  });
}
function failed(program, found, hint) {
  return new BundleError("SIGNING_FAILED", `Cannot sign with ${program}: ${found}`, hint === void 0 ? {} : { hint });
}

// src/commands/sign-bundle.ts
var AGENT = "agent";
var PKCS8 = /^-----BEGIN (ENCRYPTED )?PRIVATE KEY-----/;
async function signBundle(request, context, reporter) {
  var _stack = [];
  try {
    const input = __using(_stack, await openInput_81(request.source, context), true);
    const target = await targetOf(request, context);
    if (request.overwrite !== true && await lookAt(target) !== void 0)
      throw new BundleError("FILE_EXISTS", `Cannot write ${target}: it exists`, {
        hint: "Name another file with --output, or replace this one with --overwrite."
      });
    const { name = basename(input.name), descriptor, bytes } = await readNamedDocument_85(input);
    await input.finish();
    const signature = await sign2(bytes, request.key, { context, reporter });
    const { keyType, fingerprint } = verifyBySomeone(signature, bytes);
    await writeWhole(target, signature);
    return { bundle: { name, digest: descriptor.digest }, file: target, keyType, fingerprint };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function targetOf({ source, output }, context) {
  const place = source.kind === "file" ? userPath_38(source.path, context) : void 0;
  const parts = partsDocumentName_140("");
  const whole = place?.endsWith(parts) === true ? place.slice(0, -parts.length) : place;
  if (output === void 0) {
    if (whole !== void 0) return `${whole}.sig`;
    throw new BundleError("OPTION_INVALID", "Cannot place the signature: the bundle is not a file of this machine", {
      hint: "Name the file for the signature with --output."
    });
  }
  const target = userPath_38(output, context);
  if (!await isDirectoryPath_143(output, context)) return target;
  return join(target, `${whole === void 0 ? "bundle.tar" : basename(whole)}.sig`);
}
async function sign2(message, key, around) {
  var _stack = [];
  try {
    if (key === AGENT) return await signWithAgent(message, around);
    const path = userPath_38(key, around.context);
    const file = __using(_stack, await openFile(path), true);
    const size = await file.size();
    if (size > MAX_SIGNATURE) throw noKey(path, `it has ${size} bytes, expected at most ${MAX_SIGNATURE}`);
    const text = Buffer.from(await file.read(0, size)).toString("latin1");
    if (PKCS8.test(text)) return Buffer.from(signWithEd25519(message, readPkcs8(text, path)));
    return await keygen(message, path, around);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function readPkcs8(text, path) {
  if (text.startsWith("-----BEGIN ENCRYPTED"))
    throw noKey(path, "it has a passphrase, which only keys in OpenSSH's form may have");
  let key;
  try {
    key = createPrivateKey(text);
  } catch (cause) {
    throw noKey(path, "its PEM cannot be read", { cause });
  }
  if (key.asymmetricKeyType === "ed25519") return key;
  throw noKey(path, `it is a key for ${key.asymmetricKeyType}, expected ed25519`);
}
function noKey(path, found, options) {
  return new BundleError("SIGNING_FAILED", `Cannot sign with ${path}: ${found}`, {
    ...options,
    hint: "Name a private key of ssh-keygen, the public key of one in the agent, or an Ed25519 key in PKCS#8 form (PEM)."
  });
}
function keygen(input, key, around) {
  const args = ["-q", "-Y", "sign", "-n", SSH_NAMESPACE, "-f", key];
  return runSsh({ program: "ssh-keygen", args, input, ...surroundingsOf(around) });
}
async function signWithAgent(message, around) {
  var _stack = [];
  try {
    const listed = await runSsh({ program: "ssh-add", args: ["-L"], ...surroundingsOf(around) });
    const keys = listed.toString().split("\n").filter((line) => line !== "");
    if (keys.length !== 1)
      throw new BundleError("SIGNING_FAILED", `Cannot sign with the agent: it has ${keys.length} keys, expected one`, {
        hint: "Name the file with the public key of the one to use: --key FILE.pub"
      });
    const directory = __using(_stack, await mkdtempDisposable(join(temporaryDirectory_38(), "ocx-bundle-key-")), true);
    const path = join(directory.path, "key.pub");
    await writeFile(path, `${keys[0]}
`);
    return await keygen(message, path, around);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function surroundingsOf({ context: { variables, signal }, reporter }) {
  return { variables, signal, say: (text) => reporter.say(text) };
}
export {
  signBundle
};
