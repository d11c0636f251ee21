import { availableParallelism } from "node:os";
import { openEngine } from "../archive/engine/engine.ts";
import { DEFAULT_LEVEL } from "../archive/frames/frame-codec.ts";
import { defaultBundleName } from "../bundle/bundle-name.ts";
import { warnOfPatches } from "../home/config/configuration-warnings.ts";
import { wantedPlatform } from "../home/host/wanted-platform.ts";
import { openHome } from "../home/model/open-home.ts";
import { findDeclared } from "../home/resolve/find-declared.ts";
import { resolvePackages } from "../home/resolve/resolve-packages.ts";
import type { ExportRequest, ExportSelection } from "../options/requests/export-request.ts";
import type { ProcessContext } from "../options/requests/process-context.ts";
import type { Reporter } from "../options/requests/reporter.ts";
import { besideOf } from "../originals/originals.ts";
import { collectPackages } from "./export/collect-packages.ts";
import { describeExport } from "./export/describe-export.ts";
import type { findOriginals } from "./export/find-originals.ts";
import { packExport } from "./export/pack-export.ts";
import { factsOf, planExport } from "./export/plan-export.ts";
import { sbomFacts } from "./export/sbom-facts.ts";
import { findPlace, findTarget, writtenParts } from "./export/write-export.ts";
import { findSbomTarget, formatSbom, sbomFormatOf, writeSbom } from "./export/write-sbom.ts";
import { homePath, indexPath } from "./places/home-path.ts";
import { logsOf } from "./places/remote-reading.ts";
import { expandTilde } from "./places/user-path.ts";
import { openBases } from "./reading/open-bases.ts";
import type { ExportResult } from "./results/export-result.ts";

/** Exports declared packages, with everything they need, as one offline bundle. Changes nothing in the home. */
export async function exportBundle(
  request: ExportRequest,
  context: ProcessContext,
  reporter: Reporter,
): Promise<ExportResult> {
  const { dryRun } = request;
  const path = homePath(request.home, context);
  const declaration = expanded(request.declaration, context);
  const home = await openHome(path, indexPath(context));
  const wanted = await wantedPlatform(request.platform);
  const declared = await findDeclared(declaration, home.path, context);
  const resolved = await resolvePackages(home, declared, wanted);
  const { roots } = resolved;
  const packages = await collectPackages(home, { roots, wanted }, request.includeOcx ?? "auto", context);
  await using executable = packages.executable;
  const { closure } = packages;
  const patches = await warnOfPatches({ ...context, home: home.path });
  const warnings = [...resolved.warnings, ...packages.warnings, ...patches];
  for (const warning of warnings) reporter.warn(warning);

  const facts = factsOf(closure, declared, wanted);
  const name = request.name ?? defaultBundleName(facts.platform);
  const options = { context, reading: logsOf(reporter) };
  const target = dryRun ? undefined : await findTarget(request, name, options);
  const place = target ?? (await findPlace(request, name, options));
  const sbom = await findSbomTarget(request, context);
  await using stack = new AsyncDisposableStack();
  const bases = await openBases(request.bases ?? [], context, {
    stack,
    takes: "lists",
    platform: wanted,
    ...logsOf(reporter),
  });

  // Before anything is packed: the network may lack, or a publisher may have removed a package.
  const found = request.original === true ? await loadOriginals(home, closure, { context, reporter }) : undefined;
  for (const note of found?.notes ?? []) reporter.say(note);
  const originals = found?.originals;

  const { workers = availableParallelism(), level = DEFAULT_LEVEL } = request;
  await using engine = openEngine({ workers });
  const beside = originals && besideOf(originals);
  const plan = await planExport(engine, { home, closure, executable, facts, name, ...(beside && { beside }) });
  const toPack = { plan, home: home.path, closure, bases, level, workers };
  const written = await packExport(engine, toPack, { target, place }, { reporter, signal: context.signal });
  if (sbom !== undefined) {
    const listed = sbomFacts({ name, ...written }, closure);
    await writeSbom(sbom, formatSbom(listed, sbomFormatOf(sbom), context));
  }
  const { parts, left } = await writtenParts(target, written.size);
  for (const warning of left) reporter.warn(warning);
  return describeExport(
    written,
    { name, closure, facts, executable, originals },
    { target, place, parts },
    { home: home.path, dryRun, sbom, warnings: [...warnings, ...left] },
  );
}

/** Loaded only for them: an export without them starts without HTTP. */
async function loadOriginals(...words: Parameters<typeof findOriginals>): ReturnType<typeof findOriginals> {
  const { findOriginals: find } = await import("./export/find-originals.ts");
  return find(...words);
}

/** Replaces a leading `~` in the path of a project. */
function expanded(declaration: ExportSelection | undefined, context: ProcessContext): ExportSelection | undefined {
  if (declaration?.kind !== "project" || declaration.path === undefined) return declaration;
  return { ...declaration, path: expandTilde(declaration.path, context) };
}
