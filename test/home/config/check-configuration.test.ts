import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { BundleError } from "../../../src/errors.ts";
import { checkConfiguration } from "../../../src/home/config/check-configuration.ts";
import { defaultRegistry } from "../../../src/home/config/config-files.ts";
import type { SettingsPlace } from "../../../src/home/config/configuration-warnings.ts";
import { digestOfText } from "../../fixtures/home.ts";
import { scratch } from "../../fixtures/import.ts";

const place = scratch();
afterAll(() => place.remove());

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(place.path, "case-"));
});

const PACKAGES = [
  { registry: "ocx.sh", repositories: ["acme/tool"] },
  { registry: "ghcr.io", repositories: ["acme/deep/lib"] },
];

/** Configuration by file; the places are OCX's own. */
function configure(
  files: Readonly<Record<string, string | Buffer>>,
  variables: SettingsPlace["variables"] = {},
): SettingsPlace {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return {
    home: join(root, "home"),
    userHome: join(root, "user"),
    system: join(root, "system.toml"),
    project: join(root, "project"),
    variables,
  };
}

/** Code and exit code of the refusal; undefined when there is none. */
async function refusal(settings: SettingsPlace, packages = PACKAGES): Promise<string | undefined> {
  try {
    await checkConfiguration(settings, packages, false);
    return undefined;
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    return `${error.code} ${error.exitCode}`;
  }
}

function policy(scope: string): string {
  return `[[trust.policy]]\n${scope}\n[trust.policy.keyless]\nidentity = "x"\noidc_issuer = "y"\n`;
}

test("without configuration there is nothing to say", async () => {
  expect(await checkConfiguration(configure({}), PACKAGES, false)).toEqual([]);
});

// As in OCX's own tests of its scopes: segments without a star, a plain prefix with one, nothing for everything.
test.each([
  ['scope = "ocx.sh/acme/tool"', true],
  ['scope = "ocx.sh/acme"', true],
  ['scope = "ocx.sh"', true],
  ['scope = "ocx.sh/acme/*"', true],
  ['scope = "ocx.sh/ac*"', true],
  ['scope = "ghcr.io/acme/deep/*"', true],
  ['scope = "*"', true],
  ['scope = ""', true],
  ["# no scope at all", true],
  ['scope = "ocx.sh/acm"', false],
  ['scope = "ocx.sh/acme/tool-cli"', false],
  ['scope = "ghcr.io/other/*"', false],
  ['scope = { include = ["ocx.sh/*", "quay.io/*"] }', true],
  ['scope = { include = ["ocx.sh/*"], exclude = ["ocx.sh/acme/*"] }', false],
  ['scope = { exclude = ["ocx.sh/*", "ghcr.io/*"] }', false],
  ['scope = { exclude = ["ocx.sh/*"] }', true],
])("a policy with %s covers a package of the import: %s", async (scope, covered) => {
  expect(await refusal(configure({ "home/config.toml": policy(scope) }))).toBe(covered ? "TRUST_POLICY 81" : undefined);
});

test.each([["system.toml"], ["user/.config/ocx/config.toml"], ["home/config.toml"]])(
  "a policy counts in %s",
  async (file) => {
    expect(await refusal(configure({ [file]: policy('scope = "ocx.sh"') }))).toBe("TRUST_POLICY 81");
  },
);

/** A managed configuration as OCX has fetched it. */
function fetched(text: string, source = "reg.example/acme/config:1", fields: object = {}): Record<string, string> {
  const snapshot = { source, tag: "1", digest: DIGEST, fetched_at: "2026-08-12T09:30:00+00:00", ...fields };
  return {
    "home/state/managed-config/snapshot.json": JSON.stringify(snapshot),
    "home/state/managed-config/config.toml": text,
  };
}

const DIGEST = digestOfText("fetched");

function managed(settings: string): Record<string, string> {
  return { "home/config.toml": `[managed]\n${settings}\n` };
}

