import { globSync, mkdirSync, readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inspectBundle } from "../../src/commands/inspect-bundle.ts";
import { sendBundle } from "../../src/commands/send-bundle.ts";
import type { BundleError } from "../../src/errors.ts";
import { listener, surroundings } from "../fixtures/commands.ts";
import { scratch } from "../fixtures/import.ts";
import { type HostRequest, openHosts } from "../fixtures/named-hosts.ts";
import { shortenPauses } from "../fixtures/short-pauses.ts";
import { bundleToolbox } from "../fixtures/toolbox.ts";
import { lacks, run } from "../fixtures/tools.ts";

// Registries under their own names, answering as their documentation and reports of their users say. None of them is reached.

shortenPauses();

const LOGIN = { OCX_BUNDLE_USERNAME: "bob", OCX_BUNDLE_PASSWORD: "hunter2" };
const BASIC = `Basic ${btoa("bob:hunter2")}`;
const TOKEN = "granted-to-bob";
const MANIFEST = "application/vnd.oci.image.manifest.v1+json";

const made = scratch();
afterAll(made.remove);
let bundle = "";
/** Blobs by digest, as GNU tar unpacks them. */
const blobs = new Map<string, Buffer>();
let manifest = "";
beforeAll(async () => {
  bundle = await bundleToolbox(made.path);
  const layout = join(made.path, "layout");
  mkdirSync(layout);
  run("tar", ["-xf", bundle, "-C", layout]);
  for (const path of globSync(`${layout}/blobs/sha256/*`)) blobs.set(`sha256:${basename(path)}`, readFileSync(path));
  manifest = JSON.parse(readFileSync(join(layout, "index.json"), "utf8")).manifests[0].digest;
}, 60_000);

type Answer = (request: HostRequest, response: ServerResponse) => unknown;

const refuse =
  (status: number, body: string | object = "", headers: Readonly<Record<string, string>> = {}): Answer =>
  (_, response) =>
    response.writeHead(status, headers).end(typeof body === "string" ? body : JSON.stringify(body));

/** An error document of the distribution specification. */
const errors = (status: number, code: string, message: string, detail?: unknown): Answer =>
  refuse(status, { errors: [{ code, message, ...(detail !== undefined && { detail }) }] });

/** A manifest, or the range of a blob that is asked for. */
const content: Answer = ({ url, headers }, response) => {
  if (url.includes("/manifests/"))
    return response.writeHead(200, { "content-type": MANIFEST }).end(blobs.get(manifest));
  const bytes = blobs.get(/sha256:[0-9a-f]{64}/.exec(url)?.[0] ?? "");
  const [, from = "", to = ""] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? "") ?? [];
  if (bytes === undefined) return response.writeHead(404).end();
  const part = bytes.subarray(Number(from), Number(to) + 1);
  const range = `bytes ${from}-${Number(from) + part.byteLength - 1}/${bytes.byteLength}`;
  return response.writeHead(206, { "content-range": range }).end(part);
};

/** A registry that takes tokens of its service only. `scope` is what its challenge names. */
const withTokens =
  (realm: string, service: string, then: Answer, grant: Answer = refuse(200, { token: TOKEN })): Answer =>
  (request, response) => {
    if (`https://${request.host}${request.url.split("?")[0]}` === realm) return grant(request, response);
    if (request.headers.authorization === `Bearer ${TOKEN}`) return then(request, response);
    const [, repository = ""] = /^\/v2\/(.+?)\/(?:manifests|blobs|tags|referrers)\//.exec(request.url) ?? [];
    const scope = `repository:${repository}:${["GET", "HEAD"].includes(request.method) ? "pull" : "pull,push"}`;
    const challenge = `Bearer realm="${realm}",service="${service}",scope="${scope}"`;
    return response.writeHead(401, { "www-authenticate": challenge }).end('{"errors":[{"code":"UNAUTHORIZED"}]}');
  };

/** Amazon's registry: the user AWS, no token service, no scope. */
const withPassword =
  (realm: string, then: Answer): Answer =>
  (request, response) =>
    request.headers.authorization === BASIC
      ? then(request, response)
      : response.writeHead(401, { "www-authenticate": `Basic realm="${realm}",service="ecr.amazonaws.com"` }).end();

/** Refuses one kind of request of a push; blobs and manifests are missing before. */
const onPush =
  (method: string, then: Answer): Answer =>
  (request, response) => {
    if (request.method === method) return then(request, response);
    if (request.method === "HEAD" || request.method === "GET") return response.writeHead(404).end();
    if (request.method === "POST") return response.writeHead(202, { location: `${request.url}session` }).end();
    return response.writeHead(201).end();
  };
