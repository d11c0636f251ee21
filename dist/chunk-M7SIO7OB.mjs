import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkBundleName,
  openWhole
} from "./chunk-6ZRXCNM6.mjs";
import {
  openTarLayout
} from "./chunk-AE5OU4D2.mjs";
import {
  readStart
} from "./chunk-GQP6D7FI.mjs";
import {
  PARTS_DOCUMENT_START,
  isPartsDocument
} from "./chunk-F6RVCG2V.mjs";
import {
  openFile
} from "./chunk-CMAWYLIG.mjs";
import {
  lookAt
} from "./chunk-UQ43A2YU.mjs";
import {
  userPath
} from "./chunk-MIBTUUXS.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/home/host/host-libc.ts
import { open, readdir, readFile, realpath } from "node:fs/promises";
import { basename, join } from "node:path";
var LOADERS = {
  amd64: [
    ["libc.glibc", "ld-linux-x86-64"],
    ["libc.musl", "ld-musl-x86_64"]
  ],
  arm64: [
    ["libc.glibc", "ld-linux-aarch64"],
    ["libc.musl", "ld-musl-aarch64"]
  ]
};
var PROGRAMS = ["/usr/bin/env", "/bin/sh", "/bin/ls"];
var LOADER_FOLDERS = ["/lib", "/lib64", "/usr/lib", "/usr/lib64"];
var MULTIARCH = "-linux-";
var MARKS = [
  ["libc.musl", "musl libc"],
  ["libc.glibc", "GLIBC_2."]
];
async function hostLibc(architecture, root = "/") {
  const names = LOADERS[architecture] ?? [];
  const found = [
    ...await systemLoader(root),
    ...await loadersIn(
      root,
      names.map(([, name]) => name)
    )
  ];
  const families = await Promise.all((await distinct(found)).map(familyOf));
  return [...new Set(families.filter((family) => family !== void 0))].toSorted();
}
async function systemLoader(root) {
  for (const program of PROGRAMS) {
    const loader = await interpreterOf(join(root, program)).catch(() => void 0);
    if (loader?.startsWith("/") === true) return [join(root, loader)];
  }
  return [];
}
async function interpreterOf(path) {
  var _stack = [];
  try {
    const file = __using(_stack, await open(path), true);
    const head = Buffer.alloc(4096);
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    if (bytesRead < 64 || head.readUInt32BE(0) !== 2135247942 || head[4] !== 2 || head[5] !== 1) return void 0;
    const [table, size, count] = [Number(head.readBigUInt64LE(32)), head.readUInt16LE(54), head.readUInt16LE(56)];
    for (let at = table; at < table + size * count && at + 40 <= bytesRead; at += size) {
      if (head.readUInt32LE(at) !== 3) continue;
      const text = Buffer.alloc(Math.min(Number(head.readBigUInt64LE(at + 32)), 4096));
      await file.read(text, 0, text.length, Number(head.readBigUInt64LE(at + 8)));
      return text.toString("utf8").split("\0", 1)[0];
    }
    return void 0;
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function loadersIn(root, names) {
  const found = [];
  for (const folder of await distinct(LOADER_FOLDERS.map((name) => join(root, name)))) {
    const inside = await list(folder);
    const deeper = inside.filter((name) => name.includes(MULTIARCH)).map((name) => join(folder, name));
    const paths = [...inside.map((name) => join(folder, name)), ...(await Promise.all(deeper.map(listPaths))).flat()];
    found.push(...paths.filter((path) => names.some((name) => basename(path).includes(name))));
  }
  return found;
}
async function listPaths(folder) {
  return (await list(folder)).map((name) => join(folder, name));
}
async function list(folder) {
  return readdir(folder).catch(() => []);
}
async function distinct(paths) {
  return [...new Set(await Promise.all(paths.map((path) => realpath(path).catch(() => path))))];
}
async function familyOf(path) {
  const bytes = await readFile(path).catch(() => void 0);
  return MARKS.find(([, mark]) => bytes?.includes(mark))?.[0];
}

// src/home/host/host-platform.ts
async function hostPlatform() {
  const os = { linux: "linux", darwin: "darwin", win32: "windows" }[process.platform];
  const architecture = { x64: "amd64", arm64: "arm64" }[process.arch];
  if (os === void 0 || architecture === void 0) {
    throw new BundleError(
      "SYSTEM_UNSUPPORTED",
      `Cannot run on ${process.platform}/${process.arch}: OCX does not support this platform`
    );
  }
  return { os, architecture, features: os === "linux" ? await hostLibc(architecture) : [] };
}

// src/commands/places/output-path.ts
import { join as join2 } from "node:path";
function fileNameOf(bundleName) {
  checkBundleName(bundleName);
  return `${bundleName}.tar`;
}
async function isDirectoryPath(path, context) {
  return path.endsWith("/") || (await lookAt(userPath(path, context)))?.isDirectory() === true;
}
async function outputPath(path, name, context) {
  const absolute = userPath(path, context);
  return await isDirectoryPath(path, context) ? join2(absolute, name) : absolute;
}
async function checkReplaceable(path) {
  const there = await lookAt(path);
  if (there?.isFile() !== true || there.size === 0 || await isBundle(path)) return;
  throw new BundleError("FILE_EXISTS", `Cannot write ${path}: it exists and is not an offline bundle`);
}
async function isBundle(path) {
  try {
    var _stack = [];
    try {
      if (await isPartsDocumentFile(path)) return true;
      const content = __using(_stack, await openTarLayout(await openFile(path)), true);
      await openWhole(content);
      return true;
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (error) {
    if (error instanceof BundleError) return error.code === "BUNDLE_TOO_NEW";
    throw error;
  }
}
async function isPartsDocumentFile(path) {
  var _stack = [];
  try {
    const file = __using(_stack, await openFile(path), true);
    return isPartsDocument(await readStart(file, PARTS_DOCUMENT_START));
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}

export {
  hostPlatform,
  fileNameOf,
  isDirectoryPath,
  outputPath,
  checkReplaceable
};
