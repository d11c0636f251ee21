import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  findLayerSources
} from "./chunk-WUCKIWJU.mjs";
import {
  openBases
} from "./chunk-FQQMQRJK.mjs";
import "./chunk-ZLNMT2ME.mjs";
import "./chunk-CE4BDZOU.mjs";
import {
  readBundle
} from "./chunk-BXJYX6N2.mjs";
import "./chunk-MVWI7EBL.mjs";
import "./chunk-M3JWKYEK.mjs";
import {
  openEngine
} from "./chunk-NLKNVU6L.mjs";
import "./chunk-LAYNSALZ.mjs";
import "./chunk-FCHVQ5G7.mjs";
import {
  layerPrefix
} from "./chunk-ULI3Q6Y3.mjs";
import "./chunk-52KWDJG3.mjs";
import "./chunk-3WPMJLY2.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-FDJWJL6G.mjs";
import {
  openInput
} from "./chunk-OPCWZQUZ.mjs";
import {
  openTarWriter
} from "./chunk-KZHCGS7L.mjs";
import "./chunk-4GCQO6KV.mjs";
import "./chunk-XQLJGAJ5.mjs";
import "./chunk-GBCZTBOQ.mjs";
import "./chunk-BOIK5VYQ.mjs";
import "./chunk-B72G32SU.mjs";
import "./chunk-YQBKD3BK.mjs";
import {
  checkReplaceable,
  fileNameOf,
  outputPath
} from "./chunk-2PJXGMJF.mjs";
import "./chunk-5UNACQVU.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-F6RVCG2V.mjs";
import {
  logsOf
} from "./chunk-N2LVX2II.mjs";
import {
  openBundle,
  readConfig,
  readManifest,
  roomOf,
  zstdParameters
} from "./chunk-7WC2TNXI.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-MK5PH45A.mjs";
import {
  describeManifest,
  headDocuments
} from "./chunk-LUPRM4LO.mjs";
import "./chunk-L4JMTKIJ.mjs";
import "./chunk-OUNWGCP3.mjs";
import "./chunk-WNBWGKGN.mjs";
import "./chunk-4DSASQNQ.mjs";
import "./chunk-4RRVGPQ6.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-5EKI3K5F.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-SIXYNKZ3.mjs";
import "./chunk-XBYPF2TB.mjs";
import "./chunk-A5G26SDU.mjs";
import "./chunk-AMTFR3ER.mjs";
import "./chunk-YJSVGHZO.mjs";
import "./chunk-TUPD2LI7.mjs";
import "./chunk-JH3NGZWR.mjs";
import "./chunk-4FDFUD6J.mjs";
import "./chunk-PDOXIJT4.mjs";
import "./chunk-QETTNQ5Q.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-R75ETOQW.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/complete-delta.ts
import { availableParallelism } from "node:os";

// src/bundle/complete-delta.ts
var CHUNK = 1024 * 1024;
async function writeCompleted(engine, work, writer) {
  const { bundle, sources } = work;
  const layers = new Map(bundle.config.layers.map((layer) => [layer.blob, layer]));
  for (const { digest } of bundle.manifest.layers) {
    const own = bundle.blobs.get(digest);
    const source = own === void 0 ? sources.get(digest) : { kind: "same", bytes: own };
    const layer = layers.get(digest);
    if (source === void 0) throw new Error(`nothing is known of blob ${digest}`);
    const blob = await writer.blob();
    if (source.kind === "same") await copy(source.bytes, blob);
    else if (layer !== void 0) await encode(engine, work, { source, layer, blob });
    const found = (await blob.commit()).digest;
    if (found !== digest)
      throw new BundleError("DIGEST_MISMATCH", `Cannot complete the bundle: got blob ${found}, expected ${digest}`);
    work.onProgress(layer?.contentSize ?? 0);
  }
  const manifest = await readManifest(bundle.content, bundle.descriptor);
  const config = await readConfig(bundle.content, bundle.manifest.config);
  const root = describeManifest(bundle.name, manifest, bundle.config);
  return writer.finish(headDocuments({ root, manifest, config }), root);
}
async function copy(bytes, blob) {
  for (let done = 0; done < bytes.size; done += CHUNK)
    await blob.write(await bytes.read(done, Math.min(CHUNK, bytes.size - done)));
}
async function encode(engine, { level }, { source, layer, blob }) {
  let index = 0;
  for await (const { digest, bytes } of framesOf(engine, source, level)) {
    const expected = layer.frames[index]?.digest;
    if (digest !== expected) {
      const found = `frame ${index} of ${layer.blob} gets the digest ${digest}, expected ${expected}`;
      throw new BundleError("DELTA_INCOMPLETE", `Cannot complete the bundle: ${found}`, {
        hint: "The base is not as it was when the delta was made, or zstd compresses otherwise here. Give another `--base`, or carry the full bundle."
      });
    }
    await blob.write(bytes);
    index += 1;
  }
}
async function* framesOf(engine, source, level) {
  if (source.kind === "frames") yield* engine.recode(source.blob, level);
  else for await (const { frame, bytes } of engine.pack([source.plan], level)) yield { ...frame, bytes };
}

