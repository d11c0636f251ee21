import { expect, test } from "vitest";
import { type RetryOptions, retry } from "../../src/io/retry.ts";
import { HURRY } from "../fixtures/github/preloads.ts";
import { run } from "../fixtures/tools.ts";

const RETRY = new URL("../../src/io/retry.ts", import.meta.url).href;

interface Outcome {
  readonly attempts: number;
  readonly said: readonly string[];
  readonly end: string;
}

/** Runs `retry()` where pauses pass a hundred times as fast. `attempt` and `reached` are code that knows `attempts`. */
function hurried(attempt: string, options = ""): Outcome {
  const script = `
    import { retry } from ${JSON.stringify(RETRY)};
    const said = [];
    let attempts = 0;
    const controller = new AbortController();
    const options = {
      transient: (error) => (error.final ? undefined : { reason: error.message }),
      say: (text) => void said.push(text),
      doing: "download x",
      signal: controller.signal,
      ${options}
    };
    const end = await retry(async () => { attempts++; ${attempt} }, options).catch((error) => "failed: " + error.message);
    console.log(JSON.stringify({ attempts, said, end }));`;
  return JSON.parse(run(process.execPath, ["--import", HURRY, "--input-type=module", "-e", script]).toString());
}

const options: RetryOptions = {
  transient: (error) => ({ reason: String(error) }),
  say: () => {},
  doing: "x",
  signal: new AbortController().signal,
};

test("retry() gives the first result", async () => {
  await expect(retry(async () => 7, options)).resolves.toBe(7);
});

test("retry() attempts again what may pass, and says why and when", () => {
  const { attempts, said, end } = hurried('if (attempts < 3) throw new Error("it rains"); return "done";');
  expect([attempts, end]).toEqual([3, "done"]);
  expect(said).toHaveLength(2);
  expect(said[0]).toMatch(/^Cannot download x: it rains; trying again in 1\.\d s$/);
  expect(said[1]).toMatch(/trying again in [23]\.\d s$/);
});

test("retry() gives up after five attempts with the last failure", () => {
  const { attempts, end } = hurried('throw new Error("failure " + attempts);');
  expect([attempts, end]).toEqual([5, "failed: failure 5"]);
});

test("retry() does not attempt again what does not pass", () => {
  const { attempts, said, end } = hurried('throw Object.assign(new Error("no"), { final: true });');
  expect([attempts, said, end]).toEqual([1, [], "failed: no"]);
});

test("retry() pauses as long as it is asked to, but not for ever", () => {
  const waited = hurried(
    'if (attempts < 2) throw new Error("busy"); return "done";',
    'transient: () => ({ reason: "busy", pause: 60000 }),',
  );
  expect(waited.said[0]).toMatch(/in 60\.0 s$/);
  const refused = hurried('throw new Error("busy");', 'transient: () => ({ reason: "busy", pause: 60001 }),');
  expect([refused.attempts, refused.end]).toEqual([1, "failed: busy"]);
});

test("retry() counts anew when an attempt gets further than all before it", () => {
  const { attempts, said } = hurried('throw new Error("broken");', "reached: () => Math.min(attempts, 10) * 1e6,");
  expect(attempts).toBe(10 + 4);
  expect(said[9]).toMatch(/resuming at 10 MB in 1\.\d s$/);
});

test("retry() counts on when an attempt only makes up for what was lost", () => {
  const { attempts } = hurried('throw new Error("broken");', "reached: () => (attempts % 2) * 1e6,");
  expect(attempts).toBe(5);
});

test("retry() ends at last even when each attempt gets further", () => {
  const { attempts, end } = hurried('throw new Error("broken");', "reached: () => attempts * 1e6,");
  expect([attempts, end]).toEqual([100, "failed: broken"]);
});

test("retry() takes a few bytes for no progress, since a server may drip for ever", () => {
  const { attempts } = hurried('throw new Error("broken");', "reached: () => attempts * 6000,");
  expect(attempts).toBe(5);
  const slow = hurried('throw new Error("broken");', "reached: () => Math.min(attempts, 12) * 20000,");
  expect(slow.attempts).toBe(12 + 4);
});

test("retry() attempts nothing once it is given up, and says what was said then", async () => {
  const signal = AbortSignal.abort(new Error("given up"));
  let attempts = 0;
  await expect(retry(async () => attempts++, { ...options, signal })).rejects.toThrow("given up");
  expect(attempts).toBe(0);
});

test("retry() ends in the middle of a pause when it is given up", async () => {
  const controller = new AbortController();
  const say = (): void => controller.abort(new Error("given up"));
  const attempt = async (): Promise<never> => {
    throw new Error("broken");
  };
  await expect(retry(attempt, { ...options, signal: controller.signal, say })).rejects.toThrow("given up");
});
