import { join } from "node:path";
import { BundleError } from "../../errors.ts";
import { fits, type Platform, parsePlatform } from "../../oci/platform.ts";
import { DEFAULT_TAG } from "../../oci/reference.ts";
import { DEFERRED_HINT } from "../closure/deferred-installs.ts";
import { formatIdentifier, type Identifier, parseIdentifier } from "../model/identifier.ts";
import type { Home } from "../model/open-home.ts";
import { shard } from "../model/paths.ts";
import type { Root } from "../model/root.ts";
import type { Project } from "../project/project.ts";
import { readCurrent } from "./install-links.ts";
import { resolveLinks } from "./resolve-links.ts";
import { resolveLock } from "./resolve-lock.ts";
import { type ResolveOptions, resolveReference } from "./resolve-reference.ts";
import { catchFailure, type ResolvedOrFailed, toFinding } from "./resolved-or-failed.ts";
import { suggestRepository } from "./suggest-repository.ts";

/** A request for packages. */
export type Declared =
  | NamedPackages
  /** Tools of a project's lock; an empty list of groups stands for all. */
  | { readonly kind: "project"; readonly project: Project; readonly groups: readonly string[] }
  /** Every package that an install link points at. A withdrawn tag travels with its index entry only with `allowYanked`. */
  | { readonly kind: "all"; readonly allowYanked?: boolean };

export interface NamedPackages {
  readonly kind: "packages";
  readonly identifiers: readonly string[];
  readonly defaultRegistry: string;
  /** Accept tags that their publishers have withdrawn; else they are refused. */
  readonly allowYanked?: boolean;
}

export interface Resolved {
  /** In the order of the declaration, each once, where it is named last; sorted for `all`. */
  readonly roots: readonly Root[];
  readonly warnings: readonly string[];
}

/**
 * Finds the leaf of every declared package, in the home only. One error reports all failures.
 * @throws BundleError `PACKAGE_NOT_INSTALLED`, `IDENTIFIER_INVALID`, `NOTHING_DECLARED`, `GROUP_UNKNOWN`, `TAG_YANKED`,
 * `PLATFORM_AMBIGUOUS`, `DOCUMENT_INVALID`
 */
export async function resolvePackages(home: Home, declared: Declared, wanted: Platform): Promise<Resolved> {
  const findings = await findAll(home, declared, wanted);
  const failures = await failuresAmong(home, declared, findings);
  if (failures.length > 0) throw joined(failures);
  const found = findings.filter((finding) => finding.kind === "root");
  const warnings = found
    .flatMap(({ root, warning }) => [warning, foreignLibc(root, wanted)])
    .filter((text) => text !== undefined);
  return { roots: found.map(({ root }) => root), warnings };
}

async function findAll(home: Home, declared: Declared, wanted: Platform): Promise<readonly ResolvedOrFailed[]> {
  switch (declared.kind) {
    case "packages":
      return resolveNamed(home, declared, wanted);
    case "project":
      return resolveLock(home, declared, wanted);
    case "all":
      return resolveLinks(home, { wanted, allowYanked: declared.allowYanked ?? false });
  }
}

async function resolveNamed(
  home: Home,
  { identifiers, defaultRegistry, allowYanked = false }: NamedPackages,
  wanted: Platform,
): Promise<readonly ResolvedOrFailed[]> {
  const findings = new Map<string, ResolvedOrFailed>();
  for (const text of identifiers) {
    const finding = await catchFailure(() =>
      resolveOne(home, withTag(parseIdentifier(text, defaultRegistry)), { wanted, allowYanked }),
    );
    const name = nameOf(finding) ?? text;
    // Named twice, it counts where it is named last, as in OCX.
    findings.delete(name);
    findings.set(name, finding);
  }
  return [...findings.values()];
}

function nameOf(finding: ResolvedOrFailed): string | undefined {
  switch (finding.kind) {
    case "root":
      return finding.root.identifier;
    case "absent":
      return finding.identifier;
    case "failed":
      return undefined;
  }
}

async function resolveOne(home: Home, identifier: Identifier, options: ResolveOptions): Promise<ResolvedOrFailed> {
  const resolution = await resolveReference(home.read, identifier, options);
  const pointed = await readCurrent(home, identifier.registry, identifier.repository);
  const current = resolution.kind === "found" && shard(resolution.leaf) === pointed;
  return toFinding(identifier, resolution, {
    identifier: formatIdentifier(identifier),
    current,
    declaredBy: "identifier",
  });
}

