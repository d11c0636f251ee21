import { expect, test } from "vitest";
import { parseExportInputs, parseImportInputs, type ReadInput } from "../../src/actions/inputs.ts";
import { member, readAction } from "../fixtures/workflow-parser.ts";

/** As the runner's getInput: trimmed, with the default of action.yml where nothing is set. */
function inputs(values: Record<string, string>): ReadInput {
  const defaults: Readonly<Record<string, string>> = {
    to: "file",
    from: "file",
    digest: "any",
    "image-compression": "zstd",
  };
  return (name) => (values[name] ?? defaults[name] ?? "").trim();
}

test("parseExportInputs() asks for the project of the workspace when nothing is declared", () => {
  expect(parseExportInputs(inputs({}), "/temp")).toEqual({
    request: { output: { kind: "directory", path: "/temp" }, dryRun: false },
  });
});

test.each([
  ["packages, one a line", { packages: "a:1\n  b:2\n\n" }, { kind: "packages", identifiers: ["a:1", "b:2"] }],
  ["packages, with commas", { packages: "a:1, b:2" }, { kind: "packages", identifiers: ["a:1", "b:2"] }],
  ["a project", { project: "tools" }, { kind: "project", path: "tools", groups: [] }],
  ["groups alone", { groups: "ci\nlint" }, { kind: "project", groups: ["ci", "lint"] }],
  ["everything", { all: "true" }, { kind: "all" }],
])("parseExportInputs() takes %s", (_, values, declaration) => {
  expect(parseExportInputs(inputs(values), "/temp").request).toMatchObject({ declaration });
});

test("parseExportInputs() takes every other input", () => {
  const values = {
    home: "/srv/ocx",
    to: "file",
    name: "tools",
    "compression-level": "19",
    "include-ocx": "false",
    "dry-run": "TRUE",
  };
  expect(parseExportInputs(inputs(values), "/temp").request).toEqual({
    home: "/srv/ocx",
    output: { kind: "directory", path: "/temp" },
    name: "tools",
    level: 19,
    includeOcx: "false",
    dryRun: true,
  });
  expect(parseExportInputs(inputs({ ...values, file: "out/a.tar" }), "/temp").request).toMatchObject({
    output: { kind: "file", path: "out/a.tar" },
  });
});

test("parseExportInputs() sends originals to a mirror, and keeps the bundle as a file", () => {
  const values = { to: "registry", mirror: "registry.example/closed", original: "true", username: "u", password: "p" };
  expect(parseExportInputs(inputs(values), "/temp")).toMatchObject({
    request: { original: true, output: { kind: "directory", path: "/temp" } },
    destination: { channel: "mirror", prefix: "registry.example/closed", login: { username: "u", password: "p" } },
  });
});

test.each([
  ["no originals for a mirror", { to: "registry", mirror: "r.example" }],
  ["a mirror beside a reference", { to: "registry", mirror: "r.example", reference: "r.example/a", original: "true" }],
  ["a mirror without a registry", { to: "artifact", mirror: "r.example", original: "true" }],
])("parseExportInputs() refuses %s", (_, values) => {
  expect(() => parseExportInputs(inputs(values), "/temp")).toThrow(expect.objectContaining({ code: "OPTION_INVALID" }));
});

test("parseExportInputs() makes an image, as a file or in a registry", () => {
  const form = { homePath: "/ocx", compression: "zstd", groups: [] };
  const parse = (values: Record<string, string>) => parseExportInputs(inputs({ image: "true", ...values }), "/temp");
  expect(parse({}).image).toEqual({ ...form, output: { kind: "directory", path: "/temp" } });
  const given = { "image-file": "i.tar", "image-base": "base", "image-compression": "gzip", "compression-level": "9" };
  expect(parse(given)).toMatchObject({
    request: { level: 9 },
    image: {
      output: { kind: "file", path: "i.tar" },
      base: { kind: "path", path: "base" },
      compression: "gzip",
    },
  });
  const reference = "ghcr.io/acme/tools:1";
  // The bundle goes elsewhere, so the registry is that of the image.
  const beside = parse({ to: "artifact", reference, username: "u", password: "p", token: "t" });
  expect(beside.destination).toMatchObject({ channel: "artifact" });
  expect(beside.image?.output).toMatchObject({ kind: "registry", reference, login: { username: "u", password: "p" } });
  const both = parse({ to: "registry", reference });
  expect(both.request.output).toMatchObject({ kind: "registry", reference });
  expect(both.image?.output).toEqual({ kind: "directory", path: "/temp" });
});

