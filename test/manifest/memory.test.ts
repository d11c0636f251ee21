import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

const FORMAT_MANY = join(import.meta.dirname, "../fixtures/format-many.ts");

test.each(["json", "ocix"])(
  "a list of 200,000 files is made with less memory than objects for all take: %s",
  (format) => {
    const words = ["--max-old-space-size=96", FORMAT_MANY, format, "200000"];
    const { status, stdout } = spawnSync(process.execPath, words, { encoding: "utf8", env: {} });
    expect(status).toBe(0);
    expect(Number(stdout)).toBeGreaterThan(200_000 * 100);
  },
);
