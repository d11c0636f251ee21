import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  FIRST_REQUEST,
  openJoined,
  openRemoteTar
} from "./chunk-RDBEX6NX.mjs";
import {
  openRemoteFile
} from "./chunk-MAKXEYZJ.mjs";
import {
  openLayout
} from "./chunk-7H2SUPW2.mjs";
import "./chunk-25RYL5EJ.mjs";
import "./chunk-YUE3TQ5N.mjs";
import "./chunk-53CXBFN6.mjs";
import {
  MAX_PARTS_DOCUMENT,
  checkPartsDocumentSize,
  formatPartsDocument,
  parsePartsDocument,
  partsDocumentName
} from "./chunk-47KHCRBR.mjs";
import "./chunk-CZ2U25SC.mjs";
import "./chunk-EQADGZVT.mjs";
import {
  credentialInVariables,
  trustAuthorities
} from "./chunk-PT42CRVS.mjs";
import {
  checkProxy
} from "./chunk-MPRV557D.mjs";
import {
  temporaryDirectory,
  userPath
} from "./chunk-BFFDGZUO.mjs";
import {
  download
} from "./chunk-UMPYOFYL.mjs";
import "./chunk-L5QRZHMD.mjs";
import {
  HttpError,
  fromHttpError,
  isPrivate,
  pauseOf
} from "./chunk-4VH6ZU5X.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-663NMWFT.mjs";
import "./chunk-PNVSA3GV.mjs";
import {
  errnoOf,
  fromSystemError
} from "./chunk-JBU255CI.mjs";
import {
  BundleError
} from "./chunk-AE2P7HNV.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/open-url.ts
import { mkdtempDisposable, writeFile } from "node:fs/promises";
import { join as join2 } from "node:path";

// src/commands/bundle-url.ts
function parseBundleUrl(text) {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === "") {
    throw new BundleError("OPTION_INVALID", "Cannot read the address of the bundle: it is not a URL", {
      hint: "Write it as https://HOST/PATH, for example https://example.com/bundles/toolchain.tar."
    });
  }
  if (url.username !== "" || url.password !== "") {
    throw new BundleError("OPTION_INVALID", `Cannot use the address on ${url.host}: it has a user or password in it`, {
      hint: "Leave them out, and set OCX_BUNDLE_USERNAME and OCX_BUNDLE_PASSWORD, or add the host to ~/.netrc."
    });
  }
  url.hash = "";
  return url;
}
function urlName({ origin, pathname }) {
  return `${origin}${pathname}`;
}

// src/commands/url-credential.ts
import { readFile } from "node:fs/promises";
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

// src/commands/url-credential.ts
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
  const text = await readFile(path, "utf8").catch((error) => {
    if (errnoOf(error) === "ENOENT" || errnoOf(error) === "ENOTDIR") return "";
    throw fromSystemError(error, `read ${path}`);
  });
  const login = loginFor(text, url.hostname);
  return login && basic(login, path);
}
function basic({ username, password }, source) {
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`, source };
}

// src/commands/url-errors.ts
var SET = "Set OCX_BUNDLE_USERNAME and OCX_BUNDLE_PASSWORD, or OCX_BUNDLE_TOKEN, or add the host to ~/.netrc.";
function explainRefusal(error, doing, { url, credential }) {
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

// src/commands/web-files.ts
async function webFiles(url, { caFile, login }, context, { sole = true, say = () => void 0, debug, progress = () => void 0 }) {
  checkProxy(url.href, context.variables);
  if (caFile !== void 0) await trustAuthorities(userPath(caFile, context));
  const credential = await credentialFor(url, { login, sole }, context);
  const { signal } = context;
  const headers = credential === void 0 ? {} : { authorization: credential.authorization };
  let fetched = 0;
  const access = (file) => ({
    name: urlName(file),
    locate: async () => ({ url: file.href, headers }),
    explain: (error, doing) => explainRefusal(error, doing, { url: file, credential })
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

// src/commands/open-url.ts
async function openUrl(input, context, reading) {
  const url = parseBundleUrl(input.url);
  const files = await webFiles(url, input, context, reading);
  const { spoolDirectory = temporaryDirectory() } = reading;
  const { signal } = context;
  const document = url.pathname.endsWith(".parts.json") ? await readDocument(url, files, signal) : void 0;
  const bundle = { url, files, document, name: input.name, spoolDirectory };
  if (reading.whole === true) return openDownloaded(bundle);
  const parts = document?.parts.map((part) => files.options(beside(url, part.name), part.size));
  const opened = await openJoined(urlName(url), parts ?? [files.options(url)], FIRST_REQUEST);
  return openRemoteTar(opened, { name: input.name, spoolDirectory, signal, fetched: files.fetched });
}
async function readDocument(url, files, signal) {
  const opened = await openRemoteFile(files.options(url), MAX_PARTS_DOCUMENT);
  const name = urlName(url);
  if (opened.ranged) {
    checkPartsDocumentSize(opened.file.size ?? 0, name);
    return parsePartsDocument(opened.start, name);
  }
  const bytes = [];
  let size = 0;
  await opened.readAll(async (some) => {
    checkPartsDocumentSize(size += some.byteLength, name);
    bytes.push(some);
  }, signal);
  return parsePartsDocument(Buffer.concat(bytes), name);
}
async function openDownloaded({ url, files, document, name, spoolDirectory }) {
  var _stack = [];
  try {
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const { path } = stack.use(await mkdtempDisposable(join2(spoolDirectory, "ocx-bundle-")));
    const file = join2(path, document === void 0 ? "bundle.tar" : partsDocumentName(document.name));
    if (document === void 0) await files.download(url, file);
    else {
      for (const part of document.parts) await files.download(beside(url, part.name), join2(path, part.name), part);
      await writeFile(file, formatPartsDocument(document));
    }
    const content = stack.use(await openLayout(file, name));
    const held = stack.move();
    return { ...content, name: urlName(url), [Symbol.asyncDispose]: () => held.disposeAsync() };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function beside(url, name) {
  const other = new URL(name, url);
  other.search = url.search;
  return other;
}
export {
  openUrl
};
