import { statSync } from "node:fs";
import { join } from "node:path";
import type { ImportFloor } from "./floor.ts";
import type { Contestant } from "./race.ts";

/** Where a sample's files lie, and how ocx-bundle is called on them. */
export interface Arena {
  readonly directory: string;
  readonly home: string;
  /** What is imported into and unpacked into. */
  readonly target: string;
  readonly workers: string;
  readonly exporting: readonly string[];
  readonly importing: readonly string[];
}

export function arenaOf(directory: string, cli: readonly string[], workers: string): Omit<Arena, "exporting"> {
  const home = join(directory, "home");
  const target = join(directory, "target");
  const importing = [...cli, "import", bundleIn(directory), "--home", target, "--quiet", "--workers", workers];
  return { directory, home, target, workers, importing };
}

export function bundleIn(directory: string): string {
  return join(directory, "bundle.tar");
}

/** The stream that zstd alone compresses: a tar of the layers, to be made beforehand. */
export function streamIn(directory: string): string {
  return join(directory, "layers.tar");
}

/** What `actions/cache` gives to `tar --files-from`: to be written beforehand. */
export function manifestIn(directory: string): string {
  return join(directory, "manifest.txt");
}

/** Run in the home; each but ours gets the layers alone. */
export function exporters({ directory, home, exporting }: Arena): readonly Contestant[] {
  const [zstd, gzip, cache, floor] = archivesIn(directory);
  const fromManifest = ["-P", "-C", home, "--files-from", manifestIn(directory), "--use-compress-program", "zstdmt"];
  return [
    writing("ocx-bundle", bundleIn(directory), ...exporting),
    writing("tar + zstdmt", zstd, "tar", "--use-compress-program", "zstdmt", "-cf", zstd, "layers"),
    writing("actions/cache", cache, "tar", "--posix", "-cf", cache, "--exclude", "cache.tzst", ...fromManifest),
    { ...writing("tar + gzip", gzip, "tar", "-czf", gzip, "layers"), isSlow: true },
    writing("floor: zstd", floor, "zstd", "-T0", "-3", "-q", "-f", streamIn(directory), "-o", floor),
  ];
}

/** Run in the home, once all of {@link exporters} have run. */
export function importers(
  { directory, target, workers, importing }: Arena,
  floor: ImportFloor | undefined,
): readonly Contestant[] {
  const filling = (name: string, ...command: readonly string[]): Contestant => ({ name, command, clear: target });
  const [zstd, gzip, cache] = archivesIn(directory);
  const contestants = [
    filling("ocx-bundle", ...importing),
    filling("tar + unzstd", "tar", "--use-compress-program", "unzstd", "-C", target, "-xf", zstd),
    filling("actions/cache", "tar", "-xf", cache, "-P", "-C", target, "--use-compress-program", "unzstd"),
    { ...filling("tar + gzip", "tar", "-C", target, "-xzf", gzip), isSlow: true },
    filling("cp -a", "cp", "-a", "layers", target),
  ];
  return floor === undefined
    ? contestants
    : [...contestants, filling("floor: files", ...floor.command(target, workers))];
}

function writing(name: string, file: string, ...command: readonly string[]): Contestant {
  return { name, command, size: () => statSync(file).size };
}

function archivesIn(directory: string) {
  return [
    join(directory, "layers.tar.zst"),
    join(directory, "layers.tar.gz"),
    join(directory, "cache.tzst"),
    join(directory, "layers.zst"),
  ] as const;
}