const onManifest = (then: Answer): Answer =>
  onPush("PUT", (request, response) =>
    request.url.includes("/manifests/") ? then(request, response) : response.writeHead(201).end(),
  );

const ghcr = (then: Answer, grant?: Answer): Answer => withTokens("https://ghcr.io/token", "ghcr.io", then, grant);
const hub = (then: Answer, grant?: Answer): Answer =>
  withTokens("https://auth.docker.io/token", "registry.docker.io", then, grant);
const HUB = ["registry-1.docker.io", "auth.docker.io"];
const ECR = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";
const ecr = (then: Answer): Answer => withPassword(`https://${ECR}/`, then);
const harbor = (then: Answer): Answer =>
  withTokens("https://harbor.example.com/service/token", "harbor-registry", then);

interface Refusal {
  readonly hosts?: readonly string[];
  readonly reference: string;
  readonly push?: boolean;
  readonly anonymous?: boolean;
  readonly answer: Answer;
  readonly code: string;
  readonly says: RegExp;
  readonly hint: RegExp;
}

const REFUSALS: Readonly<Record<string, Refusal>> = {
  "ghcr.io has a private package": {
    reference: "ghcr.io/acme/tools:1",
    anonymous: true,
    answer: ghcr(content, errors(401, "UNAUTHORIZED", "authentication required")),
    code: "TOKEN_MISSING",
    says: /ghcr\.io\/acme\/tools.*status 401 \(UNAUTHORIZED: authentication required\).*looked in: .*config\.json/,
    hint: /packages: read/,
  },
  "ghcr.io refuses the token of a user": {
    reference: "ghcr.io/acme/tools:1",
    answer: ghcr(content, errors(403, "DENIED", "denied")),
    code: "TOKEN_REJECTED",
    says: /status 403 \(DENIED: denied\), asked with the credentials from OCX_BUNDLE_USERNAME/,
    hint: /packages: read/,
  },
  "ghcr.io lets nobody write": {
    reference: "ghcr.io/acme/tools:1",
    push: true,
    answer: ghcr(onPush("POST", errors(403, "DENIED", "permission_denied: write_package"))),
    code: "ACCESS_DENIED",
    says: /permission_denied: write_package/,
    hint: /packages: write.*Manage Actions access/,
  },
  "Amazon ECR lacks the repository": {
    hosts: [ECR],
    reference: `${ECR}/acme/tools:1`,
    push: true,
    answer: ecr(onPush("POST", errors(404, "NAME_UNKNOWN", "The repository with name 'acme/tools' does not exist"))),
    code: "SERVICE_FAILED",
    says: /NAME_UNKNOWN: The repository with name 'acme\/tools' does not exist/,
    hint: /aws ecr create-repository --repository-name acme\/tools/,
  },
  "Amazon ECR finds a login too old": {
    hosts: [ECR],
    reference: `${ECR}/acme/tools:1`,
    answer: ecr(errors(403, "DENIED", "Your authorization token has expired. Reauthenticate and try again.")),
    code: "ACCESS_DENIED",
    says: /authorization token has expired/,
    hint: /aws ecr get-login-password/,
  },
  "Amazon ECR misses a permission": {
    hosts: [ECR],
    reference: `${ECR}/acme/tools:1`,
    push: true,
    answer: ecr(
      onPush(
        "POST",
        errors(
          403,
          "DENIED",
          "User: arn:aws:iam::1:user/bob is not authorized to perform: ecr:InitiateLayerUpload on resource: x",
        ),
      ),
    ),
    code: "ACCESS_DENIED",
    says: /not authorized to perform/,
    hint: /permission ecr:InitiateLayerUpload/,
  },
  "Amazon ECR keeps its tags": {
    hosts: [ECR],
    reference: `${ECR}/acme/tools:1`,
    push: true,
    answer: ecr(
      onManifest(
        errors(
          400,
          "TAG_INVALID",
          "The image tag '1' already exists in the 'acme/tools' repository and cannot be overwritten because the repository is immutable.",
        ),
      ),
    ),
    code: "SERVICE_FAILED",
    says: /TAG_INVALID/,
    hint: /another tag/,
  },
  "GitLab knows no such media type": {
    hosts: ["registry.gitlab.com", "gitlab.com"],
    reference: "registry.gitlab.com/acme/tools/toolchain:1",
    push: true,
    answer: withTokens(
      "https://gitlab.com/jwt/auth",
      "container_registry",
      onManifest(
        errors(
          400,
          "MANIFEST_INVALID",
          "manifest invalid",
          "unknown media type: application/vnd.ocx-bundle.config.v1+json",
        ),
      ),
    ),
    code: "SERVICE_FAILED",
    says: /MANIFEST_INVALID.*unknown media type/,
    hint: /carry the bundle as a file/,
  },
  "Harbor lacks the project, for an administrator": {
    reference: "harbor.example.com/nosuch/tools:1",
    push: true,
    answer: harbor(onPush("POST", errors(404, "NOT_FOUND", "project nosuch not found"))),
    code: "SERVICE_FAILED",
    says: /project nosuch not found/,
    hint: /Create the repository or project first/,
  },
  "Harbor lacks the project, for a user": {
    reference: "harbor.example.com/nosuch/tools:1",
    push: true,
    answer: harbor(
      onPush("POST", errors(401, "UNAUTHORIZED", "unauthorized to access repository: nosuch/tools, action: push")),
    ),
    code: "TOKEN_REJECTED",
    says: /unauthorized to access repository/,
    hint: /If it belongs to a project, as in Harbor, that must exist/,
  },
  "Harbor has no room left in the project": {
    reference: "harbor.example.com/acme/tools:1",
    push: true,
    answer: harbor(
      onPush(
        "PUT",
        errors(
          403,
          "DENIED",
          "adding 29.0 MiB of storage resource, which when updated to current usage of 9.0 MiB will exceed the configured upper limit of 10.0 MiB.",
        ),
      ),
    ),
    code: "QUOTA_EXCEEDED",
    says: /upper limit of 10\.0 MiB/,
    hint: /larger quota/,
  },
  "Harbor keeps the tag": {
    reference: "harbor.example.com/acme/tools:1",
    push: true,
    answer: harbor(
      onManifest(errors(412, "PRECONDITION", "Failed to process request due to 'tools:1' configured as immutable.")),
    ),
    code: "SERVICE_FAILED",
    says: /configured as immutable/,
    hint: /another tag/,
  },
  "Artifactory has no such repository": {
    reference: "acme.jfrog.io/docker-locl/acme/tools:1",
    push: true,
    answer: withPassword("x", onPush("POST", errors(404, "NAME_UNKNOWN", "Repository 'docker-locl' not found"))),
    code: "SERVICE_FAILED",
    says: /docker-locl/,
    hint: /create docker-locl, or correct it/,
  },
  "a proxy before Artifactory hides that it speaks TLS": {
    reference: "artifactory.example.com/docker-local/acme/tools:1",
    push: true,
    answer: withPassword(
      "x",
      onPush("POST", refuse(202, "", { location: "http://artifactory.example.com/v2/docker-local/uploads/1" })),
    ),
    code: "SERVICE_FAILED",
    says: /is not encrypted, on artifactory\.example\.com/,
    hint: /X-Forwarded-Proto: https/,
  },
  "Docker Hub counts pulls": {
    hosts: HUB,
    reference: "docker.io/acme/tools:1",
    anonymous: true,
    answer: hub(refuse(429, "toomanyrequests: You have reached your unauthenticated pull rate limit.")),
    code: "RATE_LIMITED",
    says: /unauthenticated pull rate limit/,
    hint: /docker login/,
  },
  "Docker Hub refuses a password": {
    hosts: HUB,
    reference: "docker.io/acme/tools:1",
    answer: hub(content, refuse(401, { details: "incorrect username or password" })),
    code: "TOKEN_REJECTED",
    says: /auth\.docker\.io answers with status 401/,
    hint: /access token of Docker Hub/,
  },
  "Quay checks media types": {
    reference: "quay.io/acme/tools:1",
    push: true,
    answer: withTokens(
      "https://quay.io/v2/auth",
      "quay.io",
      onManifest(
        errors(400, "MANIFEST_INVALID", "manifest invalid", {
          message:
            "failed to parse manifest: manifest data does not match schema: 'application/vnd.x' is not one of [...]",
        }),
      ),
    ),
    code: "SERVICE_FAILED",
    says: /does not match schema/,
    hint: /FEATURE_GENERAL_OCI_SUPPORT/,
  },
  "Quay has another robot in mind": {
    reference: "quay.io/acme/tools:1",
    push: true,
    answer: withTokens(
      "https://quay.io/v2/auth",
      "quay.io",
      onPush("POST", errors(401, "UNAUTHORIZED", "access to the requested resource is not authorized", {})),
    ),
    code: "TOKEN_REJECTED",
    says: /not authorized/,
    hint: /robot account/,
  },
};

