import { BundleError } from "../../errors.ts";
import { mapInBatches } from "../../io/batches.ts";
import type { Digest } from "../../oci/digest.ts";
import { fitsMachine, type Platform } from "../../oci/platform.ts";
import { DEFAULT_TAG } from "../../oci/reference.ts";
import { type Closure, listedPlatform } from "../closure/closure.ts";
import type { Assignment } from "../contents/import-records.ts";
import type { ImportsLog } from "../contents/imports-log.ts";
import { packageOf } from "../contents/link-target.ts";
import type { TargetHome } from "../contents/target-home.ts";
import { rootDocumentReader } from "../documents/index-documents.ts";
import type { ReadDocument } from "../model/open-home.ts";
import { candidatePath, currentPath } from "../model/paths.ts";
import { isTagRoot, type Root } from "../model/root.ts";
import type { Conflict, PlannedLink, TagConflictPolicy } from "./import-plan.ts";
import {
  isImported,
  type LinkView,
  linkReliances,
  linkSettings,
  linkThatFollows,
  linkThatStays,
  viewLink,
} from "./plan-links.ts";

/** The changes to the tag and links of one root. */
export interface RootPlan {
  readonly root: Root;
  /** True when the index takes the bundle's entry of its tag. */
  readonly takesTag: boolean;
  /** True when its tag means something else here, and is kept. */
  readonly keeps: boolean;
  readonly links: readonly PlannedLink[];
  readonly conflicts: readonly Conflict[];
  readonly settings: readonly Assignment[];
  /** The name by which the root is found after the import. */
  readonly relies: readonly Assignment[];
}

/** The input of the decisions about roots. */
export interface RootsWish {
  readonly target: TargetHome;
  readonly closure: Closure;
  /** Reads the bundle's documents. */
  readonly read: ReadDocument;
  readonly log: ImportsLog;
  readonly onConflict: TagConflictPolicy;
  readonly select: boolean;
  /** OCX gives no links to packages for another os or architecture than this. */
  readonly host: Platform;
}

/** Decides root by root, those with a tag first: a digest alone has no claim to the link of a tag. */
export async function planRoots(input: RootsWish): Promise<readonly RootPlan[]> {
  const linked = await findLinked(input);
  if (input.select) refuseAmbiguity(linked);
  const roots = input.closure.roots.toSorted((a, b) => Number(a.tag === undefined) - Number(b.tag === undefined));
  const index: IndexReaders = {
    theirs: rootDocumentReader(input.read),
    ours: rootDocumentReader(input.target.read),
  };
  const views = await mapInBatches(roots, (root) => viewRoot(input, root, { index, isLinked: linked.has(root) }));
  const claiming = views.map((view): Judged => ({ view, ...judge(input, view) }));
  const candidates = claimants(claiming, "candidate");
  const judged = claiming.map((one) =>
    candidates.has(one) ? one : { view: one.view, ...judge(input, one.view, { hasTag: false }) },
  );
  const currents = claimants(judged, "current");
  return judged.map((one) => {
    const candidate = candidates.has(one) ? one.view.candidate : undefined;
    const current = currents.has(one) ? one.view.current : undefined;
    return planRoot(input, { ...one, view: { ...one.view, candidate, current } });
  });
}

/** For each link, the one root that decides on it: the first that moves it, else the first that may make it, else the first. */
function claimants(judged: readonly Judged[], kind: "candidate" | "current"): ReadonlySet<Judged> {
  const rank = ({ outcome, movesCurrent }: Judged): number =>
    kind === "current" && movesCurrent ? 0 : outcome === "kept" ? 2 : 1;
  const byPath = Map.groupBy(
    judged.filter(({ view }) => view[kind] !== undefined),
    ({ view }) => view[kind]?.path,
  );
  return new Set([...byPath.values()].flatMap((rivals) => rivals.toSorted((a, b) => rank(a) - rank(b)).slice(0, 1)));
}

/** `current` can follow several tags of a repository only where they mean one package. */
function refuseAmbiguity(linked: ReadonlySet<Root>): void {
  const chosen = new Map<string, Root>();
  for (const root of linked) {
    const place = `${root.registry}/${root.repository}`;
    const other = chosen.get(place) ?? root;
    chosen.set(place, other);
    if (other.leaf === root.leaf) continue;
    throw new BundleError(
      "SELECT_AMBIGUOUS",
      `Cannot select both ${other.identifier} and ${root.identifier}: a repository has one current package`,
    );
  }
}

/** The roots that get links: neither those from a lock nor those for another machine. Source: OCX, `package install` and `pull`. */
async function findLinked({ closure, read, host }: RootsWish): Promise<ReadonlySet<Root>> {
  const linked = new Set<Root>();
  for (const root of closure.roots) {
    if (root.declaredBy === "lock") continue;
    const platform = await listedPlatform(read, root);
    if (platform === undefined || fitsMachine(platform, host)) linked.add(root);
  }
  return linked;
}

/** The present state of a root in the target home. */
interface View {
  readonly root: Root;
  /** The digest of its tag in the bundle's index; undefined for a root that brings no index entry. */
  readonly content: Digest | undefined;
  /** The digest of its tag in the index here. */
  readonly contentHere: Digest | undefined;
  readonly candidate: LinkView | undefined;
  readonly current: LinkView | undefined;
}

/** One way in which a tag means something else here. */
interface Difference {
  readonly what: string;
  /** True when an earlier import set it. */
  readonly imported: boolean;
}

/** A root, and the decision about its tag. */
interface Judged {
  readonly view: View;
  readonly outcome: "agreed" | Conflict["status"];
  readonly conflicts: readonly Conflict[];
  /** True when `current` goes to it, whatever it points at. */
  readonly movesCurrent: boolean;
}

