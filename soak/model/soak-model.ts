import type { Scenario } from "../scenario.ts";
import { explore } from "./explore.ts";
import { storeModel } from "./store-model.ts";

/** Every order of the steps of two adds and a collection, with a crash of one of them at every step. */
export const soakModel: Scenario = async ({ directory, say }) => {
  const adds = ["one", "two"];
  const { states, runs } = await explore(storeModel(directory, adds), { crashes: [...adds, "gc"] });
  say(`${states} states in ${runs} runs`);
};
