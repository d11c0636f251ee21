import { ADDRESSED, CHANNELS, ORIGINS, SERVICES } from "./operations.ts";
import type { OptionTable } from "./option.ts";

/** How a bundle gets from one job to another. */
export const CHANNEL_OPTIONS = {
  to: {
    type: { kind: "choice", choices: CHANNELS },
    uses: [
      { in: ["send"], type: { kind: "choice", choices: SERVICES }, about: "Channel that the bundle goes to." },
      {
        in: ["image"],
        type: { kind: "choice", choices: ["registry"] },
        about: "Push the image to the registry of --reference.",
      },
      { in: ["export-action"], about: "Channel that the bundle goes to.", default: "file", noBlank: true },
    ],
  },
  from: {
    type: { kind: "choice", choices: CHANNELS },
    uses: [
      { in: ["fetch"], type: { kind: "choice", choices: ADDRESSED }, about: "Channel that has the bundle." },
      {
        in: ["import-action"],
        type: { kind: "choice", choices: ORIGINS },
        about: "Channel that has the bundle.",
        default: "file",
        noBlank: true,
      },
    ],
  },
  url: {
    type: { kind: "text", value: "https://HOST/PATH" },
    uses: [
      {
        in: ["fetch", "import-action"],
        about: "Address of the bundle: of a tar, or of a parts document with its parts beside it.",
        channels: ["url"],
      },
    ],
  },
  // Only in actions, because others can see a command line.
  username: {
    type: { kind: "text", value: "USER" },
    uses: [
      {
        in: ["import-action"],
        about: "User name for the server or the registry.",
        otherwise: "`OCX_BUNDLE_USERNAME`, else the entry of the host in `~/.netrc`, or the login of docker or podman",
        channels: ["url", "registry"],
      },
      {
        in: ["export-action"],
        about: "User name for the registry.",
        otherwise: "`OCX_BUNDLE_USERNAME`, else the login of docker or podman",
        channels: ["registry"],
      },
    ],
  },
  password: {
    type: { kind: "text", value: "PASSWORD" },
    uses: [
      {
        in: ["import-action"],
        about: "Password of `username`.",
        otherwise: "`OCX_BUNDLE_PASSWORD`, else as for `username`",
        channels: ["url", "registry"],
      },
      {
        in: ["export-action"],
        about: "Password of `username`.",
        otherwise: "`OCX_BUNDLE_PASSWORD`, else as for `username`",
        channels: ["registry"],
      },
    ],
  },
  "ca-file": {
    type: { kind: "path", value: "FILE" },
    uses: [
      {
        in: ["import", "inspect", "verify", "env", "manifest", "diff", "merge", "extract", "sign", "attach", "sbom"],
        about: "PEM file with certificates of authorities to trust, if BUNDLE is an address.",
        otherwise: "those of Node, and of `NODE_EXTRA_CA_CERTS`",
      },
      {
        in: ["send"],
        about: "PEM file with certificates of authorities to trust, for a registry or if BUNDLE is an address.",
        otherwise: "those of Node, and of `NODE_EXTRA_CA_CERTS`",
      },
      {
        in: ["image"],
        about: "PEM file with certificates of authorities to trust, for every registry and address.",
        otherwise: "those of Node, and of `NODE_EXTRA_CA_CERTS`",
      },
      {
        in: ["export"],
        about: "PEM file with certificates of authorities to trust, if the output is oci://….",
        otherwise: "those of Node, and of `NODE_EXTRA_CA_CERTS`",
      },
      {
        in: ["fetch", "import-action"],
        about: "PEM file with certificates of authorities to trust.",
        otherwise: "those of Node, and of `NODE_EXTRA_CA_CERTS`",
        channels: ["url", "registry"],
      },
      {
        in: ["export-action"],
        about: "PEM file with certificates of authorities to trust.",
        otherwise: "those of Node, and of `NODE_EXTRA_CA_CERTS`",
        channels: ["registry"],
      },
    ],
  },
  "release-tag": {
    type: { kind: "text", value: "TAG" },
    uses: [
      { in: ["send", "export-action"], about: "Tag of the release, a draft or published.", channels: ["release"] },
      {
        in: ["fetch", "import-action"],
        about: "Tag of the release.",
        otherwise: "the release that GitHub marks as latest",
        channels: ["release"],
      },
    ],
  },
  "create-release": {
    type: { kind: "flag" },
    uses: [
      { in: ["send", "export-action"], about: "Create a draft release if none has that tag.", channels: ["release"] },
    ],
  },
  "retention-days": {
    type: { kind: "number", value: "N", most: Number.MAX_SAFE_INTEGER },
    uses: [
      {
        in: ["send", "export-action"],
        about: "Days to keep the artifact.",
        otherwise: "the setting of the repository",
        channels: ["artifact"],
      },
    ],
  },
  "run-id": {
    type: { kind: "number", value: "ID", most: Number.MAX_SAFE_INTEGER },
    uses: [
      {
        in: ["fetch", "import-action"],
        about: "Workflow run that has the artifact.",
        otherwise: "the current run",
        channels: ["artifact"],
      },
    ],
  },
  repository: {
    type: { kind: "text", value: "OWNER/NAME" },
    uses: [
      {
        in: ["send", "export-action"],
        about: "Repository of the release, as owner/name.",
        otherwise: "`GITHUB_REPOSITORY`, that of the job",
        channels: ["release"],
      },
      {
        in: ["fetch", "import-action"],
        about: "Repository of the release, or of the artifact of another run, as owner/name.",
        otherwise: "`GITHUB_REPOSITORY`, that of the job",
        channels: ["artifact", "release"],
      },
      {
        in: ["import", "verify"],
        about: "Require an attestation by a workflow of this repository on GitHub.",
      },
    ],
  },
  // Only in actions, because others can see a command line: commands take it from the environment.
  token: {
    type: { kind: "text", value: "TOKEN" },
    uses: [
      {
        in: ["export-action"],
        about: "Token for releases (`contents: write`) and for ghcr.io (`packages: write`).",
        default: "${{ github.token }}",
        noBlank: true,
      },
      {
        in: ["import-action"],
        about:
          "Token for releases (`contents: read`), for artifacts of other runs (`actions: read`) and for ghcr.io (`packages: read`).",
        default: "${{ github.token }}",
        noBlank: true,
      },
    ],
  },
  "cache-key": {
    type: { kind: "text", value: "KEY" },
    uses: [
      {
        in: ["send", "fetch", "export-action", "import-action"],
        about: "Key of the cache entry.",
        otherwise: "made from the project's ocx.lock and the platform",
        channels: ["cache"],
      },
    ],
  },
  "fail-on-cache-miss": {
    type: { kind: "flag" },
    uses: [
      {
        in: ["import-action"],
        about:
          "Fail if no cache entry has the key. Otherwise nothing is imported, and the output `cache-hit` is false.",
        channels: ["cache"],
      },
    ],
  },
} as const satisfies OptionTable;
