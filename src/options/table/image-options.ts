import type { OptionTable } from "./option.ts";

/** How a container image looks. */
export const IMAGE_OPTIONS = {
  "home-path": {
    type: { kind: "path", value: "PATH" },
    uses: [{ in: ["image"], about: "Path of the OCX home in the image.", default: "/ocx" }],
  },
  compression: {
    type: { kind: "choice", choices: ["zstd", "gzip", "none"] },
    uses: [
      {
        in: ["image"],
        about: "Compression of the layers. Docker before 23 does not read zstd.",
        default: "zstd",
      },
    ],
  },
  image: {
    type: { kind: "flag" },
    uses: [
      {
        in: ["export-action"],
        about:
          "Also make a container image of the bundle, with its tools on `PATH`. It goes to `reference`. Without `reference`, or with `to: registry`, it goes to `image-file`.",
      },
    ],
  },
  "image-file": {
    type: { kind: "path", value: "FILE" },
    uses: [
      {
        in: ["export-action"],
        about: "Archive of the image to write, for `docker load` and `podman load`.",
        otherwise: "`<name>.image.tar` in `RUNNER_TEMP`",
      },
    ],
  },
  "image-base": {
    type: { kind: "path", value: "BASE" },
    uses: [
      {
        in: ["export-action"],
        about:
          "Image to build on: an OCI image layout, an archive of docker or podman, or `oci://HOST/REPOSITORY:TAG`.",
        otherwise: "none: the image has the packages only",
      },
    ],
  },
  "image-compression": {
    type: { kind: "choice", choices: ["zstd", "gzip", "none"] },
    uses: [
      {
        in: ["export-action"],
        about: "Compression of the image's layers. Docker before 23 does not read zstd.",
        default: "zstd",
      },
    ],
  },
} as const satisfies OptionTable;
