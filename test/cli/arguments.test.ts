import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { parseArguments } from "../../src/cli/arguments.ts";
import { COMMAND_NAMES } from "../../src/options/table/operations.ts";
import { optionsOf } from "../../src/options/table/option-table.ts";

const streams = { input: new PassThrough(), output: new PassThrough() };

function parse(line: string, program = "ocx-bundle"): unknown {
  return parseArguments(program, line === "" ? [] : line.split(" "), streams);
}

const LOUD = { json: false, quiet: false };

test.each([
  ["export a b:1 --output f.tar", { declaration: { kind: "packages", identifiers: ["a", "b:1"] } }],
  ["export --all -o f.tar", { declaration: { kind: "all" } }],
  ["export -o f.tar", {}],
  ["export -o f.tar --project ../p", { declaration: { kind: "project", path: "../p", groups: [] } }],
  [
    "export -o f.tar -g ci --group=default,test",
    { declaration: { kind: "project", groups: ["ci", "default", "test"] } },
  ],
])("parseArguments() reads what `%s` declares", (line, request) => {
  const output = { kind: "file", path: "f.tar" };
  expect(parse(line)).toEqual({ kind: "export", request: { output, dryRun: false, ...request }, ...LOUD });
});

test("parseArguments() reads every option of export", () => {
  const line =
    "export a --home /h --name n --compression-level 19 --include-ocx true --dry-run --json --quiet --platform linux/arm64 --workers 4";
  const request = {
    home: "/h",
    name: "n",
    level: 19,
    includeOcx: "true",
    dryRun: true,
    platform: "linux/arm64",
    workers: 4,
  };
  const declaration = { kind: "packages", identifiers: ["a"] };
  expect(parse(line)).toEqual({ kind: "export", request: { ...request, declaration }, json: true, quiet: true });
});

test("parseArguments() reads what originals need", () => {
  expect(parse("export a -o f --original")).toMatchObject({ request: { original: true } });
  const destination = { channel: "mirror", prefix: "r.test/closed", mountFrom: ["a/b"] };
  expect(parse("send f --to registry --mirror r.test/closed --mount-from a/b")).toMatchObject({
    request: { destination },
  });
  expect(parse("serve f --print-config")).toMatchObject({ request: { printConfig: true } });
  for (const line of [
    "send f --to registry --mirror a --reference b/c:1",
    "send f --to release --mirror a --release-tag v",
  ])
    expect(() => parse(line)).toThrow(/--mirror/);
});

test("parseArguments() reads every option of import", () => {
  const digest = `sha256:${"0".repeat(64)}`;
  const line = `import f --home /h --package a --package b --select --on-conflict fail --project p --digest ${digest} --platform any --allow-unverified --durable --workers 256 --dry-run --json --quiet`;
  const request = {
    source: { kind: "file", path: "f" },
    home: "/h",
    packages: ["a", "b"],
    select: true,
    onConflict: "fail",
    project: "p",
    digest,
    platform: "any",
    allowUnverified: true,
    durable: true,
    workers: 256,
    dryRun: true,
  };
  expect(parse(line)).toEqual({ kind: "import", request, json: true, quiet: true });
});

test("parseArguments() asks import for the least that it can", () => {
  const source = { kind: "file", path: "f" };
  const flags = { select: false, allowUnverified: false, durable: false, dryRun: false };
  const request = { source, packages: [], onConflict: "update", ...flags };
  expect(parse("import f")).toEqual({ kind: "import", request, ...LOUD });
});