const lacksTools = lacks("openssl");

test.skipIf(lacksTools).each(Object.entries(REFUSALS))("%s: the failure names cause and fix", async (_, refusal) => {
  const { reference, push = false, anonymous = false, answer, code, says, hint } = refusal;
  const { caFile, seen } = await openHosts(refusal.hosts ?? [reference.split("/")[0] ?? ""], answer);
  const around = surroundings(anonymous ? {} : { variables: LOGIN });
  const heard = listener();
  const done = push
    ? sendBundle(
        { source: { kind: "file", path: bundle }, destination: { channel: "registry", reference, caFile } },
        around,
        heard,
      )
    : inspectBundle({ source: { kind: "registry", reference, caFile } }, around);
  const error: BundleError = await done.then(
    () => Promise.reject(new Error("it did not fail")),
    (thrown) => thrown,
  );
  expect(error).toMatchObject({ code, message: expect.stringMatching(says), hint: expect.stringMatching(hint) });
  expect([error.message, error.hint, error.stack, ...heard.lines].join()).not.toMatch(/hunter2|granted-to-bob/);
  expect(seen.length).toBeLessThan(60);
});

test.skipIf(lacksTools)(
  "ghcr.io: everybody may pull a public package, from storage that takes no credentials",
  async () => {
    const storage = "pkg-containers.githubusercontent.com";
    const { caFile, seen } = await openHosts(["ghcr.io", storage], (request, response) => {
      if (request.host !== storage) {
        const toStorage: Answer = ({ url }, answer) =>
          url.includes("/blobs/")
            ? answer
                .writeHead(307, { location: `https://${storage}/ghcr1/blobs/${url.split("/").at(-1)}?sig=hunter2` })
                .end()
            : content(request, response);
        return ghcr(toStorage)(request, response);
      }
      return request.headers.authorization === undefined ? content(request, response) : response.writeHead(400).end();
    });
    const source = { kind: "registry", reference: "ghcr.io/Acme/Tools:1", caFile } as const;
    expect((await inspectBundle({ source }, surroundings())).digest).toBe(manifest);
    const asked = seen.filter(({ url }) => url.startsWith("/token"));
    expect(new Set(asked.map(({ url, headers }) => `${url} ${headers.authorization}`))).toEqual(
      new Set(["/token?service=ghcr.io&scope=repository%3Aacme%2Ftools%3Apull undefined"]),
    );
    expect(seen.filter(({ host }) => host === storage)).not.toEqual([]);
    // Nothing is asked twice, but for what was refused before a login.
    const refused = seen.filter(({ host, headers }) => host === "ghcr.io" && headers.authorization === undefined);
    const answered = seen.filter((request) => !refused.includes(request));
    expect(new Set(answered.map(({ host, url }) => `${host}${url}`)).size).toBe(answered.length);
  },
);

