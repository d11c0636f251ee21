import * as v from "valibot";
import { excerpt } from "../../printable.ts";
import type { Table } from "../documents/toml.ts";

const text = v.optional(v.string());
const texts = v.optional(v.array(v.string()));
const flag = v.optional(v.boolean());

/** A table must say what it includes or excludes: an empty one could be a misspelt one that means everything. */
const scope = v.union([
  v.string(),
  v.pipe(
    v.object({ include: texts, exclude: texts }),
    v.check(({ include, exclude }) => include !== undefined || exclude !== undefined, "include or exclude"),
  ),
]);

const trust = v.optional(
  v.object({
    policy: v.optional(
      v.array(
        v.object({
          scope: v.optional(scope),
          builder: text,
          keyless: v.optional(v.object({ identity: text, identity_regexp: text, oidc_issuer: text })),
        }),
      ),
    ),
    sigstore: v.optional(v.object({ trusted_root: text, trusted_root_json: text, fulcio_url: text, rekor_url: text })),
  }),
);

/** The settings that OCX knows, by the types that it takes. It ignores all other keys. Source: OCX, `config.rs`, `trust.rs`. */
const settings = v.object({
  registry: v.optional(v.object({ default: text })),
  registries: v.optional(v.record(v.string(), v.object({ index: text, trusted_hosts: texts }))),
  mirrors: v.optional(v.record(v.string(), v.union([v.string(), v.object({ registry: text, index: text })]))),
  patches: v.optional(v.object({ registry: text, path: text, required: flag })),
  managed: v.optional(
    v.object({
      source: text,
      required: flag,
      refresh: v.optional(v.picklist(["apply", "notify", "manual"])),
      interval: text,
    }),
  ),
  trust,
});

/**
 * Reads the settings of one file. OCX takes none of a file with one setting of another type, and all its commands fail.
 * @throws BundleError with the code of the file
 */
export function parseSettings(table: Table): v.InferOutput<typeof settings> {
  return parse(settings, table);
}

/** Checks the trust policies of a project. OCX refuses a project with one that it cannot read. @throws as above */
export function checkProjectTrust(table: Table): void {
  parse(v.object({ trust }), table);
}

function parse<Output>(schema: v.GenericSchema<unknown, Output>, table: Table): Output {
  const values = Object.fromEntries(table.keys.map((key) => [key, table.value(key)]));
  const result = v.safeParse(schema, values, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  return table.refuse(`${excerpt(v.getDotPath(issue) ?? "it")}: expected ${issue.expected ?? issue.message}`);
}
