import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { forward, openFront } from "../fixtures/front.ts";
import { type Emulator, openEmulator } from "../fixtures/github/emulator.ts";
import { OFFLINE } from "../fixtures/github/preloads.ts";
import { scratch } from "../fixtures/import.ts";
import { MACHINE, NODE } from "../fixtures/runner.ts";
import { serving } from "../fixtures/serving.ts";
import { bundleToolbox } from "../fixtures/toolbox.ts";
import { run } from "../fixtures/tools.ts";
import { serveFiles } from "../fixtures/web-server.ts";

// Everything that others may see is searched for everything that they must not: what is printed with --verbose, summaries and
// outputs of a job, records, databases and all other files that are left, and the command lines of all processes.

const made = scratch();
afterAll(made.remove);
let bundle = "";
beforeAll(async () => {
  bundle = await bundleToolbox(made.path);
}, 60_000);

/** A directory in which everything lies that may be seen. Credentials are in `userHome`, beside it. */
interface Site {
  readonly seen: string;
  readonly userHome: string;
  readonly texts: string[];
  readonly commandLines: Set<string>;
}

function openSite(): Site {
  const directory = temporaryDirectory();
  const [seen, userHome] = [join(directory, "seen"), join(directory, "user")];
  for (const path of [seen, userHome]) mkdirSync(path);
  return { seen, userHome, texts: [], commandLines: new Set() };
}

/** Runs a program, and keeps what it printed and the command lines of all processes meanwhile. Servers answer in this process. */
async function runIn(
  site: Site,
  [program = "", ...words]: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<number | null> {
  const { seen, userHome, texts } = site;
  const machine = { ...MACHINE, HOME: userHome, XDG_RUNTIME_DIR: userHome, TMPDIR: seen };
  const env = { ...machine, PATH: `${userHome}:${MACHINE.PATH}`, ...variables };
  const child = spawn(NODE, ["--import", OFFLINE, resolve("src", program), ...words], { env, cwd: seen });
  const watching = setInterval(() => readCommandLines(site.commandLines), 50);
  const printed = [child.stdout, child.stderr].map((stream) => Array.fromAsync(stream, String));
  await once(child, "close");
  clearInterval(watching);
  // The runner takes such a line for itself, and shows it to nobody.
  for (const text of (await Promise.all(printed)).flat()) texts.push(text.replaceAll(/^::add-mask::.*$/gm, ""));
  return child.exitCode;
}

const commandLine = (site: Site, ...words: readonly string[]) => runIn(site, ["cli/main.ts", ...words]);

function readCommandLines(found: Set<string>): void {
  for (const name of readdirSync("/proc").filter((each) => /^\d+$/.test(each))) {
    try {
      found.add(readFileSync(`/proc/${name}/cmdline`, "latin1"));
    } catch {
      // A process that has ended.
    }
  }
}

const PLATFORM = "linux/amd64+libc.glibc";

/** Runs the import action with a debug log. */
function importAction(site: Site, inputs: Readonly<Record<string, string>>, variables: Record<string, string> = {}) {
  const files = ["GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_PATH", "GITHUB_STEP_SUMMARY"].map((name) => {
    writeFileSync(join(site.seen, name), "", { flag: "a" });
    return [name, join(site.seen, name)] as const;
  });
  const all = { digest: "any", home: join(site.seen, "home"), store: join(site.seen, "store"), platform: PLATFORM };
  const given = Object.entries({ ...all, ...inputs }).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  const job = { RUNNER_DEBUG: "1", RUNNER_TEMP: site.seen, GITHUB_WORKSPACE: site.seen };
  return runIn(site, ["actions/import.ts"], {
    ...variables,
    ...job,
    ...Object.fromEntries(files),
    ...Object.fromEntries(given),
  });
}

/** Imports a bundle by the command line, and asks for all that is known of it afterwards. */
async function importAndAsk(site: Site, from: string): Promise<void> {
  const [home, store] = [join(site.seen, "home"), join(site.seen, "store")];
  const options = ["--home", home, "--store", store, "--platform", PLATFORM, "--verbose"];
  expect(await commandLine(site, "import", from, ...options), site.texts.at(-1)).toBe(0);
  expect(await commandLine(site, "import", from, ...options, "--json"), site.texts.at(-1)).toBe(0);
  expect(await commandLine(site, "inspect", from, "--json"), site.texts.at(-1)).toBe(0);
  expect(await commandLine(site, "history", "--home", home, "--json")).toBe(0);
  expect(await commandLine(site, "store", "list", "--store", store, "--json")).toBe(0);
}

function expectUnseen({ seen, texts, commandLines }: Site, secrets: readonly string[]): void {
  const files = run("find", [seen, "-type", "f"]).toString().trim().split("\n");
  for (const kind of [/imports\.jsonl$/, /\.db$/, /GITHUB_STEP_SUMMARY$/])
    expect(
      files.some((path) => kind.test(path)),
      String(kind),
    ).toBe(true);
  const all = [...files.map((path) => readFileSync(path, "latin1")), ...files, ...texts, ...commandLines].join("\n");
  expect(secrets.length).toBeGreaterThan(1);
  const forms = secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]);
  expect(forms.filter((form) => all.includes(form))).toEqual([]);
}