test.each([
  ["`image-file`", { "image-file": "i.tar" }],
  ["`image-compression`", { "image-compression": "gzip" }],
  ["`reference`", { reference: "h.example/a" }],
  ["`reference` and `image-file`", { image: "true", reference: "h.example/a", "image-file": "i.tar" }],
])("parseExportInputs() refuses %s where it means nothing", (named, values) => {
  expect(() => parseExportInputs(inputs(values as Record<string, string>), "/temp")).toThrow(
    expect.objectContaining({ code: "OPTION_INVALID", message: expect.stringContaining(named) }),
  );
});

test("parseExportInputs() writes a file in parts", () => {
  expect(parseExportInputs(inputs({ file: "a.tar", split: "700M" }), "/temp").request.partSize).toBe(700 * 2 ** 20);
  for (const values of [{ to: "artifact" }, { file: "layout", format: "oci-dir" }])
    expect(() => parseExportInputs(inputs({ ...values, split: "1G" }), "/temp")).toThrow("`split`");
});

test.each<[string, Record<string, string>, unknown]>([
  ["an artifact", { to: "artifact" }, { origin: { channel: "artifact" }, name: "a" }],
  [
    "a release",
    { to: "release", "release-tag": "v1", token: "t" },
    { origin: { channel: "release", tag: "v1", token: "t" }, name: "a" },
  ],
  [
    "a registry",
    { to: "registry", reference: "h.example/all", merge: "h.example/a:1\nb" },
    { kind: "registry", reference: "h.example/a:1" },
  ],
  ["a file", { to: "file" }, { kind: "file", path: "a" }],
])("parseExportInputs() merges bundles in %s", (_, values, first) => {
  const { merge = [], request } = parseExportInputs(inputs({ merge: "a\nb", name: "all", ...values }), "/temp");
  expect(merge[0]).toEqual(first);
  expect(merge).toHaveLength(2);
  expect(request).toEqual({ output: { kind: "directory", path: "/temp" }, name: "all", dryRun: false });
});

test.each<Record<string, string>>([
  { packages: "a:1" },
  { project: "." },
  { all: "true" },
  { split: "1G" },
  { "dry-run": "true" },
  { "compression-level": "3" },
  { to: "cache" },
])("parseExportInputs() refuses %j with bundles to merge", (values) => {
  expect(() => parseExportInputs(inputs({ merge: "a", ...values }), "/temp")).toThrow("merge");
});

test("parseImportInputs() exports the environment and goes offline unless told otherwise", () => {
  expect(parseImportInputs(inputs({}), "/temp")).toEqual({
    request: {
      packages: [],
      select: false,
      onConflict: "update",
      allowUnverified: false,
      durable: false,
      dryRun: false,
      environment: { groups: [] },
    },
    source: { kind: "directory", path: "/temp" },
    failOnCacheMiss: false,
    offline: true,
  });
});

test("parseImportInputs() looks for a bundle of the given name, in a file or directory too", () => {
  expect(parseImportInputs(inputs({ name: "tools" }), "/temp").source).toEqual({
    kind: "directory",
    path: "/temp",
    name: "tools",
  });
  expect(parseImportInputs(inputs({ name: "tools", file: "a.tar" }), "/temp").source).toEqual({
    kind: "file",
    path: "a.tar",
    name: "tools",
  });
});

test("parseExportInputs() writes a directory only where it stays", () => {
  const { request } = parseExportInputs(inputs({ format: "oci-dir", file: "out" }), "/temp");
  expect(request.output).toEqual({ kind: "layout", path: "out" });
  for (const wrong of [{ format: "oci-dir" }, { format: "oci-dir", file: "out", to: "artifact" }, { format: "zip" }])
    expect(() => parseExportInputs(inputs(wrong), "/temp")).toThrow(
      expect.objectContaining({ code: "OPTION_INVALID" }),
    );
});

test("parseImportInputs() takes groups of the project, but not beside packages that are named alone", () => {
  const { request } = parseImportInputs(inputs({ groups: "default, ci" }), "/temp");
  expect(request.environment).toEqual({ groups: ["default", "ci"] });
  expect(() => parseImportInputs(inputs({ groups: "ci", packages: "a:1" }), "/temp")).toThrow(/exclude each other/);
});

