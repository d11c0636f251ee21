import { openBundle } from "../bundle/open-bundle.ts";
import type { ProcessContext } from "../options/requests.ts";
import type { SbomRequest } from "../options/trust-requests.ts";
import { openInput } from "./open-input.ts";
import { platformToChoose } from "./platforms.ts";
import { readBundle } from "./read-bundle.ts";
import { sbomFacts } from "./sbom-facts.ts";
import type { SbomResult } from "./signing-results.ts";
import { userPath } from "./user-path.ts";
import { checkSbomTarget, formatSbom, writeSbom } from "./write-sbom.ts";

/**
 * Lists the packages of a bundle as an SBOM. Reads its head and its store layer, but no layer trees.
 * @throws BundleError `FILE_EXISTS`, and what reading throws
 */
export async function showSbom(request: SbomRequest, context: ProcessContext): Promise<SbomResult> {
  const output = request.output === undefined ? undefined : userPath(request.output, context);
  if (output !== undefined && request.overwrite !== true) await checkSbomTarget(output);
  await using input = await openInput(request.source, context);
  const bundle = await openBundle(input, { platform: await platformToChoose(request.platform) });
  const { whole } = await readBundle(bundle);
  await input.finish();
  const { name, config, descriptor } = bundle;
  const text = formatSbom(sbomFacts({ name, config, digest: descriptor.digest }, whole), request.format, context);
  if (output !== undefined) await writeSbom(output, text);
  return {
    bundle: { name, digest: bundle.digest },
    format: request.format,
    packages: whole.packages.length,
    ...(output === undefined ? { text } : { file: output }),
  };
}
