import type { OptionTable } from "./option.ts";

/** Whose signatures a bundle must have. */
export const TRUST_OPTIONS = {
  attestation: {
    type: { kind: "path", value: "FILE|DIR|referrers" },
    uses: [
      {
        in: ["import", "verify", "import-action"],
        about: "Signature of the bundle: a file, a directory with several, or `referrers` for those in the registry.",
        otherwise: "looked for beside and in the bundle",
      },
    ],
  },
  "trusted-root": {
    type: { kind: "path", value: "FILE" },
    uses: [
      {
        in: ["import", "verify", "import-action"],
        about: "Certificates of Sigstore, as `gh attestation trusted-root` prints them.",
        otherwise: "`OCX_SIGSTORE_TRUSTED_ROOT`, else `sigstore/trusted-root.json` in the home",
      },
    ],
  },
  // In the action, `repository` is that of a release or an artifact.
  "source-repository": {
    type: { kind: "text", value: "OWNER/NAME" },
    uses: [
      {
        in: ["import-action"],
        about: "Require an attestation by a workflow of this repository on GitHub.",
      },
    ],
  },
  "signer-workflow": {
    type: { kind: "text", value: "WORKFLOW" },
    uses: [
      {
        in: ["import", "verify", "import-action"],
        about: "Require that this workflow signed, as `OWNER/NAME/.github/workflows/FILE`, with `@REF` or without.",
      },
    ],
  },
  ref: {
    input: "source-ref",
    type: { kind: "text", value: "REF" },
    uses: [
      {
        in: ["import", "verify", "import-action"],
        about: "Require that the workflow ran for this ref, such as `refs/heads/main`.",
      },
    ],
  },
  "certificate-identity": {
    type: { kind: "text", value: "URI" },
    uses: [
      {
        in: ["import", "verify", "import-action"],
        about: "Require an attestation whose certificate has exactly this name.",
      },
    ],
  },
  "certificate-oidc-issuer": {
    type: { kind: "text", value: "URL" },
    uses: [
      {
        in: ["import", "verify", "import-action"],
        about: "Require that this issuer vouched for the signer.",
        otherwise: "that of GitHub's workflows",
      },
    ],
  },
  "allowed-signers": {
    type: { kind: "path", value: "FILE" },
    uses: [
      {
        in: ["import", "verify", "import-action"],
        about: "Require an SSH signature by a key of this `allowed_signers` file.",
      },
    ],
  },
  signer: {
    type: { kind: "text", value: "NAME" },
    uses: [
      {
        in: ["import", "verify", "import-action"],
        about: "Require that the allowed signers have the key under this name.",
        otherwise: "any of them",
      },
    ],
  },
  "minisign-key": {
    type: { kind: "text", value: "KEY|FILE" },
    uses: [{ in: ["import", "verify", "import-action"], about: "Require a minisign signature by this public key." }],
  },
  policy: {
    type: { kind: "path", value: "FILE" },
    uses: [
      {
        in: ["import", "verify", "import-action"],
        about: "Require what this policy says, besides that of the home.",
      },
    ],
  },
  "allow-unsigned": {
    type: { kind: "flag" },
    uses: [
      {
        in: ["import", "import-action"],
        about: "Import a bundle that does not meet the policy, if the policy says that this is allowed.",
      },
    ],
  },
} as const satisfies OptionTable;
