import { formatIdentifier } from "../identifier.ts";
import type { Home } from "../open-home.ts";
import type { Platform } from "../platform.ts";
import type { LockedTool } from "../project/lock.ts";
import { type Project, selectGroups } from "../project/project.ts";
import { attempt, type Finding, toFinding } from "./finding.ts";
import { resolveOffers } from "./resolve-reference.ts";

/**
 * The locked tools of some groups in the order in which OCX composes them: by group, inside a group as the lock has them.
 * A tool that several groups have under one name is one root.
 * @throws BundleError `GROUP_UNKNOWN`
 */
export async function resolveLock(
  home: Home,
  { project, groups }: { readonly project: Project; readonly groups: readonly string[] },
  wanted: Platform,
): Promise<readonly Finding[]> {
  const selected = selectGroups(project, groups);
  const tools = selected.flatMap((group) => project.tools.filter((tool) => tool.group === group));
  const findings: Finding[] = [];
  for (const tool of tools) findings.push(await attempt(() => resolveTool(home, tool, wanted)));
  return merged(findings);
}

async function resolveTool(home: Home, tool: LockedTool, wanted: Platform): Promise<Finding> {
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
  return toFinding(place, resolution, facts);
}

function merged(findings: readonly Finding[]): readonly Finding[] {
  const all = new Map<string, Finding>();
  for (const finding of findings) {
    const key = keyOf(finding, all.size);
    const known = all.get(key);
    const groups =
      known?.kind === "root" && finding.kind === "root"
        ? [...(known.root.groups ?? []), ...(finding.root.groups ?? [])]
        : [];
    all.set(key, known?.kind === "root" ? { ...known, root: { ...known.root, groups } } : finding);
  }
  return [...all.values()];
}

function keyOf(finding: Finding, unique: number): string {
  switch (finding.kind) {
    case "root":
      return `${finding.root.identifier} ${finding.root.name ?? ""}`;
    case "absent":
      return finding.identifier;
    case "failed":
      return String(unique);
  }
}