const PASSWORD = `pass-${randomBytes(9).toString("hex")}`;
const BASIC = Buffer.from(`alice:${PASSWORD}`).toString("base64");
const SIGNATURE = `Sig0${randomBytes(24).toString("base64url")}`;

test("the password of a .netrc and signed addresses are nowhere to be seen after an import from a web server", async () => {
  const site = openSite();
  writeFileSync(join(site.userHome, ".netrc"), `machine 127.0.0.1 login alice password ${PASSWORD}\n`);
  const file = { bytes: readFileSync(bundle), headers: { etag: '"1"' } };
  const storage = await serveFiles({ "/signed/toolbox.tar": file });
  let repeats = false;
  const server = await serveFiles();
  server.fault = ({ headers, url }, response) => {
    const message = `${headers.authorization} may not read ${url}`;
    if (repeats) return response.writeHead(403).end(JSON.stringify({ message }));
    if (headers.authorization !== `Basic ${BASIC}`) return response.writeHead(401).end();
    return response
      .writeHead(302, { location: `${storage.origin}/signed/toolbox.tar?X-Amz-Signature=${SIGNATURE}` })
      .end();
  };
  const url = `${server.origin}/b/toolbox.tar`;
  await importAndAsk(site, url);
  expect(await importAction(site, { from: "url", url: `${url}?sig=${SIGNATURE}` })).toBe(0);
  const elsewhere = ["--home", join(site.seen, "other"), "--verbose", "--json"];
  // The storage breaks off, refuses and fails, and the server repeats what it was sent.
  let failures = 0;
  storage.fault = (_, response) => {
    if (failures++ > 0) return response.writeHead(403).end(`<Code>${SIGNATURE}</Code>`);
    return response.writeHead(206, { "content-range": "bytes 0-9/5", location: `/?sig=${SIGNATURE}` }).end();
  };
  for (const _ of [1, 2]) expect(await commandLine(site, "import", url, ...elsewhere)).not.toBe(0);
  repeats = true;
  // A signed address as an argument would be in the list of processes by the user's own doing.
  const other = { from: "url", url: `${url}?sig=${SIGNATURE}`, home: join(site.seen, "other"), store: "" };
  expect(await importAction(site, other)).toBe(1);
  expectUnseen(site, [PASSWORD, BASIC, SIGNATURE]);
}, 60_000);

