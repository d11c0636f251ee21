import * as v from "valibot";
import { BundleError } from "../errors.ts";
import { networkFailure } from "./network-failure.ts";

/**
 * Parses the answer of a service by a schema. Messages never contain the answer, because it may hold a signed address.
 * @param doing Description of the call: `list the artifacts of this run`.
 * @throws BundleError `SERVICE_FAILED`; `NETWORK_FAILED` for text that is not JSON, which most likely comes from a proxy
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
  const found = field === null ? "sent an unexpected answer" : `sent an answer without a valid "${field}"`;
  throw new BundleError("SERVICE_FAILED", `Cannot ${doing}: the service ${found}`);
}

/** Schema of a JSON text whose value matches `schema`. */
export function jsonOf<Schema extends v.GenericSchema>(schema: Schema) {
  return v.pipe(v.string(), v.parseJson(), schema);
}

/**
 * Parses an answer as JSON. Any other text comes from something in between, such as a proxy with an error page: a retry may help.
 * @throws BundleError `NETWORK_FAILED`
 */
export function parseJson(text: string, url: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The error of JSON.parse quotes the text, which may hold a signed address.
    throw networkFailure(new Error("the answer is not JSON"), url);
  }
}
