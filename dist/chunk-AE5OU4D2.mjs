import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  fileKind,
  readStart
} from "./chunk-GQP6D7FI.mjs";
import {
  NOTHING_AHEAD
} from "./chunk-GY6335NT.mjs";
import {
  decodeHeader
} from "./chunk-GNLZV7IL.mjs";
import {
  sliceOf
} from "./chunk-CMAWYLIG.mjs";
import {
  INDEX_FILE,
  LAYOUT_FILE,
  blobPath,
  readLayout
} from "./chunk-EUICU2GX.mjs";
import {
  BLOCK_SIZE,
  DIRECTORY,
  END_SIZE,
  FILE,
  padding
} from "./chunk-MWQI2DLW.mjs";
import {
  MAX_MEMBERS,
  MAX_MEMBER_NAMES,
  MAX_PAX,
  MAX_TRAILER
} from "./chunk-Z2KHX2NZ.mjs";
import {
  excerpt
} from "./chunk-PNVSA3GV.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/layout/member-extension.ts
var TYPES = ["x", "g", "L", "K"];
function isExtension({ type }) {
  return TYPES.includes(type);
}
function readExtension({ type }, body) {
  const text = Buffer.from(body).toString("latin1");
  if (type === "L") return { path: text.replace(/\0.*$/s, "") };
  if (type === "K") return {};
  const records = parseRecords(text);
  if (records.keys().some((key) => key.startsWith("GNU.sparse."))) throw damaged("it is a sparse file");
  const path = records.get("path");
  const size = records.get("size");
  if (type === "g") {
    if (path !== void 0 || size !== void 0) throw damaged("a global record names or measures all members");
    return {};
  }
  return { ...path !== void 0 && { path }, ...size !== void 0 && { size: parseSize(size) } };
}
function parseRecords(text) {
  const records = /* @__PURE__ */ new Map();
  for (let at = 0; at < text.length; ) {
    const [, digits = "", key = ""] = /^(\d{1,9}) ([^=]+)=/.exec(text.slice(at)) ?? [];
    const start = at + digits.length + 1 + key.length + 1;
    const end = at + Number(digits);
    if (end <= start - 1 || end > text.length || text[end - 1] !== "\n") throw damaged("its PAX records are damaged");
    records.set(key, text.slice(start, end - 1));
    at = end;
  }
  return records;
}
function parseSize(text) {
  const size = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(size)) throw damaged(`its size is ${excerpt(text)}`);
  return size;
}
function damaged(found) {
  return new BundleError("BUNDLE_INVALID", `Cannot read an extended header of the bundle: ${found}`);
}

// src/layout/tar-members.ts
function scanMembers(source) {
  const found = /* @__PURE__ */ new Map();
  let end = 0;
  let count = 0;
  let names = 0;
  let extension = {};
  let closed = false;
  const step = async () => {
    if (closed) return false;
    const start = end + padding(end);
    const bytes = await source.read(end, start - end + BLOCK_SIZE);
    if (!isZero(bytes.subarray(0, start - end))) throw damaged2(end, "its padding is not zero");
    const header = decode(bytes.subarray(start - end), start);
    if (!header) {
      await checkEnd(source, start);
      closed = true;
      return true;
    }
    if (++count > MAX_MEMBERS) {
      throw new BundleError("LIMIT_EXCEEDED", `Cannot read bundle: its tar has more than ${MAX_MEMBERS} members`);
    }
    await take(header, start + BLOCK_SIZE);
    return true;
  };
  const take = async (header, offset) => {
    if (isExtension(header)) {
      if (header.size > MAX_PAX) throw damaged2(offset, `its extended header has ${header.size} bytes`);
      end = offset + header.size;
      extension = { ...extension, ...readExtension(header, await source.read(offset, header.size)) };
      return;
    }
    const { path = header.path, size = header.size } = extension;
    extension = {};
    end = offset + contentSize(header, size, offset);
    if (!Number.isSafeInteger(end)) throw damaged2(offset, `it claims ${size} bytes`);
    if (header.type !== FILE || path.endsWith("/")) return;
    const name = path.replace(/^(?:\.\/+)+/, "");
    if (found.has(name)) throw damaged2(offset, `its tar has ${excerpt(name)} twice`);
    names += name.length;
    if (names > MAX_MEMBER_NAMES) {
      const what = `the names in its tar take over ${MAX_MEMBER_NAMES} bytes`;
      throw new BundleError("LIMIT_EXCEEDED", `Cannot read bundle: ${what}`);
    }
    found.set(name, { offset, size });
  };
  return {
    found,
    async find(path) {
      while (!found.has(path) && await step()) ;
      return found.get(path);
    },
    async next() {
      await step();
    },
    async finish() {
      while (await step()) ;
      return end + padding(end);
    }
  };
}
var CHECKSUM = /^[0-7]{6}(?:\0 | \0)$/;
function decode(block, position) {
  const header = decodeOrSay(block, position);
  if (!header || CHECKSUM.test(Buffer.from(block).toString("latin1", 148, 156))) return header;
  throw damaged2(position, "the checksum of its tar header is in no tool's form");
}
function decodeOrSay(block, position) {
  try {
    return decodeHeader(block);
  } catch (cause) {
    if (!(cause instanceof BundleError)) throw cause;
    if (position > 0) throw damaged2(position, "it has no tar header there", cause);
    const found = "it is not a tar file, expected an OCI image layout in one";
    throw new BundleError("BUNDLE_INVALID", `Cannot read bundle: ${found}`, { cause });
  }
}
function contentSize({ type }, size, offset) {
  if (type === DIRECTORY) return 0;
  if (/^[1-4 6S]$/.test(type) && (size > 0 || type === "S"))
    throw damaged2(offset, `it has an entry of type "${type}" with content`);
  return size;
}
async function checkEnd(source, start) {
  const end = await source.read(start, END_SIZE);
  if (!isZero(end)) throw damaged2(start, "the end of its tar is not zero");
  const trailer = await source.size() - start - END_SIZE;
  if (trailer > MAX_TRAILER || !isZero(await source.read(start + END_SIZE, trailer))) {
    throw damaged2(start + END_SIZE, "something follows the end of its tar");
  }
}
function isZero(bytes) {
  return bytes.every((byte) => byte === 0);
}
function damaged2(position, found, cause) {
  return new BundleError("BUNDLE_INVALID", `Cannot read bundle at byte ${position}: ${found}`, { cause });
}

