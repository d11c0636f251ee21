import {
  record
} from "./chunk-6GYU4S2R.mjs";
import {
  openOriginals
} from "./chunk-KIXJXUGU.mjs";
import {
  summarizeOpenedOriginals
} from "./chunk-BPEBHIIP.mjs";
import {
  platformToChoose_11
} from "./chunk-DT4JO2JF.mjs";
import {
  readBundle_28,
  summarizeOpened_28
} from "./chunk-O6BECCDK.mjs";
import "./chunk-KCJHRCDB.mjs";
import "./chunk-T4VNAZ57.mjs";
import {
  findSignatures
} from "./chunk-B3RKKLYB.mjs";
import {
  parseMinisign
} from "./chunk-GPYW6ZIW.mjs";
import {
  fingerprintOf,
  parseSshSignature
} from "./chunk-4BOK7I4K.mjs";
import "./chunk-OS4EBOPQ.mjs";
import "./chunk-ADQT4ZWO.mjs";
import "./chunk-EBI54J43.mjs";
import "./chunk-MZUTNGRD.mjs";
import "./chunk-VNTWFFPQ.mjs";
import "./chunk-JTLXSKNL.mjs";
import {
  openInput_84
} from "./chunk-PTXMRNV2.mjs";
import {
  readBeside_90
} from "./chunk-WL7ET2BP.mjs";
import "./chunk-GYELZAFS.mjs";
import {
  openBundle_88
} from "./chunk-7CTE4NZ3.mjs";
import "./chunk-47YTZHQL.mjs";
import "./chunk-3KOR77P5.mjs";
import "./chunk-X5HQV64S.mjs";
import "./chunk-PN52QW44.mjs";
import "./chunk-OCM2DYHD.mjs";
import "./chunk-ZXDUCTE5.mjs";
import "./chunk-J32NS4WM.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-MF734JDM.mjs";
import {
  boolean,
  description,
  exactOptional,
  picklist,
  pipe,
  string
} from "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4XPCL3JO.mjs";
import {
  BundleError
} from "./chunk-4MKAO6W3.mjs";
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
      const { parseAttestation } = await import("./attestation-U7ADONMF.mjs");
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
    const input = __using(_stack, await openInput_84(source, context, reading), true);
    const bundle = await openBundle_88(input, { platform: await platformToChoose_11(platform) });
    const content = await readBundle_28(bundle);
    const beside = await readBeside_90(bundle.besideIn, bundle.beside);
    const originals = await openOriginals(bundle.besideIn, beside);
    const signatures = await claimsOf(bundle, { source, context, reading, quick: true });
    await input.finish();
    return {
      ...await summarizeOpened_28(bundle, content, {
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
