import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isAbsent
} from "./chunk-UQ43A2YU.mjs";
import {
  errnoOf,
  fromSystemError
} from "./chunk-ADIS2E6D.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/home/model/open-home.ts
import { readdir, readFile } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
var OWN_NAMES = [
  "blobs",
  "index",
  "layers",
  "packages",
  "symlinks",
  "config.toml",
  "locks",
  "projects",
  "state",
  "temp",
  ".ocx-bundle"
];
async function openHome(path) {
  if (!isAbsolute(path))
    throw new BundleError("HOME_INVALID", `Cannot use home "${path}": it is relative, expected an absolute path`);
  const home = path.replace(/(?<=.)\/+$/u, "");
  const names = await entriesOf(home);
  if (names.has("objects") && !names.has("blobs") && !names.has("packages")) {
    throw new BundleError("HOME_UNSUPPORTED", `Cannot use home ${home}: it has the layout of OCX 0.2 or older`);
  }
  if (names.size > 0 && !OWN_NAMES.some((name) => names.has(name))) {
    const hint = names.has(".ocx") ? { hint: `Did you mean ${join(home, ".ocx")}?` } : {};
    throw new BundleError("HOME_NOT_FOUND", `Cannot find a home in ${home}: it has no files of OCX`, hint);
  }
  return { path: home, read: (relative) => readDocument(home, relative) };
}
async function readDocument(home, relative) {
  const path = join(home, relative);
  try {
    return await readFile(path);
  } catch (error) {
    if (isAbsent(error)) return void 0;
    throw fromHomeError(error, { doing: `read ${path}`, path: relative });
  }
}
function fromHomeError(error, { doing, path }) {
  const failure = fromSystemError(error, doing);
  if (!(failure instanceof BundleError) || failure.code !== "PERMISSION_DENIED") return failure;
  const hint = /^(?:blobs|index)\//u.test(path) ? "OCX makes blobs/ and index/ for the owner of the home alone. As the owner, import with `--shared` (`shared: true` of the action)." : `As the owner of the home, run \`${openingCommand("HOME")}\`, then import with \`--shared\` (\`shared: true\` of the action).`;
  return new BundleError(failure.code, failure.message, { cause: failure.cause, hint });
}
function openingCommand(home) {
  return `find ${home} -not -type l -not -path '*/content/*' -exec chmod go+rX {} +`;
}
async function entriesOf(home) {
  try {
    return new Set(await readdir(home));
  } catch (error) {
    if (isAbsent(error))
      throw new BundleError("HOME_NOT_FOUND", `Cannot find home ${home}: the directory does not exist`);
    throw fromHomeError(error, { doing: `read home ${home}`, path: "." });
  }
}

// src/home/target/target-home.ts
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { lstat, opendir, readdir as readdir2, readFile as readFile2, readlink, realpath, stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
function targetHome(home) {
  const look = async (path, absent, work) => {
    const full = inHome(home, path);
    try {
      return await work(full);
    } catch (error) {
      if (isAbsent(error)) return absent;
      throw fromHomeError(error, { doing: `look at ${full}`, path });
    }
  };
  return {
    path: home,
    read: async (path) => {
      const bytes = await look(path, void 0, (full) => readFile2(full));
      return bytes?.byteLength === 0 ? void 0 : bytes;
    },
    link: (path) => look(path, void 0, textOfLink),
    exists: (path) => look(path, false, async (full) => await lstat(full) !== void 0),
    isDirectory: (path) => look(path, false, async (full) => (await stat(full)).isDirectory()),
    hasEntries: (path, levels = 0) => look(path, false, (full) => hasEntries(full, levels)),
    entries: (path) => look(path, [], (full) => readdir2(full, { withFileTypes: true })),
    mode: (path) => look(path, void 0, async (full) => {
      const stats = await lstat(full);
      return stats.isFile() ? stats.mode & 4095 : void 0;
    }),
    size: (path) => look(path, void 0, async (full) => {
      const stats = await lstat(full);
      return stats.isFile() ? stats.size : void 0;
    }),
    digest: (path) => look(path, void 0, digestOfFile),
    real: (path) => look(path, void 0, (full) => realpath(full)),
    leadsTo: (absolute, path) => look(path, false, async (full) => await realpath(absolute) === await realpath(full))
  };
}
function absentHome(home) {
  return {
    path: home,
    read: async () => void 0,
    link: async () => void 0,
    exists: async () => false,
    isDirectory: async () => false,
    hasEntries: async () => false,
    entries: async () => [],
    mode: async () => void 0,
    size: async () => void 0,
    digest: async () => void 0,
    real: async () => void 0,
    leadsTo: async () => false
  };
}
async function hasEntries(path, levels) {
  for await (const entry of await opendir(path, { bufferSize: 1 })) {
    if (levels === 0 || entry.isDirectory() && await hasEntries(`${path}/${entry.name}`, levels - 1)) return true;
  }
  return false;
}
async function digestOfFile(path) {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return `sha256:${hash.digest("hex")}`;
}
async function textOfLink(path) {
  try {
    return await readlink(path);
  } catch (error) {
    if (errnoOf(error) !== "EINVAL") throw error;
    throw inTheWay(path, (await lstat(path)).isDirectory() ? "a directory" : "a file", "a link or nothing");
  }
}
function inTheWay(path, found, expected) {
  const hint = "Move it out of the way, then run the import again.";
  return new BundleError("PATH_UNSAFE", `Cannot import to ${path}: it is ${found}, expected ${expected}`, { hint });
}
function readOnce(target) {
  const known = /* @__PURE__ */ new Map();
  const read = (path) => {
    const reading = known.get(path) ?? target.read(path);
    known.set(path, reading);
    return reading;
  };
  return { ...target, read };
}
function inHome(home, path) {
  if (path.split("/").some((segment) => segment === "" || segment === "." || segment === ".." || segment.includes("\0"))) {
    throw new BundleError("PATH_UNSAFE", `Cannot use path "${path}": it is not below the home`);
  }
  return home.endsWith("/") ? `${home}${path}` : `${home}/${path}`;
}

export {
  openHome,
  openingCommand,
  targetHome,
  absentHome,
  inTheWay,
  readOnce,
  inHome
};
