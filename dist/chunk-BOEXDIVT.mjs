import {
  openOriginals
} from "./chunk-IRYLQ3XG.mjs";
import {
  openDirectoryWriter
} from "./chunk-CWIFEYGB.mjs";
import {
  LIST_ROLE
} from "./chunk-CAFXGVXV.mjs";
import {
  checkReplaceable_139,
  fileNameOf_139,
  outputPath_139
} from "./chunk-AU4DQO4V.mjs";
import {
  writeCopy
} from "./chunk-EFWXR5S7.mjs";
import {
  openTarWriter
} from "./chunk-RSAGGMAZ.mjs";
import {
  defaultBundleName_134
} from "./chunk-JIXLZ4J3.mjs";
import {
  nameOr_84
} from "./chunk-P4SAMCP3.mjs";
import {
  BESIDE_133,
  REF_NAME_133
} from "./chunk-H3UY3RAE.mjs";
import {
  temporaryDirectory_38,
  userPath_38
} from "./chunk-ZCJQ433E.mjs";
import {
  fromSystemError
} from "./chunk-4QBOVGT3.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/originals/own-originals.ts
async function ownOriginals(content, beside, bundle) {
  const own = (await openOriginals(content, beside)).find((each) => each.bundle === bundle);
  if (own === void 0) return [];
  const { repositories } = own.list;
  const named = [repositories.flatMap(({ packages }) => packages), repositories.flatMap(({ referrers }) => referrers)];
  const digests = named.flatMap((each) => [...new Set(each)].toSorted());
  return [own.manifest, ...digests.flatMap((digest) => own.manifests.get(digest) ?? [])];
}
function joinBeside(copies) {
  const all = new Map(copies.flatMap(({ manifests: manifests2 }) => manifests2.map((each) => [each.descriptor.digest, each])));
  const manifests = [...all.values()].toSorted((a, b) => rank(a) < rank(b) ? -1 : 1);
  return { manifests, blobs: new Map(copies.flatMap(({ blobs }) => [...blobs])) };
}
function rank({ descriptor: { annotations, digest } }) {
  return `${annotations?.[BESIDE_133] === LIST_ROLE ? 0 : 1} ${digest}`;
}

// src/commands/places/bundle-target.ts
import { mkdtempDisposable } from "node:fs/promises";
import { join } from "node:path";
async function findBundleTarget({ output, overwrite }, name, context) {
  if (output.kind === "layout") return { directory: userPath_38(output.path, context) };
  const file = await outputPath_139(output.path, fileNameOf_139(name), context);
  if (overwrite !== true) await checkReplaceable_139(file);
  return { file };
}
async function writeToTarget(copy, target, { signal }) {
  try {
    var _stack = [];
    try {
      const writer = __using(_stack, "file" in target ? await openTarWriter(target.file, copy.room) : await openDirectoryWriter(target.directory), true);
      const spool = __using(_stack, await mkdtempDisposable(join(temporaryDirectory_38(), "ocx-bundle-")), true);
      return await writeCopy(copy, writer, { directory: spool.path, signal });
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (error) {
    throw fromSystemError(error, `write bundle ${"file" in target ? target.file : target.directory}`);
  }
}

// src/commands/reading/member-name.ts
function memberName({ descriptor, config }, { found, name }) {
  const member = descriptor.annotations?.[REF_NAME_133];
  const isWhole = descriptor.digest === found.digest || found.manifests.length === 1 && member === void 0;
  return isWhole ? name : nameOr_84(member, defaultBundleName_134(config.platform));
}

export {
  ownOriginals,
  joinBeside,
  findBundleTarget,
  writeToTarget,
  memberName
};
