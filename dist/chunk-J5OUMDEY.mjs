import {
  assignedValue_51,
  configOf_51,
  keptConfigPath_52,
  keyOf_51,
  readImportsLog_52
} from "./chunk-6TEKBCBH.mjs";
import {
  executablePath_49
} from "./chunk-T3SGELKE.mjs";
import {
  targetHome_47
} from "./chunk-KXTUQ2H5.mjs";
import {
  candidatePath_56,
  catalogPath_56,
  currentPath_56,
  indexRootPath_56,
  packagePath_56
} from "./chunk-JFBJI7SK.mjs";
import {
  readRootDocument_116,
  rootDocumentReader_116
} from "./chunk-HKJQRGYO.mjs";
import {
  digestOf_81
} from "./chunk-L3CNCDPX.mjs";

// from-joined:src/home/contents/link-target.ts
import { backReference_53, installLinkTarget_53, linkState_53, nameOfPath_53, packageOf_53 } from "./core.mjs";

// from-joined:src/home/plan/index-merge.ts
import { dropFromCatalog_117, dropTags_117, formatIndexConfig_117, formatObserved_117, mergeCatalog_117, mergeRoot_117 } from "./core.mjs";

// src/home/plan/plan-forget.ts
function valueReader(target) {
  const rootOf = rootDocumentReader_116(target.read);
  return async (assignment) => {
    const { kind, registry, repository, tag = "", digest } = assignment;
    if (kind === "index") {
      const content = (await rootOf({ registry, repository }))?.tags.get(tag)?.content;
      return content === void 0 ? "absent" : content === digest ? "same" : "other";
    }
    const text = await target.link(linkOf(assignment));
    if (text === void 0) return "absent";
    return packageOf_53(text) === packagePath_56(registry, digest) ? "same" : "other";
  };
}
function linkOf({ kind, registry, repository, tag = "" }) {
  return kind === "current" ? currentPath_56(registry, repository) : candidatePath_56(registry, repository, tag);
}
async function planForget(home, bundle) {
  const target = targetHome_47(home);
  const log = await readImportsLog_52(target);
  const active = log.records.filter(({ forgotten }) => forgotten === void 0);
  const own = active.filter((record) => record.bundle.digest === bundle.digest);
  const others = active.filter((record) => record.bundle.digest !== bundle.digest);
  const relied = new Map(own.flatMap(({ relies }) => relies.map((one) => [assignedValue_51(one), one])));
  const valueOf = valueReader(target);
  const needers = needersOf(others);
  const dying = new Set(log.unfinished.map(keyOf_51));
  const reliances = [];
  const gone = [];
  for (const assignment of relied.values()) {
    const value = await valueOf(assignment);
    const bundles = [...needers.get(assignedValue_51(assignment)) ?? []];
    const neededBy = dying.has(keyOf_51(assignment)) ? [...bundles, "an import that died"] : bundles;
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
  const needed = new Set(others.map(configOf_51));
  const kept = new Set(own.map(configOf_51).filter((digest) => !needed.has(digest)));
  return [...kept].map(keptConfigPath_52);
}
function needersOf(records) {
  const needers = /* @__PURE__ */ new Map();
  for (const { bundle, relies } of records) {
    for (const value of relies.map(assignedValue_51)) {
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
  return [{ path, kind, back: backReference_53(home, packagePath_56(registry, digest), path).path }];
}
async function planIndexRemoval(target, removed) {
  const documents = [];
  const stale = [];
  const tagged = removed.filter(({ kind }) => kind === "index");
  for (const [registry, ofRegistry] of Map.groupBy(tagged, (one) => one.registry)) {
    let catalog = await target.read(catalogPath_56(registry));
    const before = catalog;
    for (const [repository, ofRepository] of Map.groupBy(ofRegistry, (one) => one.repository)) {
      const text = await withoutTags(
        target,
        { registry, repository },
        new Set(ofRepository.map(({ tag }) => tag ?? ""))
      );
      const path = indexRootPath_56(registry, repository);
      if (text === void 0) stale.push(path);
      else documents.push({ path, bytes: Buffer.from(text) });
      if (catalog === void 0) continue;
      const listed = text === void 0 ? dropFromCatalog_117(catalog, repository) : mergeCatalog_117(catalog, /* @__PURE__ */ new Map([[repository, digestOf_81(Buffer.from(text))]]));
      if (listed !== void 0) catalog = Buffer.from(listed);
    }
    if (catalog === void 0 || catalog === before) continue;
    documents.push({ path: catalogPath_56(registry), bytes: catalog });
    const etag = `${catalogPath_56(registry)}.etag`;
    if (await target.exists(etag)) stale.push(etag);
  }
  return { documents, stale };
}
async function withoutTags(target, name, tags) {
  const document = await readRootDocument_116(target.read, name);
  const left = [...document?.tags.keys() ?? []].filter((tag) => !tags.has(tag));
  return document === void 0 || left.length === 0 ? void 0 : dropTags_117(document, tags);
}
async function planExecutables(target, own, others) {
  const kept = new Set(others.map(({ ocx }) => ocx));
  const found = [];
  for (const digest of new Set(own.flatMap(({ ocx }) => ocx ?? []))) {
    if (!kept.has(digest) && await target.exists(executablePath_49(digest))) found.push(digest);
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
