import { BundleError } from "../../errors.ts";
import { mapInBatches } from "../../io/batches.ts";
import type { Platform } from "../../oci/platform.ts";
import type { Closure } from "../closure/closure.ts";
import type { LinkChange } from "../contents/changes.ts";
import { type Executable, planExecutable } from "../contents/executable.ts";
import { linksIn } from "../contents/find-links.ts";
import { assignedValue } from "../contents/import-records.ts";
import { type ImportsLog, keptConfigPath, readImportsLog } from "../contents/imports-log.ts";
import { backReference } from "../contents/link-target.ts";
import { isHomeProject, projectRegistration, type RegisteredProject } from "../contents/project-registration.ts";
import { unreadableFiles } from "../contents/shared-files.ts";
import { absentHome, inHome, readOnce, type TargetHome, targetHome } from "../contents/target-home.ts";
import type { ReadDocument } from "../model/open-home.ts";
import { packagePath } from "../model/paths.ts";
import { checkPaths, checkPlanned } from "./check-paths.ts";
import type { ImportPlan, PackagePlan, PlannedLink, TagConflictPolicy } from "./import-plan.ts";
import { planIndex } from "./plan-index.ts";
import { inInstallOrder } from "./plan-links.ts";
import { planRoots, type RootPlan } from "./plan-roots.ts";
import { missingLinks, planStores } from "./plan-stores.ts";
import { plannedHome } from "./planned-home.ts";

/** The input of a plan, besides the state of the home. */
export interface ImportInput {
  /** The target home, absolute, spelled as later steps will spell it. It need not exist. */
  readonly home: string;
  /** The wanted roots of the bundle and what they need. */
  readonly closure: Closure;
  /** Whether all users may read what the import writes. */
  readonly shared?: boolean;
  /** Bundle digest, for the log of imports. Without it, nothing has to be recorded. */
  readonly bundle?: string;
  /** Digest of its manifest for the platform, if it is for several. */
  readonly manifest?: string;
  /** Reads the documents of the bundle's store layer. */
  readonly read: ReadDocument;
  /** Paths of the layers without any entry in the bundle. Without it, no empty tree counts as lost. */
  readonly emptyLayers?: ReadonlySet<string>;
  /** The executable `ocx` of the bundle. */
  readonly ocx?: Executable;
  /** Whether documents of packages that are present are compared with the bundle's. */
  readonly repair?: boolean;
  readonly onConflict: TagConflictPolicy;
  /** Whether `current` of each root's repository moves to it. */
  readonly select: boolean;
  /** The machine that the home is for. */
  readonly host: Platform;
  /** The project on this machine that the roots from a lock may belong to. */
  readonly project?: RegisteredProject;
  readonly now: Date;
}

/**
 * Plans an import. Reads the home and changes nothing. Called again under the lock, and once more at the end, when nothing must
 * be left to do.
 * @throws BundleError `PATH_UNSAFE`, `TAG_CONFLICT`, `SELECT_AMBIGUOUS`, `BUNDLE_INVALID`, `DOCUMENT_INVALID` for a broken index
 * here, `PERMISSION_DENIED`, `IO_FAILED`
 */
export async function planImport(input: ImportInput): Promise<ImportPlan> {
  const target = targetHome(input.home);
  let left: ImportPlan | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const plan = await decide(input, target);
    if (!plan.changed) return plan;
    await checkPaths(plan, input.closure.roots, target);
    // Plans once more for the planned home. This finds a contradiction in the bundle now, before anything is written.
    left = await decide(input, plannedHome(target, plan, input.now));
    if (!left.changed) return plan;
    // Without the lock, another process may have changed the home between the two. Then the next attempt has none.
  }
  const what = `${(left && firstChange(left)) ?? "something"} would still differ from the bundle`;
  throw new BundleError("BUNDLE_INVALID", `Cannot import into ${input.home}: ${what}`);
}

/**
 * Plans a home that is new, and is made elsewhere than at its path. Nothing of this machine is read.
 * @throws BundleError `PATH_UNSAFE`, `BUNDLE_INVALID`, `HOME_INVALID`
 */
