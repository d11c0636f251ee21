import { availableParallelism } from "node:os";
import { basename } from "node:path";
import prettyBytes from "pretty-bytes";
import { DEFAULT_LEVEL, type PackedFrame } from "../archive/frames/frames.ts";
import { openEngine } from "../archive/run/engine.ts";
import { type BundlePlan, defaultBundleName } from "../bundle/plan-bundle.ts";
import { BundleError } from "../errors.ts";
import { checkLayers } from "../home/closure/check-layers.ts";
import { collectClosure } from "../home/closure/closure.ts";
import { patchSources, readConfigFiles } from "../home/config/config-files.ts";
import { openHome } from "../home/model/open-home.ts";
import { resolvePackages } from "../home/resolve/resolve-packages.ts";
import { planParts } from "../layout/parts.ts";
import { formatPlatform } from "../oci/platform.ts";
import { formatPinned } from "../oci/reference.ts";
import type { ExportRequest, ProcessContext, Reporter } from "../options/requests.ts";
import { besideOf } from "../originals/originals.ts";
import { exportDelta } from "./export/export-delta.ts";
import { exportDisk } from "./export/export-disk.ts";
import type { findOriginals } from "./export/find-originals.ts";
import { factsOf, planExport } from "./export/plan-export.ts";
import { sbomFacts } from "./export/sbom-facts.ts";
import { findPlace, findTarget, measureExport, writeExport } from "./export/write-export.ts";
import { checkSbomTarget, formatSbom, sbomFormatOf, writeSbom } from "./export/write-sbom.ts";
import { includeOcx } from "./ocx/include-ocx.ts";
import { warnOfExport } from "./ocx/launcher-warnings.ts";
import { findDeclared } from "./places/find-declared.ts";
import { homePath } from "./places/home-path.ts";
import { documentPath, leftBeside } from "./places/parts-target.ts";
import { logsOf } from "./places/remote-reading.ts";
import { temporaryDirectory, userPath } from "./places/user-path.ts";
import { openBases } from "./reading/open-bases.ts";
import { wantedPlatform } from "./reading/platforms.ts";
import type { ExportResult } from "./results/results.ts";
import { summarizeBundle, summarizeLayers } from "./results/summarize-bundle.ts";
import { summarizeOriginals } from "./results/summarize-originals.ts";

