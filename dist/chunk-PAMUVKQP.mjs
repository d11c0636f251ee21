import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  openInput
} from "./chunk-ZAE6FAWZ.mjs";
import {
  addressOf,
  openChannel
} from "./chunk-3KAALUYF.mjs";
import {
  openBundle
} from "./chunk-YSAAMCLT.mjs";
import {
  defaultBundleName,
  fileNameOf,
  hostPlatform
} from "./chunk-TSMA2OKH.mjs";
import {
  asFailure
} from "./chunk-UXUGPLQI.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/fetch-bundle.ts
import { mkdtempDisposable, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
async function fetchBundle(request, around, listener) {
  var _stack = [];
  try {
    const fetched = __using(_stack, await fetchTemporarily(request, around, listener), true);
    const { file, [Symbol.asyncDispose]: _, ...result } = fetched;
    if (file === void 0) return result;
    const bytes = __using(_stack, await openInput({ kind: "file", path: file }, around), true);
    await openBundle(bytes);
    return { ...result, file: await moveUp(file, result.name) };
  } catch (_2) {
    var _error = _2, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function fetchTemporarily({ origin, name, directory }, around, listener) {
  var _stack = [];
  try {
    const address = await addressOf(origin, name, around);
    const sentAs = fileNameOf(name ?? defaultBundleName(await hostPlatform()));
    const target = resolve(around.directory, directory);
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const staging = stack.use(
      await mkdtempDisposable(join(target, ".ocx-bundle-")).catch((error) => {
        throw asFailure(error, `write to ${target}`);
      })
    );
    const channel = await openChannel(address, {
      say: (text) => listener.say(text),
      progress: (done, total) => listener.progress("fetch", done, total),
      signal: around.signal
    });
    const found = await channel.fetch(sentAs, staging.path);
    const held = stack.move();
    return {
      channel: address.channel,
      name: sentAs,
      size: found?.size ?? 0,
      ...found !== void 0 && { file: found.path, origin: found.origin },
      ...address.channel === "cache" && { key: address.key },
      [Symbol.asyncDispose]: () => held.disposeAsync()
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function moveUp(file, sentAs) {
  const from = dirname(file);
  const to = dirname(from);
  const main = basename(file);
  const others = (await readdir(from)).filter((name) => name !== main);
  try {
    for (const name of others) await rename(join(from, name), join(to, name));
    if (main !== sentAs) await rm(join(to, sentAs), { force: true });
    await rename(file, join(to, main));
  } catch (error) {
    throw asFailure(error, `write to ${to}`);
  }
  return join(to, main);
}

export {
  fetchBundle,
  fetchTemporarily
};
