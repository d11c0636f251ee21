import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseToml } from "../../../src/home/documents/toml.ts";
import { parseDeclaration } from "../../../src/home/project/declaration.ts";
import { parseLock } from "../../../src/home/project/ocx-lock.ts";
import { expandGroups, projectVariables, readProject, selectGroups } from "../../../src/home/project/project.ts";
import { temporaryDirectory } from "../../fixtures/commands.ts";
import { goldenProject } from "../../fixtures/golden.ts";

const hex = "2ce7ef479cd8a3c68c2dcb78cf1111e31afb027dec7f335f865e35005109b0ec";

// Hashes that OCX 0.5.8 put into the locks of these declarations.
test.each([
  ["", "3110f8345dc4c5212b94d6a8286773b2e86ab817db53cf02ce7eede77c2c36ab"],
  ['[tools]\nhello = "ocx.sh/acme/hello:2.0.0"', "35ee0e85fae3acecb8297377caad2d85a215095d288636ea9635c8d2f55d66e9"],
  ['[group.ci.tools]\na = "ocx.sh/a/b:1"', "3e5205f74a86a645395d729efec384bc6dc71af80ec42d95a526b9979e81fe76"],
])("the declaration %j has OCX's hash", (text, expected) => {
  expect(declaration(text).hash).toBe(`sha256:${expected}`);
});

test("only the tools count for the hash, not their order, comments or environment", () => {
  const { hash } = declaration('[tools]\nb = "ocx.sh/a/b"\na = "ocx.sh/a/a:1+2"');
  const more = 'lazy-mode = "never"\n[tools]\n# text\na = "ocx.sh/a/a:1_2"\nb = "ocx.sh/a/b:latest"\n[env]\nX = "1"';
  expect(declaration(more).hash).toBe(hash);
  expect(declaration('[tools]\nb = "ocx.sh/a/b"').hash).not.toBe(hash);
});

test("a lock that OCX wrote fits its declaration, and its tools stand in its order", async () => {
  const file = join(goldenProject("toolbox"), "ocx.toml");
  const project = await readProject(file);
  expect(project.declarationHash).toBe("sha256:6a0af338980dd10f134606a356f24975a3b099a5a041e4c29b6927d87192e4ce");
  expect(project.directory).toBe(goldenProject("toolbox"));
  expect(project.groups.map(({ name }) => name)).toEqual(["default", "ci"]);
  expect(
    project.tools.map(({ group, name, registry, repository }) => `${group} ${name} ${registry}/${repository}`),
  ).toEqual([
    "ci native ocx.sh/acme/native",
    "ci scripts localhost:5000/tools/scripts",
    "default hello ocx.sh/acme/hello",
    "default java ocx.sh/acme/jdk",
  ]);
  expect(project.tools[2]?.offers).toEqual([
    { platform: { os: "linux", architecture: "amd64", features: [] }, leaf: `sha256:${hex}` },
  ]);
});

test("readProject() fails when the declaration has moved on, and where there is no lock", async () => {
  const directory = temporaryDirectory();
  const file = join(directory, "ocx.toml");
  await expect(readProject(file)).rejects.toMatchObject({ code: "PROJECT_NOT_FOUND" });
  writeFileSync(file, '[tools]\nhello = "ocx.sh/acme/hello:2.0.0"');
  await expect(readProject(file)).rejects.toMatchObject({ code: "LOCK_INVALID" });
  writeFileSync(
    join(directory, "ocx.lock"),
    lockText("35ee0e85fae3acecb8297377caad2d85a215095d288636ea9635c8d2f55d66e9"),
  );
  expect((await readProject(file)).tools).toEqual([]);
  writeFileSync(file, '[tools]\nhello = "ocx.sh/acme/hello:2.0.1"');
  await expect(readProject(file)).rejects.toMatchObject({ code: "LOCK_STALE" });
});

test("groups come in OCX's order, whatever the order of the request", async () => {
  const project = await withGroups();
  expect(selectGroups(project, [])).toEqual(["default", "A", "b"]);
  expect(selectGroups(project, ["all"])).toEqual(["default", "A", "b"]);
  expect(selectGroups(project, ["b", "default"])).toEqual(["b", "default"]);
  expect(() => selectGroups(project, ["b", "c", "d"])).toThrow(
    expect.objectContaining({ code: "GROUP_UNKNOWN", message: expect.stringContaining("c, d") }),
  );
});

