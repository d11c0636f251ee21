import type { Platform } from "../../oci/platform.ts";
import { isDeferred } from "../closure/deferred-installs.ts";
import { formatIdentifier } from "../model/identifier.ts";
import type { Home } from "../model/open-home.ts";
import type { LockedTool } from "../project/ocx-lock.ts";
import { type Project, selectGroups } from "../project/project.ts";
import { resolveOffers } from "./resolve-reference.ts";
import { catchFailure, type ResolvedOrFailed, toFinding } from "./resolved-or-failed.ts";

/**
 * The locked tools of some groups in the order in which OCX composes them: by group, inside a group as the lock has them.
 * A tool that several groups have under one name is one root.
 * @throws BundleError `GROUP_UNKNOWN`
 */
export async function resolveLock(
  home: Home,
  { project, groups }: { readonly project: Project; readonly groups: readonly string[] },
  wanted: Platform,
): Promise<readonly ResolvedOrFailed[]> {
  const selected = selectGroups(project, groups);
  const tools = selected.flatMap((group) => project.tools.filter((tool) => tool.group === group));
  const findings: ResolvedOrFailed[] = [];
  for (const tool of tools) findings.push(await catchFailure(() => resolveTool(home, tool, wanted)));
  return merged(findings);
}

async function resolveTool(home: Home, tool: LockedTool, wanted: Platform): Promise<ResolvedOrFailed> {
  const { registry, repository, name, group, offers } = tool;
  const place = { registry, repository };
  const resolution = await resolveOffers(home.read, place, offers, wanted);
  const digest = resolution.kind === "found" ? { digest: resolution.leaf } : {};
  const facts = {
    identifier: formatIdentifier({ ...place, ...digest }),
    current: false,
    declaredBy: "lock",
    name,
    groups: [group],
  } as const;
  const finding = toFinding(place, resolution, facts);
  if (finding.kind !== "absent") return finding;
  return { ...finding, groups: [group], deferred: await anyDeferred(home, tool) };
}

async function anyDeferred(home: Home, { registry, repository, offers }: LockedTool): Promise<boolean> {
  for (const { leaf } of offers) if (await isDeferred(home.path, registry, [repository], leaf)) return true;
  return false;
}

function merged(findings: readonly ResolvedOrFailed[]): readonly ResolvedOrFailed[] {
  const all = new Map<string, ResolvedOrFailed>();
  for (const finding of findings) {
    const key = keyOf(finding, all.size);
    const known = all.get(key);
    all.set(key, known === undefined ? finding : joined(known, finding));
  }
  return [...all.values()];
}

/** Joins the findings of two groups for the same tool. */
function joined(known: ResolvedOrFailed, other: ResolvedOrFailed): ResolvedOrFailed {
  if (known.kind === "root" && other.kind === "root")
    return { ...known, root: { ...known.root, groups: [...(known.root.groups ?? []), ...(other.root.groups ?? [])] } };
  if (known.kind === "absent" && other.kind === "absent") {
    const groups = [...(known.groups ?? []), ...(other.groups ?? [])];
    return { ...known, groups, deferred: known.deferred === true || other.deferred === true };
  }
  return other;
}

function keyOf(finding: ResolvedOrFailed, unique: number): string {
  switch (finding.kind) {
    case "root":
      return `${finding.root.identifier} ${finding.root.name ?? ""}`;
    case "absent":
      return finding.identifier;
    case "failed":
      return String(unique);
  }
}