test.each([
  ["inspect f --json", { kind: "inspect", request: { source: { kind: "file", path: "f" } }, json: true, quiet: false }],
  [
    "verify f --digest sha256:x --workers 1 -q",
    {
      kind: "verify",
      request: { source: { kind: "file", path: "f" }, digest: "sha256:x", workers: 1 },
      json: false,
      quiet: true,
    },
  ],
  [
    "env a b --home /h --platform any --format json",
    {
      kind: "env",
      request: { subject: { kind: "packages", identifiers: ["a", "b"] }, home: "/h", platform: "any", format: "json" },
      ...LOUD,
    },
  ],
  [
    "env --bundle f",
    {
      kind: "env",
      request: { subject: { kind: "bundle", source: { kind: "file", path: "f" }, groups: [] }, format: "sh" },
      ...LOUD,
    },
  ],
  [
    "env --bundle f -g default,ci",
    {
      kind: "env",
      request: {
        subject: { kind: "bundle", source: { kind: "file", path: "f" }, groups: ["default", "ci"] },
        format: "sh",
      },
      ...LOUD,
    },
  ],
  [
    "env --project . -g ci --format fish",
    { kind: "env", request: { subject: { kind: "project", path: ".", groups: ["ci"] }, format: "fish" }, ...LOUD },
  ],
])("parseArguments() reads `%s`", (line, invocation) => {
  expect(parse(line)).toEqual(invocation);
});

test("parseArguments() takes a list in one option or in several, as inputs do", () => {
  expect(parse("import f --package a,b --package c")).toMatchObject({ request: { packages: ["a", "b", "c"] } });
});

test("parseArguments() takes - for the standard streams, and what follows -- as it is", () => {
  expect(parse("export a -o -")).toMatchObject({ request: { output: { kind: "stream", stream: streams.output } } });
  expect(parse("inspect HTTPS://h/a.tar --ca-file ca.pem")).toMatchObject({
    request: { source: { kind: "url", url: "HTTPS://h/a.tar", caFile: "ca.pem" } },
  });
  expect(parse("import -")).toMatchObject({ request: { source: { kind: "stream", stream: streams.input } } });
  expect(parse("env --bundle -")).toMatchObject({ request: { subject: { source: { stream: streams.input } } } });
  expect(parse("inspect -- --help")).toMatchObject({ request: { source: { kind: "file", path: "--help" } } });
  expect(parse("export a --output=-x")).toMatchObject({ request: { output: { kind: "file", path: "-x" } } });
});

test("parseArguments() takes the command from the program's name", () => {
  expect(parse("a -o f", "ocx-export")).toMatchObject({ kind: "export" });
  expect(parse("f", "ocx-import")).toMatchObject({ kind: "import", request: { source: { path: "f" } } });
  // Then the first word is no command any more.
  expect(parse("export -o f", "ocx-export")).toMatchObject({ request: { declaration: { identifiers: ["export"] } } });
});

test.each(["", ...COMMAND_NAMES])("parseArguments() shows help for '%s' whatever else is wrong", (name) => {
  const command = name === "" ? {} : { command: name };
  expect(parse(`${name} --help`.trim())).toEqual({ kind: "help", ...command });
  expect(parse(`${name} -h --nonsense --output`.trim())).toEqual({ kind: "help", ...command });
  expect(parse(`${name} --version`.trim())).toEqual({ kind: "version" });
});

test("parseArguments() reads help, version and completion as commands, too", () => {
  expect(parse("")).toEqual({ kind: "nothing" });
  expect(parse("help")).toEqual({ kind: "help" });
  expect(parse("help export")).toEqual({ kind: "help", command: "export" });
  expect(parse("version")).toEqual({ kind: "version" });
  expect(parse("completion fish")).toEqual({ kind: "completion", shell: "fish" });
});

