import { expect, test } from "vitest";
import { parseMetadata } from "../../../src/home/documents/metadata.ts";
import { type Composition, composeEnvironment, type Environment } from "../../../src/home/environment/environment.ts";
import { formatEnvironmentJson } from "../../../src/home/environment/format-json.ts";
import {
  documentsOf,
  type PackageDocuments,
  type PinnedIdentifier,
} from "../../../src/home/environment/installed-packages.ts";
import { composeWhole } from "../../../src/home/environment/read-environment.ts";
import { settleSeparators } from "../../../src/home/environment/separators.ts";
import { parseIdentifier } from "../../../src/home/model/identifier.ts";
import { packagePath } from "../../../src/home/model/paths.ts";
import { digestOf } from "../../../src/oci/digest.ts";

// What OCX 0.5.8 does with such packages: its JSON, and its exit codes.

interface Package {
  /** `name:tag` or `name`; the rest of the name follows from it. */
  readonly id: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly closure?: readonly (readonly [id: string, visibility: "sealed" | "private" | "interface" | "public"])[];
}

/** `tool:1` stands for `ocx.sh/acme/tool:1` with a digest made of exactly these letters. */
function pin(id: string): PinnedIdentifier {
  return { ...parseIdentifier(`ocx.sh/acme/${id}`), digest: digestOf(Buffer.from(id)) };
}

function text(id: string): string {
  return `ocx.sh/acme/${id}@${pin(id).digest}`;
}

function root(id: string): string {
  return `/h/${packagePath("ocx.sh", pin(id).digest)}`;
}

function compose(
  ids: readonly string[],
  packages: readonly Package[],
  exists: (path: string) => boolean = () => true,
): Environment {
  return composeEnvironment(ids.map(pin), compositionOf(packages, exists));
}

function compositionOf(packages: readonly Package[], exists: (path: string) => boolean = () => true): Composition {
  const documents = packages.map(({ id, metadata = {}, closure = [] }): [string, PackageDocuments] => {
    // A "#" in front keeps JavaScript from moving keys such as "9" to the front.
    const bytes = Buffer.from(JSON.stringify({ type: "bundle", version: 1, ...metadata }).replaceAll('"#', '"'));
    return [
      packagePath("ocx.sh", pin(id).digest),
      {
        metadata: parseMetadata(bytes, id),
        closure: closure.map(([dependency, visibility]) => ({ identifier: pin(dependency), visibility })),
      },
    ];
  });
  return { home: "/h", packages: new Map(documents), exists };
}

/** A public constant that says who was here. */
function here(id: string): Package {
  return { id, metadata: { env: [{ key: id, type: "constant", value: "1", visibility: "public" }] } };
}

function keys(environment: Environment): string[] {
  return environment.entries.map(({ key }) => key);
}

test("composeEnvironment() takes the visible dependencies first, in the order of resolve.json, then the root", () => {
  const tool: Package = {
    ...here("tool"),
    closure: [
      ["zlib", "interface"],
      ["hidden", "private"],
      ["abc", "public"],
      ["sealed", "sealed"],
    ],
  };
  const packages = [tool, here("zlib"), here("hidden"), here("abc"), here("sealed")];
  expect(keys(compose(["tool"], packages))).toEqual(["zlib", "abc", "tool"]);
});

test("composeEnvironment() takes a shared dependency once, and a root that is a dependency as a root", () => {
  const one: Package = {
    ...here("one"),
    closure: [
      ["shared", "public"],
      ["two", "public"],
    ],
  };
  const two: Package = { ...here("two"), closure: [["shared", "public"]] };
  const packages = [one, two, here("shared")];
  expect(keys(compose(["one", "two"], packages))).toEqual(["shared", "one", "two"]);
  expect(keys(compose(["two", "one", "two"], packages))).toEqual(["shared", "two", "one"]);
});

// OCX keeps one place for each reference that it looks up, and a later one of the same package takes it.
test("composeWhole() composes what is named twice where it is named last; another tag of it is another name", () => {
  const packages = [here("one"), here("two"), here("three")];
  const order = (roots: readonly PinnedIdentifier[]): string[] =>
    keys(composeWhole({ roots, added: [] }, compositionOf(packages)));
  const [one, two, three] = ["one", "two", "three"].map(pin) as [PinnedIdentifier, PinnedIdentifier, PinnedIdentifier];
  expect(order([one, two, one])).toEqual(["two", "one"]);
  expect(order([one, two, one, three, two])).toEqual(["one", "three", "two"]);
  expect(order([one, two, { ...one, tag: "1" }])).toEqual(["one", "two"]);
});

test("composeEnvironment() shows public and interface variables, and resolves the others for them", () => {
  const env = [
    { key: "SECRET", type: "constant", value: "s3" },
    { key: "SELF", type: "path", value: "priv", visibility: "private" },
    { key: "BOTH", type: "constant", value: "${self.env.SECRET}|${self.env.SELF}", visibility: "public" },
    { key: "USERS", type: "list", separator: ",", value: "x", visibility: "interface" },
  ];
  expect(compose(["tool"], [{ id: "tool", metadata: { env } }]).entries).toEqual([
    { key: "BOTH", type: "constant", value: `s3|${root("tool")}/content/priv` },
    { key: "USERS", type: "list", separator: ",", value: "x" },
  ]);
});

