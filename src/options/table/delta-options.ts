import type { OptionTable } from "./option.ts";

/** `--base`: the bundles that a delta is made against, or the image that an image is built on. */
export const BASE_OPTIONS = {
  base: {
    type: { kind: "paths", value: "BUNDLE|HAVE.json" },
    uses: [
      {
        in: ["export"],
        about: "Write a delta: only what this earlier bundle, or the home that HAVE.json describes, lacks.",
      },
      {
        in: ["export-action"],
        about:
          "Write a delta: only what these earlier bundles lack (paths, `https://…` or `oci://…`, or lists that `ocx-bundle have` wrote).",
      },
      {
        in: ["import"],
        type: { kind: "paths", value: "BUNDLE|HOME" },
        about: "Earlier bundle that a delta builds on.",
        otherwise: "what the home has",
      },
      {
        in: ["verify", "complete", "manifest", "diff"],
        type: { kind: "paths", value: "BUNDLE|HOME" },
        about: "Earlier bundle, or a home, that the delta builds on.",
      },
      {
        in: ["store"],
        type: { kind: "paths", value: "BUNDLE|HOME" },
        about: "add: earlier bundle, or a home, that the delta builds on.",
        otherwise: "the bundles of the store",
      },
      {
        in: ["image"],
        type: { kind: "path", value: "BASE" },
        about: "Image to build on: an OCI image layout, an archive of docker or podman, or oci://HOST/REPOSITORY:TAG.",
        otherwise: "none: the image has the packages only",
      },
    ],
  },
} as const satisfies OptionTable;
