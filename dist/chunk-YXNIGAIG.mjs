import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isTagRoot
} from "./chunk-EYV4AAOI.mjs";
import {
  openHome,
  resolvePackages
} from "./chunk-FFGVJX5U.mjs";
import {
  homePath,
  wantedPlatform
} from "./chunk-2PQGRQEK.mjs";
import {
  findDeclared
} from "./chunk-UANDXSUM.mjs";
import {
  openEngine
} from "./chunk-5CDTNWZB.mjs";
import {
  HOME_PREFIX,
  collectClosure,
  layerPrefix,
  summarizeBundle,
  summarizeLayers
} from "./chunk-SG7EDLOK.mjs";
import {
  blobPath as blobPath2,
  catalogPath,
  dispatchPath,
  indexConfigPath,
  indexRootPath,
  layerPath,
  readBlob,
  readReferenced,
  readRootDocument
} from "./chunk-OJRKHDAX.mjs";
import {
  blobPath,
  compareBytes,
  defaultBundleName,
  encodeHead,
  entriesOf,
  familyOf,
  fileNameOf,
  formatPlatform,
  formatPretty,
  formatPython,
  headOf,
  integer,
  isAbsent,
  memberHeader,
  object,
  parseConfig,
  parsePlatform,
  planBundle,
  string,
  withMember
} from "./chunk-TSMA2OKH.mjs";
import {
  BLOCK_SIZE,
  DEFAULT_LEVEL,
  END_SIZE,
  padding
} from "./chunk-EGRBEDZZ.mjs";
import {
  digestOf,
  digester
} from "./chunk-74I3W642.mjs";
import {
  asFailure
} from "./chunk-UXUGPLQI.mjs";
import {
  BundleError
} from "./chunk-7XDTQEKM.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/export-bundle.ts
import { availableParallelism, tmpdir } from "node:os";
import { join as join4, resolve } from "node:path";

// src/bundle/stream-bundle.ts
import { createReadStream } from "node:fs";
import { mkdtempDisposable } from "node:fs/promises";
import { join as join2 } from "node:path";
import { pipeline } from "node:stream/promises";

