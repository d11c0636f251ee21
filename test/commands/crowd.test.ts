import { expect, test } from "vitest";
import { soakHome } from "../../soak/home.ts";
import { random } from "../../soak/random.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";

// `npm run soak -- home` has more of everything.
test("imports, repairs, exports and forgets at once, killed and repeated, leave a whole home and nothing else", async () => {
  const said: string[] = [];
  const soak = {
    directory: temporaryDirectory(),
    rounds: 5,
    gigabytes: 0,
    random: random(1),
    say: (text: string) => void said.push(text),
  };
  await soakHome(soak, { importers: 3, exporters: 1, bundles: 3, weight: 100_000 });
  expect(said).toHaveLength(5);
}, 120_000);
