import { generateKeyPairSync } from "node:crypto";
import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { extractBundle } from "../../src/commands/extract-bundle.ts";
import { fetchBundle } from "../../src/commands/fetch-bundle.ts";
import { joinBundle } from "../../src/commands/join-bundle.ts";
import { listHave } from "../../src/commands/list-have.ts";
import { showSbom } from "../../src/commands/show-sbom.ts";
import { signBundle } from "../../src/commands/sign-bundle.ts";
import { splitBundle } from "../../src/commands/split-bundle.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { scratch } from "../fixtures/import.ts";
import { exportToolbox, unpackToolbox } from "../fixtures/toolbox.ts";
import { run } from "../fixtures/tools.ts";
import { serveFiles } from "../fixtures/web-server.ts";

// Every command with an output that is one file. A pipe stands for `/dev/null`, too: root would remove it for all.
const { path: directory, remove } = scratch();
const file = join(directory, "toolbox.tar");
const parts = join(directory, "parts");
const key = join(directory, "key.pem");
const packages = { declaration: { kind: "packages", identifiers: ["ocx.sh/acme/native:5.1"] } } as const;
let home: string;

beforeAll(async () => {
  home = unpackToolbox(directory);
  await exportToolbox(home, file, packages);
  mkdirSync(parts);
  const source = { kind: "file", path: file } as const;
  await splitBundle({ source, output: parts, partSize: 4096 }, surroundings(), listener());
  const { privateKey } = generateKeyPairSync("ed25519");
  writeFileSync(key, privateKey.export({ type: "pkcs8", format: "pem" }));
});
afterAll(remove);

const source = { kind: "file", path: file } as const;
const overwrite = true;
const COMMANDS: readonly (readonly [string, (output: string) => Promise<unknown>])[] = [
  ["export", (output) => exportToolbox(home, output, packages)],
  [
    "join",
    (output) => joinBundle({ document: join(parts, "toolbox.tar.parts.json"), output }, surroundings(), listener()),
  ],
  ["have", (output) => listHave({ home, output, workers: 1 }, surroundings(), listener())],
  ["sbom", (output) => showSbom({ source, format: "spdx", output, overwrite }, surroundings())],
  ["sign", (output) => signBundle({ source, key, output, overwrite }, surroundings(), listener())],
  [
    "fetch",
    async (output) => {
      const { origin } = await serveFiles({ "/toolbox.tar": { bytes: readFileSync(file) } });
      const from = { channel: "url", url: `${origin}/toolbox.tar` } as const;
      await fetchBundle({ origin: from, output }, surroundings(), listener());
    },
  ],
];

test.each(COMMANDS)("%s writes to no pipe or device, which stays", async (_, command) => {
  const place = temporaryDirectory();
  const output = join(place, "pipe");
  run("mkfifo", [output]);
  await expect(command(output)).rejects.toMatchObject({
    code: "OPTION_INVALID",
    message: expect.stringContaining(output),
  });
  expect(readdirSync(place)).toEqual(["pipe"]);
  expect(lstatSync(output).isFIFO()).toBe(true);
});

test.each(COMMANDS)("%s replaces the file that a link leads to, and keeps the link", async (_, command) => {
  const [place, elsewhere] = [temporaryDirectory(), temporaryDirectory()];
  const [output, real] = [join(place, "link"), join(elsewhere, "real")];
  writeFileSync(real, "");
  symlinkSync(real, output);
  await command(output);
  expect(readlinkSync(output)).toBe(real);
  expect(lstatSync(real).size).toBeGreaterThan(0);
  expect([readdirSync(place), readdirSync(elsewhere)]).toEqual([["link"], ["real"]]);
});

test("a copy ends when it is told to, and leaves no file", async () => {
  const place = temporaryDirectory();
  const output = { kind: "file", path: join(place, "part.tar") } as const;
  const signal = AbortSignal.abort(new Error("given up"));
  const extracting = extractBundle(
    { source, packages: ["ocx.sh/acme/native:5.1"], output },
    surroundings({ signal }),
    listener(),
  );
  await expect(extracting).rejects.toThrow("given up");
  expect(readdirSync(place)).toEqual([]);
});
