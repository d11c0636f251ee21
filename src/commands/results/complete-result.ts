import * as v from "valibot";
import { bundle, bytes, path, record } from "./result-fields.ts";

export const completeResult = record({ bundle: record(bundle), file: path, size: bytes });
export type CompleteResult = v.InferOutput<typeof completeResult>;
