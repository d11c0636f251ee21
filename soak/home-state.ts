import { existsSync, globSync, readdirSync, readlinkSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Random } from "./random.ts";

/** What a home has besides OCX's own, when nobody works on it. */
const AT_REST = ["bundles", "imports.jsonl", "lock"];

/** Install links, where no repository is named as one. */
const LINKS = "symlinks/**/{current,candidates/*}";

/** @throws Error if OCX would stumble over something: a link leads nowhere, or its package does not know it */
export function checkSound(home: string): void {
  const links = globSync(LINKS, { cwd: home });
  const references = globSync("packages/*/*/*/*/refs/{layers,blobs,deps}/*", { cwd: home });
  const dangling = [...links, ...references].filter((path) => !existsSync(join(home, path)));
  const unprotected = links.filter((path) => existsSync(join(home, path)) && !isProtected(home, path));
  if (dangling.length + unprotected.length > 0)
    throw new Error(
      `links lead nowhere: ${dangling.join(", ")}; links without back-reference: ${unprotected.join(", ")}`,
    );
}

function isProtected(home: string, link: string): boolean {
  const folder = join(home, link, "refs/symlinks");
  return (
    existsSync(folder) && readdirSync(folder).some((name) => readlinkSync(join(folder, name)) === join(home, link))
  );
}

/** @throws Error if an import, a repair or a forget has left something */
export function checkNothingLeft(home: string): void {
  const left = readdirSync(join(home, ".ocx-bundle")).filter((name) => !AT_REST.includes(name));
  const unfinished = globSync("**/.tmp-*", { cwd: home });
  if (left.length + unfinished.length > 0)
    throw new Error(`left over in the home: ${[...left, ...unfinished].join(", ")}`);
}

/** @throws Error with the lines of two descriptions of a home that differ */
export function checkSame(found: readonly string[], expected: readonly string[]): void {
  const [there, wanted] = [new Set(found), new Set(expected)];
  const absent = expected.filter((line) => !there.has(line)).map((line) => `- ${line}`);
  const extra = found.filter((line) => !wanted.has(line)).map((line) => `+ ${line}`);
  if (absent.length + extra.length > 0)
    throw new Error(`the home differs:\n${[...absent, ...extra].slice(0, 20).join("\n")}`);
}

/** Changes files of layers, and takes some away: `--repair` finds them. */
export function alter(home: string, random: Random): void {
  for (const file of globSync("layers/**/content/weight", { cwd: home })) {
    const choice = random();
    if (choice < 0.3) writeFileSync(join(home, file), "altered");
    else if (choice < 0.6) rmSync(join(home, file));
  }
}

/** Loses what a crash or a careless hand loses: every import finds it. */
export function damage(home: string, random: Random): void {
  const packages = globSync("packages/*/*/*/*/install.json", { cwd: home }).map(dirname).toSorted();
  truncateSync(join(home, pick(packages, random), "install.json"), 20);
  rmSync(join(home, pick(packages, random), "content"), { recursive: true });
  rmSync(join(home, pick(packages, random), "resolve.json"), { force: true });
  rmSync(join(home, pick(packages, random), "refs"), { recursive: true, force: true });
  const layers = globSync("layers/*/*/*/*/digest", { cwd: home }).map(dirname).toSorted();
  rmSync(join(home, pick(layers, random)), { recursive: true });
  const blobs = globSync("blobs/*/*/*/*/data", { cwd: home }).toSorted();
  truncateSync(join(home, pick(blobs, random)), 0);
  rmSync(join(home, pick(blobs, random)));
}

function pick(values: readonly string[], random: Random): string {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error("there is something to choose from");
  return value;
}
