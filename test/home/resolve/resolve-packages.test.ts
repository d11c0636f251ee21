import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Home, openHome } from "../../../src/home/model/open-home.ts";
import { packagePath } from "../../../src/home/model/paths.ts";
import { readProject } from "../../../src/home/project/project.ts";
import { type Declared, resolvePackages } from "../../../src/home/resolve/resolve-packages.ts";
import { parsePlatform } from "../../../src/oci/platform.ts";
import { temporaryDirectory } from "../../fixtures/commands.ts";
import { goldenCase, goldenProject, unpackGolden } from "../../fixtures/golden.ts";
import { AMD64, ANY, buildHome, GLIBC, type HomeBuilder, MUSL } from "../../fixtures/home.ts";

const GLIBC_HOST = parsePlatform("linux/amd64+libc.glibc");
const facts = goldenCase("toolbox");

test("every package resolves to where `ocx package which` finds it, in a home that was moved", async () => {
  const home = await golden();
  const { roots, warnings } = await resolvePackages(
    home,
    named(...facts.installs.map(({ identifier }) => identifier)),
    GLIBC_HOST,
  );
  const found = roots.map(({ registry, leaf }) => `${facts.source_home}/${packagePath(registry, leaf)}`);
  const expected = facts.installs.map(({ identifier }) => facts.source.which[identifier]?.[identifier]?.path);
  expect(found).toEqual(expected);
  expect(warnings).toEqual([]);
});

test("a root says what it is called, what led to it, and whether it is current", async () => {
  const { roots } = await resolvePackages(
    await golden(),
    named("acme/hello:1.0.0", "localhost:5000/tools/scripts:1.2.3+build.7"),
    GLIBC_HOST,
  );
  expect(roots).toEqual([
    {
      identifier: "ocx.sh/acme/hello:1.0.0",
      registry: "ocx.sh",
      repository: "acme/hello",
      tag: "1.0.0",
      leaf: "sha256:e7147d14bce81af6b52b60b516ce6a47701d97d426831418f36d8202cd50394e",
      index: "sha256:c6b3156ed48b42c33c3ab303188ffd7027550fa05ad5a388a92584f37167e468",
      platform: "linux/amd64",
      current: false,
      declaredBy: "identifier",
    },
    {
      identifier: "localhost:5000/tools/scripts:1.2.3_build.7",
      registry: "localhost:5000",
      repository: "tools/scripts",
      tag: "1.2.3_build.7",
      leaf: "sha256:67f8b81cfe88620472e6e577aa15d7f3d248556ce85d27efd946cc906d6842a3",
      index: "sha256:f59526419bc6c9b81a6f4eab442e782949e3a3284f6618ca697d3e9a5a3bf104",
      platform: "any",
      current: true,
      declaredBy: "identifier",
    },
  ]);
});

test("all links of a home together are what was installed, and what is current was selected", async () => {
  const { roots, warnings } = await resolvePackages(await golden(), { kind: "all" }, GLIBC_HOST);
  const normal = (identifier: string): string => identifier.replaceAll("+", "_");
  expect(roots.map(({ identifier }) => identifier)).toEqual(
    [...facts.installs.map(({ identifier }) => normal(identifier)), ...facts.not_exported].toSorted(),
  );
  const selected = facts.installs.filter(({ select }) => select).map(({ identifier }) => normal(identifier));
  const current = roots.filter((root) => root.current).map(({ identifier }) => identifier);
  // `current` of odd points at a package that has three tags.
  expect(current).toEqual([...selected, "localhost:5000/tools/odd:10", "localhost:5000/tools/odd:2"].toSorted());
  expect(roots.every(({ declaredBy }) => declaredBy === "identifier")).toBe(true);
  expect(warnings).toEqual([]);
});

test("a project gives the locked leaves of its groups, without tags and links", async () => {
  const project = await readProject(join(goldenProject("toolbox"), "ocx.toml"));
  const { roots } = await resolvePackages(await golden(), { kind: "project", project, groups: [] }, GLIBC_HOST);
  expect(roots.map(({ name, groups, identifier }) => [name, groups, identifier])).toEqual([
    ["hello", ["default"], "ocx.sh/acme/hello@sha256:2ce7ef479cd8a3c68c2dcb78cf1111e31afb027dec7f335f865e35005109b0ec"],
    ["java", ["default"], "ocx.sh/acme/jdk@sha256:928bcf3cb4cd37da0718020b73c77f026a2e4f927e1ca287b514af462229dd76"],
    ["native", ["ci"], "ocx.sh/acme/native@sha256:59d5fdec2f8bbd979fa07a6191257354c286686d29c638f2fb1f88757f790c30"],
    [
      "scripts",
      ["ci"],
      "localhost:5000/tools/scripts@sha256:67f8b81cfe88620472e6e577aa15d7f3d248556ce85d27efd946cc906d6842a3",
    ],
  ]);
  for (const root of roots) {
    expect(root).toMatchObject({ current: false, declaredBy: "lock" });
    expect(root).not.toHaveProperty("tag");
    expect(root).not.toHaveProperty("index");
  }
  const { roots: some } = await resolvePackages(
    await golden(),
    { kind: "project", project, groups: ["ci"] },
    GLIBC_HOST,
  );
  expect(some.map(({ name }) => name)).toEqual(["native", "scripts"]);
});

