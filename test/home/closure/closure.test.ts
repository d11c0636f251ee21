import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkLayers } from "../../../src/home/closure/check-layers.ts";
import { type Closure, type ClosurePackage, collectClosure } from "../../../src/home/closure/closure.ts";
import { collectDocuments } from "../../../src/home/closure/store-documents.ts";
import { formatResolved } from "../../../src/home/documents/resolved.ts";
import { openHome } from "../../../src/home/model/open-home.ts";
import { packagePath, refName, shard } from "../../../src/home/model/paths.ts";
import type { Root } from "../../../src/home/model/root.ts";
import { resolvePackages } from "../../../src/home/resolve/resolve-packages.ts";
import { type Platform, parsePlatform } from "../../../src/oci/platform.ts";
import { temporaryDirectory } from "../../fixtures/commands.ts";
import { goldenCase, unpackGolden } from "../../fixtures/golden.ts";
import { AMD64, ANY, buildHome, digestOfText, GLIBC, type HomeBuilder, MUSL } from "../../fixtures/home.ts";

const HOST = parsePlatform("linux/amd64+libc.glibc");
const facts = goldenCase("toolbox");

test("every package of a home that OCX wrote is in the closure of its links, and no other", async () => {
  const { path, closure } = await goldenClosure();
  const assembled = readdirSync(join(path, "packages"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith("/metadata.json"))
    .map((name) => `packages/${name.replace(/\/metadata\.json$/, "")}`);
  expect(assembled.length).toBeGreaterThan(10);
  expect(closure.packages.map(({ registry, leaf }) => packagePath(registry, leaf)).toSorted()).toEqual(
    assembled.toSorted(),
  );
});

test("metadata.json, manifest.json and digest are the very bytes that OCX wrote", async () => {
  const { path, closure } = await goldenClosure();
  for (const { registry, leaf, metadata, manifest } of closure.packages) {
    const file = (name: string): string => readFileSync(join(path, packagePath(registry, leaf), name), "utf8");
    expect(metadata.text).toBe(file("metadata.json"));
    expect(manifest.text).toBe(file("manifest.json"));
    expect(leaf).toBe(file("digest"));
  }
});

test("resolve.json is what OCX wrote but for the tags, which depend on what was installed first", async () => {
  const { path, closure } = await goldenClosure();
  const untagged = (text: string): string => text.replaceAll(/:[^:@"/]+@sha/g, "@sha");
  for (const { registry, leaf, resolved } of closure.packages) {
    const theirs = readFileSync(join(path, packagePath(registry, leaf), "resolve.json"), "utf8");
    expect(untagged(formatResolved(resolved))).toBe(untagged(theirs));
  }
});

test("the names in refs/blobs, refs/layers and refs/deps are those that OCX linked", async () => {
  const { path, closure } = await goldenClosure();
  for (const unit of closure.packages) {
    const linked = (folder: string): string[] =>
      list(join(path, packagePath(unit.registry, unit.leaf), "refs", folder));
    expect(unit.blobs.map(refName).toSorted()).toEqual(linked("blobs"));
    expect(unit.manifest.layers.map(({ digest }) => refName(digest)).toSorted()).toEqual(linked("layers"));
    expect(unit.dependencies.map(({ leaf }) => refName(leaf)).toSorted()).toEqual(linked("deps"));
  }
});

test("dependencies stand before their dependents, and the order follows from the roots", async () => {
  const { closure } = await goldenClosure();
  expectDependenciesFirst(closure);
  const again = await goldenClosure();
  expect(again.closure.packages.map(({ leaf }) => leaf)).toEqual(closure.packages.map(({ leaf }) => leaf));
});

test("a package knows its platform, all its repositories and how it was reached", async () => {
  const { closure } = await goldenClosure();
  const about = (leaf: string): ClosurePackage | undefined =>
    closure.packages.find((unit) => unit.leaf.startsWith(`sha256:${leaf}`));
  expect(about("59d5fdec")?.platform).toBe("linux/amd64+libc.glibc");
  expect(about("67f8b81c")?.platform).toBe("any");
  expect(about("ea43db8b")?.repositories).toEqual(["tools/clone-a", "tools/clone-b"]);
  // build-kit pins hello by leaf and jdk by image index.
  const kit = about("f8751f05");
  expect(
    kit?.dependencies.map(({ identifier, visibility, index }) => [
      identifier.repository,
      identifier.tag,
      visibility,
      index?.slice(7, 15),
    ]),
  ).toEqual([
    ["acme/hello", "2.0.0", "public", undefined],
    ["acme/jdk", "21.0.2_13", "interface", "7269fc1c"],
  ]);
  expect(closure.sources).toEqual([
    { registry: "localhost:5000", published: false },
    { registry: "ocx.sh", published: true },
  ]);
});

test("a package that is only pinned by its leaf is of an unknown platform and has no image index among its blobs", async () => {
  const { home } = await golden();
  const { roots } = await resolvePackages(
    home,
    { kind: "packages", identifiers: ["acme/build-kit:3"], defaultRegistry: "ocx.sh" },
    HOST,
  );
  const { packages } = await collectClosure(home.read, roots, HOST);
  expect(packages.map(({ repositories, platform, blobs }) => [repositories[0], platform, blobs.length])).toEqual([
    ["acme/libgreet", "unknown", 2],
    ["acme/hello", "unknown", 2],
    ["acme/jdk", "linux/amd64", 3],
    ["acme/build-kit", "linux/amd64", 3],
  ]);
});

test("the store documents alone give the same closure", async () => {
  const { home, closure } = await goldenClosure();
  const documents = new Map((await collectDocuments(home.read, closure)).map(({ name, bytes }) => [name, bytes]));
  const again = await collectClosure(async (name) => documents.get(name), closure.roots.map(asBundled), HOST);
  expect(again.packages).toEqual(closure.packages);
  expect(again.layers).toEqual(closure.layers);
  expect(again.sources).toEqual(closure.sources);
});

test("a diamond is visited once; what both sides bring is seen as both allow", async () => {
  const builder = newHome();
  const base = builder.leaf("ocx.sh", { layers: { base: {} } });
  const left = builder.leaf("ocx.sh", {
    config: dependsOn(["base", base, "public"]),
    layers: { left: {}, shared: {} },
  });
  const right = builder.leaf("ocx.sh", { config: dependsOn(["base", base, "interface"]), layers: { shared: {} } });
  const top = builder.leaf("ocx.sh", { config: dependsOn(["right", right, "private"], ["left", left, "interface"]) });
  const closure = await closureOf(builder, `acme/top@${top}`);
  expect(closure.packages.map(({ repositories }) => repositories[0])).toEqual([
    "acme/base",
    "acme/right",
    "acme/left",
    "acme/top",
  ]);
  expect(closure.packages.at(-1)?.resolved).toEqual([
    { identifier: `ocx.sh/acme/base@${base}`, visibility: "public" },
    { identifier: `ocx.sh/acme/right@${right}`, visibility: "private" },
    { identifier: `ocx.sh/acme/left@${left}`, visibility: "interface" },
  ]);
  expect(closure.layers.map(({ digest }) => digest)).toEqual(
    ["base", "shared", "left"].map((name) => digestOfText(name)),
  );
  expectDependenciesFirst(closure);
});

// OCX, `check_entrypoints`: it does not install such a package, so a home has at most its blobs and layers.
test.each(["public", "interface"])(
  "a package with the entry point of a dependency that is %s is refused",
  async (as) => {
    await expect(closureWithSharedLauncher(as)).rejects.toMatchObject({
      code: "METADATA_INVALID",
      message: expect.stringContaining('"run" is in ocx.sh/acme/top@'),
    });
  },
);

test("a package may have the entry point of a dependency that its users do not see", async () => {
  expect((await closureWithSharedLauncher("private")).packages).toHaveLength(3);
});

function closureWithSharedLauncher(visibility: string): Promise<Closure> {
  const builder = newHome();
  const base = builder.leaf("ocx.sh", { config: { entrypoints: { run: {}, base: {} } } });
  const middle = builder.leaf("ocx.sh", { config: dependsOn(["base", base, "public"]) });
  const config = { ...dependsOn(["middle", middle, visibility]), entrypoints: { run: {} } };
  return closureOf(builder, `acme/top@${builder.leaf("ocx.sh", { config })}`);
}

// OCX, `link_dependencies_in_temp`: the second link in refs/deps fails, and so does the install, with 74.
test("a package with two dependencies that are one leaf is refused, whatever their repositories", async () => {
  const builder = newHome();
  const leaf = builder.leaf("ocx.sh");
  const dependencies = ["ocx.sh/acme/one", "ocx.sh/acme/other"].map((name) => ({ identifier: `${name}@${leaf}` }));
  const top = builder.leaf("ocx.sh", { config: { dependencies } });
  await expect(closureOf(builder, `acme/top@${top}`)).rejects.toMatchObject({
    code: "METADATA_INVALID",
    message: expect.stringContaining("ocx.sh/acme/one and ocx.sh/acme/other are both"),
  });
});

test("one leaf in two registries is two packages, with a tree of each layer in both", async () => {
  const builder = newHome();
  const here = builder.leaf("ocx.sh", { layers: { tree: {} } });
  const there = builder.leaf("localhost:5000", { layers: { tree: {} } });
  expect(here).toBe(there);
  const closure = await closureOf(builder, `acme/a@${here}`, `localhost:5000/b@${there}`);
  expect(closure.packages.map(({ registry }) => registry)).toEqual(["ocx.sh", "localhost:5000"]);
  expect(closure.layers.map(({ registry }) => registry)).toEqual(["ocx.sh", "localhost:5000"]);
});

test("an image index that a dependency is pinned to is resolved for the libc of the root that needs it", async () => {
  const builder = newHome();
  const [glibc, musl] = [1, 2].map((strip_components) => builder.leaf("ocx.sh", { config: { strip_components } }));
  if (glibc === undefined || musl === undefined) throw new Error("two leaves");
  const lib = builder.index("ocx.sh", [
    { leaf: glibc, platform: GLIBC },
    { leaf: musl, platform: MUSL },
  ]);
  const tool = builder.leaf("ocx.sh", { config: dependsOn(["lib", lib, "public"]) });
  const only = (platform: object): string => builder.index("ocx.sh", [{ leaf: tool, platform }]);
  const dependencyOf = async (index: string, wanted: string): Promise<unknown> => {
    const closure = await closureFor(parsePlatform(wanted), builder, `acme/tool@${index}`);
    return closure.packages.at(-1)?.dependencies[0]?.leaf;
  };
  expect(await dependencyOf(only(GLIBC), "linux/amd64+libc.glibc")).toBe(glibc);
  expect(await dependencyOf(only(MUSL), "linux/amd64+libc.glibc")).toBe(musl);
  expect(await dependencyOf(only(MUSL), "linux/amd64+libc.glibc,libc.musl")).toBe(musl);
  expect(await dependencyOf(only(ANY), "linux/amd64+libc.musl")).toBe(musl);
  await expect(dependencyOf(only(AMD64), "linux/amd64")).rejects.toMatchObject({ code: "PLATFORM_AMBIGUOUS" });
  await expect(dependencyOf(only(ANY), "linux/arm64")).rejects.toMatchObject({ code: "PLATFORM_MISMATCH" });
});

test("of a leaf that an image index lists for several machines, the wanted one counts", async () => {
  const builder = newHome();
  const [amd, arm] = [1, 2].map((strip_components) => builder.leaf("ocx.sh", { config: { strip_components } }));
  if (amd === undefined || arm === undefined) throw new Error("two leaves");
  const ARM64 = { ...AMD64, architecture: "arm64" };
  const lib = builder.index("ocx.sh", [
    { leaf: arm, platform: ARM64 },
    { leaf: amd, platform: AMD64 },
  ]);
  // A script, pushed for both.
  const script = builder.leaf("ocx.sh", { config: dependsOn(["lib", lib, "public"]) });
  const index = builder.index("ocx.sh", [
    { leaf: script, platform: ARM64 },
    { leaf: script, platform: AMD64 },
  ]);
  for (const [wanted, leaf] of [
    ["linux/amd64", amd],
    ["linux/arm64", arm],
  ] as const) {
    const closure = await closureFor(parsePlatform(wanted), builder, `acme/script@${index}`);
    expect(closure.packages.map((pkg) => [pkg.leaf, pkg.platform])).toEqual([
      [leaf, wanted],
      [script, wanted],
    ]);
  }
});

test("a dependency that only the index has as a document is found", async () => {
  const builder = newHome();
  const lib = builder.leaf("ocx.sh");
  const document = { schemaVersion: 2, manifests: [{ mediaType: "m", digest: lib, size: 1, platform: ANY }] };
  const index = builder.dispatch("ocx.sh", "acme/lib", document);
  const tool = builder.leaf("ocx.sh", { config: dependsOn(["lib", index, "public"]) });
  const closure = await closureOf(builder, `acme/tool@${tool}`);
  expect(closure.packages[0]?.blobs).toContain(index);
});

test.each([
  ["leaf manifest", "59d5fdec2f8bbd979fa07a6191257354c286686d29c638f2fb1f88757f790c30", "acme/native:5.1"],
  ["config", "4fcbeb8cfe162b7c3fe056b96729dadccea95ce46b837b9e8f9ee57fb55008de", "acme/native:5.1"],
  ["config", "3b8ddea52e1b001ab62efe5b4000311ebc7e7e5b7811d79f6be81e94f0f020f6", "acme/libgreet:2.1"],
  ["leaf manifest", "928bcf3cb4cd37da0718020b73c77f026a2e4f927e1ca287b514af462229dd76", "acme/jdk"],
])("a missing %s is named with its digest and its package", async (role, hex, name) => {
  const { home, path, roots } = await golden();
  rmSync(join(path, `blobs/ocx.sh/sha256/${hex.slice(0, 2)}/${hex.slice(2, 32)}/data`));
  const failure = await collectClosure(home.read, roots, HOST).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: "OBJECT_MISSING" });
  const { message } = failure as Error;
  expect(message).toContain(name);
  expect(message).toContain(hex);
  expect(message).toContain(role);
});

test("a damaged blob is refused, whichever it is", async () => {
  const { home, path, roots, closure } = await goldenClosure();
  // An image index has a copy in the index, which wins: only blobs are to count.
  rmSync(join(path, "index"), { recursive: true });
  for (const { registry, blobs } of closure.packages) {
    for (const blob of blobs) {
      const file = join(path, `blobs/${registry.replace(":", "_")}/${shard(blob)}/data`);
      const bytes = readFileSync(file);
      const damaged = Buffer.from(bytes).fill(0x20, bytes.byteLength - 1);
      writeFileSync(file, damaged);
      await expect(collectClosure(home.read, roots, HOST)).rejects.toMatchObject({ code: "DOCUMENT_INVALID" });
      writeFileSync(file, bytes);
    }
  }
  expect((await collectClosure(home.read, roots, HOST)).packages).toHaveLength(closure.packages.length);
});

test("an image index that does not list the leaf of its root is refused", async () => {
  const { home, roots } = await golden();
  const [first, second] = roots;
  if (first?.index === undefined || second === undefined) throw new Error("two roots");
  const wrong = [{ ...second, registry: first.registry, repository: first.repository, index: first.index }];
  await expect(collectClosure(home.read, wrong, HOST)).rejects.toMatchObject({ code: "DOCUMENT_INVALID" });
});

test("checkLayers() names every layer that is not there, and refuses one that says it is another", async () => {
  const { home, path, closure } = await goldenClosure();
  await checkLayers(home, closure);
  const [first, second, third] = closure.layers;
  if (first === undefined || second === undefined || third === undefined) throw new Error("three layers");
  const directory = (layer: typeof first): string =>
    join(path, `layers/${layer.registry.replace(":", "_")}/${shard(layer.digest)}`);
  rmSync(join(directory(first), "digest"));
  await checkLayers(home, closure);
  writeFileSync(join(directory(first), "digest"), `${first.digest}\n`);
  await checkLayers(home, closure);
  rmSync(directory(first), { recursive: true });
  rmSync(join(directory(second), "content"), { recursive: true });
  writeFileSync(join(directory(second), "content"), "a file");
  const failure = await checkLayers(home, closure).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: "OBJECT_MISSING" });
  for (const text of [first.digest, second.digest, "deep/er/nested/repo_name.x"])
    expect((failure as Error).message).toContain(text);
  writeFileSync(join(directory(third), "digest"), first.digest);
  await expect(checkLayers(home, closure)).rejects.toMatchObject({ code: "DOCUMENT_INVALID" });
});

