import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { releaseChannel } from "../../src/channels/github/release/release.ts";
import { importBundle } from "../../src/commands/import-bundle.ts";
import type { ImportResult } from "../../src/commands/results/import-result.ts";
import { sendBundle } from "../../src/commands/send-bundle.ts";
import { BundleError } from "../../src/errors.ts";
import type { Destination } from "../../src/options/requests/channel-choice.ts";
import type { ImportRequest } from "../../src/options/requests/import-request.ts";
import type { RangedOrigin } from "../../src/options/requests/input.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { type Emulator, openEmulator } from "../fixtures/github/emulator.ts";
import { scratch } from "../fixtures/import.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { NEVER } from "../fixtures/remote.ts";
import { shortenPauses } from "../fixtures/short-pauses.ts";
import { bundleHeavyToolbox, importFile, TOOLBOX } from "../fixtures/toolbox.ts";
import { sha256 } from "../fixtures/tree.ts";

shortenPauses();

const HEAD = 256 * 1024;
const made = scratch();
afterAll(made.remove);
let bundle = "";
let home = "";
beforeAll(async () => {
  bundle = await bundleHeavyToolbox(made.path, 500_000);
  home = join(made.path, "imported");
  await importFile(bundle, home);
}, 60_000);

async function send(emulator: Emulator, destination: Destination): Promise<void> {
  const variables = emulator.variables();
  const source = { kind: "file", path: bundle } as const;
  await sendBundle({ source, destination, name: "toolbox" }, surroundings({ variables }), listener());
}

async function receive(
  emulator: Emulator,
  origin: RangedOrigin,
  into: string,
  {
    variables = emulator.variables(),
    ...request
  }: Partial<ImportRequest> & { variables?: Record<string, string> } = {},
): Promise<ImportResult> {
  const source = { kind: "channel", origin, name: "toolbox" } as const;
  const defaults = { packages: [], select: false, onConflict: "update", allowUnverified: false } as const;
  const rest = { durable: false, dryRun: false, platform: "linux/amd64+libc.glibc", workers: 2 } as const;
  return importBundle(
    { source, home: into, ...defaults, ...rest, ...request },
    surroundings({ variables }),
    listener(),
  );
}

/** The ranges that storage was asked for. */
function ranges({ requests }: Emulator): (string | undefined)[] {
  return requests.filter(({ service, method }) => service === "blob" && method === "GET").map((it) => it.headers.range);
}

function newHome(): string {
  return join(temporaryDirectory(), "ocx");
}

const RELEASE = { channel: "release", tag: "v1" } as const;
const ROADS: readonly [string, Destination, (emulator: Emulator) => RangedOrigin][] = [
  ["an artifact of the own run", { channel: "artifact", overwrite: false }, () => ({ channel: "artifact" })],
  [
    "an artifact of another run",
    { channel: "artifact", overwrite: false },
    ({ apiToken }) => ({ channel: "artifact", runId: 4711, repository: "acme/tools", token: apiToken() }),
  ],
];

test.each(ROADS)("%s is read by ranges", async (_, destination, originOf) => {
  await using emulator = await openEmulator();
  await send(emulator, destination);
  const variables: Record<string, string> = {
    ...emulator.variables(),
    GITHUB_RUN_ID: _.includes("other") ? "9" : "4711",
  };
  const there = newHome();
  const { fetched } = await receive(emulator, originOf(emulator), there, { variables });
  expect(describeHome(there, there)).toEqual(describeHome(home, home));
  expect(ranges(emulator)[0]).toBe(`bytes=0-${HEAD - 1}`);
  expect(ranges(emulator).every((range) => range !== undefined)).toBe(true);
  expect(fetched?.bytes).toBe(HEAD + (fetched?.missing ?? 0));
  const log = readFileSync(join(there, ".ocx-bundle/imports.jsonl"), "utf8");
  expect(log).toMatch(/artifact toolbox\.tar of (this run|run 4711 of acme\/tools)/);
  expect(log).not.toContain("sig=");
  const before = ranges(emulator).length;
  expect(await receive(emulator, originOf(emulator), there, { variables })).toMatchObject({ changed: false });
  expect(ranges(emulator).slice(before)).toEqual([`bytes=0-${HEAD - 1}`]);
});

test("only the wanted packages of a release are fetched", async () => {
  await using emulator = await openEmulator();
  const token = emulator.apiToken();
  await send(emulator, { ...RELEASE, token, create: true, overwrite: false });
  const packages = TOOLBOX.installs.slice(0, 1).map(({ identifier }) => identifier);
  const { fetched } = await receive(emulator, { ...RELEASE, token }, newHome(), { packages });
  expect(fetched?.bytes).toBe(HEAD + (fetched?.missing ?? 0));
  expect(fetched?.bytes).toBeLessThan((fetched?.size ?? 0) / 2);
});

test("a release with the bundle in parts is read by ranges of the parts", async () => {
  await using emulator = await openEmulator();
  const token = emulator.apiToken();
  const bytes = readFileSync(bundle);
  const file = { path: bundle, size: bytes.length, digest: `sha256:${sha256(bytes)}` };
  const place = { repository: { owner: "acme", name: "tools" }, api: { url: emulator.apiUrl, token } };
  const draft = { ...RELEASE, ...place, create: true, overwrite: false, partSize: 1_000_000 };
  const watch = { say: () => {}, progress: () => {}, signal: NEVER };
  await releaseChannel(draft, watch).send(file, "toolbox.tar");
  const there = newHome();
  const { fetched } = await receive(emulator, { ...RELEASE, token }, there);
  expect(describeHome(there, there)).toEqual(describeHome(home, home));
  expect(fetched).toMatchObject({ size: bytes.length });
  expect(fetched?.bytes).toBeLessThan(bytes.length);
});

test("signed addresses that expire in the middle are renewed", async () => {
  await using emulator = await openEmulator();
  await send(emulator, { channel: "artifact", overwrite: false });
  const origin = { channel: "artifact" } as const;
  const there = newHome();
  emulator.fault({ service: "blob", method: "GET", after: 1, times: 1, action: { status: 403 } });
  expect(await receive(emulator, origin, there)).toMatchObject({ changed: true });
  expect(describeHome(there, there)).toEqual(describeHome(home, home));
});

test("a storage that changes a byte ends the import, and leaves nothing", async () => {
  await using emulator = await openEmulator();
  await send(emulator, { channel: "artifact", overwrite: false });
  emulator.fault({ service: "blob", method: "GET", after: 1, times: Infinity, action: { corrupt: true } });
  const there = newHome();
  const error = await receive(emulator, { channel: "artifact" }, there).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(BundleError);
  expect(error).toMatchObject({ code: expect.stringMatching(/^(FRAME|BUNDLE)_INVALID$/) });
  expect(readdirSync(join(there, ".."))).toEqual([]);
});

test("what is not there is named", async () => {
  await using emulator = await openEmulator();
  const missing = receive(emulator, { channel: "artifact" }, newHome());
  await expect(missing).rejects.toMatchObject({ code: "ARTIFACT_NOT_FOUND" });
  const release = receive(emulator, { ...RELEASE, token: emulator.apiToken() }, newHome());
  await expect(release).rejects.toMatchObject({ code: "RELEASE_NOT_FOUND" });
});
