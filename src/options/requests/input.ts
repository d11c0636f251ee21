import type { Readable } from "node:stream";
import type { FileOrigin } from "./channel-choice.ts";
import type { RegistryPlace } from "./registry-place.ts";
import type { UrlPlace } from "./url-place.ts";

/**
 * Source of a bundle. `file` is a tar, a parts document or an OCI image layout; `name` chooses one of several bundles in it.
 * `directory` is a layout too, or holds `<name>.tar`; without a name, the default name of export on this machine.
 */
export type Input =
  | { readonly kind: "file"; readonly path: string; readonly name?: string }
  | { readonly kind: "directory"; readonly path: string; readonly name?: string }
  | { readonly kind: "stream"; readonly stream: Readable }
  | ({ readonly kind: "url"; readonly name?: string } & UrlPlace)
  /** A file in a channel, read where it is. The file is called `<name>.tar`; default: as for a {@link RemoteBundle}. */
  | { readonly kind: "channel"; readonly origin: RangedOrigin; readonly name?: string }
  | ({ readonly kind: "registry"; readonly name?: string } & RegistryPlace);

/** Channels whose files are read by ranges. */
export type RangedOrigin = Exclude<FileOrigin, { channel: "cache" }>;
