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
  /** Without the output. */
  readonly imaging: readonly string[];
}

export function arenaOf(directory: string, cli: readonly string[], workers: string): Omit<Arena, "exporting"> {
  const home = join(directory, "home");
  const target = join(directory, "target");
  const importing = [...cli, "import", bundleIn(directory), "--home", target, "--quiet", "--workers", workers];
  const imaging = [...cli, "image", bundleIn(directory), "--quiet", "--workers", workers];
  return { directory, home, target, workers, importing, imaging: [...imaging, "--spool-directory", directory] };
}

export function bundleIn(directory: string): string {
  return join(directory, "bundle.tar");
}

/** The folders of a home that OCX keeps: layers first, so that tar takes the files of packages for hard links to them. */
export const HOME_FOLDERS = ["layers", "packages", "blobs", "index", "symlinks"];

/** The stream that zstd alone compresses: a tar of {@link HOME_FOLDERS}, to be made beforehand. */
export function streamIn(directory: string): string {
  return join(directory, "home.tar");
}

/** What `actions/cache` gives to `tar --files-from`: {@link HOME_FOLDERS}, to be written beforehand. */
export function manifestIn(directory: string): string {
  return join(directory, "manifest.txt");
}

/** Run in the home. All do the same work, but for those that say otherwise. */
export function exporters({ directory, home, exporting }: Arena): readonly Contestant[] {
  const { zstd, gzip, cache, layers, floor } = archivesIn(directory);
  const fromManifest = ["-P", "-C", home, "--files-from", manifestIn(directory), "--use-compress-program", "zstdmt"];
  const withZstd = ["tar", "--use-compress-program", "zstdmt", "-cf"];
  return [
    writing("ocx-bundle", bundleIn(directory), ...exporting),
    writing("tar + zstdmt", zstd, ...withZstd, zstd, ...HOME_FOLDERS),
    writing("actions/cache", cache, "tar", "--posix", "-cf", cache, "--exclude", "cache.tzst", ...fromManifest),
    { ...writing("tar + gzip", gzip, "tar", "-czf", gzip, ...HOME_FOLDERS), isSlow: true },
    writing("layers alone: tar + zstdmt", layers, ...withZstd, layers, "layers"),
    writing("floor: zstd", floor, "zstd", "-T0", "-3", "-q", "-f", streamIn(directory), "-o", floor),
  ];
}

/** Run in the home, once all of {@link exporters} have run. All do the same work, but for those that say otherwise. */
export function importers(
  { directory, target, workers, importing }: Arena,
  floor: ImportFloor | undefined,
): readonly Contestant[] {
  const filling = (name: string, ...command: readonly string[]): Contestant => ({ name, command, clear: target });
  const { zstd, gzip, cache, layers } = archivesIn(directory);
  const withZstd = ["tar", "--use-compress-program", "unzstd", "-C", target, "-xf"];
  const contestants = [
    filling("ocx-bundle", ...importing),
    filling("tar + unzstd", ...withZstd, zstd),
    filling("actions/cache", "tar", "-xf", cache, "-P", "-C", target, "--use-compress-program", "unzstd"),
    { ...filling("tar + gzip", "tar", "-C", target, "-xzf", gzip), isSlow: true },
    filling("cp -a", "cp", "-a", ...HOME_FOLDERS, target),
    filling("layers alone: tar + unzstd", ...withZstd, layers),
    filling("layers alone: cp -a", "cp", "-a", "layers", target),
  ];
  return floor === undefined
    ? contestants
    : [...contestants, filling("floor: files", ...floor.command(target, workers))];
}

/** Run in the home, once all of {@link exporters} have run. tar does less: it only packs the home that it finds. */
export function imagers({ directory, imaging }: Arena): readonly Contestant[] {
  const { zstd, image } = archivesIn(directory);
  const withZstd = ["tar", "--use-compress-program", "zstdmt", "-cf"];
  return [
    writing("ocx-bundle", image, ...imaging, "--output", image),
    writing("tar + zstdmt", zstd, ...withZstd, zstd, ...HOME_FOLDERS),
  ];
}

function writing(name: string, file: string, ...command: readonly string[]): Contestant {
  return { name, command, size: () => statSync(file).size };
}

function archivesIn(directory: string) {
  return {
    zstd: join(directory, "home.tar.zst"),
    gzip: join(directory, "home.tar.gz"),
    cache: join(directory, "cache.tzst"),
    layers: join(directory, "layers.tar.zst"),
    floor: join(directory, "home.zst"),
    image: join(directory, "image.tar"),
  };
}