test.skipIf(lacksTools)(
  "Docker Hub: images without an owner are in library/, and its API is on another host",
  async () => {
    const { caFile, seen } = await openHosts(HUB, hub(content));
    const source = { kind: "registry", reference: "docker.io/tools:1", caFile } as const;
    expect((await inspectBundle({ source }, surroundings({ variables: LOGIN }))).digest).toBe(manifest);
    expect(seen[0]).toMatchObject({ host: "registry-1.docker.io", url: "/v2/library/tools/manifests/1" });
    const [, second] = seen;
    expect(second).toMatchObject({ host: "auth.docker.io", headers: { authorization: BASIC } });
    expect(Object.fromEntries(new URL(second?.url ?? "", "https://x").searchParams)).toEqual({
      service: "registry.docker.io",
      scope: "repository:library/tools:pull",
    });
  },
);

test.skipIf(lacksTools)(
  "Artifactory: a repository is a path, and blobs come from a bucket that takes no credentials",
  async () => {
    const bucket = "acme.s3.amazonaws.com";
    const host = "artifactory.example.com";
    const { caFile, seen } = await openHosts([host, bucket], (request, response) => {
      if (request.host === bucket)
        return request.headers.authorization === undefined
          ? content(request, response)
          : response.writeHead(400).end("<Error><Code>InvalidArgument</Code></Error>");
      return withPassword("Artifactory Realm", ({ url }, answer) =>
        url.includes("/blobs/")
          ? answer
              .writeHead(302, { location: `https://${bucket}/${url.split("/").at(-1)}?X-Amz-Signature=hunter2` })
              .end()
          : content(request, response),
      )(request, response);
    });
    const source = { kind: "registry", reference: `${host}/docker-local/acme/tools:1`, caFile } as const;
    expect((await inspectBundle({ source }, surroundings({ variables: LOGIN }))).digest).toBe(manifest);
    expect(seen[0]?.url).toBe("/v2/docker-local/acme/tools/manifests/1");
    expect(seen.filter(({ host: each }) => each === bucket)).not.toEqual([]);
  },
);