async function golden() {
  const path = unpackGolden("toolbox", "source", temporaryDirectory());
  const home = await openHome(path);
  const { roots } = await resolvePackages(home, { kind: "all" }, HOST);
  expect(roots).toHaveLength(facts.installs.length + facts.not_exported.length);
  return { path, home, roots };
}

async function goldenClosure() {
  const { path, home, roots } = await golden();
  return { path, home, roots, closure: await collectClosure(home.read, roots, HOST) };
}

/** A bundle's roots do not say what they are for. */
function asBundled(root: Root): Root {
  const { platform: _inIndex, ...rest } = root;
  return rest;
}

function newHome(): HomeBuilder {
  return buildHome(join(temporaryDirectory(), ".ocx"));
}

function dependsOn(...pins: readonly (readonly [string, string, string])[]): object {
  return {
    dependencies: pins.map(([name, digest, visibility]) => ({
      identifier: `ocx.sh/acme/${name}@${digest}`,
      visibility,
    })),
  };
}

function closureOf(builder: HomeBuilder, ...identifiers: readonly string[]): Promise<Closure> {
  return closureFor(HOST, builder, ...identifiers);
}

async function closureFor(wanted: Platform, builder: HomeBuilder, ...identifiers: readonly string[]): Promise<Closure> {
  const home = await openHome(builder.path);
  const { roots } = await resolvePackages(home, { kind: "packages", identifiers, defaultRegistry: "ocx.sh" }, wanted);
  return collectClosure(home.read, roots, wanted);
}

function expectDependenciesFirst({ packages }: Closure): void {
  const seen = new Set<string>();
  for (const { leaf, dependencies } of packages) {
    for (const dependency of dependencies) expect(seen).toContain(dependency.leaf);
    seen.add(leaf);
  }
}

function list(directory: string): string[] {
  try {
    return readdirSync(directory).toSorted();
  } catch {
    return [];
  }
}
