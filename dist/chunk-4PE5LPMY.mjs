import {
  assignedValue_52,
  configOf_52,
  keptConfigPath_53,
  keyOf_52,
  readImportsLog_53
} from "./chunk-K43KNPF3.mjs";
import {
  executablePath_50
} from "./chunk-JH5PIG7S.mjs";
import {
  targetHome_48
} from "./chunk-2YNQWNX7.mjs";
import {
  candidatePath_57,
  catalogPath_57,
  currentPath_57,
  indexRootPath_57,
  packagePath_57
} from "./chunk-HEAJCSBZ.mjs";
import {
  readRootDocument_117,
  rootDocumentReader_117
} from "./chunk-P3VSXBJ3.mjs";
import {
  digestOf_82
} from "./chunk-GX6YAEWI.mjs";

// from-joined:src/home/contents/link-target.ts
import { backReference_54, installLinkTarget_54, linkState_54, nameOfPath_54, packageOf_54 } from "./core.mjs";

// from-joined:src/home/plan/index-merge.ts
import { dropFromCatalog_118, dropTags_118, formatIndexConfig_118, formatObserved_118, mergeCatalog_118, mergeRoot_118 } from "./core.mjs";

// src/home/plan/plan-forget.ts
function valueReader(target) {
  const rootOf = rootDocumentReader_117(target.read);
  return async (assignment) => {
    const { kind, registry, repository, tag = "", digest } = assignment;
    if (kind === "index") {
      const content = (await rootOf({ registry, repository }))?.tags.get(tag)?.content;
      return content === void 0 ? "absent" : content === digest ? "same" : "other";
    }
    const text = await target.link(linkOf(assignment));
    if (text === void 0) return "absent";
    return packageOf_54(text) === packagePath_57(registry, digest) ? "same" : "other";
  };
}
function linkOf({ kind, registry, repository, tag = "" }) {
  return kind === "current" ? currentPath_57(registry, repository) : candidatePath_57(registry, repository, tag);
}
async function planForget(home, bundle) {
  const target = targetHome_48(home);
  const log = await readImportsLog_53(target);
  const active = log.records.filter(({ forgotten }) => forgotten === void 0);
  const own = active.filter((record) => record.bundle.digest === bundle.digest);
  const others = active.filter((record) => record.bundle.digest !== bundle.digest);
  const relied = new Map(own.flatMap(({ relies }) => relies.map((one) => [assignedValue_52(one), one])));
  const valueOf = valueReader(target);
  const needers = needersOf(others);
  const dying = new Set(log.unfinished.map(keyOf_52));
  const reliances = [];
  const gone = [];
  for (const assignment of relied.values()) {
    const value = await valueOf(assignment);
    const bundles = [...needers.get(assignedValue_52(assignment)) ?? []];
    const neededBy = dying.has(keyOf_52(assignment)) ? [...bundles, "an import that died"] : bundles;
    const fate = fateOf(value, neededBy, log.setTo(assignment).includes(assignment.digest));
    reliances.push({ assignment, fate, neededBy });
    if (fate === "removed" || value === "absent") gone.push(keyOnly(assignment));
  }
  const removed = reliances.filter(({ fate }) => fate === "removed").map(({ assignment }) => assignment);
  return {
    home,
    bundle,
    reliances,
    links: removed.flatMap((assignment) => linkRemoval(home, assignment)),
    ...await planIndexRemoval(target, removed),
    executables: await planExecutables(target, own, others),
    registrations: await planRegistrations(target, { own, others, log }),
    configs: configsOf(own, others),
    gone
  };
}
function configsOf(own, others) {
  const needed = new Set(others.map(configOf_52));
  const kept = new Set(own.map(configOf_52).filter((digest) => !needed.has(digest)));
  return [...kept].map(keptConfigPath_53);
}
function needersOf(records) {
  const needers = /* @__PURE__ */ new Map();
  for (const { bundle, relies } of records) {
    for (const value of relies.map(assignedValue_52)) {
      const names = needers.get(value) ?? /* @__PURE__ */ new Set();
      needers.set(value, names.add(bundle.name));
    }
  }
  return needers;
}
function fateOf(value, neededBy, isOwn) {
  if (value !== "same") return "changed";
  if (neededBy.length > 0) return "needed";
  return isOwn ? "removed" : "foreign";
}
function keyOnly({ kind, registry, repository, tag }) {
  return { kind, registry, repository, ...tag !== void 0 && { tag } };
}
function linkRemoval(home, assignment) {
  const { kind, registry, digest } = assignment;
  if (kind === "index") return [];
  const path = linkOf(assignment);
  return [{ path, kind, back: backReference_54(home, packagePath_57(registry, digest), path).path }];
}
async function planIndexRemoval(target, removed) {
  const documents = [];
  const stale = [];
  const tagged = removed.filter(({ kind }) => kind === "index");
  for (const [registry, ofRegistry] of Map.groupBy(tagged, (one) => one.registry)) {
    let catalog = await target.read(catalogPath_57(registry));
    const before = catalog;
    for (const [repository, ofRepository] of Map.groupBy(ofRegistry, (one) => one.repository)) {
      const text = await withoutTags(
        target,
        { registry, repository },
        new Set(ofRepository.map(({ tag }) => tag ?? ""))
      );
      const path = indexRootPath_57(registry, repository);
      if (text === void 0) stale.push(path);
      else documents.push({ path, bytes: Buffer.from(text) });
      if (catalog === void 0) continue;
      const listed = text === void 0 ? dropFromCatalog_118(catalog, repository) : mergeCatalog_118(catalog, /* @__PURE__ */ new Map([[repository, digestOf_82(Buffer.from(text))]]));
      if (listed !== void 0) catalog = Buffer.from(listed);
    }
    if (catalog === void 0 || catalog === before) continue;
    documents.push({ path: catalogPath_57(registry), bytes: catalog });
    const etag = `${catalogPath_57(registry)}.etag`;
    if (await target.exists(etag)) stale.push(etag);
  }
  return { documents, stale };
}
async function withoutTags(target, name, tags) {
  const document = await readRootDocument_117(target.read, name);
  const left = [...document?.tags.keys() ?? []].filter((tag) => !tags.has(tag));
  return document === void 0 || left.length === 0 ? void 0 : dropTags_118(document, tags);
}
async function planExecutables(target, own, others) {
  const kept = new Set(others.map(({ ocx }) => ocx));
  const found = [];
  for (const digest of new Set(own.flatMap(({ ocx }) => ocx ?? []))) {
    if (!kept.has(digest) && await target.exists(executablePath_50(digest))) found.push(digest);
  }
  return found;
}
async function planRegistrations(target, {
  own,
  others,
  log
}) {
  const made = new Set(log.records.flatMap(({ registration }) => registration?.isOwn ? [registration.path] : []));
  const needed = new Set(others.map(({ registration }) => registration?.path));
  const found = [];
  for (const registration of new Map(
    own.flatMap((one) => one.registration ?? []).map((one) => [one.path, one])
  ).values()) {
    const { path, target: directory } = registration;
    if (!made.has(path) || needed.has(path) || await target.link(path) !== directory) continue;
    found.push({ path, target: directory });
  }
  return found;
}

export {
  valueReader,
  planForget
};
