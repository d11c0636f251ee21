import {
  parseSignedJson
} from "./chunk-WFGV2CNK.mjs";
import {
  array,
  exactOptional,
  minLength,
  object,
  picklist,
  pipe,
  record,
  safeParse,
  string
} from "./chunk-JKTDTWAH.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/trust/sigstore/statement.ts
var IN_TOTO = "application/vnd.in-toto+json";
var PROVENANCE = "https://slsa.dev/provenance/v1";
var STATEMENT_TYPES = ["https://in-toto.io/Statement/v1", "https://in-toto.io/Statement/v0.1"];
var statementSchema = object({
  _type: picklist(STATEMENT_TYPES),
  subject: pipe(
    array(object({ name: exactOptional(string()), digest: record(string(), string()) })),
    minLength(1)
  ),
  predicateType: string()
});
function parseStatement(payload, name) {
  const parsed = safeParse(
    statementSchema,
    parseSignedJson(payload, { name: `the statement in ${name}`, code: "SIGNATURE_INVALID" })
  );
  if (!parsed.success)
    throw new BundleError("SIGNATURE_INVALID", `Cannot read the statement in ${name}: it is not one of in-toto`);
  const { subject, predicateType } = parsed.output;
  const subjects = subject.flatMap(({ digest: { sha256 } }) => sha256 === void 0 ? [] : [`sha256:${sha256}`]);
  return { subjects, predicateType };
}

export {
  IN_TOTO,
  PROVENANCE,
  parseStatement
};