// src/bundle/write-bundle.ts
import { randomUUID } from "node:crypto";
import { open, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
async function writeBundle(plan, frames, target) {
  try {
    const place = await placeOf(target);
    const part = join(dirname(place), `.ocx-bundle-${randomUUID()}.part`);
    const file = await create(part);
    try {
      const written = await fill(file, plan, frames);
      await file.close();
      await rename(part, place);
      return written;
    } catch (error) {
      await file.close();
      await rm(part, { force: true });
      throw error;
    }
  } catch (error) {
    throw asFailure(error, `write bundle ${target}`);
  }
}
async function placeOf(target) {
  const there = await stat(target).catch(absent);
  if (!there) return target;
  if (there.isFile()) return realpath(target);
  const found = there.isDirectory() ? "it is a directory" : "it is not a regular file";
  throw new BundleError("OPTION_INVALID", `Cannot write bundle ${target}: ${found}, expected a file`, {
    hint: there.isDirectory() ? `Name a file in it, for example ${join(target, "bundle.tar")}.` : "Name a file."
  });
}
async function create(part) {
  try {
    return await open(part, "wx", 420);
  } catch (error) {
    const failure = asFailure(error, `create a file in ${dirname(part)}`);
    if (!(failure instanceof BundleError) || failure.code !== "FILE_NOT_FOUND") throw failure;
    throw new BundleError(failure.code, `Cannot write a bundle into ${dirname(part)}: there is no such directory`, {
      hint: `Make it first, with \`mkdir -p ${dirname(part)}\`.`,
      cause: error
    });
  }
}
function absent(error) {
  if (error.code !== "ENOENT") throw error;
}
async function fill(file, plan, frames) {
  const writer = openBlobs(file, plan);
  for await (const packed of frames) await writer.add(packed);
  const { tables, end } = await writer.close();
  await writeAt(file, new Uint8Array(END_SIZE), end);
  const { head, config } = headOf(plan, tables);
  parseConfig(head.config);
  await writeAt(file, encodeHead(head, plan.room), 0);
  return { digest: head.digest, size: end + END_SIZE, config };
}
function openBlobs(file, plan) {
  const tables = [];
  let header = plan.room;
  let position = header + BLOCK_SIZE;
  let hash = digester();
  let rows = [];
  const finish = async () => {
    const tree = plan.trees[tables.length];
    if (!tree || tree.frames.length !== rows.length)
      throw new Error(`Cannot close blob ${tables.length}: frames are missing`);
    const blob = hash.digest();
    const size = position - header - BLOCK_SIZE;
    await writeAt(file, memberHeader(blobPath(blob), size), header);
    tables.push({ blob, entryCount: tree.entryCount, contentSize: tree.contentSize, frames: rows });
    header = position + padding(size);
    position = header + BLOCK_SIZE;
    hash = digester();
    rows = [];
  };
  return {
    async add({ tree, frame, bytes }) {
      if (tree === tables.length + 1) await finish();
      checkPlanned(plan.trees[tree], rows.length, frame);
      if (tree !== tables.length || frame.size !== bytes.byteLength)
        throw new Error(`Cannot take frame of tree ${tree}`);
      const writing = writeAt(file, bytes, position);
      hash.update(bytes);
      await writing;
      position += bytes.byteLength;
      rows.push(frame);
    },
    async close() {
      await finish();
      if (tables.length !== plan.trees.length) throw new Error(`Cannot close bundle: it has ${tables.length} blobs`);
      return { tables, end: header };
    }
  };
}
function checkPlanned(tree, place, frame) {
  const planned = tree?.frames[place];
  if (planned?.contentSize === frame.contentSize && planned.fileOffset === frame.fileOffset) return;
  throw new Error(`Cannot take frame ${place} of ${tree?.tree.prefix}: it was not planned`);
}
async function writeAt(file, bytes, position) {
  for (let done = 0; done < bytes.byteLength; ) {
    done += (await file.write(bytes, done, bytes.byteLength - done, position + done)).bytesWritten;
  }
}

// src/bundle/stream-bundle.ts
async function streamBundle(plan, frames, { stream, spoolDirectory }) {
  try {
    var _stack = [];
    try {
      const spool = __using(_stack, await mkdtempDisposable(join2(spoolDirectory, "ocx-bundle-")), true);
      const file = join2(spool.path, "bundle.tar");
      const written = await writeBundle(plan, frames, file);
      await pipeline(createReadStream(file), stream, { end: false });
      return written;
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (error) {
    throw asFailure(error, "write bundle to the stream");
  }
}

// src/home/documents/store-documents.ts
var INDEX_FORMAT = 1;
async function collectDocuments(read, closure) {
  const documents = [
    ...await blobsOf(read, closure),
    ...await imageIndexesOf(read, closure),
    ...await indexOf(read, closure)
  ];
  const byName = new Map(documents.map((document) => [document.name, document]));
  return [...byName.values()].toSorted((a, b) => compareBytes(a.name, b.name));
}
async function blobsOf(read, closure) {
  const documents = [];
  for (const { registry, leaf, manifest } of closure.packages) {
    for (const digest of [leaf, manifest.config]) {
      const bytes = await readBlob(read, registry, digest) ?? missing(registry, digest);
      documents.push({ name: blobPath2(registry, digest), bytes });
    }
  }
  return documents;
}
async function imageIndexesOf(read, closure) {
  const references = [
    ...closure.roots,
    ...closure.packages.flatMap(
      ({ dependencies }) => dependencies.map(({ identifier, index }) => ({ ...identifier, index }))
    )
  ];
  const documents = [];
  for (const { registry, repository, index } of references) {
    if (index === void 0) continue;
    const bytes = await readReferenced(read, { registry, repository }, index) ?? missing(`${registry}/${repository}`, index);
    documents.push(
      { name: blobPath2(registry, index), bytes },
      { name: dispatchPath(registry, repository, index), bytes }
    );
  }
  return documents;
}
async function indexOf(read, closure) {
  const documents = [];
  for (const { registry, published } of closure.sources) {
    const repositories = taggedRepositories(closure).filter((tagged) => tagged.registry === registry);
    const roots = await Promise.all(repositories.map((tagged) => cutRootDocument(read, tagged, published)));
    documents.push(...roots);
    if (!published || roots.length === 0) continue;
    const catalog = repositories.map(({ repository }, i) => [
      repository,
      string(digestOf(roots[i]?.bytes ?? new Uint8Array()))
    ]);
    documents.push(
      {
        name: catalogPath(registry),
        bytes: python(
          object([
            ["format_version", integer(INDEX_FORMAT)],
            ["packages", object(catalog)]
          ])
        )
      },
      { name: indexConfigPath(registry), bytes: python(object([["format_version", integer(INDEX_FORMAT)]])) }
    );
  }
  return documents;
}
function taggedRepositories(closure) {
  const tagRoots = closure.roots.filter(isTagRoot);
  const byName = Map.groupBy(tagRoots, ({ registry, repository }) => `${registry}/${repository}`);
  const names = [...byName.keys()].toSorted(compareBytes);
  return names.flatMap((name) => {
    const roots = byName.get(name) ?? [];
    const tags = new Set(roots.flatMap(({ tag }) => tag ?? []));
    return roots.slice(0, 1).map(({ registry, repository }) => ({ registry, repository, tags: [...tags].toSorted(compareBytes) }));
  });
}
async function cutRootDocument(read, { registry, repository, tags }, published) {
  const name = indexRootPath(registry, repository);
  const root = await readRootDocument(read, { registry, repository });
  if (root === void 0) throw new BundleError("OBJECT_MISSING", `Cannot read ${name}: it is missing`);
  const table = entriesOf(root.tree).find(({ key }) => key === "tags")?.value;
  const entries = new Map((table?.kind === "object" ? entriesOf(table) : []).map(({ key, value }) => [key, value]));
  const isVerbatim = published || root.form === "published";
  const members = tags.map((key) => {
    const value = entries.get(key);
    if (value === void 0) throw new BundleError("OBJECT_MISSING", `Cannot read ${name}: tag ${key} is missing`);
    return { key, value: isVerbatim ? value : withoutObserved(value) };
  });
  const tree = withMember(root.tree, "tags", { kind: "object", members });
  return { name, bytes: isVerbatim ? python(tree) : new TextEncoder().encode(formatPretty(tree)) };
}
function withoutObserved(tag) {
  return tag.kind === "object" ? { kind: "object", members: entriesOf(tag).filter(({ key }) => key !== "observed") } : tag;
}
function python(tree) {
  return new TextEncoder().encode(formatPython(tree));
}
function missing(place, digest) {
  throw new BundleError("OBJECT_MISSING", `Cannot read ${digest} of ${place}: it is missing`);
}

// src/home/layers.ts
import { readFile, stat as stat2 } from "node:fs/promises";
import { join as join3 } from "node:path";
async function checkLayers(home, closure) {
  const absent2 = [];
  for (const layer of closure.layers) {
    if (!await isComplete(home, layer)) absent2.push(layer);
  }
  if (absent2.length === 0) return;
  const holes = absent2.map((layer) => `layer ${layer.digest} of ${ownersOf(closure, layer)}`);
  throw new BundleError("OBJECT_MISSING", `Cannot export from ${home.path}: it lacks ${holes.join(", ")}`);
}
async function isComplete(home, { registry, digest }) {
  const directory = join3(home.path, layerPath(registry, digest));
  try {
    if (!(await stat2(join3(directory, "content"))).isDirectory()) return false;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw asFailure(error, `look at layer ${digest}`);
  }
  const marker = await readFile(join3(directory, "digest"), "utf8").catch((error) => {
    if (isAbsent(error)) return digest;
    throw asFailure(error, `read the digest of layer ${digest}`);
  });
  if (marker.trimEnd() === digest) return true;
  throw new BundleError(
    "DOCUMENT_INVALID",
    `Cannot use layer ${digest}: its directory says that it is "${marker.trimEnd()}"`
  );
}
function ownersOf(closure, { registry, digest }) {
  const owners = closure.packages.filter(
    (owner) => owner.registry === registry && owner.manifest.layers.some((layer) => layer.digest === digest)
  );
  return owners.map(({ repositories, leaf }) => `${registry}/${repositories[0] ?? ""}@${leaf}`).join(" and ");
}

// src/commands/export-bundle.ts
async function exportBundle(request, around, listener) {
  var _stack = [];
  try {
    const home = await openHome(homePath(request.home, around));
    const wanted = await wantedPlatform(request.platform);
    const declared = await findDeclared(request.declaration, home.path, around);
    const { roots, warnings } = await resolvePackages(home, declared, wanted);
    for (const warning of warnings) listener.warn(warning);
    const closure = await collectClosure(home.read, roots, wanted);
    await checkLayers(home, closure);
    const engine = __using(_stack, openEngine({ workers: request.workers ?? availableParallelism() }), true);
    const trees = await treesOf(home, closure);
    const [store, ...layers] = await engine.plan([trees.store, ...trees.layers]);
    if (store === void 0) throw new Error("the engine planned no store layer");
    const facts = factsOf(closure, declared, wanted);
    const plan = planBundle({
      name: request.name ?? defaultBundleName(facts.platform),
      facts,
      store,
      layers: closure.layers.map((layer, position) => ({ ...layer, plan: planAt(layers, position) }))
    });
    const total = plan.trees.reduce((sum, { contentSize }) => sum + contentSize, 0);
    const target = request.dryRun ? void 0 : targetOf(request.output, plan.name, around);
    const written = target && await write(
      plan,
      watched(
        engine.pack(plan.trees, request.level ?? DEFAULT_LEVEL),
        around.signal,
        (done) => listener.progress("export", done, total)
      ),
      target
    );
    const file = target?.kind === "file" ? target.path : void 0;
    const bundle = summarizeBundle(closure, {
      name: plan.name,
      platform: formatPlatform(facts.platform),
      layers: written === void 0 ? plannedLayers(plan) : summarizeLayers(written.config),
      ...written !== void 0 && { digest: written.digest, size: written.size },
      ...facts.project !== void 0 && { project: facts.project }
    });
    return { home: home.path, dryRun: request.dryRun, bundle, ...file !== void 0 && { file }, warnings };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function treesOf(home, closure) {
  const store = { prefix: HOME_PREFIX, documents: await collectDocuments(home.read, closure) };
  return { store, layers: closure.layers.map((layer) => layerTree(home, layer)) };
}
function layerTree(home, layer) {
  return {
    prefix: layerPrefix(layer),
    directory: { name: "content", path: join4(home.path, layerPath(layer.registry, layer.digest), "content") },
    documents: [{ name: "digest", bytes: Buffer.from(layer.digest) }]
  };
}
function factsOf({ roots, packages, sources }, declared, wanted) {
  return {
    platform: {
      os: wanted.os,
      architecture: wanted.architecture,
      features: featuresOf(
        packages.map(({ platform }) => platform),
        wanted
      )
    },
    roots,
    packages: packages.map(({ registry, leaf, repositories, platform }) => ({
      registry,
      leaf,
      repositories,
      platform
    })),
    sources,
    ...declared.kind === "project" && {
      project: { declarationHash: declared.project.declarationHash, groups: declared.groups }
    }
  };
}
function featuresOf(platforms, wanted) {
  const known = platforms.filter((platform) => platform !== "unknown").map((platform) => parsePlatform(platform));
  const demanded = new Set(known.flatMap(({ features }) => features));
  const decided = wanted.features.filter((feature) => demanded.has(feature));
  const families = new Set(decided.map(familyOf));
  return [...decided, ...[...demanded].filter((feature) => !families.has(familyOf(feature)))].toSorted();
}
function targetOf(output, name, { directory }) {
  switch (output?.kind) {
    case "file":
      return { kind: "file", path: resolve(directory, output.path) };
    case "directory":
      return { kind: "file", path: resolve(directory, output.path, fileNameOf(name)) };
    case "stream":
      return output;
    case void 0:
      throw new BundleError("OPTION_INVALID", "Cannot export: no output is named", {
        hint: "Pass `--output FILE`, or `--dry-run`."
      });
  }
}
function write(plan, frames, target) {
  switch (target.kind) {
    case "file":
      return writeBundle(plan, frames, target.path);
    case "stream":
      return streamBundle(plan, frames, { stream: target.stream, spoolDirectory: tmpdir() });
  }
}
async function* watched(frames, signal, tell) {
  let done = 0;
  for await (const packed of frames) {
    signal.throwIfAborted();
    yield packed;
    done += packed.frame.contentSize;
    tell(done);
  }
}
function plannedLayers({ layers, trees }) {
  return layers.map(({ registry, digest, tree }) => {
    const { contentSize, entryCount, frames } = planAt(trees, tree);
    return { registry, digest, contentSize, entryCount, frameCount: frames.length };
  });
}
function planAt(plans, position) {
  const plan = plans[position];
  if (plan === void 0) throw new Error(`the engine made no plan ${position}`);
  return plan;
}

export {
  exportBundle
};
