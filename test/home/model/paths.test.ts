import { normalize } from "node:path/posix";
import fc from "fast-check";
import { expect, test } from "vitest";
import { BundleError } from "../../../src/errors.ts";
import * as paths from "../../../src/home/model/paths.ts";
import { parseDigest } from "../../../src/oci/digest.ts";

// The example of a home that OCX 0.5.8 wrote.
const leaf = parseDigest("sha256:0da1dd273ed0ad5a22ca4dfad8b729670d9011aee552e8ba91d1629ca3443f3a");
const index = parseDigest("sha256:46f31864b0d10abaffee1a20cb47364e79dce8b0c346983c33bb0b42966c91e9");

test("every store has its objects where OCX has them", () => {
  expect(paths.storeBlobPath("ocx.sh", leaf)).toBe("blobs/ocx.sh/sha256/0d/a1dd273ed0ad5a22ca4dfad8b72967/data");
  expect(paths.layerPath("ocx.sh", leaf)).toBe("layers/ocx.sh/sha256/0d/a1dd273ed0ad5a22ca4dfad8b72967");
  expect(paths.packagePath("ocx.sh", leaf)).toBe("packages/ocx.sh/sha256/0d/a1dd273ed0ad5a22ca4dfad8b72967");
  expect(paths.indexRootPath("ocx.sh", "acme/hello")).toBe("index/ocx.sh/p/acme/hello.json");
  expect(paths.dispatchPath("ocx.sh", "acme/hello", index)).toBe(
    "index/ocx.sh/p/acme/hello/o/sha256/46f31864b0d10abaffee1a20cb47364e79dce8b0c346983c33bb0b42966c91e9.json",
  );
  expect(paths.indexConfigPath("ocx.sh")).toBe("index/ocx.sh/config.json");
  expect(paths.catalogPath("ocx.sh")).toBe("index/ocx.sh/c/index.json");
  expect(paths.candidatePath("localhost:5000", "tools/odd", "9")).toBe(
    "symlinks/localhost_5000/tools/odd/candidates/9",
  );
  expect(paths.currentPath("localhost:5000", "tools/odd")).toBe("symlinks/localhost_5000/tools/odd/current");
  expect(paths.refName(leaf)).toBe("sha256_0da1dd273ed0ad5a22ca4dfad8b72967");
});

test("a longer digest is cut to the same length", () => {
  const sha512 = parseDigest(`sha512:${"0123456789abcdef".repeat(8)}`);
  expect(paths.shard(sha512)).toBe("sha512/01/23456789abcdef0123456789abcdef");
  expect(paths.refName(sha512)).toBe("sha512_0123456789abcdef0123456789abcdef");
});

test.each([
  ["ocx.sh", "ocx.sh"],
  ["localhost:5000", "localhost_5000"],
  ["[::1]:443", "___1__443"],
  ["Ghcr.IO", "Ghcr.IO"],
  ["bücher.example", "b_cher.example"],
  ["𝒳.example", "_.example"],
])("the slug of %s is %s", (registry, expected) => expect(paths.slug(registry)).toBe(expected));

test("no path leaves the home, whatever the names", () => {
  const pieces = fc.constantFrom("..", ".", "/", "\\", ":", "a", "candidates", "\0", "%2e", "é", "A", "_");
  const anyName = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(pieces, { maxLength: 6 }).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(anyName, anyName, anyName, (registry, repository, tag) => {
      for (const [make, store] of [
        [() => paths.storeBlobPath(registry, leaf), "blobs"],
        [() => paths.layerPath(registry, leaf), "layers"],
        [() => paths.packagePath(registry, leaf), "packages"],
        [() => paths.indexRootPath(registry, repository), "index"],
        [() => paths.dispatchPath(registry, repository, leaf), "index"],
        [() => paths.candidatePath(registry, repository, tag), "symlinks"],
        [() => paths.currentPath(registry, repository), "symlinks"],
      ] as const) {
        const path = pathOrRefusal(make);
        if (path === undefined) continue;
        expect(normalize(path)).toBe(path);
        expect(path.split("/").slice(0, 2)).toEqual([store, paths.slug(registry)]);
      }
    }),
  );
});

test.each([
  ["registry", () => paths.packagePath("..", leaf)],
  ["repository", () => paths.indexRootPath("ocx.sh", "../x")],
  ["tag", () => paths.candidatePath("ocx.sh", "a/b", "../x")],
])("a %s that leads out is refused", (_, make) => {
  expect(make).toThrow(expect.objectContaining({ code: "PATH_UNSAFE" }));
});

function pathOrRefusal(make: () => string): string | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof BundleError && error.code === "PATH_UNSAFE") return undefined;
    throw error;
  }
}

test("the package of a link is read from its tail, wherever the home was", () => {
  const found = { slug: "ocx.sh", shard: "sha256/0d/a1dd273ed0ad5a22ca4dfad8b72967" };
  const tail = "packages/ocx.sh/sha256/0d/a1dd273ed0ad5a22ca4dfad8b72967";
  expect(paths.packageOfLink(`/home/runner/.ocx/${tail}`)).toEqual(found);
  expect(paths.packageOfLink(`/srv/packages/x/ocx/${tail}/`)).toEqual(found);
  expect(paths.packageOfLink(tail)).toEqual(found);
  expect(paths.packageOfLink(`/home/runner/.ocx/${tail}/content`)).toBeUndefined();
  expect(paths.packageOfLink(`/home/runner/.ocx/my${tail}`)).toBeUndefined();
  expect(paths.packageOfLink("/home/runner/.ocx/packages/ocx.sh/sha256/0d/a1dd")).toBeUndefined();
});
