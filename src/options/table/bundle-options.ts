import type { OptionTable } from "./option.ts";

/** Which bundle, and in which form. */
export const BUNDLE_OPTIONS = {
  bundle: {
    input: "file",
    type: { kind: "path", value: "BUNDLE" },
    uses: [
      { in: ["env"], about: "Use the packages that were exported into this bundle." },
      {
        in: ["import-action"],
        about: "Path of the bundle: a tar, a parts document, or a directory with an OCI image layout.",
        otherwise: "`<name>.tar` in `RUNNER_TEMP`",
        channels: ["file"],
      },
    ],
  },
  name: {
    type: { kind: "text", value: "NAME" },
    uses: [
      {
        in: ["export", "export-action"],
        about: "Name of the bundle: up to 128 letters, digits, dots, dashes and underscores.",
        otherwise: "`ocx-bundle-<os>-<arch>`",
      },
      {
        in: [
          "import",
          "inspect",
          "verify",
          "env",
          "manifest",
          "complete",
          "split",
          "extract",
          "send",
          "image",
          "sign",
          "attach",
          "sbom",
          "store",
        ],
        about: "Name of the bundle, if the directory holds several.",
      },
      {
        in: ["merge"],
        about: "Name of the merged bundle.",
        otherwise: "the name that all of them have, else ocx-bundle",
      },
      {
        in: ["fetch", "import-action"],
        about: "Name of the bundle. If a directory holds several, it chooses one.",
        otherwise: "`ocx-bundle-<os>-<arch>`",
      },
    ],
  },
  as: {
    type: { kind: "text", value: "NAME" },
    uses: [
      {
        in: ["send"],
        about: "Send the bundle as NAME.tar.",
        otherwise: "the bundle's own name",
        channels: ["artifact", "release", "cache"],
      },
      {
        in: ["image"],
        type: { kind: "text", value: "NAME[:TAG]" },
        about: "Name of the image in an archive or a directory.",
        otherwise: "the bundle's own name, in lower case, and latest",
      },
      {
        in: ["store"],
        type: { kind: "text", value: "NAME[:TAG]" },
        about: "add: name of the bundle in the store.",
        otherwise: "the bundle's own name, in lower case, and latest",
      },
    ],
  },
  output: {
    short: "o",
    input: "file",
    type: { kind: "path", value: "FILE|DIR" },
    uses: [
      { in: ["export"], about: "Bundle to write; in a directory, NAME.tar. - is standard output, oci://… a registry." },
      {
        in: ["split"],
        about: "Directory for the parts, or the path that the joined file would have.",
        otherwise: "the directory of the bundle",
      },
      { in: ["merge", "extract"], about: "Bundle to write; in a directory, NAME.tar." },
      {
        in: ["join"],
        about: "File to write, or a directory for it.",
        otherwise: "the directory of the parts",
      },
      { in: ["fetch"], about: "File to write, or a directory for it.", otherwise: "the working directory" },
      { in: ["sign"], about: "File to write, or a directory for it.", otherwise: "BUNDLE.sig" },
      { in: ["sbom"], about: "File to write.", otherwise: "standard output" },
      {
        in: ["image"],
        about: "Archive to write; in a directory, NAME.image.tar. - is standard output, oci://… a registry.",
      },
      { in: ["complete"], about: "Bundle to write; in a directory, NAME.tar." },
      { in: ["have"], type: { kind: "path", value: "FILE" }, about: "File to write.", otherwise: "standard output" },
      {
        in: ["export-action"],
        about: "Path of the bundle to write. Its parent directory must exist.",
        otherwise: "`<name>.tar` in `RUNNER_TEMP`",
      },
    ],
  },
  overwrite: {
    type: { kind: "flag" },
    uses: [
      { in: ["split"], about: "Replace parts of the same names." },
      { in: ["sign"], about: "Replace an earlier signature." },
      { in: ["sbom"], about: "Replace an output file even if it is not an SBOM." },
      {
        in: ["export", "complete", "join", "merge", "extract", "fetch"],
        about: "Replace an output file even if it is not an offline bundle.",
      },
      { in: ["image"], about: "Replace an output file even if it is not an archive of an image." },
      {
        in: ["send"],
        about: "Replace another bundle of the same name.",
        channels: ["artifact", "release"],
      },
      {
        in: ["export-action"],
        about: "Replace another bundle of the same name, and an output file that is not an offline bundle.",
        channels: ["artifact", "release", "file"],
      },
    ],
  },
  format: {
    type: { kind: "choice", choices: ["tar", "oci-dir"] },
    uses: [
      {
        in: ["export", "merge", "extract"],
        about: "Format of the output: one tar, or a directory with an OCI image layout.",
        default: "tar",
      },
      {
        in: ["export-action"],
        about:
          "Format of the output. With `oci-dir`, `file` is a directory with an OCI image layout. It is created if it does not exist, and keeps its other bundles.",
        default: "tar",
      },
      {
        in: ["image"],
        about: "Format of the output: an archive for docker, podman and containerd, or an OCI image layout.",
        default: "tar",
      },
      {
        in: ["env"],
        type: { kind: "choice", choices: ["sh", "fish", "pwsh", "json", "github"] },
        about: "Format of the output. github appends to the files $GITHUB_PATH and $GITHUB_ENV.",
        default: "sh",
      },
      {
        in: ["manifest"],
        type: { kind: "choice", choices: ["json", "mtree", "ocix", "ocix-tool"] },
        about: "Form of the list. json is an object for each line.",
        default: "json",
      },
      {
        in: ["sbom"],
        type: { kind: "choice", choices: ["cyclonedx", "spdx"] },
        about: "Format of the SBOM: CycloneDX 1.6 or SPDX 2.3.",
        default: "cyclonedx",
      },
    ],
  },
  sbom: {
    type: { kind: "path", value: "FILE" },
    uses: [
      {
        in: ["export", "export-action"],
        about: "Also write a list of the packages: SPDX 2.3 if FILE ends with .spdx.json, else CycloneDX 1.6.",
      },
    ],
  },
  split: {
    type: { kind: "size", value: "SIZE" },
    uses: [
      {
        in: ["export"],
        about:
          "Write the bundle in parts of this size: 4GiB, 700M, fat32, dvd. The parts and their list lie beside FILE.",
        otherwise: "one file",
      },
      {
        in: ["export-action"],
        about:
          "Write the bundle in parts of this size: 4GiB, 700M, fat32, dvd. The parts and their list lie beside `file`. A large bundle for a release is split without this.",
        otherwise: "one file",
        channels: ["file"],
      },
    ],
  },
  merge: {
    type: { kind: "list", value: "NAME" },
    uses: [
      {
        in: ["export-action"],
        about:
          "Merge these bundles for several platforms into one, instead of exporting: their names in the channel `to`; with `file`, their paths; with `registry`, their references.",
        channels: ["artifact", "release", "registry", "file"],
      },
    ],
  },
  size: {
    type: { kind: "size", value: "SIZE" },
    uses: [
      {
        in: ["split"],
        about: "Size of a part: 4GiB, 700M, fat32, dvd. M and MiB are 1024 * 1024 bytes, MB is 1000 * 1000.",
      },
    ],
  },
  original: {
    type: { kind: "flag" },
    uses: [
      {
        in: ["export", "export-action"],
        about:
          "Also carry the publishers' own archives and signatures, fetched from their registries: for sites where OCX itself checks signatures.",
      },
    ],
  },
  "compression-level": {
    // zstd's levels without the `ultra` ones, which need more memory to decompress.
    type: { kind: "number", value: "N", most: 19 },
    uses: [
      { in: ["export", "image", "export-action"], about: "Level of zstd, 1 to 19.", otherwise: "2, tuned for tools" },
    ],
  },
  manifest: {
    type: { kind: "flag" },
    uses: [
      {
        in: ["inspect"],
        about: "Print only the document that the bundle digest names, byte for byte. Signatures are made over it.",
      },
    ],
  },
  key: {
    type: { kind: "path", value: "FILE|agent" },
    uses: [
      {
        in: ["sign"],
        about:
          "Private key of ssh-keygen, public key of a key in the SSH agent, or Ed25519 key in PKCS#8. agent is the only key of the SSH agent.",
      },
    ],
  },
  digest: {
    type: { kind: "text", value: "sha256:…" },
    uses: [
      { in: ["import", "verify", "image"], about: "Refuse a bundle with another digest." },
      {
        in: ["import-action"],
        about:
          "Digest that the bundle must have: the output `bundle-digest` of the export. `any` accepts every bundle; an empty input is an error.",
        default: "any",
        noBlank: true,
      },
    ],
  },
} as const satisfies OptionTable;
