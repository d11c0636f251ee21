import type { CopiedBeside, CopiedBlob } from "../bundle/copy-bundle.ts";
import { openBlob, readVerified } from "../bundle/read-verified.ts";
import type { Closure } from "../home/closure/closure.ts";
import { bytesInMemory } from "../io/bytes.ts";
import type { Content } from "../layout/content.ts";
import { MAX_MANIFEST } from "../limits.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import type { Digest } from "../oci/digest.ts";
import { parseLinks } from "../oci/links.ts";
import type { OpenedOriginals } from "./open-originals.ts";
import { besideOf, indexBlob } from "./originals.ts";
import type { OriginalRepository, OriginalsList } from "./originals-list.ts";

/**
 * The originals of some packages of a bundle, with the bytes that an export of these packages writes.
 * @returns a function of the descriptor of the bundle that has these packages alone
 * @throws BundleError `BUNDLE_INVALID`, `DIGEST_MISMATCH`, and what reading throws
 */
export async function originalsOfSubset(
  content: Content,
  opened: OpenedOriginals,
  closure: Closure,
): Promise<(bundle: Descriptor) => Promise<CopiedBeside>> {
  const list = listOfSubset(opened, closure);
  const digestsIn = (member: "packages" | "referrers" | "indexes"): readonly Digest[] =>
    [...new Set(list.repositories.flatMap((item) => item[member]))].toSorted();
  const manifests = [...digestsIn("packages"), ...digestsIn("referrers")];
  const indexes = digestsIn("indexes").flatMap((digest) => opened.indexes.get(digest) ?? []);
  const read = indexes.map((index) => readVerified(content, index, { what: "image index", longest: MAX_MANIFEST }));
  const beside = besideOf({
    list,
    manifests: manifests.flatMap((digest) => opened.manifests.get(digest) ?? []),
    indexes: (await Promise.all(read)).map(indexBlob),
    copyBlob: () => Promise.reject(new Error("blobs are copied from where they are")),
  });
  return async (bundle) => {
    const all = beside.manifestsOf(bundle);
    const blobs = new Map<Digest, CopiedBlob>();
    for (const blob of all.flatMap(({ bytes }) => parseLinks(bytes).to)) {
      const atHand = beside.atHand.get(blob.digest);
      if (atHand === undefined) blobs.set(blob.digest, { bytes: await openBlob(content, blob, "blob"), content });
      else blobs.set(blob.digest, { bytes: bytesInMemory("the list of originals", atHand) });
    }
    return { manifests: all, blobs };
  };
}

/** Reduces a list of originals to some packages. */
function listOfSubset({ list, manifests }: OpenedOriginals, closure: Closure): OriginalsList {
  const repositories = list.repositories.flatMap((item): OriginalRepository[] => {
    const leaves = leavesIn(item, closure);
    const packages = item.packages.filter((digest) => leaves.has(digest));
    if (packages.length === 0) return [];
    const found = indexesIn(item, closure);
    return [
      {
        ...item,
        tags: item.tags.filter((tag) => isRoot(item, tag, closure)),
        indexes: item.indexes.filter((digest) => found.has(digest)),
        packages,
        referrers: item.referrers.filter((digest) => {
          const subject = manifests.get(digest)?.links.subject?.digest;
          return subject !== undefined && leaves.has(subject);
        }),
      },
    ];
  });
  return { repositories };
}

type Name = Pick<OriginalRepository, "registry" | "repository">;

function leavesIn({ registry, repository }: Name, { packages }: Closure): ReadonlySet<Digest> {
  const own = packages.filter((pkg) => pkg.registry === registry && pkg.repositories.includes(repository));
  return new Set(own.map(({ leaf }) => leaf));
}

/** The image indexes that roots and dependencies name. */
function indexesIn(name: Name, { roots, packages }: Closure): ReadonlySet<Digest | undefined> {
  const pins = packages.flatMap(({ dependencies }) =>
    dependencies.map(({ identifier, index }) => ({ ...identifier, index })),
  );
  const own = [...roots, ...pins].filter((each) => isSame(each, name));
  return new Set(own.map(({ index }) => index));
}

function isRoot(name: Name, { tag, digest }: OriginalRepository["tags"][number], { roots }: Closure): boolean {
  return roots.some((root) => isSame(root, name) && root.tag === tag && (root.index ?? root.leaf) === digest);
}

function isSame(one: Name, { registry, repository }: Name): boolean {
  return one.registry === registry && one.repository === repository;
}