test("the project's own variables come before those of its groups, sorted; relative paths start at the project", async () => {
  const project = await withGroups();
  const { directory } = project;
  expect(projectVariables(project, ["b"])).toEqual([
    { key: "ABS", kind: "path", value: "/opt/bin" },
    { key: "FLAGS", kind: "list", value: "-ea", separator: " " },
    { key: "PLAIN", kind: "list", value: "x" },
    { key: "TOOLS", kind: "path", value: `${directory}/./tools/bin` },
    { key: "X", kind: "constant", value: "${literal}" },
    { key: "X", kind: "constant", value: "group" },
  ]);
});

// OCX, `project_env_entries`: it passes over a group that is named again later.
test.each([
  { requested: ["A", "b"], expected: ["other", "group"] },
  { requested: ["b", "A", "b"], expected: ["other", "group"] },
  { requested: ["b", "default", "A"], expected: ["group", "other"] },
  { requested: ["b", "all"], expected: ["other", "group"] },
])("of groups $requested the variables of each come where it is named last", async ({ requested, expected }) => {
  const project = await withGroups();
  const variables = projectVariables(project, expandGroups(project, requested));
  const values = variables.filter(({ key }) => key === "X").map(({ value }) => value);
  expect(values).toEqual(["${literal}", ...expected]);
});

test("what OCX accepts beside the tools is accepted", () => {
  const text = `lazy-mode = "never"
lazy-report = "progress"
[group.ci]
lazy-mode = "always"
[group.empty]
[package."ocx.sh/go-task/task:3"]
no-patches = true
lazy-mode = "always"
lazy-report = "silent"
[[trust.policy]]
scope = "ocx.sh/acme"
anything = { else = 1 }
`;
  expect(declaration(text).groups.map(({ name }) => name)).toEqual(["default", "ci", "empty"]);
});

test.each([
  ["an unknown key", "unknown = 1", "unknown"],
  ["an unknown key of a group", "[group.ci]\nx = 1", "x"],
  ["a tool directly in a group", '[group.ci]\na = "ocx.sh/a/b"', "a"],
  ["a group called default", "[group.default.tools]", "default"],
  ["a group called all", "[group.all.tools]", "all"],
  ["a tool without registry", '[tools]\na = "kitware/cmake:3"', "kitware/cmake:3"],
  ["a tool that is no identifier", '[tools]\na = "ocx.sh/A/b"', "ocx.sh/A/b"],
  ["a tool that is no text", "[tools]\na = 1", "a"],
  ["tools that are no table", "tools = 1", "tools"],
  ["a reserved variable", '[env]\nOCX_HOME = "x"', "OCX_HOME"],
  ["a reserved variable in lower case", '[env]\n__ocx_x = "x"', "__ocx_x"],
  ["a variable that is no name", '[env]\n"A-B" = "x"', "A-B"],
  ["a variable of an unknown type", '[env]\nA = { type = "x", value = "1" }', "x"],
  ["a variable without value", '[env]\nA = { type = "path" }', "value"],
  ["a variable that is a number", "[env]\nA = 1", "A"],
  ["a variable with an unknown field", '[env]\nA = { type = "list", value = "1", required = true }', "required"],
  ["a separator of a path", '[env]\nA = { type = "path", value = "1", separator = ":" }', "separator"],
  ["an empty separator", '[env]\nA = { type = "list", value = "1", separator = "" }', "separator"],
  ["a list that ends with its separator", '[env]\nA = { type = "list", value = "1,", separator = "," }', "separator"],
  ["an unknown lazy-mode", 'lazy-mode = "maybe"', "lazy-mode"],
  ["a package without registry", '[package."cmake"]', "cmake"],
  ["an unknown setting of a package", '[package."ocx.sh/a/b"]\nx = 1', "x"],
  ["a trust policy that covers a number", "[[trust.policy]]\nscope = 7", "scope"],
  ["a trust policy without a pattern", "[[trust.policy]]\nscope = {}", "include or exclude"],
  ["a signer that is no table", '[[trust.policy]]\nkeyless = "x"', "keyless"],
  ["no-patches that is no boolean", '[package."ocx.sh/a/b"]\nno-patches = 1', "no-patches"],
])("a declaration with %s is refused, and the message names it", (_, text, named) => {
  expect(() => declaration(text)).toThrow(
    expect.objectContaining({ code: "PROJECT_INVALID", message: expect.stringContaining(named) }),
  );
});

