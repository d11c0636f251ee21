import type { Writable } from "node:stream";
import type { RegistryTarget } from "./registry-place.ts";

/**
 * Output of an export. In a directory, the file is called `<name>.tar`; a `file` whose path is a directory counts as one.
 * `layout` is a directory with an OCI image layout, which is created, or gets one more bundle.
 */
export type Output =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "directory"; readonly path: string }
  | { readonly kind: "layout"; readonly path: string }
  | { readonly kind: "stream"; readonly stream: Writable }
  | ({ readonly kind: "registry" } & RegistryTarget);

/** Output of `merge` and `extract`: a file, a directory for `<name>.tar`, or an OCI image layout. */
export interface BundleOutput {
  readonly kind: "file" | "layout";
  readonly path: string;
}