export async function planNewHome(input: ImportInput): Promise<ImportPlan> {
  const target = absentHome(input.home);
  const plan = await decide(input, target);
  await checkPlanned(plan, input.closure.roots, target);
  // The same contradictions in a bundle are refused as by an import.
  const left = await decide(input, plannedHome(target, plan, input.now));
  if (!left.changed) return plan;
  const what = `${firstChange(left) ?? "something"} would still differ from the bundle`;
  throw new BundleError("BUNDLE_INVALID", `Cannot assemble a home at ${input.home}: ${what}`);
}

/** Most plans of one import. Each is made within milliseconds, so that others rarely disturb two in a row. */
const ATTEMPTS = 3;

async function decide(input: ImportInput, target: TargetHome): Promise<ImportPlan> {
  const log = await readImportsLog(target);
  const indexed = readOnce(target);
  const roots = await planRoots({ ...input, target: indexed, log });
  const conflicts = roots.flatMap((root) => root.conflicts);
  if (input.onConflict === "fail" && conflicts.length > 0) {
    const all = conflicts.map(({ identifier, reason }) => `${identifier}: ${reason}`).join("; ");
    throw new BundleError("TAG_CONFLICT", `Cannot import into ${input.home}: ${all}`);
  }
  const stores = await planStores(target, input);
  const index = await planIndex({ ...input, target: indexed, roots });
  const links = inInstallOrder(roots.flatMap((root) => root.links));
  const ledger = await planLedger(target, input);
  const relies = roots.flatMap((root) => root.relies);
  const { ocx, repair: content = false } = input;
  const plan = {
    home: input.home,
    ...stores,
    ...index,
    packages: await addBackReferences(target, stores.packages, links),
    links,
    ...(ledger.entry === undefined ? {} : { ledger: ledger.entry }),
    conflicts,
    warnings: [...roots.flatMap(warningsOf), ...unlinkedWarnings(target, roots), ...ledger.warnings],
    settings: roots.flatMap((root) => root.settings),
    relies,
    ...(ledger.wanted !== undefined && { registration: ledger.wanted }),
    isUnrecorded: await isUnrecorded(target, input, { log, relies, registration: ledger.wanted }),
    unfinished: log.unfinished,
    unreadable: input.shared === true ? await unreadableFiles(target, input.closure) : [],
    ...(ocx !== undefined && { ocx: await planExecutable(target, ocx, { content }) }),
  };
  return { ...plan, changed: isChange(plan) };
}

/**
 * Adds to each package the back-references that it lacks for the links that will point at it, also those that the bundle knows
 * nothing of: OCX never restores them.
 */
async function addBackReferences(
  target: TargetHome,
  packages: readonly PackagePlan[],
  links: readonly PlannedLink[],
): Promise<readonly PackagePlan[]> {
  const planned = new Set(links.filter(({ status }) => status !== "kept").map(({ path }) => path));
  const standing = [
    ...links.filter(({ path }) => planned.has(path)),
    ...(await linksIn(target)).filter(({ path }) => !planned.has(path)),
  ];
  return mapInBatches(packages, async (pkg) => {
    const root = inHome(target.path, pkg.path);
    const wanted = standing
      .filter((link) => link.target === root)
      .map((link) => backReference(target.path, pkg.path, link.path));
    return { ...pkg, backReferences: await missingLinks(target, wanted) };
  });
}

async function planLedger(
  target: TargetHome,
  { closure, project }: ImportInput,
): Promise<{ readonly entry?: LinkChange; readonly wanted?: LinkChange; readonly warnings: readonly string[] }> {
  const locked = closure.roots.filter(({ declaredBy }) => declaredBy === "lock");
  if (locked.length === 0) return { warnings: [] };
  const entry = project === undefined ? undefined : await projectRegistration(project);
  if (entry === undefined) {
    const why =
      project === undefined
        ? "no project with this lock is known"
        : `${project.directory} has another ocx.lock, or none`;
    return {
      warnings: [
        `\`ocx clean\` may remove the packages of the project: ${why}. \`ocx --offline pull\` there keeps them.`,
      ],
    };
  }
  if (await isHomeProject(entry, target)) return { warnings: [] };
  const isThere = (await target.link(entry.path)) === entry.target;
  return { ...(isThere ? {} : { entry }), wanted: entry, warnings: [] };
}