// OCX, `managed.rs::snapshot_matches_source`: the repository must be the same, and the digest if the source has one.
test.each<[string, Record<string, string>, SettingsPlace["variables"], boolean]>([
  ["from the source", managed('source = "reg.example/acme/config:2"'), {}, true],
  ["from the pinned source", managed(`source = "reg.example/acme/config@${DIGEST}"`), {}, true],
  ["from OCX_MANAGED_CONFIG", managed('source = "x.y/z"'), { OCX_MANAGED_CONFIG: "reg.example/acme/config" }, true],
  ["and nothing names a source", {}, {}, false],
  ["from another repository", managed('source = "reg.example/acme/other"'), {}, false],
  ["of another digest", managed(`source = "reg.example/acme/config@${digestOfText("other")}"`), {}, false],
  [
    "and OCX_MANAGED_CONFIG names another",
    managed('source = "reg.example/acme/config"'),
    { OCX_MANAGED_CONFIG: "x.y/z" },
    false,
  ],
  ["and OCX_NO_CONFIG is set", managed('source = "reg.example/acme/config"'), { OCX_NO_CONFIG: "1" }, false],
])("a policy counts in what was fetched for [managed] %s: %s", async (_, files, variables, counts) => {
  const settings = configure({ ...files, ...fetched(policy('scope = "ocx.sh"')) }, variables);
  expect(await refusal(settings)).toBe(counts ? "TRUST_POLICY 81" : undefined);
});

test("a policy counts in the user's configuration wherever it is, and in OCX_CONFIG", async () => {
  const settings = configure({ "xdg/ocx/config.toml": policy("") });
  expect(await refusal({ ...settings, variables: { XDG_CONFIG_HOME: join(root, "xdg") } })).toBe("TRUST_POLICY 81");
  expect(await refusal({ ...settings, variables: { OCX_CONFIG: join(root, "xdg/ocx/config.toml") } })).toBe(
    "TRUST_POLICY 81",
  );
  expect(await refusal(settings)).toBeUndefined();
});

test("a policy in the ocx.toml of a project does not count, as in OCX", async () => {
  expect(await refusal(configure({ "project/ocx.toml": policy('scope = "ocx.sh"') }))).toBeUndefined();
});

// Names of registries that share a directory of the home: what is imported as the one is there as the other.
test.each([
  ["localhost_5000/acme/x", 'scope = "localhost:5000/acme"', true],
  ["localhost_5000/acme/x", 'scope = "localhost:5000"', true],
  ["localhost_5000/acme/x", 'scope = "localhost:5000/ac*"', true],
  ["localhost_5000/acme/x", 'scope = "localhost:50*"', true],
  ["localhost:5000/acme/x", 'scope = "localhost_5000/acme/x"', true],
  ["localhost:5000/acme/x", 'scope = { include = ["*"], exclude = ["localhost:5000/acme"] }', false],
  ["localhost_5000/acme/x", 'scope = { include = ["*"], exclude = ["localhost:5000/acme"] }', true],
  ["localhost_5000/acme/x", 'scope = { include = ["localhost:5000"], exclude = ["localhost_5000"] }', true],
  ["localhost_5000/acme/x", 'scope = "localhost:5001/acme"', false],
  ["localhost:5000/acme_x", 'scope = "localhost:5000/acme:x"', false],
  ["___1__5000/acme/x", 'scope = "[::1]:5000/acme"', true],
])("%s is covered by a policy with %s: %s", async (name, scope, covered) => {
  const settings = configure({ "home/config.toml": policy(scope) });
  const [registry = "", ...repository] = name.split("/");
  expect(await refusal(settings, [{ registry, repositories: [repository.join("/")] }])).toBe(
    covered ? "TRUST_POLICY 81" : undefined,
  );
});

test("OCX_NO_CONFIG leaves only OCX_CONFIG", async () => {
  const settings = configure({ "home/config.toml": policy(""), "named.toml": policy("") }, { OCX_NO_CONFIG: "1" });
  expect(await refusal(settings)).toBeUndefined();
  expect(
    await refusal({ ...settings, variables: { ...settings.variables, OCX_CONFIG: join(root, "named.toml") } }),
  ).toBe("TRUST_POLICY 81");
});

test("a discovered file that is a link does not count, as in OCX", async () => {
  const settings = configure({ "elsewhere.toml": policy("") });
  mkdirSync(settings.home);
  symlinkSync(join(root, "elsewhere.toml"), join(settings.home, "config.toml"));
  expect(await refusal(settings)).toBeUndefined();
});

test("allowing it, or OCX_NO_VERIFY, makes a warning of a policy", async () => {
  const settings = configure({ "home/config.toml": policy("") });
  const allowed = await checkConfiguration(settings, PACKAGES, true);
  const unverified = await checkConfiguration({ ...settings, variables: { OCX_NO_VERIFY: "true" } }, PACKAGES, false);
  for (const warnings of [allowed, unverified]) expect(warnings).toEqual([expect.stringContaining("trust policy")]);
});

