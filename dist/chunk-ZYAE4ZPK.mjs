import {
  haveSchema
} from "./chunk-TA5ABIJY.mjs";
import {
  DEFERRED_HINT_129,
  isDeferred_129
} from "./chunk-W4J3ESE5.mjs";
import {
  layerPath_57
} from "./chunk-HEAJCSBZ.mjs";
import {
  parseDocument_135
} from "./chunk-47YTZHQL.mjs";
import {
  HAVE_LIST_136
} from "./chunk-PN52QW44.mjs";
import {
  MAX_CONFIG
} from "./chunk-M77KPOTZ.mjs";
import {
  isAbsent
} from "./chunk-GJP4ZKXN.mjs";
import {
  readRegularFile_111
} from "./chunk-LL32AUHH.mjs";
import {
  excerpt
} from "./chunk-JWMHGH6Y.mjs";
import {
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/home/closure/check-layers.ts
import { stat } from "node:fs/promises";
import { join } from "node:path";
async function checkLayers(home, closure) {
  const absent = [];
  for (const layer of closure.layers) {
    if (!await isComplete(home, layer)) absent.push(layer);
  }
  if (absent.length === 0) return;
  const holes = absent.map((layer) => `layer ${layer.digest} of ${ownersOf(closure, layer).map(nameOf).join(" and ")}`);
  const message = `Cannot export from ${home.path}: it lacks ${holes.join(", ")}`;
  for (const { registry, repositories, leaf } of absent.flatMap((layer) => ownersOf(closure, layer))) {
    if (await isDeferred_129(home.path, registry, repositories, leaf))
      throw new BundleError("OBJECT_MISSING", message, { hint: DEFERRED_HINT_129 });
  }
  throw new BundleError("OBJECT_MISSING", message);
}
async function isComplete(home, { registry, digest }) {
  const directory = join(home.path, layerPath_57(registry, digest));
  try {
    if (!(await stat(join(directory, "content"))).isDirectory()) return false;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw fromSystemError(error, `look at layer ${digest}`);
  }
  const bytes = await readRegularFile_111(join(directory, "digest")).catch((error) => {
    if (isAbsent(error)) return Buffer.from(digest);
    throw fromSystemError(error, `read the digest of layer ${digest}`);
  });
  const marker = Buffer.from(bytes).toString().trimEnd();
  if (marker === digest) return true;
  throw new BundleError(
    "DOCUMENT_INVALID",
    `Cannot use layer ${digest}: its directory has the digest "${excerpt(marker)}"`
  );
}
function ownersOf(closure, { registry, digest }) {
  return closure.packages.filter(
    (owner) => owner.registry === registry && owner.manifest.layers.some((layer) => layer.digest === digest)
  );
}
function nameOf({ registry, repositories, leaf }) {
  return `${registry}/${repositories[0] ?? ""}@${leaf}`;
}

// src/archive/engine/text-sources.ts
function textOfTree({ tree, contentSize, frames }, name) {
  const { prefix, directory } = tree;
  const starts = startsOf(frames);
  return {
    name,
    size: contentSize,
    pieces: (range) => partsIn(frames, starts, range).map(({ frame, from, to }) => ({
      kind: "tree",
      prefix,
      directory,
      contentSize: frame.contentSize,
      fileOffset: frame.fileOffset,
      records: joined(frame),
      from,
      to
    }))
  };
}
function textOfBlob({ bytes, contentSize, frames, name }) {
  const starts = startsOf(frames);
  const offsets = sumsOf(frames.map(({ size }) => size));
  return {
    name,
    size: contentSize,
    pieces(range) {
      const parts = partsIn(frames, starts, range);
      const places = parts.map(({ index, frame }) => bytes.locate(offsets[index] ?? 0, frame.size));
      const there = places.flatMap((place) => place instanceof Promise ? [] : [place]);
      if (there.length === parts.length) return parts.map((part, at) => pieceOf(part, there[at] ?? []));
      return Promise.all(places.map(async (place) => place)).then(
        (all) => parts.map((part, at) => pieceOf(part, all[at] ?? []))
      );
    }
  };
}
function pieceOf({ frame, from, to }, at) {
  const { size, contentSize, digest, fileOffset } = frame;
  return { kind: "frame", at, size, contentSize, digest, fileOffset, from, to };
}
function partsIn(frames, starts, { offset, length }) {
  const parts = [];
  for (let index = lastUpTo(starts, offset); index < frames.length; index++) {
    const start = starts[index] ?? 0;
    const frame = frames[index];
    if (start >= offset + length) break;
    const from = Math.max(0, offset - start);
    parts.push({ index, frame, from, to: Math.min(frame.contentSize, offset + length - start) });
  }
  return parts;
}
function lastUpTo(numbers, value) {
  let [low, high] = [0, numbers.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((numbers[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
function startsOf(frames) {
  return sumsOf(frames.map(({ contentSize }) => contentSize));
}
function sumsOf(numbers) {
  let sum = 0;
  return numbers.map((number) => {
    sum += number;
    return sum - number;
  });
}
function joined({ records }) {
  return new Uint8Array(Buffer.concat(records));
}

// src/bundle/have-list.ts
var MAX_VALUES = 1e5;
function encodeHave(layers) {
  const ordered = layers.map(({ registry, digest, contentDigest }) => ({ registry, digest, contentDigest }));
  return `${JSON.stringify({ mediaType: HAVE_LIST_136, layers: ordered }, void 0, 1)}
`;
}
function parseHaveList(bytes) {
  return parseDocument_135(bytes, haveSchema, "list of what a home has", MAX_VALUES).layers;
}
var MAX_HAVE = MAX_CONFIG;
function isHave(start) {
  return Buffer.from(start).toString("latin1").trimStart().startsWith("{") && Buffer.from(start).includes(HAVE_LIST_136);
}

export {
  checkLayers,
  isComplete,
  textOfTree,
  textOfBlob,
  encodeHave,
  parseHaveList,
  MAX_HAVE,
  isHave
};
