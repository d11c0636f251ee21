import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { type Emulator, openEmulator } from "../fixtures/github/emulator.ts";
import { OFFLINE } from "../fixtures/github/preloads.ts";
import { unpackGolden } from "../fixtures/golden.ts";
import { MACHINE, NODE } from "../fixtures/runner.ts";
import { bundleToolbox } from "../fixtures/toolbox.ts";

/** All that a program printed, on a machine that reaches only loopback. Not spawnSync: the emulator answers in this process. */
async function printed(words: readonly string[], variables: Readonly<Record<string, string>>): Promise<string> {
  const env = { ...MACHINE, HOME: "/nonexistent", ...variables };
  const child = spawn(NODE, ["--import", OFFLINE, ...words], { env });
  const texts = [child.stdout, child.stderr].map((stream) => Array.fromAsync(stream, String));
  await once(child, "close");
  const text = (await Promise.all(texts)).flat().join("");
  if (child.exitCode !== 0) throw new Error(`it ended with ${child.exitCode}:\n${text}`);
  return stripVTControlCharacters(text);
}

function command(words: readonly string[], variables: Readonly<Record<string, string>>): Promise<string> {
  return printed([resolve("src/cli/main.ts"), ...words], variables);
}

/** The requests as the log should have them, in the order in which they came. */
function expectedLines({ requests }: Emulator): string[] {
  return requests.map(({ method, url, status }) => `${method} ${new URL(url).host}${new URL(url).pathname}: ${status}`);
}

/** The requests in a log, without redirects and times. */
function requestsIn(log: string, label: string): string[] {
  const lines = log.split("\n").filter((line) => line.startsWith(label));
  return lines.flatMap(
    (line) => /^\S+ ?([A-Z]+ \S+: \d{3})\b.* in \d+ ms$/.exec(`- ${line.slice(label.length)}`)?.[1] ?? [],
  );
}

/** Everything in the environment and in the requests that must not be shown. */
function secretsOf({ requests }: Emulator, variables: Readonly<Record<string, string>>): string[] {
  const named = Object.entries(variables).filter(([name]) => name.endsWith("TOKEN"));
  const sent = requests.map(({ headers }) => headers.authorization?.replace(/^\S+ /, "") ?? "");
  const signed = requests.flatMap(({ url }) => {
    const { searchParams } = new URL(url);
    return ["sig", "se"].flatMap((name) => searchParams.get(name) ?? []);
  });
  return [...named.map(([, value]) => value), ...sent, ...signed].filter((value) => value !== "");
}

function expectNoSecret(log: string, secrets: readonly string[]): void {
  expect(secrets.length).toBeGreaterThan(0);
  const forms = secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]);
  expect(forms.filter((form) => log.includes(form))).toEqual([]);
}

const firstCache = { ACTIONS_CACHE_SERVICE_V2: "" };
const noRunner = { ACTIONS_RUNTIME_TOKEN: "", ACTIONS_RESULTS_URL: "" };
const release = ["release", "--release-tag", "v1"];

test.each<[string, readonly string[], readonly string[], Record<string, string>, Record<string, string>?]>([
  ["an artifact", ["artifact"], ["artifact"], {}],
  ["an artifact of another run", ["artifact"], ["artifact", "--run-id", "4711"], {}, noRunner],
  ["a release", [...release, "--create-release"], release, {}],
  ["the cache", ["cache", "--cache-key", "k"], ["cache", "--cache-key", "k"], {}],
  ["the first cache service", ["cache", "--cache-key", "k"], ["cache", "--cache-key", "k"], firstCache],
])("--verbose prints each request of %s, and no secret", async (_, to, from, changes, changesOfFetch = changes) => {
  await using emulator = await openEmulator();
  const directory = temporaryDirectory();
  const bundle = await bundleToolbox(directory);
  const variables = { ...emulator.variables(), GITHUB_TOKEN: emulator.apiToken() };
  const named = ["--name", "toolbox", "--verbose"];

  const sending = { ...variables, ...changes };
  const sent = await command(["send", bundle, "--as", "toolbox", "-v", "--to", ...to], sending);
  expect(emulator.requests.length).toBeGreaterThan(2);
  expectNoSecret(sent, secretsOf(emulator, sending));
  expect(requestsIn(sent, "debug: ").toSorted()).toEqual(expectedLines(emulator).toSorted());

  const before = emulator.requests.length;
  const fetching = { ...variables, ...changesOfFetch };
  const fetched = await command(["fetch", ...named, "--from", ...from, "-o", join(directory, "in.tar")], fetching);
  expect(emulator.requests.length).toBeGreaterThan(before);
  expectNoSecret(fetched, secretsOf(emulator, fetching));
  expect(requestsIn(fetched, "debug: ").toSorted()).toEqual(expectedLines(emulator).slice(before).toSorted());
});

test("the debug log has redirects, retries and the source of the token, and is not there without --verbose", async () => {
  await using emulator = await openEmulator();
  const directory = temporaryDirectory();
  const bundle = await bundleToolbox(directory);
  const variables = { ...emulator.variables(), GH_TOKEN: emulator.apiToken() };
  await command(["send", bundle, "--as", "toolbox", "--to", ...release, "--create-release"], variables);
  const words = ["fetch", "--name", "toolbox", "--from", ...release, "-o", join(directory, "in.tar")];
  emulator.fault({ service: "api", path: "/assets", action: { status: 502 } });
  emulator.fault({ service: "blob", action: { drop: true } });
  emulator.fault({ service: "blob", action: { truncate: 10_000 } });
  const log = await command([...words, "-v", "--quiet"], variables);
  const { host } = new URL(emulator.blobUrl);
  expect(log).toContain(`debug: Token for ${new URL(emulator.url).host}: from GH_TOKEN\n`);
  expect(log).toMatch(/^debug: GET \S+\/assets: 502 in \d+ ms$/m);
  expect(log).toMatch(new RegExp(`^debug: GET \\S+/assets/\\d+: 302 to ${host} in \\d+ ms$`, "m"));
  const failures = log.match(new RegExp(`^debug: GET ${host}/\\S+: failed in \\d+ ms: Cannot reach ${host}`, "gm"));
  // One without an answer, and one whose body breaks off.
  expect(failures).toHaveLength(2);
  expect(await command(words, variables)).not.toContain("debug:");
});

test.each([
  ["1", true],
  ["", false],
])("an action with RUNNER_DEBUG=%j has a debug log: %s", async (debugging, isShown) => {
  await using emulator = await openEmulator();
  const directory = temporaryDirectory();
  const variables = {
    ...emulator.variables(),
    RUNNER_DEBUG: debugging,
    RUNNER_TEMP: directory,
    GITHUB_WORKSPACE: directory,
    GITHUB_OUTPUT: join(directory, "output"),
    INPUT_HOME: unpackGolden("toolbox", "source", directory),
    INPUT_PACKAGES: "ocx.sh/acme/native:5.1",
    INPUT_PLATFORM: "linux/amd64+libc.glibc",
    INPUT_TO: "release",
    "INPUT_RELEASE-TAG": "v1",
    "INPUT_CREATE-RELEASE": "true",
    INPUT_TOKEN: emulator.apiToken(),
  };
  writeFileSync(variables.GITHUB_OUTPUT, "");
  const log = await printed([resolve("src/actions/export.ts")], variables);
  expect(emulator.requests.length).toBeGreaterThan(2);
  expect(requestsIn(log, "::debug::")).toEqual(isShown ? expectedLines(emulator) : []);
  expect(log.includes("from the input `token`")).toBe(isShown);
  expectNoSecret(log, secretsOf(emulator, variables));
});
