import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import type { CredentialSearch } from "../../../src/channels/registry/credential.ts";
import { type CredentialPlaces, findCredential } from "../../../src/channels/registry/find-credential.ts";
import { temporaryDirectory } from "../../fixtures/commands.ts";

const NAME = { host: "registry.example:5000", repository: "acme/tools" };

function encoded(username: string, password: string): { readonly auth: string } {
  return { auth: Buffer.from(`${username}:${password}`).toString("base64") };
}

interface Machine {
  readonly directory: string;
  readonly said: string[];
  write(path: string, document: unknown): string;
  /** Installs a credential helper that is a shell script. */
  helper(name: string, script: string): void;
  find(variables?: Readonly<Record<string, string>>, more?: Partial<CredentialPlaces>): Promise<CredentialSearch>;
}

function machine(): Machine {
  const directory = temporaryDirectory();
  const said: string[] = [];
  const write = (path: string, document: unknown): string => {
    const full = join(directory, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, typeof document === "string" ? document : JSON.stringify(document));
    return full;
  };
  return {
    directory,
    said,
    write,
    helper: (name, script) => chmodSync(write(`bin/docker-credential-${name}`, `#!/bin/sh\n${script}\n`), 0o755),
    find: (variables = {}, more = {}) =>
      findCredential(NAME, {
        variables: {
          PATH: `${directory}/bin:${process.env["PATH"]}`,
          XDG_RUNTIME_DIR: `${directory}/run`,
          ...variables,
        },
        userHome: directory,
        patience: 10_000,
        say: (text) => void said.push(text),
        signal: new AbortController().signal,
        ...more,
      }),
  };
}

test("findCredential() takes the first place that has this registry, in the documented order", async () => {
  const { directory, write, find } = machine();
  const auths = (user: string) => ({ auths: { [NAME.host]: encoded(user, "pw") } });
  const user = async (...given: Parameters<typeof find>) => {
    const { credential } = await find(...given);
    return credential?.kind === "password" ? [credential.username, credential.source] : credential;
  };
  const looked = (await find()).looked;
  expect(looked).toEqual([
    `${directory}/run/containers/auth.json (absent)`,
    `${directory}/.docker/config.json (absent)`,
    `${directory}/.config/containers/auth.json (absent)`,
  ]);
  const last = write(".config/containers/auth.json", auths("containers"));
  expect(await user()).toEqual(["containers", last]);
  const docker = write(".docker/config.json", auths("docker"));
  expect(await user()).toEqual(["docker", docker]);
  const runtime = write("run/containers/auth.json", auths("podman"));
  expect(await user()).toEqual(["podman", runtime]);
  const DOCKER_AUTH_CONFIG = JSON.stringify(auths("variable"));
  expect(await user({ DOCKER_AUTH_CONFIG })).toEqual(["variable", "DOCKER_AUTH_CONFIG"]);
  const REGISTRY_AUTH_FILE = write("my.json", auths("named"));
  expect(await user({ REGISTRY_AUTH_FILE, DOCKER_AUTH_CONFIG })).toEqual(["named", REGISTRY_AUTH_FILE]);
  const explicit = { kind: "password", username: "given", password: "pw", source: "username" } as const;
  expect(await user({ REGISTRY_AUTH_FILE }, { explicit })).toEqual(["given", "username"]);
});

test("findCredential() reads docker's file where DOCKER_CONFIG says", async () => {
  const { directory, write, find } = machine();
  write("elsewhere/config.json", { auths: { [NAME.host]: encoded("a", "b") } });
  const { credential } = await find({ DOCKER_CONFIG: `${directory}/elsewhere` });
  expect(credential).toMatchObject({ username: "a", password: "b" });
});

test.each([
  [
    "a path of the repository before its host",
    { [`${NAME.host}/acme`]: encoded("path", "x"), [NAME.host]: encoded("host", "x") },
    "path",
  ],
  ["an address with this host", { [`https://${NAME.host}/v2/`]: encoded("url", "x") }, "url"],
  ["an address without a path", { [`http://${NAME.host}`]: encoded("url", "x") }, "url"],
  ["user and password as two fields", { [NAME.host]: { username: "two", password: "x" } }, "two"],
  ["no other repository", { [`${NAME.host}/other`]: encoded("other", "x") }, undefined],
  ["no other port", { "registry.example": encoded("other", "x") }, undefined],
  ["no empty entry", { [NAME.host]: {} }, undefined],
])("findCredential() takes %s", async (_, auths, username) => {
  const { write, find } = machine();
  write(".docker/config.json", { auths });
  const { credential } = await find();
  expect(credential?.kind === "password" ? credential.username : credential).toBe(username);
});