/** True when the records of the bundle lack something that it relies on, or its config is not kept. */
async function isUnrecorded(
  target: TargetHome,
  { bundle, manifest = bundle, ocx }: Pick<ImportInput, "bundle" | "manifest" | "ocx">,
  {
    log,
    relies,
    registration,
  }: Pick<ImportPlan, "relies"> & {
    readonly log: ImportsLog;
    readonly registration: LinkChange | undefined;
  },
): Promise<boolean> {
  if (bundle === undefined || manifest === undefined) return false;
  const records = log.records.filter((one) => one.bundle.digest === bundle && one.forgotten === undefined);
  const recorded = new Set(records.flatMap((one) => one.relies.map(assignedValue)));
  const isRegistered =
    registration === undefined || records.some((one) => one.registration?.target === registration.target);
  const hasOcx = ocx === undefined || records.some((one) => one.ocx === ocx.digest);
  const isComplete =
    records.length > 0 && isRegistered && hasOcx && relies.every((one) => recorded.has(assignedValue(one)));
  return !isComplete || !(await target.exists(keptConfigPath(manifest)));
}

function warningsOf({ root, conflicts, links }: RootPlan): readonly string[] {
  const kept = conflicts.filter(({ status }) => status === "kept");
  if (kept.length > 0) {
    return kept.map(
      ({ identifier, reason }) =>
        `Kept ${identifier} as it is here: ${reason}. The bundle's package is imported as ${root.repository}@${root.leaf}, without a link.`,
    );
  }
  return links
    .filter(({ status }) => status === "kept")
    .map(({ path, target }) => `Kept ${path}: it points at ${target}`);
}

/** Warns of roots without any link: for another machine, or by a digest in a repository whose default tag another root has. */
function unlinkedWarnings({ path: home }: TargetHome, roots: readonly RootPlan[]): readonly string[] {
  const linked = new Set(roots.flatMap(({ links }) => links.map(({ target }) => target)));
  return roots
    .filter(({ root, links, keeps }) => root.declaredBy !== "lock" && links.length === 0 && !keeps)
    .filter(({ root: { registry, leaf } }) => !linked.has(inHome(home, packagePath(registry, leaf))))
    .map(({ root }) => `\`ocx clean\` may remove ${root.identifier}: no link here points at it`);
}

function firstChange({
  blobs,
  layers,
  layerDigests,
  dispatchObjects,
  indexDocuments,
  packages,
  links,
  ocx,
}: ImportPlan): string | undefined {
  const changes = [
    ...[...blobs, ...layers, ...layerDigests, ...dispatchObjects, ...indexDocuments].map(({ path }) => path),
    ...packages.filter(({ state }) => state !== "complete").map(({ path }) => path),
    ...packages.flatMap(changesIn).map(({ path }) => path),
    ...links.filter(({ status }) => status === "added" || status === "moved").map(({ path }) => path),
    ...(ocx !== undefined && ocx.state !== "present" ? [ocx.path] : []),
  ];
  return changes[0];
}

function isChange(plan: Omit<ImportPlan, "changed">): boolean {
  const {
    blobs,
    layers,
    layerDigests,
    dispatchObjects,
    indexDocuments,
    stale,
    packages,
    links,
    ledger,
    unfinished,
    unreadable,
    ocx,
  } = plan;
  return (
    [blobs, layers, layerDigests, dispatchObjects, indexDocuments, stale].some((changes) => changes.length > 0) ||
    packages.some((pkg) => pkg.state !== "complete" || changesIn(pkg).length > 0) ||
    links.some(
      ({ status, staleBackReferences }) => status === "added" || status === "moved" || staleBackReferences.length > 0,
    ) ||
    ledger !== undefined ||
    unreadable.length > 0 ||
    (ocx !== undefined && ocx.state !== "present") ||
    unfinished.length > 0
  );
}

/** Everything that is added to a package. */
function changesIn({ documents, references, backReferences }: PackagePlan): readonly { readonly path: string }[] {
  return [...documents, ...references, ...backReferences];
}
