import {
  parseManifest_153
} from "./chunk-LDTUXN33.mjs";
import {
  compareBytes_112,
  registryFinder
} from "./chunk-7ZJTPO4E.mjs";
import {
  formatIdentifier_69,
  isRepository_69,
  parseIdentifier_69
} from "./chunk-5LQVMTV5.mjs";
import {
  DEFERRED_HINT_129,
  isDeferred_129
} from "./chunk-W4J3ESE5.mjs";
import {
  currentPath_57,
  indexRootPath_57,
  linksPath_57,
  packageOfLink_57,
  shard_57,
  slug_57
} from "./chunk-HEAJCSBZ.mjs";
import {
  defaultRegistry_7
} from "./chunk-22M2MICJ.mjs";
import {
  readBlob_117,
  readReferenced_117,
  readRootDocument_117
} from "./chunk-P3VSXBJ3.mjs";
import {
  loadProject_68
} from "./chunk-OQQCSOEH.mjs";
import {
  choosePlatform_46,
  fits_46,
  formatPlatform_46,
  parsePlatform_46
} from "./chunk-LM4DMEHJ.mjs";
import {
  digestOf_82
} from "./chunk-GX6YAEWI.mjs";
import {
  isAbsent
} from "./chunk-GJP4ZKXN.mjs";
import {
  DEFAULT_TAG_119
} from "./chunk-HNLNHLU6.mjs";
import {
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// from-joined:src/home/project/project.ts
import { expandGroups_127, projectVariables_127, readProject_127, refuseSharedNames_127, selectGroups_127 } from "./core.mjs";

// from-joined:src/home/config/config-value.ts
import { isSet_42, memberOf_42 } from "./core.mjs";

// src/home/resolve/find-declared.ts
async function findDeclared(declaration, home, place) {
  switch (declaration?.kind) {
    case "packages":
      return namedPackages(declaration.identifiers, home, place);
    case "all":
      return { kind: "all", allowYanked: allowsYanked(place) };
    case "project":
    case void 0: {
      const project = await loadProject_68(declaration?.path, { ...place, home });
      if (project !== void 0) return declaredBy(project, declaration?.groups ?? []);
      throw new BundleError(
        "NOTHING_DECLARED",
        `Cannot tell what to export: no packages are named and ${place.directory} has no ocx.toml`
      );
    }
  }
}
async function namedPackages(identifiers, home, place) {
  const registry = await defaultRegistry_7({ ...place, home });
  return { kind: "packages", identifiers, defaultRegistry: registry, allowYanked: allowsYanked(place) };
}
function allowsYanked({ variables }) {
  return isSet_42(variables["OCX_ALLOW_YANKED"]);
}
function declaredBy(project, requested) {
  const groups = selectGroups_127(project, requested);
  if (project.tools.some(({ group }) => groups.includes(group))) return { kind: "project", project, groups };
  const found = `${project.file} has no tools in ${groups.join(", ")}`;
  throw new BundleError("NOTHING_DECLARED", `Cannot tell what to export: ${found}`, {
    hint: "Choose other groups, or add a tool with `ocx add`."
  });
}

// src/home/resolve/resolve-packages.ts
import { join as join2 } from "node:path";

// src/home/resolve/install-links.ts
import { readdir, readlink } from "node:fs/promises";
import { join } from "node:path";
var NO_LINK = "EINVAL";
async function findInstallLinks(home) {
  const links = [];
  for (const entry of await list(join(home.path, "symlinks"))) {
    if (entry.isDirectory()) links.push(...await linksBelow(home, entry.name, []));
  }
  const keyOf3 = ({ slug, repository, tag }) => [slug, repository, tag === void 0 ? "" : `:${tag}`].join("\0");
  return links.toSorted((a, b) => compareBytes_112(keyOf3(a), keyOf3(b)));
}
async function readCurrent(home, registry, repository) {
  return (await readPackageLink(join(home.path, currentPath_57(registry, repository))))?.shard;
}
async function linksBelow(home, slug, folders) {
  const directory = join(home.path, "symlinks", slug, ...folders);
  const links = [];
  for (const entry of await list(directory)) {
    if (entry.isDirectory()) links.push(...await linksBelow(home, slug, [...folders, entry.name]));
    if (!entry.isSymbolicLink()) continue;
    const place = await placeOf(home, slug, folders, entry.name);
    const target = place === void 0 ? void 0 : await readPackageLink(join(directory, entry.name));
    if (place !== void 0 && target?.slug === slug) links.push({ slug, ...place, shard: target.shard });
  }
  return links;
}
async function placeOf(home, slug, folders, name) {
  const here = folders.join("/");
  const above = folders.slice(0, -1).join("/");
  const inCandidates = folders.at(-1) === "candidates" && isRepository_69(above);
  const isKnown = async (repository) => await home.read(indexRootPath_57(slug, repository)) !== void 0;
  if (name === "current" && isRepository_69(here) && (!inCandidates || await isKnown(here) || !await isKnown(above))) {
    return { repository: here };
  }
  return inCandidates && !name.startsWith(".tmp-") ? { repository: above, tag: name } : void 0;
}
async function readPackageLink(path) {
  try {
    return packageOfLink_57(await readlink(path));
  } catch (error) {
    if (isAbsent(error) || error instanceof Error && "code" in error && error.code === NO_LINK) return void 0;
    throw fromSystemError(error, `read ${path}`);
  }
}
async function list(path) {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (error) {
    if (isAbsent(error)) return [];
    throw fromSystemError(error, `list ${path}`);
  }
}

// src/home/resolve/resolved-or-failed.ts
function toFinding({ registry, repository, tag }, resolution, facts) {
  if (resolution.kind === "absent") return { kind: "absent", identifier: facts.identifier, reason: resolution.reason };
  const { leaf, index, platform, lacking } = resolution;
  const root = {
    ...facts,
    registry,
    repository,
    leaf,
    ...tag === void 0 ? {} : { tag },
    ...index === void 0 ? {} : { index },
    ...platform === void 0 ? {} : { platform: formatPlatform_46(platform) }
  };
  if (lacking === void 0) return { kind: "root", root };
  const warning = `${facts.identifier} is the package for ${root.platform}: OCX takes the one for ${formatPlatform_46(lacking)}, which the home lacks`;
  return { kind: "root", root, warning };
}
async function catchFailure(find) {
  try {
    return await find();
  } catch (failure) {
    if (failure instanceof BundleError) return { kind: "failed", failure };
    throw failure;
  }
}

// src/home/resolve/resolve-links.ts
async function resolveLinks(home, options) {
  const links = await findInstallLinks(home);
  if (links.length === 0)
    throw new BundleError("NOTHING_DECLARED", `Cannot find a package in ${home.path}: it has no install links`, {
      hint: "Install packages with `ocx package install`, or set `home` to the home that has them."
    });
  const findRegistry = registryFinder(home);
  const currents = new Set(links.filter(({ tag }) => tag === void 0).map(keyOf));
  const candidates = new Set(links.filter(({ tag }) => tag !== void 0).map(keyOf));
  const findings = [];
  for (const link of links) {
    if (link.tag === void 0 && candidates.has(keyOf(link))) continue;
    const facts = { current: currents.has(keyOf(link)), options };
    findings.push(
      await catchFailure(async () => {
        const registry = await findRegistry(link.slug, link.repository);
        return resolveLink(home, { link, registry }, facts);
      })
    );
  }
  return findings;
}
async function resolveLinked(home, { registry, repository }) {
  const links = (await findInstallLinks(home)).filter(
    (link2) => `symlinks/${link2.slug}/${link2.repository}` === linksPath_57(registry, repository)
  );
  const current = links.find(({ tag }) => tag === void 0);
  const [only, ...others] = new Map(links.map((link2) => [link2.shard, link2])).values();
  const link = current ?? (others.length === 0 ? only : void 0);
  const leaf = link && await leafOf(home, link);
  if (leaf === void 0) return void 0;
  const identifier = formatIdentifier_69({ registry, repository, digest: leaf });
  return { identifier, registry, repository, leaf, current: true, declaredBy: "link" };
}
async function resolveLink(home, { link, registry }, { current, options }) {
  const { repository, tag } = link;
  const place = { registry, repository, ...tag === void 0 ? {} : { tag } };
  const leaf = await leafOf(home, link);
  if (leaf === void 0)
    return {
      kind: "absent",
      identifier: formatIdentifier_69(place),
      reason: "the home has no leaf manifest for its install link"
    };
  const indexed = tag === void 0 ? void 0 : await indexedAs(home, place, { ...options, leaf });
  if (indexed !== void 0 && indexed !== "yanked") {
    return toFinding(place, indexed, { identifier: formatIdentifier_69(place), current, declaredBy: "identifier" });
  }
  const identifier = formatIdentifier_69({ ...place, digest: leaf });
  const finding = toFinding(place, { kind: "found", leaf }, { identifier, current, declaredBy: "link" });
  if (finding.kind !== "root" || tag === void 0) return finding;
  const why = indexed === "yanked" ? "its publisher has withdrawn it, and OCX_ALLOW_YANKED is not set" : "the local index lacks the tag, or has another package for it";
  return { ...finding, warning: `${formatIdentifier_69(place)} travels without its index entry: ${why}` };
}
async function leafOf(home, { slug, shard: named }) {
  const path = `blobs/${slug}/${named}/data`;
  const bytes = await home.read(path);
  if (bytes === void 0 || bytes.byteLength === 0) return void 0;
  const leaf = digestOf_82(bytes, named.slice(0, named.indexOf("/")));
  if (shard_57(leaf) === named) return leaf;
  throw new BundleError("DOCUMENT_INVALID", `Cannot use ${path}: its content has the digest ${leaf}`);
}
async function indexedAs(home, place, { leaf, wanted, allowYanked }) {
  const root = await readRootDocument_117(home.read, place);
  const tag = root?.tags.get(place.tag ?? "");
  if (root === void 0 || tag === void 0) return void 0;
  if (!allowYanked && (root.yanked || tag.yanked)) return "yanked";
  if (tag.content === leaf) return { kind: "found", leaf };
  const bytes = await readReferenced_117(home.read, place, tag.content);
  if (bytes === void 0) return void 0;
  const manifest = parseManifest_153(bytes, `the image index of ${formatIdentifier_69(place)}`);
  const offers = manifest.kind === "index" ? manifest.offers.filter((offer2) => offer2.leaf === leaf) : [];
  const [offer] = [...choosePlatform_46(offers, wanted), ...offers];
  return offer === void 0 ? void 0 : { kind: "found", leaf, index: tag.content, platform: offer.platform };
}
function keyOf({ slug, repository, shard: named }) {
  return [slug, repository, named].join("\0");
}

// from-joined:src/home/closure/leaf-choice.ts
import { chooseLeaf_154, describeOffers_154 } from "./core.mjs";

// src/home/resolve/resolve-reference.ts
async function resolveReference(read, identifier, { wanted, allowYanked }) {
  if (identifier.digest !== void 0) return resolveDigest(read, identifier, identifier.digest, wanted);
  const content = await contentOfTag(read, identifier, allowYanked);
  return typeof content === "string" ? resolveDigest(read, identifier, content, wanted) : content;
}
async function resolveOffers(read, identifier, offers, wanted) {
  const isPresent = async (leaf) => await readBlob_117(read, identifier.registry, leaf) !== void 0;
  const choice = await chooseLeaf_154(offers, wanted, isPresent);
  switch (choice.kind) {
    case "found": {
      const lacking = passedOver(choice.offer, offers, wanted);
      return { kind: "found", ...choice.offer, ...lacking && { lacking } };
    }
    case "unfit":
      return {
        kind: "absent",
        reason: `it is offered for ${describeOffers_154(offers)}, not for ${formatPlatform_46(wanted)}`
      };
    case "absent":
      return { kind: "absent", reason: `the home has none of its packages for ${describeOffers_154(choice.offers)}` };
    case "ambiguous": {
      const present = describeOffers_154(choice.offers);
      throw new BundleError(
        "PLATFORM_AMBIGUOUS",
        `Cannot resolve ${formatIdentifier_69(identifier)}: the home has it for ${present}`
      );
    }
  }
}
function passedOver({ leaf, platform }, offers, wanted) {
  const taken = choosePlatform_46(offers, wanted);
  return fits_46(platform, wanted) && !taken.some((offer) => offer.leaf === leaf) ? taken[0]?.platform : void 0;
}
async function resolveDigest(read, identifier, digest, wanted) {
  const bytes = await readReferenced_117(read, identifier, digest);
  if (bytes === void 0) return { kind: "absent", reason: `the home has no manifest ${digest}` };
  const manifest = parseManifest_153(bytes, `the manifest of ${formatIdentifier_69(identifier)}`);
  if (manifest.kind === "leaf") return { kind: "found", leaf: digest };
  const resolution = await resolveOffers(read, identifier, manifest.offers, wanted);
  return resolution.kind === "found" ? { ...resolution, index: digest } : resolution;
}
async function contentOfTag(read, identifier, allowYanked) {
  const root = await readRootDocument_117(read, identifier);
  if (root === void 0) return { kind: "absent", reason: "the local index does not know the repository" };
  const tag = root.tags.get(identifier.tag ?? "");
  if (tag === void 0) return { kind: "absent", reason: `the local index knows only ${listTags(root.tags)}` };
  if (allowYanked || !root.yanked && !tag.yanked) return tag.content;
  throw new BundleError("TAG_YANKED", `Cannot resolve ${formatIdentifier_69(identifier)}: its publisher has withdrawn it`);
}
var NAMED_TAGS = 8;
function listTags(tags) {
  const names = [...tags.keys()].toSorted(compareBytes_112);
  if (names.length === 0) return "the repository, without a tag";
  const rest = names.length - NAMED_TAGS;
  return `${names.slice(0, NAMED_TAGS).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

// src/home/resolve/resolve-lock.ts
async function resolveLock(home, { project, groups }, wanted) {
  const selected = selectGroups_127(project, groups);
  const tools = selected.flatMap((group) => project.tools.filter((tool) => tool.group === group));
  const findings = [];
  for (const tool of tools) findings.push(await catchFailure(() => resolveTool(home, tool, wanted)));
  return merged(findings);
}
async function resolveTool(home, tool, wanted) {
  const { registry, repository, name, group, offers } = tool;
  const place = { registry, repository };
  const resolution = await resolveOffers(home.read, place, offers, wanted);
  const digest = resolution.kind === "found" ? { digest: resolution.leaf } : {};
  const facts = {
    identifier: formatIdentifier_69({ ...place, ...digest }),
    current: false,
    declaredBy: "lock",
    name,
    groups: [group]
  };
  const finding = toFinding(place, resolution, facts);
  if (finding.kind !== "absent") return finding;
  return { ...finding, groups: [group], deferred: await anyDeferred(home, tool) };
}
async function anyDeferred(home, { registry, repository, offers }) {
  for (const { leaf } of offers) if (await isDeferred_129(home.path, registry, [repository], leaf)) return true;
  return false;
}
function merged(findings) {
  const all = /* @__PURE__ */ new Map();
  for (const finding of findings) {
    const key = keyOf2(finding, all.size);
    const known = all.get(key);
    all.set(key, known === void 0 ? finding : joined(known, finding));
  }
  return [...all.values()];
}
function joined(known, other) {
  if (known.kind === "root" && other.kind === "root")
    return { ...known, root: { ...known.root, groups: [...known.root.groups ?? [], ...other.root.groups ?? []] } };
  if (known.kind === "absent" && other.kind === "absent") {
    const groups = [...known.groups ?? [], ...other.groups ?? []];
    return { ...known, groups, deferred: known.deferred === true || other.deferred === true };
  }
  return other;
}
function keyOf2(finding, unique) {
  switch (finding.kind) {
    case "root":
      return `${finding.root.identifier} ${finding.root.name ?? ""}`;
    case "absent":
      return finding.identifier;
    case "failed":
      return String(unique);
  }
}

// src/home/resolve/suggest-repository.ts
import { glob } from "node:fs/promises";

// from-joined:src/similar-name.ts
import { similarName_84 } from "./core.mjs";

// src/home/resolve/suggest-repository.ts
async function suggestRepository(home, { registry, repository }) {
  const known = await knownRepositories(home);
  const here = known.filter((place) => place.slug === slug_57(registry)).map((place) => place.repository);
  if (here.includes(repository)) return void 0;
  const meant = similarName_84(
    repository,
    here.filter(
      (other) => isNear(namespaceOf(repository), namespaceOf(other)) && isNear(lastOf(repository), lastOf(other))
    )
  );
  if (meant !== void 0) return `${registry}/${meant}`;
  const namesake = known.find((place) => lastOf(place.repository) === lastOf(repository));
  if (namesake === void 0) return void 0;
  return `${await registryFinder(home)(namesake.slug, namesake.repository)}/${namesake.repository}`;
}
function namespaceOf(repository) {
  return repository.slice(0, Math.max(0, repository.lastIndexOf("/")));
}
function lastOf(repository) {
  return repository.slice(repository.lastIndexOf("/") + 1);
}
function isNear(text, other) {
  return similarName_84(text, [other]) !== void 0;
}
async function knownRepositories(home) {
  const paths = await Array.fromAsync(glob("*/p/**/*.json", { cwd: home.index }));
  return paths.toSorted().flatMap((path) => {
    const [, registry = "", repository = ""] = /^([^/]+)\/p\/(.+)\.json$/.exec(path) ?? [];
    return isRepository_69(repository) && !/(?:^|\/)o\/sha\d+\//.test(repository) ? [{ slug: registry, repository }] : [];
  });
}

// src/home/resolve/resolve-packages.ts
async function resolvePackages(home, declared, wanted) {
  const findings = await findAll(home, declared, wanted);
  const failures = await failuresAmong(home, declared, findings);
  if (failures.length > 0) throw joined2(failures);
  const found = findings.filter((finding) => finding.kind === "root");
  const warnings = found.flatMap(({ root, warning }) => [warning, foreignLibc(root, wanted)]).filter((text) => text !== void 0);
  return { roots: found.map(({ root }) => root), warnings };
}
async function findAll(home, declared, wanted) {
  switch (declared.kind) {
    case "packages":
      return resolveNamed(home, declared, wanted);
    case "project":
      return resolveLock(home, declared, wanted);
    case "all":
      return resolveLinks(home, { wanted, allowYanked: declared.allowYanked ?? false });
  }
}
async function resolveNamed(home, { identifiers, defaultRegistry, allowYanked = false }, wanted) {
  const findings = /* @__PURE__ */ new Map();
  for (const text of identifiers) {
    const finding = await catchFailure(
      () => resolveOne(home, withTag(parseIdentifier_69(text, defaultRegistry)), { wanted, allowYanked })
    );
    const name = nameOf(finding) ?? text;
    findings.delete(name);
    findings.set(name, finding);
  }
  return [...findings.values()];
}
function nameOf(finding) {
  switch (finding.kind) {
    case "root":
      return finding.root.identifier;
    case "absent":
      return finding.identifier;
    case "failed":
      return void 0;
  }
}
async function resolveOne(home, identifier, options) {
  const resolution = await resolveReference(home.read, identifier, options);
  const pointed = await readCurrent(home, identifier.registry, identifier.repository);
  const current = resolution.kind === "found" && shard_57(resolution.leaf) === pointed;
  return toFinding(identifier, resolution, {
    identifier: formatIdentifier_69(identifier),
    current,
    declaredBy: "identifier"
  });
}
function withTag(identifier) {
  return identifier.tag === void 0 && identifier.digest === void 0 ? { ...identifier, tag: DEFAULT_TAG_119 } : identifier;
}
async function failuresAmong(home, declared, findings) {
  const absent = findings.filter((finding) => finding.kind === "absent");
  const failed = findings.filter((finding) => finding.kind === "failed").map(({ failure }) => failure);
  if (absent.length === 0) return failed;
  const lines = absent.map(({ identifier, reason }) => `${identifier} (${reason})`);
  const names = absent.map(({ identifier }) => identifier);
  const hint = declared.kind === "project" ? pullHint(declared, absent) : [
    ...await guesses(home, names),
    `Run \`ocx package install ${names.join(" ")}\`.`,
    ...declared.kind === "all" ? [unlinkHint(names)] : []
  ].join("\n");
  const elsewhere = home.index === join2(home.path, "index") ? "" : ` with the index ${home.index} of OCX_INDEX`;
  const message = `Cannot find in home ${home.path}${elsewhere}: ${lines.join(", ")}`;
  return [new BundleError("PACKAGE_NOT_INSTALLED", message, { hint }), ...failed];
}
function unlinkHint(names) {
  const [tagged, selected] = [true, false].map(
    (hasTag) => names.filter((name) => parseIdentifier_69(name).tag !== void 0 === hasTag).join(" ")
  );
  const commands = [
    tagged && `\`ocx package uninstall ${tagged}\``,
    selected && `\`ocx package deselect ${selected}\``
  ];
  return `Or remove the install link: ${commands.filter(Boolean).join(", ")}.`;
}
async function guesses(home, identifiers) {
  const found = await Promise.all(identifiers.map((text) => suggestRepository(home, parseIdentifier_69(text, void 0))));
  return [...new Set(found)].filter((meant) => meant !== void 0).map((meant) => `Did you mean ${meant}?`);
}
function pullHint({ project, groups }, absent) {
  if (absent.some(({ deferred }) => deferred)) return DEFERRED_HINT_129;
  const lacking = new Set(absent.flatMap((finding) => finding.groups ?? []));
  const whole = groups.filter((name) => !lacking.has(name) && project.tools.some(({ group }) => group === name));
  const pull = `Run \`ocx pull\` in ${project.directory}`;
  if (whole.length === 0) return `${pull}.`;
  return `${pull}, or take only what is there: set \`groups\` to ${whole.join(", ")} (\`--group ${whole.join(",")}\`).`;
}
function joined2(failures) {
  const [first, ...others] = failures;
  if (first === void 0) throw new Error("nothing failed");
  if (others.length === 0) return first;
  const hint = [...new Set(failures.map((failure) => failure.hint))].join("\n");
  const lines = failures.flatMap((failure) => failure.lines);
  return new BundleError(first.code, lines, { hint, cause: new AggregateError(failures) });
}
function foreignLibc(root, wanted) {
  if (root.platform === void 0 || wanted.features.length === 0 || fits_46(parsePlatform_46(root.platform), wanted))
    return void 0;
  return `${root.identifier} is installed for ${root.platform}, which does not run on ${wanted.os}/${wanted.architecture} with ${wanted.features.join(", ")}`;
}

export {
  expandGroups_127,
  refuseSharedNames_127,
  findDeclared,
  namedPackages,
  resolveLinked,
  similarName_84,
  resolvePackages
};
