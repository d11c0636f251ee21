import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { imageBundle } from "../../src/commands/image-bundle.ts";
import { inspectBundle } from "../../src/commands/inspect-bundle.ts";
import { listener, surroundings } from "../fixtures/commands.ts";
import { scratch } from "../fixtures/import.ts";
import { exportToolbox, unpackToolbox } from "../fixtures/toolbox.ts";

// What people give in place of a bundle. The failure names it, says what it is, and has the fix.

const { path: directory, remove } = scratch();
const at = (name: string) => join(directory, name);

const FORM = { homePath: "/ocx", groups: [], compression: "none" } as const;

beforeAll(async () => {
  const home = unpackToolbox(directory);
  const bundle = at("toolchain.tar");
  const declaration = { kind: "packages", identifiers: ["ocx.sh/acme/jdk:21.0.2+13"] } as const;
  await exportToolbox(home, bundle, { declaration });
  await imageBundle(
    { source: { kind: "file", path: bundle }, output: { kind: "file", path: at("image.tar") }, ...FORM },
    surroundings(),
    listener(),
  );
  renameSync(home, at("ocx"));
  mkdirSync(at("transfer"));
  cpSync(bundle, at("transfer/tools.tar"));
  execFileSync("tar", ["-cf", at("outer.tar"), "-C", directory, "transfer"]);
  writeFileSync(at("manifest.json"), "[]");
  execFileSync("tar", ["-cf", at("saved.tar"), "-C", directory, "manifest.json"]);
  writeFileSync(at("error.tar"), '{"message":"Not Found"}');
  writeFileSync(at("toolchain.tar.sha256"), "0123  toolchain.tar\n");
});
afterAll(remove);

test.each([
  ["a misspelt file", "toolchian.tar", "FILE_NOT_FOUND", "it does not exist", "/toolchain.tar?"],
  ["a pattern", "*.tar", "FILE_NOT_FOUND", "it does not exist", "pattern"],
  ["a reference", "ghcr.io/acme/t:1", "FILE_NOT_FOUND", "it does not exist", "oci://ghcr.io/acme/t:1"],
  ["skopeo's form", "docker://ghcr.io/acme/t:1", "FILE_NOT_FOUND", "it does not exist", "oci://ghcr.io/acme/t:1"],
  ["a file address", "file:///a/b.tar", "FILE_NOT_FOUND", "it does not exist", "alone: /a/b.tar"],
  ["an address of a bucket", "s3://bucket/b.tar", "FILE_NOT_FOUND", "it does not exist", "https://"],
  ["a path of Windows", "C:\\Users\\b.tar", "FILE_NOT_FOUND", "it does not exist", "/mnt/c/"],
  ["a home", "ocx", "BUNDLE_INVALID", "it is a directory", "ocx-bundle export --all --home"],
  ["the directory of the bundle", "transfer", "BUNDLE_INVALID", "it is a directory", "transfer/tools.tar"],
  ["a tar of the bundle", "outer.tar", "BUNDLE_INVALID", "no oci-layout", "unpack it"],
  ["a container image", "image.tar", "BUNDLE_INVALID", "container image", "`ocx-bundle export`"],
  ["an archive of docker", "saved.tar", "BUNDLE_INVALID", "docker save", "`ocx-bundle export`"],
  ["an error of a server", "error.tar", "BUNDLE_INVALID", "JSON document", "`head`"],
  ["a checksum", "toolchain.tar.sha256", "BUNDLE_INVALID", "text file", "checksum"],
])("%s in place of a bundle", async (_, path, code, found, fix) => {
  const opening = inspectBundle({ source: { kind: "file", path } }, surroundings({ directory }));
  await expect(opening).rejects.toMatchObject({
    code,
    message: expect.stringContaining(found),
    hint: expect.stringContaining(fix),
  });
  await expect(opening).rejects.toThrow(directory);
});
