import { randomBytes } from "node:crypto";
import { closeSync, existsSync, globSync, openSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { goldenCase, unpackGolden } from "../test/fixtures/golden.ts";
import { succeed } from "./process.ts";

export const PLATFORM = ["--platform", "linux/amd64+libc.glibc"];

const PIECE = 1024 * 1024;

/** A bundle in a file. */
export interface SoakBundle {
  readonly name: string;
  readonly file: string;
  readonly identifiers: readonly string[];
}

/** A home that OCX made. Each of its layers gets a file of so many random bytes, so that copying takes time. */
export function makeHome(directory: string, bytes: number): string {
  const home = unpackGolden("toolbox", "source", directory);
  const contents = globSync(`${home}/layers/**/content`).filter((path) => existsSync(join(dirname(path), "digest")));
  for (const content of contents) {
    const file = openSync(join(content, "weight"), "w");
    for (let left = bytes; left > 0; left -= PIECE) writeSync(file, randomBytes(Math.min(left, PIECE)));
    closeSync(file);
  }
  return home;
}

/** Number of layers that {@link makeHome} makes heavy. */
export function layersOf(home: string): number {
  return globSync(`${home}/layers/**/weight`).length;
}

/** Bundles of some packages each, so that every two neighbours share layers, and the first has them all. */
export async function makeBundles(home: string, directory: string, count: number): Promise<readonly SoakBundle[]> {
  const all = goldenCase("toolbox").installs.map(({ identifier }) => identifier);
  const bundles: SoakBundle[] = [];
  for (let index = 0; index < count; index++) {
    const identifiers =
      index === 0 ? all : all.filter((_, at) => (at + index) % all.length < Math.ceil(all.length / 2));
    const [name, file] = [`bundle-${index}`, join(directory, `bundle-${index}.tar`)];
    await succeed(["export", ...identifiers, "--home", home, "--name", name, "--output", file, "-q", ...PLATFORM]);
    bundles.push({ name, file, identifiers });
  }
  return bundles;
}
