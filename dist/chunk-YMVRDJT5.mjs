import {
  formatTable_30,
  shortenDigest_30
} from "./chunk-BQ2YWSEV.mjs";
import {
  prettyBytes
} from "./chunk-4IIZTIU3.mjs";
import {
  printable
} from "./chunk-JWMHGH6Y.mjs";

// src/report/delta-text.ts
function formatComplete({ bundle, file, size }) {
  return `${printable(`Completed ${bundle.name}, ${prettyBytes(size)}, as ${file}.`)}
Bundle digest: ${bundle.digest}
`;
}
function describeTravel({ omitted, patched, whole, fullSize, originals }) {
  const layers = `of ${prettyBytes(fullSize)} of blobs; layers: ${omitted} omitted, ${patched} patched, ${whole} whole`;
  if (originals === void 0) return layers;
  return `${layers}; originals: ${originals.omitted} omitted, ${originals.whole} whole`;
}
function formatDelta(delta, bold) {
  if (delta === void 0) return "";
  const rows = delta.layers.map(({ digest, travels, size, base }) => {
    const bytes = size === void 0 ? "" : prettyBytes(size);
    const isBound = delta.isBound === true && travels === "patched";
    return [
      shortenDigest_30(digest),
      travels,
      isBound ? `at most ${bytes}` : bytes,
      base === void 0 ? "" : shortenDigest_30(base.digest)
    ];
  });
  const titles = [{ title: "LAYER" }, { title: "TRAVELS" }, { title: "SIZE", right: true }, { title: "BASE" }];
  return formatTable_30(titles, rows, bold);
}
function describeUnchecked(blobs) {
  const what = blobs === 1 ? "1 blob was not checked" : `${blobs} blobs were not checked`;
  return `${what}: an earlier bundle has the content, or what it is made from. Give that with --base.`;
}

export {
  formatComplete,
  describeTravel,
  formatDelta,
  describeUnchecked
};
