import {
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";

// src/io/spool.ts
import { randomUUID } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
async function openSpool(directory) {
  const path = join(directory, `spool-${randomUUID()}`);
  try {
    const file = await open(path, "wx+", 384);
    await rm(path);
    return file;
  } catch (error) {
    throw fromSystemError(error, `create a temporary file in ${directory}, the directory of TMPDIR`);
  }
}

export {
  openSpool
};
