import * as v from "valibot";
import { BundleError } from "../../errors.ts";
import { parseSignedJson } from "./signed-json.ts";

/** Media type of what an attestation signs. Source: in-toto attestation framework 1.0. */
export const IN_TOTO = "application/vnd.in-toto+json";

/** The predicate that tells how something was built. Source: SLSA 1.0. */
export const PROVENANCE = "https://slsa.dev/provenance/v1";

const STATEMENT_TYPES = ["https://in-toto.io/Statement/v1", "https://in-toto.io/Statement/v0.1"];

const statementSchema = v.object({
  _type: v.picklist(STATEMENT_TYPES),
  subject: v.pipe(
    v.array(v.object({ name: v.exactOptional(v.string()), digest: v.record(v.string(), v.string()) })),
    v.minLength(1),
  ),
  predicateType: v.string(),
});

/** An in-toto statement: subjects, and the type of the predicate. */
export interface Statement {
  /** Digests of what it is about, as `sha256:<hex>`. Names in it are ignored: a digest needs none. */
  readonly subjects: readonly string[];
  readonly predicateType: string;
}

/** Reads an in-toto statement. @throws BundleError `SIGNATURE_INVALID`, `LIMIT_EXCEEDED` */
export function parseStatement(payload: Uint8Array, name: string): Statement {
  const parsed = v.safeParse(
    statementSchema,
    parseSignedJson(payload, { name: `the statement in ${name}`, code: "SIGNATURE_INVALID" }),
  );
  if (!parsed.success)
    throw new BundleError("SIGNATURE_INVALID", `Cannot read the statement in ${name}: it is not one of in-toto`);
  const { subject, predicateType } = parsed.output;
  const subjects = subject.flatMap(({ digest: { sha256 } }) => (sha256 === undefined ? [] : [`sha256:${sha256}`]));
  return { subjects, predicateType };
}
