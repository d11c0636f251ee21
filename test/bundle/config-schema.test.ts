import { toJsonSchema } from "@valibot/to-json-schema";
import { expect, test } from "vitest";
import { configSchema } from "../../src/bundle/config-schema.ts";
import { deltaSchema, haveSchema } from "../../src/bundle/delta-schema.ts";
import { run } from "../fixtures/tools.ts";

/** The published schema. `vitest -u` writes it; otherwise it must be what the code checks. */
test("docs/bundle-config.schema.json says what the reader demands", async () => {
  const schema = {
    title: "Config of an offline bundle, format version 1",
    ...toJsonSchema(configSchema, { ignoreActions: ["readonly", "guard"] }),
  };
  const formatted = run("node_modules/.bin/biome", ["format", "--stdin-file-path=schema.json"], {
    input: JSON.stringify(schema, null, 2),
  });
  await expect(formatted.toString()).toMatchFileSnapshot("../../docs/bundle-config.schema.json");
});

test.each([
  ["docs/delta-config.schema.json", "Config of a delta, version 1", deltaSchema],
  ["docs/have.schema.json", "List of the layers that a home has", haveSchema],
] as const)("%s says what the reader demands", async (path, title, schema) => {
  const json = { title, ...toJsonSchema(schema, { ignoreActions: ["readonly", "guard"] }) };
  const formatted = run("node_modules/.bin/biome", ["format", "--stdin-file-path=schema.json"], {
    input: JSON.stringify(json, null, 2),
  });
  await expect(formatted.toString()).toMatchFileSnapshot(`../../${path}`);
});
