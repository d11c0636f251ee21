import { execFileSync } from "node:child_process";
import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readAuthFile } from "../../src/channels/registry/auth-file.ts";
import { credentialFor } from "../../src/commands/places/url-credential.ts";
import { trustAuthorities } from "../../src/http/trust-authorities.ts";
import { surroundings, temporaryDirectory } from "../fixtures/commands.ts";

/** Pipes, devices and huge files in the place of files that are read whole: nothing waits for them, and nothing is read without an end. */

function pipe(): string {
  const path = join(temporaryDirectory(), "pipe");
  execFileSync("mkfifo", [path]);
  return path;
}

function huge(): string {
  const path = join(temporaryDirectory(), "huge");
  writeFileSync(path, "");
  // Sparse: it takes no space.
  truncateSync(path, 3 * 1024 ** 3);
  return path;
}

const credential = (path: string) =>
  credentialFor(
    new URL("https://bundles.example/x"),
    { sole: true },
    { ...surroundings(), variables: { NETRC: path } },
  );

test.each([
  ["certificates", trustAuthorities, "IO_FAILED", "LIMIT_EXCEEDED"],
  ["a netrc", credential, "IO_FAILED", "LIMIT_EXCEEDED"],
  ["credentials of docker", readAuthFile, "CONFIG_INVALID", "CONFIG_INVALID"],
] as const)("%s are a file with an end", { timeout: 5000 }, async (_, read, pipeCode, hugeCode) => {
  for (const path of [pipe(), "/dev/zero", "/dev/null"])
    await expect(read(path)).rejects.toMatchObject({ code: pipeCode });
  await expect(read(huge())).rejects.toMatchObject({ code: hugeCode });
});