test("a tool that several groups have by one name is one root of all of them; by another name it is another", async () => {
  const { home, builder } = open();
  const leaf = builder.leaf("ocx.sh");
  const place = { registry: "ocx.sh", repository: "acme/a", offers: [{ platform: parsePlatform("any"), leaf }] };
  const locked = [
    { ...place, group: "ci", name: "a" },
    { ...place, group: "ci", name: "b" },
    { ...place, group: "default", name: "a" },
  ];
  const locking = await readProject(join(goldenProject("toolbox"), "ocx.toml"));
  const { roots } = await resolvePackages(
    await home,
    { kind: "project", project: { ...locking, tools: locked }, groups: [] },
    GLIBC_HOST,
  );
  expect(roots.map(({ name, groups, platform }) => [name, groups, platform])).toEqual([
    ["a", ["default", "ci"], "any"],
    ["b", ["ci"], "any"],
  ]);
});

test("packages that are not installed are all named at once, with the one command that installs them", async () => {
  const { home, builder } = open();
  const leaf = builder.leaf("ocx.sh");
  builder.tags("ocx.sh", "acme/a", { "1": builder.index("ocx.sh", [{ leaf, platform: AMD64 }]) });
  builder.tags("ocx.sh", "acme/lost", { "1": `sha256:${"0".repeat(64)}` });
  builder.tags("ocx.sh", "acme/arm", {
    "1": builder.index("ocx.sh", [{ leaf, platform: { os: "linux", architecture: "arm64" } }]),
  });
  builder.tags("ocx.sh", "acme/leafless", {
    "1": builder.index("ocx.sh", [{ leaf: `sha256:${"1".repeat(64)}`, platform: AMD64 }]),
  });
  const missing = [
    "acme/nowhere:1",
    "acme/a:2",
    "acme/lost:1",
    "acme/arm:1",
    "acme/leafless:1",
    `acme/a@sha256:${"2".repeat(64)}`,
  ];
  const failure = await resolvePackages(await home, named("acme/a:1", ...missing), GLIBC_HOST).catch(
    (error: unknown) => error,
  );
  expect(failure).toMatchObject({
    code: "PACKAGE_NOT_INSTALLED",
    hint: `Run \`ocx package install ${missing.map((name) => `ocx.sh/${name}`).join(" ")}\`.`,
  });
  const { message } = failure as Error;
  for (const name of missing) expect(message).toContain(name);
  for (const reason of [
    "does not know the repository",
    "the local index knows only",
    "no manifest",
    "linux/arm64",
    "none of its packages",
  ]) {
    expect(message).toContain(reason);
  }
  expect(message).not.toContain("acme/a:1 ");
});

test("other failures are told together with packages that are not installed", async () => {
  const { home, builder } = open();
  builder.tags("ocx.sh", "acme/a", { "1": builder.leaf("ocx.sh") }, { tag: { yanked: { reason: "bad" } } });
  const failure = resolvePackages(await home, named("acme/b:1", "acme/a:1", "acme/ no"), GLIBC_HOST);
  await expect(failure).rejects.toMatchObject({
    code: "PACKAGE_NOT_INSTALLED",
    message: expect.stringMatching(/acme\/b:1.*\n.*acme\/a:1.*\n.*acme\/ no/),
    hint: expect.stringContaining("another tag"),
  });
});

test("a tag that was withdrawn is refused, its digest is not", async () => {
  const { home, builder } = open();
  const leaf = builder.leaf("ocx.sh");
  builder.tags("ocx.sh", "acme/a", { "1": leaf }, { tag: { yanked: {} } });
  await expect(resolvePackages(await home, named("acme/a:1"), GLIBC_HOST)).rejects.toMatchObject({
    code: "TAG_YANKED",
  });
  expect((await resolvePackages(await home, named(`acme/a@${leaf}`), GLIBC_HOST)).roots[0]?.leaf).toBe(leaf);
});

