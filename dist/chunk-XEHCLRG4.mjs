import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  openDirectoryWriter
} from "./chunk-YOXFS7R5.mjs";
import {
  resolvePackages
} from "./chunk-DYAFZBJY.mjs";
import {
  checkPartsTarget,
  documentPath,
  leftBeside,
  openPartsFile,
  publishParts
} from "./chunk-H7HGCJZJ.mjs";
import {
  openSpool
} from "./chunk-W2WNV3RT.mjs";
import {
  warnOfExport
} from "./chunk-UDCXKHXH.mjs";
import {
  openEngine
} from "./chunk-GD7X7KKR.mjs";
import {
  DEFERRED_HINT,
  isDeferred,
  wantedPlatform
} from "./chunk-XANLJ5EY.mjs";
import {
  layerLinks
} from "./chunk-BFL76WD4.mjs";
import {
  homePath,
  openHome
} from "./chunk-KSKQROMN.mjs";
import {
  collectClosure,
  collectDocuments,
  layerPrefix
} from "./chunk-5KII5AII.mjs";
import {
  nameOf,
  summarizeBundle,
  summarizeLayers
} from "./chunk-W7M24HYR.mjs";
import {
  layerPath,
  packagePath
} from "./chunk-EJH74DKB.mjs";
import {
  findDeclared,
  patchSources,
  readConfigFiles
} from "./chunk-MFV7P2EI.mjs";
import {
  familyOf,
  formatPlatform,
  parsePlatform
} from "./chunk-M422VR4A.mjs";
import {
  checkReplaceable,
  fileNameOf,
  outputPath
} from "./chunk-DBHZBBRJ.mjs";
import {
  openTarWriter,
  tarWriterInto,
  tarWriterOver
} from "./chunk-CQMURBZU.mjs";
import {
  openPartial
} from "./chunk-3J4RXAUB.mjs";
import {
  HOME_PREFIX,
  defaultBundleName,
  headDocuments,
  headOf,
  parseConfig,
  planBundle
} from "./chunk-QQXCOPHM.mjs";
import {
  checkPartedName,
  planParts
} from "./chunk-47KHCRBR.mjs";
import {
  DEFAULT_LEVEL
} from "./chunk-J7RN6EX5.mjs";
import {
  isAbsent
} from "./chunk-EQADGZVT.mjs";
import {
  formatPinned
} from "./chunk-KONVVQEL.mjs";
import {
  temporaryDirectory,
  userPath
} from "./chunk-BFFDGZUO.mjs";
import {
  prettyBytes
} from "./chunk-3QTZOCDB.mjs";
import {
  fromSystemError
} from "./chunk-JBU255CI.mjs";
import {
  BundleError,
  FAILURES
} from "./chunk-AE2P7HNV.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/export-bundle.ts
import { availableParallelism } from "node:os";
import { basename as basename2 } from "node:path";

// src/home/closure/check-layers.ts
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
async function checkLayers(home, closure) {
  const absent = [];
  for (const layer of closure.layers) {
    if (!await isComplete(home, layer)) absent.push(layer);
  }
  if (absent.length === 0) return;
  const holes = absent.map((layer) => `layer ${layer.digest} of ${ownersOf(closure, layer).map(nameOf2).join(" and ")}`);
  const message = `Cannot export from ${home.path}: it lacks ${holes.join(", ")}`;
  for (const { registry, repositories, leaf } of absent.flatMap((layer) => ownersOf(closure, layer))) {
    if (await isDeferred(home.path, registry, repositories, leaf))
      throw new BundleError("OBJECT_MISSING", message, { hint: DEFERRED_HINT });
  }
  throw new BundleError("OBJECT_MISSING", message);
}
async function isComplete(home, { registry, digest }) {
  const directory = join(home.path, layerPath(registry, digest));
  try {
    if (!(await stat(join(directory, "content"))).isDirectory()) return false;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw fromSystemError(error, `look at layer ${digest}`);
  }
  const marker = await readFile(join(directory, "digest"), "utf8").catch((error) => {
    if (isAbsent(error)) return digest;
    throw fromSystemError(error, `read the digest of layer ${digest}`);
  });
  if (marker.trimEnd() === digest) return true;
  throw new BundleError(
    "DOCUMENT_INVALID",
    `Cannot use layer ${digest}: its directory has the digest "${marker.trimEnd()}"`
  );
}
function ownersOf(closure, { registry, digest }) {
  return closure.packages.filter(
    (owner) => owner.registry === registry && owner.manifest.layers.some((layer) => layer.digest === digest)
  );
}
function nameOf2({ registry, repositories, leaf }) {
  return `${registry}/${repositories[0] ?? ""}@${leaf}`;
}

