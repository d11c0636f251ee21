import {
  findLayerSources
} from "./chunk-U5WZSPSP.mjs";
import {
  zstdParameters
} from "./chunk-7JN3YGW4.mjs";
import {
  findBeside
} from "./chunk-VHIAK6CC.mjs";
import {
  layerPrefix_91
} from "./chunk-5J7PMGVS.mjs";
import {
  readBundle_26
} from "./chunk-SELCG3S5.mjs";
import {
  copyPieces,
  describeManifest_152,
  headDocuments_152
} from "./chunk-RQN5F2TG.mjs";
import {
  withIndex_87,
  writeBeside_87
} from "./chunk-DZJPFTB3.mjs";
import {
  readConfig_85,
  readOwnManifest_85
} from "./chunk-IGXA6UWY.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/bundle/write-completed.ts
async function wholeDocuments(bundle, manifests) {
  const manifest = await readOwnManifest_85(bundle);
  const config = await readConfig_85(bundle.content, bundle.manifest.config);
  const root = describeManifest_152(bundle.name, manifest, bundle.config);
  const own = { root, documents: headDocuments_152({ root, manifest, config }) };
  return manifests.length === 0 ? own : withIndex_87(own, manifests);
}
async function writeCompleted(engine, work, writer) {
  const { bundle, sources } = work;
  const layers = new Map(bundle.config.layers.map((layer) => [layer.blob, layer]));
  for (const descriptor of bundle.manifest.layers) {
    const { digest } = descriptor;
    if (await writer.has?.(descriptor)) {
      work.onProgress(layers.get(digest)?.contentSize ?? 0);
      continue;
    }
    const own = bundle.blobs.get(digest);
    const source = own === void 0 ? sources.get(digest) : { kind: "same", bytes: own };
    const layer = layers.get(digest);
    if (source === void 0) throw new Error(`nothing is known of blob ${digest}`);
    const blob = await writer.blob();
    if (source.kind === "same") await copyPieces(source.bytes, (piece) => blob.write(piece));
    else if (layer !== void 0) await encode(engine, work, { source, layer, blob });
    const found = (await blob.commit()).digest;
    if (found !== digest)
      throw new BundleError("DIGEST_MISMATCH", `Cannot complete the bundle: got blob ${found}, expected ${digest}`);
    work.onProgress(layer?.contentSize ?? 0);
  }
  const { manifests, blobs } = work.beside;
  const copyBlob = async ({ digest }, write) => {
    const bytes = blobs.get(digest);
    if (bytes === void 0) throw new Error(`nothing is known of blob ${digest}`);
    await copyPieces(bytes, write);
  };
  await writeBeside_87(writer, manifests, copyBlob, new Set(bundle.manifest.layers.map(({ digest }) => digest)));
  const { root, documents } = work.documents;
  return writer.finish(documents, root);
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

// src/commands/reading/complete-bundle.ts
async function planCompletion(completing) {
  const { bundle, delta, bases, layers, missing, engine, signal, onProgress } = completing;
  const { whole: closure } = await readBundle_26(bundle);
  const beside = await findBeside(bundle, bases);
  const lacking = beside.lacking.filter(({ digest }) => missing?.has(digest) !== false).map(({ digest }) => `original ${digest}, which the delta omits`);
  const given = { engine, home: void 0, bases, closure, takesTrees: true, lacking };
  const found = await findLayerSources(bundle, layers, given);
  const sources = new Map(
    layers.flatMap((layer) => {
      const source = found.get(layer.blob);
      return source === void 0 ? [] : [[layer.blob, blobSource(source, { delta, layer })]];
    })
  );
  if ([...sources.values()].some(({ kind }) => kind !== "same")) checkZstd(delta.config.zstd, bundle.content.name);
  const total = bundle.config.layers.reduce((sum, { contentSize }) => sum + contentSize, 0);
  const documents = await wholeDocuments(bundle, beside.manifests);
  const { level } = delta.config.zstd;
  return {
    documents,
    async write(writer) {
      let done = 0;
      const count = (bytes) => {
        signal.throwIfAborted();
        onProgress(done += bytes, total);
      };
      return await writeCompleted(engine, { bundle, documents, sources, beside, level, onProgress: count }, writer);
    }
  };
}
function blobSource(source, { delta, layer }) {
  switch (source.kind) {
    case "patch":
      return { kind: "frames", blob: delta.patched(layer, layerPrefix_91(layer), source.text) };
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
  wholeDocuments,
  planCompletion
};
