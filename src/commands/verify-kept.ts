import { availableParallelism } from "node:os";
import type { ComparedFrames, FramesToCompare } from "../archive/engine/compare-frames.ts";
import { openEngine, type TreeEngine } from "../archive/engine/engine.ts";
import type { BundleLayer } from "../bundle/config.ts";
import { BundleError } from "../errors.ts";
import type { ClosurePackage } from "../home/closure/closure.ts";
import { inHome } from "../home/contents/target-home.ts";
import { type Home, openHome } from "../home/model/open-home.ts";
import { layerPath } from "../home/model/paths.ts";
import { linksOf } from "../home/plan/linked-packages.ts";
import type { ProcessContext } from "../options/requests/process-context.ts";
import type { Reporter } from "../options/requests/reporter.ts";
import type { VerifyHomeRequest } from "../options/requests/verify-request.ts";
import { homePath } from "./places/home-path.ts";
import { contentPath } from "./reading/list-files.ts";
import { layerTree, planUsual } from "./reading/plan-layer.ts";
import type { VerifyHomeResult } from "./results/verify-result.ts";
import { collectKept, type Kept } from "./verify/kept-imports.ts";
import { checkDigestFile, damagedHome, presentIn, warnOf } from "./verify/verify-home.ts";

const HINT =
  "Remove the named layers and packages as a whole, and import the bundles again. With the bundle, `ocx-bundle verify BUNDLE --home DIR` names the files of layers too.";

/** Damage and notes, collected while the home is read. */
interface Findings {
  readonly damaged: string[];
  readonly notes: string[];
}

/**
 * Compares a home with what was imported into it, without the bundles: layers with the content digests of their frames, which the
 * kept configs have, and packages with their layers. Reads the home only.
 * @throws BundleError `HOME_DAMAGED` with everything that is missing or altered; `IMPORT_NOT_FOUND` without any import to compare
 * with; `HOME_NOT_FOUND`, and what reading throws
 */
export async function verifyKept(
  request: VerifyHomeRequest,
  context: ProcessContext,
  reporter: Reporter,
): Promise<VerifyHomeResult> {
  const home = await openHome(homePath(request.home, context));
  const { imports, layers, packages, damaged: unread, notes: told } = await collectKept(home);
  const findings: Findings = { damaged: [...unread], notes: [...told] };
  await using engine = openEngine({ workers: request.workers ?? availableParallelism() });
  const present = await presentIn(home, [
    ...layers.map((layer) => `${pathOf(layer)}/content`),
    ...packages.map(contentPath),
  ]);
  const there = layers.filter((layer) => present.has(`${pathOf(layer)}/content`));
  for (const layer of layers) if (!there.includes(layer)) findings.damaged.push(`${pathOf(layer)} is missing`);
  const whole = await checkLayers(home, there, { engine, findings, context, reporter });
  await checkPackages(home, packages, { engine, findings, present, whole, context });
  warnOf(findings.notes, reporter);
  if (findings.damaged.length > 0) throw damagedHome(home, findings.damaged, "what was imported", HINT);
  return {
    imports: imports.map((one) => ({ ...one })),
    home: { path: home.path, layers: layers.length, packages: packages.length, notes: findings.notes },
  };
}

interface Checking {
  readonly engine: TreeEngine;
  readonly findings: Findings;
  readonly context: ProcessContext;
}

/** @returns the content of those that are as they were */
async function checkLayers(
  home: Home,
  layers: Kept["layers"],
  { engine, findings, context: { signal }, reporter }: Checking & { readonly reporter: Reporter },
): Promise<ReadonlySet<string>> {
  const whole = new Set<string>();
  const trees: FramesToCompare[] = [];
  const planned: BundleLayer[] = [];
  for (const layer of layers) {
    await checkDigestFile(home, layer, findings.damaged);
    if (layer.frames.some(({ contentDigest }) => contentDigest === undefined)) {
      findings.notes.push(`${pathOf(layer)} cannot be compared: its bundle has no digests of content`);
      continue;
    }
    const plan = await planUsual(engine, layerTree(home.path, layer));
    if (plan instanceof BundleError) findings.damaged.push(`${pathOf(layer)} cannot be compared: ${plan.message}`);
    else {
      trees.push({ plan, listed: layer.frames });
      planned.push(layer);
    }
  }
  const total = planned.reduce((sum, { contentSize }) => sum + contentSize, 0);
  const matched = await engine.match(trees, (done) => {
    signal.throwIfAborted();
    reporter.progress("verify", done, total);
  });
  for (const [place, layer] of planned.entries()) {
    const found = matched[place];
    if (found === undefined) continue;
    if (found.otherUmask) findings.notes.push(`${pathOf(layer)}: modes of directories are those of another umask`);
    if (found.different.length > 0) findings.damaged.push(`${pathOf(layer)}: ${describe(found, layer)}`);
    else whole.add(`${pathOf(layer)}/content`);
  }
  return whole;
}

/** Frames are counted from 1, as `inspect` counts them. */
function describe({ different, moved }: ComparedFrames, { frames }: BundleLayer): string {
  const [first = 0] = different;
  if (moved) return `differs from frame ${first + 1} of ${frames.length} on`;
  const places = different.map((place) => place + 1);
  return `frame ${places.join(", ")} of ${frames.length} ${places.length === 1 ? "differs" : "differ"}`;
}

async function checkPackages(
  home: Home,
  packages: readonly ClosurePackage[],
  {
    engine,
    findings,
    present,
    whole,
    context,
  }: Checking & { readonly [_ in "present" | "whole"]: ReadonlySet<string> },
): Promise<void> {
  for (const pkg of packages) {
    context.signal.throwIfAborted();
    const place = contentPath(pkg);
    if (!present.has(place)) {
      findings.damaged.push(`${place} is missing`);
      continue;
    }
    const { sources } = linksOf(pkg);
    if (!sources.every(({ path }) => whole.has(path))) {
      findings.notes.push(`${place} was not compared: a layer of it is missing or damaged`);
      continue;
    }
    const { differences } = await engine.compare({
      sources: sources.map((source) => ({ ...source, path: inHome(home.path, source.path) })),
      found: inHome(home.path, place),
      isLayer: false,
    });
    for (const { path, change } of differences) {
      if (change === "added") findings.notes.push(`${place}/${path} was added`);
      else findings.damaged.push(`${place}/${path}: ${change === "missing" ? "missing" : "differs from its layer"}`);
    }
  }
}

function pathOf({ registry, digest }: BundleLayer): string {
  return layerPath(registry, digest);
}
