import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { race, table } from "./race.ts";

/** A link between a server and the machine of the import. */
interface Link {
  readonly name: string;
  readonly bytesPerSecond: number;
  /** Milliseconds until the first byte of an answer. */
  readonly delay: number;
}

const LINKS: readonly Link[] = [
  { name: "50 MB/s", bytesPerSecond: 50e6, delay: 0 },
  { name: "1 Gbit/s, 20 ms", bytesPerSecond: 125e6, delay: 20 },
];

export interface FarOptions {
  readonly cli: readonly string[];
  readonly bundle: string;
  readonly directory: string;
  readonly workers: string;
  readonly rounds: number;
}

/**
 * An import over links of limited rate, beside fetching the whole file first, and beside each half of that: at the same time, which
 * server and client slow down where they share the cores with the workers, and alone.
 */
export async function measureFar({ cli, bundle, directory, workers, rounds }: FarOptions): Promise<string> {
  const target = join(directory, "far");
  const file = join(directory, "fetched.tar");
  const importing = (from: string): string[] => [
    ...cli,
    "import",
    from,
    "--home",
    target,
    "--quiet",
    "--workers",
    workers,
  ];
  const tables: string[] = [];
  for (const link of LINKS) {
    const server = startServer(bundle, link);
    try {
      const url = await addressOf(server);
      const fetching = ["curl", "--silent", "--fail", "--output", file, url];
      const both = ["sh", "-c", `${fetching.join(" ")} && exec "$@"`, "sh", ...importing(file)];
      const together = ["sh", "-c", `${fetching.join(" ")} & "$@" && wait $!`, "sh", ...importing(bundle)];
      const standings = await race(
        [
          { name: "ocx-bundle import https://…", command: importing(url), clear: target },
          { name: "curl, then ocx-bundle import FILE", command: both, clear: target },
          { name: "both halves at once", command: together, clear: target },
          { name: "half of it: curl", command: fetching },
          { name: "half of it: ocx-bundle import FILE", command: importing(bundle), clear: target },
        ],
        { rounds, directory, prepare: async () => {} },
      );
      tables.push(table(link.name, standings));
    } finally {
      server.kill();
    }
  }
  return tables.join("\n");
}

function startServer(bundle: string, { bytesPerSecond, delay }: Link): ChildProcess {
  const program = join(import.meta.dirname, "limited-server.ts");
  const args = [program, bundle, String(bytesPerSecond), String(delay)];
  return spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
}

async function addressOf({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error("the server has no output");
  const [line] = await once(stdout, "data");
  return String(line).trim();
}
