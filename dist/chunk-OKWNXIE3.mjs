import {
  openPartial
} from "./chunk-4D7RWZNW.mjs";
import {
  INDEX_FILE_164,
  LAYOUT_FILE_164,
  blobPath_164,
  encodeLayoutFile_164
} from "./chunk-RK6YA52Z.mjs";
import {
  encodeImageIndex_153
} from "./chunk-XYKDCCSB.mjs";
import {
  digester_87
} from "./chunk-JSX5QINM.mjs";
import {
  BLOCK_SIZE,
  END_SIZE,
  FILE,
  asByteString,
  encodeHeader,
  padding
} from "./chunk-2BLSIOJA.mjs";
import {
  fromSystemError
} from "./chunk-SYEQ5NUD.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/layout/tar-writer.ts
import { open, realpath, rename, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

// src/layout/tar-head.ts
var LAYOUT = encodeLayoutFile_164();
var SPACE = 32;
function sizeOfHead({ root, files = [], documents }) {
  const all = [LAYOUT, encodeImageIndex_153([root]), ...[...files, ...documents].map(({ bytes }) => bytes)];
  return all.reduce((sum, { byteLength }) => sum + sizeInTar(byteLength), 0);
}
function sizeInTar(size) {
  return BLOCK_SIZE + size + padding(size);
}
function encodeHead(head, room) {
  const slack = room - sizeOfHead(head);
  if (slack < 0) throw new Error(`Cannot write the head: it takes ${room - slack} bytes, expected at most ${room}`);
  const names = encodeImageIndex_153([head.root]);
  const index = new Uint8Array(names.byteLength + padding(names.byteLength) + slack).fill(SPACE);
  index.set(names);
  const bytes = new Uint8Array(room);
  let position = 0;
  const put = (path, content) => {
    bytes.set(memberHeader(path, content.byteLength), position);
    bytes.set(content, position + BLOCK_SIZE);
    position += sizeInTar(content.byteLength);
  };
  put(LAYOUT_FILE_164, LAYOUT);
  put(INDEX_FILE_164, index);
  for (const { path, bytes: content } of head.files ?? []) put(path, content);
  for (const document of head.documents) put(blobPath_164(document.digest), document.bytes);
  return bytes;
}
function memberHeader(path, size) {
  return encodeHeader({ path: asByteString(path), type: FILE, mode: 420, size, mtime: 0, target: asByteString("") });
}

// src/layout/tar-writer.ts
async function openTarWriter(target, room) {
  try {
    var _stack = [];
    try {
      const place = await placeOf(target);
      const stack = __using(_stack, new AsyncDisposableStack(), true);
      const part = join(stack.use(await openPartial(dirname(place))).path, "bundle.tar");
      const file = stack.use(await open(part, "wx", 420));
      const { blob, finish } = tarWriterInto(file, room);
      const opened = stack.move();
      return {
        blob,
        async finish(documents, root, files) {
          const size = await finish(documents, root, files);
          await file.close();
          await rename(part, place);
          return size;
        },
        [Symbol.asyncDispose]: () => opened.disposeAsync()
      };
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (error) {
    throw fromSystemError(error, `write bundle ${target}`);
  }
}
function tarWriterInto(file, room) {
  return tarWriterOver({ write: (bytes, position) => writeAt(file, bytes, position) }, room);
}
function tarWriterOver(output, room) {
  let end = room;
  const ended = (next) => {
    end = next;
    output.settle?.(end);
  };
  return {
    blob: async () => openBlob(output, end, ended),
    async finish(documents, root, files = []) {
      await output.write(new Uint8Array(END_SIZE), end);
      await output.write(encodeHead({ root, files, documents }, room), 0);
      return end + END_SIZE;
    },
    async [Symbol.asyncDispose]() {
    }
  };
}
function openBlob(output, header, ended) {
  const start = header + BLOCK_SIZE;
  const hash = digester_87();
  let size = 0;
  return {
    async write(bytes) {
      const writing = output.write(bytes, start + size);
      hash.update(bytes);
      await writing;
      size += bytes.byteLength;
    },
    async commit() {
      const digest = hash.digest();
      await output.write(memberHeader(blobPath_164(digest), size), header);
      ended(start + size + padding(size));
      return { digest, size };
    }
  };
}
async function placeOf(target) {
  const there = await stat(target).catch(absent);
  if (!there) return target;
  if (there.isFile()) return realpath(target);
  const found = there.isDirectory() ? "it is a directory" : "it is not a regular file";
  throw new BundleError("OPTION_INVALID", `Cannot write bundle ${target}: ${found}, expected a file`, {
    hint: there.isDirectory() ? `Name a file in it, for example ${join(target, "bundle.tar")}.` : "Name a file."
  });
}
function absent(error) {
  if (error.code !== "ENOENT") throw error;
}
async function writeAt(file, bytes, position) {
  for (let done = 0; done < bytes.byteLength; ) {
    done += (await file.write(bytes, done, bytes.byteLength - done, position + done)).bytesWritten;
  }
}

export {
  sizeOfHead,
  memberHeader,
  openTarWriter,
  tarWriterInto,
  tarWriterOver,
  writeAt
};
