import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { inspectBundle } from "../../src/commands/inspect-bundle.ts";
import { sendBundle } from "../../src/commands/send-bundle.ts";
import type { Input, RangedOrigin } from "../../src/options/requests/input.ts";
import type { ProcessContext } from "../../src/options/requests/process-context.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { forward, openFront } from "../fixtures/front.ts";
import { openEmulator } from "../fixtures/github/emulator.ts";
import { ANY, buildHome, digestOfText } from "../fixtures/home.ts";
import { scratch } from "../fixtures/import.ts";
import { exportFor, ON } from "../fixtures/platforms.ts";
import { startDistribution } from "../fixtures/registries.ts";
import { importFile } from "../fixtures/toolbox.ts";
import { lacks, run } from "../fixtures/tools.ts";
import { serveFiles } from "../fixtures/web-server.ts";

// The bytes that servers of others' protocols send, against the places in the file that GNU tar lists.

const HEAD = 256 * 1024;
/** Each is one layer, and none fits into what is fetched to bridge a gap. */
const PACKAGES = Array.from({ length: 20 }, (_, index) => `acme/tool-${String(index).padStart(2, "0")}:1`);

/** A blob in the file, with its header. */
interface Place {
  readonly blob: string;
  readonly start: number;
  readonly end: number;
}

const made = scratch();
afterAll(made.remove);
const bundle = join(made.path, "twenty.tar");
let blobs: readonly Place[] = [];
/** In the order of the file. */
let layers: readonly (Place & { readonly name: string })[] = [];

beforeAll(async () => {
  const home = buildHome(join(made.path, "source"));
  for (const name of PACKAGES) {
    const leaf = home.leaf("ocx.sh", { layers: { [name]: { "bin/tool": randomBytes(200_000) } } });
    home.tags("ocx.sh", name.replace(":1", ""), { "1": home.index("ocx.sh", [{ leaf, platform: ANY }]) });
  }
  await exportFor(home.path, bundle, ON.glibc, { identifiers: PACKAGES });
  const listed = run("tar", ["--list", "--verbose", "--block-number", "--file", bundle]).toString();
  blobs = Array.from(
    listed.matchAll(/^block (\d+): -\S+ \S+ +(\d+) .* blobs\/sha256\/([0-9a-f]{64})$/gm),
    ([, block, size, blob = ""]) => ({
      blob,
      start: Number(block) * 512,
      end: (Number(block) + 1) * 512 + Number(size),
    }),
  );
  const summary = await inspectBundle({ source: { kind: "file", path: bundle } }, surroundings());
  layers = blobs.flatMap((place) => {
    const layer = summary.layers.find(({ blob }) => blob === `sha256:${place.blob}`);
    const name = PACKAGES.find((each) => digestOfText(each) === layer?.digest);
    return name === undefined ? [] : [{ ...place, name }];
  });
}, 60_000);

/** A server with the bundle. */
interface Server {
  readonly source: Input;
  readonly around: Partial<ProcessContext>;
  /** Bytes of bodies that it has sent. */
  readonly sent: () => number;
  /** Bytes that say what the bundle has. */
  readonly head: () => number;
  /** Bytes that bring these layers. */
  readonly bytesOf: (missing: readonly Place[]) => number;
}

/** One file: what lies between two neighbours is fetched with them, and what came with the head is not fetched again. */
function asFile(missing: readonly Place[]): number {
  let [sum, last] = [0, -2];
  for (const place of missing) {
    const at = blobs.findIndex(({ blob }) => blob === place.blob);
    const from = at === last + 1 ? (blobs[last]?.end ?? place.start) : place.start;
    sum += Math.max(0, place.end - Math.max(from, HEAD));
    last = at;
  }
  return sum;
}

const sizeOf = ({ start, end }: Place): number => end - start - 512;
const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0);

