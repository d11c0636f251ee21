import {
  checkSubject,
  encodeSignature
} from "./chunk-7SV5L4PB.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

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
