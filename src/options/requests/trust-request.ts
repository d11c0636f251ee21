import { BundleError } from "../../errors.ts";
import type { Quote } from "../table/parse-options.ts";
import { optional, pick } from "./pick.ts";

/** Who must have signed with Sigstore, as options say it. Everything that is given must fit. */
export interface RequestedIdentity {
  /** `OWNER/NAME`, or its address. */
  readonly repository?: string;
  readonly workflow?: string;
  readonly ref?: string;
  /** The exact name in the certificate; with an issuer always. */
  readonly identity?: string;
  readonly issuer?: string;
}

/** Whose signatures a bundle must have, and where they are. */
export interface TrustRequest {
  /** A file, a directory, or `referrers` for those in the registry. Default: looked for beside the bundle. */
  readonly attestation?: string;
  readonly trustedRoot?: string;
  readonly identity?: RequestedIdentity;
  /** An `allowed_signers` file, and the name that one line must have. */
  readonly allowedSigners?: string;
  readonly signer?: string;
  /** A public key, or the path of one. */
  readonly minisignKey?: string;
  /** A policy beside that of the home. */
  readonly policy?: string;
  /** Import what does not meet the policies, where these allow it. */
  readonly allowUnsigned?: boolean;
}

/** Value of `--attestation` for the referrers of the bundle in its registry. */
export const REFERRERS = "referrers";

interface TrustValues {
  readonly attestation?: string;
  readonly "trusted-root"?: string;
  readonly repository?: string;
  readonly "signer-workflow"?: string;
  readonly ref?: string;
  readonly "certificate-identity"?: string;
  readonly "certificate-oidc-issuer"?: string;
  readonly "allowed-signers"?: string;
  readonly signer?: string;
  readonly "minisign-key"?: string;
  readonly policy?: string;
  readonly "allow-unsigned"?: boolean;
}

/** The options of `verify` that are about signatures. */
export const TRUST_NAMES = [
  "attestation",
  "trusted-root",
  "repository",
  "signer-workflow",
  "ref",
  "certificate-identity",
  "certificate-oidc-issuer",
  "allowed-signers",
  "signer",
  "minisign-key",
  "policy",
] as const satisfies readonly (keyof TrustValues)[];

/**
 * Undefined if no option of trust is given.
 * @throws BundleError `OPTION_INVALID` for an option that needs another one
 */
export function toTrustRequest(
  values: TrustValues,
  quote: Quote,
  repositoryOption = "repository",
): TrustRequest | undefined {
  const { repository, "certificate-identity": identity, "certificate-oidc-issuer": issuer } = values;
  const named = `${quote(repositoryOption)} or ${quote("certificate-identity")}`;
  const needs = (given: keyof TrustValues, needed: string): void => {
    if (values[given] === undefined) return;
    throw new BundleError("OPTION_INVALID", `Cannot use ${quote(given)}: ${needed} is not given`, {
      hint: `Set ${needed} too.`,
    });
  };
  if (repository === undefined && identity === undefined)
    for (const given of ["signer-workflow", "ref", "certificate-oidc-issuer"] as const) needs(given, named);
  if (issuer === undefined) needs("certificate-identity", quote("certificate-oidc-issuer"));
  if (values["allowed-signers"] === undefined) needs("signer", quote("allowed-signers"));
  const required: RequestedIdentity = {
    ...optional("repository", repository),
    ...optional("workflow", values["signer-workflow"]),
    ...optional("ref", values.ref),
    ...optional("identity", identity),
    ...optional("issuer", issuer),
  };
  const request: TrustRequest = {
    ...pick(values, "attestation", "signer", "policy"),
    ...optional("trustedRoot", values["trusted-root"]),
    ...(Object.keys(required).length > 0 && { identity: required }),
    ...optional("allowedSigners", values["allowed-signers"]),
    ...optional("minisignKey", values["minisign-key"]),
    ...(values["allow-unsigned"] === true && { allowUnsigned: true }),
  };
  return Object.keys(request).length === 0 ? undefined : request;
}
