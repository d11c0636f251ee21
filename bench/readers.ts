import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Arena } from "./contestants.ts";
import { measure } from "./measure.ts";
import type { Contestant } from "./race.ts";

/** Commands that read an imported home, and what one would run instead. Nobody keeps their output. */
export interface Readers {
  readonly listers: readonly Contestant[];
  readonly verifiers: readonly Contestant[];
}

/** Keywords of mtree for what `manifest --format mtree` lists. */
const KEYWORDS = "type,mode,size,link,sha256digest";
const FILES = 'find "$1" -type f -print0 | xargs -0';

/**
 * Readers of the home that was imported to `target`. Writes the lists that the others check it against, before anything is timed.
 * @param cli the command line of ocx-bundle
 */
export async function readersOf(cli: readonly string[], { directory, target, workers }: Arena): Promise<Readers> {
  const ours = (name: string, ...words: readonly string[]): Contestant => ({
    name,
    command: [...cli, ...words, "--quiet", "--workers", workers],
  });
  const list = (name: string): string => join(directory, `${name}.list`);
  const packages = join(target, "packages");
  const layers = join(target, "layers");
  const hasMtree = spawnSync("mtree", ["-?"]).error === undefined;
  const withMtree = (contestants: readonly Contestant[]): readonly Contestant[] => (hasMtree ? contestants : []);
  if (hasMtree) {
    const write = 'mtree -c -K sha256digest -p "$1" > "$2"';
    await measure(shell(write, target, list("home")), directory);
    await measure(shell(write, layers, list("layers")), directory);
  }
  const sums = `${FILES} sha256sum > "$2"`;
  await measure(shell(sums, target, list("sums")), directory);
  await measure(shell(sums, layers, list("sums-of-layers")), directory);
  return {
    listers: [
      ours("ocx-bundle", "manifest", target, "--format", "mtree"),
      ...withMtree([
        { name: "mtree -c", command: ["mtree", "-c", "-k", KEYWORDS, "-p", packages] },
        { name: "mtree -c -K sha256digest", command: ["mtree", "-c", "-K", "sha256digest", "-p", packages] },
      ]),
      { name: "sha256sum", command: shell(`${FILES} sha256sum`, packages) },
      { name: "sha256sum, both cores", command: shell(`${FILES} -P "$2" -n 256 sha256sum`, packages, workers) },
    ],
    verifiers: [
      ours("ocx-bundle", "verify", "--home", target),
      ...withMtree([
        { name: "mtree -f", command: ["mtree", "-f", list("home"), "-p", target] },
        { name: "layers alone: mtree -f", command: ["mtree", "-f", list("layers"), "-p", layers] },
      ]),
      { name: "sha256sum -c", command: ["sha256sum", "--check", "--quiet", list("sums")] },
      {
        name: "layers alone: sha256sum -c",
        command: ["sha256sum", "--check", "--quiet", list("sums-of-layers")],
      },
    ],
  };
}

function shell(script: string, ...words: readonly string[]): readonly string[] {
  return ["sh", "-c", script, "sh", ...words];
}
