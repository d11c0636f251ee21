#!/usr/bin/env node
// src/cli/main.ts
import { fileURLToPath } from "node:url";
var INCOMPLETE = "PROGRAM_INCOMPLETE";
var EXIT_CODE = 78;
try {
  const { start } = await import("./start-NI7425WO.mjs");
  await start();
} catch (thrown) {
  if (!(thrown instanceof Error) || !("code" in thrown) || thrown.code !== "ERR_MODULE_NOT_FOUND") throw thrown;
  if (process.argv[2] === "env") process.stdout.write("false\n");
  process.stderr.write(
    `error: Cannot start ocx-bundle: files that belong beside ${fileURLToPath(import.meta.url)} are missing [${INCOMPLETE}]
hint: Copy the whole folder dist/ of ocx-bundle, or make a link to the cli.mjs in it.
`
  );
  process.exitCode = EXIT_CODE;
}
