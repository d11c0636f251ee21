import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  summarizeOpenedOriginals
} from "./chunk-3NKPSABH.mjs";
import {
  openOriginals
} from "./chunk-OW535ODT.mjs";
import "./chunk-4KLSNMR7.mjs";
import {
  record
} from "./chunk-6EM7Q6LZ.mjs";
import {
  platformToChoose
} from "./chunk-7HUFH4L4.mjs";
import {
  readBundle,
  summarizeOpened
} from "./chunk-44B67EQL.mjs";
import "./chunk-X53ECAPB.mjs";
import "./chunk-44C2W2UL.mjs";
import "./chunk-T7YAFXBJ.mjs";
import "./chunk-QWR6D4BE.mjs";
import "./chunk-2IFAY4D3.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-ZJCH65HB.mjs";
import {
  findSignatures
} from "./chunk-2TIQYUV2.mjs";
import "./chunk-VQDLSWPX.mjs";
import {
  parseMinisign
} from "./chunk-WDGOSTFA.mjs";
import {
  fingerprintOf,
  parseSshSignature
} from "./chunk-AQQARF2O.mjs";
import {
  openInput
} from "./chunk-2B2O3OFS.mjs";
import {
  readBeside
} from "./chunk-ADOLIVWJ.mjs";
import "./chunk-IVQG6HY5.mjs";
import "./chunk-XJI5ABBL.mjs";
import "./chunk-73OQANKO.mjs";
import "./chunk-2XVPXI2K.mjs";
import "./chunk-VUO2R43M.mjs";
import "./chunk-A6NZBLUU.mjs";
import "./chunk-BKIACKWB.mjs";
import "./chunk-2WF6CFVT.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-F6RVCG2V.mjs";
import "./chunk-CP35JURY.mjs";
import "./chunk-DRDCQQXR.mjs";
import {
  openBundle
} from "./chunk-IIFDRNSZ.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-XYU6FNUR.mjs";
import "./chunk-QZK7ESIQ.mjs";
import "./chunk-2TTYTX7H.mjs";
import "./chunk-43CYBOMS.mjs";
import "./chunk-AIEYQ4TK.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-3AOCJ45Y.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-NF7NLMI4.mjs";
import "./chunk-A5G26SDU.mjs";
import "./chunk-AMTFR3ER.mjs";
import "./chunk-YJSVGHZO.mjs";
import "./chunk-CMAWYLIG.mjs";
import "./chunk-UQ43A2YU.mjs";
import "./chunk-4FDFUD6J.mjs";
import "./chunk-MIBTUUXS.mjs";
import "./chunk-QETTNQ5Q.mjs";
import "./chunk-4LCJ56VL.mjs";
import {
  boolean,
  description,
  exactOptional,
  picklist,
  pipe,
  string
} from "./chunk-6YTQYSGA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-ADIS2E6D.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/results/signature-claims.ts
var signatureClaim = record({
  kind: picklist(["sigstore", "ssh", "minisign"]),
  found: pipe(string(), description("Where it is.")),
  signer: exactOptional(
    pipe(
      string(),
      description("Name in its certificate, fingerprint of the SSH key, or id of the minisign key.")
    )
  ),
  predicateType: exactOptional(pipe(string(), description("What an attestation states."))),
  about: exactOptional(
    pipe(
      boolean(),
      description("Whether an attestation names this bundle's digest. It may name the digest of the file instead.")
    )
  ),
  problem: exactOptional(pipe(string(), description("Why it cannot be read.")))
});
async function readClaim(signature, digests) {
  const { kind, name } = signature;
  try {
    return { kind, found: name, ...await claimOf(signature, digests) };
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    return { kind, found: name, problem: error.lines.join("; ") };
  }
}
async function claimOf({ kind, bytes, name }, digests) {
  switch (kind) {
    case "ssh":
      return { signer: fingerprintOf(parseSshSignature(bytes).key) };
    case "minisign":
      return { signer: parseMinisign(bytes).keyId };
    case "sigstore": {
      const { parseAttestation } = await import("./attestation-TJPMZXLQ.mjs");
      const { signedBy, statement } = parseAttestation(bytes, name);
      const { subjects, predicateType } = statement;
      const signer = signedBy.replace(/^(?:URI|email):/, "");
      return { signer, predicateType, about: subjects.some((subject) => digests.includes(subject)) };
    }
  }
}

// src/commands/inspect-bundle.ts
async function inspectBundle({ source, platform }, context, reading = {}) {
  var _stack = [];
  try {
    const input = __using(_stack, await openInput(source, context, reading), true);
    const bundle = await openBundle(input, { platform: await platformToChoose(platform) });
    const content = await readBundle(bundle);
    const beside = await readBeside(bundle.besideIn, bundle.beside);
    const originals = await openOriginals(bundle.besideIn, beside);
    const signatures = await claimsOf(bundle, { source, context, reading, quick: true });
    await input.finish();
    return {
      ...await summarizeOpened(bundle, content, {
        manifests: beside,
        originals: summarizeOpenedOriginals(originals)
      }),
      ...signatures !== void 0 && { signatures }
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function claimsOf(bundle, place) {
  const digests = [bundle.digest, bundle.descriptor.digest];
  try {
    const { signatures } = await findSignatures(bundle, place);
    return await Promise.all(signatures.map((signature) => readClaim(signature, digests)));
  } catch (error) {
    if (error instanceof BundleError) return void 0;
    throw error;
  }
}
export {
  inspectBundle
};
