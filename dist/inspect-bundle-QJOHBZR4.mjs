import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  summarizeOpenedOriginals
} from "./chunk-QZK5PLIG.mjs";
import {
  openOriginals
} from "./chunk-MKZ7B7L3.mjs";
import "./chunk-2MJC5CAV.mjs";
import {
  record
} from "./chunk-WWE7SJWM.mjs";
import {
  platformToChoose
} from "./chunk-AQ45ZT5B.mjs";
import {
  readBundle,
  summarizeOpened
} from "./chunk-SK2YQAPE.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-ITXUJ46A.mjs";
import "./chunk-ZL47MGJQ.mjs";
import "./chunk-AUYBUWAL.mjs";
import "./chunk-BTJJZCIP.mjs";
import "./chunk-VCUZB5P6.mjs";
import "./chunk-AEVPCI5I.mjs";
import {
  findSignatures
} from "./chunk-XXONJWOB.mjs";
import "./chunk-GZCMRPVD.mjs";
import {
  parseMinisign
} from "./chunk-XSGKXUPC.mjs";
import {
  fingerprintOf,
  parseSshSignature
} from "./chunk-6V5NJOXI.mjs";
import {
  openInput
} from "./chunk-X3ZJRTME.mjs";
import "./chunk-H6JET2QB.mjs";
import "./chunk-NC72UY2E.mjs";
import "./chunk-YVR34EHJ.mjs";
import "./chunk-F2LX4ZI4.mjs";
import "./chunk-D575VCTS.mjs";
import "./chunk-BBSF7FXB.mjs";
import "./chunk-6J6BVQZ3.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-SHEJKYR5.mjs";
import "./chunk-BQ2ZPZQ5.mjs";
import {
  openBundle
} from "./chunk-G5M7KRR3.mjs";
import "./chunk-SLUGIOMK.mjs";
import "./chunk-M5EGB263.mjs";
import {
  readBeside
} from "./chunk-N2CISJJK.mjs";
import "./chunk-75JR47UT.mjs";
import "./chunk-FOS3Q45O.mjs";
import "./chunk-YA4PZWUG.mjs";
import "./chunk-5T6YHEM6.mjs";
import "./chunk-OTMIDOC4.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-CEOJN6V4.mjs";
import "./chunk-NNUK72C2.mjs";
import "./chunk-33MI7YQE.mjs";
import "./chunk-YJSVGHZO.mjs";
import "./chunk-3QQAQMWO.mjs";
import "./chunk-RCTERZSS.mjs";
import "./chunk-4FDFUD6J.mjs";
import "./chunk-YAHHWPPK.mjs";
import "./chunk-W52AKVKH.mjs";
import "./chunk-3O3BYXQU.mjs";
import {
  boolean,
  description,
  exactOptional,
  picklist,
  pipe,
  string
} from "./chunk-6YTQYSGA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-ZKGAMAZP.mjs";
import {
  BundleError
} from "./chunk-3O6M6KTH.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/signature-claims.ts
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
      const { parseAttestation } = await import("./attestation-T37MVWN3.mjs");
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
    const originals = await openOriginals(input, await readBeside(input, bundle.beside));
    const signatures = await claimsOf(bundle, { source, context, reading, quick: true });
    await input.finish();
    return {
      ...await summarizeOpened(bundle, content, summarizeOpenedOriginals(originals)),
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
