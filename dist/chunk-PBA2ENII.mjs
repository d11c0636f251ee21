import {
  formatEnd,
  fromHttpError,
  fromStorageError
} from "./chunk-RBBAEUAX.mjs";
import {
  HttpError,
  discard,
  followAddress,
  isLoopback,
  rateLimitOf,
  request,
  transientHttp
} from "./chunk-3E74XSBN.mjs";
import {
  array,
  exactOptional,
  nullable,
  object,
  optional,
  parseJson,
  pipe,
  safeParse,
  string,
  unknown
} from "./chunk-JKTDTWAH.mjs";
import {
  excerpt
} from "./chunk-JWMHGH6Y.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/channels/registry/registry-url.ts
var API_HOSTS = { "docker.io": "registry-1.docker.io" };
function registryUrl(host, plainHttp) {
  const name = API_HOSTS[host] ?? host;
  const url = new URL(`https://${name}/v2/`);
  if (plainHttp || isLoopback(url)) url.protocol = "http:";
  if (url.port === "" && name.endsWith(":443")) url.port = "443";
  return url;
}
function isSameOrigin(a, b) {
  return a.origin === b.origin;
}

// src/channels/registry/follow-authorized.ts
var MAX_REDIRECTS = 5;
var KEEPING = [307, 308];
var REDIRECTS = [301, 302, 303, ...KEEPING];
async function followAuthorized(start, { method, headers, body, accept = [] }, { authorization, signal, debug }) {
  let url = start;
  let own = authorization;
  for (let redirects = 0; ; redirects++) {
    try {
      const message = await request({
        method,
        url: url.href,
        headers: { ...headers, ...own !== void 0 && { authorization: own } },
        ...body !== void 0 && { body: body() },
        accept: [...accept, ...REDIRECTS],
        signal,
        debug
      });
      const { statusCode: status = 0, headers: answered } = message;
      if (!REDIRECTS.includes(status) || accept.includes(status)) return { message, url };
      await discard(message);
      const kept = KEEPING.includes(status) || method === "GET" || method === "HEAD";
      const refused = new HttpError(status, answered, "", url.href);
      if (answered.location === void 0 || !kept || redirects === MAX_REDIRECTS) return { refusal: refused, url };
      const next = followAddress(answered.location, url);
      if (!isSameOrigin(next, url)) own = void 0;
      url = next;
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      return { refusal: error, url };
    }
  }
}

