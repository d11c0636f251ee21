import {
  assignedValue_59,
  configOf_59,
  keptConfigPath_60,
  keyOf_59,
  readImportsLog_60
} from "./chunk-CSIFMFRB.mjs";
import {
  executablePath_57
} from "./chunk-7BPKHUDU.mjs";
import {
  targetHome_55
} from "./chunk-KFCAUD2K.mjs";
import {
  candidatePath_49,
  catalogPath_49,
  currentPath_49,
  indexRootPath_49,
  packagePath_49
} from "./chunk-RFLV7I5F.mjs";
import {
  readRootDocument_125
} from "./chunk-C5SZ4WNQ.mjs";
import {
  digestOf_85
} from "./chunk-E2XNVGEC.mjs";

// from-joined:src/home/contents/link-target.ts
import { backReference_61, installLinkTarget_61, linkState_61, nameOfPath_61, packageOf_61 } from "./core.mjs";

// from-joined:src/home/plan/index-merge.ts
import { dropFromCatalog_126, dropTags_126, formatIndexConfig_126, formatObserved_126, mergeCatalog_126, mergeRoot_126 } from "./core.mjs";

// src/home/plan/plan-forget.ts
async function isInPlace(target, assignment) {
  return await valueIn(target, assignment) === "same";
}
async function valueIn(target, assignment) {
  const { kind, registry, repository, tag = "", digest } = assignment;
  if (kind === "index") {
    const content = (await readRootDocument_125(target.read, { registry, repository }))?.tags.get(tag)?.content;
    return content === void 0 ? "absent" : content === digest ? "same" : "other";
  }
  const text = await target.link(linkOf(assignment));
  if (text === void 0) return "absent";
  return packageOf_61(text) === packagePath_49(registry, digest) ? "same" : "other";
}
function linkOf({ kind, registry, repository, tag = "" }) {
  return kind === "current" ? currentPath_49(registry, repository) : candidatePath_49(registry, repository, tag);
}
async function planForget(home, bundle) {
  const target = targetHome_55(home);
  const log = await readImportsLog_60(target);
  const active = log.records.filter(({ forgotten }) => forgotten === void 0);
  const own = active.filter((record) => record.bundle.digest === bundle.digest);
  const others = active.filter((record) => record.bundle.digest !== bundle.digest);
  const relied = new Map(own.flatMap(({ relies }) => relies.map((one) => [assignedValue_59(one), one])));
  const reliances = [];
  const gone = [];
  for (const assignment of relied.values()) {
    const value = await valueIn(target, assignment);
    const neededBy = needing(assignment, others, log);
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
  const needed = new Set(others.map(configOf_59));
  const kept = new Set(own.map(configOf_59).filter((digest) => !needed.has(digest)));
  return [...kept].map(keptConfigPath_60);
}
function needing(assignment, others, log) {
  const value = assignedValue_59(assignment);
  const bundles = others.filter(({ relies }) => relies.some((one) => assignedValue_59(one) === value));
  const dying = log.unfinished.some((one) => keyOf_59(one) === keyOf_59(assignment));
  return [.../* @__PURE__ */ new Set([...bundles.map(({ bundle }) => bundle.name), ...dying ? ["an import that died"] : []])];
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
  return [{ path, kind, back: backReference_61(home, packagePath_49(registry, digest), path).path }];
}
async function planIndexRemoval(target, removed) {
  const documents = [];
  const stale = [];
  const tagged = removed.filter(({ kind }) => kind === "index");
  for (const [registry, ofRegistry] of Map.groupBy(tagged, (one) => one.registry)) {
    let catalog = await target.read(catalogPath_49(registry));
    const before = catalog;
    for (const [repository, ofRepository] of Map.groupBy(ofRegistry, (one) => one.repository)) {
      const text = await withoutTags(
        target,
        { registry, repository },
        new Set(ofRepository.map(({ tag }) => tag ?? ""))
      );
      const path = indexRootPath_49(registry, repository);
      if (text === void 0) stale.push(path);
      else documents.push({ path, bytes: Buffer.from(text) });
      if (catalog === void 0) continue;
      const listed = text === void 0 ? dropFromCatalog_126(catalog, repository) : mergeCatalog_126(catalog, /* @__PURE__ */ new Map([[repository, digestOf_85(Buffer.from(text))]]));
      if (listed !== void 0) catalog = Buffer.from(listed);
    }
    if (catalog === void 0 || catalog === before) continue;
    documents.push({ path: catalogPath_49(registry), bytes: catalog });
    const etag = `${catalogPath_49(registry)}.etag`;
    if (await target.exists(etag)) stale.push(etag);
  }
  return { documents, stale };
}
async function withoutTags(target, name, tags) {
  const document = await readRootDocument_125(target.read, name);
  const left = [...document?.tags.keys() ?? []].filter((tag) => !tags.has(tag));
  return document === void 0 || left.length === 0 ? void 0 : dropTags_126(document, tags);
}
async function planExecutables(target, own, others) {
  const kept = new Set(others.map(({ ocx }) => ocx));
  const found = [];
  for (const digest of new Set(own.flatMap(({ ocx }) => ocx ?? []))) {
    if (!kept.has(digest) && await target.exists(executablePath_57(digest))) found.push(digest);
  }
  return found;
}
async function planRegistrations(target, {
  own,
  others,
  log
}) {
  const found = [];
  for (const registration of new Map(
    own.flatMap((one) => one.registration ?? []).map((one) => [one.path, one])
  ).values()) {
    const { path, target: directory } = registration;
    const isSame = (one) => one.registration?.path === path;
    const isOwn = log.records.some((one) => isSame(one) && one.registration?.isOwn === true);
    if (!isOwn || others.some(isSame) || await target.link(path) !== directory) continue;
    found.push({ path, target: directory });
  }
  return found;
}

export {
  isInPlace,
  planForget
};
