import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  packageName
} from "./chunk-IRSTIHGJ.mjs";
import {
  layerPath
} from "./chunk-T75H43WP.mjs";
import {
  HOME_PREFIX
} from "./chunk-Q4ZMEHLL.mjs";
import {
  toByteString
} from "./chunk-MWQI2DLW.mjs";

// src/commands/reading/layer-blob.ts
var NAMED_PACKAGES = 3;
function layerBlob(bundle, layer, closure) {
  const name = `layer ${layer.digest} of ${ownersOf(layer, closure)} in ${bundle.content.name}`;
  return { ...bundle.layer(layer, layerPrefix(layer)), name };
}
function ownersOf(layer, { packages, roots }) {
  const users = packages.filter(
    ({ registry, manifest }) => registry === layer.registry && manifest.layers.some(({ digest }) => digest === layer.digest)
  );
  const names = users.slice(0, NAMED_PACKAGES).map((user) => packageName(user, roots));
  const more = users.length > names.length ? [`${users.length - names.length} more`] : [];
  return [...names, ...more].join(", ");
}
function layerPrefix({ registry, digest }) {
  return `${HOME_PREFIX}${layerPath(registry, digest)}/`;
}

// src/archive/run/blob-frames.ts
function framesOf(blob, directoryMode = 493) {
  let start = 0;
  const checksContent = blob.target === void 0 || blob.checksContent === true || blob.patched !== void 0;
  return blob.frames.map((frame, index) => {
    const { size, contentSize, digest, contentDigest, fileOffset } = frame;
    const place = { blob: blob.name, index, start, size };
    start += size;
    return {
      ...place,
      contentSize,
      digest,
      contentDigest: checksContent ? contentDigest : void 0,
      prefix: toByteString(blob.prefix),
      top: blob.top,
      target: blob.target,
      links: blob.links ?? [],
      directoryMode,
      isLast: index === blob.frames.length - 1,
      continued: blob.frames[index + 1]?.fileOffset !== void 0,
      piece: fileOffset === void 0 ? void 0 : { path: NO_NAME, size: 0, fileOffset }
    };
  });
}
var NO_NAME = toByteString("");
function locate({ bytes, patched }, frames) {
  let places = [];
  let dictionaries = [];
  return {
    ready() {
      const found = frames.map(({ start, size }) => bytes.locate(start, size));
      const texts = patched === void 0 ? [] : frames.map(({ index }) => dictionaryOf(patched, index));
      places = found.flatMap((place) => place instanceof Promise ? [] : [place]);
      dictionaries = texts.flatMap((text) => text instanceof Promise ? [] : [text]);
      if (places.length === found.length && dictionaries.length === texts.length) return void 0;
      const arrived = Promise.all(found.map(async (place) => place)).then((all) => void (places = all));
      const made = Promise.all(texts.map(async (text) => text)).then((all) => void (dictionaries = all));
      return Promise.all([arrived, made]).then(() => void 0);
    },
    frames: () => frames.map((frame, place) => ({ ...frame, at: places[place] ?? [], dictionary: dictionaries[place] }))
  };
}
function dictionaryOf({ text, ranges }, index) {
  const range = ranges[index];
  if (range === void 0) return void 0;
  const base = text.name;
  const pieces = text.pieces(range);
  return pieces instanceof Promise ? pieces.then((all) => ({ base, pieces: all })) : { base, pieces };
}

export {
  framesOf,
  locate,
  layerBlob,
  ownersOf,
  layerPrefix
};