test.each([
  ["exprot a", "COMMAND_UNKNOWN", "export, import, inspect, verify, env"],
  ["exprot a", "COMMAND_UNKNOWN", '"exprot"'],
  ["help exprot", "COMMAND_UNKNOWN", '"exprot"'],
  ["help export import", "OPTION_INVALID", '"import"'],
  ["version 2", "OPTION_INVALID", '"2"'],
  ["completion", "OPTION_INVALID", "bash, zsh, fish"],
  ["completion tcsh", "OPTION_INVALID", '"tcsh"'],
  ["completion bash zsh", "OPTION_INVALID", '"zsh"'],
  ["--json inspect f", "COMMAND_UNKNOWN", "--json"],
  ["export a", "OPTION_INVALID", "--output"],
  ["export a -o", "OPTION_INVALID", "-o"],
  ["export a --output --json", "OPTION_INVALID", "--output"],
  ["export a --output=", "OPTION_INVALID", "--output"],
  ["export a -o x --json=yes", "OPTION_INVALID", "--json"],
  ["export a -o x -o y", "OPTION_INVALID", "--output"],
  ["export a -o x --workers 0", "OPTION_INVALID", "--workers"],
  ["export a -o x --workers 1.5", "OPTION_INVALID", "--workers"],
  ["export a -o x --workers 257", "OPTION_INVALID", "--workers"],
  ["export a -o x --compression-level 20", "OPTION_INVALID", "--compression-level"],
  ["export a -o x --compression-level -1", "OPTION_INVALID", "--compression-level"],
  ["export a -o x -x", "OPTION_INVALID", "-x"],
  ["export a -o x --all", "OPTION_INVALID", "PACKAGE and --all"],
  ["export a -o x --project p", "OPTION_INVALID", "PACKAGE and --project"],
  ["export -o x --all -g ci", "OPTION_INVALID", "--group and --all"],
  ["import", "OPTION_INVALID", "BUNDLE"],
  ["import a b", "OPTION_INVALID", '"b"'],
  ["import f --on-conflict never", "OPTION_INVALID", "update, keep, replace, fail"],
  ["import f --output x", "OPTION_INVALID", "--output"],
  ["import f --package=,", "OPTION_INVALID", "--package"],
  ["inspect f --quiet", "OPTION_INVALID", "--quiet"],
  ["verify", "OPTION_INVALID", "BUNDLE"],
  ["env", "NOTHING_DECLARED", "PACKAGE"],
  ["env a --bundle f", "OPTION_INVALID", "PACKAGE and --bundle"],
  ["env a --group ci", "OPTION_INVALID", "--group"],
  ["env a --format zsh", "OPTION_INVALID", "sh, fish, pwsh, json, github"],
])("parseArguments() refuses `%s` as %s and names %s", (line, code, named) => {
  const message = expect.stringContaining(named);
  expect(() => parse(line)).toThrow(expect.objectContaining({ code, exitCode: 64, message }));
});

test.each([
  ["export a --ouput x", "--output"],
  ["export a -o x --compresion-level 3", "--compression-level"],
  ["import f --alow-unverified", "--allow-unverified"],
  ["import f --packages a", "--package"],
  ["export a --file x", "--output"],
  ["export a -output x", "--output"],
  ["import f -select", "--select"],
  ["env f.tar", "--bundle f.tar"],
  ["env oci://ghcr.io/acme/f", "--bundle oci://ghcr.io/acme/f"],
  ["pull f", "fetch"],
  ["ls f", "inspect"],
  ["import f --on-conflict kepe", "keep"],
  ["improt f", "import"],
  ["help improt", "import"],
  ["env a --format jsno", "json"],
])("parseArguments() says for `%s` that %s may be meant", (line, meant) => {
  expect(() => parse(line)).toThrow(
    expect.objectContaining({ hint: expect.stringContaining(`Did you mean ${meant}?`) }),
  );
});

test.each([
  ["export --packages a -o x", "`ocx-bundle export PACKAGE...`"],
  ["env --package a", "`ocx-bundle env PACKAGE...`"],
  ["import f --output x", "export, have, complete"],
  ["fetch --to release", "send, image"],
])("parseArguments() says for `%s` where the option belongs: %s", (line, named) => {
  expect(() => parse(line)).toThrow(
    expect.objectContaining({ code: "OPTION_INVALID", hint: expect.stringContaining(named) }),
  );
});

test("a short option still takes its value without a blank", () => {
  expect(parse("export a -oout.tar")).toMatchObject({ request: { output: { kind: "file", path: "out.tar" } } });
});

test("parseArguments() guesses nothing where nothing is near", () => {
  expect(() => parse("export --bandwidth 3")).toThrow(
    expect.objectContaining({ hint: expect.not.stringContaining("mean") }),
  );
});

