import {
  openTarWriter,
  roomOf
} from "./chunk-OWZRPGMY.mjs";
import {
  sizeOfHead
} from "./chunk-CZL5UGE2.mjs";
import {
  copyBlobs,
  copyPieces,
  describeIndex_152,
  describeManifest_152,
  documentOf_152
} from "./chunk-RQN5F2TG.mjs";
import {
  blobsOf_147
} from "./chunk-WG6XD3OV.mjs";
import {
  openBlobsBeside_87,
  readBeside_87,
  withIndex_87,
  writeBeside_87
} from "./chunk-DZJPFTB3.mjs";
import {
  readConfig_85,
  readManifest_85
} from "./chunk-IGXA6UWY.mjs";
import {
  DELTA_ARTIFACT_136,
  IMAGE_MANIFEST_136
} from "./chunk-PN52QW44.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/bundle/copy-bundle.ts
async function copyOf(whole) {
  const { content, found, name } = whole;
  const { root } = found;
  if (root.mediaType === IMAGE_MANIFEST_136) {
    for await (const bundle of whole.platforms()) return copyOfOne(bundle, name);
    throw new Error(`${content.name} has no manifest`);
  }
  const index = await readManifest_85(content, root);
  const parts = [];
  let only;
  for await (const bundle of whole.platforms()) {
    only = parts.length === 0 ? bundle : void 0;
    parts.push(await copyOfPlatform(bundle));
  }
  const copy = copyOfSeveral(describeIndex_152(name, index), index, parts);
  if (found.beside.length === 0) return copy;
  const beside = await copyOfBeside(content, found.beside);
  return { ...copy, beside, ...only && { room: roomOf({ ...only, name, index: copy }) } };
}
async function copyOfBeside(content, beside) {
  return copyOfManifests(content, await readBeside_87(content, beside));
}
async function copyOfManifests(content, manifests) {
  const opened = await openBlobsBeside_87(content, manifests);
  return { manifests, blobs: new Map(Array.from(opened, ([digest, bytes]) => [digest, { bytes, content }])) };
}
async function copyOfOne(bundle, name, beside) {
  if (bundle.delta !== void 0) return copyOfDelta(bundle, name);
  const { manifest, config, blobs } = await copyOfPlatform(bundle);
  const own = { root: describeManifest_152(name, manifest.bytes, bundle.config), documents: [manifest, config] };
  const sized = { name, config: bundle.config, manifest: bundle.manifest };
  if (beside === void 0) return { ...own, blobs, room: roomOf(sized) };
  const index = withIndex_87(own, beside.manifests);
  return { ...index, blobs, beside, room: roomOf({ ...sized, index }) };
}
async function copyOfDelta({ content, stored, config: { platform } }, name) {
  const { descriptor, manifest } = stored;
  const bytes = await readManifest_85(content, descriptor);
  const root = describeManifest_152(name, bytes, { platform, artifactType: DELTA_ARTIFACT_136 });
  const documents = [
    documentOf_152(descriptor.mediaType, bytes),
    documentOf_152(manifest.config.mediaType, await readConfig_85(content, manifest.config))
  ];
  const blobs = Array.from(stored.blobs, ([digest, each]) => [digest, { bytes: each, content }]);
  return { root, documents, blobs: new Map(blobs), room: sizeOfHead({ root, documents }) };
}
async function copyOfPlatform({ content, descriptor, manifest, ...bundle }) {
  const blobs = blobsOf_147([manifest]).flatMap(({ digest }) => {
    const bytes = bundle.blobs.get(digest);
    return bytes === void 0 ? [] : [[digest, { bytes, content }]];
  });
  return {
    manifest: documentOf_152(descriptor.mediaType, await readManifest_85(content, descriptor)),
    config: documentOf_152(manifest.config.mediaType, await readConfig_85(content, manifest.config)),
    blobs: new Map(blobs)
  };
}
function copyOfSeveral(root, index, parts) {
  const documents = [
    documentOf_152(root.mediaType, index),
    ...parts.map(({ manifest }) => manifest),
    ...parts.map(({ config }) => config)
  ];
  const unique = [...new Map(documents.map((document) => [document.digest, document])).values()];
  const rows = parts.map(({ blobs: blobs2 }) => [...blobs2]);
  const inOrder = [...rows.flatMap((row) => row.slice(0, 1)), ...rows.flatMap((row) => row.slice(1))];
  const blobs = /* @__PURE__ */ new Map();
  for (const [digest, blob] of inOrder) if (!blobs.has(digest)) blobs.set(digest, blob);
  return { root, documents: unique, blobs, room: sizeOfHead({ root, documents: unique }) };
}
async function writeCopy(copy, writer, spool) {
  const all = new Map([
    ...copy.blobs,
    ...[...copy.beside?.blobs ?? []].filter(([digest]) => !copy.blobs.has(digest))
  ]);
  const places = Map.groupBy(all, ([, { content }]) => content);
  {
    var _stack = [];
    try {
      const stack = __using(_stack, new AsyncDisposableStack(), true);
      for (const [content, blobs2] of places) {
        if (spool !== void 0 && content !== void 0)
          stack.use(
            content.prefetch(
              blobs2.map(([digest]) => ({ digest })),
              spool
            )
          );
      }
      const take = writer.copyBlobs === void 0 ? copy.blobs : all;
      const blobs = new Map(Array.from(take, ([digest, { bytes }]) => [digest, bytes]));
      await copyBlobs(blobs, writer, spool?.signal);
      const copyBlob = async ({ digest }, write) => copyPieces(known(all.get(digest)?.bytes), write, spool?.signal);
      await writeBeside_87(writer, copy.beside?.manifests ?? [], copyBlob, new Set(blobs.keys()));
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  }
  for (const content of places.keys()) await content?.finish();
  return await writer.finish(copy.documents, copy.root);
}
function known(bytes) {
  if (bytes === void 0) throw new Error("a blob that is copied was opened");
  return bytes;
}
async function copyBundle(whole, writer, spool) {
  return await writeCopy(await copyOf(whole), writer, spool);
}
async function copyToTar(whole, target, spool) {
  var _stack = [];
  try {
    const copy = await copyOf(whole);
    const writer = __using(_stack, await openTarWriter(target, copy.room), true);
    return await writeCopy(copy, writer, spool);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}

export {
  copyOfBeside,
  copyOfManifests,
  copyOfOne,
  copyOfPlatform,
  copyOfSeveral,
  writeCopy,
  copyBundle,
  copyToTar
};
