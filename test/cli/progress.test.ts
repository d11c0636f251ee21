import { expect, test } from "vitest";
import { type ProgressReporter, showProgress } from "../../src/cli/progress.ts";

interface Watched {
  readonly listener: ProgressReporter;
  readonly clock: { time: number };
  readonly written: () => string;
  readonly writes: readonly string[];
}

interface Shown {
  readonly live?: boolean;
  readonly columns?: number;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

function watch(options: Shown): Watched {
  const writes: string[] = [];
  const clock = { time: 1000 };
  const { quiet = false, verbose = false, live = false, ...shape } = options;
  const terminal = { ...shape, write: (chunk: string) => writes.push(chunk) > 0 };
  const listener = showProgress(terminal, { quiet, verbose, live, now: () => clock.time });
  return { listener, clock, written: () => writes.join(""), writes };
}

/** The lines of a screen after these bytes; the cursor is at the end of the last one. */
function screen(text: string): string[] {
  const lines = [""];
  for (const [part] of text.matchAll(/\r\u001b\[2K|\n|[^\r\n]+/g)) {
    if (part === "\n") lines.push("");
    else if (part.startsWith("\r")) lines[lines.length - 1] = "";
    else lines[lines.length - 1] += part;
  }
  return lines;
}

test("showProgress() keeps one live line on a terminal, and takes it away at the end", () => {
  const { listener, clock, written } = watch({ live: true, columns: 80 });
  for (let done = 0; done <= 100; done += 25) {
    clock.time += 150;
    listener.progress("import", done * 1e6, 100e6);
  }
  expect(screen(written())).toEqual([`Importing [${"#".repeat(16)}] 100 %, 100 MB of 100 MB`]);
  listener.finish();
  expect(screen(written())).toEqual([""]);
});

test("showProgress() redraws no more than ten times a second, whatever it hears", () => {
  const { listener, clock, written } = watch({ live: true });
  for (let call = 0; call < 10_000; call += 1) {
    clock.time += 0.1;
    listener.progress("export", call, 10_000);
  }
  expect(written().split("Exporting").length - 1).toBeLessThanOrEqual(10);
});

test("showProgress() drops whole facts on a narrow terminal", () => {
  const { listener, clock, written } = watch({ live: true, columns: 20 });
  clock.time += 1000;
  listener.progress("verify", 1, 2);
  expect(screen(written())).toEqual(["Verifying 50 %"]);
});

test("showProgress() writes a warning above the bar", () => {
  const { listener, clock, written } = watch({ live: true });
  clock.time += 1000;
  listener.progress("export", 1, 2);
  listener.warn("a tag moved");
  const [first, second] = screen(written());
  expect(first).toBe("warning: a tag moved");
  expect(second).toMatch(/^Exporting \[#{8}-{8}\] 50 %/);
});

test("showProgress() writes the debug log above the bar, and only when it is verbose", () => {
  const { listener, clock, written } = watch({ live: true, verbose: true });
  clock.time += 1000;
  listener.progress("export", 1, 2);
  listener.debug("GET host/\u001b[2Jx: 200 in 1 ms");
  const [first = ""] = screen(written());
  expect(first).toBe("debug: GET host/\\u{1b}[2Jx: 200 in 1 ms");
  const brief = watch({ live: true });
  brief.listener.debug("GET host/x: 200 in 1 ms");
  expect(brief.written()).toBe("");
});

test("showProgress() writes the debug log even when it is quiet", () => {
  const { listener, written } = watch({ quiet: true, verbose: true });
  listener.debug("one");
  listener.say("two");
  expect(written()).toBe("debug: one\n");
});

test("showProgress() logs a line every five seconds where there is no terminal, and none in a short run", () => {
  const { listener, clock, written } = watch({});
  for (let second = 0; second < 4; second += 1) {
    clock.time += 1000;
    listener.progress("export", second, 12);
  }
  expect(written()).toBe("");
  for (let second = 4; second < 12; second += 1) {
    clock.time += 1000;
    listener.progress("export", second * 1e6, 12e6);
  }
  expect(written()).toBe(
    "Exporting: 33 %, 4 MB of 12 MB, 1 MB/s, 8 s left\nExporting: 75 %, 9 MB of 12 MB, 1 MB/s, 3 s left\n",
  );
});

test.each([true, false])("showProgress() says only warnings when it is to be quiet (terminal: %s)", (live) => {
  const { listener, clock, written } = watch({ live, quiet: true });
  clock.time += 60_000;
  listener.progress("export", 1, 2);
  listener.warn("yanked");
  listener.finish();
  expect(written()).toBe("warning: yanked\n");
});

test("showProgress() takes an empty job for done, and more than all for all", () => {
  const { listener, clock, written } = watch({});
  for (const [done, total] of [
    [0, 0],
    [3, 2],
  ] as const) {
    clock.time += 6000;
    listener.progress("import", done, total);
  }
  expect(written().match(/100 %/g)).toHaveLength(2);
});

test("showProgress() draws with one write, deleting the old bar included", () => {
  const { listener, clock, writes } = watch({ live: true });
  for (let done = 0; done < 4; done += 1) {
    clock.time += 500;
    listener.progress("import", done, 4);
  }
  listener.warn("a tag moved");
  listener.finish();
  expect(writes).toHaveLength(6);
  for (const write of writes.slice(1)) expect(write).toMatch(/^\r\u001b\[2K/);
});

test.each([
  ["import", 5e6, 100e6, 1000, /, 5 MB\/s, 19 s left$/],
  ["fetch", 1e6, 1e9, 1500, /, 666\.6 kB\/s, 25 min left$/],
  ["send", 1e6, 20e9, 1000, /, 1 MB\/s, 5 h 34 min left$/],
  // Too early to tell, nothing done yet, and all done.
  ["import", 5e6, 100e6, 900, / of 100 MB$/],
  ["import", 0, 100e6, 5000, / of 100 MB$/],
  ["import", 100e6, 100e6, 5000, /, 20 MB\/s$/],
] as const)(
  "showProgress() tells rate and time left of %s at %d of %d bytes after %d ms",
  (step, done, total, time, end) => {
    const { listener, clock, written } = watch({ live: true });
    listener.progress(step, 0, total);
    clock.time += time;
    listener.progress(step, done, total);
    expect(screen(written())[0]).toMatch(end);
  },
);

test("showProgress() takes no credit for bytes that were there before, nor for those of another step", () => {
  const { listener, clock, written } = watch({ live: true });
  listener.progress("fetch", 50e6, 100e6);
  clock.time += 10_000;
  listener.progress("fetch", 60e6, 100e6);
  expect(screen(written())[0]).toMatch(/, 1 MB\/s, 40 s left$/);
  listener.progress("import", 0, 100e6);
  clock.time += 1000;
  listener.progress("import", 2e6, 100e6);
  expect(screen(written())[0]).toMatch(/, 2 MB\/s, 49 s left$/);
});

test("showProgress() is never wider than the terminal", () => {
  for (let columns = 1; columns <= 120; columns += 1) {
    const { listener, clock, written } = watch({ live: true, columns });
    listener.progress("export", 0, 987_654_321_000);
    clock.time += 12_345;
    listener.progress("export", 123_456_789, 987_654_321_000);
    expect(screen(written())[0]?.length).toBeLessThan(columns);
  }
});

test("showProgress() takes a terminal without a size for one of 80 columns", () => {
  const { listener, clock, written } = watch({ live: true, columns: 0 });
  clock.time += 1000;
  listener.progress("verify", 1, 2);
  expect(screen(written())[0]).toBe("Verifying [########--------] 50 %, 1 B of 2 B");
});
