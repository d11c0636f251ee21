import {
  removeTree
} from "./chunk-BUOA244Y.mjs";
import {
  isAbsent,
  lookAt
} from "./chunk-GJP4ZKXN.mjs";
import {
  errnoOf
} from "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// from-joined:src/home/contents/package-parts.ts
import { FILE_MODE_120, blobReferences_120, lostDocuments_120, lostReferences_120, packageParts_120, stripOf_120 } from "./core.mjs";

// from-joined:src/home/contents/staged-path.ts
import { stagedPath_47 } from "./core.mjs";

// src/io/publish.ts
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { lstat, open, rename, symlink } from "node:fs/promises";
import { join } from "node:path";
async function publishFile(tree, { path, bytes, mode }, staging) {
  const staged = join(staging, randomUUID());
  await writeNew(staged, bytes, mode);
  await publishPath(tree, path, staged);
}
async function publishLink(tree, { path, target }, staging) {
  const staged = join(staging, randomUUID());
  await symlink(target, staged);
  await publishPath(tree, path, staged);
}
async function publishPath(tree, path, staged) {
  await tree.at(path, (place) => rename(staged, place));
}
async function publishDirectory(tree, path, {
  staged,
  staging,
  isComplete
}) {
  if (await tree.ifThere(path, isComplete)) return false;
  await moveAside(tree, path, staging);
  await publishPath(tree, path, staged);
  return true;
}
async function moveAside(tree, path, staging) {
  await tree.ifThere(path, async (place) => {
    try {
      await rename(place, join(staging, randomUUID()));
    } catch (error) {
      if (isAbsent(error) && !await isThere(place)) return;
      if (errnoOf(error) !== "EXDEV") throw error;
      await removeTree(tree, path);
    }
  });
}
async function writeNew(path, bytes, mode) {
  var _stack = [];
  try {
    const file = __using(_stack, await open(path, "wx", mode), true);
    await file.writeFile(bytes);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function syncFileSystem(path) {
  if (await sync(["-f", path]) || await sync([])) return;
  throw new BundleError("IO_FAILED", `Cannot flush ${path} to disk: \`sync\` failed`);
}
async function sync(args) {
  const child = spawn("sync", args, { stdio: "ignore" });
  try {
    const [status] = await once(child, "exit");
    return status === 0;
  } catch (error) {
    throw new BundleError("IO_FAILED", "Cannot flush to disk: no program `sync`", { cause: error });
  }
}
async function isThere(place) {
  try {
    await lstat(place);
    return true;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}

// src/home/publish/publish-executable.ts
function stagedExecutable({ path }, staging) {
  return stagedPath_47(staging.near(path), path);
}
async function publishExecutable(plan, staging) {
  if (plan === void 0 || plan.state === "present") return;
  await publishPath(staging.root, plan.path, stagedExecutable(plan, staging));
}

// src/home/publish/check-staged.ts
import { lstat as lstat2, readdir, readFile } from "node:fs/promises";
import { join as join2 } from "node:path";
async function checkStaged(plan, staging) {
  for (const layer of plan.layers) await checkLayer(plan.home, layer, staging.path);
  await checkExecutable(plan, staging);
  for (const { path, state } of plan.packages) {
    if (state === "complete") continue;
    if (!(await namesIn(stagedPath_47(staging.path, path)))?.includes("content")) throw lost(plan.home, path);
  }
}
async function checkExecutable({ home, ocx }, staging) {
  if (ocx === void 0 || ocx.state === "present") return;
  if (await lookAt(stagedExecutable(ocx, staging)) === void 0) throw lost(home, ocx.path);
}
async function checkLayer(home, { path, digest }, staging) {
  const staged = stagedPath_47(staging, path);
  const names = await namesIn(staged);
  if (names === void 0) throw lost(home, path);
  if (names.toSorted().join() !== "content,digest") {
    throw invalidLayer(
      digest,
      `expected content and its digest, got ${names.length === 0 ? "nothing" : names.map((name) => JSON.stringify(name)).join(", ")}`
    );
  }
  if ((await lookAt(join2(staged, "content"), lstat2))?.isDirectory() !== true)
    throw invalidLayer(digest, "its content is not a directory");
  const marker = await lookAt(join2(staged, "digest"), lstat2);
  if (marker?.isFile() !== true || marker.size !== Buffer.byteLength(digest))
    throw invalidLayer(digest, "its digest is not a file with only the digest");
  if (await readFile(join2(staged, "digest"), "utf8") !== digest)
    throw invalidLayer(digest, "its digest file names another layer");
}
function invalidLayer(digest, what) {
  return new BundleError("BUNDLE_INVALID", `Cannot import layer ${digest}: ${what}`);
}
function lost(home, path) {
  const hint = "Run the import again, and `ocx clean` only when it has finished.";
  return new BundleError("FILE_CHANGED", `Cannot import into ${home}: ${path} was removed meanwhile`, { hint });
}
async function namesIn(directory) {
  try {
    return await readdir(directory);
  } catch (error) {
    if (isAbsent(error)) return void 0;
    throw error;
  }
}

export {
  FILE_MODE_120,
  packageParts_120,
  stripOf_120,
  stagedPath_47,
  publishFile,
  publishLink,
  publishPath,
  publishDirectory,
  moveAside,
  writeNew,
  syncFileSystem,
  stagedExecutable,
  publishExecutable,
  checkStaged
};
