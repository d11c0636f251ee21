import {
  assignedValue_61,
  configOf_61,
  keptConfigPath_62,
  keyOf_61,
  readImportsLog_62
} from "./chunk-BUM4O26Y.mjs";
import {
  executablePath_59
} from "./chunk-XGR7DJKG.mjs";
import {
  targetHome_57
} from "./chunk-472N3O7M.mjs";
import {
  candidatePath_51,
  catalogPath_51,
  currentPath_51,
  indexRootPath_51,
  packagePath_51
} from "./chunk-KRM37I2B.mjs";
import {
  readRootDocument_127,
  rootDocumentReader_127
} from "./chunk-R45GEM5S.mjs";
import {
  digestOf_87
} from "./chunk-JSX5QINM.mjs";

// from-joined:src/home/contents/link-target.ts
import { backReference_63, installLinkTarget_63, linkState_63, nameOfPath_63, packageOf_63 } from "./core.mjs";

// from-joined:src/home/plan/index-merge.ts
import { dropFromCatalog_128, dropTags_128, formatIndexConfig_128, formatObserved_128, mergeCatalog_128, mergeRoot_128 } from "./core.mjs";

// src/home/plan/plan-forget.ts
function valueReader(target) {
  const rootOf = rootDocumentReader_127(target.read);
  return async (assignment) => {
    const { kind, registry, repository, tag = "", digest } = assignment;
    if (kind === "index") {
      const content = (await rootOf({ registry, repository }))?.tags.get(tag)?.content;
      return content === void 0 ? "absent" : content === digest ? "same" : "other";
    }
    const text = await target.link(linkOf(assignment));
    if (text === void 0) return "absent";
    return packageOf_63(text) === packagePath_51(registry, digest) ? "same" : "other";
  };
}
function linkOf({ kind, registry, repository, tag = "" }) {
  return kind === "current" ? currentPath_51(registry, repository) : candidatePath_51(registry, repository, tag);
}
async function planForget(home, bundle) {
  const target = targetHome_57(home);
  const log = await readImportsLog_62(target);
  const active = log.records.filter(({ forgotten }) => forgotten === void 0);
  const own = active.filter((record) => record.bundle.digest === bundle.digest);
  const others = active.filter((record) => record.bundle.digest !== bundle.digest);
  const relied = new Map(own.flatMap(({ relies }) => relies.map((one) => [assignedValue_61(one), one])));
  const valueOf = valueReader(target);
  const needers = needersOf(others);
  const dying = new Set(log.unfinished.map(keyOf_61));
  const reliances = [];
  const gone = [];
  for (const assignment of relied.values()) {
    const value = await valueOf(assignment);
    const bundles = [...needers.get(assignedValue_61(assignment)) ?? []];
    const neededBy = dying.has(keyOf_61(assignment)) ? [...bundles, "an import that died"] : bundles;
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
  const needed = new Set(others.map(configOf_61));
  const kept = new Set(own.map(configOf_61).filter((digest) => !needed.has(digest)));
  return [...kept].map(keptConfigPath_62);
}
function needersOf(records) {
  const needers = /* @__PURE__ */ new Map();
  for (const { bundle, relies } of records) {
    for (const value of relies.map(assignedValue_61)) {
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
  return [{ path, kind, back: backReference_63(home, packagePath_51(registry, digest), path).path }];
}
async function planIndexRemoval(target, removed) {
  const documents = [];
  const stale = [];
  const tagged = removed.filter(({ kind }) => kind === "index");
  for (const [registry, ofRegistry] of Map.groupBy(tagged, (one) => one.registry)) {
    let catalog = await target.read(catalogPath_51(registry));
    const before = catalog;
    for (const [repository, ofRepository] of Map.groupBy(ofRegistry, (one) => one.repository)) {
      const text = await withoutTags(
        target,
        { registry, repository },
        new Set(ofRepository.map(({ tag }) => tag ?? ""))
      );
      const path = indexRootPath_51(registry, repository);
      if (text === void 0) stale.push(path);
      else documents.push({ path, bytes: Buffer.from(text) });
      if (catalog === void 0) continue;
      const listed = text === void 0 ? dropFromCatalog_128(catalog, repository) : mergeCatalog_128(catalog, /* @__PURE__ */ new Map([[repository, digestOf_87(Buffer.from(text))]]));
      if (listed !== void 0) catalog = Buffer.from(listed);
    }
    if (catalog === void 0 || catalog === before) continue;
    documents.push({ path: catalogPath_51(registry), bytes: catalog });
    const etag = `${catalogPath_51(registry)}.etag`;
    if (await target.exists(etag)) stale.push(etag);
  }
  return { documents, stale };
}
async function withoutTags(target, name, tags) {
  const document = await readRootDocument_127(target.read, name);
  const left = [...document?.tags.keys() ?? []].filter((tag) => !tags.has(tag));
  return document === void 0 || left.length === 0 ? void 0 : dropTags_128(document, tags);
}
async function planExecutables(target, own, others) {
  const kept = new Set(others.map(({ ocx }) => ocx));
  const found = [];
  for (const digest of new Set(own.flatMap(({ ocx }) => ocx ?? []))) {
    if (!kept.has(digest) && await target.exists(executablePath_59(digest))) found.push(digest);
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
