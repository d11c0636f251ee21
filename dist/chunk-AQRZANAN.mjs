import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readWhole
} from "./chunk-EUICU2GX.mjs";
import {
  digestOf,
  isDigestOf
} from "./chunk-4LCJ56VL.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/bundle/read-verified.ts
async function openBlob(content, descriptor, what) {
  const { digest, size } = descriptor;
  const bytes = await content.open(descriptor);
  if (!bytes) throw new BundleError("BUNDLE_INVALID", `Cannot read bundle: its ${what} ${digest} is missing`);
  if (bytes.size === size) return bytes;
  const found = `it has ${bytes.size} bytes, expected ${size}`;
  throw new BundleError("BUNDLE_INVALID", `Cannot read ${what} ${digest}: ${found}`);
}
async function readVerified(content, descriptor, { what, longest }) {
  const bytes = await readWhole(await openBlob(content, descriptor, what), what, longest);
  if (isDigestOf(descriptor.digest, bytes)) return bytes;
  const found = `got ${digestOf(bytes)}, expected ${descriptor.digest}`;
  throw new BundleError("DIGEST_MISMATCH", `Cannot verify ${what}: ${found}`);
}

export {
  openBlob,
  readVerified
};