test("a tag may name a leaf directly; no tag means latest", async () => {
  const { home, builder } = open();
  const leaf = builder.leaf("ocx.sh");
  builder.tags("ocx.sh", "acme/a", { latest: leaf });
  const { roots } = await resolvePackages(await home, named("acme/a"), GLIBC_HOST);
  expect(roots).toEqual([
    {
      identifier: "ocx.sh/acme/a:latest",
      registry: "ocx.sh",
      repository: "acme/a",
      tag: "latest",
      leaf,
      current: false,
      declaredBy: "identifier",
    },
  ]);
});

test("a reference by digest looks at no tags: by leaf, by image index, and with a tag that only names the link", async () => {
  const { home, builder } = open();
  const leaf = builder.leaf("ocx.sh");
  const index = builder.index("ocx.sh", [{ leaf, platform: ANY }]);
  builder.write("index/ocx.sh/config.json", "garbage");
  const { roots } = await resolvePackages(
    await home,
    named(`acme/a@${leaf}`, `acme/a@${index}`, `acme/a:1@${leaf}`),
    GLIBC_HOST,
  );
  expect(roots.map(({ tag, index: through, platform }) => [tag, through, platform])).toEqual([
    [undefined, undefined, undefined],
    [undefined, index, "any"],
    ["1", undefined, undefined],
  ]);
  expect(roots.map((root) => root.leaf)).toEqual([leaf, leaf, leaf]);
});

test("what is declared twice is one root, in the place where it is declared last", async () => {
  const { home, builder } = open();
  for (const name of ["acme/a", "acme/c"]) builder.tags("ocx.sh", name, { latest: builder.leaf("ocx.sh") });
  const declared = named("acme/a", "acme/c", "ocx.sh/acme/a:latest");
  const { roots } = await resolvePackages(await home, declared, GLIBC_HOST);
  expect(roots.map(({ repository }) => repository)).toEqual(["acme/c", "acme/a"]);
  await expect(resolvePackages(await home, named("acme/b", "ocx.sh/acme/b:latest"), GLIBC_HOST)).rejects.toMatchObject({
    hint: "Run `ocx package install ocx.sh/acme/b:latest`.",
  });
});

test("a package that fits, where OCX takes another one that is not there, is warned of", async () => {
  const { home, builder } = open();
  const leaf = builder.leaf("ocx.sh");
  const absent = `sha256:${"0".repeat(64)}`;
  const offers = [
    { leaf, platform: ANY },
    { leaf: absent, platform: AMD64 },
  ];
  builder.tags("ocx.sh", "acme/a", { latest: builder.index("ocx.sh", offers) });
  builder.tags("ocx.sh", "acme/b", { latest: builder.index("ocx.sh", offers.slice(0, 1)) });
  const { roots, warnings } = await resolvePackages(await home, named("acme/a", "acme/b"), GLIBC_HOST);
  expect(roots.map((root) => [root.leaf, root.platform])).toEqual([
    [leaf, "any"],
    [leaf, "any"],
  ]);
  expect(warnings).toEqual([
    "ocx.sh/acme/a:latest is the package for any: OCX takes the one for linux/amd64, which the home lacks",
  ]);
});

test("libc decides between several leaves, not whether the only one is taken; that one is warned of", async () => {
  const { home, builder } = open();
  const musl = builder.leaf("ocx.sh", { config: { env: [{ key: "LIBC", type: "constant", value: "musl" }] } });
  const glibc = builder.leaf("ocx.sh", { config: { env: [{ key: "LIBC", type: "constant", value: "glibc" }] } });
  const absent = `sha256:${"0".repeat(64)}`;
  builder.tags("ocx.sh", "acme/both", {
    "1": builder.index("ocx.sh", [
      { leaf: musl, platform: MUSL },
      { leaf: glibc, platform: GLIBC },
    ]),
  });
  builder.tags("ocx.sh", "acme/one", {
    "1": builder.index("ocx.sh", [
      { leaf: musl, platform: MUSL },
      { leaf: absent, platform: GLIBC },
    ]),
  });
  const { roots, warnings } = await resolvePackages(await home, named("acme/both:1", "acme/one:1"), GLIBC_HOST);
  expect(roots.map(({ leaf }) => leaf)).toEqual([glibc, musl]);
  expect(warnings).toEqual([expect.stringContaining("ocx.sh/acme/one:1 is installed for linux/amd64+libc.musl")]);
  const plain = parsePlatform("linux/amd64");
  await expect(resolvePackages(await home, named("acme/both:1"), plain)).rejects.toMatchObject({
    code: "PLATFORM_AMBIGUOUS",
  });
});

