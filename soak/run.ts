// Long rounds with real processes that are killed at random. See CONTRIBUTING.md.
//
//     npm run soak -- store --rounds 100
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { soakHome } from "./home.ts";
import { soakLives } from "./lives.ts";
import { soakMemory } from "./memory.ts";
import { soakModel } from "./model/soak-model.ts";
import { random } from "./random.ts";
import type { Scenario } from "./scenario.ts";
import { soakStore } from "./store.ts";

/** A scenario throws when something is wrong. Add one here, and to CONTRIBUTING.md. */
const SCENARIOS: Readonly<Record<string, Scenario>> = {
  store: soakStore,
  home: soakHome,
  lives: soakLives,
  memory: soakMemory,
  model: soakModel,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "100" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    size: { type: "string", default: "4" },
    directory: { type: "string", default: tmpdir() },
  },
});
const [name = ""] = positionals;
const scenario = SCENARIOS[name];
if (scenario === undefined || positionals.length > 1) {
  console.error(
    `Usage: npm run soak -- ${Object.keys(SCENARIOS).join("|")} [--rounds N] [--seed N] [--size GB] [--directory DIR]`,
  );
  process.exit(64);
}
const directory = mkdtempSync(join(values.directory, "ocx-bundle-soak-"));
process.on("exit", () => rmSync(directory, { recursive: true, force: true }));
process.on("SIGINT", () => process.exit(130));
console.log(`soak ${name}: ${values.rounds} rounds, --seed ${values.seed}`);
const start = performance.now();
await scenario({
  directory,
  rounds: Number(values.rounds),
  gigabytes: Number(values.size),
  random: random(Number(values.seed)),
  say: (text) => console.log(text),
});
console.log(`nothing wrong, ${((performance.now() - start) / 1000).toFixed(0)} s`);
