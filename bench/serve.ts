// The rate of `ocx-bundle serve` beside that of docker-registry, which serve the same blobs to the same client.
//
//     node bench/serve.ts                  a bundle of 1 GB, 8 clients, medians of 5 rounds
//     node bench/serve.ts --size 4 --clients 300
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { layersOf, makeHome, PLATFORM } from "../soak/bundles.ts";
import { startRegistry } from "../soak/registry.ts";
import { goldenCase } from "../test/fixtures/golden.ts";
import { freeSpace } from "./machine.ts";

const { values: options } = parseArgs({
  options: {
    cli: { type: "string", default: join(import.meta.dirname, "../dist/cli.mjs") },
    clients: { type: "string", default: "8" },
    directory: { type: "string" },
    rounds: { type: "string", default: "5" },
    size: { type: "string", default: "1" },
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
try {
  const servers = { "docker-registry": registry.host, "serve, a tar": fromTar.host, "serve, a store": fromStore.host };
  const times = new Map(Object.keys(servers).map((name) => [name, [] as number[]]));
  let bytes = 0;
  for (let round = 0; round <= Number(options.rounds); round++) {
    for (const [name, host] of Object.entries(servers)) {
      const begin = performance.now();
      bytes = await pull(host);
      // The first round only warms up.
      if (round > 0) times.get(name)?.push((performance.now() - begin) / 1000);
    }
  }
  console.log(`| ${options.clients} clients, ${(bytes / 1e9).toFixed(2)} GB | seconds | GB/s |\n| --- | ---: | ---: |`);
  for (const [name, all] of times) {
    const seconds = all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
    console.log(`| ${name} | ${seconds.toFixed(2)} | ${(bytes / 1e9 / seconds).toFixed(2)} |`);
  }
} finally {
  for (const { child } of [registry, fromTar, fromStore]) child.kill("SIGKILL");
}

/** All clients fetch all blobs, each in another order. Returns the bytes that came. */
async function pull(host: string): Promise<number> {
  const accept = "application/vnd.oci.image.manifest.v1+json";
  const manifest: unknown = await (
    await fetch(`http://${host}/v2/heavy/manifests/latest`, { headers: { accept } })
  ).json();
  const { layers }: { layers: { readonly digest: string; readonly size: number }[] } = Object(manifest);
  const clients = Array.from({ length: Number(options.clients) }, async (_, client) => {
    // Each client takes its part of the whole, so that the size says how much is served.
    const own = layers.filter(
      (__, index) => layers.length < Number(options.clients) || index % Number(options.clients) === client,
    );
    const mine = own.length > 0 ? own : layers.slice(client % layers.length, (client % layers.length) + 1);
    const urls = mine.flatMap(({ digest }) => ["-o", "/dev/null", `http://${host}/v2/heavy/blobs/${digest}`]);
    const child = spawn("curl", ["-sf", ...urls], { stdio: "ignore" });
    const status = await new Promise((resolve) => child.once("close", resolve));
    if (status !== 0) throw new Error(`curl ended with ${String(status)}`);
    return mine.reduce((sum, { size }) => sum + size, 0);
  });
  return (await Promise.all(clients)).reduce((sum, size) => sum + size, 0);
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