test("parseImportInputs() takes every input", () => {
  const digest = `sha256:${"0".repeat(64)}`;
  const values = {
    file: "a.tar",
    digest,
    packages: "a:1",
    project: "tools",
    home: "/srv/ocx",
    "on-conflict": "fail",
    select: "true",
    "allow-unverified": "true",
    repair: "true",
    "export-environment": "false",
    offline: "false",
  };
  expect(parseImportInputs(inputs(values), "/temp")).toEqual({
    request: {
      packages: ["a:1"],
      select: true,
      onConflict: "fail",
      allowUnverified: true,
      repair: true,
      durable: false,
      dryRun: false,
      home: "/srv/ocx",
      project: "tools",
      digest,
    },
    source: { kind: "file", path: "a.tar" },
    failOnCacheMiss: false,
    offline: false,
  });
});

test("parseExportInputs() sends a bundle where it is told, with what that channel takes", () => {
  expect(
    parseExportInputs(inputs({ to: "artifact", "retention-days": "7", overwrite: "true", token: "t" }), "/temp"),
  ).toMatchObject({
    request: { output: { kind: "directory", path: "/temp" } },
    destination: { channel: "artifact", retentionDays: 7, overwrite: true },
  });
  const release = { to: "release", "release-tag": "v1", "create-release": "true", repository: "a/b", token: "t" };
  expect(parseExportInputs(inputs(release), "/temp").destination).toEqual({
    channel: "release",
    tag: "v1",
    create: true,
    overwrite: false,
    repository: "a/b",
    token: "t",
  });
  expect(parseExportInputs(inputs({ to: "cache", project: "p" }), "/temp").destination).toEqual({
    channel: "cache",
    key: { kind: "lock", project: "p" },
  });
});

test("a tag may be given as its ref, as in github.ref", () => {
  const release = (tag: string) => inputs({ to: "release", from: "release", "release-tag": tag });
  for (const [given, tag] of [
    ["refs/tags/v1", "v1"],
    ["refs/tags/bundles/v1", "bundles/v1"],
    ["v1/refs/tags/x", "v1/refs/tags/x"],
  ] as const) {
    expect(parseExportInputs(release(given), "/temp").destination).toMatchObject({ tag });
    expect(parseImportInputs(release(given), "/temp").source).toMatchObject({ origin: { tag } });
  }
  for (const none of ["refs/tags/", "refs/heads/main", "refs/pull/1/merge"]) {
    expect(() => parseExportInputs(release(none), "/temp")).toThrow(
      expect.objectContaining({ code: "OPTION_INVALID" }),
    );
  }
});

test("parseImportInputs() takes an address, with a login and an authority", () => {
  const values = { from: "url", url: "https://h/a.tar", username: "u", password: "p", "ca-file": "ca.pem", name: "n" };
  const { source, request } = parseImportInputs(inputs({ ...values, "spool-directory": "/s", token: "t" }), "/temp");
  const login = { username: "u", password: "p" };
  expect(source).toEqual({ kind: "url", url: "https://h/a.tar", login, caFile: "ca.pem", name: "n" });
  expect(request).toMatchObject({ spoolDirectory: "/s" });
});

test("parseImportInputs() fetches a bundle from where it is told", () => {
  expect(
    parseImportInputs(inputs({ from: "artifact", name: "tools", "run-id": "17", token: "t" }), "/temp"),
  ).toMatchObject({
    source: {
      kind: "channel",
      name: "tools",
      origin: { channel: "artifact", runId: 17, token: "t" },
    },
  });
  expect(parseImportInputs(inputs({ from: "release" }), "/temp").source).toEqual({
    kind: "channel",
    origin: { channel: "release", tag: "" },
  });
  const cached = { from: "cache", "cache-key": "k", "fail-on-cache-miss": "true" };
  expect(parseImportInputs(inputs(cached), "/temp")).toMatchObject({
    source: { kind: "cache", directory: "/temp", origin: { channel: "cache", key: { kind: "given", key: "k" } } },
    failOnCacheMiss: true,
  });
});

test.each([
  ["a channel that does not exist", { to: "carrier-pigeon" }],
  ["a release without a tag", { to: "release" }],
  ["a tag without the channel it is for", { "release-tag": "v1" }],
  ["what another channel takes", { to: "cache", overwrite: "true" }],
  ["days that are no number", { to: "artifact", "retention-days": "a week" }],
  ["a word that is no boolean", { all: "yes" }],
  ["a level beyond zstd's", { "compression-level": "20" }],
  ["a level that is no number", { "compression-level": "2.5" }],
  ["packages and a project", { packages: "a:1", project: "." }],
  ["packages and groups", { packages: "a:1", groups: "ci" }],
  ["packages and everything", { packages: "a:1", all: "true" }],
])("parseExportInputs() refuses %s", (_, values) => {
  expect(() => parseExportInputs(inputs(values), "/temp")).toThrow(expect.objectContaining({ code: "OPTION_INVALID" }));
});

