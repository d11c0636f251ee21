import { AsyncLocalStorage } from "node:async_hooks";
import crypto from "node:crypto";
import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { basename } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** A running task, stopped before a call that others can notice. */
export interface Paused {
  readonly step: string;
  /** True if the call takes the lock of the store. */
  readonly takesLock: boolean;
  readonly go: () => void;
}

/** One of several tasks of this process, each of which stands for a process. */
export interface Task {
  readonly name: string;
  /** Undefined while it runs, and after its end. */
  paused: Paused | undefined;
  /** What it has seen of the store so far. */
  readonly seen: string[];
  readonly ended: Promise<void>;
  isEnded: boolean;
  isCrashed: boolean;
  error: unknown;
}

/** Runs tasks one step at a time. Outside of it, file calls are as ever. */
export interface Steps extends Disposable {
  /** Starts a task, and lets it run to its first step. */
  start(name: string, work: () => Promise<unknown>): Promise<Task>;
  /** Lets a task run to its next step, or to its end. */
  advance(task: Task): Promise<void>;
  /** Takes from a task what the kernel takes from a dead process: its locks. It does not go on. */
  crash(task: Task): void;
  /** Lets all tasks run to their ends without steps. */
  release(tasks: readonly Task[]): Promise<void>;
  /** True if no task holds the lock of the store. */
  isFree(): boolean;
}

interface State {
  readonly task: Task;
  readonly databases: Set<DatabaseSync>;
  wake: () => void;
  isReleased: boolean;
  /** Names that it was given. */
  names: number;
}

const BLOB = /^[0-9a-f]{64}$/;
const LEASE = /\/leases\/[^/]+$/;
const LOCK = /\/\.ocx-bundle\/lock$/;

/** The steps that change what others find, and the lock. */
const COARSE = /^(lstat lock|rename [0-9a-f]{64}|rm [0-9a-f]{64})$/;

/**
 * Puts a stop in front of each call that shows, or changes, blobs, leases, the index and the lock of the store.
 * @param isCoarse stops only in front of the lock, and of changes of blobs
 */
export function openSteps(store: string, isCoarse: boolean): Steps {
  const current = new AsyncLocalStorage<State>();
  const states = new Map<Task, State>();
  let holder: DatabaseSync | undefined;
  const real = { ...fs };
  const { randomUUID } = crypto;
  const { exec, prepare, close } = DatabaseSync.prototype;

  const pause = async (step: string, takesLock = false): Promise<State | undefined> => {
    const state = current.getStore();
    if (state === undefined || state.isReleased || (isCoarse && !COARSE.test(step))) return undefined;
    await new Promise<void>((go) => {
      state.task.paused = { step, takesLock, go };
      state.wake();
    });
    return state;
  };
  const see = (state: State | undefined, what: string): void => void state?.task.seen.push(what);

  Object.assign(fs, {
    async lstat(path: string, ...rest: []) {
      const isLock = LOCK.test(path);
      if (!path.startsWith(store) || (!isLock && !BLOB.test(basename(path)))) return real.lstat(path, ...rest);
      const state = await pause(`lstat ${basename(path)}`, isLock);
      const found = await real.lstat(path, ...rest).catch((error: unknown) => error);
      see(state, found instanceof Error ? "absent" : "present");
      if (found instanceof Error) throw found;
      return found;
    },
    async rename(from: string, to: string) {
      if (BLOB.test(basename(to)) || basename(to) === "index.json") await pause(`rename ${basename(to)}`);
      return real.rename(from, to);
    },
    async rm(path: string, options: object) {
      if (BLOB.test(basename(path))) await pause(`rm ${basename(path)}`);
      else if (LEASE.test(path)) await pause(path.endsWith(".json") ? "rm lease" : "rm lock of lease");
      return real.rm(path, options);
    },
    async writeFile(path: string, ...rest: [string]) {
      if (LEASE.test(path)) await pause("write lease");
      return real.writeFile(path, ...rest);
    },
    async readdir(path: string, ...rest: [{ withFileTypes: true }]) {
      if (!path.endsWith("/leases")) return real.readdir(path, ...rest);
      const state = await pause("list leases");
      const entries = (await real.readdir(path, ...rest)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
      see(state, `${entries.length} leases`);
      return entries;
    },
    async readFile(path: string, ...rest: []) {
      if (!LEASE.test(path)) return real.readFile(path, ...rest);
      const state = await pause("read lease");
      const text = await real.readFile(path, ...rest).catch((error: unknown) => error);
      see(state, text instanceof Error ? "no lease" : String(text));
      if (text instanceof Error) throw text;
      return text;
    },
  });
  // The same names in each run, so that a run can be repeated.
  crypto.randomUUID = () => {
    const state = current.getStore();
    if (state === undefined) return randomUUID();
    state.names += 1;
    const task = Buffer.from(state.task.name).toString("hex").padEnd(8, "0").slice(0, 8);
    return `${task}-0000-4000-8000-${String(state.names).padStart(12, "0")}`;
  };
  syncBuiltinESMExports();
  const note = (database: DatabaseSync): void => void current.getStore()?.databases.add(database);
  const noteLock = (database: DatabaseSync): void => {
    if (LOCK.test(database.location() ?? "")) holder = database;
  };
  DatabaseSync.prototype.exec = function (sql) {
    note(this);
    exec.call(this, sql);
    if (sql.includes("EXCLUSIVE")) noteLock(this);
  };
  DatabaseSync.prototype.prepare = function (...args) {
    note(this);
    return prepare.apply(this, args);
  };
  DatabaseSync.prototype.close = function () {
    if (holder === this) holder = undefined;
    current.getStore()?.databases.delete(this);
    close.call(this);
  };

  const holds = ({ databases }: State): boolean => holder !== undefined && databases.has(holder);
  const run = (state: State): Promise<void> => new Promise((resolve) => void (state.wake = resolve));
  return {
    async start(name, work) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const task: Task = {
        name,
        paused: undefined,
        seen: [],
        ended: promise,
        isEnded: false,
        isCrashed: false,
        error: undefined,
      };
      const state: State = { task, databases: new Set(), wake: () => {}, isReleased: false, names: 0 };
      states.set(task, state);
      const stopped = run(state);
      void current.run(state, async () => {
        try {
          await work();
        } catch (error) {
          task.error = error;
        }
        task.isEnded = true;
        resolve();
        state.wake();
      });
      await stopped;
      return task;
    },
    async advance(task) {
      const state = states.get(task);
      const { paused } = task;
      if (state === undefined || paused === undefined) throw new Error(`${task.name} cannot go on`);
      const stopped = run(state);
      task.paused = undefined;
      task.seen.push(paused.step);
      paused.go();
      await stopped;
    },
    crash(task) {
      task.isCrashed = true;
      for (const database of states.get(task)?.databases ?? []) {
        if (holder === database) holder = undefined;
        close.call(database);
      }
    },
    async release(tasks) {
      const order = tasks
        .flatMap((task) => states.get(task) ?? [])
        .toSorted((a, b) => Number(holds(b)) - Number(holds(a)));
      // One after the other: to wait for a lock takes time.
      for (const state of order) {
        state.isReleased = true;
        state.task.paused?.go();
        state.task.paused = undefined;
        await state.task.ended;
        states.delete(state.task);
      }
    },
    isFree: () => holder === undefined,
    [Symbol.dispose]() {
      Object.assign(fs, real);
      crypto.randomUUID = randomUUID;
      syncBuiltinESMExports();
      Object.assign(DatabaseSync.prototype, { exec, prepare, close });
    },
  };
}
