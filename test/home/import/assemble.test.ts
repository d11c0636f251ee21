import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ClosurePackage } from "../../../src/home/closure/closure.ts";
import { checkLaunchers } from "../../../src/home/contents/launchers.ts";
import { backReference } from "../../../src/home/contents/link-target.ts";
import { packagePath } from "../../../src/home/model/paths.ts";
import { assemblePackage } from "../../../src/home/publish/assemble.ts";
import { runCode } from "../../fixtures/holder.ts";
import { buildHome } from "../../fixtures/home.ts";
import { carryPackages, scratch } from "../../fixtures/import.ts";
import { sha256 } from "../../fixtures/tree.ts";

// Every byte of these documents, and every digest and size expected of what is made of them, was written by OCX 0.5.8.
const HELLO_MANIFEST =
  '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.sh.ocx.package.v1+json","digest":"sha256:8ebe0b823962bbfb2432753352bd355c3c6c287ab18954689f67227d1f12eaf0","size":315},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"sha256:68f1b6c2c65e5493c8984a0381e53fcc705cb8bbbc205db1edecc7b333efa5d3","size":145}],"artifactType":"application/vnd.sh.ocx.package.v1"}';
const HELLO_CONFIG =
  '{"type":"bundle","version":1,"env":[{"key":"PATH","type":"path","required":true,"value":"${installPath}/bin","visibility":"private"}],"dependencies":[{"identifier":"ocx.sh/acme/libgreet:2.1@sha256:7a8cb9b72d037727a091bfc13d4226994b640e917bb300275463b08e0f76e0f4","visibility":"private"}],"entrypoints":{"hello":{}}}';
const HELLO_INDEX =
  '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:0da1dd273ed0ad5a22ca4dfad8b729670d9011aee552e8ba91d1629ca3443f3a","size":450,"platform":{"architecture":"amd64","os":"linux"}}]}';
const LIBGREET_CONFIG =
  '{"type":"bundle","version":1,"env":[{"key":"GREETING","type":"constant","value":"hello from libgreet","visibility":"public"}]}';
const LIBGREET_LEAF = "9bdd8145a2d758b46ef8a96083cd1d46527a9a06b42c0ac674587a2e7734d8c0";
const LIBGREET_MANIFEST = HELLO_MANIFEST.replace(
  "8ebe0b823962bbfb2432753352bd355c3c6c287ab18954689f67227d1f12eaf0",
  "95a47acea0ddd6714b2466e959f3a846bf131bdbc27f506d9e5aaa6d01365274",
)
  .replace('"size":315', '"size":126')
  .replace(
    "68f1b6c2c65e5493c8984a0381e53fcc705cb8bbbc205db1edecc7b333efa5d3",
    "a878201731395327167c9a9a27cf83fd46f42768e644df5d46b53d9fe6e2e984",
  )
  .replace('"size":145', '"size":129');
const LIBGREET_INDEX = HELLO_INDEX.replace(
  "0da1dd273ed0ad5a22ca4dfad8b729670d9011aee552e8ba91d1629ca3443f3a",
  LIBGREET_LEAF,
);

const PACKAGE = "packages/ocx.sh/sha256/0d/a1dd273ed0ad5a22ca4dfad8b72967";
const place = scratch();
let hello: ClosurePackage;
let libgreet: ClosurePackage;

beforeAll(async () => {
  const source = buildHome(join(place.path, "source"));
  for (const text of [HELLO_MANIFEST, HELLO_CONFIG, LIBGREET_MANIFEST, LIBGREET_CONFIG, LIBGREET_INDEX])
    source.blob("ocx.sh", text);
  source.tags("ocx.sh", "acme/hello", { "1.0.0": source.blob("ocx.sh", HELLO_INDEX) });
  const { closure } = await carryPackages(source.path, "ocx.sh/acme/hello:1.0.0");
  const [first, second] = closure.packages;
  if (first === undefined || second === undefined) throw new Error("expected two packages");
  [libgreet, hello] = [first, second];
});
afterAll(() => place.remove());

async function assemble(home: string, unit: ClosurePackage): Promise<string> {
  const directory = join(mkdtempSync(join(place.path, "staged-")), "package");
  await assemblePackage(home, unit, { directory, now: new Date("2026-08-12T09:30:00.123Z") });
  return directory;
}

