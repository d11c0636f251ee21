import { openBundle } from "../bundle/open-bundle.ts";
import { platformToChoose } from "../home/host/wanted-platform.ts";
import type { ProcessContext } from "../options/requests/process-context.ts";
import type { SbomRequest } from "../options/requests/sbom-request.ts";
import { sbomFacts } from "./export/sbom-facts.ts";
import { checkSbomTarget, formatSbom, writeSbom } from "./export/write-sbom.ts";
import { openInput } from "./places/open-input.ts";
import { userPath } from "./places/user-path.ts";
import { readBundle } from "./reading/read-bundle.ts";
import type { SbomResult } from "./results/signing-results.ts";

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
