import { expect, test } from "vitest";
import { parseMetadata } from "../../../src/home/documents/metadata.ts";
import { sha256 } from "../../fixtures/tree.ts";

const hex = "0da1dd273ed0ad5a22ca4dfad8b729670d9011aee552e8ba91d1629ca3443f3a";
const DEPENDENCY = `ocx.sh/acme/lib:1@sha256:${hex}`;

// Every rule at once. Both texts are from OCX 0.5.8, which made the second of the first.
const EVERY_RULE = String.raw`{ "binaries":["zed","Alpha",{"name":"mid","x":1},"zed"],"integrations":{"z.b":{"n":1.50,"o":{}},"a.a":[null,true]},"type":"bundle","unknown":{"x":1},"entrypoints":{"z-tool":{"args":[],"command":null},"10":{},"9":{"args":["--x=${"${installPath}"}","$${"${lit}"}"],"command":"zed"}},"version":1,"env":[{"type":"list","value":"v","key":"L","separator":",","extra":1},{"visibility":"public","value":"a\"b\\\/c\n","key":"C","type":"constant"},{"key":"P","type":"path","value":"bin"}] }`;
const EVERY_RESULT = String.raw`{
  "type": "bundle",
  "version": 1,
  "env": [
    {
      "key": "L",
      "type": "list",
      "separator": ",",
      "value": "v",
      "visibility": "private"
    },
    {
      "key": "C",
      "type": "constant",
      "value": "a\"b\\/c\n",
      "visibility": "public"
    },
    {
      "key": "P",
      "type": "path",
      "required": false,
      "value": "bin",
      "visibility": "private"
    }
  ],
  "entrypoints": {
    "10": {},
    "9": {
      "command": "zed",
      "args": [
        "--x=${"${installPath}"}",
        "$${"${lit}"}"
      ]
    },
    "z-tool": {}
  },
  "binaries": [
    "Alpha",
    "mid",
    "zed"
  ],
  "integrations": {
    "a.a": [
      null,
      true
    ],
    "z.b": {
      "n": 1.5,
      "o": {}
    }
  }
}`;

// With the names and all punctuation 32 KiB and one byte.
const FIVE_PAYLOADS = {
  a: "x".repeat(8000),
  b: "x".repeat(8000),
  c: "x".repeat(8000),
  d: "x".repeat(8000),
  e: "x".repeat(32 * 1024 + 1 - 4 * 8000 - 5 * '"a":"",'.length - "{}".length + ",".length),
};

test("parseMetadata() writes metadata.json as OCX does, rule by rule", () => {
  expect(parse(EVERY_RULE).text).toBe(EVERY_RESULT);
});

test("what parseMetadata() writes reads back as the same metadata", () => {
  expect(parse(EVERY_RESULT)).toEqual(parse(EVERY_RULE));
});

test("parseMetadata() keeps an empty list of binaries, which says that there are none", () => {
  const { text, binaries } = parse('{"type":"bundle","version":1,"env":[],"binaries":[]}');
  expect(text).toBe('{\n  "type": "bundle",\n  "version": 1,\n  "binaries": []\n}');
  expect(binaries).toEqual([]);
  expect(parse('{"type":"bundle","version":1,"binaries":null}')).not.toHaveProperty("binaries");
});

// Size and SHA-256 of the files that OCX 0.5.8 made of these blobs.
test.each([
  [
    `{"type":"bundle","version":1,"env":[{"key":"PATH","type":"path","required":true,"value":"\${installPath}/bin","visibility":"private"}],"dependencies":[{"identifier":"ocx.sh/acme/libgreet:2.1@sha256:7a8cb9b72d037727a091bfc13d4226994b640e917bb300275463b08e0f76e0f4","visibility":"private"}],"entrypoints":{"hello":{}}}`,
    427,
    "bb297050c8a20586a1198a87d851395a05c4efa99a4af89cd8ec3653ca0aafe1",
  ],
  [
    '{"type":"bundle","version":1,"env":[{"key":"GREETING","type":"constant","value":"hello from libgreet","visibility":"public"}]}',
    184,
    "dba2a22940ea153f1542df0ed436ba4e5df806e1d284fab69c8275f538e33a2c",
  ],
])("parseMetadata() makes the very bytes of metadata.json", (config, size, digest) => {
  const { text } = parse(config);
  expect(Buffer.byteLength(text)).toBe(size);
  expect(sha256(text)).toBe(digest);
});