// src/channels/registry/advice.ts
var ADVISORS = [
  {
    host: /^ghcr\.io$/,
    access: ({ action }) => action === "push" ? "Give the job `permissions: packages: write`. If the package was first pushed by hand, link it to the repository: package settings, Manage Actions access. Outside of a job, use a token with write:packages." : "Give the job `permissions: packages: read`, and the repository access in the settings of the package. Outside of a job, use a token with read:packages."
  },
  {
    host: /^quay\.io$/,
    access: ({ action }) => action === "push" ? "Log in as a user or robot account (ORGANIZATION+ROBOT) with the permission Write. To make a new repository, a robot needs a team with the role Creator." : "Log in as a user or robot account (ORGANIZATION+ROBOT) with the permission Read. New repositories are private."
  },
  {
    host: /\.jfrog\.io$/,
    access: ({ host }) => `Log in with \`docker login ${host}\`, with an identity token as password; pushing needs the permission Deploy, and Delete/Overwrite to move a tag.`,
    missing: ({ repository }) => `The path begins with the key of a local Docker repository: create ${repository.split("/")[0]}, or correct it.`
  },
  {
    host: /\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$|^public\.ecr\.aws$/,
    access: ({ host }) => `Log in again, since a login lasts 12 hours: \`aws ecr get-login-password | docker login --username AWS --password-stdin ${host}\`.`,
    missing: ({ repository }) => `Create the repository first: \`aws ecr create-repository --repository-name ${repository}\`.`
  },
  {
    host: /\.pkg\.dev$|^(?:[a-z]+\.)?gcr\.io$/,
    access: ({ host }) => `Log in with \`gcloud auth configure-docker ${host}\`; writing needs the role Artifact Registry Writer.`,
    missing: () => "Create the repository first: `gcloud artifacts repositories create`."
  },
  {
    host: /\.azurecr\.io$/,
    access: ({ host }) => `Log in with \`az acr login --name ${host.split(".")[0]}\`; writing needs the role AcrPush.`
  },
  {
    host: /^(?:registry-1\.|index\.)?docker\.io$/,
    access: () => "Log in with `docker login` and an access token of Docker Hub; writing needs the permission Read & Write.",
    busy: "Log in with `docker login`, or wait: Docker Hub counts pulls without a login by address, and many may share yours."
  },
  {
    host: /(?:^|\.)gitlab\./,
    access: () => "Log in with a deploy token or CI_JOB_TOKEN that has read_registry, and write_registry to push."
  }
];
var UNKNOWN_TYPE = /unknown media type|media ?type.*not (?:supported|allowed)|unsupported media ?type|does not match schema/i;
var IMMUTABLE = /immutable/i;
var FULL = /exceed the configured upper limit|quota/i;
var NOT_AUTHORIZED = /not authorized to perform:? (?<action>[a-z-]+:[A-Za-z]+)/;
function isFull({ message }, action) {
  return action === "push" && FULL.test(message);
}
function adviceFor({ status, message }, name) {
  const advisor = ADVISORS.find(({ host }) => host.test(name.host));
  if (isFull({ message }, name.action)) return "Delete artifacts of this project, or ask its owner for a larger quota.";
  if (name.action === "push" && IMMUTABLE.test(message))
    return "The registry lets nobody move this tag. Push under another tag, or change that in its settings.";
  const permission = NOT_AUTHORIZED.exec(message)?.groups?.["action"];
  if (permission !== void 0) return `Give the user or role the permission ${permission} on this repository.`;
  if (status === 401 || status === 403) return advisor?.access(name) ?? defaultAccess(name);
  if (status === 429) return advisor?.busy;
  if (name.action === "pull") return void 0;
  if (status === 413)
    return "A proxy in front of the registry limits the size of requests. Send chunks with `--chunk-size 90MiB` (input `chunk-size`), or raise the limit (nginx: client_max_body_size).";
  if (status === 416)
    return "This registry takes no chunks of this size. Leave out `--chunk-size` (input `chunk-size`), or give a smaller one: ghcr.io takes at most 4MiB.";
  if (UNKNOWN_TYPE.test(message))
    return "This registry takes only media types that it knows, as GitLab's does. Use another registry, or carry the bundle as a file. Quay has a setting: FEATURE_GENERAL_OCI_SUPPORT.";
  if (status === 404) return advisor?.missing?.(name) ?? "Create the repository or project first, and check its name.";
  return void 0;
}
function defaultAccess({ host, action }) {
  const [right, more] = action === "push" ? ["may push to", " If it belongs to a project, as in Harbor, that must exist."] : ["may pull from", ""];
  return `Log in with \`docker login ${host}\` or \`podman login ${host}\`, or set OCX_BUNDLE_USERNAME and OCX_BUNDLE_PASSWORD, as a user who ${right} this repository.${more}`;
}

