import * as blobs from "./families/blobs.ts";
import * as documents from "./families/documents.ts";
import * as executables from "./families/executables.ts";
import { taken } from "./families/honest.ts";
import * as layout from "./families/layout.ts";
import * as memory from "./families/memory.ts";
import * as names from "./families/names.ts";
import * as trees from "./families/trees.ts";
import type { Variant } from "./variant.ts";

/** Every variant: what is to be refused, and what is to be taken. */
export const HOSTILE: readonly Variant[] = [names, trees, blobs, documents, executables, layout, memory].flatMap(
  (families) => Object.values(families).flat(),
);
export const HONEST: readonly Variant[] = taken;
