import {
  findSbomTarget,
  formatSbom,
  sbomFacts,
  sbomFormatOf,
  writeSbom
} from "./chunk-W3U26NL6.mjs";
import {
  isStore
} from "./chunk-N5JKQISP.mjs";
import {
  factsOf,
  planAt,
  planExport
} from "./chunk-7FPA56EB.mjs";
import {
  findOnPath_78
} from "./chunk-II75UPR3.mjs";
import {
  DELTA_VERSION,
  encodeDelta,
  zstdParameters
} from "./chunk-7JN3YGW4.mjs";
import {
  checkPartsTarget,
  documentPath,
  leftBeside,
  openPartsFile,
  publishParts
} from "./chunk-O7T4ONUD.mjs";
import {
  summarizeOriginals
} from "./chunk-3THPZCMX.mjs";
import {
  besideOfBases
} from "./chunk-VHIAK6CC.mjs";
import {
  streamTar,
  watchItems
} from "./chunk-37YUTE3N.mjs";
import {
  warnOfExport_77
} from "./chunk-JIXAONKB.mjs";
import {
  ELF_HEAD,
  isElf,
  whyNotFor
} from "./chunk-5QMOEKRD.mjs";
import {
  collectClosure_88,
  recordsOf
} from "./chunk-OYSOGAZH.mjs";
import {
  summarizeBundle_70,
  summarizeDelta_70,
  summarizeLayers_70
} from "./chunk-KXQOHID5.mjs";
import {
  findDeclared,
  resolveLinked,
  resolvePackages
} from "./chunk-XTZO5WJI.mjs";
import {
  homePath_20,
  indexPath_20
} from "./chunk-MNKW3YDE.mjs";
import {
  openBases
} from "./chunk-YUZHYX5T.mjs";
import {
  checkLayers,
  textOfBlob,
  textOfTree
} from "./chunk-ZYAE4ZPK.mjs";
import {
  planLayer
} from "./chunk-MBBOGQWG.mjs";
import {
  inHome_48
} from "./chunk-2YNQWNX7.mjs";
import {
  layerPrefix_91,
  openEngine,
  ownersOf_91
} from "./chunk-5J7PMGVS.mjs";
import {
  openHome_113
} from "./chunk-UKQYM3E2.mjs";
import {
  layerPath_57,
  packagePath_57
} from "./chunk-HEAJCSBZ.mjs";
import {
  wantedPlatform_9
} from "./chunk-CPMTHW7B.mjs";
import {
  checkDirectory,
  openDirectoryWriter,
  othersIn
} from "./chunk-7K4GLWP3.mjs";
import {
  openLayout_139
} from "./chunk-WYNKTPG4.mjs";
import {
  besideOf
} from "./chunk-ASU3ZQOF.mjs";
import {
  OCX_19,
  OCX_BINARIES_19,
  bringsOcx_19,
  hasEntryPoints_19
} from "./chunk-CZIUKB67.mjs";
import {
  digestFile
} from "./chunk-U5PQRCIB.mjs";
import {
  checkReplaceable_143,
  fileNameOf_143,
  outputPath_143
} from "./chunk-R6K6VWFY.mjs";
import {
  formatPlatform_46
} from "./chunk-LM4DMEHJ.mjs";
import {
  writeCopy
} from "./chunk-R4ROI4WS.mjs";
import {
  headOf,
  openTarWriter,
  tarWriterOver
} from "./chunk-OWZRPGMY.mjs";
import {
  sizeOfHead
} from "./chunk-CZL5UGE2.mjs";
import {
  describeManifest_152,
  documentOf_152,
  headDocuments_152
} from "./chunk-RQN5F2TG.mjs";
import {
  openPartial
} from "./chunk-JX2GJJIF.mjs";
import {
  encodeLayoutFile_171
} from "./chunk-OGS7A7K6.mjs";
import {
  blobsBeside_87,
  inIndex_87,
  orderBeside_87,
  withIndex_87,
  writeBeside_87
} from "./chunk-DZJPFTB3.mjs";
import {
  EXECUTABLE_PREFIX_128,
  HOME_PREFIX_128,
  parseConfig_128
} from "./chunk-6SUZIHNH.mjs";
import {
  defaultBundleName_137
} from "./chunk-X7VVMTBY.mjs";
import {
  checkPartedName_140,
  formatPartsDocument_140,
  planParts_140
} from "./chunk-GYELZAFS.mjs";
import {
  logsOf_22
} from "./chunk-3P5WIHGI.mjs";
import {
  openBundle_85,
  readConfig_85,
  readOwnManifest_85
} from "./chunk-IGXA6UWY.mjs";
import {
  encodeImageIndex_151,
  encodeManifest_151,
  manifestSchema_151
} from "./chunk-LS4QIVEJ.mjs";
import {
  parseDocument_135
} from "./chunk-47YTZHQL.mjs";
import {
  BUNDLE_CONFIG_136,
  DELTA_ARTIFACT_136,
  DELTA_BESIDE_136,
  DELTA_CONFIG_136,
  DELTA_PATCH_136,
  FULL_INDEX_136,
  FULL_MANIFEST_136,
  IMAGE_MANIFEST_136,
  LAYER_TAR_ZSTD_136
} from "./chunk-PN52QW44.mjs";
import {
  RecordReader,
  SYMLINK_ENTRY
} from "./chunk-VQWXHXW4.mjs";
import {
  digestOf_82,
  digester_82,
  hexOf_82,
  parseDigest_82
} from "./chunk-GX6YAEWI.mjs";
import {
  DEFAULT_LEVEL
} from "./chunk-2WQ5WNEA.mjs";
import {
  BLOCK_SIZE,
  asByteString,
  headerSize,
  padding,
  toByteString
} from "./chunk-2BLSIOJA.mjs";
import {
  MAX_DICTIONARIES,
  MAX_DICTIONARY,
  MAX_EXECUTABLE,
  MIN_DICTIONARY
} from "./chunk-M77KPOTZ.mjs";
import {
  openFile,
  sliceOf
} from "./chunk-CYMBCZ23.mjs";
import {
  writeAt
} from "./chunk-L4HVVUOR.mjs";
import {
  formatPinned_119
} from "./chunk-HNLNHLU6.mjs";
import {
  expandTilde_38,
  temporaryDirectory_38,
  userPath_38
} from "./chunk-A6YYFOED.mjs";
import {
  prettyBytes
} from "./chunk-4IIZTIU3.mjs";
import {
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/export-bundle.ts
import { availableParallelism } from "node:os";

// from-joined:src/home/config/configuration-warnings.ts
import { configurationWarnings_123, warnOfPatches_123 } from "./core.mjs";

// src/commands/ocx/include-ocx.ts
import { join as join2 } from "node:path";

// src/commands/ocx/copy-executable.ts
import { constants } from "node:fs";
import { chmod, copyFile, mkdir, mkdtempDisposable, open, realpath, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
var MODE = 493;
var TIME = 0;
async function copyExecutable(found, platform) {
  const path = await realpath(found).catch((error) => {
    throw fromSystemError(error, `read ${found}`);
  });
  const head = await readElfHead(path);
  const problem = whyNotFor(head, platform);
  if (problem !== void 0) {
    throw new BundleError("PLATFORM_MISMATCH", `Cannot include ${path}: ${problem}`, {
      hint: "Put the program `ocx` for this platform first on PATH, not a script that starts it, or leave `include-ocx` out."
    });
  }
  const { size } = await stat(path);
  if (size > MAX_EXECUTABLE) {
    const message = `Cannot include ${path}: it has ${size} bytes, expected at most ${MAX_EXECUTABLE}`;
    throw new BundleError("LIMIT_EXCEEDED", message, { hint: "Put the program `ocx` first on PATH." });
  }
  const directory = await mkdtempDisposable(join(temporaryDirectory_38(), "ocx-bundle-"));
  const dispose = () => directory[Symbol.asyncDispose]();
  try {
    return { ...await copyInto(directory.path, path), size, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw fromSystemError(error, `copy ${path} to ${directory.path}`);
  }
}
async function copyInto(directory, path) {
  const folder = join(directory, "folder");
  const copy = join(folder, "ocx");
  await mkdir(folder);
  await copyFile(path, copy, constants.COPYFILE_FICLONE);
  const digest = await digestFile(copy);
  await chmod(copy, MODE);
  await chmod(folder, MODE);
  await utimes(copy, TIME, TIME);
  const tree = { prefix: EXECUTABLE_PREFIX_128, directory: { name: hexOf_82(digest), path: folder }, documents: [] };
  return { digest, tree };
}
async function readElfHead(path) {
  try {
    var _stack = [];
    try {
      const file = __using(_stack, await open(path, constants.O_RDONLY + constants.O_NONBLOCK), true);
      if (!(await file.stat()).isFile()) return Buffer.of();
      const { buffer, bytesRead } = await file.read(Buffer.alloc(ELF_HEAD), 0, ELF_HEAD, 0);
      return buffer.subarray(0, bytesRead);
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (error) {
    throw fromSystemError(error, `read ${path}`);
  }
}

// src/commands/ocx/include-ocx.ts
async function includeOcx({ home, closure, wanted }, choice, context) {
  const isWanted = choice === "true" || choice === "auto" && hasEntryPoints_19(closure);
  if (!isWanted || bringsOcx_19(closure)) return { closure, warnings: [] };
  const installed = await findPackage({ home, closure, wanted });
  if (typeof installed === "object") return { closure: installed, warnings: [] };
  const reason = installed === void 0 ? [] : [`The package ocx.sh/ocx/cli of the home does not travel: ${installed}`];
  if (choice === "auto") return { closure, warnings: reason };
  const path = await findOnPath_78(context);
  if (path !== void 0) return { closure, executable: await copyExecutable(path, wanted), warnings: reason };
  throw new BundleError("OCX_NOT_FOUND", [
    `Cannot include ocx: it is neither installed in ${home.path} nor on PATH`,
    ...reason
  ]);
}
async function findPackage({ home, closure, wanted }) {
  try {
    const root = await resolveLinked(home, OCX_19);
    if (root === void 0) return void 0;
    const problem = await whyUnfit(home, root, wanted);
    if (problem !== void 0) return problem;
    const whole = await collectClosure_88(home.read, [...closure.roots, root], wanted);
    await checkLayers(home, whole);
    return whole;
  } catch (error) {
    if (error instanceof BundleError) return error.lines.join("; ");
    throw error;
  }
}
async function whyUnfit(home, { registry, leaf }, wanted) {
  const path = join2(home.path, packagePath_57(registry, leaf), OCX_BINARIES_19, "ocx");
  const head = await readElfHead(path);
  const problem = isElf(head) ? whyNotFor(head, wanted) : void 0;
  return problem && `${path}: ${problem}`;
}

// src/commands/export/collect-packages.ts
async function collectPackages(home, { roots, wanted }, choice, context) {
  const own = await collectClosure_88(home.read, roots, wanted);
  await checkLayers(home, own);
  const { closure, executable, warnings } = await includeOcx({ home, closure: own, wanted }, choice, context);
  return { closure, executable, warnings: [...warnings, ...executable === void 0 ? warnOfExport_77(closure) : []] };
}

// src/commands/export/export-disk-use.ts
import { basename, dirname } from "node:path";
var SPOOLED_BLOBS = 2;
function exportDiskUse({ size, config }, place, executable = 0) {
  const spool = { use: "spool", path: temporaryDirectory_38() };
  const copied = executable === 0 ? [] : [{ ...spool, bytes: executable }];
  switch (place?.kind) {
    case void 0:
      return { written: size, peak: copied };
    case "file":
      return { written: size, peak: [{ use: "output", path: dirname(place.path), bytes: size }, ...copied] };
    case "parts": {
      const written = size + partsDocumentSize(size, place);
      return { written, peak: [{ use: "output", path: dirname(place.path), bytes: written }, ...copied] };
    }
    case "layout":
      return { written: size, peak: [{ use: "output", path: place.path, bytes: size }, ...copied] };
    case "stream":
      return { written: size, peak: [{ ...spool, bytes: size + executable }] };
    case "registry":
      return { written: size, peak: [{ ...spool, bytes: largestBlobs(config) + executable }] };
  }
}
function partsDocumentSize(size, { path, partSize }) {
  const name = basename(path);
  const parts = planParts_140({ size, name, partSize }).map((part) => ({ ...part, digest: `sha256:${"0".repeat(64)}` }));
  return Buffer.byteLength(formatPartsDocument_140({ name, size, parts }));
}
function largestBlobs({ store, layers, ocx }) {
  const tables = [store, ...layers, ...ocx === void 0 ? [] : [ocx]];
  const sizes = new Map(tables.map(({ blob, frames }) => [blob, frames.reduce((sum, frame) => sum + frame.size, 0)]));
  const largest = [...sizes.values()].toSorted((a, b) => b - a).slice(0, SPOOLED_BLOBS);
  return largest.reduce((sum, size) => sum + size, 0);
}

// src/commands/export/describe-export.ts
function describeExport(written, contents, {
  target,
  place,
  parts
}, {
  home,
  dryRun,
  sbom,
  warnings
}) {
  return {
    home,
    dryRun,
    bundle: summarizeExported(written, contents),
    disk: exportDiskUse(written, place, contents.executable?.size),
    ...target?.kind === "file" && { file: target.path },
    ...target?.kind === "parts" && { file: documentPath(target.path), parts },
    ...target?.kind === "layout" && { directory: target.path },
    ...target?.kind === "registry" && {
      reference: formatPinned_119(target.opened.reference, written.stored ?? written.digest)
    },
    ...sbom !== void 0 && { sbom },
    warnings
  };
}
function summarizeExported({ config, digest, size, delta }, { name, closure, facts, executable, originals }) {
  return summarizeBundle_70(closure, {
    name,
    platform: formatPlatform_46(facts.platform),
    ...executable !== void 0 && { ocx: { digest: executable.digest, size: executable.size } },
    layers: summarizeLayers_70(config),
    digest,
    size,
    ...facts.project !== void 0 && { project: facts.project },
    ...originals && { originals: summarizeOriginals(originals) },
    ...delta !== void 0 && { delta }
  });
}

// src/commands/export/export-delta.ts
import { mkdtempDisposable as mkdtempDisposable2 } from "node:fs/promises";
import { dirname as dirname3, join as join4 } from "node:path";

// src/bundle/delta-documents.ts
function verbatimOf({ name, config, manifestBytes, configBytes, beside }) {
  const own = { root: describeManifest_152(name, manifestBytes, config), documents: [] };
  const manifests = beside?.beside.manifestsOf(inIndex_87(own.root)) ?? [];
  const index = withIndex_87(own, manifests).documents[0];
  const documents = [documentOf_152(FULL_MANIFEST_136, manifestBytes), documentOf_152(BUNDLE_CONFIG_136, configBytes)];
  if (beside === void 0 || index === void 0) return { bundle: own.root.digest, documents, manifests };
  return { bundle: index.digest, documents: [{ ...index, mediaType: FULL_INDEX_136 }, ...documents], manifests };
}
function omittedBeside({ beside }, blobs) {
  const held = [...beside?.held ?? []].filter((digest) => beside?.beside.needed.has(digest) !== true);
  return /* @__PURE__ */ new Set([...blobs, ...held]);
}
function describeDelta({ name, config: { platform } }, delta, layers) {
  const config = encodeDelta(delta);
  const manifest = encodeManifest_151({
    artifactType: DELTA_ARTIFACT_136,
    config: { mediaType: DELTA_CONFIG_136, digest: digestOf_82(config), size: config.byteLength },
    layers
  });
  const root = describeManifest_152(name, manifest, { platform, artifactType: DELTA_ARTIFACT_136 });
  return { root, documents: [documentOf_152(IMAGE_MANIFEST_136, manifest), documentOf_152(DELTA_CONFIG_136, config)] };
}

// src/bundle/outline-delta.ts
function outlineDelta(documents, blobs, { choices, zstd }) {
  const verbatim = verbatimOf(documents);
  const kindOf = ({ digest }) => choices.get(digest)?.kind ?? "whole";
  const beside = orderBeside_87(
    verbatim.manifests,
    omittedBeside(
      documents,
      blobs.map(({ digest }) => digest)
    )
  );
  const carried = [
    ...verbatim.documents.map(({ digest, bytes }) => ({ digest, size: bytes.byteLength })),
    ...blobs.filter((blob) => kindOf(blob) !== "omitted"),
    ...beside.map(({ descriptor: { digest, size } }) => ({ digest, size }))
  ];
  const delta = {
    deltaVersion: DELTA_VERSION,
    requires: [],
    bundle: verbatim.bundle,
    omitted: blobs.filter((blob) => kindOf(blob) === "omitted").map(({ digest }) => digest),
    patches: blobs.flatMap(({ digest }) => widestPatch(digest, documents, choices.get(digest))),
    zstd
  };
  const layers = carried.map(({ digest, size }) => ({ mediaType: LAYER_TAR_ZSTD_136, digest, size }));
  return { config: delta, blobs: carried, ...describeDelta(documents, delta, layers) };
}
function widestPatch(digest, { config }, choice) {
  const layer = config.layers.find(({ blob }) => blob === digest);
  if (choice?.kind !== "patched" || layer === void 0) return [];
  const frames = layer.frames.map((frame, index) => {
    const range = choice.ranges[index];
    const dictionary = range && { ...range, offset: range.offset + 1 };
    return { size: frame.size, digest, ...dictionary && { dictionary } };
  });
  return [{ blob: digest, patch: digest, base: choice.base, frames }];
}

// src/layout/parts-writer.ts
import { basename as basename2, dirname as dirname2 } from "node:path";
async function openPartsWriter(target, room, partSize) {
  const [directory, name] = [dirname2(target), basename2(target)];
  checkPartedName_140(name);
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
  parseConfig_128(head.config);
  const own = { root: head.root, documents: headDocuments_152(head) };
  const { root, documents } = await finishBeside(own, plan.beside, {
    writer,
    written: new Set(tables.map(({ blob }) => blob))
  });
  const size = await writer.finish(documents, root);
  return { digest: root.digest, size, config };
}
async function finishBeside(own, beside, { writer, written }) {
  if (beside === void 0) return own;
  const manifests = beside.manifestsOf(inIndex_87(own.root));
  await writeBeside_87(writer, manifests, beside.copyBlob, written);
  return withIndex_87(own, manifests);
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

// src/bundle/delta-spool.ts
import { open as open2 } from "node:fs/promises";
async function openDeltaSpool(path) {
  const file = await open2(path, "wx", 384);
  const places = /* @__PURE__ */ new Map();
  let start = 0;
  let end = 0;
  return {
    size: () => end - start,
    async write(bytes) {
      await writeAt(file, bytes, end);
      end += bytes.byteLength;
    },
    keep(digest) {
      const size = end - start;
      places.set(digest, { start, size });
      start = end;
      return size;
    },
    drop() {
      end = start;
    },
    async read() {
      await file.truncate(end);
      await file.close();
      const source = await openFile(path);
      return {
        bytesOf(digest) {
          const place = places.get(digest);
          return place && sliceOf(source, place.start, place.size);
        },
        [Symbol.asyncDispose]: () => source[Symbol.asyncDispose]()
      };
    },
    [Symbol.asyncDispose]: () => file.close()
  };
}

// src/bundle/write-delta.ts
async function prepareDelta(engine, input) {
  var _stack = [];
  try {
    const { bundle, choices } = input;
    const verbatim = verbatimOf(input.documents);
    const patches = [];
    const omitted = [];
    const blobs = [];
    const spool = __using(_stack, await openDeltaSpool(input.spool), true);
    for (const { mediaType, digest, bytes } of verbatim.documents) {
      await spool.write(bytes);
      blobs.push({ mediaType, digest, size: spool.keep(digest) });
    }
    for (const [digest, { size }] of bundle.blobs) {
      const choice = choices.get(digest) ?? { kind: "whole" };
      if (choice.kind === "omitted") {
        omitted.push(digest);
        continue;
      }
      const patch = choice.kind === "patched" ? await patchLayer(engine, input, { digest, choice, spool }) : void 0;
      if (patch !== void 0 && choice.kind === "patched" && spool.size() <= size * choice.maxShare) {
        patches.push(patch);
        blobs.push({ mediaType: DELTA_PATCH_136, digest: patch.patch, size: spool.keep(patch.patch) });
      } else {
        spool.drop();
        blobs.push({ mediaType: LAYER_TAR_ZSTD_136, digest, size });
      }
    }
    const { beside } = input.documents.beside ?? {};
    if (beside !== void 0) {
      const written = omittedBeside(input.documents, bundle.blobs.keys());
      await writeBeside_87({ blob: async () => besideWriter(spool, blobs) }, verbatim.manifests, beside.copyBlob, written);
    }
    const delta = {
      deltaVersion: DELTA_VERSION,
      requires: [],
      bundle: verbatim.bundle,
      omitted,
      patches,
      zstd: input.zstd
    };
    const head = describeDelta(input.documents, delta, blobs);
    const spooled = await spool.read();
    return {
      ...head,
      config: delta,
      blobs: new Map(blobs.map(({ digest }) => [digest, bytesOf(digest, spooled, bundle)])),
      [Symbol.asyncDispose]: () => spooled[Symbol.asyncDispose]()
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function besideWriter(spool, blobs) {
  const hash = digester_82();
  return {
    async write(bytes) {
      hash.update(bytes);
      await spool.write(bytes);
    },
    async commit() {
      const digest = hash.digest();
      const size = spool.keep(digest);
      blobs.push({ mediaType: DELTA_BESIDE_136, digest, size });
      return { digest, size };
    }
  };
}
function bytesOf(digest, spooled, bundle) {
  const bytes = spooled.bytesOf(digest) ?? bundle.blobs.get(digest);
  if (bytes === void 0) throw new Error(`a delta names ${digest} and has no bytes of it`);
  return bytes;
}
async function patchLayer(engine, { bundle, onProgress }, { digest, choice: { base, text, ranges }, spool }) {
  const layer = bundle.config.layers.find(({ blob }) => blob === digest);
  if (layer === void 0) throw new Error(`a patch is made of ${digest}, which is no layer`);
  const hash = digester_82();
  const frames = [];
  for await (const frame of engine.patch({ ...bundle.layer(layer, HOME_PREFIX_128), patched: { text, ranges } })) {
    const { size, range, bytes } = frame;
    hash.update(bytes);
    await spool.write(bytes);
    onProgress(layer.frames[frames.length]?.contentSize ?? 0);
    frames.push({ size, digest: parseDigest_82(frame.digest), ...range !== void 0 && { dictionary: range } });
  }
  return { blob: digest, patch: hash.digest(), base, frames };
}

// src/layout/meters.ts
function tarMeter(room) {
  const { blob, finish, ...rest } = tarWriterOver({ async write() {
  } }, room);
  let more = 0;
  return {
    ...rest,
    blob,
    // Of known size and digest, so it need not be read: it may be far away.
    async has({ size }) {
      more += tarSize(size);
      return true;
    },
    finish: async (documents, root) => more + await finish(documents, root)
  };
}
function tarSize(size) {
  return BLOCK_SIZE + size + padding(size);
}
async function directoryMeter(directory) {
  await checkDirectory(directory);
  return meter(async (root) => [encodeLayoutFile_171(), encodeImageIndex_151([...await othersIn(directory, root), root])]);
}
function blobMeter() {
  return meter(async () => []);
}
function meter(filesOf) {
  let total = 0;
  return {
    async has({ size }) {
      total += size;
      return true;
    },
    async blob() {
      const hash = digester_82();
      let size = 0;
      return {
        async write(bytes) {
          hash.update(bytes);
          size += bytes.byteLength;
        },
        async commit() {
          total += size;
          return { digest: hash.digest(), size };
        }
      };
    },
    async finish(documents, root) {
      const files = [...documents.map(({ bytes }) => bytes), ...await filesOf(root)];
      return files.reduce((sum, { byteLength }) => sum + byteLength, total);
    },
    async [Symbol.asyncDispose]() {
    }
  };
}

// src/archive/engine/text-entries.ts
function* entriesOfPlan({ frames }) {
  let start = 0;
  for (const { fileOffset, records } of frames) {
    if (fileOffset !== void 0) continue;
    for (const list of records) {
      const reader = new RecordReader(list);
      for (let record = reader.next(); record !== void 0; record = reader.next()) {
        const entry = entryAt(start, record, record.headerSize);
        yield entry;
        start = entry.end;
      }
    }
  }
}
function* entriesOfListed(tree, prefix) {
  const before = toByteString(prefix);
  let start = 0;
  for (const record of recordsOf(tree)) {
    const target = record.kind === SYMLINK_ENTRY ? Buffer.from(record.payload).toString("latin1") : "";
    const entry = entryAt(start, record, headerSize(asByteString(before + record.path), asByteString(target)));
    yield entry;
    start = entry.end;
  }
}
function entryAt(start, { path, size }, header) {
  const content = start + header;
  return { path, start, content, size, end: content + size + padding(size) };
}

// src/bundle/plan-dictionaries.ts
var BESIDE_FILE = 1024 * 1024;
var BESIDE_ENTRIES = 256 * 1024;
function indexBase(entries, size) {
  const exact = /* @__PURE__ */ new Map();
  const similar = /* @__PURE__ */ new Map();
  const all = [];
  for (const entry of entries) {
    exact.set(entry.path, entry);
    const loose = withoutNumbers(entry.path);
    if (!similar.has(loose)) similar.set(loose, entry);
    all.push(entry);
  }
  return {
    size,
    find: (path) => exact.get(path) ?? similar.get(withoutNumbers(path)),
    placeOf(path) {
      let [low, high] = [0, all.length];
      while (low < high) {
        const middle = Math.floor((low + high) / 2);
        const entry = all[middle];
        if (entry !== void 0 && entry.path < path) low = middle + 1;
        else high = middle;
      }
      return all[low]?.start ?? size;
    }
  };
}
function withoutNumbers(path) {
  return path.replaceAll(/\d+/g, "#");
}
function overlapOf(target, base) {
  let bytes = 0;
  for (const { path, size } of target) {
    const old = /\/./.test(path) && !path.endsWith("/") ? base.find(path) : void 0;
    if (old !== void 0) bytes += Math.min(size, old.size) + 1;
  }
  return bytes;
}
function planDictionaries(frames, target, base) {
  const entries = groupByFrame(frames, target);
  const content = frames.reduce((sum, { contentSize }) => sum + contentSize, 0);
  let left = MAX_DICTIONARIES.ofContent * content + MAX_DICTIONARIES.more;
  return frames.map((frame, index) => {
    const range = clip(rangeFor(frame, entries[index] ?? [], base), base.size);
    if (range.length < MIN_DICTIONARY || range.length > left) return void 0;
    left -= range.length;
    return range;
  });
}
function groupByFrame(frames, target) {
  const groups = [];
  const entries = target[Symbol.iterator]();
  let next = entries.next();
  let end = 0;
  let last;
  for (const { contentSize, fileOffset } of frames) {
    end += contentSize;
    const group = fileOffset === void 0 || last === void 0 ? [] : [last];
    for (; !next.done && next.value.start < end; next = entries.next()) {
      group.push(next.value);
      last = next.value;
    }
    groups.push(group);
  }
  return groups;
}
function rangeFor({ contentSize, fileOffset = 0 }, entries, base) {
  const [first] = entries;
  if (first === void 0) return { from: 0, to: 0 };
  if (entries.length === 1 && first.size > 0) return rangeInFile(first, { contentSize, fileOffset }, base);
  const old = entries.map(({ path }) => base.find(path)).filter((entry) => entry !== void 0);
  const [start, end] = [old[0], old.at(-1)];
  if (start === void 0 || end === void 0) {
    const place = base.placeOf(first.path);
    return { from: place - BESIDE_ENTRIES, to: place + contentSize + BESIDE_ENTRIES };
  }
  return { from: Math.min(start.start, end.start) - BESIDE_ENTRIES, to: Math.max(start.end, end.end) + BESIDE_ENTRIES };
}
function rangeInFile(file, { contentSize, fileOffset }, base) {
  const old = base.find(file.path);
  const place = old === void 0 ? base.placeOf(file.path) + fileOffset : old.content + Math.floor(fileOffset / file.size * old.size);
  return { from: place - BESIDE_FILE, to: place + contentSize + BESIDE_FILE };
}
function clip({ from, to }, size) {
  const offset = Math.min(Math.max(0, from), size);
  return { offset, length: Math.max(0, Math.min(to, size, offset + MAX_DICTIONARY) - offset) };
}

// src/commands/export/choose-bases.ts
import { existsSync } from "node:fs";
var MOST_COMPARED = 64;
function baseChooser(engine, home, bases) {
  const opened = /* @__PURE__ */ new Map();
  const all = new Map(bases.flatMap(({ layers }) => [...layers]));
  const open3 = (path) => {
    const known = opened.get(path) ?? openLayer(engine, home, { bases, path });
    opened.set(path, known);
    return known;
  };
  return async (layer, closure) => {
    const own = layerPath_57(layer.registry, layer.digest);
    const related = relatedTo(layer, closure, bases).filter((path) => path !== own && all.has(path));
    const candidates = related.length > 0 ? related : [...all.keys()].slice(0, MOST_COMPARED);
    let best;
    let most = 0;
    for (const path of new Set(candidates)) {
      const candidate = await open3(path);
      const overlap = candidate === void 0 ? 0 : overlapOf(entriesOfPlan(layer.plan), candidate.index);
      if (overlap <= most) continue;
      best = candidate;
      most = overlap;
    }
    return best;
  };
}
function relatedTo({ registry, digest }, { packages }, bases) {
  const place = (pkg) => pkg.manifest.layers.findIndex((layer) => layer.digest === digest);
  const users = packages.filter((pkg) => pkg.registry === registry && place(pkg) !== -1);
  return bases.flatMap((base) => base.packages).flatMap(
    (old) => users.filter(
      (user) => user.registry === old.registry && user.repositories.some((one) => old.repositories.includes(one))
    ).flatMap((user) => old.manifest.layers.slice(place(user), place(user) + 1))
  ).map((layer) => layerPath_57(registry, layer.digest));
}
async function openLayer(engine, home, { bases, path }) {
  for (const { bundle } of bases) {
    const layer2 = bundle?.config.layers.find(({ registry, digest }) => layerPath_57(registry, digest) === path);
    if (bundle === void 0 || layer2 === void 0 || !bundle.blobs.has(layer2.blob)) continue;
    const prefix = layerPrefix_91(layer2);
    const blob = bundle.layer(layer2, prefix);
    const [listed] = await engine.list([blob], "sha256");
    if (listed === void 0) return void 0;
    return { layer: layer2, text: textOfBlob(blob), index: indexBase(entriesOfListed(listed, prefix), layer2.contentSize) };
  }
  const layer = bases.flatMap(({ layers }) => [...layers]).find(([where]) => where === path)?.[1];
  if (layer === void 0 || !existsSync(inHome_48(home, `${path}/content`))) return void 0;
  const plan = await planLayer(engine, home, layer);
  if (plan === void 0) return void 0;
  const text = textOfTree(plan, `layer ${layer.digest} in ${home}`);
  if (layer.contentDigest !== void 0) {
    const [found] = await engine.digestTexts([text]);
    if (found !== layer.contentDigest) return void 0;
  }
  return { layer, text, index: indexBase(entriesOfPlan(plan), plan.contentSize) };
}

// src/commands/export/choose-delta-layers.ts
var MAX_PATCH_SHARE = 0.9;
async function chooseDeltaLayers(engine, { layers }, { home, closure, plan, bases, reporter }) {
  const choices = /* @__PURE__ */ new Map();
  const choose = baseChooser(engine, home, bases);
  const held = (registry, digest) => bases.some((base) => base.layers.has(layerPath_57(registry, digest)));
  for (const { registry, digest, tree } of plan.layers) {
    const listed = layers.find((layer2) => layer2.registry === registry && layer2.digest === digest);
    if (listed === void 0 || choices.has(listed.blob)) continue;
    if (held(registry, digest)) {
      choices.set(listed.blob, { kind: "omitted" });
      continue;
    }
    const layer = { registry, digest, plan: planAt(plan.trees, tree) };
    const base = await choose(layer, closure);
    if (base === void 0)
      reporter.say(`Layer ${digest} of ${ownersOf_91(layer, closure)} travels whole: no base has a similar one here`);
    choices.set(listed.blob, base === void 0 ? { kind: "whole" } : patchFrom(base, layer, listed.frames));
  }
  return choices;
}
function patchFrom({ layer, text, index }, { plan }, frames) {
  return {
    kind: "patched",
    base: { registry: layer.registry, digest: layer.digest, size: text.size },
    text,
    ranges: planDictionaries(frames, entriesOfPlan(plan), index),
    maxShare: MAX_PATCH_SHARE
  };
}

// src/commands/export/write-export.ts
import { basename as basename3, join as join3 } from "node:path";

// src/bundle/stream-bundle.ts
async function streamBundle(plan, frames, { stream, spoolDirectory: spoolDirectory2 }) {
  return streamTar({ stream, spoolDirectory: spoolDirectory2, room: plan.room }, (writer) => writeBundle(plan, frames, writer));
}

// src/commands/export/write-export.ts
async function findPlace(request, name, options) {
  if (request.output === void 0 || request.output.kind === "registry") return request.output;
  return findTarget(request, name, options);
}
async function findTarget({ output, overwrite, partSize }, name, { context, reading }) {
  switch (output?.kind) {
    case "file":
    case "directory": {
      const place = output.kind === "directory" ? join3(output.path, "/") : output.path;
      const path = await outputPath_143(place, fileNameOf_143(name), context);
      if (partSize !== void 0) {
        if (overwrite !== true) await checkPartsTarget(path, { isSplit: false });
        return { kind: "parts", path, partSize };
      }
      if (overwrite !== true) await checkReplaceable_143(path);
      return { kind: "file", path };
    }
    case "layout": {
      const path = userPath_38(output.path, context);
      if (await isStore(path)) throw storeAsTarget(path);
      return { kind: "layout", path };
    }
    case "stream":
      return output;
    case "registry": {
      const { openRegistry } = await import("./open-registry-KZIMN5EN.mjs");
      return { ...output, opened: await openRegistry(output, context, reading) };
    }
    case void 0:
      throw new BundleError("OPTION_INVALID", "Cannot export: no output is given", {
        hint: "Pass `--output FILE`, or `--dry-run`."
      });
  }
}
function storeAsTarget(path) {
  return new BundleError("OPTION_INVALID", `Cannot export into ${path}: it is a store`, {
    hint: `Export to a file, and add that: \`ocx-bundle store add FILE --store ${path}\`.`
  });
}
async function measureExport(plan, frames, place) {
  return writeBundle(plan, frames, await meterOf(place, plan.room));
}
async function meterOf(place, room) {
  switch (place?.kind) {
    case "layout":
      return directoryMeter(place.path);
    case "registry":
      return blobMeter();
    default:
      return tarMeter(room);
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
        const { writerFor } = await import("./send-to-registry-CCOKRHQO.mjs");
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
      return streamBundle(plan, frames, { stream: target.stream, spoolDirectory: temporaryDirectory_38() });
  }
}
async function writtenParts(target, size) {
  if (target?.kind !== "parts") return { parts: 0, left: [] };
  const { path, partSize } = target;
  const parts = planParts_140({ size, name: basename3(path), partSize });
  return { parts: parts.length, left: await leftBeside(path, parts, { isSplit: false }) };
}
async function openWriter(target, head, write) {
  const room = sizeOfHead(head);
  switch (target.kind) {
    case "file": {
      var _stack = [];
      try {
        const writer = __using(_stack, await openTarWriter(target.path, room), true);
        return await write(writer);
      } catch (_) {
        var _error = _, _hasError = true;
      } finally {
        var _promise = __callDispose(_stack, _error, _hasError);
        _promise && await _promise;
      }
    }
    case "parts": {
      var _stack2 = [];
      try {
        const writer = __using(_stack2, await openPartsWriter(target.path, room, target.partSize), true);
        return await write(writer);
      } catch (_2) {
        var _error2 = _2, _hasError2 = true;
      } finally {
        var _promise2 = __callDispose(_stack2, _error2, _hasError2);
        _promise2 && await _promise2;
      }
    }
    case "layout": {
      var _stack3 = [];
      try {
        const writer = __using(_stack3, await openDirectoryWriter(target.path), true);
        return await write(writer);
      } catch (_3) {
        var _error3 = _3, _hasError3 = true;
      } finally {
        var _promise3 = __callDispose(_stack3, _error3, _hasError3);
        _promise3 && await _promise3;
      }
    }
    case "registry": {
      var _stack4 = [];
      try {
        const { writerFor } = await import("./send-to-registry-CCOKRHQO.mjs");
        const writer = __using(_stack4, writerFor(target.opened, target), true);
        return await write(writer);
      } catch (_4) {
        var _error4 = _4, _hasError4 = true;
      } finally {
        var _promise4 = __callDispose(_stack4, _error4, _hasError4);
        _promise4 && await _promise4;
      }
    }
    case "stream":
      return streamTar({ stream: target.stream, spoolDirectory: temporaryDirectory_38(), room }, write);
  }
}

// src/commands/export/export-delta.ts
async function exportDelta(input, target) {
  var _stack = [];
  try {
    const { frames } = input;
    const directory = __using(_stack, await spoolDirectory(target), true);
    const path = join4(directory.path, "bundle.tar");
    const full = await writeBundleFile(alone(input.plan), frames, path);
    await input.packer[Symbol.asyncDispose]();
    const content = __using(_stack, await openLayout_139(path), true);
    const bundle = await openBundle_85(content);
    const engine = __using(_stack, openEngine({ workers: input.workers }), true);
    const choices = await chooseDeltaLayers(engine, bundle.config, input);
    const total = sizeOf(bundle, choices);
    let done = 0;
    const documents = {
      name: bundle.name,
      config: bundle.config,
      manifestBytes: await readOwnManifest_85(bundle),
      configBytes: await readConfig_85(content, bundle.manifest.config),
      beside: await besideOf2(input)
    };
    const delta = __using(_stack, await prepareDelta(engine, {
      bundle,
      documents,
      choices,
      zstd: zstdParameters(input.level),
      spool: join4(directory.path, "patches"),
      onProgress(bytes) {
        input.signal.throwIfAborted();
        input.reporter.progress("delta", done += bytes, total);
      }
    }), true);
    const blobs = new Map(Array.from(delta.blobs, ([digest, bytes]) => [digest, { bytes }]));
    const size = await openWriter(
      target,
      delta,
      (writer) => writeCopy({ ...delta, blobs, room: sizeOfHead(delta) }, writer)
    );
    return {
      ...full,
      size,
      digest: delta.config.bundle,
      stored: delta.root.digest,
      delta: summarizeDelta_70({
        config: bundle.config,
        blobs: bundle.manifest.layers,
        delta: delta.config,
        carried: Array.from(delta.blobs, ([digest, bytes]) => ({ digest, size: bytes.size })),
        beside: blobsBeside_87(verbatimOf(documents).manifests)
      })
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function outlineExport(input, place) {
  var _stack = [];
  try {
    const { plan, level } = input;
    let written = [];
    const meter2 = blobMeter();
    const full = await writeBundle(alone(plan), input.frames, {
      ...meter2,
      async finish(documents2, root) {
        written = documents2;
        return meter2.finish(documents2, root);
      }
    });
    await input.packer[Symbol.asyncDispose]();
    const [manifest, config] = written;
    if (manifest === void 0 || config === void 0) throw new Error("a bundle has a manifest and a config");
    const engine = __using(_stack, openEngine({ workers: input.workers }), true);
    const choices = await chooseDeltaLayers(engine, full.config, input);
    const documents = {
      name: plan.name,
      config: full.config,
      manifestBytes: manifest.bytes,
      configBytes: config.bytes,
      beside: await besideOf2(input)
    };
    const { layers } = parseDocument_135(manifest.bytes, manifestSchema_151, "manifest");
    const outline = outlineDelta(documents, layers, { choices, zstd: zstdParameters(level) });
    const size = await measure(outline, place);
    const summary = summarizeDelta_70({
      config: full.config,
      blobs: layers,
      delta: outline.config,
      carried: outline.blobs,
      beside: blobsBeside_87(verbatimOf(documents).manifests)
    });
    return {
      config: full.config,
      digest: outline.config.bundle,
      size,
      stored: outline.root.digest,
      delta: { ...summary, isBound: true }
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function measure(outline, place) {
  var _stack = [];
  try {
    const meter2 = __using(_stack, await meterOf(place, sizeOfHead(outline)), true);
    for (const blob of outline.blobs) await meter2.has?.(blob);
    return await meter2.finish(outline.documents, outline.root);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function alone(plan) {
  const { beside, ...rest } = plan;
  return beside === void 0 ? plan : rest;
}
async function besideOf2({ plan: { beside }, bases }) {
  return beside && { beside, held: new Set((await besideOfBases(bases)).keys()) };
}
async function spoolDirectory(target) {
  if (target.kind === "file" || target.kind === "parts") return await openPartial(dirname3(target.path));
  return await mkdtempDisposable2(join4(temporaryDirectory_38(), "ocx-bundle-")).then((made) => ({
    path: made.path,
    [Symbol.asyncDispose]: () => made[Symbol.asyncDispose]()
  }));
}
function sizeOf({ config }, choices) {
  const patched = config.layers.filter(({ blob }) => choices.get(blob)?.kind === "patched");
  return patched.reduce((sum, { contentSize }) => sum + contentSize, 0);
}

// src/commands/export/pack-export.ts
async function packExport(engine, input, { target, place }, { reporter, signal }) {
  const { plan, bases, level } = input;
  const total = plan.trees.reduce((sum, { contentSize }) => sum + contentSize, 0);
  const frames = watchItems(engine.pack(plan.trees, level), {
    sizeOf: ({ frame }) => frame.contentSize,
    tell: (done) => reporter.progress("export", done, total),
    signal
  });
  if (bases.length > 0) {
    const delta = { ...input, frames, packer: engine, reporter, signal };
    return target === void 0 ? outlineExport(delta, place) : exportDelta(delta, target);
  }
  if (target === void 0) return measureExport(plan, frames, place);
  if (target.kind === "registry") reporter.say(spoolNotice(plan));
  return writeExport(plan, frames, target);
}
function spoolNotice({ trees }) {
  const [first = 0, second = 0] = trees.map(({ contentSize }) => contentSize).toSorted((a, b) => b - a);
  return `Blobs are kept in ${temporaryDirectory_38()} until they are sent: at most ${prettyBytes(first + second)}`;
}

// src/commands/export-bundle.ts
async function exportBundle(request, context, reporter) {
  var _stack = [];
  try {
    const { dryRun } = request;
    const path = homePath_20(request.home, context);
    const declaration = expanded(request.declaration, context);
    const home = await openHome_113(path, indexPath_20(context));
    const wanted = await wantedPlatform_9(request.platform);
    const declared = await findDeclared(declaration, home.path, context);
    const resolved = await resolvePackages(home, declared, wanted);
    const { roots } = resolved;
    const packages = await collectPackages(home, { roots, wanted }, request.includeOcx ?? "auto", context);
    const executable = __using(_stack, packages.executable, true);
    const { closure } = packages;
    const patches = await warnOfPatches_123({ ...context, home: home.path });
    const warnings = [...resolved.warnings, ...packages.warnings, ...patches];
    for (const warning of warnings) reporter.warn(warning);
    const facts = factsOf(closure, declared, wanted);
    const name = request.name ?? defaultBundleName_137(facts.platform);
    const options = { context, reading: logsOf_22(reporter) };
    const target = dryRun ? void 0 : await findTarget(request, name, options);
    const place = target ?? await findPlace(request, name, options);
    const sbom = await findSbomTarget(request, context);
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const bases = await openBases(request.bases ?? [], context, {
      stack,
      takes: "lists",
      platform: wanted,
      ...logsOf_22(reporter)
    });
    const found = request.original === true ? await loadOriginals(home, closure, { context, reporter }) : void 0;
    for (const note of found?.notes ?? []) reporter.say(note);
    const originals = found?.originals;
    const { workers = availableParallelism(), level = DEFAULT_LEVEL } = request;
    const engine = __using(_stack, openEngine({ workers }), true);
    const beside = originals && besideOf(originals);
    const plan = await planExport(engine, { home, closure, executable, facts, name, ...beside && { beside } });
    const toPack = { plan, home: home.path, closure, bases, level, workers };
    const written = await packExport(engine, toPack, { target, place }, { reporter, signal: context.signal });
    if (sbom !== void 0) {
      const listed = sbomFacts({ name, ...written }, closure);
      await writeSbom(sbom, formatSbom(listed, sbomFormatOf(sbom), context));
    }
    const { parts, left } = await writtenParts(target, written.size);
    for (const warning of left) reporter.warn(warning);
    return describeExport(
      written,
      { name, closure, facts, executable, originals },
      { target, place, parts },
      { home: home.path, dryRun, sbom, warnings: [...warnings, ...left] }
    );
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function loadOriginals(...words) {
  const { findOriginals: find } = await import("./find-originals-UREJFDDY.mjs");
  return find(...words);
}
function expanded(declaration, context) {
  if (declaration?.kind !== "project" || declaration.path === void 0) return declaration;
  return { ...declaration, path: expandTilde_38(declaration.path, context) };
}

export {
  exportBundle
};
