import {
  openOriginals
} from "./chunk-GCLKELTG.mjs";
import {
  openDirectoryWriter
} from "./chunk-7K4GLWP3.mjs";
import {
  LIST_ROLE
} from "./chunk-ASU3ZQOF.mjs";
import {
  checkReplaceable_143,
  fileNameOf_143,
  outputPath_143
} from "./chunk-R6K6VWFY.mjs";
import {
  writeCopy
} from "./chunk-R4ROI4WS.mjs";
import {
  openTarWriter
} from "./chunk-OWZRPGMY.mjs";
import {
  defaultBundleName_137
} from "./chunk-X7VVMTBY.mjs";
import {
  nameOr_85
} from "./chunk-IGXA6UWY.mjs";
import {
  BESIDE_136,
  REF_NAME_136
} from "./chunk-PN52QW44.mjs";
import {
  temporaryDirectory_38,
  userPath_38
} from "./chunk-A6YYFOED.mjs";
import {
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
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
  return `${annotations?.[BESIDE_136] === LIST_ROLE ? 0 : 1} ${digest}`;
}

// src/commands/places/bundle-target.ts
import { mkdtempDisposable } from "node:fs/promises";
import { join } from "node:path";
async function findBundleTarget({ output, overwrite }, name, context) {
  if (output.kind === "layout") return { directory: userPath_38(output.path, context) };
  const file = await outputPath_143(output.path, fileNameOf_143(name), context);
  if (overwrite !== true) await checkReplaceable_143(file);
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
  const member = descriptor.annotations?.[REF_NAME_136];
  const isWhole = descriptor.digest === found.digest || found.manifests.length === 1 && member === void 0;
  return isWhole ? name : nameOr_85(member, defaultBundleName_137(config.platform));
}

export {
  ownOriginals,
  joinBeside,
  findBundleTarget,
  writeToTarget,
  memberName
};
