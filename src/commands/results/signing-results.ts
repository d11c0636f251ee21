import * as v from "valibot";
import type { SbomFormat } from "../../options/requests/sbom-request.ts";
import { bundle, digest, list, path, record } from "./result-fields.ts";

export const signResult = record({
  bundle: record(bundle),
  file: v.pipe(path, v.description("The signature.")),
  keyType: v.pipe(v.string(), v.description("Such as ssh-ed25519.")),
  fingerprint: v.pipe(v.string(), v.description("Of the key, as `ssh-keygen -l` prints it.")),
});
export type SignResult = v.InferOutput<typeof signResult>;

export const attachResult = record({
  bundle: record(bundle),
  file: v.exactOptional(v.pipe(path, v.description("The bundle. Its digest as a file is another one now."))),
  directory: v.exactOptional(path),
  reference: v.exactOptional(v.pipe(v.string(), v.description("In a registry, with tag and digest."))),
  signatures: list(
    record({
      kind: v.picklist(["ssh", "minisign", "sigstore"]),
      digest: v.pipe(digest, v.description("Of the manifest that refers to the bundle.")),
      status: v.picklist(["added", "present"]),
    }),
  ),
});
export type AttachResult = v.InferOutput<typeof attachResult>;

/** An SBOM: its text, or the file that it was written to. */
export interface SbomResult {
  readonly bundle: { readonly name: string; readonly digest: string };
  readonly format: SbomFormat;
  readonly packages: number;
  readonly text?: string;
  readonly file?: string;
}