test.each([
  ["not TOML", "not toml ["],
  ["not UTF-8", Buffer.from([0x61, 0xff])],
  ["larger than OCX reads", "x = ".padEnd(70_000, "1")],
  ["of policies that are not tables", "[trust]\npolicy = 7\n"],
  ["of a trust that is not a table", "trust = 7\n"],
  ["of a scope that is a number", policy("scope = 7")],
  ["of a scope with a number in it", policy('scope = { include = ["a", 7] }')],
  ["of a scope that neither includes nor excludes", policy("scope = { includes = [] }")],
  ["of a default registry that is no text", "[registry]\ndefault = 7"],
  ["of one trusted host that is no list", '[registries."ocx.sh"]\ntrusted_hosts = "ghcr.io"'],
  ["of a mirror with an address that is no text", '[mirrors]\n"ghcr.io" = { registry = 7 }'],
  ["of patches that are required by a text", '[patches]\nrequired = "yes"'],
  ["of a managed configuration that is fetched never", '[managed]\nsource = "a.b/c"\nrefresh = "never"'],
])("a file of configuration that is %s refuses the import, whatever is allowed", async (_, text) => {
  for (const file of ["home/config.toml", "system.toml", "user/.config/ocx/config.toml"]) {
    const settings = configure({ [file]: text });
    await expect(checkConfiguration(settings, PACKAGES, true)).rejects.toMatchObject({
      code: "CONFIG_INVALID",
      exitCode: 78,
      message: expect.stringContaining(file),
    });
    rmSync(join(root, file));
  }
});

test.each([
  [
    "[managed] without a snapshot",
    { "home/config.toml": '[managed]\nsource = "reg.example/config:1"\n' },
    {},
    "OCX_NO_CONFIG",
  ],
  [
    "[managed] with a snapshot of another source",
    { ...managed('source = "reg.example/acme/other"'), ...fetched("") },
    {},
    "which",
  ],
  [
    "[managed] with a snapshot that does not say when it was fetched",
    { ...managed('source = "reg.example/acme/config"'), ...fetched("", undefined, { fetched_at: null }) },
    {},
    "does not have",
  ],
  [
    "[managed] with a snapshot that is no TOML",
    { ...managed('source = "reg.example/acme/config"'), ...fetched("a = = 1") },
    {},
    "is no configuration",
  ],
  [
    "[managed] with a snapshot of other types",
    { ...managed('source = "reg.example/acme/config"'), ...fetched("[patches]\nregistry = 7") },
    {},
    "is no configuration",
  ],
  ["[managed] with a source that is none", managed('source = "reg.example/Acme"'), {}, "not a valid source"],
  [
    "[managed] with an interval that is none",
    { ...managed('source = "reg.example/acme/config"\ninterval = "1w"'), ...fetched("") },
    {},
    "interval",
  ],
  [
    "a required [managed] of the machine, which neither the home nor OCX_MANAGED_CONFIG can change,",
    {
      "system.toml": '[managed]\nsource = "reg.example/system"\n',
      ...managed('source = "reg.example/acme/config"\nrequired = false'),
      ...fetched(""),
    },
    { OCX_MANAGED_CONFIG: "reg.example/acme/config" },
    "reg.example/system",
  ],
  ["OCX_CONFIG without its file", {}, { OCX_CONFIG: "/nowhere/config.toml" }, "exit code 79"],
  ["OCX_MANAGED_CONFIG without a snapshot", {}, { OCX_MANAGED_CONFIG: "reg.example/config:1" }, "OCX_NO_CONFIG"],
  ["[patches]", { "system.toml": '[patches]\nregistry = "reg.example"\n' }, {}, "[patches]"],
  ["OCX_PATCHES", {}, { OCX_PATCHES: "x" }, "OCX_PATCHES"],
  ["OCX_INDEX", {}, { OCX_INDEX: "/elsewhere" }, "OCX_INDEX"],
  ["an empty OCX_INDEX", {}, { OCX_INDEX: "" }, "OCX_INDEX is empty"],
  ["OCX_MIRRORS that is no JSON", {}, { OCX_MIRRORS: "a.b=https://c" }, "exit code 78"],
  ["OCX_MIRRORS that is a list", {}, { OCX_MIRRORS: "[]" }, "exit code 78"],
  ["a mirror without an address", {}, { OCX_MIRRORS: '{"a.b":""}' }, "exit code 78"],
  ["a mirror over plain HTTP", { "home/config.toml": '[mirrors]\n"a.b" = "http://c"' }, {}, "exit code 78"],
  ["OCX_PROJECT without its file", {}, { OCX_PROJECT: "/nowhere/ocx.toml" }, "exit code 79"],
  ["OCX_LAZY_MODE", {}, { OCX_LAZY_MODE: "Always" }, "Lazy mode"],
  ["lazy-mode in a group", { "project/ocx.toml": '[group.ci]\nlazy-mode = "always"\n' }, {}, "Lazy mode"],
  ["lazy-mode of a package", { "project/ocx.toml": '[package."ocx.sh/a/b"]\nlazy-mode = "always"\n' }, {}, "Lazy mode"],
  ["lazy-mode in the project", { "project/ocx.toml": 'lazy-mode = "always"\n' }, {}, "Lazy mode"],
])("%s is a warning", async (_, files, variables, text) => {
  const warnings = await checkConfiguration(configure(files, variables), PACKAGES, false);
  expect(warnings).toEqual([expect.stringContaining(text)]);
});