test("parseMetadata() gives what the environment needs, with OCX's defaults", () => {
  const metadata = parse(EVERY_RULE);
  expect(metadata.env).toEqual([
    { key: "L", type: "list", separator: ",", value: "v", visibility: "private" },
    { key: "C", type: "constant", value: 'a"b\\/c\n', visibility: "public" },
    { key: "P", type: "path", required: false, value: "bin", visibility: "private" },
  ]);
  expect(metadata.entrypoints).toEqual([
    { name: "10", args: [] },
    { name: "9", command: "zed", args: ["--x=${installPath}", "$${lit}"] },
    { name: "z-tool", args: [] },
  ]);
  expect(metadata.integrations.map(({ key }) => key)).toEqual(["a.a", "z.b"]);
});

test("a dependency is sealed unless it says otherwise, and its tag is written as OCX writes tags", () => {
  const { dependencies, text } = parse(
    configWith({ dependencies: [{ identifier: `ocx.sh/a/b:1+2@sha256:${hex}`, name: "b" }] }),
  );
  const identifier = { registry: "ocx.sh", repository: "a/b", tag: "1_2", digest: `sha256:${hex}` };
  expect(dependencies).toEqual([{ identifier, visibility: "sealed", name: "b" }]);
  expect(JSON.parse(text).dependencies).toEqual([
    { identifier: `ocx.sh/a/b:1_2@sha256:${hex}`, visibility: "sealed", name: "b" },
  ]);
});

test("names sort by their bytes, not by JavaScript's order", () => {
  const integrations = '{"\uff5e":1,"\u{1f600}":2,"z":3,"10":4,"9":5}';
  const metadata = parse(`{"type":"bundle","version":1,"integrations":${integrations}}`);
  expect(metadata.integrations.map(({ key }) => key)).toEqual(["10", "9", "z", "\uff5e", "\u{1f600}"]);
});

// As a real OCX 0.5.8 wrote it.
test("of a field of a variable that occurs twice, the last one counts", () => {
  const variable = '{"key":"P","value":1,"type":"list","required":"x","type":"path","required":true,"value":"bin"}';
  expect(parse(`{"type":"bundle","version":1,"env":[${variable}]}`).env).toEqual([
    { key: "P", type: "path", required: true, value: "bin", visibility: "private" },
  ]);
});

test("inside an integration everything keeps its order", () => {
  const metadata = parse('{"type":"bundle","version":1,"integrations":{"x":{"b":1,"10":2,"a":{"9":1,"1":2}}}}');
  expect(metadata.text.replaceAll(/\s/g, "")).toContain('"x":{"b":1,"10":2,"a":{"9":1,"1":2}}');
});