describe.each([
  ["/opt/runner/.ocx", 206, "17975451ce7bea63e2bba336a86942f2dd514d8c15726b026b5212f80e9a23e4"],
  ["/srv/build agent/ocx", 210, "703dda11cc969b1901637af2c232ec0a2da7fbb319f3f93c5737789d390bd900"],
])("a package for %s", (home, size, digest) => {
  test("has OCX's launcher, executable for all", async () => {
    const path = join(await assemble(home, hello), "entrypoints/hello");
    expect([statSync(path).size, sha256(readFileSync(path)), statSync(path).mode.toString(8)]).toEqual([
      size,
      digest,
      "100755",
    ]);
  });

  test("has OCX's documents", async () => {
    const directory = await assemble(home, hello);
    const documents = ["metadata.json", "manifest.json", "resolve.json", "digest", "install.json"];
    expect(
      documents.map((name) => [statSync(join(directory, name)).size, sha256(readFileSync(join(directory, name)))]),
    ).toEqual([
      [427, "bb297050c8a20586a1198a87d851395a05c4efa99a4af89cd8ec3653ca0aafe1"],
      [529, "1d41a42622bf581c2f4203b3aa2c1ee81f8470becaf1436edefbed055d6592da"],
      [189, "af325b829ed08bd170ea2d20fe7d03232f6f725d5b216e57048b4fd0bae9e77a"],
      // printf %s sha256:0da1dd273ed0ad5a22ca4dfad8b729670d9011aee552e8ba91d1629ca3443f3a | sha256sum
      [71, sha256("sha256:0da1dd273ed0ad5a22ca4dfad8b729670d9011aee552e8ba91d1629ca3443f3a")],
      [65, sha256('{\n  "timestamp": "2026-08-12T09:30:00.123000000Z",\n  "ok": true\n}')],
    ]);
  });

  test("refers to its final neighbours in that home", async () => {
    const refs = join(await assemble(home, hello), "refs");
    const links = readdirSync(refs).flatMap((kind) =>
      readdirSync(join(refs, kind)).map((name) => `${kind}/${name} ${readlinkSync(join(refs, kind, name))}`),
    );
    expect(links.toSorted()).toEqual(
      [
        `deps/sha256_9bdd8145a2d758b46ef8a96083cd1d46 ${home}/packages/ocx.sh/sha256/9b/dd8145a2d758b46ef8a96083cd1d46/content`,
        `layers/sha256_68f1b6c2c65e5493c8984a0381e53fcc ${home}/layers/ocx.sh/sha256/68/f1b6c2c65e5493c8984a0381e53fcc/content`,
        `blobs/sha256_46f31864b0d10abaffee1a20cb47364e ${home}/blobs/ocx.sh/sha256/46/f31864b0d10abaffee1a20cb47364e/data`,
        `blobs/sha256_0da1dd273ed0ad5a22ca4dfad8b72967 ${home}/blobs/ocx.sh/sha256/0d/a1dd273ed0ad5a22ca4dfad8b72967/data`,
        `blobs/sha256_8ebe0b823962bbfb2432753352bd355c ${home}/blobs/ocx.sh/sha256/8e/be0b823962bbfb2432753352bd355c/data`,
      ].toSorted(),
    );
  });
});

test("a package without entrypoints and dependencies has no folders for them", async () => {
  const directory = await assemble("/opt/runner/.ocx", libgreet);
  expect(readdirSync(directory).toSorted()).toEqual([
    "digest",
    "install.json",
    "manifest.json",
    "metadata.json",
    "refs",
    "resolve.json",
  ]);
  expect(readdirSync(join(directory, "refs")).toSorted()).toEqual(["blobs", "layers"]);
  expect(sha256(readFileSync(join(directory, "metadata.json")))).toBe(
    "dba2a22940ea153f1542df0ed436ba4e5df806e1d284fab69c8275f538e33a2c",
  );
  expect(sha256(readFileSync(join(directory, "manifest.json")))).toBe(
    "bff78a87605f743ec3bb8c08e13eb84cc48544c0ed4e9227ed358849d292b484",
  );
  expect(sha256(readFileSync(join(directory, "resolve.json")))).toBe(
    "c24bc40df803ba7aebeb4d55f0d0074c96bd8430d78233432c012c1cefec28e1",
  );
});

test.each([
  ["/opt/runner/.ocx", "current", "f5a26835a071fc7e"],
  ["/opt/runner/.ocx", "candidates/1.0.0", "154ce8530489afc4"],
  ["/srv/build agent/ocx", "current", "3987cb3fc3213de9"],
  ["/srv/build agent/ocx", "candidates/1.0.0", "16f79901e087a188"],
  // A trailing slash does not survive OCX's joins.
  ["/srv/build agent/ocx/", "current", "3987cb3fc3213de9"],
])("in %s the back-reference of %s is called %s", (home, link, name) => {
  const path = `symlinks/ocx.sh/acme/hello/${link}`;
  const target = `${home.replace(/\/$/, "")}/${path}`;
  expect(backReference(home, packagePath(hello.registry, hello.leaf), path)).toEqual({
    path: `${PACKAGE}/refs/symlinks/${name}`,
    target,
  });
});

test.each(["'", '"', "\n", "\r", "\0"])("a home with %j in its path is refused only for launchers", (character) => {
  const home = `/srv/it${character}s`;
  expect(() => checkLaunchers(home, [libgreet, hello])).toThrow(expect.objectContaining({ code: "HOME_INVALID" }));
  expect(() => checkLaunchers(home, [libgreet])).not.toThrow();
});

test("a home with a colon cannot be in PATH: only packages that bring no directory for a list fit in it", () => {
  expect(() => checkLaunchers("/srv/a:b", [hello])).toThrow(expect.objectContaining({ code: "HOME_INVALID" }));
  expect(() => checkLaunchers("/srv/a:b", [{ ...hello, metadata: { ...hello.metadata, env: [] } }])).not.toThrow();
});

test("a home with blanks, percent, dollar and backslash is fine for launchers", () => {
  expect(() => checkLaunchers("/srv/a b%20$HOME\\", [hello])).not.toThrow();
});

test("modes follow the umask, but for launchers", async () => {
  const folder = join(place.path, "umask");
  mkdirSync(folder);
  const unit = JSON.stringify(hello);
  const { err } = await runCode(`
    process.umask(0o077);
    const { assemblePackage } = await load("home/publish/assemble.ts");
    await assemblePackage("/opt/ocx", ${unit}, { directory: ${JSON.stringify(join(folder, "p"))}, now: new Date() });`);
  expect(err).toBe("");
  const modes = ["", "refs/blobs", "digest", "metadata.json", "entrypoints", "entrypoints/hello"].map((name) =>
    (statSync(join(folder, "p", name)).mode % 0o1000).toString(8),
  );
  expect(modes).toEqual(["700", "700", "600", "600", "700", "755"]);
});
