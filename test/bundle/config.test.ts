import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { encodeConfig, parseConfig } from "../../src/bundle/config.ts";
import { someDigest } from "../fixtures/bundle.ts";
import type { Document } from "../fixtures/layout.ts";

const [ONE, TWO, THREE] = ["1", "2", "3"].map(someDigest);

/** A config with every key, written by hand in the order of docs/bundle-format.md. */
const TEXT = [
  '{"formatVersion":1,"requires":[],',
  '"platform":{"os":"linux","architecture":"amd64","features":["libc.glibc"]},',
  '"roots":[{"identifier":"ocx.sh/acme/hello:2.0.0","registry":"ocx.sh","repository":"acme/hello","tag":"2.0.0",',
  `"leaf":"${ONE}","index":"${TWO}","current":true,"declaredBy":"lock","name":"hello","groups":["default"]}],`,
  `"packages":[{"registry":"ocx.sh","leaf":"${ONE}","repositories":["acme/hello"],"platform":"any"}],`,
  `"layers":[{"registry":"ocx.sh","digest":"${TWO}","blob":"${THREE}","entryCount":2,"contentSize":9000,`,
  `"frames":[{"size":5,"contentSize":8000,"digest":"${ONE}"},`,
  `{"size":6,"contentSize":1000,"digest":"${ONE}","fileOffset":7488}]}],`,
  '"sources":[{"registry":"ocx.sh","published":true}],',
  `"store":{"blob":"${TWO}","entryCount":1,"contentSize":2048,"frames":[{"size":4,"contentSize":2048,"digest":"${ONE}"}]},`,
  `"project":{"declarationHash":"${THREE}","groups":["default","dev"]}}`,
].join("");

function changed(change: (config: Document) => void): Uint8Array {
  const config = JSON.parse(TEXT);
  change(config);
  return Buffer.from(JSON.stringify(config));
}

/** Gives the root another tag, in its identifier too. */
function retag(config: Document, tag: string): void {
  Object.assign(config.roots[0], { tag, identifier: `ocx.sh/acme/hello:${tag}` });
}

/** Gives the root an identifier, and no tag. */
function rename(config: Document, identifier: string): void {
  delete config.roots[0].tag;
  config.roots[0].identifier = identifier;
}

test.each([`@${ONE}`, `@${TWO}`, `:2.0.0@${ONE}`, `:2.0.0@${TWO}`])(
  "parseConfig() takes an identifier with %s",
  (end) => {
    const bytes = changed((config) => {
      if (!end.startsWith(":")) delete config.roots[0].tag;
      config.roots[0].identifier = `ocx.sh/acme/hello${end}`;
    });
    expect(parseConfig(bytes).roots[0]?.identifier).toBe(`ocx.sh/acme/hello${end}`);
  },
);

test("parseConfig() reads every key, encodeConfig() writes the same bytes", () => {
  const config = parseConfig(Buffer.from(TEXT));
  expect(config).toEqual(JSON.parse(TEXT));
  expect(Buffer.from(encodeConfig(config)).toString()).toBe(TEXT);
});

test("encodeConfig() writes its own order of keys, not the caller's", () => {
  const reversed: Document = JSON.parse(TEXT, (_, value: Document) =>
    typeof value === "object" && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).toReversed()) : value,
  );
  expect(JSON.stringify(reversed)).not.toBe(TEXT);
  expect(Buffer.from(encodeConfig(reversed)).toString()).toBe(TEXT);
});

test("parseConfig() ignores keys that it does not know", () => {
  const bytes = changed((config) => {
    config.later = {};
    config.roots[0].later = 1;
    config.layers[0].frames[0].later = 1;
  });
  expect(parseConfig(bytes)).toEqual(JSON.parse(TEXT));
});

