import {
  MAX_PARTS_140,
  formatPartsDocument_140,
  partName_140,
  partsDocumentName_140,
  planParts_140,
  wholeNameOf_140
} from "./chunk-GYELZAFS.mjs";
import {
  hashRange,
  openFile
} from "./chunk-CYMBCZ23.mjs";
import {
  writeAt
} from "./chunk-L4HVVUOR.mjs";
import {
  lookAt
} from "./chunk-GJP4ZKXN.mjs";
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

// src/commands/places/parts-target.ts
import { readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
var MOST_NAMES = 20;
async function checkPartsTarget(whole, { isSplit }) {
  const there = [...isSplit ? [] : await wholeFile(whole), ...await partsBeside(whole)];
  if (there.length === 0) return;
  throw new BundleError("FILE_EXISTS", `Cannot write parts of ${whole}: there are already ${listed(there)}`, {
    hint: "Move them away, or write into an empty directory. `--overwrite` replaces files of the same names."
  });
}
async function leftBeside(whole, parts, { isSplit }) {
  const written = /* @__PURE__ */ new Set([partsDocumentName_140(basename(whole)), ...parts.map(({ name }) => name)]);
  const there = [...isSplit ? [] : await wholeFile(whole), ...await partsBeside(whole)];
  const left = there.filter((name) => !written.has(name));
  if (left.length === 0) return [];
  return [`${listed(left)} in ${dirname(whole)} belong to another bundle: remove them, or readers may take them`];
}
async function wholeFile(whole) {
  return await lookAt(whole) === void 0 ? [] : [basename(whole)];
}
async function partsBeside(whole) {
  const name = basename(whole);
  const directory = dirname(whole);
  if ((await lookAt(directory))?.isDirectory() !== true) return [];
  const names = await readdir(directory).catch((error) => {
    throw fromSystemError(error, `read ${directory}`);
  });
  return names.filter((each) => each === partsDocumentName_140(name) || wholeNameOf_140(each) === name).toSorted();
}
function listed(names) {
  const more = names.length - MOST_NAMES;
  return `${names.slice(0, MOST_NAMES).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
function documentPath(whole) {
  return join(dirname(whole), partsDocumentName_140(basename(whole)));
}

// src/layout/parts-file.ts
import { constants } from "node:fs";
import { open, rename, rm, writeFile } from "node:fs/promises";
import { join as join2 } from "node:path";
function openPartsFile({ directory, name, partSize, head }) {
  const digests = [];
  const pathOf = (index) => join2(directory, partName_140(name, index));
  let current;
  const fileOf = async (index) => {
    if (current?.index === index) return current.file;
    await current?.file.close();
    current = void 0;
    current = { index, file: await open(pathOf(index), CREATE, 420) };
    return current.file;
  };
  const hashPart = async (index, size) => {
    var _stack2 = [];
    try {
      {
        var _stack = [];
        try {
          const file = __using(_stack, await open(pathOf(index), CREATE, 420), true);
          await file.truncate(size);
        } catch (_) {
          var _error = _, _hasError = true;
        } finally {
          var _promise = __callDispose(_stack, _error, _hasError);
          _promise && await _promise;
        }
      }
      const part = __using(_stack2, await openFile(pathOf(index)), true);
      digests[index] = await hashRange(part, 0, size);
    } catch (_2) {
      var _error2 = _2, _hasError2 = true;
    } finally {
      var _promise2 = __callDispose(_stack2, _error2, _hasError2);
      _promise2 && await _promise2;
    }
  };
  let hashing = Promise.resolve();
  let settled = Math.ceil(head / partSize);
  return {
    async write(bytes, position) {
      for (let done = 0; done < bytes.byteLength; ) {
        const index = Math.floor((position + done) / partSize);
        const offset = position + done - index * partSize;
        const length = Math.min(bytes.byteLength - done, partSize - offset);
        if (index >= MAX_PARTS_140) return;
        await writeAt(await fileOf(index), bytes.subarray(done, done + length), offset);
        done += length;
      }
    },
    settle(end) {
      for (; settled < MAX_PARTS_140 && (settled + 1) * partSize <= end; settled += 1) {
        const index = settled;
        hashing = hashing.then(() => hashPart(index, partSize));
        hashing.catch(() => void 0);
      }
    },
    async finish(size) {
      const plan = planParts_140({ size, name, partSize });
      await hashing;
      for (const [index, part] of plan.entries()) {
        if (digests[index] === void 0) await hashPart(index, part.size);
      }
      return plan.map((part, index) => ({ name: part.name, size: part.size, digest: digests[index] ?? "" }));
    },
    async [Symbol.asyncDispose]() {
      await hashing.catch(() => void 0);
      await current?.file.close();
    }
  };
}
var CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_NOFOLLOW;
async function publishParts(from, to, document) {
  const name = partsDocumentName_140(document.name);
  await writeFile(join2(from, name), formatPartsDocument_140(document), { flag: "wx", mode: 420 });
  await rm(join2(to, name), { force: true });
  for (const part of document.parts) await rename(join2(from, part.name), join2(to, part.name));
  await rename(join2(from, name), join2(to, name));
}

export {
  checkPartsTarget,
  leftBeside,
  documentPath,
  openPartsFile,
  publishParts
};
