import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  optional,
  pick
} from "./chunk-BRXFK6VM.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/options/requests/trust-request.ts
var REFERRERS = "referrers";
var TRUST_NAMES = [
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
  "policy"
];
function toTrustRequest(values, quote, repositoryOption = "repository") {
  const { repository, "certificate-identity": identity, "certificate-oidc-issuer": issuer } = values;
  const named = `${quote(repositoryOption)} or ${quote("certificate-identity")}`;
  const needs = (given, needed) => {
    if (values[given] === void 0) return;
    throw new BundleError("OPTION_INVALID", `Cannot use ${quote(given)}: ${needed} is not given`, {
      hint: `Set ${needed} too.`
    });
  };
  if (repository === void 0 && identity === void 0)
    for (const given of ["signer-workflow", "ref", "certificate-oidc-issuer"]) needs(given, named);
  if (issuer === void 0) needs("certificate-identity", quote("certificate-oidc-issuer"));
  if (values["allowed-signers"] === void 0) needs("signer", quote("allowed-signers"));
  const required = {
    ...optional("repository", repository),
    ...optional("workflow", values["signer-workflow"]),
    ...optional("ref", values.ref),
    ...optional("identity", identity),
    ...optional("issuer", issuer)
  };
  const request = {
    ...pick(values, "attestation", "signer", "policy"),
    ...optional("trustedRoot", values["trusted-root"]),
    ...Object.keys(required).length > 0 && { identity: required },
    ...optional("allowedSigners", values["allowed-signers"]),
    ...optional("minisignKey", values["minisign-key"]),
    ...values["allow-unsigned"] === true && { allowUnsigned: true }
  };
  return Object.keys(request).length === 0 ? void 0 : request;
}

export {
  REFERRERS,
  TRUST_NAMES,
  toTrustRequest
};
