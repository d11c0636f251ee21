import { expect, test } from "vitest";
import { type CredentialPlaces, findCredential } from "../../src/channels/registry/find-credential.ts";
import { fetchManifest, putManifest } from "../../src/channels/registry/manifests.ts";
import { openRepository, type RepositoryClient } from "../../src/channels/registry/repository-client.ts";
import { findManifest } from "../../src/channels/registry/tags.ts";
import type { BundleError } from "../../src/errors.ts";
import { parseReference } from "../../src/oci/reference.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { PASSWORD, startDistribution, startWithPassword, startWithTokens, USER } from "../fixtures/registries.ts";
import { lacks, needs, run } from "../fixtures/tools.ts";

// Registries that really run, and files with credentials that other tools write.

const TYPE = "application/vnd.oci.image.index.v1+json";
const INDEX = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: TYPE, manifests: [] }));

function repositoryAt(
  host: string,
  userHome: string,
  { repository = "acme/tools", ...places }: { readonly repository?: string } & Partial<CredentialPlaces> = {},
): RepositoryClient {
  const name = { host, repository };
  const watch = { say: () => {}, progress: () => {}, signal: new AbortController().signal };
  const defaults = { variables: { XDG_RUNTIME_DIR: `${userHome}/run` }, userHome, patience: 10_000, ...watch };
  return openRepository(name, {
    plainHttp: false,
    find: () => findCredential(name, { ...defaults, ...places }),
    watch,
  });
}

async function roundTrip(repository: RepositoryClient): Promise<void> {
  await putManifest(repository, { reference: "t", mediaType: TYPE, bytes: INDEX });
  const found = await fetchManifest(repository, "t");
  expect(found?.bytes.toString()).toBe(INDEX.toString());
}

function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "none",
    ({ code, message, hint, stack }: BundleError) => {
      expect(`${message} ${hint} ${stack}`).not.toContain(PASSWORD);
      return code;
    },
  );
}

for (const program of ["docker-registry", "registry"] as const) {
  test.skipIf(lacks(program))(`${program}, open: writes, reads, lists tags`, async () => {
    const directory = temporaryDirectory();
    await using registry = await startDistribution(directory, { program });
    const repository = repositoryAt(registry.host, directory);
    await roundTrip(repository);
    const missing = findManifest(repository, parseReference(`${registry.host}/acme/tools`));
    await expect(missing).rejects.toMatchObject({
      code: "BUNDLE_NOT_FOUND",
      message: expect.stringContaining("the tags t"),
    });
    const unknown = repositoryAt(registry.host, directory, { repository: "acme/others" });
    await expect(findManifest(unknown, parseReference(`${registry.host}/acme/others`))).rejects.toMatchObject({
      message: expect.stringContaining("does not have this repository"),
    });
  });

  test.skipIf(lacks(program))(`${program} with passwords: refuses without and with a wrong one`, async () => {
    const directory = temporaryDirectory();
    await using registry = await startWithPassword(directory, program);
    expect(await codeOf(roundTrip(repositoryAt(registry.host, directory)))).toBe("TOKEN_MISSING");
    const explicit = { kind: "password", username: USER, password: PASSWORD, source: "test" } as const;
    await roundTrip(repositoryAt(registry.host, directory, { explicit }));
    const wrong = repositoryAt(registry.host, directory, { explicit: { ...explicit, password: "wrong" } });
    expect(await codeOf(roundTrip(wrong))).toBe("TOKEN_REJECTED");
  });

  test.skipIf(lacks(program, "openssl"))(`${program} with a token service: gives each what it may`, async () => {
    const directory = temporaryDirectory();
    await using registry = await startWithTokens(directory, program);
    const explicit = { kind: "password", username: USER, password: PASSWORD, source: "test" } as const;
    const own = repositoryAt(registry.host, directory, { repository: "public/tools", explicit });
    await roundTrip(own);
    // Pushing allows reading too, so one token is for both, unless less is enough.
    expect(registry.calls.map(({ scopes }) => scopes)).toEqual([
      ["repository:public/tools:pull,push"],
      ["repository:public/tools:pull"],
    ]);
    const anonymous = repositoryAt(registry.host, directory, { repository: "public/tools" });
    expect((await fetchManifest(anonymous, "t"))?.bytes.byteLength).toBe(INDEX.byteLength);
    expect(await codeOf(roundTrip(anonymous))).toBe("TOKEN_MISSING");
    const wrong = repositoryAt(registry.host, directory, { explicit: { ...explicit, password: "wrong" } });
    expect(await codeOf(roundTrip(wrong))).toBe("TOKEN_REJECTED");
    const bearer = { kind: "bearer", token: registry.tokens[0] ?? "", source: "test" } as const;
    await roundTrip(repositoryAt(registry.host, directory, { repository: "public/tools", explicit: bearer }));
  });
}

needs("docker-registry", "crane")("the login of crane is found in docker's file", async () => {
  const directory = temporaryDirectory();
  await using registry = await startWithPassword(directory);
  run("crane", ["auth", "login", registry.host, "-u", USER, "-p", PASSWORD], {
    env: { DOCKER_CONFIG: `${directory}/d` },
  });
  await roundTrip(repositoryAt(registry.host, directory, { variables: { DOCKER_CONFIG: `${directory}/d` } }));
});

needs("docker-registry", "oras")("the login of oras is found in docker's file", async () => {
  const directory = temporaryDirectory();
  await using registry = await startWithPassword(directory);
  const input = ["login", "--plain-http", "-u", USER, "--password-stdin", registry.host];
  run("oras", input, { env: { HOME: directory, DOCKER_CONFIG: `${directory}/.docker` }, input: PASSWORD });
  await roundTrip(repositoryAt(registry.host, directory));
});

needs("docker-registry", "skopeo")("the login of skopeo is found in podman's file", async () => {
  const directory = temporaryDirectory();
  await using registry = await startWithPassword(directory);
  const file = `${directory}/auth.json`;
  const input = [
    "login",
    "--tls-verify=false",
    "--authfile",
    file,
    "-u",
    USER,
    "--password-stdin",
    `${registry.host}/acme`,
  ];
  run("skopeo", input, { input: PASSWORD });
  await roundTrip(repositoryAt(registry.host, directory, { variables: { REGISTRY_AUTH_FILE: file } }));
  const other = repositoryAt(registry.host, directory, {
    variables: { REGISTRY_AUTH_FILE: file },
    repository: "other/tools",
  });
  expect(await codeOf(roundTrip(other))).toBe("TOKEN_MISSING");
});
