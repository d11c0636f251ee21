import type { Digest } from "../../oci/digest.ts";
import type { MinisignKey } from "../minisign/minisign.ts";
import type { AttestationExpectation } from "../sigstore/verify-attestation.ts";
import type { AllowedSigner } from "../ssh/allowed-signers.ts";

/** One way to meet a requirement. */
export type Rule =
  | ({ readonly kind: "sigstore" } & AttestationExpectation)
  /** Without a name, any of these signers. */
  | { readonly kind: "ssh"; readonly signers: readonly AllowedSigner[]; readonly signer?: string }
  | { readonly kind: "minisign"; readonly key: MinisignKey }
  | { readonly kind: "digest"; readonly digests: readonly Digest[] };

/** A list of rules from a policy or the options. A bundle must meet one of them. */
export interface Requirement {
  /** Who requires it: the path of a policy, or the options. */
  readonly name: string;
  readonly rules: readonly Rule[];
  /** True if the user may import a bundle that does not meet it. */
  readonly mayBeOverridden: boolean;
}
