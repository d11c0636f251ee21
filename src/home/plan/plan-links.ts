import type { Assignment, AssignmentKey } from "../contents/import-records.ts";
import type { ImportsLog } from "../contents/imports-log.ts";
import { backReference, installLinkTarget, type LinkState, linkState, packageOf } from "../contents/link-target.ts";
import type { TargetHome } from "../contents/target-home.ts";
import { packagePath } from "../model/paths.ts";
import type { Root } from "../model/root.ts";
import type { PlannedLink } from "./import-plan.ts";

/** An install link as the home has it now, and the package that an import means it for. */
export interface LinkView {
  readonly key: AssignmentKey & { readonly kind: PlannedLink["kind"] };
  readonly path: string;
  readonly root: Root;
  readonly packagePath: string;
  readonly state: LinkState;
  /** The package root that it points at, or did before an import that died changed it. */
  readonly before?: string;
  /** Back-references in other packages, home-relative, which have to go once the link points at its package. */
  readonly staleBackReferences: readonly string[];
}

interface Sight {
  readonly target: TargetHome;
  readonly log: ImportsLog;
}

/** Looks at the link that a root is to get. */
export async function viewLink(
  { target, log }: Sight,
  root: Root,
  { key, path }: Pick<LinkView, "key" | "path">,
): Promise<LinkView> {
  const own = packagePath(root.registry, root.leaf);
  const state = await linkState(target, path, own);
  const [before, ...rest] = [packageOf(textOf(state)), log.unfinishedOf(key)?.before].filter(
    (pkg) => pkg !== undefined && pkg !== own,
  );
  const staleBackReferences: string[] = [];
  for (const pkg of new Set([before, ...rest])) {
    const reference = pkg === undefined ? undefined : backReference(target.path, pkg, path);
    if (reference !== undefined && (await target.link(reference.path)) === reference.target)
      staleBackReferences.push(reference.path);
  }
  return { key, path, root, packagePath: own, state, ...(before === undefined ? {} : { before }), staleBackReferences };
}

/** The link as it will be. @param moves whether it follows when it points at another package. */
export function linkThatFollows({ target }: Sight, view: LinkView | undefined, moves: boolean): readonly PlannedLink[] {
  if (view === undefined) return [];
  const { key, path, state, staleBackReferences } = view;
  if (state.kind === "other" && !moves) return linkThatStays({ target }, view);
  const text = textOf(state);
  const status = state.kind === "same" ? "present" : text === undefined ? "added" : "moved";
  return [
    { kind: key.kind, path, target: installLinkTarget(target.path, view.packagePath), status, staleBackReferences },
  ];
}

/** The link unchanged; empty when there is none. */
export function linkThatStays({ target }: Pick<Sight, "target">, view: LinkView | undefined): readonly PlannedLink[] {
  if (view === undefined) return [];
  const { key, path, packagePath: own, state } = view;
  const common = { kind: key.kind, path, staleBackReferences: [] };
  if (state.kind === "same") return [{ ...common, target: installLinkTarget(target.path, own), status: "present" }];
  const text = textOf(state);
  return text === undefined ? [] : [{ ...common, target: text, status: "kept" }];
}

/** The assignments to record for the links that change. */
export function linkSettings(
  views: readonly (LinkView | undefined)[],
  links: readonly PlannedLink[],
): readonly Assignment[] {
  const changed = new Set(
    links.filter(({ status }) => status === "added" || status === "moved").map(({ path }) => path),
  );
  return views.flatMap((view) =>
    view === undefined || !changed.has(view.path)
      ? []
      : { ...view.key, digest: view.root.leaf, ...(view.before === undefined ? {} : { before: view.before }) },
  );
}

/** The links that will point at the package of their root, with its leaf. */
export function linkReliances(
  views: readonly (LinkView | undefined)[],
  links: readonly PlannedLink[],
): readonly Assignment[] {
  const standing = new Set(links.filter(({ status }) => status !== "kept").map(({ path }) => path));
  return views.flatMap((view) =>
    view !== undefined && standing.has(view.path) ? { ...view.key, digest: view.root.leaf } : [],
  );
}

/** True when the other package that a link points at is one that an import set. */
export function isImported({ log }: Pick<Sight, "log">, { key, state }: LinkView): boolean {
  const pkg = packageOf(textOf(state));
  return log.setTo(key).some((leaf) => packagePath(key.registry, leaf) === pkg);
}

/** The text of a link that is not as it should be. */
function textOf(state: LinkState): string | undefined {
  return state.kind === "same" ? undefined : state.text;
}

/** The links in the order in which they are published: OCX installs before it selects. */
export function inInstallOrder(links: readonly PlannedLink[]): readonly PlannedLink[] {
  return links.toSorted((a, b) => rank(a) - rank(b));
}

function rank({ kind }: PlannedLink): number {
  return kind === "candidate" ? 0 : 1;
}
