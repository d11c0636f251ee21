import {
  openOriginals
} from "./chunk-UUBPUE6H.mjs";
import {
  openDirectoryWriter
} from "./chunk-H7NTCSV6.mjs";
import {
  LIST_ROLE
} from "./chunk-SGUOLXR6.mjs";
import {
  checkReplaceable_140,
  fileNameOf_140,
  outputPath_140
} from "./chunk-SYTWRKUJ.mjs";
import {
  writeCopy
} from "./chunk-NTF3KH3A.mjs";
import {
  openTarWriter
} from "./chunk-IFY5PY3T.mjs";
import {
  defaultBundleName_135
} from "./chunk-ASNKZLCV.mjs";
import {
  nameOr_84
} from "./chunk-P4SAMCP3.mjs";
import {
  BESIDE_134,
  REF_NAME_134
} from "./chunk-OO2FR422.mjs";
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
  return `${annotations?.[BESIDE_134] === LIST_ROLE ? 0 : 1} ${digest}`;
}

// src/commands/places/bundle-target.ts
import { mkdtempDisposable } from "node:fs/promises";
import { join } from "node:path";
async function findBundleTarget({ output, overwrite }, name, context) {
  if (output.kind === "layout") return { directory: userPath_38(output.path, context) };
  const file = await outputPath_140(output.path, fileNameOf_140(name), context);
  if (overwrite !== true) await checkReplaceable_140(file);
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
  const member = descriptor.annotations?.[REF_NAME_134];
  const isWhole = descriptor.digest === found.digest || found.manifests.length === 1 && member === void 0;
  return isWhole ? name : nameOr_84(member, defaultBundleName_135(config.platform));
}

export {
  ownOriginals,
  joinBeside,
  findBundleTarget,
  writeToTarget,
  memberName
};
