import {
  executableEntry_50
} from "./chunk-JH5PIG7S.mjs";
import {
  ELF_HEAD,
  whyNotFor
} from "./chunk-5QMOEKRD.mjs";
import {
  framesOf_150
} from "./chunk-5J7PMGVS.mjs";
import {
  checkFrameTable_144
} from "./chunk-LYFCKQXY.mjs";
import {
  checkFileEnd,
  decodeAlone,
  joinOrder,
  joinPath,
  located,
  readEntries
} from "./chunk-ZRUH5ZQN.mjs";
import {
  release
} from "./chunk-2WQ5WNEA.mjs";
import {
  quoteBytes,
  toText
} from "./chunk-2BLSIOJA.mjs";
import {
  readRanges
} from "./chunk-CYMBCZ23.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/commands/ocx/check-executable.ts
import { createHash } from "node:crypto";

// src/archive/engine/read-one-file.ts
var MODE = 493;
async function readOneFile(blob, take) {
  checkFrameTable_144(blob);
  const order = joinOrder();
  const reader = new FileReader(blob.name);
  for (const frame of framesOf_150(blob)) {
    const compressed = await readRanges(await blob.bytes.locate(frame.start, frame.size));
    blob.bytes.release?.(frame.start, frame.size);
    const content = located(frame, () => decodeAlone(frame, compressed));
    const piece = located(frame, () => {
      if (frame.piece !== void 0) return reader.continueFile(frame, content);
      const { order: found } = readEntries(content, frame, reader.sink(content));
      order.add(found);
      return reader.begun();
    });
    await take(piece);
    release(content);
  }
  return reader.finish();
}
var FileReader = class {
  #blob;
  #directory;
  #file;
  #piece = NOTHING;
  #done = 0;
  constructor(blob) {
    this.#blob = blob;
  }
  sink(content) {
    this.#piece = NOTHING;
    return {
      directory: (path, facts) => this.#begin(path, facts, void 0),
      symlink: (path) => unexpected(path, "a link"),
      file: (path, facts, from, to) => this.#begin(path, facts, content.subarray(from, to))
    };
  }
  #begin(path, facts, piece) {
    if (facts.mode !== MODE || facts.mtime !== 0) unexpected(path, "mode or time differ from 0755 and 0");
    const name = toText(joinPath(path));
    const isDirectory = piece === void 0;
    if (this.#directory === void 0 && isDirectory) this.#directory = name;
    else if (this.#directory === void 0 || isDirectory || this.#file !== void 0)
      unexpected(path, "it is one more than a directory and a file in it");
    else this.#file = { path: name, size: facts.size };
    this.#piece = piece ?? NOTHING;
  }
  /** The bytes of the file in the frame that was just read. */
  begun() {
    this.#done += this.#piece.byteLength;
    return this.#piece;
  }
  continueFile(frame, content) {
    const size = this.#file?.size ?? 0;
    const rest = size - this.#done;
    if (rest <= 0 || (frame.continued ? content.length >= rest : content.length < rest)) {
      const what = `it has ${content.length} bytes of a file with ${rest} left`;
      throw new BundleError("FRAME_INVALID", `Cannot use frame: ${what}`);
    }
    const length = Math.min(rest, content.length);
    if (!frame.continued) checkFileEnd(content, length, size, frame.isLast);
    this.#done += length;
    return content.subarray(0, length);
  }
  finish() {
    if (this.#file !== void 0 && this.#done === this.#file.size) return this.#file;
    throw new BundleError("ENTRY_INVALID", `Cannot read ${this.#blob}: it has no complete file`);
  }
};
var NOTHING = new Uint8Array();
function unexpected(path, found) {
  const expected = "expected a directory and an executable file in it";
  throw new BundleError("ENTRY_INVALID", `Cannot use entry ${quoteBytes(joinPath(path))}: ${found}, ${expected}`);
}

// src/commands/ocx/check-executable.ts
async function checkExecutable({ config, ocx }, take = async () => {
}) {
  if (config.ocx === void 0 || ocx === void 0) return;
  const { digest, size } = config.ocx;
  const refuse = (found2) => {
    throw new BundleError("BUNDLE_INVALID", `Cannot use ${ocx.name}: ${found2}`);
  };
  const hash = createHash("sha256");
  let head = Buffer.of();
  const file = await readOneFile(ocx, async (bytes) => {
    hash.update(bytes);
    if (head.length < ELF_HEAD) head = Buffer.concat([head, bytes.subarray(0, ELF_HEAD)]);
    if (head.length >= ELF_HEAD) checkMachine(head, config.platform, refuse);
    await take(bytes);
  });
  checkMachine(head, config.platform, refuse);
  const expected = executableEntry_50(digest);
  if (file.path !== expected) refuse(`its path is ${file.path}, expected ${expected}`);
  if (file.size !== size) refuse(`it has ${file.size} bytes, expected ${size}`);
  const found = `sha256:${hash.digest("hex")}`;
  if (found === digest) return;
  throw new BundleError("DIGEST_MISMATCH", `Cannot verify ${ocx.name}: got ${found}, expected ${digest}`);
}
function checkMachine(head, platform, refuse) {
  const problem = whyNotFor(head, platform);
  if (problem !== void 0) refuse(problem);
}

export {
  checkExecutable
};
