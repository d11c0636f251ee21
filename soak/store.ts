import { generateKeyPairSync } from "node:crypto";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EXIT } from "../src/error-codes.ts";
import { makeBundles, makeHome, PLATFORM, type SoakBundle } from "./bundles.ts";
import { checkLayout, checkNoGarbage } from "./check-layout.ts";
import { checkSuccess, type Outcome, type Running, start, succeed } from "./process.ts";
import type { Soak } from "./scenario.ts";

export interface StoreSize {
  readonly adds: number;
  readonly readers: number;
  readonly bundles: number;
  /** Bytes of each layer. */
  readonly weight: number;
}

const FULL: StoreSize = { adds: 16, readers: 4, bundles: 6, weight: 400_000 };

/**
 * Adds of overlapping bundles and deltas, readers and a looping gc on one store. Some are killed, every second is in a PID namespace of its
 * own. What is listed must be whole at the end of each round, and what nothing needs must go. One bundle is signed: imports of it
 * must find the signature.
 */
export async function soakStore(soak: Soak, size: StoreSize = FULL): Promise<void> {
  const { directory, rounds, random, say } = soak;
  const store = join(directory, "store");
  const home = makeHome(directory, size.weight);
  const bundles = await makeBundles(home, directory, size.bundles);
  // Not the one that has all layers: the others come and go.
  const first = bundles.at(-1);
  if (first === undefined) throw new Error("there are bundles");
  const signers = await sign(first, directory);
  const deltas = await makeDeltas(home, bundles, first);
  const files = [...bundles.map(({ file }) => file), ...deltas];
  const stable = ["store", "add", first.file, "--store", store, "--as", "stable", "-q"];
  await succeed(stable);
  const count = { killed: 0, done: 0 };
  for (let round = 0; round < rounds; round++) {
    const running: Running[] = [];
    const outcomes: Promise<Outcome>[] = [];
    const begin = (args: readonly string[]): Promise<Outcome> => {
      const killAfter = random() < 0.3 ? 150 + random() * 1500 : undefined;
      const each = start(args, { killAfter, inContainer: canContain && random() < 0.5 });
      running.push(each);
      outcomes.push(each.ended);
      return each.ended;
    };
    const over = new AbortController();
    const collecting = collect(store, over.signal, soak);
    const server = await serve(store);
    running.push(server.running);
    try {
      for (let index = 0; index < size.adds; index++) {
        const file = files[Math.floor(random() * files.length)] ?? first.file;
        void begin(["store", "add", file, "--store", store, "--as", `name-${index}:${round % 3}`, "-q"]);
      }
      for (let index = 0; index < size.adds / 4; index++)
        void begin(["store", "remove", `name-${Math.floor(random() * size.adds)}`, "--store", store, "-q"]);
      for (let index = 0; index < size.readers; index++)
        void begin(reader(index, { directory, store, host: server.host, first, signers }));
      for (const outcome of await Promise.all(outcomes)) {
        if (outcome.args[1] !== "remove" || outcome.status !== EXIT.notFound) checkSuccess(outcome);
        if (outcome.status === null) count.killed += 1;
        else count.done += 1;
      }
      over.abort();
      count.killed += await collecting;
    } finally {
      over.abort();
      for (const each of running) each.kill();
      await Promise.all([collecting, ...running.map(({ ended }) => ended)]);
    }
    checkLayout(store);
    // With nothing named, nothing may be left.
    await succeed(["store", "remove", ...(await namesIn(store)), "--store", store, "-q"]);
    await succeed(["store", "gc", "--store", store, "--max-size", "0G", "-q"]);
    checkNoGarbage(store);
    await succeed(stable);
    say(`round ${round + 1}: whole; ${count.done} commands ended well, ${count.killed} were killed so far`);
  }
}

/** Puts a signature beside a bundle. Returns the file with the key that made it. */
async function sign({ file }: SoakBundle, directory: string): Promise<string> {
  const [key, signers] = [join(directory, "key.pem"), join(directory, "allowed_signers")];
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  writeFileSync(key, privateKey.export({ type: "pkcs8", format: "pem" }));
  await succeed(["sign", file, "--key", key]);
  const point = publicKey.export({ type: "spki", format: "der" }).subarray(-32);
  const blob = Buffer.concat(["ssh-ed25519", point].flatMap((part) => [lengthOf(part), Buffer.from(part)]));
  writeFileSync(signers, `soak ssh-ed25519 ${blob.toString("base64")}\n`);
  return signers;
}

function lengthOf(part: string | Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(part.length);
  return length;
}

/** A delta of each other bundle, against one that the store always has. */
async function makeDeltas(home: string, bundles: readonly SoakBundle[], base: SoakBundle): Promise<readonly string[]> {
  const deltas: string[] = [];
  for (const { name, file, identifiers } of bundles.filter((bundle) => bundle !== base)) {
    const delta = file.replace(/\.tar$/, ".delta.tar");
    const to = ["--home", home, "--name", name, "--output", delta, "--base", base.file, "-q", ...PLATFORM];
    await succeed(["export", ...identifiers, ...to]);
    deltas.push(delta);
  }
  return deltas;
}

const canContain = process.getuid?.() === 0 && existsSync("/usr/bin/unshare");

interface Places {
  readonly directory: string;
  readonly store: string;
  readonly host: string;
  readonly first: SoakBundle;
  /** File with the key that has signed it. */
  readonly signers: string;
}

/** Imports into a home of its own: from the server, from the store with a lease, and behind the store. */
function reader(index: number, { directory, store, host, first, signers }: Places): readonly string[] {
  const home = join(directory, `home-${index}`);
  rmSync(home, { recursive: true, force: true });
  const to = ["--home", home, "--allowed-signers", signers, "-q", ...PLATFORM];
  if (index % 4 === 0) return ["import", `oci://${host}/stable`, "--store", store, ...to];
  if (index % 4 === 1) return ["import", first.file, "--store", store, ...to];
  if (index % 4 === 2) return ["import", store, "--name", "stable-latest", "--store", store, ...to];
  return ["import", `oci://${host}/stable`, ...to];
}

/** Collects garbage again and again. Keeps what `stable` needs. Returns how many collections were killed. */
async function collect(store: string, over: AbortSignal, { random }: Soak): Promise<number> {
  let killed = 0;
  while (!over.aborted) {
    const killAfter = random() < 0.2 ? 200 + random() * 600 : undefined;
    const outcome = await start(["store", "gc", "--store", store, "--keep", "2", "-q"], { killAfter }).ended;
    checkSuccess(outcome);
    killed += outcome.status === null ? 1 : 0;
  }
  return killed;
}

async function serve(store: string): Promise<{ readonly running: Running; readonly host: string }> {
  const running = start(["serve", store, "--listen", "127.0.0.1:0"]);
  for (;;) {
    const [, host] = /^Serving on http:\/\/(\S+)$/m.exec(running.errors()) ?? [];
    if (host !== undefined) return { running, host };
    if (running.child.exitCode !== null) throw new Error(running.errors());
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function namesIn(store: string): Promise<readonly string[]> {
  const { output } = await succeed(["store", "list", "--store", store, "--json"]);
  return [...new Set<string>(JSON.parse(output).bundles.map(({ digest }: { readonly digest: string }) => digest))];
}
