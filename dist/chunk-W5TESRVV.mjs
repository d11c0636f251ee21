import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkExecutable
} from "./chunk-MTWLIB4K.mjs";
import {
  assemblePackages,
  contentLinks,
  fixLayerModes,
  stagedLayer
} from "./chunk-JPKJAW7D.mjs";
import {
  stagedExecutable
} from "./chunk-X7USASC7.mjs";
import {
  blobsToRead,
  existsAfter,
  inManifestOrder
} from "./chunk-DEIFRA36.mjs";
import {
  EXECUTABLE_MODE
} from "./chunk-DZ7BITUT.mjs";
import {
  layerBlob
} from "./chunk-P6SR4IK7.mjs";
import {
  openPartial
} from "./chunk-HEVFEMMC.mjs";
import {
  openTree,
  withNames
} from "./chunk-ZCSAVCHB.mjs";
import {
  fromSystemError
} from "./chunk-ADIS2E6D.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/io/working-directory.ts
var isTaken = false;
async function inside(tree, work) {
  var _stack = [];
  try {
    if (isTaken || tree.path === tree.name) return await work(tree.path);
    const before = __using(_stack, openTree("."));
    process.chdir(tree.path);
    isTaken = true;
    try {
      return await work(".");
    } catch (error) {
      throw withNames(error, { path: ".", name: tree.name });
    } finally {
      process.chdir(before.path);
      isTaken = false;
    }
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    __callDispose(_stack, _error, _hasError);
  }
}

// src/commands/ocx/stage-executable.ts
import { open } from "node:fs/promises";
async function stageExecutable(bundle, plan, staging) {
  const path = stagedExecutable(plan, staging);
  try {
    var _stack = [];
    try {
      const file = __using(_stack, await open(path, "wx", 384), true);
      await checkExecutable(bundle, async (bytes) => file.writeFile(bytes));
      await file.chmod(EXECUTABLE_MODE);
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (error) {
    throw fromSystemError(error, `write ${path}`);
  }
}

// src/commands/import/stage-bundle.ts
async function stageBundle(plan, work, { engine, staging }) {
  const { bundle, input, compose, reporter, signal, damage } = work;
  await assemblePackages(plan, staging, input.now);
  const links = contentLinks(plan, staging);
  const damaged = damage?.layers ?? [];
  const layers = inManifestOrder([...plan.layers, ...damaged], bundle);
  const blobs = layers.map(({ change, listed }) => ({
    ...layerBlob(bundle, listed, input.closure),
    target: stagedLayer(change, staging),
    // Packages are linked from a damaged layer that stays in the home: its files are replaced in both.
    ...damaged.includes(change) ? { checksContent: true } : { links: links.from(change) }
  }));
  const total = layers.reduce((sum, { listed }) => sum + listed.contentSize, 0);
  await withSpool(blobsToRead(plan, [...plan.layers, ...damaged], bundle), work, staging, async () => {
    await engine.unpack(blobs, (content) => {
      signal.throwIfAborted();
      reporter.progress("import", content, total);
    });
    if (plan.ocx !== void 0 && plan.ocx.state !== "present") await stageExecutable(bundle, plan.ocx, staging);
  });
  await bundle.content.finish();
  await fixLayerModes({ ...plan, layers: [...plan.layers, ...damaged] }, staging);
  await engine.link(links.present);
  engine.checkPackages();
  compose(existsAfter(plan, staging));
  signal.throwIfAborted();
}
async function withSpool(blobs, { bundle: { content }, spoolDirectory, concurrency, signal }, staging, work) {
  var _stack = [];
  try {
    const spoolsThere = spoolDirectory !== void 0 && content.remote !== void 0 && blobs.length > 0;
    const spool = __using(_stack, spoolsThere ? await openPartial(spoolDirectory) : void 0, true);
    const directory = spool?.path ?? staging.tree.path;
    const limits = concurrency === void 0 ? {} : { limits: { inFlight: concurrency } };
    const _ = __using(_stack, content.prefetch(blobs, { directory, signal, ...limits }), true);
    await work();
  } catch (_2) {
    var _error = _2, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}

export {
  inside,
  stageBundle
};
