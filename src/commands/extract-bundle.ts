import { type CopiedBeside, copyOfManifests, copyOfOne } from "../bundle/copy-bundle.ts";
import { readBeside } from "../bundle/manifests-beside.ts";
import { type Bundle, openWhole, type WholeBundle } from "../bundle/open-bundle.ts";
import { BundleError } from "../errors.ts";
import type { Closure } from "../home/closure/closure.ts";
import { defaultRegistry } from "../home/config/config-files.ts";
import { platformToChoose } from "../home/host/wanted-platform.ts";
import { formatPlatform } from "../oci/platform.ts";
import type { ExtractRequest } from "../options/requests/extract-request.ts";
import type { ProcessContext } from "../options/requests/process-context.ts";
import type { Reporter } from "../options/requests/reporter.ts";
import { openOriginals } from "../originals/open-originals.ts";
import { ownOriginals } from "../originals/own-originals.ts";
import { originalsOfSubset } from "../originals/subset-originals.ts";
import { copyOfSubset } from "./export/subset-bundle.ts";
import { withCompanion } from "./ocx/ocx-package.ts";
import { findBundleTarget, writeToTarget } from "./places/bundle-target.ts";
import { homePath } from "./places/home-path.ts";
import { openInput } from "./places/open-input.ts";
import { logsOf } from "./places/remote-reading.ts";
import { chooseRoots } from "./reading/choose-roots.ts";
import { memberName } from "./reading/member-name.ts";
import { openPinned } from "./reading/open-pinned.ts";
import { readBundle } from "./reading/read-bundle.ts";
import { refuseDelta } from "./reading/refuse-delta.ts";
import type { ExtractResult } from "./results/merge-results.ts";

/**
 * Writes the part of a bundle for one platform, which gives the bundle that was merged, byte for byte; or of some packages, which
 * makes another bundle of the same layer blobs.
 * @throws BundleError `PLATFORM_MISMATCH`, `PACKAGE_NOT_IN_BUNDLE`, `NAME_AMBIGUOUS`, `DELTA_INCOMPLETE`, and what opening and writing throw
 */
export async function extractBundle(
  request: ExtractRequest,
  context: ProcessContext,
  reporter: Reporter,
): Promise<ExtractResult> {
  const { source, packages } = request;
  const progress = (done: number, total: number): void => reporter.progress("fetch", done, total);
  // A file on a server is fetched first, of a registry only the blobs.
  const reading = { ...logsOf(reporter), whole: source.kind !== "registry", progress };
  await using content = await openInput(source, context, reading);
  const whole = await openWhole(content);
  const bundle = await openPinned(content, undefined, { platform: await platformToChoose(request.platform) });
  refuseDelta(bundle, "extract from");
  if (packages.length === 0) refuseWhole(bundle, whole);
  const name = memberName(bundle, whole);
  const target = await findBundleTarget(request, name, context);
  const registry = await defaultRegistry({ ...context, home: homePath(undefined, context) });
  const read = await readBundle(bundle, {
    choose: (roots, all) => withCompanion(chooseRoots(roots, packages, registry), all),
  });
  const isSubset = read.closure.roots.length < bundle.config.roots.length;
  const copy = isSubset
    ? await copyOfSubset({ bundle, name, read, besideOf: await besideOfSubset(bundle, whole, read.closure) })
    : await copyOfOne(bundle, name, await besideOf(bundle, whole));
  const size = await writeToTarget(copy, target, context);
  const warnings = isSubset
    ? [`It is another bundle, with a digest of its own: signatures of ${bundle.descriptor.digest} do not hold for it.`]
    : [];
  for (const warning of warnings) reporter.warn(warning);
  return {
    bundle: { name, digest: copy.root.digest, platform: formatPlatform(bundle.config.platform) },
    from: { name: whole.name, digest: whole.digest },
    packages: read.closure.roots.map(({ identifier }) => identifier),
    ...target,
    size,
    warnings,
  };
}

/** The originals of the bundle for one platform. */
async function besideOf({ descriptor, content }: Bundle, { found }: WholeBundle): Promise<CopiedBeside | undefined> {
  const own = await ownOriginals(content, await readBeside(content, found.beside), descriptor.digest);
  return own.length === 0 ? undefined : await copyOfManifests(content, own);
}

/** The originals of some packages of the bundle. */
async function besideOfSubset({ descriptor, content }: Bundle, { found }: WholeBundle, closure: Closure) {
  const all = await openOriginals(content, await readBeside(content, found.beside));
  const opened = all.find(({ bundle }) => bundle === descriptor.digest);
  return opened && (await originalsOfSubset(content, opened, closure));
}

/** There is nothing to extract from a bundle for one platform. */
function refuseWhole({ config, content }: Bundle, { found }: WholeBundle): void {
  if (found.manifests.length > 1) return;
  const what = `it is for ${formatPlatform(config.platform)} only, and no package is named`;
  throw new BundleError("OPTION_INVALID", `Cannot extract from ${content.name}: ${what}`, {
    hint: "Name packages with `--package`, or copy the bundle.",
  });
}
