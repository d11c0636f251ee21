import { spawn, spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { toJsonSchema } from "@valibot/to-json-schema";
import { expect, test } from "vitest";
import { JSON_OUTPUT } from "../../src/cli/json-output.ts";
import { MAIN } from "../fixtures/command-line.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { openEmulator } from "../fixtures/github/emulator.ts";
import { OFFLINE } from "../fixtures/github/preloads.ts";
import { goldenProject } from "../fixtures/golden.ts";
import { parseOutput } from "../fixtures/json-output.ts";
import { MACHINE, NODE } from "../fixtures/runner.ts";
import { unpackToolbox } from "../fixtures/toolbox.ts";
import { lacks, run } from "../fixtures/tools.ts";

/** The published schema. `vitest -u` writes it; the tests of the commands hold their outputs against the same. */
test("docs/json-output.schema.json says what `--json` prints", async () => {
  const definitions = Object.entries(JSON_OUTPUT).map(([name, schema]) => {
    const { $schema: _, ...definition } = toJsonSchema(schema, { ignoreActions: ["readonly"] });
    return [name, definition] as const;
  });
  const schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "What the commands of ocx-bundle print with --json, and `env` with --format json",
    anyOf: definitions.map(([name]) => ({ $ref: `#/definitions/${name}` })),
    definitions: Object.fromEntries(definitions),
  };
  const formatted = run("node_modules/.bin/biome", ["format", "--stdin-file-path=schema.json"], {
    input: JSON.stringify(schema, null, 2),
  });
  await expect(formatted.toString()).toMatchFileSnapshot("../../docs/json-output.schema.json");
});

const PLATFORM = ["--platform", "linux/amd64+libc.glibc"];

type Name = keyof typeof JSON_OUTPUT;
/** A command, what it was called with, and the document that it printed. */
type Printed = readonly [name: Name, words: readonly string[], document: string];

/** Every command once and more, with success and with failure, on homes that OCX wrote. */
async function printAll(): Promise<readonly Printed[]> {
  await using github = await openEmulator();
  const directory = temporaryDirectory();
  const source = unpackToolbox(directory);
  const [bundle, layout, home] = [join(directory, "kit.tar"), join(directory, "layout"), join(directory, "home")];
  const delta = join(directory, "delta.tar");
  const lock = join(goldenProject("toolbox"), "ocx.toml");
  const key = join(directory, "key.pem");
  writeFileSync(key, generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }));
  const exporting = (...words: string[]) => ["export", ...words, "--home", source, ...PLATFORM, "--json"];
  const release = ["--release-tag", "v1", "--repository", "acme/tools", "--json"];
  const send = ["send", bundle, "--to", "release", "--create-release", "--as", "kit", ...release];
  const fetch = ["fetch", "--from", "release", "--name", "kit", ...release];
  const storing = (...words: string[]) => ["store", ...words, "--store", join(directory, "store"), "--json"];
  const successes: (readonly [Name, readonly string[]])[] = [
    ["export", exporting("ocx.sh/acme/build-kit:3", "--output", bundle)],
    ["export", exporting("ocx.sh/acme/build-kit:3", "--dry-run")],
    ["export", exporting("ocx.sh/acme/hello:2.0.0", "--format", "oci-dir", "--output", layout, "--name", "hello")],
    ["export", exporting("--project", lock, "--output", join(directory, "project.tar"))],
    ["inspect", ["inspect", bundle, "--json"]],
    ["inspect", ["inspect", layout, "--json"]],
    ["inspect", ["inspect", join(directory, "project.tar"), "--json"]],
    ["verify", ["verify", bundle, "--json"]],
    ["export", exporting("--project", lock, "--base", bundle, "--output", delta)],
    ["inspect", ["inspect", delta, "--json"]],
    ["verify", ["verify", delta, "--json"]],
    ["complete", ["complete", delta, "--base", bundle, "--base", source, "--output", join(directory, "c"), "--json"]],
    ["import", ["import", bundle, "--home", home, ...PLATFORM, "--dry-run", "--json"]],
    ["import", ["import", bundle, "--home", home, ...PLATFORM, "--json"]],
    ["import", ["import", bundle, "--home", home, ...PLATFORM, "--json"]],
    ["verify", ["verify", bundle, "--home", home, "--json"]],
    ["env", ["env", "ocx.sh/acme/build-kit:3", "--home", home, ...PLATFORM, "--format", "json"]],
    ["export", exporting("ocx.sh/acme/build-kit:3", "--output", join(directory, "parts.tar"), "--split", "4K")],
    ["split", ["split", bundle, "--size", "4K", "--json"]],
    ["sign", ["sign", bundle, "--key", key, "--json"]],
    ["attach", ["attach", bundle, `${bundle}.sig`, "--json"]],
    ["join", ["join", `${bundle}.parts.json`, "--json"]],
    ["merge", ["merge", bundle, bundle, "--output", join(directory, "merged.tar"), "--json"]],
    ["inspect", ["inspect", join(directory, "merged.tar"), ...PLATFORM, "--json"]],
    ["verify", ["verify", join(directory, "merged.tar"), "--json"]],
    [
      "extract",
      ["extract", bundle, "--package", "ocx.sh/acme/build-kit", "--output", join(directory, "part.tar"), "--json"],
    ],
    ["diff", ["diff", bundle, join(directory, "project.tar"), "--json"]],
    ["diff", ["diff", bundle, home, ...PLATFORM, "--json"]],
    ["history", ["history", "--home", home, "--json"]],
    ["forget", ["forget", "ocx-bundle-linux-amd64", "--home", home, "--dry-run", "--json"]],
    ["forget", ["forget", "ocx-bundle-linux-amd64", "--home", home, "--json"]],
    ["history", ["history", "--home", home, "--json"]],
    ["send", send],
    ["send", send],
    ["fetch", [...fetch, "--output", join(directory, "in.tar")]],
    ["image", ["image", bundle, "--output", join(directory, "image.tar"), "--json"]],
    ["store", storing("add", bundle, "--as", "kit:1")],
    ["store", storing("add", layout)],
    ["store", storing("list")],
    ["store", storing("show", "kit")],
    ["store", storing("check")],
    ["store", storing("remove", "kit")],
    ["store", storing("gc", "--keep", "1")],
  ];
  const missing = join(directory, "missing");
  const failures: readonly (readonly string[])[] = [
    exporting("ocx.sh/acme/missing:1", "--output", bundle),
    ["import", missing, "--home", home, "--json"],
    ["inspect", missing, "--json"],
    ["verify", lock, "--json"],
    ["diff", bundle, missing, "--json"],
    ["split", bundle, "--size", "1", "--json"],
    ["join", bundle, "--json"],
    ["merge", bundle, missing, "--output", missing, "--json"],
    ["extract", bundle, "--output", missing, "--json"],
    ["env", "ocx.sh/acme/build-kit:3", "--home", missing, "--format", "json"],
    ["forget", "missing", "--home", home, "--json"],
    ["send", missing, "--to", "release", ...release],
    [...fetch, "--release-tag", "v2"],
    storing("show", "missing"),
    ["inspect", "--no-such-option", "--json"],
  ];
  const printed: Printed[] = [];
  const env = { ...MACHINE, HOME: directory, ...github.variables(), GITHUB_TOKEN: github.apiToken() };
  const calls = [...successes, ...failures.map((words) => ["failure" as const, words] as const)];
  for (const [name, words] of calls) {
    const child = spawn(NODE, ["--import", OFFLINE, MAIN, ...words], { cwd: directory, env });
    const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
    if (output === "") throw new Error(`Cannot test ${words.join(" ")}: it printed nothing; ${errors}`);
    printed.push([name, words, output]);
  }
  return printed;
}