async function webServer(): Promise<Server> {
  const { origin, sent } = await serveFiles({ "/twenty.tar": { bytes: readFileSync(bundle) } });
  const source = { kind: "url", url: `${origin}/twenty.tar` } as const;
  return { source, around: {}, sent, head: () => HEAD, bytesOf: asFile };
}

async function gitHub(channel: "artifact" | "release", of: "own" | "other" = "own"): Promise<Server> {
  const emulator = await openEmulator();
  onTestFinished(() => emulator[Symbol.asyncDispose]());
  const token = emulator.apiToken();
  const release = { channel: "release", tag: "v1", token } as const;
  const destination =
    channel === "release"
      ? ({ ...release, create: true, overwrite: false } as const)
      : ({ channel, overwrite: false } as const);
  const variables: Record<string, string> = emulator.variables();
  const from = { kind: "file", path: bundle } as const;
  await sendBundle({ source: from, destination, name: "twenty" }, surroundings({ variables }), listener());
  const other = { channel: "artifact", runId: 4711, repository: "acme/tools", token } as const;
  const origin: RangedOrigin = channel === "release" ? release : of === "own" ? { channel } : other;
  const around = { variables: { ...variables, GITHUB_RUN_ID: of === "own" ? "4711" : "9" } };
  const sent = (): number =>
    sum(emulator.requests.filter(({ service }) => service === "blob").map((request) => request.sent));
  return { source: { kind: "channel", origin, name: "twenty" }, around, sent, head: () => HEAD, bytesOf: asFile };
}

async function registry(): Promise<Server> {
  const running = await startDistribution(temporaryDirectory());
  onTestFinished(() => running[Symbol.asyncDispose]());
  const destination = { channel: "registry", reference: `${running.host}/acme/twenty:1` } as const;
  await sendBundle({ source: { kind: "file", path: bundle }, destination }, surroundings(), listener());
  let sent = 0;
  const front = await openFront((request, response) => {
    const end = response.end.bind(response);
    response.end = ((body: Buffer) => {
      sent += request.method === "HEAD" ? 0 : body.byteLength;
      return end(body);
    }) as typeof end;
    return forward(request, response, running.host);
  });
  return {
    source: { kind: "registry", reference: `${front.host}/acme/twenty:1` },
    around: {},
    sent: () => sent,
    head: () => sum(blobs.filter((place) => layers.every(({ blob }) => blob !== place.blob)).map(sizeOf)),
    bytesOf: (missing) => sum(missing.map(sizeOf)),
  };
}

const SERVERS: readonly [string, () => Promise<Server>][] = [
  ["a web server", webServer],
  ["a release", () => gitHub("release")],
  ["an artifact of the own run", () => gitHub("artifact")],
  ["an artifact of another run", () => gitHub("artifact", "other")],
  ["a registry", registry],
];

test.each(SERVERS.filter(([name]) => name !== "a registry" || !lacks("docker-registry")))(
  "%s sends exactly the layers that a home lacks, and the head alone when it lacks none",
  async (_, open) => {
    expect(layers).toHaveLength(20);
    const { source, around, sent, head, bytesOf } = await open();
    const shares = [
      [],
      PACKAGES.filter((_name, index) => index % 2 === 1),
      PACKAGES.filter((_name, index) => index !== 7),
    ];
    for (const present of [...shares, PACKAGES]) {
      const home = join(temporaryDirectory(), "home");
      if (present.length > 0) await importFile(bundle, home, { packages: present });
      const missing = layers.filter(({ name }) => !present.includes(name));
      const expected = bytesOf(missing);
      const before = sent();
      const { fetched } = await importFile("", home, { source }, around);
      expect(sent() - before).toBe(head() + expected);
      expect(fetched).toMatchObject({ bytes: head() + expected, missing: expected });
    }
    const [first = ""] = PACKAGES;
    const before = sent();
    await importFile("", join(temporaryDirectory(), "home"), { source, packages: [first] }, around);
    expect(sent() - before).toBe(head() + bytesOf(layers.filter(({ name }) => name === first)));
  },
);
