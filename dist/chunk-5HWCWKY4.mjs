import {
  download
} from "./chunk-EMNZWL72.mjs";
import {
  urlName
} from "./chunk-BM6X3BQY.mjs";
import {
  credentialInVariables,
  trustAuthorities
} from "./chunk-BIBJ2WPR.mjs";
import {
  fromHttpError
} from "./chunk-RBBAEUAX.mjs";
import {
  HttpError,
  isPrivate,
  pauseOf
} from "./chunk-3E74XSBN.mjs";
import {
  readRegularFile_111
} from "./chunk-LL32AUHH.mjs";
import {
  checkProxy
} from "./chunk-NKGX6MXH.mjs";
import {
  userPath_38
} from "./chunk-A6YYFOED.mjs";
import {
  errnoOf,
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/commands/places/url-credential.ts
import { join } from "node:path";

// src/http/netrc.ts
var WORD = /"((?:[^"\\]|\\.)*)"|(\S+)/g;
function loginFor(text, host) {
  const words = Array.from(
    withoutMacros(text).matchAll(WORD),
    ([word, quoted]) => quoted?.replace(/\\(.)/g, "$1") ?? word
  );
  for (let at = 0; at < words.length; at++) {
    if (words[at] !== "machine" || words[at + 1]?.toLowerCase() !== host.toLowerCase()) continue;
    const entry = entryFrom(words, at + 2);
    if (entry !== void 0) return entry;
  }
  return void 0;
}
function entryFrom(words, start) {
  let username;
  let password;
  for (let at = start; at < words.length && words[at] !== "machine" && words[at] !== "default"; at += 2) {
    if (words[at] === "login") username = words[at + 1];
    if (words[at] === "password") password = words[at + 1];
  }
  return username === void 0 || password === void 0 ? void 0 : { username, password };
}
function withoutMacros(text) {
  let inMacro = false;
  return text.split(/\r?\n/).filter((line) => {
    if (/^\s*macdef\s/.test(line)) inMacro = true;
    if (line.trim() === "") inMacro = false;
    return !inMacro && !/^\s*#/.test(line);
  }).join("\n");
}

// src/commands/places/url-credential.ts
var MAX_NETRC = 1024 * 1024;
async function credentialFor(url, given, context) {
  const explicit = given.login === void 0 ? fromVariables(given, context) : basic(given.login, "the inputs");
  if (explicit === void 0) return isPrivate(url) ? fromNetrc(url, context) : void 0;
  if (isPrivate(url)) return explicit;
  const found = `${url.host} is asked without encryption, expected https`;
  throw new BundleError("OPTION_INVALID", `Cannot send the credentials from ${explicit.source}: ${found}`, {
    hint: "Use an https:// address, or leave the credentials out."
  });
}
function fromVariables({ sole }, { variables }) {
  const given = sole ? credentialInVariables(variables) : void 0;
  if (given === void 0) return void 0;
  return given.kind === "password" ? basic(given, given.source) : { authorization: `Bearer ${given.token}`, source: given.source };
}
async function fromNetrc(url, { variables, userHome }) {
  const path = variables["NETRC"] || join(userHome, ".netrc");
  const bytes = await readRegularFile_111(path, MAX_NETRC).catch((error) => {
    if (errnoOf(error) === "ENOENT" || errnoOf(error) === "ENOTDIR") return new Uint8Array();
    throw fromSystemError(error, `read ${path}`);
  });
  const login = loginFor(Buffer.from(bytes).toString(), url.hostname);
  return login && basic(login, path);
}
function basic({ username, password }, source) {
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`, source };
}

// src/commands/places/url-errors.ts
var SET = "Set OCX_BUNDLE_USERNAME and OCX_BUNDLE_PASSWORD, or OCX_BUNDLE_TOKEN, or add the host to ~/.netrc.";
function explainUrlRefusal(error, doing, { url, credential }) {
  if (!(error instanceof HttpError) || pauseOf(error.headers) !== void 0) return fromHttpError(error, doing);
  const from = URL.parse(error.url) ?? url;
  const isOwn = from.origin === url.origin;
  const used = isOwn ? credential?.source : void 0;
  const withWhat = used === void 0 ? "without credentials" : `with the credentials from ${used}`;
  const fail = (code, what, hint) => {
    const message = `Cannot ${doing}: ${from.host} ${what}, ${error.message}, asked ${withWhat}`;
    return new BundleError(code, message, { cause: error, hint });
  };
  if (!isOwn && (error.status === 401 || error.status === 403)) {
    const hint = `Check that ${from.host}, to which ${url.host} redirects, lets this machine in. Credentials are never sent to another host.`;
    return fail("ACCESS_DENIED", "refuses it", hint);
  }
  switch (error.status) {
    case 401:
      if (used === void 0) return fail("TOKEN_MISSING", "asks for credentials", SET);
      return fail("TOKEN_REJECTED", "refuses them", `Correct the credentials from ${used}.`);
    case 403:
      return fail("ACCESS_DENIED", "refuses it", used === void 0 ? SET : "Use credentials that may read this file.");
    case 404:
    case 410:
      return fail(
        "FILE_NOT_FOUND",
        "has no such file",
        `Correct the address. ${used === void 0 ? `For a private file: ${SET}` : ""}`.trim()
      );
    default:
      return fromHttpError(error, doing);
  }
}

// src/commands/places/web-files.ts
async function webFiles(url, { caFile, login }, context, { sole = true, say = () => void 0, debug, progress = () => void 0 }) {
  checkProxy(url.href, context.variables);
  if (caFile !== void 0) await trustAuthorities(userPath_38(caFile, context));
  const credential = await credentialFor(url, { login, sole }, context);
  const { signal } = context;
  const headers = credential === void 0 ? {} : { authorization: credential.authorization };
  let fetched = 0;
  const access = (file) => ({
    name: urlName(file),
    locate: async () => ({ url: file.href, headers }),
    explain: (error, doing) => explainUrlRefusal(error, doing, { url: file, credential })
  });
  return {
    options: (file, size) => ({
      ...access(file),
      ...size !== void 0 && { size },
      say,
      debug,
      signal,
      received: (bytes) => void (fetched += bytes)
    }),
    async download(file, path, expected) {
      await download({ ...access(file), path, expected: expected ?? {}, watch: { say, debug, progress, signal } });
    },
    fetched: () => fetched
  };
}

export {
  webFiles
};
