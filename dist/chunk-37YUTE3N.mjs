import {
  openSpool
} from "./chunk-INUHWA6T.mjs";
import {
  tarWriterInto
} from "./chunk-OWZRPGMY.mjs";
import {
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/io/watch-items.ts
async function* watchItems(items, {
  sizeOf,
  tell,
  signal
}) {
  let done = 0;
  for await (const item of items) {
    signal.throwIfAborted();
    yield item;
    done += sizeOf(item);
    tell(done);
  }
}

// src/layout/stream-tar.ts
import { pipeline } from "node:stream/promises";
async function streamTar({ stream, spoolDirectory, room }, write) {
  try {
    var _stack = [];
    try {
      const file = __using(_stack, await openSpool(spoolDirectory), true);
      const written = await write(tarWriterInto(file, room));
      await pipeline(file.createReadStream({ start: 0, autoClose: false }), stream, { end: false });
      await flush(stream);
      return written;
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (error) {
    throw fromSystemError(error, `write to the stream, by way of ${spoolDirectory}`);
  }
}
async function flush(stream) {
  await new Promise((resolve, reject) => {
    stream.once("error", reject);
    stream.write("", (error) => {
      if (error) return reject(stream.errored ?? error);
      stream.off("error", reject);
      resolve();
    });
  });
}

export {
  watchItems,
  streamTar
};