test("parseArguments() reads the form of an export, and which bundle of a layout is meant", () => {
  expect(parse("export a -o out --format oci-dir")).toMatchObject({
    request: { output: { kind: "layout", path: "out" } },
  });
  expect(parse("export a -o out --format tar")).toMatchObject({ request: { output: { kind: "file", path: "out" } } });
  expect(parse("inspect dir --name n")).toMatchObject({
    request: { source: { kind: "file", path: "dir", name: "n" } },
  });
  expect(() => parse("export a -o - --format oci-dir")).toThrow(expect.objectContaining({ code: "OPTION_INVALID" }));
});

test("parseArguments() reads where send and fetch lead", () => {
  const release = { channel: "release", tag: "v1", create: true, overwrite: false, repository: "a/b" };
  expect(parse("send f.tar --to release --release-tag v1 --create-release --repository a/b --as n --json")).toEqual({
    kind: "send",
    request: { source: { kind: "file", path: "f.tar" }, destination: release, name: "n" },
    json: true,
    quiet: false,
  });
  expect(parse("send layout --name n --to artifact")).toMatchObject({
    request: { source: { kind: "file", path: "layout", name: "n" } },
  });
  expect(parse("fetch --from artifact --run-id 17 -o out")).toEqual({
    kind: "fetch",
    request: { origin: { channel: "artifact", runId: 17 }, output: "out" },
    ...LOUD,
  });
  expect(parse("fetch --from url --url https://h/f.tar --ca-file c")).toMatchObject({
    request: { origin: { channel: "url", url: "https://h/f.tar", caFile: "c" }, output: "." },
  });
  const registry = { channel: "registry", reference: "h/r:1", caFile: "c", chunkSize: 94_371_840 };
  expect(parse("send f.tar --to registry --reference h/r:1 --ca-file c --chunk-size 90MiB")).toMatchObject({
    request: { source: { kind: "file", path: "f.tar" }, destination: registry },
  });
  expect(parse("send https://h/f.tar --to registry --reference h/r:1 --ca-file c")).toMatchObject({
    request: { source: { kind: "url", caFile: "c" }, destination: { caFile: "c" } },
  });
  expect(parse("export a -o oci://h/r:1 --ca-file c --chunk-size 1M")).toMatchObject({
    request: { output: { kind: "registry", caFile: "c", chunkSize: 1_048_576 } },
  });
  for (const line of ["fetch --from cache -v", "send f.tar --to cache --verbose"])
    expect(parse(line)).toMatchObject({ verbose: true });
  expect(parse("serve a b --listen [::1]:0 --host X,y --read-token t")).toEqual({
    kind: "serve",
    request: {
      paths: ["a", "b"],
      listen: { address: "::1", port: 0, isLoopback: true },
      hosts: ["x", "y"],
      tokenFile: "t",
    },
    ...LOUD,
  });
  for (const how of ["--tls-cert c --tls-key k", "--insecure-http"])
    expect(parse(`serve a --listen 0.0.0.0:1 --read-token t ${how}`)).toMatchObject({ request: { tokenFile: "t" } });
  expect(parse("store gc --keep 2 --unused-for 3d --max-size 5G --store s --dry-run")).toEqual({
    kind: "store",
    request: { store: "s", action: "gc", keep: 2, unusedFor: 259_200_000, maxSize: 5_368_709_120, dryRun: true },
    ...LOUD,
  });
  expect(parse("fetch --from release")).toMatchObject({
    request: { origin: { channel: "release", tag: "" }, output: "." },
  });
});

test("parseArguments() takes the home of a history, and the bundle to forget", () => {
  expect(parse("history --home h --json")).toEqual({
    kind: "history",
    request: { home: "h" },
    json: true,
    quiet: false,
  });
  expect(parse("forget 1234 --home h")).toMatchObject({
    kind: "forget",
    request: { bundle: "1234", home: "h", dryRun: false },
  });
});

