import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

// For the many processes and threads that tests start from sources.
process.env["NODE_COMPILE_CACHE"] ??= resolve("node_modules/.cache/node");

export default defineConfig({
  test: {
    // Tests wait for processes and for the disk, so one worker less than cores, the default, leaves much idle.
    maxWorkers: "100%",
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
