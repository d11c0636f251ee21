import type { Random } from "./random.ts";

/** What a scenario gets. It leaves no process behind, also when it throws. */
export interface Soak {
  /** An empty directory, which is removed afterwards. */
  readonly directory: string;
  readonly rounds: number;
  /** Size of what is carried, for scenarios that measure. */
  readonly gigabytes: number;
  readonly random: Random;
  readonly say: (text: string) => void;
}

/** @throws Error when something is wrong */
export type Scenario = (soak: Soak) => Promise<void>;