test.each([
  [
    "[managed]: it is not required",
    { "home/config.toml": '[managed]\nsource = "reg.example/config:1"\nrequired = false\n' },
    {},
  ],
  ["OCX_PROJECT does not count", {}, { OCX_PROJECT: "/nowhere/ocx.toml", OCX_NO_PROJECT: "1" }],
  [
    "a mirror may use plain HTTP",
    { "home/config.toml": '[mirrors]\n"a.b" = "http://c"' },
    { OCX_INSECURE_REGISTRIES: "c" },
  ],
  ["[managed]: it has no source", { "home/config.toml": "[managed]\n" }, {}],
  ["[managed]: its snapshot is there", { ...managed('source = "reg.example/acme/config:1"'), ...fetched("") }, {}],
  ["[managed]: its source is empty", managed('source = ""'), {}],
  [
    "what was fetched is no TOML, and not required",
    { ...managed('source = "reg.example/acme/config"\nrequired = false'), ...fetched("a = = 1") },
    {},
  ],
  [
    "OCX_NO_CONFIG is set",
    { "home/config.toml": '[managed]\nsource = "reg.example/config:1"\n' },
    { OCX_NO_CONFIG: "1", OCX_MANAGED_CONFIG: "x" },
  ],
])("there is no warning when %s", async (_, files, variables) => {
  expect(await checkConfiguration(configure(files, variables), PACKAGES, false)).toEqual([]);
});

test("OCX_INDEX needs no warning when it is the index of the home, there or not, by whatever path", async () => {
  const settings = configure({});
  const warnings = (index: string): Promise<readonly string[]> =>
    checkConfiguration({ ...settings, variables: { OCX_INDEX: index } }, PACKAGES, false);
  expect(await warnings(join(settings.home, "x/../index/"))).toEqual([]);
  mkdirSync(join(settings.home, "index"), { recursive: true });
  symlinkSync(settings.home, join(root, "link"));
  expect(await warnings(join(root, "link/index"))).toEqual([]);
  expect(await warnings(root)).toHaveLength(1);
});

test("[managed] in OCX_CONFIG beside OCX_NO_CONFIG is never there, and OCX_NO_CONFIG is no way out", async () => {
  const settings = configure({ "named.toml": '[managed]\nsource = "reg.example/acme/config"\n', ...fetched("") });
  const variables = { OCX_NO_CONFIG: "1", OCX_CONFIG: join(root, "named.toml") };
  expect(await checkConfiguration({ ...settings, variables }, PACKAGES, false)).toEqual([
    expect.stringMatching(/does not have: .* exit code 78$/),
  ]);
});

test("the default registry is that of the last file, but no file changes what the machine's own says", async () => {
  const registry = (name: string): string => `[registry]\ndefault = "${name}"\n`;
  const files = { "user/.config/ocx/config.toml": registry("user.test"), "home/config.toml": registry("home.test") };
  expect(await defaultRegistry(configure(files))).toBe("home.test");
  expect(await defaultRegistry(configure({ "system.toml": registry("system.test") }))).toBe("system.test");
  const settings = configure({}, { OCX_DEFAULT_REGISTRY: "variable.test" });
  expect(await defaultRegistry(settings)).toBe("variable.test");
  expect(await defaultRegistry(configure({ "system.toml": "[registry]\n" }))).toBe("ocx.sh");
});