// src/commands/complete-delta.ts
async function completeDelta(request, context, reporter) {
  var _stack = [];
  try {
    const { workers = availableParallelism() } = request;
    const reading = { ...logsOf(reporter), sole: false };
    const input = __using(_stack, await openInput(request.source, context, { ...reading, whole: true }), true);
    const bundle = await openBundle(input);
    const delta = deltaOf(bundle);
    checkZstd(delta.config.zstd, input.name);
    const target = await outputPath(request.output, fileNameOf(bundle.name), context);
    if (request.overwrite !== true) await checkReplaceable(target);
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const bases = await openBases(request.bases, context, { stack, ...reading });
    const { whole: closure } = await readBundle(bundle);
    const { layers } = bundle.config;
    const found = await findLayerSources(bundle, layers, { home: void 0, bases, closure, takesTrees: true });
    const sources = new Map(
      layers.flatMap((layer) => {
        const source = found.get(layer.blob);
        return source === void 0 ? [] : [[layer.blob, blobSource(source, { delta, layer })]];
      })
    );
    const engine = __using(_stack, openEngine({ workers }), true);
    const writer = __using(_stack, await openTarWriter(target, roomOf(bundle)), true);
    const total = layers.reduce((sum, { contentSize }) => sum + contentSize, 0);
    let done = 0;
    const onProgress = (bytes) => {
      context.signal.throwIfAborted();
      reporter.progress("delta", done += bytes, total);
    };
    const size = await writeCompleted(engine, { bundle, sources, level: delta.config.zstd.level, onProgress }, writer);
    return { bundle: { name: bundle.name, digest: bundle.digest }, file: target, size };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function deltaOf({ delta, content }) {
  if (delta !== void 0) return delta;
  throw new BundleError("OPTION_INVALID", `Cannot complete ${content.name}: it is a whole bundle, expected a delta`, {
    hint: "Use it as it is."
  });
}
function blobSource(source, { delta, layer }) {
  switch (source.kind) {
    case "patch":
      return { kind: "frames", blob: delta.patched(layer, layerPrefix(layer), source.text) };
    case "blob":
      return source.blob.frames.every(({ digest }, index) => digest === layer.frames[index]?.digest) ? { kind: "same", bytes: source.blob.bytes } : { kind: "frames", blob: source.blob };
    case "tree":
      return source;
  }
}
function checkZstd(made, name) {
  const here = zstdParameters(made.level);
  if (describe(made) === describe(here)) return;
  const found = `its bundle was compressed by zstd ${describe(made)}, and this is zstd ${describe(here)}`;
  throw new BundleError("DELTA_INCOMPLETE", `Cannot complete ${name}: ${found}`, {
    hint: "Import the delta: that needs no other zstd. Or carry the full bundle."
  });
}
function describe({ version, level, windowLog, hashLog }) {
  const hash = hashLog === void 0 ? "" : `, hashLog ${hashLog}`;
  return `${version} (level ${level}, windowLog ${windowLog}${hash})`;
}
export {
  completeDelta
};
