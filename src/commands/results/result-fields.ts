import * as v from "valibot";

// The results of the commands, as `--json` prints them: types and published schema have this one source.

/** Fields that several results share. Unknown keys are errors in all of them. */
export const record = <Entries extends v.ObjectEntries>(entries: Entries) =>
  v.pipe(v.strictObject(entries), v.readonly());
export const list = <Item extends v.GenericSchema>(item: Item) => v.pipe(v.array(item), v.readonly());

export const digest = v.pipe(v.string(), v.regex(/^(sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/));
export const bytes = v.pipe(v.number(), v.integer(), v.minValue(0), v.description("Bytes."));
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const identifier = v.pipe(v.string(), v.description("As OCX displays it: registry/repository[:tag][@digest]."));
export const path = v.pipe(v.string(), v.regex(/^\//), v.description("An absolute path."));
export const platform = v.pipe(v.string(), v.description("Such as linux/amd64+libc.glibc, or any."));
export const warnings = list(v.string());
export const manifestDigest = v.exactOptional(
  v.pipe(digest, v.description("Of the manifest for the platform, in a bundle for several. A pin may name it too.")),
);
/** Bundle of a result that is about more than it. */
export const bundle = { name: v.string(), digest };
export const directory = v.exactOptional(v.pipe(path, v.description("The OCI image layout that it was written to.")));
export const reference = v.exactOptional(
  v.pipe(v.string(), v.description("Where a registry has it, with tag and digest.")),
);
export const pinned = v.pipe(v.boolean(), v.description("Whether the bundle had to have a given digest, and has it."));
export const key = v.exactOptional(v.pipe(v.string(), v.description("Of a cache entry.")));
