import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  record
} from "./chunk-6EM7Q6LZ.mjs";
import {
  summarizeOpenedOriginals
} from "./chunk-SI3AJ4DL.mjs";
import {
  openOriginals
} from "./chunk-AY7ING6R.mjs";
import "./chunk-SFQZEO6G.mjs";
import {
  platformToChoose
} from "./chunk-A53YNI3Z.mjs";
import {
  readBundle,
  summarizeOpened
} from "./chunk-RR4ME3WQ.mjs";
import "./chunk-7C66QK4H.mjs";
import "./chunk-4ZU35ENI.mjs";
import "./chunk-DM6LKKWO.mjs";
import "./chunk-P6SR4IK7.mjs";
import "./chunk-IRSTIHGJ.mjs";
import "./chunk-ZVUNG3OG.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-JMPCFPP2.mjs";
import "./chunk-T75H43WP.mjs";
import {
  findSignatures
} from "./chunk-5CQCJCGM.mjs";
import "./chunk-34XEFYLB.mjs";
import "./chunk-BRXFK6VM.mjs";
import {
  fingerprintOf,
  parseSshSignature
} from "./chunk-C3RS7OQY.mjs";
import {
  parseMinisign
} from "./chunk-F2YHCDAP.mjs";
import {
  openInput
} from "./chunk-TSQGIPLC.mjs";
import {
  readBeside
} from "./chunk-HLKWKF4Z.mjs";
import "./chunk-55ZUACTJ.mjs";
import "./chunk-ZFEVZWS2.mjs";
import "./chunk-VXPL56AI.mjs";
import "./chunk-RPFQEEOQ.mjs";
import "./chunk-5UEIVGCP.mjs";
import "./chunk-ZVL7GSL2.mjs";
import "./chunk-VUO2R43M.mjs";
import "./chunk-M6FOAHYW.mjs";
import "./chunk-M7SIO7OB.mjs";
import {
  openBundle
} from "./chunk-6ZRXCNM6.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-AE5OU4D2.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-GY6335NT.mjs";
import "./chunk-F6RVCG2V.mjs";
import "./chunk-JYXZUD6M.mjs";
import "./chunk-5FRGGPOD.mjs";
import "./chunk-GNLZV7IL.mjs";
import "./chunk-CMAWYLIG.mjs";
import "./chunk-UQ43A2YU.mjs";
import "./chunk-2NAQL2KR.mjs";
import "./chunk-AQRZANAN.mjs";
import "./chunk-Q4ZMEHLL.mjs";
import "./chunk-EUICU2GX.mjs";
import "./chunk-ZDWNJVBT.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-L7XR4U4C.mjs";
import "./chunk-V6OPSD56.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-KAGLFDZG.mjs";
import "./chunk-MWQI2DLW.mjs";
import "./chunk-Z2KHX2NZ.mjs";
import "./chunk-MIBTUUXS.mjs";
import "./chunk-RVXH5BSX.mjs";
import "./chunk-ADIS2E6D.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-4LCJ56VL.mjs";
import {
  boolean,
  description,
  exactOptional,
  picklist,
  pipe,
  string
} from "./chunk-6YTQYSGA.mjs";
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
      const { parseAttestation } = await import("./attestation-JGX7DYY6.mjs");
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
