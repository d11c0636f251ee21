import { openWhole } from "../bundle/open-bundle.ts";
import { BundleError } from "../errors.ts";
import type { ProcessContext, Reporter } from "../options/requests.ts";
import type { StoreRequest } from "../options/site-requests.ts";
import { type Added, addToStore } from "../store/add-to-store.ts";
import { removeFromStore } from "../store/change-store.ts";
import { type CheckedStore, checkEntries } from "../store/check-store.ts";
import { collectGarbage } from "../store/collect-garbage.ts";
import { entriesOf, findEntry, formatEntry } from "../store/entries.ts";
import { type ListedEntry, listStore } from "../store/list-store.ts";
import { openStore } from "../store/place.ts";
import { parseEntryName } from "./places/entry-name.ts";
import { openInput } from "./places/open-input.ts";
import { userPath } from "./places/user-path.ts";
import type { StoredBundle, StoreResult } from "./results/store-result.ts";

/** Works on a store of many bundles. @throws BundleError of the action */
export async function runStore(
  request: StoreRequest,
  context: ProcessContext,
  reporter: Reporter,
): Promise<StoreResult> {
  const store = storePath(request, context);
  switch (request.action) {
    case "add": {
      const { entry, blobs, bytes } = await add(store, request, context);
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
      const { blobs, bytes } = await check(store, request.names, reporter);
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

async function add(
  store: string,
  { source, as }: Extract<StoreRequest, { readonly action: "add" }>,
  context: ProcessContext,
): Promise<Added> {
  await using content = await openInput(source, context);
  // Refuses what is no bundle, and one that lacks blobs.
  const bundle = await openWhole(content);
  if (bundle.digest !== bundle.found.root.digest) {
    throw new BundleError("DELTA_INCOMPLETE", `Cannot add ${content.name}: it is a delta, expected a whole bundle`, {
      hint: "Make the whole bundle first: `ocx-bundle complete DELTA --base BUNDLE -o FULL.tar`.",
    });
  }
  return await addToStore(store, {
    content,
    root: bundle.found.root,
    name: parseEntryName(as ?? bundle.name),
    origin: content.name,
    signal: context.signal,
  });
}

/** @throws BundleError `DIGEST_MISMATCH` with a line for each damaged blob */
async function check(store: string, names: readonly string[], reporter: Reporter): Promise<CheckedStore> {
  const list = await listStoreSize(store);
  await using content = await openStore(store);
  const all = entriesOf(await content.roots());
  const entries = names.length === 0 ? all : names.map((name) => findEntry(all, name));
  let done = 0;
  const checked = await checkEntries(content, entries, (bytes) => {
    done += bytes;
    reporter.progress("verify", Math.min(done, list), list);
  });
  if (checked.damaged.length === 0) return checked;
  const lines = checked.damaged.map(({ entry, digest, found }) => `Cannot verify ${digest} of ${entry}: ${found}`);
  throw new BundleError("DIGEST_MISMATCH", lines, {
    hint: "Remove these bundles with `store remove`, run `store gc`, then add them again.",
  });
}

/** Bytes to hash, for the progress; 0 if a damaged manifest hides them. */
async function listStoreSize(store: string): Promise<number> {
  return await listStore(store).then(
    ({ size }) => size,
    () => 0,
  );
}