test.each<[string, string, (config: Document) => void]>([
  ["a newer version", "BUNDLE_TOO_NEW", (config) => (config.formatVersion = 2)],
  [
    "a newer version without any known key",
    "BUNDLE_TOO_NEW",
    (config) => {
      for (const key of Object.keys(config)) delete config[key];
      config.formatVersion = 7;
    },
  ],
  ["an unknown feature", "BUNDLE_TOO_NEW", (config) => config.requires.push("teleport")],
  ["version 0", "BUNDLE_INVALID", (config) => (config.formatVersion = 0)],
  ["a version as text", "BUNDLE_INVALID", (config) => (config.formatVersion = "1")],
  ["no list of features", "BUNDLE_INVALID", (config) => delete config.requires],
  ["no packages", "BUNDLE_INVALID", (config) => delete config.packages],
  ["a root that is no package", "BUNDLE_INVALID", (config) => (config.roots[0].leaf = THREE)],
  ["a root of another registry's package", "BUNDLE_INVALID", (config) => (config.roots[0].registry = "ghcr.io")],
  ["a package twice", "BUNDLE_INVALID", (config) => config.packages.push(config.packages[0])],
  ["a layer twice", "BUNDLE_INVALID", (config) => config.layers.push(config.layers[0])],
  ["a source twice", "BUNDLE_INVALID", (config) => config.sources.push({ registry: "ocx.sh", published: false })],
  ["a registry that is a path", "BUNDLE_INVALID", (config) => (config.packages[0].registry = "..")],
  [
    "a repository that leaves its directory",
    "BUNDLE_INVALID",
    (config) => (config.packages[0].repositories = ["a/../b"]),
  ],
  ["a repository with an empty part", "BUNDLE_INVALID", (config) => (config.packages[0].repositories = ["a//b"])],
  ["an absolute repository", "BUNDLE_INVALID", (config) => (config.roots[0].repository = "/etc")],
  ["a tag that is a path", "BUNDLE_INVALID", (config) => (config.roots[0].tag = "../x")],
  ["a tag that names the directory above", "BUNDLE_INVALID", (config) => (config.roots[0].tag = "..")],
  ["an escape sequence in an identifier", "BUNDLE_INVALID", (config) => (config.roots[0].identifier = "\u001b[2J")],
  ["a line break in a name", "BUNDLE_INVALID", (config) => (config.roots[0].name = "a\nb")],
  [
    "an identifier that names another",
    "BUNDLE_INVALID",
    (config) => (config.roots[0].identifier = "ocx.sh/kitware/cmake:3.28"),
  ],
  ["an identifier of another tag", "BUNDLE_INVALID", (config) => (config.roots[0].identifier = "ocx.sh/acme/hello:2")],
  ["an identifier without the tag", "BUNDLE_INVALID", (config) => (config.roots[0].identifier = "ocx.sh/acme/hello")],
  ["an identifier with another digest", "BUNDLE_INVALID", (config) => (config.roots[0].identifier += `@${THREE}`)],
  ["an identifier with neither tag nor digest", "BUNDLE_INVALID", (config) => rename(config, "ocx.sh/acme/hello")],
  ["an identifier that is a command", "BUNDLE_INVALID", (config) => (config.roots[0].identifier = "::add-mask::e")],
  ["a tag that turns its direction", "BUNDLE_INVALID", (config) => retag(config, "\u202egpj")],
  ["a tag with an unseen character", "BUNDLE_INVALID", (config) => retag(config, "1\u200b")],
  ["a tag with a separator of lines", "BUNDLE_INVALID", (config) => retag(config, "1\u2028")],
  ["a tag with a command", "BUNDLE_INVALID", (config) => retag(config, "##[error]x")],
  ["a registry that begins as a command", "BUNDLE_INVALID", (config) => (config.packages[0].registry = "::error::x")],
  ["a digest that is a path", "BUNDLE_INVALID", (config) => (config.layers[0].digest = "sha256:../../x")],
  ["a blob in another algorithm", "BUNDLE_INVALID", (config) => (config.store.blob = `sha512:${"0".repeat(128)}`)],
  ["a negative size", "BUNDLE_INVALID", (config) => (config.layers[0].contentSize = -1)],
  ["a size beyond exact numbers", "BUNDLE_INVALID", (config) => (config.layers[0].contentSize = 2 ** 53)],
  ["a count that is no whole number", "BUNDLE_INVALID", (config) => (config.layers[0].entryCount = 1.5)],
  ["an empty frame", "BUNDLE_INVALID", (config) => (config.layers[0].frames[0].size = 0)],
  ["a frame over the limit", "BUNDLE_INVALID", (config) => (config.layers[0].frames[0].contentSize = 2 ** 23 + 1)],
  ["a blob without frames", "BUNDLE_INVALID", (config) => (config.store.frames = [])],
])("parseConfig() refuses %s", (_, code, change) => {
  expect(() => parseConfig(changed(change))).toThrowError(expect.objectContaining({ code }));
});

test("parseConfig() says which feature and which version it does not know", () => {
  expect(() => parseConfig(changed((config) => config.requires.push("teleport")))).toThrowError(/"teleport"/);
  expect(() => parseConfig(changed((config) => (config.formatVersion = 2)))).toThrowError(
    /format version 2\b.*at most 1\b/,
  );
});

test.each([
  ["no JSON", Buffer.from("{")],
  ["no UTF-8", Buffer.from(TEXT.replace("hello", "h\xe9llo"), "latin1")],
  ["a byte order mark", Buffer.from(`\ufeff${TEXT}`)],
  ["nothing", Buffer.alloc(0)],
  ["null", Buffer.from("null")],
])("parseConfig() refuses %s", (_, bytes) => {
  expect(() => parseConfig(bytes)).toThrowError(expect.objectContaining({ code: "BUNDLE_INVALID" }));
});

test("docs/bundle-format.md names every key of a config", () => {
  const document = readFileSync("docs/bundle-format.md", "utf8");
  const keys = new Set<string>();
  JSON.parse(TEXT, (key, value) => (/^(\d+|)$/.test(key) || keys.add(key), value));
  expect([...keys].filter((key) => !document.includes(`\`${key}\``))).toEqual([]);
});