test.each([
  ["sign f", "--key"],
  ["sign --key k", "BUNDLE"],
  ["attach", "BUNDLE"],
  ["attach f", "SIGNATURE"],
  ["history h", "h"],
  ["forget", "DIGEST"],
  ["forget a b", "b"],
  ["send f.tar", "--to"],
  ["send f.tar --to file", "--to"],
  ["send --to artifact", "BUNDLE"],
  ["send f.tar --to artifact --release-tag v1", "--release-tag"],
  ["send f.tar --to release --release-tag v1 --project p", "--project"],
  ["fetch --from release --run-id 1", "--run-id"],
  ["fetch --from artifact --run-id latest", "--run-id"],
  ["fetch f.tar --from release", "f.tar"],
  ["fetch --from url", "--url"],
  ["fetch --from release --url https://h/f.tar", "--url"],
  ["send f.tar --to artifact --ca-file c", "--ca-file"],
  ["export a -o f.tar --ca-file c", "--ca-file"],
  ["export a -o f.tar --chunk-size 1M", "--chunk-size"],
  ["import f.tar --concurrency 65", "--concurrency"],
  ["store", "no action"],
  ["store lst", "lst"],
  ["store add", "BUNDLE"],
  ["store add a b", "one BUNDLE"],
  ["store list x", "x"],
  ["store list --keep 1", "--keep"],
  ["store gc --as x", "--as"],
  ["store gc --unused-for 30", "--unused-for"],
  ["store gc --unused-for 5y", "--unused-for"],
  ["store gc --max-size 5GB", "--max-size"],
  ["serve", "BUNDLE"],
  ["serve f --listen example.com:5000", "--listen"],
  ["serve f --listen 127.0.0.1", "--listen"],
  ["serve f --listen 127.0.0.1:70000", "--listen"],
  ["serve f --listen ::1:5000", "--listen"],
  ["verify --home /h --digest sha256:0", "--digest"],
  ["merge a -o f", "two"],
  ["merge a - -o f", "-"],
  ["merge a b", "--output"],
  ["extract a -o -", "--output"],
  ["extract a -o oci://h.example/a", "--output"],
  ["serve f --host a:1", "--host"],
  ["serve f --tls-cert c", "--tls-key"],
  ["serve f --tls-key k", "--tls-cert"],
  ["serve f --listen 0.0.0.0:1 --read-token t", "--read-token"],
])("parseArguments() refuses `%s`, naming %s", (line, thing) => {
  expect(() => parse(line)).toThrow(
    expect.objectContaining({ code: "OPTION_INVALID", message: expect.stringContaining(thing) }),
  );
});

test("every command has what the design promises, and no option twice", () => {
  // From design, "Commands (stable; scripts and tests rely on them)".
  const promised = {
    export:
      "output overwrite include-ocx home project group all name compression-level dry-run json quiet platform workers",
    import:
      "home package select on-conflict project digest platform allow-unverified durable workers dry-run json quiet",
    inspect: "platform json",
    verify: "digest platform home json",
    merge: "output overwrite format name json quiet",
    extract: "platform package output overwrite format name json quiet",
    have: "home output workers quiet",
    complete: "base output overwrite name workers json quiet",
    split: "size output overwrite name json quiet",
    join: "output overwrite json quiet",
    diff: "package platform workers json quiet",
    manifest: "package format name platform workers quiet",
    env: "bundle project home platform format",
    send: "to name as release-tag create-release repository overwrite retention-days cache-key json quiet verbose",
    fetch: "from name release-tag repository run-id cache-key output json quiet verbose",
    sign: "key output overwrite name json quiet",
    attach: "name json quiet",
    sbom: "format platform output overwrite name quiet",
    image:
      "output to reference as base home-path compression compression-level format digest platform group workers json quiet",
    history: "home json",
    forget: "home dry-run json quiet",
    store: "store as name keep unused-for max-size dry-run json quiet",
    serve: "listen host read-token tls-cert tls-key insecure-http quiet",
    completion: "",
    help: "",
    version: "",
  };
  for (const name of COMMAND_NAMES) {
    const names = optionsOf(name).map((option) => option.name);
    expect(names).toEqual(expect.arrayContaining(promised[name].split(" ").filter((option) => option !== "")));
    expect(new Set(names).size).toBe(names.length);
  }
});