function planRoot(input: RootsWish, { view, outcome, conflicts, movesCurrent }: Judged): RootPlan {
  const { root, content, contentHere, candidate, current } = view;
  switch (outcome) {
    case "agreed":
    case "replaced": {
      const links = [
        ...linkThatFollows(input, candidate, outcome === "replaced"),
        ...linkThatFollows(input, current, movesCurrent),
      ];
      const takesTag = contentHere !== content;
      const settings = [
        ...tagSetting(root, takesTag ? content : undefined),
        ...linkSettings([candidate, current], links),
      ];
      const relies = [...tagSetting(root, content), ...linkReliances([candidate, current], links)];
      return { root, takesTag, keeps: false, links, conflicts, settings, relies };
    }
    case "kept": {
      const links = [candidate, current].flatMap((link) => linkThatStays(input, link));
      const relies = linkReliances([candidate, current], links);
      return { root, takesTag: false, keeps: true, links, conflicts, settings: [], relies };
    }
  }
}

/** Read the tags of the bundle's index, and of the index here. */
interface IndexReaders {
  readonly theirs: ReturnType<typeof rootDocumentReader>;
  readonly ours: ReturnType<typeof rootDocumentReader>;
}

async function viewRoot(
  input: RootsWish,
  root: Root,
  { index: { theirs, ours }, isLinked }: { readonly index: IndexReaders; readonly isLinked: boolean },
): Promise<View> {
  const { registry, repository, tag } = root;
  const content = isTagRoot(root) ? await contentInBundle(theirs, root) : undefined;
  const here = content === undefined ? undefined : await ours(root);
  const view = async (key: LinkView["key"], path: string): Promise<LinkView | undefined> =>
    isLinked ? viewLink(input, root, { key, path }) : undefined;
  // OCX gives a digest alone the link of the default tag. A package that is only `current` has none.
  const linked = tag ?? (root.declaredBy === "identifier" ? DEFAULT_TAG : undefined);
  return {
    root,
    content,
    contentHere: here?.tags.get(tag ?? "")?.content,
    candidate:
      linked === undefined
        ? undefined
        : await view(
            { kind: "candidate", registry, repository, tag: linked },
            candidatePath(registry, repository, linked),
          ),
    current:
      input.select || root.current
        ? await view({ kind: "current", registry, repository }, currentPath(registry, repository))
        : undefined,
  };
}

/** The digest of a tag in the bundle. The index and the config of the bundle must agree on it. */
async function contentInBundle(theirs: IndexReaders["theirs"], root: Root): Promise<Digest> {
  const content = (await theirs(root))?.tags.get(root.tag ?? "")?.content;
  if (content !== undefined && content === (root.index ?? root.leaf)) return content;
  const found = `the bundle's index has ${content ?? "nothing"} for its tag, the bundle's config has ${root.index ?? root.leaf}`;
  throw new BundleError("BUNDLE_INVALID", `Cannot import ${root.identifier}: ${found}`);
}

function differencesOf(input: RootsWish, { root, content, contentHere, candidate }: View): readonly Difference[] {
  const { registry, repository, tag } = root;
  // The link of the default tag that a digest alone would like to have says nothing about that tag.
  if (tag === undefined) return [];
  const differences: Difference[] = [];
  if (contentHere !== undefined && contentHere !== content) {
    const imported = input.log.setTo({ kind: "index", registry, repository, tag }).includes(contentHere);
    differences.push({ what: `its index entry is ${contentHere}`, imported });
  }
  if (candidate?.state.kind === "other") {
    differences.push({ what: `its link points at ${candidate.state.text}`, imported: isImported(input, candidate) });
  }
  return differences;
}

/**
 * Decides on index entry, candidate link and `current` together: if OCX set one of them, `update` keeps them all.
 * @param hasTag false for a root whose tag's link another root has: `current` does not follow it then, or the two would move it to and fro
 */
function judge(input: RootsWish, view: View, { hasTag = true } = {}): Omit<Judged, "view"> {
  const differences = differencesOf(input, view);
  const moves = input.select || isUnfinished(input, view.current);
  if (differences.length === 0) return { outcome: "agreed", conflicts: [], movesCurrent: moves };
  const imported = differences.every((difference) => difference.imported);
  const isReplaced = input.onConflict === "replace" || (input.onConflict === "update" && imported);
  const status = isReplaced ? "replaced" : "kept";
  const reason = `${differences.map(({ what }) => what).join(" and ")}, set by ${imported ? "an earlier import" : "OCX"}`;
  return {
    outcome: status,
    conflicts: [{ identifier: view.root.identifier, status, reason }],
    movesCurrent: isReplaced && (moves || (hasTag && followsTag(input, view))),
  };
}

/** True when `current` points at the package that the tag meant until now, so that it moves with its tag. */
function followsTag(input: RootsWish, { candidate, current }: View): boolean {
  if (candidate?.state.kind !== "other" || current?.state.kind !== "other" || !current.root.current) return false;
  if (packageOf(current.state.text) !== packageOf(candidate.state.text)) return false;
  return input.onConflict === "replace" || isImported(input, current);
}

/** True when an import that died was about to move this link to this very package. */
function isUnfinished({ log }: RootsWish, view: LinkView | undefined): boolean {
  return view !== undefined && log.unfinishedOf(view.key)?.digest === view.root.leaf;
}

function tagSetting({ registry, repository, tag }: Root, digest: Digest | undefined): readonly Assignment[] {
  return digest === undefined || tag === undefined ? [] : [{ kind: "index", registry, repository, tag, digest }];
}
