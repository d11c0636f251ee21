import { toJsonSchema } from "@valibot/to-json-schema";
import { expect, test } from "vitest";
import { JSON_OUTPUT } from "../../src/cli/json-output.ts";
import { run } from "../fixtures/tools.ts";

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
