import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/io/batches.ts
var BATCH = 64;
async function mapInBatches(items, work, most = BATCH) {
  const results = [];
  for (let start = 0; start < items.length; start += most) {
    for (const ended of await Promise.allSettled(items.slice(start, start + most).map(async (item) => work(item)))) {
      if (ended.status === "rejected") throw ended.reason;
      results.push(ended.value);
    }
  }
  return results;
}

export {
  mapInBatches
};
