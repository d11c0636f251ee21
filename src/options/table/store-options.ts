import type { OptionTable } from "./option.ts";

/** A store of many bundles. */
export const STORE_OPTIONS = {
  store: {
    type: { kind: "path", value: "DIR" },
    uses: [
      { in: ["store"], about: "Directory of the store.", otherwise: "OCX_BUNDLE_STORE" },
      {
        in: ["import", "import-action"],
        about: "Keep what is fetched in this store, and take from it what is there. See docs/site.md.",
        otherwise: "OCX_BUNDLE_STORE",
      },
    ],
  },
  keep: {
    type: { kind: "number", value: "N", most: Number.MAX_SAFE_INTEGER },
    uses: [{ in: ["store"], about: "gc: keep only the N newest bundles of each name." }],
  },
  "unused-for": {
    type: { kind: "text", value: "AGE" },
    uses: [{ in: ["store"], about: "gc: remove bundles that were not used for this long, such as 30d or 12h." }],
  },
  "max-size": {
    type: { kind: "text", value: "SIZE" },
    uses: [
      {
        in: ["store"],
        about:
          "gc: remove the bundles that were unused for the longest time, until the store takes at most this, such as 50G.",
      },
    ],
  },
} as const satisfies OptionTable;