// src/layout/tar-layout.ts
async function openTarLayout(source, { streaming = false, verify = async () => [], name: wanted } = {}) {
  var _stack = [];
  try {
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    stack.use(source);
    await checkKind(source);
    stack.move();
    const scan = scanMembers(source);
    let places;
    const announced = /* @__PURE__ */ new Map();
    const bytesOf = ({ offset, size }) => sliceOf(source, offset, size);
    return {
      name: source.name,
      roots: () => readLayout(async (name) => {
        const member = await scan.find(name);
        if (member !== void 0) return bytesOf(member);
        const found = `its tar has no ${name}, expected an OCI image layout`;
        throw new BundleError("BUNDLE_INVALID", `Cannot read ${source.name}: ${found}`);
      }, wanted),
      async expect(blobs) {
        if (!streaming) return void await scan.finish();
        for (const blob of blobs) announced.set(blob.digest, blob);
        places = placesBehind(scan, [...announced.values()]);
      },
      async open({ digest }) {
        const path = blobPath(digest);
        const member = scan.found.get(path) ?? places?.get(path) ?? await scan.find(path);
        return member && bytesOf(member);
      },
      prefetch: () => NOTHING_AHEAD,
      async finish() {
        await scan.finish();
        if (places !== void 0) checkPlaces(scan, places);
      },
      verify,
      size: () => source.size(),
      ...!streaming && { whole: source },
      [Symbol.asyncDispose]: () => source[Symbol.asyncDispose]()
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function checkKind(source) {
  const kind = fileKind(await readStart(source, 512));
  if (kind === void 0) return;
  const { name, hint } = kind;
  throw new BundleError(
    "BUNDLE_INVALID",
    `Cannot read ${source.name}: it is ${name}, expected an OCI image layout in a tar`,
    {
      ...hint !== void 0 && { hint }
    }
  );
}
function placesBehind(scan, blobs) {
  const seen = [...scan.found];
  const order = [LAYOUT_FILE, INDEX_FILE, ...blobs.map(({ digest }) => blobPath(digest))];
  if (seen.some(([path], place) => path !== order[place])) return void 0;
  let end = seen.reduce((sum, [, { size }]) => sum + BLOCK_SIZE + size + padding(size), 0);
  const last = seen.at(-1)?.[1];
  if (!last || last.offset + last.size + padding(last.size) !== end) return void 0;
  const places = /* @__PURE__ */ new Map();
  for (const { digest, size } of blobs) {
    const path = blobPath(digest);
    if (scan.found.has(path) || places.has(path)) continue;
    const offset = end + BLOCK_SIZE;
    places.set(path, { offset, size });
    end = offset + size + padding(size);
  }
  return places;
}
function checkPlaces(scan, places) {
  for (const [path, { offset, size }] of places) {
    const member = scan.found.get(path);
    if (member?.offset === offset && member.size === size) continue;
    throw new BundleError("BUNDLE_INVALID", `Cannot read bundle: ${path} is not at the offset that its order gives`, {
      hint: "Save the stream to a file and import that: its blobs are in another order."
    });
  }
}

export {
  scanMembers,
  openTarLayout,
  checkKind,
  placesBehind
};
