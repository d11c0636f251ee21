import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkMounts,
  storeOfTrees
} from "./chunk-T5UKA76H.mjs";
import {
  stagedPath
} from "./chunk-ZVAENZNC.mjs";
import {
  inHome
} from "./chunk-K7OIXQE2.mjs";
import {
  isAbsent,
  lookAt
} from "./chunk-UQ43A2YU.mjs";
import {
  MAX_LOCK_PATH,
  MAX_NAME,
  MAX_PATH,
  MAX_SPOOLED
} from "./chunk-Z2KHX2NZ.mjs";
import {
  prettyBytes
} from "./chunk-3QTZOCDB.mjs";
import {
  fromSystemError
} from "./chunk-ADIS2E6D.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/home/plan/exists-after.ts
import { existsSync } from "node:fs";
function existsAfter({ home, packages }, staging) {
  const coming = packages.filter(({ state }) => state !== "complete").map(({ path }) => ({ path, root: inHome(home, path) }));
  return (path) => {
    const pkg = coming.find(({ root }) => path === root || path.startsWith(`${root}/`));
    if (pkg === void 0) return existsSync(path);
    return staging === void 0 || existsSync(`${stagedPath(staging.path, pkg.path)}${path.slice(pkg.root.length)}`);
  };
}

// src/home/plan/preflight.ts
import { access, constants, lstat, realpath, statfs } from "node:fs/promises";
import { dirname, isAbsolute } from "node:path";
var INODES_OF_A_PACKAGE = 24;
var INODES_OF_A_DOCUMENT = 4;
var BLOCK = 4096;
var LOCK_NAME = 61;
var LONGEST_HOME = MAX_LOCK_PATH - LOCK_NAME - 1;
async function checkHome(home) {
  if (!isAbsolute(home))
    throw new BundleError("HOME_INVALID", `Cannot use home "${home}": it is relative, expected an absolute path`);
  await checkLength(home);
  const place = await existing(home);
  const link = await lookAt(home.replace(/(?<=.)\/+$/u, ""), lstat);
  if (link?.isSymbolicLink() === true && await lookAt(home) === void 0) {
    const advice = "Create the directory that it leads to, or remove the link.";
    throw new BundleError("HOME_INVALID", `Cannot use home ${home}: it is a link that leads nowhere`, { hint: advice });
  }
  if ((await lookAt(place))?.isDirectory() !== false) return;
  const hint = "Choose a directory, or a path that does not exist yet.";
  throw new BundleError("HOME_INVALID", `Cannot use home ${home}: ${place} is a file`, { hint });
}
async function checkRoom(home, needs, { linked = [], written = [] } = {}) {
  const place = await existing(home);
  await checkWritable(place);
  if (place === home) {
    for (const folder of await existingFolders(home, written)) await checkWritable(folder);
    checkMounts(home, linked);
  }
  const store = storeOfTrees(home);
  await checkSpace(await existing(store === void 0 ? home : inHome(home, store)), needs, `import into ${home}`);
}
async function checkSpace(directory, needs, doing) {
  const { bavail, bsize, files, ffree } = await statfs(directory);
  const free = bavail * bsize;
  const lacks = [];
  if (free < needs.bytes) lacks.push(`${prettyBytes(needs.bytes)} are needed, ${prettyBytes(free)} are free`);
  if (files > 0 && ffree < needs.inodes) lacks.push(`${needs.inodes} inodes are needed, ${ffree} are free`);
  if (lacks.length > 0) throw new BundleError("DISK_FULL", `Cannot ${doing}: ${lacks.join(", ")}`);
}
function needsOf(plan, sizeOf) {
  const layers = plan.layers.map(sizeOf);
  const documents = [...plan.blobs, ...plan.dispatchObjects, ...plan.indexDocuments];
  const packages = plan.packages.filter(({ state }) => state !== "complete").length;
  const trees = sum(layers.map(({ contentSize }) => contentSize));
  const executable = plan.ocx === void 0 || plan.ocx.state === "present" ? 0 : plan.ocx.size;
  const content = trees + executable + sum(documents.map(({ bytes }) => bytes.byteLength));
  const small = documents.length + packages * INODES_OF_A_PACKAGE;
  return {
    content,
    bytes: content + small * BLOCK,
    inodes: sum(layers.map(({ entryCount }) => entryCount)) + packages * INODES_OF_A_PACKAGE + documents.length * INODES_OF_A_DOCUMENT
  };
}
async function checkWritable(folder) {
  try {
    await access(folder, constants.W_OK);
  } catch (error) {
    if (isAbsent(error)) return;
    throw fromSystemError(error, `write to ${folder}`);
  }
}
async function existingFolders(home, folders) {
  const found = /* @__PURE__ */ new Set();
  for (const folder of folders) found.add(await existing(folder === "." ? home : inHome(home, folder)));
  return found;
}
async function checkLength(home) {
  const refuse = (length2) => {
    const found = `its path has ${length2} bytes, expected at most ${LONGEST_HOME}`;
    throw new BundleError("HOME_INVALID", `Cannot use home ${home}: ${found}`, { hint: "Choose a shorter path." });
  };
  const given = Buffer.byteLength(home);
  if (given > MAX_PATH - MAX_NAME) refuse(given);
  const { place, real } = await realExisting(home);
  const length = Buffer.byteLength(real) + given - Buffer.byteLength(place);
  if (length > LONGEST_HOME) refuse(length);
}
async function realExisting(path) {
  const place = await existing(path);
  try {
    return { place, real: await realpath(place) };
  } catch (error) {
    if (isAbsent(error)) return realExisting(path);
    throw fromSystemError(error, `look at ${place}`);
  }
}
async function existing(path) {
  const parent = dirname(path);
  return await lookAt(path) !== void 0 || parent === path ? path : existing(parent);
}
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

// src/commands/import/bundle-layers.ts
function blobsToRead({ ocx }, layers, bundle) {
  const { config } = bundle;
  return [
    ...carriersOf(inManifestOrder(layers, bundle), bundle),
    ...ocx === void 0 || ocx.state === "present" || config.ocx === void 0 ? [] : [{ digest: config.ocx.blob }]
  ];
}
function inManifestOrder(changes, bundle) {
  const places = new Map(
    Array.from(bundle.stored.blobs.keys(), (digest, at) => [digest, at])
  );
  const place = (layer) => places.get(bundle.carrierOf(layer)) ?? 0;
  return changes.map((change) => ({ change, listed: listedLayer(bundle, change) })).toSorted((a, b) => place(a.listed) - place(b.listed));
}
function carriersOf(layers, bundle) {
  const carriers = layers.map(({ listed }) => bundle.carrierOf(listed)).filter((digest) => digest !== void 0);
  return carriers.map((digest) => ({ digest }));
}
function listedLayer({ config }, { registry, digest }) {
  const layer = config.layers.find((candidate) => candidate.registry === registry && candidate.digest === digest);
  if (layer === void 0) throw new Error(`the bundle lacks layer ${digest}`);
  return layer;
}
function contentOf(plan, bundle) {
  return plan.layers.reduce((sum2, layer) => sum2 + listedLayer(bundle, layer).contentSize, 0);
}
function missingBytes(blobs, { content }) {
  return content.remote?.missing(blobs);
}
function spooledBytes(blobs, bundle) {
  return Math.min(missingBytes(blobs, bundle) ?? 0, MAX_SPOOLED);
}

export {
  existsAfter,
  checkHome,
  checkRoom,
  checkSpace,
  needsOf,
  blobsToRead,
  inManifestOrder,
  listedLayer,
  contentOf,
  missingBytes,
  spooledBytes
};
