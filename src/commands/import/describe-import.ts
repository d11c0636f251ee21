import { existsSync } from "node:fs";
import type { Bundle } from "../../bundle/open-bundle.ts";
import { inHome } from "../../home/contents/target-home.ts";
import type { Environment } from "../../home/environment/environment.ts";
import { formatIdentifier } from "../../home/model/identifier.ts";
import { indexRootPath } from "../../home/model/paths.ts";
import type { Root } from "../../home/model/root.ts";
import type { PackagePlan } from "../../home/plan/import-plan.ts";
import type { ImportInput } from "../../home/plan/plan-import.ts";
import type { Project } from "../../home/project/project.ts";
import { formatPlatform } from "../../oci/platform.ts";
import type { ImportedPackage, ImportResult } from "../results/import-result.ts";
import { packageName } from "../results/summarize-bundle.ts";
import { contentOf } from "./bundle-layers.ts";
import type { AppliedImport } from "./planned-import.ts";
import type { PreparedImport } from "./prepare-import.ts";
import { describeRepairs } from "./repairs.ts";

/** Options beyond the plan, and their outcome. */
export interface ImportAnswers extends Pick<ImportResult, "dryRun" | "pinned" | "warnings"> {
  readonly trust: ImportResult["trust"] | undefined;
  readonly project: Project | undefined;
  readonly environment: Environment | undefined;
}

/** The result of an import: what was done, and to what. */
export function describeImport(
  { plan, repairs }: AppliedImport,
  prepared: PreparedImport,
  { dryRun, pinned, trust, project, environment, warnings }: ImportAnswers,
): ImportResult {
  const { bundle, damage, disk, missing } = prepared;
  const { closure } = prepared.input;
  const { remote } = bundle.content;
  return {
    home: plan.home,
    bundle: { ...nameBundle(bundle), platform: formatPlatform(bundle.config.platform) },
    changed: plan.changed,
    packages: plan.packages.map((pkg) => describePackage(pkg, prepared.input)),
    ...plan.counts,
    bytesAdded: contentOf(plan, bundle),
    links: plan.links.map(({ path, status }) => ({ path: inHome(plan.home, path), status })),
    conflicts: plan.conflicts,
    ...(plan.ocx !== undefined && {
      ocx: { path: inHome(plan.home, plan.ocx.path), digest: plan.ocx.digest, status: OCX_STATUS[plan.ocx.state] },
    }),
    roots: closure.roots.map(({ registry, repository, tag, leaf }) =>
      formatIdentifier({ registry, repository, ...(tag !== undefined && { tag }), digest: leaf }),
    ),
    ...(damage !== undefined && describeRepairs(plan, repairs)),
    dryRun,
    disk,
    ...(remote !== undefined && {
      fetched: {
        bytes: remote.fetched(),
        ...(remote.size !== undefined && { size: remote.size }),
        ...(missing !== undefined && { missing }),
      },
    }),
    pinned,
    ...(trust !== undefined && { trust }),
    needsOffline: closure.roots.some((root) => root.declaredBy === "lock" && !isIndexed(plan.home, root)),
    ...(project !== undefined && {
      project: { directory: project.directory, groups: bundle.config.project?.groups ?? [] },
    }),
    ...(environment !== undefined && { environment }),
    warnings,
  };
}

function describePackage(
  { package: pkg, path, state, isDamaged }: PackagePlan,
  { home, closure }: Pick<ImportInput, "home" | "closure">,
): ImportedPackage {
  return {
    identifier: packageName(pkg, closure.roots),
    digest: pkg.leaf,
    path: inHome(home, path),
    status: isDamaged ? "repaired" : STATUS[state],
  };
}

/** True if the home knows the registry's location of a repository. */
function isIndexed(home: string, { registry, repository }: Root): boolean {
  return existsSync(inHome(home, indexRootPath(registry, repository)));
}

/** The name and digest of a bundle, and the digest of its manifest where that is another one. */
function nameBundle({ name, digest, descriptor }: Bundle): Omit<ImportResult["bundle"], "platform"> {
  return { name, digest, ...(descriptor.digest !== digest && { manifestDigest: descriptor.digest }) };
}

const OCX_STATUS = { missing: "added", altered: "repaired", present: "present" } as const;
const STATUS = { missing: "added", incomplete: "repaired", complete: "present" } as const;
