import { expect, test } from "vitest";
import { parseManifest } from "../../../src/home/documents/leaf-manifest.ts";
import { AMD64, ANY, GLIBC, indexDocument } from "../../fixtures/home.ts";
import { sha256 } from "../../fixtures/tree.ts";

const hexOf = (digit: string): string => `sha256:${digit.repeat(64)}`;
const CONFIG = { mediaType: "application/vnd.sh.ocx.package.v1+json", digest: hexOf("c"), size: 3 };
const LEAF = { schemaVersion: 2, config: CONFIG, layers: [], artifactType: "application/vnd.sh.ocx.package.v1" };

// Size and SHA-256 of the manifest.json that OCX 0.5.8 made of this blob.
test("parseManifest() makes the very bytes of manifest.json", () => {
  const blob =
    '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.sh.ocx.package.v1+json","digest":"sha256:8ebe0b823962bbfb2432753352bd355c3c6c287ab18954689f67227d1f12eaf0","size":315},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"sha256:68f1b6c2c65e5493c8984a0381e53fcc705cb8bbbc205db1edecc7b333efa5d3","size":145}],"artifactType":"application/vnd.sh.ocx.package.v1"}';
  expect(sha256(blob)).toBe("0da1dd273ed0ad5a22ca4dfad8b729670d9011aee552e8ba91d1629ca3443f3a");
  const { text, config, layers } = leaf(blob);
  expect(text).toHaveLength(529);
  expect(sha256(text)).toBe("1d41a42622bf581c2f4203b3aa2c1ee81f8470becaf1436edefbed055d6592da");
  expect(config).toBe("sha256:8ebe0b823962bbfb2432753352bd355c3c6c287ab18954689f67227d1f12eaf0");
  expect(layers).toEqual([
    { digest: "sha256:68f1b6c2c65e5493c8984a0381e53fcc705cb8bbbc205db1edecc7b333efa5d3", prefix: "" },
  ]);
});

test("manifest.json has OCX's fields in OCX's order, annotations sorted, and nothing else", () => {
  const layer = {
    size: 1,
    annotations: { "10": "a", "9": "b", Z: "c" },
    platform: AMD64,
    digest: hexOf("1"),
    mediaType: "m",
    urls: ["u"],
    data: "x",
  };
  const { text } = leaf({
    annotations: {},
    unknown: 1,
    ...LEAF,
    subject: { ...CONFIG, artifactType: "t" },
    layers: [layer],
    mediaType: null,
  });
  expect(text.replaceAll(/\s/g, "")).toBe(
    `{"schemaVersion":2,"config":{"mediaType":"${CONFIG.mediaType}","digest":"${CONFIG.digest}","size":3},` +
      `"layers":[{"mediaType":"m","digest":"${hexOf("1")}","size":1,"urls":["u"],"annotations":{"10":"a","9":"b","Z":"c"}}],` +
      `"subject":{"mediaType":"${CONFIG.mediaType}","digest":"${CONFIG.digest}","size":3,"artifactType":"t"},` +
      `"artifactType":"application/vnd.sh.ocx.package.v1","annotations":{}}`,
  );
});

test.each([
  ["1", 1],
  ["0", 0],
  ["255", 255],
  ["007", 7],
])("a layer that says strip %s is stripped by %d", (strip, expected) => {
  expect(leafWith({ "sh.ocx.layer.strip-components": strip }).layers[0]?.strip).toBe(expected);
});

test.each(["256", "-1", "", "1.0", " 1", "x"])("strip %j is refused", (strip) => {
  expect(() => leafWith({ "sh.ocx.layer.strip-components": strip })).toThrow(
    expect.objectContaining({ code: "METADATA_INVALID" }),
  );
});

test.each([
  ["conf", "conf"],
  ["a/./b/../c", "a/c"],
  ["z//y/", "z/y"],
  ["a\\b", "a/b"],
  [".", ""],
  ["a/..", ""],
])("the prefix %j is %j", (prefix, expected) => {
  expect(leafWith({ "sh.ocx.layer.prefix": prefix }).layers[0]?.prefix).toBe(expected);
});

test.each(["/etc", "../x", "a/../../x", "\\x", "C:x", "a\nb", "x".repeat(256), "a/".repeat(33)])(
  "the prefix %j is refused",
  (prefix) => {
    expect(() => leafWith({ "sh.ocx.layer.prefix": prefix })).toThrow(
      expect.objectContaining({ code: "METADATA_INVALID" }),
    );
  },
);

