import {
  record
} from "./chunk-6GYU4S2R.mjs";
import {
  openOriginals
} from "./chunk-UUBPUE6H.mjs";
import {
  summarizeOpenedOriginals
} from "./chunk-63DBBSUL.mjs";
import {
  platformToChoose_9
} from "./chunk-CPMTHW7B.mjs";
import {
  readBundle_26,
  summarizeOpened_26
} from "./chunk-SELCG3S5.mjs";
import "./chunk-CPZFSQ4X.mjs";
import "./chunk-ZZRRVDV5.mjs";
import {
  findSignatures
} from "./chunk-OM6S7VBK.mjs";
import {
  parseMinisign
} from "./chunk-XUSFFV2K.mjs";
import {
  fingerprintOf,
  parseSshSignature
} from "./chunk-BWLR5372.mjs";
import "./chunk-KKQQOB42.mjs";
import "./chunk-B67AUA6M.mjs";
import "./chunk-AQX5AGIW.mjs";
import "./chunk-VAT4VI5V.mjs";
import "./chunk-GCW52ULW.mjs";
import "./chunk-NWHD5BSS.mjs";
import {
  openInput_80
} from "./chunk-LAE2HACZ.mjs";
import "./chunk-GAABXPZ7.mjs";
import {
  readBeside_86
} from "./chunk-T2ILAWYY.mjs";
import "./chunk-OD6NBJZO.mjs";
import "./chunk-5AJA6HF3.mjs";
import {
  openBundle_84
} from "./chunk-P4SAMCP3.mjs";
import "./chunk-NGU3A6MU.mjs";
import "./chunk-3UEUDSEO.mjs";
import "./chunk-ODSXMKHS.mjs";
import "./chunk-OO2FR422.mjs";
import "./chunk-L3CNCDPX.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-SUUWDBAM.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-2GKCAWFE.mjs";
import "./chunk-TUC4HGQ4.mjs";
import "./chunk-ZCJQ433E.mjs";
import {
  boolean,
  description,
  exactOptional,
  picklist,
  pipe,
  string
} from "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4QBOVGT3.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

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
      const { parseAttestation } = await import("./attestation-TXDHBPUW.mjs");
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
    const input = __using(_stack, await openInput_80(source, context, reading), true);
    const bundle = await openBundle_84(input, { platform: await platformToChoose_9(platform) });
    const content = await readBundle_26(bundle);
    const beside = await readBeside_86(bundle.besideIn, bundle.beside);
    const originals = await openOriginals(bundle.besideIn, beside);
    const signatures = await claimsOf(bundle, { source, context, reading, quick: true });
    await input.finish();
    return {
      ...await summarizeOpened_26(bundle, content, {
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
