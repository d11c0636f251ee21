import {
  record
} from "./chunk-6GYU4S2R.mjs";
import {
  openOriginals
} from "./chunk-R3VVRU3E.mjs";
import {
  summarizeOpenedOriginals
} from "./chunk-6Z4MBDUA.mjs";
import {
  platformToChoose_11
} from "./chunk-DT4JO2JF.mjs";
import {
  readBundle_28,
  summarizeOpened_28
} from "./chunk-O6BECCDK.mjs";
import "./chunk-BLZUAYHY.mjs";
import "./chunk-C4R2HPRQ.mjs";
import {
  findSignatures
} from "./chunk-U7LBYKVB.mjs";
import "./chunk-MZ7N3PJH.mjs";
import {
  parseMinisign
} from "./chunk-XUSFFV2K.mjs";
import {
  fingerprintOf,
  parseSshSignature
} from "./chunk-BWLR5372.mjs";
import "./chunk-BUHO2HAK.mjs";
import "./chunk-AQX5AGIW.mjs";
import "./chunk-C4O5WSJC.mjs";
import "./chunk-K42B3U5E.mjs";
import "./chunk-MYQEGLFM.mjs";
import {
  openInput_86
} from "./chunk-QI3CPHO2.mjs";
import "./chunk-I2SSAEHR.mjs";
import {
  readBeside_92
} from "./chunk-GALWVORN.mjs";
import "./chunk-N2CUZO4E.mjs";
import "./chunk-QKVGLJSE.mjs";
import {
  openBundle_90
} from "./chunk-53HI346J.mjs";
import "./chunk-HXSJKGUH.mjs";
import "./chunk-XYKDCCSB.mjs";
import "./chunk-45GK5TH2.mjs";
import "./chunk-OYT7DEZK.mjs";
import "./chunk-JSX5QINM.mjs";
import "./chunk-PNAAKJFP.mjs";
import "./chunk-RTDFPRWU.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-2ISNQVE2.mjs";
import "./chunk-3KOR77P5.mjs";
import "./chunk-SYEQ5NUD.mjs";
import {
  boolean,
  description,
  exactOptional,
  picklist,
  pipe,
  string
} from "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
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
      const { parseAttestation } = await import("./attestation-ZAGAIHWY.mjs");
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
    const input = __using(_stack, await openInput_86(source, context, reading), true);
    const bundle = await openBundle_90(input, { platform: await platformToChoose_11(platform) });
    const content = await readBundle_28(bundle);
    const beside = await readBeside_92(bundle.besideIn, bundle.beside);
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