test.each([
  ["another type", { type: "archive" }],
  ["another version", { version: 2 }],
  ["a version that is no integer", '{"type":"bundle","version":1.0}'],
  ["no version", '{"type":"bundle"}'],
  ["strip_components above 255", { strip_components: 256 }],
  ["a negative strip_components", { strip_components: -1 }],
  ["a field twice", '{"type":"bundle","version":1,"env":[],"env":[]}'],
  [
    "the key of a variable twice",
    '{"type":"bundle","version":1,"env":[{"key":"a","key":"a","type":"path","value":""}]}',
  ],
  ["the name of a binary twice", '{"type":"bundle","version":1,"binaries":[{"name":"a","name":"a"}]}'],
  ["an entrypoint twice", '{"type":"bundle","version":1,"entrypoints":{"a":{},"a":{}}}'],
  ["env that is null", { env: null }],
  ["a dependency without registry", { dependencies: [{ identifier: `acme/lib@sha256:${hex}` }] }],
  ["a dependency without digest", { dependencies: [{ identifier: "ocx.sh/acme/lib:1" }] }],
  [
    "two dependencies with one repository",
    { dependencies: [{ identifier: DEPENDENCY }, { identifier: DEPENDENCY.replace(":1", ":2") }] },
  ],
  [
    "two dependencies with one name",
    {
      dependencies: [
        { identifier: DEPENDENCY, name: "x" },
        { identifier: DEPENDENCY.replace("lib", "b"), name: "x" },
      ],
    },
  ],
  ["a dependency's name that is none", { dependencies: [{ identifier: DEPENDENCY, name: "X" }] }],
  ["an unknown visibility", { dependencies: [{ identifier: DEPENDENCY, visibility: "hidden" }] }],
  ["a sealed variable", { env: [{ key: "A", type: "constant", value: "", visibility: "sealed" }] }],
  ["a list without separator", { env: [{ key: "A", type: "list", value: "x" }] }],
  ["a list with an empty separator", { env: [{ key: "A", type: "list", value: "x", separator: "" }] }],
  ["a list with = as its separator", { env: [{ key: "A", type: "list", value: "x", separator: "=" }] }],
  ["a list that ends with its separator", { env: [{ key: "A", type: "list", value: "x,", separator: "," }] }],
  ["a type of variable that is not known", { env: [{ key: "A", type: "secret", value: "x" }] }],
  ["a variable without value", { env: [{ key: "A", type: "constant" }] }],
  ["required that is no boolean", { env: [{ key: "A", type: "path", value: "x", required: "yes" }] }],
  ["an upper-case entrypoint", { entrypoints: { Tool: {} } }],
  ["an entrypoint with a path", { entrypoints: { "../x": {} } }],
  ["an entrypoint of 65 letters", { entrypoints: { ["a".repeat(65)]: {} } }],
  ["a command that is no name", { entrypoints: { a: { command: "b c" } } }],
  ["arguments that are no texts", { entrypoints: { a: { args: [1] } } }],
  ["a binary without name", { binaries: [1] }],
  ["a binary with an empty name", { binaries: [""] }],
  ["a binary of 65 letters", { binaries: ["a".repeat(65)] }],
  ["a binary with a blank", { binaries: ["a b"] }],
  ["a binary with a line break at its end", { binaries: ["a\n"] }],
  ["a binary with a control character", { binaries: ["a\u007f"] }],
  ["a binary beyond ASCII", { binaries: ["\u00e9"] }],
  ...'/ \\ < > : " | ? *'
    .split(" ")
    .map((letter): [string, object] => [`a binary with ${letter}`, { binaries: [`a${letter}b`] }]),
  ["a binary with a dash in front", { binaries: ["-a"] }],
  ["a binary with a dot in front", { binaries: [".a"] }],
  ["a binary with a dot at its end", { binaries: ["a."] }],
  ["a binary called ..", { binaries: [".."] }],
  ["a binary that is a device of Windows", { binaries: ["nul"] }],
  ["a binary that is a device with an extension", { binaries: ["COM1.tar.gz"] }],
  ["two binaries that differ in case", { binaries: ["Tool", "tool"] }],
  ["an integration without name", { integrations: { "": 1 } }],
  ["an integration with a name of 129 bytes", { integrations: { [`${"\u00e9".repeat(64)}a`]: 1 } }],
  ["an integration with a blank", { integrations: { "a b": 1 } }],
  ["an integration with a control character", { integrations: { "a\u0085": 1 } }],
  ["an integration with an invisible character", { integrations: { "a\u200b": 1 } }],
  ["an integration with a filler", { integrations: { "a\u3164": 1 } }],
  ["an integration over 8 KiB", { integrations: { a: "x".repeat(8191) } }],
  ["integrations over 32 KiB", { integrations: FIVE_PAYLOADS }],
  [
    "257 dependencies",
    { dependencies: Array.from({ length: 257 }, (_, i) => ({ identifier: `ocx.sh/a/b${i}@sha256:${hex}` })) },
  ],
  ["more than 4 MiB", { unknown: "x".repeat(4 * 1024 * 1024) }],
  ["something else than an object", "[]"],
])("parseMetadata() refuses %s", (_, config) => {
  const text = typeof config === "string" ? config : configWith(config);
  expect(() => parse(text)).toThrow(expect.objectContaining({ code: "METADATA_INVALID" }));
});

test("parseMetadata() takes every name of a binary that OCX takes", () => {
  const binaries = ["+", "A-b", "a..b", "a".repeat(64), "com10", "console", "x.nul", "~!#$%&'(),;=@[]^_`{}"];
  expect(parse(configWith({ binaries })).binaries).toEqual(binaries);
});

// Counted without whitespace, with the value that wins when a key occurs twice.
test("parseMetadata() takes integrations up to the limits", () => {
  const text = `"${"x".repeat(8190)}"`;
  const twice = `{"a": "${"y".repeat(9000)}", "a" : 1}`;
  const namespace = "\u00e9".repeat(64);
  const integrations = `{"${namespace}": ${text},\n "b": ${twice}}`;
  const metadata = parse(`{"type":"bundle","version":1,"integrations":${integrations}}`);
  expect(metadata.integrations.map(({ key }) => key)).toEqual(["b", namespace]);
  const { e, ...four } = FIVE_PAYLOADS;
  expect(parse(configWith({ integrations: { ...four, e: e.slice(1) } })).integrations).toHaveLength(5);
});

function configWith(fields: object): string {
  return JSON.stringify({ type: "bundle", version: 1, ...fields });
}

function parse(text: string) {
  return parseMetadata(new TextEncoder().encode(text), "the config of a test");
}
