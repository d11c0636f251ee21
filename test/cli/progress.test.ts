import { expect, test } from "vitest";
import { type ProgressReporter, showProgress } from "../../src/cli/progress.ts";

interface Watched {
  readonly listener: ProgressReporter;
  readonly clock: { time: number };
  readonly written: () => string;
}

function watch(options: { readonly isTTY?: boolean; readonly columns?: number; readonly quiet?: boolean }): Watched {
  let text = "";
  const clock = { time: 1000 };
  const { quiet = false, ...shape } = options;
  const terminal = { ...shape, write: (chunk: string) => ((text += chunk), true) };
  const listener = showProgress(terminal, { quiet, now: () => clock.time });
  return { listener, clock, written: () => text };
}

/** What is on a screen after these bytes: lines, with the last one where the cursor stands. */
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
  const { listener, clock, written } = watch({ isTTY: true, columns: 80 });
  for (let done = 0; done <= 100; done += 25) {
    clock.time += 150;
    listener.progress("import", done * 1e6, 100e6);
  }
  expect(screen(written())).toEqual([`Importing [${"#".repeat(24)}] 100 % 100 MB of 100 MB`]);
  listener.finish();
  expect(screen(written())).toEqual([""]);
});

test("showProgress() redraws no more than ten times a second, whatever it hears", () => {
  const { listener, clock, written } = watch({ isTTY: true });
  for (let call = 0; call < 10_000; call += 1) {
    clock.time += 0.1;
    listener.progress("export", call, 10_000);
  }
  expect(written().split("Exporting").length - 1).toBeLessThanOrEqual(10);
});

test("showProgress() cuts the bar to the terminal, so that it never wraps", () => {
  const { listener, clock, written } = watch({ isTTY: true, columns: 20 });
  clock.time += 1000;
  listener.progress("verify", 1, 2);
  expect(screen(written())[0]).toHaveLength(19);
});

test("showProgress() writes a warning above the bar", () => {
  const { listener, clock, written } = watch({ isTTY: true });
  clock.time += 1000;
  listener.progress("export", 1, 2);
  listener.warn("a tag moved");
  const [first, second] = screen(written());
  expect(first).toBe("warning: a tag moved");
  expect(second).toMatch(/^Exporting \[#{12}-{12}\] 50 %/);
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
  expect(written()).toBe("Exporting: 33 %, 4 MB of 12 MB\nExporting: 75 %, 9 MB of 12 MB\n");
});

test.each([true, false])("showProgress() says only warnings when it is to be quiet (terminal: %s)", (isTTY) => {
  const { listener, clock, written } = watch({ isTTY, quiet: true });
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
