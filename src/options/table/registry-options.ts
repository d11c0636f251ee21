import type { OptionTable } from "./option.ts";

/** The place of a bundle in a registry, and how the registry is reached. */
export const REGISTRY_OPTIONS = {
  reference: {
    type: { kind: "text", value: "HOST/REPOSITORY:TAG" },
    uses: [
      {
        in: ["send"],
        about: "Repository in a registry, and the tag to set. Without a tag, `latest`.",
        channels: ["registry"],
      },
      {
        in: ["export-action"],
        about:
          "Repository in a registry, and the tag to set. Without a tag, `latest`. With another channel and `image: true`, that of the image.",
        channels: ["registry"],
      },
      { in: ["image"], about: "Repository for the image in a registry, and the tag to set. Without a tag, `latest`." },
      {
        in: ["fetch", "import-action"],
        about: "Bundle in a registry, by tag or `@sha256:…`. Without both, the tag `latest`.",
        channels: ["registry"],
      },
    ],
  },
  mirror: {
    type: { kind: "text", value: "HOST/PREFIX" },
    uses: [
      {
        in: ["send"],
        about:
          "Push the publishers' own archives and signatures, which an export with --original has, to HOST/PREFIX/REGISTRY/REPOSITORY, where OCX looks for them.",
        channels: ["registry"],
      },
      {
        in: ["export-action"],
        about:
          "With `original: true`: push the publishers' own archives and signatures to HOST/PREFIX/REGISTRY/REPOSITORY, where OCX looks for them. The bundle is a file.",
        channels: ["registry"],
      },
    ],
  },
  "mount-from": {
    type: { kind: "list", value: "REPOSITORY" },
    uses: [
      {
        in: ["send", "export-action"],
        about:
          "Other repositories of the same registry that may have some of the blobs. Such blobs are not sent again.",
        channels: ["registry"],
      },
      {
        in: ["export", "image"],
        about: "Other repositories of the same registry that may have some of the blobs, if the output is oci://….",
      },
    ],
  },
  "chunk-size": {
    type: { kind: "size", value: "SIZE" },
    uses: [
      {
        in: ["send", "export-action"],
        about:
          "Send blobs in chunks of this size, if a proxy in front of the registry limits the size of requests. Example: 90MiB.",
        otherwise: "each blob in one request",
        channels: ["registry"],
      },
      {
        in: ["export", "image"],
        about:
          "Send blobs in chunks of this size, if the output is oci://… and a proxy limits the size of requests. Example: 90MiB.",
        otherwise: "each blob in one request",
      },
    ],
  },
  "plain-http": {
    type: { kind: "flag" },
    uses: [
      {
        in: ["send", "fetch", "export-action", "import-action"],
        about: "Reach the registry over plain HTTP, without credentials. On loopback that is the default.",
        channels: ["registry"],
      },
      {
        in: [
          "export",
          "import",
          "inspect",
          "verify",
          "env",
          "manifest",
          "diff",
          "merge",
          "extract",
          "image",
          "sign",
          "attach",
          "sbom",
        ],
        about: "Reach the registry of oci://… over plain HTTP, without credentials.",
      },
    ],
  },
} as const satisfies OptionTable;
