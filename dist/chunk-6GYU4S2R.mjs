import {
  array,
  boolean,
  description,
  exactOptional,
  integer,
  minValue,
  number,
  pipe,
  readonly,
  regex,
  strictObject,
  string
} from "./chunk-JKTDTWAH.mjs";

// src/commands/results/result-fields.ts
var record = (entries) => pipe(strictObject(entries), readonly());
var list = (item) => pipe(array(item), readonly());
var digest = pipe(string(), regex(/^(sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/));
var bytes = pipe(number(), integer(), minValue(0), description("Bytes."));
var count = pipe(number(), integer(), minValue(0));
var identifier = pipe(string(), description("As OCX displays it: registry/repository[:tag][@digest]."));
var path = pipe(string(), regex(/^\//), description("An absolute path."));
var platform = pipe(string(), description("Such as linux/amd64+libc.glibc, or any."));
var warnings = list(string());
var manifestDigest = exactOptional(
  pipe(digest, description("Of the manifest for the platform, in a bundle for several. A pin may name it too."))
);
var bundle = { name: string(), digest };
var directory = exactOptional(pipe(path, description("The OCI image layout that it was written to.")));
var reference = exactOptional(
  pipe(string(), description("Where a registry has it, with tag and digest."))
);
var pinned = pipe(boolean(), description("Whether the bundle had to have a given digest, and has it."));
var key = exactOptional(pipe(string(), description("Of a cache entry.")));

export {
  record,
  list
};
