import {
  checkSubject,
  encodeSignature
} from "./chunk-ZBHRHDTB.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";

// src/commands/trust/signature-referrers.ts
function signatureReferrers(signatures, { descriptor, bytes }, say) {
  return signatures.flatMap((signature) => {
    try {
      checkSubject(signature, { digest: descriptor.digest, bytes });
      return [encodeSignature(signature, descriptor)];
    } catch (error) {
      if (!(error instanceof BundleError)) throw error;
      say(`${signature.name} stays here: ${error.lines.join("; ")}`);
      return [];
    }
  });
}

export {
  signatureReferrers
};
