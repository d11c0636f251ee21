import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openDirectoryLayout } from "../../src/layout/directory-layout.ts";
import type { Descriptor } from "../../src/oci/descriptor.ts";
import { parseDigest } from "../../src/oci/digest.ts";
import { addToStore } from "../../src/store/add-to-store.ts";
import { collectGarbage } from "../../src/store/collect-garbage.ts";
import { checkLayout, checkNoGarbage } from "../check-layout.ts";
import type { Model } from "./explore.ts";

const CONFIG = "application/vnd.example.config";
const MANIFEST = "application/vnd.oci.image.manifest.v1+json";

/**
 * Adds of bundles that share their config, beside a collection, in a store that has just this config, as garbage. It is the real
 * store: what is modelled is only who goes on when.
 * @param adds names of the bundles
 */
export function storeModel(directory: string, adds: readonly string[]): Model {
  const [store, source] = [join(directory, "store"), join(directory, "source")];
  const shared = writeBlob(source, CONFIG, "shared");
  const roots = adds.map((name) => {
    const annotations = { name };
    return writeBlob(
      source,
      MANIFEST,
      JSON.stringify({ schemaVersion: 2, mediaType: MANIFEST, config: shared, layers: [], annotations }),
    );
  });
  const add = async (root: Descriptor, repository: string): Promise<void> => {
    await using content = openDirectoryLayout(source);
    const name = { repository, tag: "latest" };
    await addToStore(store, { content, root, name, origin: source, signal: new AbortController().signal });
  };
  return {
    store,
    begin() {
      rmSync(store, { recursive: true, force: true });
      writeBlob(store, CONFIG, "shared");
      mkdirSync(join(store, ".ocx-bundle/leases"), { recursive: true });
      writeFileSync(join(store, ".ocx-bundle/lock"), "");
      writeFileSync(join(store, "oci-layout"), JSON.stringify({ imageLayoutVersion: "1.0.0" }));
      writeFileSync(join(store, "index.json"), JSON.stringify({ schemaVersion: 2, manifests: [] }));
      const adding = adds.map((name, index) => [name, () => add(rootOf(roots, index), name)] as const);
      return { ...Object.fromEntries(adding), gc: () => collectGarbage(store, {}, false) };
    },
    describe() {
      const leases = readdirSync(join(store, ".ocx-bundle/leases")).filter((name) => name.endsWith(".json"));
      const blobs = globSync("blobs/sha256/*", { cwd: store }).toSorted();
      const index = JSON.parse(readFileSync(join(store, "index.json"), "utf8")).manifests;
      const named = index.map(({ digest }: Descriptor) => digest);
      return JSON.stringify({ blobs, named, leases });
    },
    checkAlways: () => void checkLayout(store),
    async checkEnd(tasks) {
      const names = new Set(listed(store));
      for (const { name, isCrashed } of tasks)
        if (name !== "gc" && !isCrashed && !names.has(name)) throw new Error(`${name} was added, and is not listed`);
      await collectGarbage(store, {}, false);
      checkNoGarbage(store);
    },
  };
}

function rootOf(roots: readonly Descriptor[], index: number): Descriptor {
  const root = roots[index];
  if (root === undefined) throw new Error("each add has a root");
  return root;
}

function listed(store: string): readonly string[] {
  const { manifests } = JSON.parse(readFileSync(join(store, "index.json"), "utf8"));
  return manifests.map(({ annotations }: Descriptor) =>
    String(annotations?.["org.opencontainers.image.ref.name"]).replace("-latest", ""),
  );
}

function writeBlob(layout: string, mediaType: string, text: string): Descriptor {
  const digest = parseDigest(`sha256:${createHash("sha256").update(text).digest("hex")}`);
  const folder = join(layout, "blobs/sha256");
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, digest.slice(7)), text);
  return { mediaType, digest, size: Buffer.byteLength(text) };
}
