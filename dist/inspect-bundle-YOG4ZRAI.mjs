import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  summarizeOpenedOriginals
} from "./chunk-TRNDBGAQ.mjs";
import {
  openOriginals
} from "./chunk-HAIZQJ5W.mjs";
import "./chunk-WX6CJZ75.mjs";
import {
  record
} from "./chunk-6EM7Q6LZ.mjs";
import {
  platformToChoose
} from "./chunk-ASDWAUWF.mjs";
import {
  readBundle,
  summarizeOpened
} from "./chunk-BXJYX6N2.mjs";
import "./chunk-MVWI7EBL.mjs";
import "./chunk-M3JWKYEK.mjs";
import "./chunk-ULI3Q6Y3.mjs";
import "./chunk-52KWDJG3.mjs";
import "./chunk-3WPMJLY2.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-FDJWJL6G.mjs";
import {
  findSignatures
} from "./chunk-V3SVHXSN.mjs";
import "./chunk-VQDLSWPX.mjs";
import {
  parseMinisign
} from "./chunk-BQMSE65L.mjs";
import {
  fingerprintOf,
  parseSshSignature
} from "./chunk-AQQARF2O.mjs";
import {
  openInput
} from "./chunk-OPCWZQUZ.mjs";
import "./chunk-B72G32SU.mjs";
import "./chunk-OG5BFJYO.mjs";
import "./chunk-7XECXOME.mjs";
import "./chunk-CV7NIZHK.mjs";
import "./chunk-YQBKD3BK.mjs";
import "./chunk-2PJXGMJF.mjs";
import "./chunk-5UNACQVU.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-F6RVCG2V.mjs";
import "./chunk-6CU5T5AX.mjs";
import {
  openBundle
} from "./chunk-7WC2TNXI.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-MK5PH45A.mjs";
import {
  readBeside
} from "./chunk-LUPRM4LO.mjs";
import "./chunk-L4JMTKIJ.mjs";
import "./chunk-OUNWGCP3.mjs";
import "./chunk-WNBWGKGN.mjs";
import "./chunk-4DSASQNQ.mjs";
import "./chunk-4RRVGPQ6.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-5EKI3K5F.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-XBYPF2TB.mjs";
import "./chunk-A5G26SDU.mjs";
import "./chunk-AMTFR3ER.mjs";
import "./chunk-YJSVGHZO.mjs";
import "./chunk-TUPD2LI7.mjs";
import "./chunk-JH3NGZWR.mjs";
import "./chunk-4FDFUD6J.mjs";
import "./chunk-PDOXIJT4.mjs";
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
import "./chunk-R75ETOQW.mjs";
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
