import {
  credentialInVariables,
  trustAuthorities
} from "./chunk-BIBJ2WPR.mjs";
import {
  explainTokenRefusal,
  followAuthorized,
  isSameOrigin,
  registryUrl
} from "./chunk-PBA2ENII.mjs";
import {
  jsonOf,
  parseAnswer
} from "./chunk-MU7OTYLB.mjs";
import {
  fromHttpError
} from "./chunk-RBBAEUAX.mjs";
import {
  HttpError,
  isLoopback,
  isPrivate,
  readText,
  request,
  retry,
  transientHttp,
  whyTooNear
} from "./chunk-3E74XSBN.mjs";
import {
  parseReference_119
} from "./chunk-HNLNHLU6.mjs";
import {
  checkProxy
} from "./chunk-NKGX6MXH.mjs";
import {
  userPath_38
} from "./chunk-A6YYFOED.mjs";
import {
  exactOptional,
  minValue,
  nullable,
  number,
  object,
  parseJson,
  pipe,
  record,
  safeParse,
  string
} from "./chunk-JKTDTWAH.mjs";
import {
  excerpt
} from "./chunk-JWMHGH6Y.mjs";
import {
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/channels/registry/auth-file.ts
import { constants } from "node:fs";
import { open } from "node:fs/promises";

// src/channels/registry/credential.ts
var TOKEN_USER = "<token>";
function passwordCredential(stored) {
  const { username, password, source } = stored;
  if (username === "" && password === "") return void 0;
  return username === TOKEN_USER ? { kind: "identity", token: password, source } : { kind: "password", ...stored };
}
function basic({ username, password }) {
  return `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
}
function secretsOf(credential) {
  if (credential === void 0) return [];
  if (credential.kind !== "password") return [credential.token];
  return [credential.password, basic(credential).slice("Basic ".length)].filter((text2) => text2 !== "");
}

// src/channels/registry/auth-file.ts
var MAX_FILE = 4 * 1024 * 1024;
var text = exactOptional(string());
var entrySchema = object({ auth: text, username: text, password: text, identitytoken: text, registrytoken: text });
var fileSchema = object({
  auths: exactOptional(nullable(record(string(), nullable(entrySchema)))),
  credHelpers: exactOptional(nullable(record(string(), string()))),
  credsStore: text
});
async function readAuthFile(path) {
  const bytes = await readBounded(path);
  return bytes === void 0 ? void 0 : parseAuthFile(bytes.toString(), path);
}
function parseAuthFile(json, source) {
  const parsed = safeParse(pipe(string(), parseJson(), fileSchema), json, { abortEarly: true });
  if (parsed.success) return { ...parsed.output, source };
  throw invalid(source, "it is not a JSON document with `auths` as `docker login` writes it");
}
async function readBounded(path) {
  try {
    var _stack = [];
    try {
      const file = __using(_stack, await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch(
        (error) => {
          if (error.code === "ENOENT" || error.code === "ENOTDIR") return void 0;
          throw error;
        }
      ), true);
      if (file === void 0) return void 0;
      const stats = await file.stat();
      if (!stats.isFile() || stats.size > MAX_FILE) throw invalid(path, `it is not a file of at most ${MAX_FILE} bytes`);
      return await file.readFile();
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (error) {
    throw fromSystemError(error, `read ${path}`);
  }
}
function invalid(source, found) {
  return new BundleError("CONFIG_INVALID", `Cannot read credentials from ${source}: ${found}`, {
    hint: "Correct it, or remove it and log in again with `docker login` or `podman login`."
  });
}
var DOCKER_HUB = /* @__PURE__ */ new Set(["docker.io", "index.docker.io", "registry-1.docker.io"]);
var DOCKER_HUB_KEY = "https://index.docker.io/v1/";
function serverKey(host) {
  return DOCKER_HUB.has(host) ? DOCKER_HUB_KEY : host;
}
function helperFor({ credHelpers, credsStore }, host) {
  const own = Object.entries(credHelpers ?? {}).find(([key]) => isSameHost(key, host));
  return own?.[1] ?? (credsStore === "" ? void 0 : credsStore);
}
function credentialIn(file, { host, repository }) {
  const auths = Object.entries(file.auths ?? {});
  const path = [host, ...repository.split("/")];
  const paths = path.map((_, index) => path.slice(0, path.length - index).join("/"));
  const exact = paths.flatMap((wanted) => auths.filter(([key]) => key === wanted));
  const byHost = auths.filter(([key]) => isSameHost(key, host));
  for (const [key, entry] of [...exact, ...byHost]) {
    const credential = entry === null ? void 0 : credentialOf(entry, key, file.source);
    if (credential !== void 0) return credential;
  }
  return void 0;
}
function isSameHost(key, host) {
  const [, named = "", path = ""] = /^(?:https?:\/\/)?([^/]*)(\/.*)?$/.exec(key) ?? [];
  if (path !== "" && !/^https?:/.test(key)) return false;
  return named === host || DOCKER_HUB.has(named) && DOCKER_HUB.has(host);
}
function credentialOf(entry, key, source) {
  const { auth = "", identitytoken = "", registrytoken = "" } = entry;
  if (registrytoken !== "") return { kind: "bearer", token: registrytoken, source };
  if (identitytoken !== "") return { kind: "identity", token: identitytoken, source };
  if (auth === "")
    return passwordCredential({ username: entry.username ?? "", password: entry.password ?? "", source });
  const plain = Buffer.from(auth, "base64").toString().replace(/\0+$/, "");
  const colon = plain.indexOf(":");
  if (colon === -1) throw invalid(source, `"auth" of ${key} is not the base64 form of USER:PASSWORD`);
  return passwordCredential({ username: plain.slice(0, colon), password: plain.slice(colon + 1), source });
}

// src/channels/registry/auth-file-places.ts
import { join } from "node:path";
function authFiles({ variables, userHome }) {
  const { REGISTRY_AUTH_FILE, DOCKER_AUTH_CONFIG, DOCKER_CONFIG, XDG_RUNTIME_DIR, XDG_CONFIG_HOME } = variables;
  const paths = [
    XDG_RUNTIME_DIR ? join(XDG_RUNTIME_DIR, "containers/auth.json") : `/run/containers/${process.getuid?.()}/auth.json`,
    join(DOCKER_CONFIG || join(userHome, ".docker"), "config.json"),
    join(XDG_CONFIG_HOME || join(userHome, ".config"), "containers/auth.json")
  ];
  const inVariable = {
    source: "DOCKER_AUTH_CONFIG",
    read: async () => parseAuthFile(DOCKER_AUTH_CONFIG ?? "", "DOCKER_AUTH_CONFIG")
  };
  return [
    ...REGISTRY_AUTH_FILE ? [fileAt(REGISTRY_AUTH_FILE)] : [],
    ...DOCKER_AUTH_CONFIG ? [inVariable] : [],
    ...paths.map(fileAt)
  ];
}
function fileAt(path) {
  return { source: path, read: () => readAuthFile(path) };
}

// src/channels/registry/credential-helper.ts
import { spawn } from "node:child_process";
var MAX_OUTPUT = 1024 * 1024;
var NAME = /^[A-Za-z0-9_.-]+$/;
var NOT_FOUND = "credentials not found in native keychain";
var answerSchema = pipe(string(), parseJson(), object({ Username: string(), Secret: string() }));
async function askHelper(call) {
  const { name, signal } = call;
  if (!NAME.test(name) || /^\.{1,2}$/.test(name)) throw failed(name, "its name is not that of a program");
  const program = `docker-credential-${name}`;
  const { code, output, missing, late } = await runHelper(program, call);
  signal.throwIfAborted();
  if (missing) return "not installed";
  if (late) throw failed(name, `it did not answer within ${call.patience / 1e3} seconds`);
  if (output.length > MAX_OUTPUT) throw failed(name, `it prints more than ${MAX_OUTPUT} bytes`);
  if (code !== 0) {
    if (output.trim() === NOT_FOUND) return "none";
    throw failed(name, `it ended with ${code}: ${excerpt(output.trim().split("\n")[0] ?? "")}`);
  }
  const answer = safeParse(answerSchema, output);
  if (!answer.success) throw failed(name, "its answer is not that of a credential helper");
  const { Username: username, Secret: password } = answer.output;
  return passwordCredential({ username, password, source: program }) ?? "none";
}
function runHelper(program, { server, variables, patience, say, signal }) {
  return new Promise((resolve, reject) => {
    const limit = AbortSignal.timeout(patience);
    const child = spawn(program, ["get"], {
      env: variables,
      signal: AbortSignal.any([signal, limit]),
      killSignal: "SIGKILL"
    });
    const chunks = [];
    let size = 0;
    let missing = false;
    child.stdout.on("data", (chunk) => {
      chunks.push(chunk);
      size += chunk.byteLength;
      if (size > MAX_OUTPUT) child.kill("SIGKILL");
    });
    child.stderr.setEncoding("utf8").on("data", (text2) => {
      for (const line of text2.split("\n")) if (line.trim() !== "") say(`${program}: ${excerpt(line)}`);
    });
    child.once("error", (error) => {
      missing = error.code === "ENOENT" || error.code === "EACCES";
      if (child.pid === void 0 && !missing) reject(failed(program, error.message));
      else if (child.pid === void 0) resolve({ code: null, output: "", missing, late: false });
    });
    child.once("close", (code) => {
      resolve({ code, output: Buffer.concat(chunks).toString(), missing, late: limit.aborted });
    });
    child.stdin.on("error", () => {
    });
    child.stdin.end(server);
  });
}
function failed(name, found) {
  return new BundleError("CONFIG_INVALID", `Cannot get credentials from docker-credential-${excerpt(name)}: ${found}`, {
    hint: "Run the helper by hand, log in again with `docker login`, or set OCX_BUNDLE_USERNAME and OCX_BUNDLE_PASSWORD."
  });
}

// src/channels/registry/find-credential.ts
async function findCredential(name, places) {
  if (places.explicit !== void 0) return { credential: places.explicit, looked: [] };
  const looked = [];
  for (const open2 of authFiles(places)) {
    const file = await open2.read();
    const credential = file && await searchFile(file, name, places, looked);
    if (credential !== void 0) return { credential, looked };
    looked.push(file === void 0 ? `${open2.source} (absent)` : open2.source);
  }
  return { looked };
}
async function searchFile(file, name, places, looked) {
  const helper = helperFor(file, name.host);
  if (helper !== void 0) {
    const found = await askHelper({ ...places, name: helper, server: serverKey(name.host) });
    const source = `docker-credential-${helper}, which ${file.source} names`;
    if (typeof found === "object") return { ...found, source };
    looked.push(`${source} (${found === "none" ? "has none" : found})`);
  }
  return credentialIn(file, name);
}

// src/channels/registry/challenge.ts
var LONGEST = 64 * 1024;
var TOKEN = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
var QUOTED = /"((?:[^"\\]|\\.)*)"/y;
var SEPARATORS = /[\s,]*/y;
var BLANKS = /[ \t]*/y;
var TOKEN68 = /[A-Za-z0-9._~+/-]+=*(?=[ \t]*(?:,|$))/y;
function parseChallenges(header) {
  const text2 = header.slice(0, LONGEST);
  const challenges = [];
  let at = 0;
  const take = (pattern) => {
    pattern.lastIndex = at;
    const [all, inner = all] = pattern.exec(text2) ?? [];
    at += all?.length ?? 0;
    return inner;
  };
  for (; ; ) {
    take(SEPARATORS);
    const name = take(TOKEN)?.toLowerCase();
    if (name === void 0) return challenges;
    take(BLANKS);
    const parameters = challenges.at(-1)?.parameters;
    if (text2[at] === "=" && parameters !== void 0) {
      at++;
      take(BLANKS);
      const quoted = take(QUOTED);
      const value = quoted?.replaceAll(/\\(.)/g, "$1") ?? take(TOKEN);
      if (value === void 0) return challenges;
      if (!parameters.has(name)) parameters.set(name, value);
      continue;
    }
    challenges.push({ scheme: name, parameters: /* @__PURE__ */ new Map() });
    take(TOKEN68);
  }
}

// src/channels/registry/token.ts
var MAX_ANSWER = 1024 * 1024;
var DEFAULT_LIFETIME = 60;
var MARGIN = 5e3;
var REFUSED = [400, 401, 403];
var tokenSchema = object({
  token: exactOptional(string()),
  access_token: exactOptional(string()),
  expires_in: exactOptional(pipe(number(), minValue(0)))
});
async function fetchToken(wanted) {
  const { realm, watch } = wanted;
  const doing = `get a token from ${realm.host}`;
  const asked = Date.now();
  const attempt = async () => readText(await request(tokenRequest(wanted)), MAX_ANSWER);
  const text2 = await retry(attempt, { ...watch, transient: transientHttp, doing }).catch((error) => {
    if (error instanceof HttpError && REFUSED.includes(error.status)) throw error;
    throw fromHttpError(error, doing);
  });
  const {
    token,
    access_token: access,
    expires_in: lifetime = DEFAULT_LIFETIME
  } = parseAnswer(jsonOf(tokenSchema), text2, doing);
  const value = token || access || "";
  if (!/^[!-~]+$/.test(value)) throw new BundleError("SERVICE_FAILED", `Cannot ${doing}: its answer has no token`);
  return { value, usableUntil: asked + lifetime * 1e3 - MARGIN };
}
function tokenRequest({ realm, service, scopes, credential, watch }) {
  const { signal, debug } = watch;
  if (credential?.kind === "identity") {
    const form = new URLSearchParams({
      grant_type: "refresh_token",
      client_id: "ocx-bundle",
      refresh_token: credential.token
    });
    if (service !== void 0) form.set("service", service);
    form.set("scope", scopes.join(" "));
    const headers2 = { "content-type": "application/x-www-form-urlencoded" };
    return { method: "POST", url: realm.href, headers: headers2, body: form.toString(), signal, debug };
  }
  const url = new URL(realm);
  if (service !== void 0) url.searchParams.set("service", service);
  for (const scope of scopes) url.searchParams.append("scope", scope);
  const headers = credential === void 0 ? {} : { authorization: basic(credential) };
  return { method: "GET", url: url.href, headers, signal, debug };
}
function checkRealm(text2, registry) {
  const realm = URL.parse(text2 ?? "");
  const found = whyUnusable(realm, registry);
  if (realm !== null && found === void 0) return realm;
  const named = `Cannot log in to ${registry.host}: it names a token service that ${found}`;
  throw new BundleError("SERVICE_FAILED", named, {
    hint: "Ask the operator of the registry to correct the address of its token service."
  });
}
function whyUnusable(realm, registry) {
  if (realm === null) return "is not a URL";
  if (realm.username !== "" || realm.password !== "") return "has credentials in its address";
  const near = whyTooNear(realm, registry);
  if (near !== void 0) return near;
  if (realm.protocol === "https:" || realm.protocol === "http:" && isLoopback(realm)) return void 0;
  return `is not reached over https: ${excerpt(realm.host)}`;
}

// src/channels/registry/choose-scheme.ts
function chooseScheme(challenges, found, registry) {
  if (found?.kind === "bearer") return { kind: "fixed", header: `Bearer ${found.token}` };
  const bearer = challenges.find(({ scheme, parameters }) => scheme === "bearer" && parameters.has("realm"));
  if (bearer !== void 0) {
    const realm = checkRealm(bearer.parameters.get("realm"), registry);
    return { kind: "service", service: { realm, service: bearer.parameters.get("service"), credential: found } };
  }
  const takesPassword = challenges.some(({ scheme }) => scheme === "basic");
  return takesPassword && found?.kind === "password" ? { kind: "fixed", header: basic(found) } : void 0;
}

// src/channels/registry/scope.ts
function repositoryScope(repository, actions) {
  return `repository:${repository}:${actions.join(",")}`;
}
function mergeScopes(scopes, more) {
  const merged = /* @__PURE__ */ new Map();
  for (const scope of [...scopes, ...more]) {
    const { resource, actions } = partsOf(scope);
    const all = merged.get(resource) ?? /* @__PURE__ */ new Set();
    for (const action of actions) all.add(action);
    merged.set(resource, all);
  }
  const joined = Array.from(merged, ([resource, actions]) => `${resource}:${[...actions].join(",")}`);
  return joined.join(" ") === scopes.join(" ") ? scopes : joined;
}
function partsOf(scope) {
  const colon = scope.lastIndexOf(":");
  return { resource: scope.slice(0, colon), actions: scope.slice(colon + 1).split(",") };
}

// src/channels/registry/authorizer.ts
var PLAIN_HTTP = "none, because they are not sent over plain HTTP";
function openAuthorizer({ registry, find, watch }) {
  let searching;
  let scheme;
  const tokens = /* @__PURE__ */ new Map();
  const secrets = /* @__PURE__ */ new Set();
  let searched;
  const search = async () => {
    searching ??= isPrivate(registry) ? find() : Promise.resolve({ looked: [PLAIN_HTTP] });
    searched = await searching;
    return searched;
  };
  const tokenFor = async (scopes, service) => {
    const key = scopes.join(" ");
    const known = tokens.get(key);
    if (known !== void 0 && (await known).usableUntil > Date.now()) return (await known).value;
    const latest = tokens.get(key);
    if (latest !== void 0 && latest !== known) return (await latest).value;
    const asking = fetchToken({ ...service, scopes, watch });
    tokens.set(key, asking);
    asking.catch(() => tokens.delete(key));
    const { value } = await asking;
    secrets.add(value);
    return value;
  };
  return {
    search,
    get searched() {
      return searched;
    },
    async header(scopes) {
      if (scheme === void 0) return void 0;
      return scheme.kind === "fixed" ? scheme.header : `Bearer ${await tokenFor(scopes, scheme.service)}`;
    },
    async learn({ challenge, used, scopes }) {
      const challenges = parseChallenges(challenge);
      const { credential } = await search();
      for (const secret of secretsOf(credential)) secrets.add(secret);
      const next = chooseScheme(challenges, credential, registry);
      if (next === void 0 || next.kind === "fixed" && next.header === used) return void 0;
      scheme = next;
      const key = scopes.join(" ");
      if (`Bearer ${await valueOf(tokens.get(key))}` === used) tokens.delete(key);
      return mergeScopes(scopes, scopesOf(challenges));
    },
    redact: (text2) => [...secrets].reduce((clean, secret) => clean.replaceAll(secret, "***"), text2)
  };
}
async function valueOf(token) {
  return (await token?.catch(() => void 0))?.value;
}
function scopesOf(challenges) {
  return challenges.flatMap(({ scheme, parameters }) => scheme === "bearer" ? (parameters.get("scope") ?? "").split(" ") : []).filter((scope) => scope.includes(":"));
}

// src/channels/registry/repository-client.ts
var MAX_WARNING = 4096;
function openRepository(name, { plainHttp, find, watch }) {
  const registry = registryUrl(name.host, plainHttp);
  const authorizer = openAuthorizer({ registry, find, watch });
  const warn = warnOnce((text2) => watch.say(authorizer.redact(text2)), name.host);
  const headerFor = async (scopes, action) => {
    try {
      return await authorizer.header(scopes);
    } catch (error) {
      throw explainTokenRefusal(error, repository, action);
    }
  };
  const repository = {
    name,
    watch,
    registry,
    authorizer,
    async locate(path) {
      const authorization = await headerFor(scopesFor(name.repository, "pull", void 0), "pull");
      return { url: new URL(`${name.repository}/${path}`, registry).href, authorization };
    },
    async send({ target, action, from, instead = name.repository, signal = watch.signal, ...wanted }) {
      const start = typeof target === "string" ? new URL(`${instead}/${target}`, registry) : target;
      let scopes = scopesFor(instead, action, from);
      for (let refusals = 0; ; refusals++) {
        const used = isSameOrigin(start, registry) ? await headerFor(scopes, action) : void 0;
        const { url, ...answer } = await followAuthorized(start, wanted, {
          authorization: used,
          signal,
          debug: watch.debug
        });
        if (answer.refusal === void 0) {
          warn(answer.message.headers["warning"]);
          return { ...answer, url };
        }
        if (answer.refusal.status !== 401 || !isSameOrigin(url, registry) || refusals > 1) throw answer.refusal;
        const challenge = answer.refusal.headers["www-authenticate"] ?? "";
        const next = await authorizer.learn({ challenge, used, scopes });
        if (next === void 0 || refusals > 0 && next === scopes) throw answer.refusal;
        scopes = next;
      }
    }
  };
  return repository;
}
function scopesFor(repository, action, from) {
  const own = repositoryScope(repository, action === "push" ? ["pull", "push"] : ["pull"]);
  return from === void 0 || from === repository ? [own] : [own, repositoryScope(from, ["pull"])];
}
function warnOnce(say, host) {
  const known = /* @__PURE__ */ new Set();
  return (header = "") => {
    for (const [, text2 = ""] of header.slice(0, MAX_WARNING).matchAll(/299 - "((?:[^"\\]|\\.)*)"/g)) {
      if (known.has(text2)) continue;
      known.add(text2);
      say(`${host} warns: ${excerpt(text2.replaceAll(/\\(.)/g, "$1"))}`);
    }
  };
}

// src/commands/places/open-registry.ts
var PATIENCE = { person: 3e5, job: 3e4 };
var GITHUB_HOST = "ghcr.io";
async function openRegistry(place, context, { sole = true, say = () => {
}, progress = () => {
}, debug = () => {
} }) {
  const reference = parseReference_119(place.reference);
  if (reference.note !== void 0) say(reference.note);
  const { plainHttp = false } = place;
  const { variables, userHome, signal } = context;
  const url = registryUrl(reference.host, plainHttp);
  checkProxy(url.href, variables);
  if (place.caFile !== void 0) await trustAuthorities(userPath_38(place.caFile, context));
  const explicit = explicitCredential(place, reference, sole ? variables : {});
  if (explicit !== void 0 && !isPrivate(url)) {
    const found = `${reference.host} is asked over plain HTTP`;
    throw new BundleError("OPTION_INVALID", `Cannot send the credentials from ${explicit.source}: ${found}`, {
      hint: "Leave out `plain-http`, or the credentials."
    });
  }
  const patience = variables["CI"] ? PATIENCE.job : PATIENCE.person;
  const places = { ...explicit && { explicit }, variables, userHome, patience, say, signal };
  const find = async () => {
    const found = await findCredential(reference, places);
    const { credential, looked } = found;
    debug(`credentials for ${reference.host}: ${credential?.source ?? `none, looked in ${looked.join(", ")}`}`);
    return found;
  };
  return {
    reference,
    repository: openRepository(reference, { plainHttp, find, watch: { say, progress, debug, signal } })
  };
}
function explicitCredential({ login, token }, { host }, variables) {
  if (login !== void 0) return { kind: "password", ...login, source: "the inputs `username` and `password`" };
  const given = credentialInVariables(variables);
  if (given?.kind === "bearer" && host === GITHUB_HOST) return gitHubCredential(given.token, given.source);
  if (given !== void 0) return given;
  return token !== void 0 && host === GITHUB_HOST ? gitHubCredential(token, "the input `token`") : void 0;
}
function gitHubCredential(token, source) {
  return { kind: "password", username: "token", password: token, source };
}

export {
  findCredential,
  openRepository,
  PATIENCE,
  openRegistry
};
