// The rate of `ocx-bundle serve` beside that of docker-registry.
//
// All serve the same blobs, from files in the cache, to the same clients: so many processes of curl, each of which
// keeps its connection as long as the server does, and fetches every blob, the first of each another one. In each round, every server has its turn, and each round begins with
// another one. The table has medians, the range of all rounds, and the processor time that the server took.
//
//     node bench/serve.ts                  blobs of 500 MB together, 8 clients, 15 rounds
//     node bench/serve.ts --size 4 --clients 300
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { layersOf, makeHome, PLATFORM } from "../soak/bundles.ts";
import { startRegistry } from "../soak/registry.ts";
import { goldenCase } from "../test/fixtures/golden.ts";
import { describeMachine, freeSpace } from "./machine.ts";
import { median } from "./measure.ts";

const { values: options } = parseArgs({
  options: {
    cli: { type: "string", default: join(import.meta.dirname, "../dist/cli.mjs") },
    clients: { type: "string", default: "8" },
    directory: { type: "string" },
    rounds: { type: "string", default: "15" },
    size: { type: "string", default: "0.5" },
  },
});
const BYTES = Number(options.size) * 1e9;
const MEMORY_FILE_SYSTEM = "/dev/shm";
const hasRoom = freeSpace(MEMORY_FILE_SYSTEM) > 4 * BYTES;
const directory = mkdtempSync(
  join(options.directory ?? (hasRoom ? MEMORY_FILE_SYSTEM : tmpdir()), "ocx-bundle-bench-"),
);
process.on("exit", () => rmSync(directory, { recursive: true, force: true }));
process.on("SIGINT", () => process.exit(130));

const home = makeHome(directory, 0);
const weight = Math.ceil(BYTES / layersOf(home));
rmSync(home, { recursive: true });
const heavy = makeHome(directory, weight);
const identifiers = goldenCase("toolbox").installs.map(({ identifier }) => identifier);
const [file, store] = [join(directory, "heavy.tar"), join(directory, "store")];
run(["export", ...identifiers, "--home", heavy, "--name", "heavy", "--output", file, "-q", ...PLATFORM]);
rmSync(heavy, { recursive: true });
run(["store", "add", file, "--store", store, "-q"]);

const registry = await startRegistry(directory);
run(["send", file, "--to", "registry", "--reference", `${registry.host}/heavy:latest`, "-q"]);
const fromTar = await serve(file);
const fromStore = await serve(store);
const servers: readonly Server[] = [
  { name: "docker-registry", ...registry },
  { name: "serve, a tar", ...fromTar },
  { name: "serve, a store", ...fromStore },
];
try {
  const blobs = await sameBlobs(servers);
  const pulls = new Map(servers.map(({ name }) => [name, [] as Pull[]]));
  // The first round only warms up: `serve` hashes each blob once.
  for (let round = 0; round <= Number(options.rounds); round++) {
    const turn = round % servers.length;
    for (const server of [...servers.slice(turn), ...servers.slice(0, turn)]) {
      const pulled = await pull(server, blobs);
      if (round > 0) pulls.get(server.name)?.push(pulled);
    }
  }
  const gigabytes = (Number(options.clients) * blobs.reduce((sum, { size }) => sum + size, 0)) / 1e9;
  console.log(describeMachine(directory));
  console.log(
    `${options.clients} clients, ${blobs.length} blobs, ${gigabytes.toFixed(2)} GB a pull, ${options.rounds} rounds\n`,
  );
  console.log(
    "| | seconds | range | GB/s | processor seconds of the server per GB |\n| --- | ---: | ---: | ---: | ---: |",
  );
  for (const [name, all] of pulls) {
    const times = all.map(({ seconds }) => seconds).toSorted((a, b) => a - b);
    const seconds = median(times);
    const range = `${times.at(0)?.toFixed(2)} to ${times.at(-1)?.toFixed(2)}`;
    const processor = median(all.map((each) => each.processor)) / gigabytes;
    const rate = (gigabytes / seconds).toFixed(2);
    console.log(`| ${name} | ${seconds.toFixed(2)} | ${range} | ${rate} | ${processor.toFixed(2)} |`);
  }
} finally {
  for (const { child } of servers) child.kill("SIGKILL");
}

interface Server {
  readonly name: string;
  readonly host: string;
  readonly child: ChildProcess;
}

interface Blob {
  readonly digest: string;
  readonly size: number;
}

/** In seconds. */
interface Pull {
  readonly seconds: number;
  /** Of the server, user and system. */
  readonly processor: number;
}

/** The layers of the bundle, which must be the same on all servers. */
async function sameBlobs(all: readonly Server[]): Promise<readonly Blob[]> {
  const headers = { accept: "application/vnd.oci.image.manifest.v1+json" };
  const texts = await Promise.all(
    all.map(async ({ host }) => (await fetch(`http://${host}/v2/heavy/manifests/latest`, { headers })).text()),
  );
  const [text = ""] = texts;
  if (texts.some((other) => other !== text)) throw new Error("the servers have different manifests");
  const { layers }: { layers: Blob[] } = JSON.parse(text);
  return layers;
}

/** All clients fetch all blobs. @throws Error if one gets another number of bytes, or takes a second connection */
async function pull({ host, child }: Server, blobs: readonly Blob[]): Promise<Pull> {
  const expected = blobs.map(({ size }) => size).toSorted((a, b) => a - b);
  const before = processorTime(child.pid);
  const begin = performance.now();
  const clients = Array.from({ length: Number(options.clients) }, async (_, client) => {
    const first = client % blobs.length;
    const urls = [...blobs.slice(first), ...blobs.slice(0, first)].flatMap(({ digest }) => [
      "-o",
      "/dev/null",
      `http://${host}/v2/heavy/blobs/${digest}`,
    ]);
    const curl = spawn("curl", ["-sf", "-w", "%{size_download}\n", ...urls], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    let said = "";
    curl.stdout.on("data", (some: Buffer) => void (said += some.toString()));
    const status = await new Promise((resolve) => curl.once("close", resolve));
    const sizes = said
      .trim()
      .split("\n")
      .map(Number)
      .toSorted((a, b) => a - b);
    if (status !== 0 || sizes.join() !== expected.join())
      throw new Error(`curl ended with ${String(status)}, and got ${sizes.join()} bytes`);
  });
  await Promise.all(clients);
  const seconds = (performance.now() - begin) / 1000;
  return { seconds, processor: processorTime(child.pid) - before };
}

/** Seconds that a process has run so far. Source: proc_pid_stat(5); Linux counts them in hundredths. */
function processorTime(pid: number | undefined): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function run(args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, [options.cli, ...args], { maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(stderr.toString());
}

async function serve(path: string): Promise<{ readonly host: string; readonly child: ChildProcess }> {
  const child = spawn(process.execPath, [options.cli, "serve", path, "--listen", "127.0.0.1:0"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let text = "";
  const host = await new Promise<string>((resolve, reject) => {
    child.stderr.on("data", (some: Buffer) => {
      text += some.toString();
      const [, found] = /^Serving on http:\/\/(\S+)$/m.exec(text) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once("close", () => reject(new Error(text)));
  });
  return { host, child };
}