// src/channels/registry/registry-errors.ts
var LONGEST_LINE = 200;
var errorsSchema = object({
  errors: array(
    object({
      code: exactOptional(string()),
      message: exactOptional(nullable(string())),
      detail: optional(unknown())
    })
  )
});
function readRefusal({ status, text }) {
  const parsed = safeParse(pipe(string(), parseJson(), errorsSchema), text);
  const first = parsed.success ? parsed.output.errors[0] : void 0;
  if (first !== void 0) return { status, code: first.code ?? "", message: messageOf(first) };
  const line = text.trim().split("\n")[0] ?? "";
  return { status, code: "", message: /^[<{[]/.test(line) ? "" : line.slice(0, LONGEST_LINE) };
}
function messageOf({ message, detail }) {
  const more = typeof detail === "string" ? detail : JSON.stringify(detail ?? null);
  return [message ?? "", /^(?:null|\{\}|)$/.test(more) ? "" : more].filter((text) => text !== "").join(": ");
}
function transientIn(repository) {
  return (error) => {
    const known = transientHttp(error);
    const own = error instanceof HttpError && mayPass(error, repository) ? { reason: error.message } : void 0;
    const transient = known ?? own;
    return transient && { ...transient, reason: repository.authorizer.redact(transient.reason) };
  };
}
function mayPass(error, repository) {
  return isOfStorage(error, repository) && isDenied(error);
}
function isOfStorage({ url }, { registry }) {
  return url !== "" && new URL(url).origin !== registry.origin;
}
async function fromRegistryError(error, repository, failed) {
  if (error instanceof HttpError && isDenied(error)) await repository.authorizer.search();
  return explainRefusal(error, repository, failed);
}
function explainRefusal(error, repository, failed) {
  const { doing, action, code = "SERVICE_FAILED" } = failed;
  const { name, authorizer } = repository;
  if (!(error instanceof HttpError)) return withLoopbackHint(fromHttpError(error, doing), repository);
  if (isOfStorage(error, repository)) return fromStorageError(error, { doing, url: error.url });
  const refusal = readRefusal(error);
  const found = `${name.host} answers with status ${refusal.status}${saidIn(refusal, authorizer)}`;
  const limit = rateLimitOf(error);
  const hint = adviceFor(limit === void 0 ? refusal : { ...refusal, status: 429 }, { ...name, action });
  const options = hint === void 0 ? {} : { hint };
  if (limit !== void 0)
    return new BundleError("RATE_LIMITED", `Cannot ${doing}: ${found}${formatEnd(limit)}`, options);
  if (isFull(refusal, action)) return new BundleError("QUOTA_EXCEEDED", `Cannot ${doing}: ${found}`, options);
  if (!isDenied(error)) return new BundleError(code, `Cannot ${doing}: ${found}`, options);
  const { known, used } = usedIn(repository);
  return new BundleError(deniedCode(error, known), `Cannot ${doing}: ${found}, ${used}`, options);
}
function withLoopbackHint(error, { registry, name }) {
  const isPlain = registry.protocol === "http:" && isLoopback(registry);
  if (!isPlain || !(error instanceof BundleError) || error.code !== "NETWORK_FAILED") return error;
  if (!error.message.includes(registry.host)) return error;
  return new BundleError(error.code, error.lines, {
    cause: error.cause,
    hint: `Check that it runs. ${name.host} is asked over plain HTTP, as every registry on this machine: one with TLS is reached by the name in its certificate.`
  });
}
function explainTokenRefusal(error, repository, action) {
  if (!(error instanceof HttpError)) return error;
  const { name, authorizer } = repository;
  const refusal = readRefusal(error);
  const said = saidIn(refusal, authorizer);
  const { known, used } = usedIn(repository);
  const found = `${new URL(error.url).host} answers with status ${refusal.status}${said}`;
  const message = `Cannot get a token for ${name.host}/${name.repository}: ${found}, asked ${used}`;
  const hint = adviceFor({ ...refusal, status: 401 }, { ...name, action });
  return new BundleError(known ? "TOKEN_REJECTED" : "TOKEN_MISSING", message, hint === void 0 ? {} : { hint });
}
function saidIn({ code, message }, { redact }) {
  const said = redact([code, message].filter((text) => text !== "").join(": "));
  return said === "" ? "" : ` (${excerpt(said)})`;
}
function usedIn({ authorizer }) {
  const { credential, looked = [] } = authorizer.searched ?? {};
  if (credential !== void 0) return { known: true, used: `with the credentials from ${credential.source}` };
  return { known: false, used: `without credentials (looked in: ${looked.join(", ")})` };
}
function isDenied({ status }) {
  return status === 401 || status === 403;
}
function deniedCode({ status }, known) {
  if (!known) return "TOKEN_MISSING";
  return status === 401 ? "TOKEN_REJECTED" : "ACCESS_DENIED";
}

export {
  registryUrl,
  isSameOrigin,
  REDIRECTS,
  followAuthorized,
  transientIn,
  fromRegistryError,
  explainRefusal,
  explainTokenRefusal
};