test("composeEnvironment() anchors relative paths in the package and leaves absolute ones as they are", () => {
  const values = ["bin", "a/../b//c/", "", "/abs/./x", "${installPath}/lib"];
  const env = values.map((value) => ({ key: "P", type: "path", value, visibility: "public" }));
  const content = `${root("tool")}/content`;
  const { entries } = compose(["tool"], [{ id: "tool", metadata: { env } }]);
  expect(entries.map(({ value }) => value)).toEqual([
    `${content}/bin`,
    `${content}/a/../b//c/`,
    `${content}/`,
    "/abs/./x",
    `${content}/lib`,
  ]);
});

test("composeEnvironment() puts launchers behind the package's own directories, and so in front of them", () => {
  const metadata = {
    env: [{ key: "PATH", type: "path", value: "bin", visibility: "public" }],
    entrypoints: { zeta: {}, "7": {}, "10": {} },
    binaries: ["b", "a"],
  };
  const { entries, entrypoints, binaries } = compose(["tool:1"], [{ id: "tool:1", metadata }]);
  expect(entries.map(({ value }) => value)).toEqual([`${root("tool:1")}/content/bin`, `${root("tool:1")}/entrypoints`]);
  expect(entrypoints).toEqual(["10", "7", "zeta"].map((name) => ({ name, package: text("tool:1") })));
  expect(binaries).toEqual(["a", "b"].map((name) => ({ name, package: text("tool:1") })));
});

test("composeEnvironment() finds a dependency's leaf in resolve.json, by the name that OCX derives for it", () => {
  const names = [
    ["open.jdk", "open-jdk"],
    ["_x", "dep"],
    ["named", "given"],
  ] as const;
  const index = digestOf(Buffer.from("an index"));
  const metadata = {
    dependencies: names.map(([id, name]) => ({
      identifier: `ocx.sh/acme/${id}:9@${index}`,
      ...(id === "named" ? { name } : {}),
    })),
    env: names.map(([, name]) => ({
      key: name,
      type: "constant",
      value: `\${deps.${name}.installPath}`,
      visibility: "public",
    })),
  };
  const closure = names.map(([id]) => [id, "private"] as const);
  const { entries } = compose(["tool"], [{ id: "tool", metadata, closure }]);
  expect(entries.map(({ value }) => value)).toEqual(names.map(([id]) => `${root(id)}/content`));
});

test("composeEnvironment() hands integrations out in order, with tokens in texts but not in keys", () => {
  const integrations = {
    "z.b": { "${installPath}": ["${installPath}/x", 1.5, { "#10": null, "#9": "$${lit}" }] },
    "a.a": "plain",
  };
  const result = compose(["tool"], [{ id: "tool", metadata: { integrations } }]);
  // Not through JSON.parse, which would put "9" before "10".
  const written = formatEnvironmentJson(result).replaceAll(/\s+/g, "");
  expect(written).toContain(
    `"integrations":[{"namespace":"a.a","package":"${text("tool")}","payload":"plain"},` +
      `{"namespace":"z.b","package":"${text("tool")}","payload":{"\${installPath}":["${root("tool")}/content/x",1.5,` +
      `{"10":null,"9":"\${lit}"}]}}],"advisories":[]}`,
  );
});

const ENTRYPOINT = { entrypoints: { go: {} } };

test.each<[string, readonly string[], readonly Package[]]>([
  [
    "two roots with one entry point",
    ["a", "b"],
    [
      { id: "a", metadata: ENTRYPOINT },
      { id: "b", metadata: ENTRYPOINT },
    ],
  ],
  [
    "a root and another's visible dependency with one entry point",
    ["a", "b"],
    [
      { id: "a", closure: [["c", "public"]] },
      { id: "b", metadata: ENTRYPOINT },
      { id: "c", metadata: ENTRYPOINT },
    ],
  ],
  ["two versions of a repository", ["a:1", "a:2"], [{ id: "a:1" }, { id: "a:2" }]],
  [
    "two versions of a repository behind one root",
    ["r"],
    [
      {
        id: "r",
        closure: [
          ["a:1", "public"],
          ["a:2", "interface"],
        ],
      },
    ],
  ],
])("composeEnvironment() refuses %s", (_, ids, packages) => {
  expect(() => compose(ids, packages)).toThrow(expect.objectContaining({ code: "ENVIRONMENT_CONFLICT", exitCode: 65 }));
});

