import {
  openOriginals
} from "./chunk-R3VVRU3E.mjs";
import {
  openDirectoryWriter
} from "./chunk-Y5UU6JLN.mjs";
import {
  LIST_ROLE
} from "./chunk-VA5SFDSW.mjs";
import {
  checkReplaceable_145,
  fileNameOf_145,
  outputPath_145
} from "./chunk-I5AR5MOU.mjs";
import {
  writeCopy
} from "./chunk-TRTPTF5F.mjs";
import {
  openTarWriter
} from "./chunk-OKWNXIE3.mjs";
import {
  defaultBundleName_140
} from "./chunk-NTVWBR4E.mjs";
import {
  nameOr_90
} from "./chunk-53HI346J.mjs";
import {
  BESIDE_139,
  REF_NAME_139
} from "./chunk-OYT7DEZK.mjs";
import {
  temporaryDirectory_40,
  userPath_40
} from "./chunk-3KOR77P5.mjs";
import {
  fromSystemError
} from "./chunk-SYEQ5NUD.mjs";
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
  return `${annotations?.[BESIDE_139] === LIST_ROLE ? 0 : 1} ${digest}`;
}

// src/commands/places/bundle-target.ts
import { mkdtempDisposable } from "node:fs/promises";
import { join } from "node:path";
async function findBundleTarget({ output, overwrite }, name, context) {
  if (output.kind === "layout") return { directory: userPath_40(output.path, context) };
  const file = await outputPath_145(output.path, fileNameOf_145(name), context);
  if (overwrite !== true) await checkReplaceable_145(file);
  return { file };
}
async function writeToTarget(copy, target, { signal }) {
  try {
    var _stack = [];
    try {
      const writer = __using(_stack, "file" in target ? await openTarWriter(target.file, copy.room) : await openDirectoryWriter(target.directory), true);
      const spool = __using(_stack, await mkdtempDisposable(join(temporaryDirectory_40(), "ocx-bundle-")), true);
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
  const member = descriptor.annotations?.[REF_NAME_139];
  const isWhole = descriptor.digest === found.digest || found.manifests.length === 1 && member === void 0;
  return isWhole ? name : nameOr_90(member, defaultBundleName_140(config.platform));
}

export {
  ownOriginals,
  joinBeside,
  findBundleTarget,
  writeToTarget,
  memberName
};
