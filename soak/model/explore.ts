import { openSteps, type Steps, type Task } from "./steps.ts";

/** Something to explore: what runs at once, and what must hold. */
export interface Model {
  /** Directory whose changes count. */
  readonly store: string;
  /** Makes the world as it is before each run, and what runs in it, by name. */
  begin(): Readonly<Record<string, () => Promise<unknown>>>;
  /** All that tells two states of the world apart. */
  describe(): string;
  /** What must hold after each step. @throws Error */
  checkAlways(): void;
  /** What must hold when all tasks have ended or crashed. @throws Error */
  checkEnd(tasks: readonly Task[]): Promise<void>;
}

export interface ExploreOptions {
  /** Tasks that may crash, one in each run. */
  readonly crashes: readonly string[];
  /** Fewer steps. */
  readonly isCoarse?: boolean;
}

export interface Explored {
  /** States that differ in the world, or in what a task has done and seen. */
  readonly states: number;
  readonly runs: number;
}

/** One decision: which task goes on, or dies. */
interface Choice {
  readonly task: string;
  readonly dies: boolean;
}

/**
 * Runs the tasks of a model in every order of their steps, and with a crash of one at every step. A run ends early in a state that
 * another one has been in.
 * @throws Error of a check, with the steps that lead to it
 */
export async function explore(model: Model, { crashes, isCoarse = false }: ExploreOptions): Promise<Explored> {
  using steps = openSteps(model.store, isCoarse);
  const visited = new Set<string>();
  const waiting: (readonly Choice[])[] = [[]];
  let runs = 0;
  for (let prefix = waiting.pop(); prefix !== undefined; prefix = waiting.pop()) {
    runs += 1;
    waiting.push(...(await runOnce(model, { steps, visited, prefix, crashes })));
  }
  return { states: visited.size, runs };
}

interface Run extends ExploreOptions {
  readonly steps: Steps;
  readonly visited: Set<string>;
  readonly prefix: readonly Choice[];
}

/** Follows a prefix, then the first choice in each new state. Returns the prefixes with the other choices. */
async function runOnce(
  model: Model,
  { steps, visited, prefix, crashes }: Run,
): Promise<readonly (readonly Choice[])[]> {
  const tasks: Task[] = [];
  for (const [name, work] of Object.entries(model.begin())) tasks.push(await steps.start(name, work));
  const others: (readonly Choice[])[] = [];
  const made: Choice[] = [];
  const trace: string[] = [];
  try {
    for (;;) {
      const choices = choicesOf(tasks, steps, crashes);
      if (choices.length === 0) break;
      let choice = prefix[made.length];
      if (choice === undefined) {
        const state = `${model.describe()} ${tasks.map(describeTask).join(" | ")}`;
        if (visited.has(state)) return others;
        visited.add(state);
        const [first, ...rest] = choices;
        others.push(...rest.map((each) => [...made, each]));
        choice = first;
      }
      const task = tasks.find(({ name }) => name === choice?.task);
      if (choice === undefined || task === undefined) throw new Error("a choice names a task");
      trace.push(`${task.name}: ${choice.dies ? "crash" : task.paused?.step}`);
      made.push(choice);
      if (choice.dies) steps.crash(task);
      else await steps.advance(task);
      model.checkAlways();
    }
    for (const { error, isCrashed } of tasks) if (error !== undefined && !isCrashed) throw error;
    await model.checkEnd(tasks);
    return others;
  } catch (error) {
    throw new Error(`after ${trace.join(", ")}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  } finally {
    // So that nothing is left open in this process.
    await steps.release(tasks);
  }
}

function choicesOf(tasks: readonly Task[], steps: Steps, crashes: readonly string[]): readonly Choice[] {
  const running = tasks.filter(({ paused, isCrashed }) => paused !== undefined && !isCrashed);
  const goes = running.filter(({ paused }) => paused?.takesLock !== true || steps.isFree());
  if (goes.length === 0 && running.length > 0) throw new Error("all wait for the lock");
  const hasCrashed = tasks.some(({ isCrashed }) => isCrashed);
  const dies = hasCrashed ? [] : running.filter(({ name }) => crashes.includes(name));
  return [
    ...goes.map(({ name }) => ({ task: name, dies: false })),
    ...dies.map(({ name }) => ({ task: name, dies: true })),
  ];
}

function describeTask({ name, paused, seen, isCrashed, isEnded }: Task): string {
  return `${name} ${isCrashed ? "crashed" : isEnded ? "ended" : paused?.step} ${seen.join(",")}`;
}