test("findCredential() keeps colons in a password, and drops the zeros that padding left", async () => {
  const { write, find } = machine();
  write(".docker/config.json", { auths: { [NAME.host]: encoded("a", "b:c:d\0\0") } });
  expect((await find()).credential).toMatchObject({ username: "a", password: "b:c:d" });
});

test.each([
  [{ ...encoded("00000000-0000-0000-0000-000000000000", ""), identitytoken: "refresh" }, "identity", "refresh"],
  [{ registrytoken: "direct" }, "bearer", "direct"],
  [encoded("<token>", "refresh"), "identity", "refresh"],
])("findCredential() knows tokens from passwords", async (entry, kind, token) => {
  const { write, find } = machine();
  write(".docker/config.json", { auths: { [NAME.host]: entry } });
  expect((await find()).credential).toMatchObject({ kind, token });
});

test("findCredential() asks the helper of the host, by its name on standard input and without a shell", async () => {
  const { directory, write, helper, find } = machine();
  helper(
    "mine",
    `cat > ${directory}/asked; echo "please wait" >&2; echo '{"ServerURL":"x","Username":"u","Secret":"s"}'`,
  );
  write(".docker/config.json", {
    credHelpers: { [NAME.host]: "mine" },
    credsStore: "other",
    auths: { [NAME.host]: {} },
  });
  const { credential } = await find();
  expect(credential).toMatchObject({ kind: "password", username: "u", password: "s" });
  expect(credential?.source).toContain("docker-credential-mine");
  expect(credential?.source).toContain(".docker/config.json");
  expect(readFileSync(join(directory, "asked"), "utf8")).toBe(NAME.host);
});

test("findCredential() goes on when the store has none, or its program is missing", async () => {
  const { write, helper, find } = machine();
  write(".docker/config.json", { credsStore: "store", auths: { [NAME.host]: {} } });
  write(".config/containers/auth.json", { auths: { [NAME.host]: encoded("later", "x") } });
  const missing = await find();
  expect(missing.credential).toMatchObject({ username: "later" });
  expect(missing.looked.join()).toContain("docker-credential-store");
  expect(missing.looked.join()).toContain("not installed");
  helper("store", "echo 'credentials not found in native keychain'; exit 1");
  expect((await find()).credential).toMatchObject({ username: "later" });
});

test.each([
  ["fails", "echo 'the keyring is locked'; exit 3", "the keyring is locked"],
  ["answers nonsense", "echo '{}'", "not that of a credential helper"],
  ["prints without end", "yes secret-line | head -c 4000000", "prints more than"],
  ["does not end", "exec sleep 60", "did not answer within 0.5 seconds"],
])("findCredential() names a helper that %s", async (_, script, found) => {
  const { write, helper, find } = machine();
  helper("bad", script);
  write(".docker/config.json", { credsStore: "bad" });
  const failing = find({}, { patience: script.includes("sleep") ? 500 : 10_000 });
  await expect(failing).rejects.toMatchObject({ code: "CONFIG_INVALID", message: expect.stringContaining(found) });
  await expect(failing).rejects.not.toMatchObject({ message: expect.stringContaining("secret-line") });
});

test.each(["../evil", "a b", "a/b", "$(id)", ".."])("findCredential() runs no helper called %s", async (name) => {
  const { write, find } = machine();
  write(".docker/config.json", { credsStore: name });
  await expect(find()).rejects.toMatchObject({ code: "CONFIG_INVALID" });
});

test.each([
  ["no JSON", `{"auths": {"${NAME.host}": {"auth": "c2VjcmV0`],
  ["another form", JSON.stringify({ auths: { [NAME.host]: "c2VjcmV0" } })],
  [
    "no password in auth",
    JSON.stringify({ auths: { [NAME.host]: { auth: Buffer.from("secret").toString("base64") } } }),
  ],
])("findCredential() names a file with %s, and shows nothing of it", async (_, text) => {
  const { write, find } = machine();
  const path = write(".docker/config.json", text);
  const failing = find();
  await expect(failing).rejects.toMatchObject({ code: "CONFIG_INVALID", message: expect.stringContaining(path) });
  await expect(failing).rejects.not.toMatchObject({ message: expect.stringContaining("c2Vj") });
});