// src/commands/plan-export.ts
import { join as join2 } from "node:path";
async function planExport(engine, { home, closure, facts, name }) {
  const trees = await treesOf(home, closure);
  const [store, ...layers] = await planTrees(engine, [trees.store, ...trees.layers], closure);
  if (store === void 0) throw new Error("the engine planned no store layer");
  return planBundle({
    name,
    facts,
    store,
    layers: closure.layers.map((layer, position) => ({ ...layer, plan: planAt(layers, position) }))
  });
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
async function treesOf(home, closure) {
  const store = { prefix: HOME_PREFIX, documents: await collectDocuments(home.read, closure) };
  const links = Map.groupBy(
    closure.packages.flatMap((pkg) => layerLinks(pkg, packagePath(pkg.registry, pkg.leaf))),
    ({ layer }) => layer
  );
  return { store, layers: closure.layers.map((layer) => layerTree(home, layer, links)) };
}
function layerTree(home, layer, links) {
  const packages = links.get(layerPath(layer.registry, layer.digest)) ?? [];
  return {
    // Also strips `content`, the top directory of the tree.
    links: packages.map(({ link }) => ({ ...link, strip: link.strip + 1 })),
    prefix: layerPrefix(layer),
    directory: { name: "content", path: join2(home.path, layerPath(layer.registry, layer.digest), "content") },
    documents: [{ name: "digest", bytes: Buffer.from(layer.digest) }]
  };
}
async function planTrees(engine, trees, closure) {
  try {
    const plans = await engine.plan(trees);
    engine.checkPackages();
    return plans;
  } catch (error) {
    throw nameUnsupported(error, closure);
  }
}
var UNSUPPORTED = ["FILE_UNSUPPORTED", "PATH_UNSAFE"];
function nameUnsupported(error, { layers, packages, roots }) {
  if (!(error instanceof BundleError) || !UNSUPPORTED.includes(error.code)) return error;
  const layer = layers.find(({ registry, digest }) => error.message.includes(`${layerPath(registry, digest)}/`));
  const users = packages.filter(
    ({ registry, manifest }) => registry === layer?.registry && manifest.layers.some(({ digest }) => digest === layer.digest)
  );
  const names = users.map((user) => nameOf(user, roots)).join(", ");
  const message = names === "" ? error.message : `${error.message} (layer of ${names})`;
  return new BundleError(error.code, message, { hint: FAILURES.FILE_UNSUPPORTED.hint, cause: error });
}
function planAt(plans, position) {
  const plan = plans[position];
  if (plan === void 0) throw new Error(`the engine made no plan ${position}`);
  return plan;
}

// src/commands/write-export.ts
import { join as join3 } from "node:path";

// src/bundle/stream-bundle.ts
import { pipeline } from "node:stream/promises";

// src/layout/parts-writer.ts
import { basename, dirname } from "node:path";
async function openPartsWriter(target, room, partSize) {
  const [directory, name] = [dirname(target), basename(target)];
  checkPartedName(name);
  try {
    var _stack = [];
    try {
      const stack = __using(_stack, new AsyncDisposableStack(), true);
      const staging = stack.use(await openPartial(directory));
      const parts = stack.use(openPartsFile({ directory: staging.path, name, partSize, head: room }));
      const { blob, finish } = tarWriterOver(parts, room);
      const opened = stack.move();
      return {
        blob,
        async finish(documents, root) {
          const size = await finish(documents, root);
          await publishParts(staging.path, directory, { name, size, parts: await parts.finish(size) });
          return size;
        },
        [Symbol.asyncDispose]: () => opened.disposeAsync()
      };
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (error) {
    throw fromSystemError(error, `write bundle ${target}`);
  }
}

// src/bundle/write-bundle.ts
async function writeBundle(plan, frames, writer) {
  const tables = await writeBlobs(plan, frames, writer);
  const { head, config } = headOf(plan, tables);
  parseConfig(head.config);
  const size = await writer.finish(headDocuments(head), head.root);
  return { digest: head.root.digest, size, config };
}
async function writeBundleFile(plan, frames, target) {
  try {
    var _stack = [];
    try {
      const writer = __using(_stack, await openTarWriter(target, plan.room), true);
      return await writeBundle(plan, frames, writer);
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (error) {
    throw fromSystemError(error, `write bundle ${target}`);
  }
}
async function writeBundleParts(plan, frames, { target, partSize }) {
  try {
    var _stack = [];
    try {
      const writer = __using(_stack, await openPartsWriter(target, plan.room, partSize), true);
      return await writeBundle(plan, frames, writer);
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (error) {
    throw fromSystemError(error, `write bundle ${target}`);
  }
}
async function writeBlobs(plan, frames, writer) {
  const tables = [];
  let blob;
  let rows = [];
  const finish = async () => {
    const tree = plan.trees[tables.length];
    if (blob === void 0 || tree?.frames.length !== rows.length)
      throw new Error(`Cannot close blob ${tables.length}: frames are missing`);
    const { digest } = await blob.commit();
    tables.push({ blob: digest, entryCount: tree.entryCount, contentSize: tree.contentSize, frames: rows });
    blob = void 0;
    rows = [];
  };
  for await (const { tree, frame, bytes } of frames) {
    if (tree === tables.length + 1) await finish();
    checkPlanned(plan.trees[tree], rows.length, frame);
    if (tree !== tables.length || frame.size !== bytes.byteLength) throw new Error(`Cannot take frame of tree ${tree}`);
    blob ??= await writer.blob();
    await blob.write(bytes);
    rows.push(frame);
  }
  await finish();
  if (tables.length !== plan.trees.length) throw new Error(`Cannot close bundle: it has ${tables.length} blobs`);
  return tables;
}
function checkPlanned(tree, place, frame) {
  const planned = tree?.frames[place];
  if (planned?.contentSize === frame.contentSize && planned.fileOffset === frame.fileOffset) return;
  throw new Error(`Cannot take frame ${place} of ${tree?.tree.prefix}: it was not planned`);
}

// src/bundle/stream-bundle.ts
async function streamBundle(plan, frames, { stream, spoolDirectory }) {
  try {
    var _stack = [];
    try {
      const file = __using(_stack, await openSpool(spoolDirectory), true);
      const written = await writeBundle(plan, frames, tarWriterInto(file, plan.room));
      await pipeline(file.createReadStream({ start: 0, autoClose: false }), stream, { end: false });
      await flush(stream);
      return written;
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (error) {
    throw fromSystemError(error, `write bundle to the stream, by way of ${spoolDirectory}`);
  }
}
async function flush(stream) {
  await new Promise((resolve, reject) => {
    stream.once("error", reject);
    stream.write("", (error) => {
      if (error) return reject(stream.errored ?? error);
      stream.off("error", reject);
      resolve();
    });
  });
}

// src/commands/write-export.ts
async function findTarget({ output, overwrite, partSize }, name, { context, reading }) {
  switch (output?.kind) {
    case "file":
    case "directory": {
      const place = output.kind === "directory" ? join3(output.path, "/") : output.path;
      const path = await outputPath(place, fileNameOf(name), context);
      if (partSize !== void 0) {
        if (overwrite !== true) await checkPartsTarget(path, { isSplit: false });
        return { kind: "parts", path, partSize };
      }
      if (overwrite !== true) await checkReplaceable(path);
      return { kind: "file", path };
    }
    case "layout":
      return { kind: "layout", path: userPath(output.path, context) };
    case "stream":
      return output;
    case "registry": {
      const { openRegistry } = await import("./open-registry-WLHGM7ID.mjs");
      return { ...output, opened: await openRegistry(output, context, reading) };
    }
    case void 0:
      throw new BundleError("OPTION_INVALID", "Cannot export: no output is given", {
        hint: "Pass `--output FILE`, or `--dry-run`."
      });
  }
}
async function writeExport(plan, frames, target) {
  switch (target.kind) {
    case "file":
      return writeBundleFile(plan, frames, target.path);
    case "parts":
      return writeBundleParts(plan, frames, { target: target.path, partSize: target.partSize });
    case "layout": {
      var _stack = [];
      try {
        const writer = __using(_stack, await openDirectoryWriter(target.path), true);
        return await writeBundle(plan, frames, writer);
      } catch (_) {
        var _error = _, _hasError = true;
      } finally {
        var _promise = __callDispose(_stack, _error, _hasError);
        _promise && await _promise;
      }
    }
    case "registry": {
      var _stack2 = [];
      try {
        const { writerFor } = await import("./send-to-registry-6MT2ICBF.mjs");
        const writer = __using(_stack2, writerFor(target.opened, target), true);
        return await writeBundle(plan, frames, writer);
      } catch (_2) {
        var _error2 = _2, _hasError2 = true;
      } finally {
        var _promise2 = __callDispose(_stack2, _error2, _hasError2);
        _promise2 && await _promise2;
      }
    }
    case "stream":
      return streamBundle(plan, frames, { stream: target.stream, spoolDirectory: temporaryDirectory() });
  }
}

// src/commands/export-bundle.ts
async function exportBundle(request, context, reporter) {
  var _stack = [];
  try {
    const home = await openHome(homePath(request.home, context));
    const wanted = await wantedPlatform(request.platform);
    const declared = await findDeclared(request.declaration, home.path, context);
    const resolved = await resolvePackages(home, declared, wanted);
    const { roots } = resolved;
    const closure = await collectClosure(home.read, roots, wanted);
    const warnings = [...resolved.warnings, ...warnOfExport(closure), ...await warnOfPatches(home.path, context)];
    for (const warning of warnings) reporter.warn(warning);
    await checkLayers(home, closure);
    const facts = factsOf(closure, declared, wanted);
    const name = request.name ?? defaultBundleName(facts.platform);
    const reading = { say: (text) => reporter.say(text), debug: (text) => reporter.debug(text) };
    const target = request.dryRun ? void 0 : await findTarget(request, name, { context, reading });
    const engine = __using(_stack, openEngine({ workers: request.workers ?? availableParallelism() }), true);
    const plan = await planExport(engine, { home, closure, facts, name });
    const total = plan.trees.reduce((sum, { contentSize }) => sum + contentSize, 0);
    const frames = watched(
      engine.pack(plan.trees, request.level ?? DEFAULT_LEVEL),
      context.signal,
      (done) => reporter.progress("export", done, total)
    );
    if (target?.kind === "registry") reporter.say(spoolNotice(plan));
    const written = target && await writeExport(plan, frames, target);
    const parts = target?.kind === "parts" && written !== void 0 ? planParts({ size: written.size, name: basename2(target.path), partSize: target.partSize }) : [];
    if (target?.kind === "parts") {
      const left = await leftBeside(target.path, parts, { isSplit: false });
      for (const warning of left) reporter.warn(warning);
      warnings.push(...left);
    }
    const bundle = summarizeBundle(closure, {
      name: plan.name,
      platform: formatPlatform(facts.platform),
      layers: written === void 0 ? plannedLayers(plan) : summarizeLayers(written.config),
      ...written !== void 0 && { digest: written.digest, size: written.size },
      ...facts.project !== void 0 && { project: facts.project }
    });
    return {
      home: home.path,
      dryRun: request.dryRun,
      bundle,
      ...target?.kind === "file" && { file: target.path },
      ...target?.kind === "parts" && { file: documentPath(target.path), parts: parts.length },
      ...target?.kind === "layout" && { directory: target.path },
      ...target?.kind === "registry" && { reference: formatPinned(target.opened.reference, bundle.digest ?? "") },
      warnings
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function warnOfPatches(home, context) {
  const files = await readConfigFiles({ ...context, home }).catch((error) => {
    if (error instanceof BundleError && error.code === "CONFIG_INVALID") return [];
    throw error;
  });
  return patchSources(context.variables, files).map(
    (source) => `${source}: patches do not travel, and the packages are exported without them`
  );
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
function spoolNotice({ trees }) {
  const [first = 0, second = 0] = trees.map(({ contentSize }) => contentSize).toSorted((a, b) => b - a);
  return `Blobs are kept in ${temporaryDirectory()} until they are sent: at most ${prettyBytes(first + second)}`;
}
function plannedLayers({ layers, trees }) {
  return layers.map(({ registry, digest, tree }) => {
    const { contentSize, entryCount, frames } = planAt(trees, tree);
    return { registry, digest, contentSize, entryCount, frameCount: frames.length };
  });
}

export {
  exportBundle
};
