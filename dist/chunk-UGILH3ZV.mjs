import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  collectClosure,
  framesOf,
  layerPrefix,
  summarizeBundle,
  summarizeLayers
} from "./chunk-SG7EDLOK.mjs";
import {
  formatPlatform
} from "./chunk-TSMA2OKH.mjs";
import {
  checkFileEnd,
  decodeChecked,
  joinOrder,
  joinPath,
  located,
  readEntries
} from "./chunk-Y3YW6CBU.mjs";
import {
  MAX_DOCUMENT,
  MAX_DOCUMENTS,
  checkFrameTable,
  quote,
  toText
} from "./chunk-EGRBEDZZ.mjs";
import {
  BundleError
} from "./chunk-7XDTQEKM.mjs";

// src/archive/read-documents.ts
async function readDocuments(source, blob) {
  checkFrameTable(blob);
  if (blob.contentSize > MAX_DOCUMENTS) {
    const what2 = `${blob.contentSize} bytes of documents, expected at most ${MAX_DOCUMENTS}`;
    throw new BundleError("LIMIT_EXCEEDED", `Cannot read ${blob.name}: ${what2}`);
  }
  const documents = /* @__PURE__ */ new Map();
  const order = joinOrder();
  let open;
  let entryCount = 0;
  const start = (path, { size }, held) => {
    if (size > MAX_DOCUMENT) {
      throw new BundleError(
        "LIMIT_EXCEEDED",
        `Cannot read ${quote(path)}: ${size} bytes, expected at most ${MAX_DOCUMENT}`
      );
    }
    const bytes = Buffer.alloc(size);
    held.copy(bytes);
    documents.set(toText(path), bytes);
    open = { path, bytes };
  };
  for (const frame of framesOf(blob)) {
    const compressed = await source.read(frame.offset, frame.size);
    located(frame, () => {
      const content = decodeChecked(frame, compressed);
      if (frame.piece !== void 0) {
        continueDocument(open, frame, frame.piece.fileOffset, content);
        return;
      }
      const found = readEntries(content, frame, {
        directory: notADocument,
        symlink: notADocument,
        file: (path, facts, from, to) => start(joinPath(path), facts, content.subarray(from, to))
      });
      order.add(found.order);
      entryCount += found.count;
    });
  }
  if (entryCount === blob.entryCount) return documents;
  const what = `it has ${entryCount} entries, expected ${blob.entryCount}`;
  throw new BundleError("FRAME_INVALID", `Cannot use frame table of ${blob.name}: ${what}`);
}
function continueDocument(open, frame, offset, content) {
  const rest = (open?.bytes.length ?? 0) - offset;
  if (open === void 0 || (frame.continued ? content.length >= rest : content.length < rest)) {
    throw new BundleError("FRAME_INVALID", `Cannot use frame: it does not continue the file before it`);
  }
  if (!frame.continued) checkFileEnd(content, rest, open.bytes.length, frame.isLast);
  content.copy(open.bytes, offset, 0, Math.min(rest, content.length));
}
function notADocument(path) {
  throw new BundleError("ENTRY_INVALID", `Cannot use entry ${quote(joinPath(path))}: expected only regular files`);
}

// src/commands/read-bundle.ts
async function readBundle(bundle, { choose, platform } = {}) {
  const documents = await readDocuments(bundle.source, bundle.store);
  const read = async (path) => documents.get(path);
  const all = bundle.config.roots.map((root) => withPlatform(root, bundle));
  const closure = await collectClosure(read, choose?.(all) ?? all, platform ?? bundle.config.platform);
  checkListed(bundle, closure);
  return { closure, read };
}
async function summarizeOpened(bundle, { closure }) {
  const { config, name, digest, source } = bundle;
  return summarizeBundle(closure, {
    name,
    digest,
    size: await source.size(),
    platform: formatPlatform(config.platform),
    layers: summarizeLayers(config),
    ...config.project !== void 0 && { project: config.project }
  });
}
function withPlatform(root, { config }) {
  const { platform } = config.packages.find(({ registry, leaf }) => registry === root.registry && leaf === root.leaf) ?? {};
  return platform === void 0 || platform === "unknown" ? root : { ...root, platform };
}
function checkListed({ config }, { layers }) {
  const listed = new Set(config.layers.map(layerPrefix));
  const absent = layers.filter((layer) => !listed.has(layerPrefix(layer)));
  if (absent.length === 0) return;
  const names = absent.map(({ registry, digest }) => `${registry} ${digest}`).join(", ");
  throw new BundleError("BUNDLE_INVALID", `Cannot use bundle: it lacks layer ${names}`);
}

export {
  readBundle,
  summarizeOpened
};
