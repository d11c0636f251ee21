import * as v from "valibot";
import { bundle, path, record } from "./result-fields.ts";

export const signResult = record({
  bundle: record(bundle),
  file: v.pipe(path, v.description("The signature.")),
  keyType: v.pipe(v.string(), v.description("Such as ssh-ed25519.")),
  fingerprint: v.pipe(v.string(), v.description("Of the key, as `ssh-keygen -l` prints it.")),
});
export type SignResult = v.InferOutput<typeof signResult>;