/** The published schema of one document, for a validator that is not ours. */
function writeSchema(directory: string, name: Name): string {
  const { definitions } = JSON.parse(readFileSync("docs/json-output.schema.json", "utf8"));
  const path = join(directory, `${name}.schema.json`);
  const $schema = "http://json-schema.org/draft-07/schema#";
  writeFileSync(path, JSON.stringify({ $schema, definitions, allOf: [{ $ref: `#/definitions/${name}` }] }));
  return path;
}

/** The document with an unknown key, once in each of its objects but those whose content is free. */
function withUnknownKeys(value: unknown): readonly unknown[] {
  if (typeof value !== "object" || value === null) return [];
  const inside = Object.entries(value).flatMap(([key, member]) =>
    key === "payload"
      ? []
      : withUnknownKeys(member).map((changed) =>
          Array.isArray(value) ? value.with(Number(key), changed) : { ...value, [key]: changed },
        ),
  );
  return Array.isArray(value) ? inside : [{ ...value, unknown: 1 }, ...inside];
}

/** The files that the program `jsonschema` refuses. */
function refused(schema: string, files: readonly string[]): readonly string[] {
  const instances = files.flatMap((file) => ["-i", file]);
  const args = ["--output", "pretty", ...instances, schema];
  const { error, stdout, stderr } = spawnSync("jsonschema", args, { encoding: "utf8" });
  if (error) throw error;
  const said = `${stdout}${stderr}`;
  return files.filter((file) => said.includes(`===[ValidationError]===(${file})===`));
}

test.skipIf(lacks("jsonschema"))(
  "what every command prints is valid, and a document with any unknown key is not",
  async () => {
    const directory = temporaryDirectory();
    const printed = await printAll();
    expect(new Set(printed.map(([name]) => name))).toEqual(new Set(Object.keys(JSON_OUTPUT)));
    for (const [index, [name, words, document]] of printed.entries()) {
      const said = words.join(" ");
      expect(() => parseOutput(name, document), said).not.toThrow();
      const schema = writeSchema(directory, name);
      const variants = [JSON.parse(document), ...withUnknownKeys(JSON.parse(document)).slice(0, 40)];
      const files = variants.map((variant, at) => {
        const file = join(directory, `${index}-${at}.json`);
        writeFileSync(file, JSON.stringify(variant));
        return file;
      });
      expect(refused(schema, files), said).toEqual(files.slice(1));
      for (const variant of variants.slice(1))
        expect(() => parseOutput(name, JSON.stringify(variant)), said).toThrow(/received "unknown"|Expected Object/);
    }
  },
  180_000,
);