test.each([
  ["an address that is not given", { from: "url" }],
  ["an address of another channel", { from: "file", url: "https://h/a.tar" }],
  ["a user without a password", { from: "url", url: "https://h/a.tar", username: "u" }],
  ["a password without a user", { from: "url", url: "https://h/a.tar", password: "p" }],
  ["a password for another channel", { from: "release", username: "u", password: "p" }],
  ["a channel that does not exist", { from: "registry" }],
  ["a file that another channel brings", { from: "artifact", file: "a.tar" }],
  ["a failure on a miss without a cache", { from: "release", "fail-on-cache-miss": "true" }],
  ["a run without the channel it is for", { "run-id": "17" }],
  ["a run that is no number", { from: "artifact", "run-id": "latest" }],
  ["an unknown policy", { "on-conflict": "merge" }],
  ["a list of nothing", { packages: "," }],
  ["a word that is no boolean", { offline: "1" }],
  ["a digest that came out empty, which is no way to say that any will do", { digest: " " }],
  ["a channel that came out empty, which would read a file that nobody named", { from: "" }],
])("parseImportInputs() refuses %s", (_, values) => {
  expect(() => parseImportInputs(inputs(values), "/temp")).toThrow(expect.objectContaining({ code: "OPTION_INVALID" }));
});

test("an empty channel beside a file means that file", () => {
  expect(parseImportInputs(inputs({ from: "", file: "a.tar" }), "/temp").source).toEqual({
    kind: "file",
    path: "a.tar",
  });
  expect(() => parseExportInputs(inputs({ to: "" }), "/temp")).toThrow(
    expect.objectContaining({ code: "OPTION_INVALID" }),
  );
});

test("lists may have comments, as YAML has them", () => {
  const packages = "# for the build\na/b:1 # newest\n#c/d:2\ne/f:3";
  expect(parseExportInputs(inputs({ packages }), "/temp").request.declaration).toEqual({
    kind: "packages",
    identifiers: ["a/b:1", "e/f:3"],
  });
  const { bases } = parseExportInputs(inputs({ packages, base: "# June\na #1.tar\n" }), "/temp").request;
  expect(bases).toEqual([{ kind: "file", path: "a #1.tar" }]);
});

test("a list of YAML in a text is refused with its fix", () => {
  expect(() => parseExportInputs(inputs({ packages: "- a/b:1\n- c/d:2" }), "/temp")).toThrow(
    expect.objectContaining({ code: "OPTION_INVALID", hint: expect.stringContaining("without a dash") }),
  );
});

test("an error about a channel names the channels that exist", () => {
  expect(() => parseExportInputs(inputs({ to: "artefact" }), "/temp")).toThrow(
    expect.objectContaining({
      message: expect.stringContaining("artifact, release, cache, registry, file"),
      hint: "Did you mean artifact?",
    }),
  );
  expect(() => parseExportInputs(inputs({ "release-tag": "v1" }), "/temp")).toThrow(
    expect.objectContaining({ hint: "Set `to` to release, or leave `release-tag` out." }),
  );
});

test.each([
  ["action.yml", parseExportInputs],
  ["import/action.yml", parseImportInputs],
])("%s declares exactly the inputs that are read", (path, parse) => {
  const asked = new Set<string>();
  for (const channel of ["artifact", "release", "cache", "file"]) {
    const values: Record<string, string> = { to: channel, from: channel };
    if (channel === "release") values["release-tag"] = "v1";
    parse((name) => {
      asked.add(name);
      return values[name] ?? (name === "digest" ? "any" : "");
    }, "/temp");
  }
  expect(Object.keys(member(readAction(path), "inputs")).toSorted()).toEqual([...asked].toSorted());
});

test("parseImportInputs() does not take the repository of a release for the one that must have signed", () => {
  const given: Readonly<Record<string, string>> = { from: "release", repository: "acme/tools", digest: "any" };
  const parse = (more: Readonly<Record<string, string>> = {}) =>
    parseImportInputs((name) => ({ ...given, ...more })[name] ?? "", "/t").request.trust;
  expect(parse()).toBeUndefined();
  expect(parse({ "source-repository": "acme/source" })).toEqual({ identity: { repository: "acme/source" } });
  expect(() => parse({ "source-ref": "refs/heads/main" })).toThrow("`source-repository` or `certificate-identity`");
});
