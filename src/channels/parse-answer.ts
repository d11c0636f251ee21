import * as v from "valibot";
import { BundleError } from "../errors.ts";

/**
 * What a service answers, once it has the form that it must have. What it sent is in no message: that may be a signed address.
 * @param doing What was attempted: `list the artifacts of this run`.
 * @throws BundleError `SERVICE_FAILED`
 */
export function parseAnswer<Schema extends v.GenericSchema>(
  schema: Schema,
  answer: unknown,
  doing: string,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, answer, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const field = v.getDotPath(parsed.issues[0]);
  const found = field === null ? "answers with something else" : `answers without a valid "${field}"`;
  throw new BundleError("SERVICE_FAILED", `Cannot ${doing}: the service ${found}`);
}

/** The schema of a JSON text that has this content. */
export function jsonOf<Schema extends v.GenericSchema>(schema: Schema) {
  return v.pipe(v.string(), v.parseJson(), schema);
}
