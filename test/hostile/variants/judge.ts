import { type ErrorCode, EXIT, FAILURES } from "../../../src/error-codes.ts";
import type { Run } from "./child.ts";
import type { Outcome } from "./run-variants.ts";

/** What is wrong with what came of a variant; nothing when all is right. */
export function faultsOf({ variant, result }: Outcome): string[] {
  if (result === undefined) return ["the process died"];
  const { verify, inspect, import: into, fresh } = result.runs;
  const isRefused = variant.codes.length > 0;
  const judged = { import: into, fresh, ...(variant.home === undefined && { verify }) };
  return [
    ...runsIn(judged).flatMap(([name, run]) =>
      (isRefused ? faultsOfRefusal(run, variant.codes) : faultsOfTaking(run)).map((fault) => `${name}: ${fault}`),
    ),
    ...runsIn({ ...judged, verify, inspect }).flatMap(([name, run]) =>
      faultsOfText(run).map((fault) => `${name}: ${fault}`),
    ),
    ...(isRefused ? result.changes.slice(0, 5) : []),
  ];
}

function runsIn(runs: Readonly<Record<string, Run | undefined>>): (readonly [string, Run])[] {
  return Object.entries(runs).flatMap(([name, run]) => (run === undefined ? [] : [[name, run] as const]));
}

function faultsOfRefusal({ exit, output }: Run, codes: readonly string[]): string[] {
  if (exit === 0) return ["it is taken"];
  const code = /\[([A-Z_]+)\]$/m.exec(output)?.[1] ?? "no code";
  if (!codes.includes(code)) return [`${code}, expected ${codes.join(" or ")}: ${output.slice(0, 300)}`];
  const expected = EXIT[FAILURES[code as ErrorCode].class];
  return exit === expected ? [] : [`exit code ${exit}, expected ${expected}`];
}

function faultsOfTaking({ exit, output }: Run): string[] {
  return exit === 0 ? [] : [`it is refused: ${output.slice(0, 300)}`];
}

/** A runner takes `::` for a command where a line begins, and `##[` anywhere. */
function faultsOfText({ output }: Run): string[] {
  const faults = [
    output.includes("[INTERNAL]") && "a bug",
    /##\[|^\s*::/m.test(output) && "a command",
    /[^\P{Cc}\n]|[\p{Cf}\p{Cs}\u2028\u2029]/u.test(output) && "characters that are not shown",
  ];
  return faults.flatMap((fault) => (fault === false ? [] : [`${fault} in ${JSON.stringify(output.slice(0, 300))}`]));
}
