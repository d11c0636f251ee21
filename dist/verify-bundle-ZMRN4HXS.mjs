import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  openPinned
} from "./chunk-JMWQN2SE.mjs";
import {
  planImport
} from "./chunk-DDHZVB4K.mjs";
import "./chunk-XDQN7OKU.mjs";
import {
  readBundle
} from "./chunk-BVEEOKVZ.mjs";
import {
  openEngine
} from "./chunk-DNKG6UNG.mjs";
import {
  contentLinks
} from "./chunk-PSIVPNGD.mjs";
import "./chunk-O54VMGKS.mjs";
import "./chunk-QVAW5WTI.mjs";
import {
  logsOf
} from "./chunk-7T4SPWYI.mjs";
import "./chunk-TQFRLF4M.mjs";
import "./chunk-6YYS4OF6.mjs";
import {
  layerBlob
} from "./chunk-PIDIM7ZV.mjs";
import "./chunk-ZNKCQCNQ.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-HBFZMOFN.mjs";
import {
  layerPath
} from "./chunk-BDMQXJF7.mjs";
import {
  openInput
} from "./chunk-QVC4WJG5.mjs";
import "./chunk-DESUSK7F.mjs";
import "./chunk-5IU5EK5G.mjs";
import "./chunk-R2ZBKTIB.mjs";
import "./chunk-SO25IES2.mjs";
import "./chunk-FYPQRVXC.mjs";
import "./chunk-KVNPPPDZ.mjs";
import "./chunk-2AED7RAA.mjs";
import "./chunk-MUQWZVDZ.mjs";
import {
  hashRange
} from "./chunk-SYUAAR4E.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-C3VQ3RAK.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-DHYQDPHX.mjs";
import "./chunk-UHERIXZC.mjs";
import "./chunk-LBAKRST6.mjs";
import "./chunk-PGD37O2J.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-QFKBXYM3.mjs";
import "./chunk-P5FJQ4AR.mjs";
import {
  BundleError
} from "./chunk-YKPDBCHQ.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/verify-bundle.ts
import { availableParallelism, devNull } from "node:os";
import { join } from "node:path";

// src/bundle/verify-blobs.ts
async function verifyBlobs({ blobs, content }, onProgress) {
  for (const [expected, bytes] of blobs) {
    const found = await hashRange(bytes, 0, bytes.size, onProgress);
    if (found !== expected)
      throw new BundleError(
        "DIGEST_MISMATCH",
        `Cannot verify a blob of ${content.name}: got ${found}, expected ${expected}`
      );
  }
  await content.finish();
}

// src/commands/verify-bundle.ts
var EMPTY_HOME = join(devNull, "home");
var ROUND = 4e6;
async function verifyBundle(request, context, reporter) {
  var _stack = [];
  try {
    const input = __using(_stack, await openInput(request.source, context, wholly(reporter)), true);
    let done = 0;
    let goal = request.source.kind === "stream" ? 0 : await input.size();
    const advance = (more) => {
      context.signal.throwIfAborted();
      reporter.progress("verify", done += more, goal);
    };
    await input.verify(advance);
    const bundle = await openPinned(input, request.digest);
    const content = await readBundle(bundle);
    const plan = await planIntoEmptyHome(bundle, content);
    const { layers, store } = bundle.config;
    const tables = [store, ...layers];
    const sum = (of) => tables.reduce((total, table) => total + of(table), 0);
    const stored = [...bundle.blobs.values()].reduce((sizes, { size }) => sizes + size, 0);
    goal = done + stored + sum(({ contentSize }) => contentSize);
    await verifyBlobs(bundle, advance);
    const engine = __using(_stack, openEngine({ workers: request.workers ?? availableParallelism() }), true);
    const [first = [], ...rest] = assemblyRounds(bundle, plan, content.closure);
    const read = done;
    await engine.unpack([bundle.store, ...first], (unpacked) => advance(read + unpacked - done));
    engine.checkPackages();
    for (const blobs of rest) {
      await engine.unpack(blobs, () => context.signal.throwIfAborted());
      engine.checkPackages();
    }
    return {
      bundle: { name: bundle.name, digest: bundle.digest },
      size: await input.size(),
      blobs: bundle.blobs.size,
      frames: sum(({ frames }) => frames.length),
      entries: sum(({ entryCount }) => entryCount),
      // The same number as in inspect and export: content of the layers only.
      contentSize: layers.reduce((sizes, { contentSize }) => sizes + contentSize, 0)
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function planIntoEmptyHome(bundle, content) {
  return planImport({
    home: EMPTY_HOME,
    ...content,
    onConflict: "fail",
    select: false,
    host: bundle.config.platform,
    now: /* @__PURE__ */ new Date()
  });
}
function assemblyRounds(bundle, plan, closure) {
  const { from } = contentLinks(plan, { path: EMPTY_HOME, root: { path: EMPTY_HOME } });
  const blobs = new Map(
    bundle.config.layers.map((layer) => [
      layerPath(layer.registry, layer.digest),
      {
        ...layerBlob(bundle, layer, closure),
        links: from({ ...layer, path: layerPath(layer.registry, layer.digest) })
      }
    ])
  );
  const all = [...blobs.values()];
  const packages = Map.groupBy(
    all.flatMap(({ links, entryCount }) => links.map((link) => ({ link, entryCount }))),
    ({ link }) => link.content
  );
  const rounds = [/* @__PURE__ */ new Set()];
  let entries = 0;
  for (const [content, parts] of packages) {
    if (parts.length === 1 && parts[0]?.link.strip === 1) continue;
    const count = parts.reduce((total, { entryCount }) => total + entryCount, 0);
    if (entries > 0 && entries + count > ROUND) {
      rounds.push(/* @__PURE__ */ new Set());
      entries = 0;
    }
    rounds.at(-1)?.add(content);
    entries += count;
  }
  return rounds.map((contents, round) => {
    const linked = all.map((blob) => ({ ...blob, links: only(blob.links, contents) }));
    return round === 0 ? linked : linked.filter(({ links }) => links.length > 0);
  });
}
function only(links, contents) {
  return links.filter(({ content }) => contents.has(content));
}
function wholly(reporter) {
  return {
    whole: true,
    ...logsOf(reporter),
    progress: (done, total) => reporter.progress("fetch", done, total)
  };
}
export {
  verifyBundle
};