test.each([
  ["another artifact type", { ...LEAF, artifactType: "application/x" }, "METADATA_INVALID"],
  ["no artifact type", { ...LEAF, artifactType: undefined }, "METADATA_INVALID"],
  ["another config", { ...LEAF, config: { ...CONFIG, mediaType: "application/x" } }, "METADATA_INVALID"],
  ["a config above 4 MiB", { ...LEAF, config: { ...CONFIG, size: 4 * 1024 * 1024 + 1 } }, "METADATA_INVALID"],
  ["one layer twice", { ...LEAF, layers: [{ ...CONFIG }, { ...CONFIG }] }, "METADATA_INVALID"],
  ["a digest that is none", { ...LEAF, layers: [{ ...CONFIG, digest: "sha256:0" }] }, "DOCUMENT_INVALID"],
  ["a layer without size", { ...LEAF, layers: [{ ...CONFIG, size: undefined }] }, "DOCUMENT_INVALID"],
  ["neither config nor manifests", { schemaVersion: 2 }, "DOCUMENT_INVALID"],
  ["no schema version", { ...LEAF, schemaVersion: undefined }, "DOCUMENT_INVALID"],
  ["an image index of another schema", { schemaVersion: 1, manifests: [] }, "DOCUMENT_INVALID"],
  ["an entry without media type", indexOf({ digest: hexOf("1"), size: 1 }), "DOCUMENT_INVALID"],
  ["an entry with an empty media type", indexOf({ mediaType: "", digest: hexOf("1"), size: 1 }), "DOCUMENT_INVALID"],
  ["an entry without size", indexOf({ mediaType: "m", digest: hexOf("1") }), "DOCUMENT_INVALID"],
  ["an entry of a negative size", indexOf({ mediaType: "m", digest: hexOf("1"), size: -1 }), "DOCUMENT_INVALID"],
  ["an entry without digest", indexOf({ mediaType: "m", size: 1, platform: null }), "DOCUMENT_INVALID"],
  [
    "an entry with an empty digest",
    indexOf({ mediaType: "m", digest: "", size: 1, platform: null }),
    "DOCUMENT_INVALID",
  ],
  // OCX reads the platform of every entry, also where it skips the entry.
  ...[
    "linux/amd64",
    { os: "linux" },
    { os: 7, architecture: "amd64" },
    { ...AMD64, variant: 8 },
    { ...AMD64, "os.features": "libc.glibc" },
    { ...AMD64, "os.features": [7] },
    { ...AMD64, "os.version": 10 },
    { os: "unknown", architecture: "unknown", features: {} },
  ].map((platform): [string, object, string] => [
    `an entry with the platform ${JSON.stringify(platform)}`,
    indexOf({ mediaType: "m", digest: hexOf("1"), size: 1, platform }),
    "DOCUMENT_INVALID",
  ]),
])("parseManifest() refuses %s", (_, document, code) => {
  expect(() => parse(document)).toThrow(expect.objectContaining({ code }));
});

test("an entry may have null for what its platform does not say", () => {
  const platform = { ...AMD64, variant: null, "os.features": null, "os.version": null, features: null };
  const entries = [{ mediaType: "m", digest: hexOf("1"), size: 1, platform, artifactType: null }];
  const document = JSON.stringify({ schemaVersion: 2, manifests: [...entries, { ...entries[0], platform: null }] });
  expect(parseManifest(Buffer.from(document), "an image index")).toMatchObject({
    offers: [{ leaf: hexOf("1"), platform: { os: "linux", architecture: "amd64", features: [] } }],
    unplaced: new Set(),
  });
});

test("an image index offers its leaves, without attestations and platforms that OCX does not know", () => {
  const index = indexDocument([
    { leaf: hexOf("1"), platform: GLIBC },
    { leaf: hexOf("2"), platform: { ...AMD64, variant: "v3", "os.version": "1", features: ["sse4"] } },
    { leaf: hexOf("3"), platform: ANY },
    { leaf: hexOf("4") },
    { leaf: hexOf("5"), platform: { os: "unknown", architecture: "unknown" } },
    { leaf: hexOf("6"), platform: { os: "linux", architecture: "riscv64" } },
  ]);
  const linux = { os: "linux", architecture: "amd64" };
  expect(parse(index)).toEqual({
    kind: "index",
    offers: [
      { leaf: hexOf("1"), platform: { ...linux, features: ["libc.glibc"] } },
      { leaf: hexOf("2"), platform: { ...linux, variant: "v3", features: [] } },
      { leaf: hexOf("3"), platform: { os: "any", architecture: "any", features: [] } },
    ],
    unplaced: new Set([hexOf("4"), hexOf("5"), hexOf("6")]),
  });
});

function indexOf(entry: object) {
  return { schemaVersion: 2, manifests: [{ platform: AMD64, ...entry }] };
}

function leafWith(annotations: object) {
  return leaf({ ...LEAF, layers: [{ ...CONFIG, annotations }] });
}

function leaf(document: object | string) {
  const manifest = parse(document);
  if (manifest.kind !== "leaf") throw new Error("a leaf");
  return manifest;
}

function parse(document: object | string) {
  return parseManifest(
    new TextEncoder().encode(typeof document === "string" ? document : JSON.stringify(document)),
    "a test",
  );
}