test("a link that the index no longer says the same of travels alone, with a warning", async () => {
  const { home, builder } = open();
  const old = builder.leaf("ocx.sh");
  const young = builder.leaf("ocx.sh", { config: { strip_components: 1 } });
  builder.tags("ocx.sh", "acme/moved", { "1": builder.index("ocx.sh", [{ leaf: young, platform: AMD64 }]) });
  builder.link("ocx.sh", "acme/moved/candidates/1", old);
  builder.link("ocx.sh", "acme/unknown/candidates/2", old);
  builder.tags("ocx.sh", "acme/yanked", { "3": old }, { tag: { yanked: {} } });
  builder.link("ocx.sh", "acme/yanked/candidates/3", old);
  const { roots, warnings } = await resolvePackages(await home, { kind: "all" }, GLIBC_HOST);
  expect(roots.map(({ identifier, tag, declaredBy }) => [identifier, tag, declaredBy])).toEqual([
    [`ocx.sh/acme/moved:1@${old}`, "1", "link"],
    [`ocx.sh/acme/unknown:2@${old}`, "2", "link"],
    [`ocx.sh/acme/yanked:3@${old}`, "3", "link"],
  ]);
  expect(warnings).toHaveLength(3);
});

test("a package that is only current travels without a tag", async () => {
  const { home, builder } = open();
  const [first, second] = [builder.leaf("ocx.sh"), builder.leaf("ocx.sh", { config: { strip_components: 1 } })];
  builder.link("ocx.sh", "ocx/cli/current", first);
  builder.tags("ocx.sh", "acme/a", { "1": second });
  builder.link("ocx.sh", "acme/a/candidates/1", second);
  builder.link("ocx.sh", "acme/a/current", first);
  const { roots, warnings } = await resolvePackages(await home, { kind: "all" }, GLIBC_HOST);
  expect(roots).toEqual([
    {
      identifier: `ocx.sh/acme/a@${first}`,
      registry: "ocx.sh",
      repository: "acme/a",
      leaf: first,
      current: true,
      declaredBy: "link",
    },
    {
      identifier: "ocx.sh/acme/a:1",
      registry: "ocx.sh",
      repository: "acme/a",
      tag: "1",
      leaf: second,
      current: false,
      declaredBy: "identifier",
    },
    {
      identifier: `ocx.sh/ocx/cli@${first}`,
      registry: "ocx.sh",
      repository: "ocx/cli",
      leaf: first,
      current: true,
      declaredBy: "link",
    },
  ]);
  expect(warnings).toEqual([]);
});

test("all fails for a home without links, and for a link whose package is gone", async () => {
  const { home, builder } = open();
  await expect(resolvePackages(await home, { kind: "all" }, GLIBC_HOST)).rejects.toMatchObject({
    code: "NOTHING_DECLARED",
  });
  const leaf = builder.leaf("ocx.sh");
  builder.link("ocx.sh", "acme/a/candidates/1", leaf);
  rmSync(join(builder.path, "blobs"), { recursive: true });
  await expect(resolvePackages(await home, { kind: "all" }, GLIBC_HOST)).rejects.toMatchObject({
    code: "PACKAGE_NOT_INSTALLED",
    hint: "Run `ocx package install ocx.sh/acme/a:1`.\nOr remove the install link: `ocx package uninstall ocx.sh/acme/a:1`.",
  });
  builder.link("ocx.sh", "acme/b/current", leaf);
  await expect(resolvePackages(await home, { kind: "all" }, GLIBC_HOST)).rejects.toMatchObject({
    hint: expect.stringContaining("`ocx package uninstall ocx.sh/acme/a:1`, `ocx package deselect ocx.sh/acme/b`."),
  });
});

test("a locked tool that is not installed is named with what installs it", async () => {
  const { home } = open();
  const project = await readProject(join(goldenProject("toolbox"), "ocx.toml"));
  const failure = resolvePackages(await home, { kind: "project", project, groups: ["default"] }, GLIBC_HOST);
  await expect(failure).rejects.toMatchObject({
    code: "PACKAGE_NOT_INSTALLED",
    message: expect.stringMatching(/acme\/hello.*acme\/jdk/),
    hint: `Run \`ocx pull\` in ${project.directory}.`,
  });
});

async function golden(): Promise<Home> {
  return openHome(unpackGolden("toolbox", "source", temporaryDirectory()));
}

function open(): { readonly builder: HomeBuilder; readonly home: Promise<Home> } {
  const builder = buildHome(join(temporaryDirectory(), ".ocx"));
  return { builder, home: openHome(builder.path) };
}

function named(...identifiers: readonly string[]): Declared {
  return { kind: "packages", identifiers, defaultRegistry: "ocx.sh" };
}