/** Exports declared packages, with everything they need, as one offline bundle. Changes nothing in the home. */
export async function exportBundle(
  request: ExportRequest,
  context: ProcessContext,
  reporter: Reporter,
): Promise<ExportResult> {
  checkDelta(request);
  const home = await openHome(homePath(request.home, context));
  const wanted = await wantedPlatform(request.platform);
  const declared = await findDeclared(request.declaration, home.path, context);
  const resolved = await resolvePackages(home, declared, wanted);
  const { roots } = resolved;
  const own = await collectClosure(home.read, roots, wanted);
  await checkLayers(home, own);
  const included = await includeOcx({ home, closure: own, wanted }, request.includeOcx ?? "auto", context);
  const { closure } = included;
  await using executable = included.executable;
  const warnings = [
    ...resolved.warnings,
    ...included.warnings,
    ...(executable === undefined ? warnOfExport(closure) : []),
    ...(await warnOfPatches(home.path, context)),
  ];
  for (const warning of warnings) reporter.warn(warning);

  const facts = factsOf(closure, declared, wanted);
  const name = request.name ?? defaultBundleName(facts.platform);
  const reading = { say: (text: string) => reporter.say(text), debug: (text: string) => reporter.debug(text) };
  const options = { context, reading };
  const target = request.dryRun ? undefined : await findTarget(request, name, options);
  const place = target ?? (await findPlace(request, name, options));
  const sbom = request.sbom === undefined || request.dryRun ? undefined : userPath(request.sbom, context);
  if (sbom !== undefined && request.overwrite !== true) await checkSbomTarget(sbom);
  await using stack = new AsyncDisposableStack();
  const bases = await openBases(request.bases ?? [], context, { stack, ...logsOf(reporter) });

  // Before anything is packed: the network may lack, or a publisher may have removed a package.
  const found = request.original === true ? await loadOriginals(home, closure, { context, reporter }) : undefined;
  for (const note of found?.notes ?? []) reporter.say(note);

  const { workers = availableParallelism(), level = DEFAULT_LEVEL } = request;
  await using engine = openEngine({ workers });
  const beside = found && besideOf(found.originals);
  const plan = await planExport(engine, { home, closure, executable, facts, name, ...(beside && { beside }) });
  const total = plan.trees.reduce((sum, { contentSize }) => sum + contentSize, 0);
  const frames = watched(engine.pack(plan.trees, level), context.signal, (done) =>
    reporter.progress("export", done, total),
  );
  if (target?.kind === "registry" && bases.length === 0) reporter.say(spoolNotice(plan));
  const { signal } = context;
  const delta =
    target !== undefined && bases.length > 0
      ? await exportDelta(
          { home: home.path, closure, plan, frames, packer: engine, level, workers, bases, reporter, signal },
          target,
        )
      : undefined;
  const written =
    delta ?? (await (target === undefined ? measureExport(plan, frames, place) : writeExport(plan, frames, target)));
  const { size } = written;
  if (sbom !== undefined) {
    const listed = sbomFacts({ name: plan.name, ...written }, closure);
    await writeSbom(sbom, formatSbom(listed, sbomFormatOf(sbom), context));
  }
  const parts =
    place?.kind === "parts" ? planParts({ size, name: basename(place.path), partSize: place.partSize }) : [];
  if (target?.kind === "parts") {
    const left = await leftBeside(target.path, parts, { isSplit: false });
    for (const warning of left) reporter.warn(warning);
    warnings.push(...left);
  }
  const bundle = summarizeBundle(closure, {
    name: plan.name,
    platform: formatPlatform(facts.platform),
    ...(executable !== undefined && { ocx: { digest: executable.digest, size: executable.size } }),
    layers: summarizeLayers(written.config),
    digest: written.digest,
    size,
    ...(facts.project !== undefined && { project: facts.project }),
    ...(found && { originals: summarizeOriginals(found.originals) }),
    ...(delta !== undefined && { delta: delta.delta }),
  });
  return {
    home: home.path,
    dryRun: request.dryRun,
    bundle,
    disk: exportDisk(written, place, executable?.size),
    ...(target?.kind === "file" && { file: target.path }),
    ...(target?.kind === "parts" && { file: documentPath(target.path), parts: parts.length }),
    ...(target?.kind === "layout" && { directory: target.path }),
    ...(target?.kind === "registry" && {
      reference: formatPinned(target.opened.reference, delta?.stored ?? bundle.digest ?? ""),
    }),
    ...(sbom !== undefined && { sbom }),
    warnings,
  };
}

/** Loaded only for them: an export without them starts without HTTP. */
async function loadOriginals(...words: Parameters<typeof findOriginals>): ReturnType<typeof findOriginals> {
  const { findOriginals: find } = await import("./export/find-originals.ts");
  return find(...words);
}

/** @throws BundleError `OPTION_INVALID` for what a delta cannot be */
function checkDelta({ bases = [], original = false, dryRun }: ExportRequest): void {
  if (bases.length === 0) return;
  if (original)
    throw new BundleError("OPTION_INVALID", "Cannot write a delta with originals: give either bases or originals");
  if (dryRun)
    throw new BundleError(
      "OPTION_INVALID",
      "Cannot tell the size of a delta in a dry run: only the real run finds it",
      {
        hint: "Leave out the bases, to see the size of the whole bundle.",
      },
    );
}

/** Warns if patches are configured: OCX applies them outside of the package, so the bundle has the package as published. */
async function warnOfPatches(home: string, context: ProcessContext): Promise<readonly string[]> {
  const files = await readConfigFiles({ ...context, home }).catch((error: unknown) => {
    // Ignored here: only an import must obey the configuration.
    if (error instanceof BundleError && error.code === "CONFIG_INVALID") return [];
    throw error;
  });
  return patchSources(context.variables, files).map(
    (source) => `${source}: patches do not travel, and the packages are exported without them`,
  );
}

/** Reports progress, and stops when the user cancels. */
async function* watched(
  frames: AsyncIterable<PackedFrame>,
  signal: AbortSignal,
  tell: (contentBytes: number) => void,
): AsyncGenerator<PackedFrame> {
  let done = 0;
  for await (const packed of frames) {
    signal.throwIfAborted();
    yield packed;
    done += packed.frame.contentSize;
    tell(done);
  }
}

/** The two largest blobs lie on the disk at the same time at worst: one is written, one is sent. */
function spoolNotice({ trees }: BundlePlan): string {
  const [first = 0, second = 0] = trees.map(({ contentSize }) => contentSize).toSorted((a, b) => b - a);
  return `Blobs are kept in ${temporaryDirectory()} until they are sent: at most ${prettyBytes(first + second)}`;
}
