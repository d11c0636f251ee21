import { BundleError } from "../../errors.ts";
import type { RecordedImport } from "../../home/contents/import-records.ts";
import { isDigest, parseDigest } from "../../oci/digest.ts";
import { isBeginningOf, parsePartialDigest } from "../../oci/partial-digest.ts";

/**
 * Finds the bundle that is meant among the imports that are not forgotten: by its digest, at least four hex digits of it, or its
 * name.
 * @throws BundleError `IMPORT_NOT_FOUND`, `NAME_AMBIGUOUS` with the candidates
 */
export function findImport(records: readonly RecordedImport[], text: string): RecordedImport["bundle"] {
  const active = records.filter(({ forgotten }) => forgotten === undefined);
  const partial = parsePartialDigest(text);
  const named = active.filter(({ bundle }) => bundle.name === text);
  const byDigest = active.filter(({ bundle: { digest } }) =>
    partial === undefined || !isDigest(digest) ? digest === text : isBeginningOf(partial, parseDigest(digest)),
  );
  const bundles = new Map((named.length > 0 ? named : byDigest).map((record) => [record.bundle.digest, record]));
  const [found, other] = bundles.values();
  if (found === undefined) throw notFound(records, active, text);
  if (other === undefined) return found.bundle;
  const candidates = [...bundles.values()].map(({ bundle, at }) => `${bundle.digest} (${bundle.name}, ${at})`);
  throw new BundleError("NAME_AMBIGUOUS", `Cannot choose ${text}: it fits ${candidates.join(", ")}`, {
    hint: "Give the digest of one of them, or its first digits.",
  });
}

function notFound(records: readonly RecordedImport[], active: readonly RecordedImport[], text: string): BundleError {
  const old = records.find(({ bundle }) => bundle.name === text || bundle.digest === text)?.forgotten;
  const there = [...new Set(active.map(({ bundle }) => `${bundle.name} (${bundle.digest})`))];
  const found =
    old === undefined
      ? `the home has ${there.length === 0 ? "no imports" : there.join(", ")}`
      : `it was forgotten at ${old}`;
  return new BundleError("IMPORT_NOT_FOUND", `Cannot find import ${text}: ${found}`);
}