/** Adds the default tag to an identifier without tag and digest. */
function withTag(identifier: Identifier): Identifier {
  return identifier.tag === undefined && identifier.digest === undefined
    ? { ...identifier, tag: DEFAULT_TAG }
    : identifier;
}

/** Joins all packages that are not installed into one failure, with the one command that installs them. */
async function failuresAmong(
  home: Home,
  declared: Declared,
  findings: readonly ResolvedOrFailed[],
): Promise<readonly BundleError[]> {
  const absent = findings.filter((finding) => finding.kind === "absent");
  const failed = findings.filter((finding) => finding.kind === "failed").map(({ failure }) => failure);
  if (absent.length === 0) return failed;
  const lines = absent.map(({ identifier, reason }) => `${identifier} (${reason})`);
  const names = absent.map(({ identifier }) => identifier);
  const hint =
    declared.kind === "project"
      ? pullHint(declared, absent)
      : [
          ...(await guesses(home, names)),
          `Run \`ocx package install ${names.join(" ")}\`.`,
          ...(declared.kind === "all" ? [unlinkHint(names)] : []),
        ].join("\n");
  const elsewhere = home.index === join(home.path, "index") ? "" : ` with the index ${home.index} of OCX_INDEX`;
  const message = `Cannot find in home ${home.path}${elsewhere}: ${lines.join(", ")}`;
  return [new BundleError("PACKAGE_NOT_INSTALLED", message, { hint }), ...failed];
}

/** OCX leaves links that lead nowhere when it purges their package under another tag. */
function unlinkHint(names: readonly string[]): string {
  const [tagged, selected] = [true, false].map((hasTag) =>
    names.filter((name) => (parseIdentifier(name).tag !== undefined) === hasTag).join(" "),
  );
  const commands = [
    tagged && `\`ocx package uninstall ${tagged}\``,
    selected && `\`ocx package deselect ${selected}\``,
  ];
  return `Or remove the install link: ${commands.filter(Boolean).join(", ")}.`;
}

/** Suggests repositories for names that the index does not know: they are often misspelled. */
async function guesses(home: Home, identifiers: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(identifiers.map((text) => suggestRepository(home, parseIdentifier(text, undefined))));
  return [...new Set(found)].filter((meant) => meant !== undefined).map((meant) => `Did you mean ${meant}?`);
}

/** Names the groups that are complete, as after a pull of some groups: they can be exported without a pull. */
function pullHint(
  { project, groups }: Extract<Declared, { kind: "project" }>,
  absent: readonly Extract<ResolvedOrFailed, { kind: "absent" }>[],
): string {
  if (absent.some(({ deferred }) => deferred)) return DEFERRED_HINT;
  const lacking = new Set(absent.flatMap((finding) => finding.groups ?? []));
  const whole = groups.filter((name) => !lacking.has(name) && project.tools.some(({ group }) => group === name));
  const pull = `Run \`ocx pull\` in ${project.directory}`;
  if (whole.length === 0) return `${pull}.`;
  return `${pull}, or take only what is there: set \`groups\` to ${whole.join(", ")} (\`--group ${whole.join(",")}\`).`;
}

/** Joins several errors; the first gives the code. */
function joined(failures: readonly BundleError[]): BundleError {
  const [first, ...others] = failures;
  if (first === undefined) throw new Error("nothing failed");
  if (others.length === 0) return first;
  const hint = [...new Set(failures.map((failure) => failure.hint))].join("\n");
  const lines = failures.flatMap((failure) => failure.lines);
  return new BundleError(first.code, lines, { hint, cause: new AggregateError(failures) });
}

/** Warns of a package for another libc. It is exported, since no other is installed, but may not run here. */
function foreignLibc(root: Root, wanted: Platform): string | undefined {
  if (root.platform === undefined || wanted.features.length === 0 || fits(parsePlatform(root.platform), wanted))
    return undefined;
  return `${root.identifier} is installed for ${root.platform}, which does not run on ${wanted.os}/${wanted.architecture} with ${wanted.features.join(", ")}`;
}