test("text that is no TOML is refused with the line", () => {
  expect(() => declaration('[tools]\na = "x"\nb = = 1')).toThrow(
    expect.objectContaining({ code: "PROJECT_INVALID", message: expect.stringContaining("line 3") }),
  );
});

test("a file above 64 KiB, or not in UTF-8, is refused", () => {
  const refused = expect.objectContaining({ code: "PROJECT_INVALID" });
  expect(() => declaration(`#${"x".repeat(64 * 1024)}`)).toThrow(refused);
  expect(declaration(`#${"x".repeat(64 * 1024 - 1)}`).groups).toHaveLength(1);
  expect(() => parseToml(Uint8Array.of(0x23, 0xff), "ocx.toml", "PROJECT_INVALID")).toThrow(refused);
});

test.each([
  ["another lock version", lockText(hex).replace("lock_version = 3", "lock_version = 2")],
  ["a lock version that is no integer", lockText(hex).replace("lock_version = 3", "lock_version = 3.0")],
  ["a hash version that is no integer", lockText(hex).replace("hash_version = 1", "hash_version = 1.0")],
  ["another hash version", lockText(hex).replace("hash_version = 1", "hash_version = 2")],
  ["no metadata", ""],
  // OCX, `lock.rs`: neither of these fields has a default.
  ["no program that made it", lockText(hex).replace(/generated_by.*\n/, "")],
  ["no time when it was made", lockText(hex).replace(/generated_at.*\n/, "")],
  ["a tool without platforms", lockText(hex, 'repository = "ocx.sh/a/b"').replace(/\[tool\.platforms\][^]*/, "")],
  ["an unknown key", `unknown = 1\n${lockText(hex)}`],
  ["a tool with a tag", lockText(hex, 'repository = "ocx.sh/a/b:1"')],
  ["a tool without registry", lockText(hex, 'repository = "a/b"')],
  ["a tool without repository", lockText(hex, "")],
  ["an unknown key of a tool", lockText(hex, 'repository = "ocx.sh/a/b"\ntag = "1"')],
  ["a platform that OCX does not know", lockText(hex, 'repository = "ocx.sh/a/b"', '"linux/mips"')],
  ["a platform that OCX writes otherwise", lockText(hex, 'repository = "ocx.sh/a/b"', '"linux/amd64+b,a"')],
  ["a leaf that is no digest", lockText(hex, 'repository = "ocx.sh/a/b"', "any", "sha256:0")],
  ["tools that are no list", `tool = 1\n${lockText(hex)}`],
])("a lock with %s is refused", (_, text) => {
  const parse = () => parseLock(parseToml(Buffer.from(text), "ocx.lock", "LOCK_INVALID"));
  expect(parse).toThrow(expect.objectContaining({ code: "LOCK_INVALID" }));
});

function declaration(text: string) {
  return parseDeclaration(parseToml(Buffer.from(text), "ocx.toml", "PROJECT_INVALID"));
}

function lockText(hash: string, tool?: string, platform = "any", leaf = `sha256:${hex}`): string {
  const metadata = `[metadata]
lock_version = 3
declaration_hash_version = 1
declaration_hash = "sha256:${hash}"
generated_by = "ocx 0.5.8"
generated_at = "2026-11-21T06:39:22Z"
`;
  if (tool === undefined) return metadata;
  return `${metadata}\n[[tool]]\nname = "a"\ngroup = "default"\n${tool}\n[tool.platforms]\n${platform} = "${leaf}"\n`;
}

async function withGroups() {
  const directory = temporaryDirectory();
  const text = `[env]
X = "\${literal}"
TOOLS = { type = "path", value = "./tools/bin" }
ABS = { type = "path", value = "/opt/bin" }
FLAGS = { type = "list", value = "-ea", separator = " " }
PLAIN = { type = "list", value = "x" }
[group.b.env]
X = "group"
[group.A.env]
X = "other"
`;
  writeFileSync(join(directory, "ocx.toml"), text);
  writeFileSync(join(directory, "ocx.lock"), lockText(declaration(text).hash.slice("sha256:".length)));
  return readProject(join(directory, "ocx.toml"));
}