test("the password of a credential helper, tokens and signed addresses are nowhere to be seen after an import from a registry", async () => {
  const site = openSite();
  await using registry = await serving([bundle]);
  const token = `token-${randomBytes(16).toString("hex")}`;
  const storage = await openFront((request, response) => forward(request, response, registry.host));
  const place = `http://${storage.host.replace("127.0.0.1", "localhost")}`;
  const front = await openFront((request, response) => {
    const { url, headers } = request;
    const isKnown = headers.authorization === `Basic ${BASIC}`;
    if (url.startsWith("/token")) return response.writeHead(isKnown ? 200 : 401).end(JSON.stringify({ token }));
    if (headers.authorization !== `Bearer ${token}`) {
      const challenge = `Bearer realm="http://${headers.host}/token",service="test"`;
      return response.writeHead(401, { "www-authenticate": challenge }).end();
    }
    if (url.includes("/blobs/"))
      return response.writeHead(307, { location: `${place}${url}?X-Amz-Signature=${SIGNATURE}` }).end();
    if (url.includes("denied"))
      return response.writeHead(403).end(JSON.stringify({ errors: [{ message: `${token} of ${PASSWORD}` }] }));
    return forward(request, response, registry.host);
  });
  const config = { credHelpers: { [front.host]: "test" } };
  mkdirSync(join(site.userHome, ".docker"));
  writeFileSync(join(site.userHome, ".docker/config.json"), JSON.stringify(config));
  const answer = JSON.stringify({ ServerURL: front.host, Username: "alice", Secret: PASSWORD });
  writeFileSync(join(site.userHome, "docker-credential-test"), `#!/bin/sh\ncat > /dev/null\necho '${answer}'\n`, {
    mode: 0o755,
  });
  const reference = `${front.host}/ocx-bundle-linux-amd64`;
  await importAndAsk(site, `oci://${reference}`);
  expect(await importAction(site, { from: "registry", reference })).toBe(0);
  const inputs = { from: "registry", reference, username: "alice", password: PASSWORD };
  expect(await importAction(site, { ...inputs, home: join(site.seen, "third") })).toBe(0);
  expect(await commandLine(site, "import", `oci://${front.host}/denied`, "--verbose")).not.toBe(0);
  expect(storage.seen.length).toBeGreaterThan(0);
  expectUnseen(site, [PASSWORD, BASIC, SIGNATURE, token]);
}, 60_000);

/** What the requests to GitHub were signed and authorized with. */
function sentTo({ requests }: Emulator): readonly string[] {
  return requests.flatMap(({ url, headers }) => {
    const { searchParams } = new URL(url);
    return [headers.authorization?.replace(/^\S+ /, "") ?? "", searchParams.get("sig") ?? ""].filter(
      (text) => text !== "",
    );
  });
}

test.each([
  ["release", ["--release-tag", "v1", "--create-release"], { "release-tag": "v1" }],
  ["artifact", [], {}],
])(
  "tokens and signed addresses are nowhere to be seen after an import from a %s",
  async (channel, to, inputs) => {
    const site = openSite();
    await using emulator = await openEmulator();
    const token = emulator.apiToken();
    const variables: Record<string, string> = { ...emulator.variables(), GITHUB_TOKEN: token };
    const sending = ["send", bundle, "--as", "toolbox", "--to", channel, ...to, "--verbose"];
    expect(await runIn(site, ["cli/main.ts", ...sending], variables), site.texts.at(-1)).toBe(0);
    const all = { from: channel, name: "toolbox", token, ...inputs };
    expect(await importAction(site, all, variables), site.texts.at(-1)).toBe(0);
    emulator.fault({ service: "blob", action: { status: 403 } });
    emulator.fault({ service: "blob", action: { truncate: 1000 } });
    expect(await importAction(site, { ...all, home: join(site.seen, "other"), store: "" }, variables)).toBe(0);
    expectUnseen(site, [token, variables["ACTIONS_RUNTIME_TOKEN"] ?? "", ...sentTo(emulator)]);
  },
  60_000,
);
