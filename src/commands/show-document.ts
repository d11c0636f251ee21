import { readNamedDocument } from "../bundle/open-bundle.ts";
import type { InspectRequest } from "../options/requests/inspect-request.ts";
import type { ProcessContext } from "../options/requests/process-context.ts";
import { openInput } from "./places/open-input.ts";

/** The bytes of the document that the bundle digest names. Signatures are made over it. */
export async function showDocument({ source }: InspectRequest, context: ProcessContext): Promise<Uint8Array> {
  await using input = await openInput(source, context);
  const { bytes } = await readNamedDocument(input);
  return bytes;
}
