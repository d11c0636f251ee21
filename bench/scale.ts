import { rmSync } from "node:fs";
import { join } from "node:path";
import { freeSpace } from "./machine.ts";
import { measure } from "./measure.ts";
import { markdown, megabytes } from "./race.ts";
import { type Sample, scaledSample, writeHome } from "./sample-homes.ts";

const MB = 1_000_000;

/** From a thousand files to two hundred thousand, and from 10 MB to 8 GB. */
const SIZES: readonly (readonly [files: number, size: number])[] = [
  [1000, 10_000],
  [10_000, 10_000],
  [50_000, 10_000],
  [200_000, 10_000],
  [1, 10 * MB],
  [1, 100 * MB],
  [2, 500 * MB],
  [4, 2000 * MB],
];
const WORKERS = ["2", "4", "8"];

/** Source, bundle, target, and one to spare. */
const COPIES = 3;

export interface ScaleOptions {
  readonly cli: readonly string[];
  readonly directory: string;
  /** Told the name of each sample before it is measured. */
  readonly onSample: (name: string) => void;
}

/** How time and memory grow: each sample is exported and imported once with each number of workers. */
export async function measureScale({ cli, directory, onSample }: ScaleOptions): Promise<string> {
  const rows: string[][] = [];
  for (const [files, size] of SIZES) {
    const what = `${files.toLocaleString("en")} × ${size / MB} MB`;
    const needed = files * size * COPIES;
    const free = freeSpace(directory);
    if (needed > free) {
      rows.push([what, "", `skipped: ${megabytes(needed)} do not fit into ${megabytes(free)}`, "", "", ""]);
      continue;
    }
    onSample(what);
    for (const row of await measureOne(scaledSample(files, size), cli, directory)) rows.push([what, ...row]);
  }
  return markdown(["files", "workers", "export s", "peak", "import s", "peak"], rows);
}

async function measureOne(sample: Sample, cli: readonly string[], directory: string): Promise<string[][]> {
  const home = join(directory, "home");
  const bundle = join(directory, "bundle.tar");
  const target = join(directory, "target");
  const identifier = writeHome(home, sample);
  const rows: string[][] = [];
  for (const workers of WORKERS) {
    const some = ["--quiet", "--workers", workers];
    const exported = await measure(
      [...cli, "export", identifier, "--home", home, "--output", bundle, ...some],
      directory,
    );
    const imported = await measure([...cli, "import", bundle, "--home", target, ...some], directory);
    rmSync(target, { recursive: true });
    rows.push([
      workers,
      exported.seconds.toFixed(2),
      megabytes(exported.peak),
      imported.seconds.toFixed(2),
      megabytes(imported.peak),
    ]);
  }
  for (const path of [home, bundle]) rmSync(path, { recursive: true });
  return rows;
}
