import * as v from "valibot";
import { bytes, count, digest, list, record } from "./result-fields.ts";

const name = v.pipe(v.string(), v.description("NAME:TAG, NAME@DIGEST for one whose tag moved, or a digest."));
const time = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/));
/** Amounts that were copied, hashed or removed. */
const amount = { blobs: count, bytes };

const storedBundle = record({
  name,
  digest,
  size: v.pipe(bytes, v.description("Bytes of all that it needs.")),
  own: v.pipe(bytes, v.description("Bytes of what no other bundle of the store needs.")),
  added: v.exactOptional(time),
  used: v.exactOptional(time),
  origin: v.exactOptional(v.pipe(v.string(), v.description("Where it was added from."))),
});
/** A bundle in a store. The store may have no record of its use. */
export type StoredBundle = v.InferOutput<typeof storedBundle>;

/** The outcome of an action of `store`. */
export const storeResult = v.variant("action", [
  record({ action: v.literal("add"), name, digest, ...amount }),
  record({ action: v.literal("list"), bundles: list(storedBundle), size: bytes }),
  record({ action: v.literal("show"), bundle: storedBundle }),
  record({ action: v.literal("check"), ...amount }),
  record({ action: v.literal("remove"), removed: list(name) }),
  record({ action: v.literal("gc"), removed: list(name), ...amount, dryRun: v.boolean() }),
]);
export type StoreResult = v.InferOutput<typeof storeResult>;
