import { BundleError } from "../errors.ts";
import type { ProcessContext } from "../options/requests/process-context.ts";
import type { Reporter } from "../options/requests/reporter.ts";
import type { StoreRequest } from "../options/requests/store-request.ts";
import { removeFromStore } from "../store/change-store.ts";
import { type CheckedStore, checkEntries } from "../store/check-store.ts";
import { collectGarbage } from "../store/collect-garbage.ts";
import { findEntry, formatEntry, readIndex } from "../store/entries.ts";
import { type ListedEntry, listStore } from "../store/list-store.ts";
import { openStore } from "../store/open-store.ts";
import { userPath } from "./places/user-path.ts";
import type { StoredBundle, StoreResult } from "./results/store-result.ts";
import { addBundle } from "./store/add-bundle.ts";

/** Works on a store of many bundles. @throws BundleError of the action */
export async function runStore(
  request: StoreRequest,
  context: ProcessContext,
  reporter: Reporter,
): Promise<StoreResult> {
  const store = storePath(request, context);
  switch (request.action) {
    case "add": {
      const { entry, blobs, bytes } = await addBundle(store, request, { context, reporter });
      return { action: "add", name: formatEntry(entry), digest: entry.descriptor.digest, blobs, bytes };
    }
    case "list": {
      const { entries, size } = await listStore(store);
      return { action: "list", bundles: entries.map(describe), size };
    }
    case "show": {
      const { entries } = await listStore(store);
      const wanted = findEntry(
        entries.map(({ entry }) => entry),
        request.name,
      );
      const shown = entries.find(({ entry }) => entry === wanted);
      if (shown === undefined) throw new Error("an entry that was found is in the list");
      return { action: "show", bundle: describe(shown) };
    }
    case "check": {
      const { blobs, bytes } = await check(store, request.names, { context, reporter });
      return { action: "check", blobs, bytes };
    }
    case "remove":
      return { action: "remove", removed: (await removeFromStore(store, request.names)).map(formatEntry) };
    case "gc": {
      const { dryRun } = request;
      const { removed, blobs, bytes } = await collectGarbage(store, request, dryRun);
      return { action: "gc", removed: removed.map(formatEntry), blobs, bytes, dryRun };
    }
  }
}

function describe({ entry, size, own, usage }: ListedEntry): StoredBundle {
  const told = usage && { added: isoTime(usage.added), used: isoTime(usage.used), origin: usage.origin };
  return { name: formatEntry(entry), digest: entry.descriptor.digest, size, own, ...told };
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function storePath({ store }: StoreRequest, context: ProcessContext): string {
  const given = store ?? context.variables["OCX_BUNDLE_STORE"];
  if (given !== undefined && given !== "") return userPath(given, context);
  throw new BundleError("OPTION_INVALID", "Cannot open the store: --store is not given", {
    hint: "Set `--store DIR` or OCX_BUNDLE_STORE.",
  });
}

/** @throws BundleError `DIGEST_MISMATCH` with a line for each damaged blob */
async function check(
  store: string,
  names: readonly string[],
  { context, reporter }: { readonly context: ProcessContext; readonly reporter: Reporter },
): Promise<CheckedStore> {
  const list = await listStoreSize(store);
  await using content = await openStore(store);
  const index = await readIndex(content);
  const entries = names.length === 0 ? index.entries : names.map((name) => findEntry(index.entries, name));
  let done = 0;
  const checked = await checkEntries(content, { index, entries }, (bytes) => {
    context.signal.throwIfAborted();
    done += bytes;
    reporter.progress("verify", Math.min(done, list), list);
  });
  if (checked.damaged.length === 0) return checked;
  const lines = checked.damaged.map(({ entry, digest, found }) => `Cannot verify ${digest} of ${entry}: ${found}`);
  throw new BundleError("DIGEST_MISMATCH", lines, {
    hint: "Add these bundles again: `store add` replaces what is damaged. Or remove them with `store remove`.",
  });
}

/** Bytes to hash, for the progress; 0 if a damaged manifest hides them. */
async function listStoreSize(store: string): Promise<number> {
  return await listStore(store).then(
    ({ size }) => size,
    () => 0,
  );
}
