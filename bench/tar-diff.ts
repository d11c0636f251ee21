import { execFileSync, spawnSync } from "node:child_process";
import { globSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { measure, type Run } from "./measure.ts";

/** What `tar-diff` and `tar-patch` of containers/tar-diff did. */
export interface TarDiff {
  /** Bytes of the difference. */
  readonly size: number;
  readonly make: Run;
  readonly apply: Run;
}

/** Its ways to compare two files, with their options: none if it is not on `PATH`. Older versions have only the first. */
export function backEnds(): readonly (readonly [name: string, options: readonly string[]])[] {
  const [help, other] = [spawnSync("tar-diff", ["-help"]), spawnSync("tar-patch", ["-help"])];
  if (help.error !== undefined || other.error !== undefined) return [];
  const hasZstd = help.stderr.includes("-binary-diff");
  return [["bsdiff", []], ...(hasZstd ? ([["zstd", ["-binary-diff", "zstd"]]] as const) : [])];
}

/**
 * Runs both programs once, on the content of the one layer of two homes: a plain tar of each, and the older one as a directory.
 * @param directory where there is room for two tars
 */
export async function runTarDiff(
  [old, next]: readonly [string, string],
  directory: string,
  options: readonly string[],
): Promise<TarDiff> {
  const at = (name: string): string => join(directory, name);
  for (const [home, name] of [
    [old, "old.tar"],
    [next, "next.tar"],
  ] as const)
    execFileSync("tar", ["--sort=name", "--owner=0", "--group=0", "-cf", at(name), "-C", contentOf(home), "."]);
  const make = await measure(["tar-diff", ...options, at("old.tar"), at("next.tar"), at("difference")], directory);
  const apply = await measure(["tar-patch", at("difference"), contentOf(old), at("made.tar")], directory);
  execFileSync("cmp", [at("made.tar"), at("next.tar")]);
  const { size } = statSync(at("difference"));
  for (const name of ["old.tar", "next.tar", "made.tar", "difference"]) rmSync(at(name));
  return { size, make, apply };
}

function contentOf(home: string): string {
  const [content] = globSync("layers/*/*/*/*/content", { cwd: home });
  if (content === undefined) throw new Error(`${home} has no layer`);
  return join(home, content);
}
