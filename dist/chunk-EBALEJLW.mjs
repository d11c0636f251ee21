import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  openDirectoryWriter
} from "./chunk-DIWX33GN.mjs";
import {
  openOriginals
} from "./chunk-AY7ING6R.mjs";
import {
  LIST_ROLE
} from "./chunk-HHZI6YZK.mjs";
import {
  writeCopy
} from "./chunk-B6N2423U.mjs";
import {
  openTarWriter
} from "./chunk-R5BDNP2H.mjs";
import {
  checkReplaceable,
  fileNameOf,
  outputPath
} from "./chunk-M7SIO7OB.mjs";
import {
  defaultBundleName,
  nameOr
} from "./chunk-6ZRXCNM6.mjs";
import {
  BESIDE,
  REF_NAME
} from "./chunk-L7XR4U4C.mjs";
import {
  temporaryDirectory,
  userPath
} from "./chunk-MIBTUUXS.mjs";
import {
  fromSystemError
} from "./chunk-ADIS2E6D.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

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
  return `${annotations?.[BESIDE] === LIST_ROLE ? 0 : 1} ${digest}`;
}

// src/commands/places/write-made.ts
import { mkdtempDisposable } from "node:fs/promises";
import { join } from "node:path";
async function findMadeTarget({ output, overwrite }, name, context) {
  if (output.kind === "layout") return { directory: userPath(output.path, context) };
  const file = await outputPath(output.path, fileNameOf(name), context);
  if (overwrite !== true) await checkReplaceable(file);
  return { file };
}
async function writeMade(copy, target, { signal }) {
  try {
    var _stack = [];
    try {
      const writer = __using(_stack, "file" in target ? await openTarWriter(target.file, copy.room) : await openDirectoryWriter(target.directory), true);
      const spool = __using(_stack, await mkdtempDisposable(join(temporaryDirectory(), "ocx-bundle-")), true);
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
  const member = descriptor.annotations?.[REF_NAME];
  const isWhole = descriptor.digest === found.digest || found.manifests.length === 1 && member === void 0;
  return isWhole ? name : nameOr(member, defaultBundleName(config.platform));
}

export {
  ownOriginals,
  joinBeside,
  findMadeTarget,
  writeMade,
  memberName
};
