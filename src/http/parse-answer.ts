import * as v from "valibot";
import { BundleError } from "../errors.ts";

/**
 * What a service answers, once it has the form that it must have. What it sent is in no message: that may be a signed address.
 * @param doing What was attempted: `list the artifacts of this run`.
 * @throws BundleError `SERVICE_FAILED`; `NETWORK_FAILED` for what is not JSON: something on the way has answered, such as a proxy
 */
export function parseAnswer<Schema extends v.GenericSchema>(
  schema: Schema,
  answer: unknown,
  doing: string,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, answer, { abortEarly: true });
  if (parsed.success) return parsed.output;
  if (parsed.issues[0].type === "parse_json") {
    throw new BundleError("NETWORK_FAILED", `Cannot ${doing}: the answer is not JSON`);
  }
  const field = v.getDotPath(parsed.issues[0]);
  const found = field === null ? "answers with something else" : `answers without a valid "${field}"`;
  throw new BundleError("SERVICE_FAILED", `Cannot ${doing}: the service ${found}`);
}

/** The schema of a JSON text that has this content. */
export function jsonOf<Schema extends v.GenericSchema>(schema: Schema) {
  return v.pipe(v.string(), v.parseJson(), schema);
}