test.each<[string, readonly string[], readonly Package[]]>([
  ["the same package twice", ["a", "a"], [{ id: "a", metadata: ENTRYPOINT }]],
  [
    "a root that is also a dependency of another",
    ["a", "b"],
    [{ id: "a", metadata: ENTRYPOINT, closure: [["b", "public"]] }, { id: "b" }],
  ],
  [
    "an entry point that is also in a private dependency",
    ["a", "b"],
    [
      { id: "a", metadata: ENTRYPOINT },
      { id: "b", closure: [["c", "private"]] },
      { id: "c", metadata: ENTRYPOINT },
    ],
  ],
  [
    "a private dependency of another version",
    ["a:1", "b"],
    [{ id: "a:1" }, { id: "b", closure: [["a:2", "private"]] }],
  ],
  [
    "one entry point in a root and its dependency, which installing allowed",
    ["a"],
    [
      { id: "a", metadata: ENTRYPOINT, closure: [["c", "public"]] },
      { id: "c", metadata: ENTRYPOINT },
    ],
  ],
])("composeEnvironment() accepts %s", (_, ids, packages) => {
  expect(() => compose(ids, packages)).not.toThrow();
});

test("composeEnvironment() wants a required path to exist, if anybody sees it", () => {
  const path = (visibility: string): Package => ({
    id: "tool",
    metadata: { env: [{ key: "P", type: "path", required: true, value: "bin", visibility }] },
  });
  const exists = (): boolean => false;
  expect(() => compose(["tool"], [path("interface")], exists)).toThrow(
    expect.objectContaining({ code: "REQUIRED_PATH_MISSING", exitCode: 79 }),
  );
  expect(compose(["tool"], [path("private")], exists).entries).toEqual([]);
});

test("composeEnvironment() refuses a value with a NUL character, if anybody sees it", () => {
  const tool = (visibility: string): Package => ({
    id: "t",
    metadata: { env: [{ key: "K", type: "constant", value: "a\0b", visibility }] },
  });
  expect(() => compose(["t"], [tool("public")])).toThrow(
    expect.objectContaining({
      code: "METADATA_INVALID",
      message: expect.stringMatching(/^Cannot resolve K of .* NUL/),
    }),
  );
  expect(compose(["t"], [tool("private")]).entries).toEqual([]);
});

test("formatEnvironmentJson() keeps values, and shows none that a terminal or a runner acts on", () => {
  const value = "a\u009b\u202e##[e";
  const json = formatEnvironmentJson(
    compose(["t"], [{ id: "t", metadata: { env: [{ key: "K", type: "constant", value, visibility: "public" }] } }]),
  );
  expect(json).not.toMatch(/[^\P{C}\n]|##\[/u);
  expect(JSON.parse(json).entries).toEqual([{ key: "K", value, type: "constant" }]);
});

test("composeEnvironment() refuses a list value that gets its separator at an end from a token, if anybody sees it", () => {
  const list = (visibility: string): Package => ({
    id: "tool",
    metadata: { env: [{ key: "L", type: "list", separator: "/", value: "${installPath}", visibility }] },
  });
  expect(() => compose(["tool"], [list("public")])).toThrow(
    expect.objectContaining({ code: "METADATA_INVALID", exitCode: 65 }),
  );
  expect(compose(["tool"], [list("private")]).entries).toEqual([]);
});

test("settleSeparators() gives a list the separator that somebody names for its key", () => {
  const entries = [
    { key: "L", type: "list", value: "a" },
    { key: "L", type: "list", value: "b", separator: "," },
    { key: "OTHER", type: "list", value: "c" },
    { key: "L", type: "constant", value: ",x" },
  ] as const;
  expect(settleSeparators(entries)).toEqual([
    { key: "L", type: "list", value: "a", separator: "," },
    { key: "L", type: "list", value: "b", separator: "," },
    { key: "OTHER", type: "list", value: "c" },
    { key: "L", type: "constant", value: ",x" },
  ]);
});

test.each([
  ["two separators for one key", ["a", ","], ["b", ";"]],
  ["a value with an inherited separator at an end", ["a", ","], [",b", undefined]],
  ["a value with the default separator at an end", [" a", undefined], ["b", undefined]],
] as const)("settleSeparators() refuses %s", (_, one, two) => {
  const entries = [one, two].map(([value, separator]) => ({
    key: "L",
    type: "list" as const,
    value,
    ...(separator === undefined ? {} : { separator }),
  }));
  expect(() => settleSeparators(entries)).toThrow(
    expect.objectContaining({ code: "ENVIRONMENT_CONFLICT", exitCode: 65 }),
  );
});

test("documentsOf() takes a package that was never loaded for a fault of ours", () => {
  expect(() => documentsOf(new Map(), pin("tool"))).toThrow(/was not loaded/);
});

test("values that take thousands of copies of a long one are refused before they fill the memory", () => {
  const env = [
    { key: "A", type: "constant", value: "x".repeat(64_000) },
    ...Array.from({ length: 200 }, (_, at) => ({ key: `B${at}`, type: "constant", value: `${at}\${self.env.A}` })),
  ];
  expect(() => compose(["tool:1"], [{ id: "tool:1", metadata: { env } }])).toThrow(
    expect.objectContaining({ code: "LIMIT_EXCEEDED" }),
  );
});
