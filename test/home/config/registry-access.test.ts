import { expect, test } from "vitest";
import type { ConfigFile } from "../../../src/home/config/config-value.ts";
import { loginInVariables, readRegistryAccess } from "../../../src/home/config/registry-access.ts";
import { parseToml } from "../../../src/home/documents/toml.ts";

function config(text: string, tier?: ConfigFile["tier"]): ConfigFile {
  return {
    file: "/etc/ocx/config.toml",
    table: parseToml(Buffer.from(text), "/etc/ocx/config.toml", "CONFIG_INVALID"),
    ...(tier !== undefined && { tier }),
  };
}

function mirrorOf(text: string, variables: Readonly<Record<string, string>> = {}, host = "a.test") {
  return readRegistryAccess(variables, [config(text)]).mirrors.get(host);
}

test("mirrors have the forms that OCX reads", () => {
  const plain = { host: "m.test", prefix: "", plainHttp: false };
  expect(mirrorOf('[mirrors]\n"a.test" = "https://m.test"')).toEqual({ registry: plain, index: plain });
  expect(mirrorOf('[mirrors]\n"a.test" = "m.test:444/Deep/path/"')).toMatchObject({
    registry: { host: "m.test:444", prefix: "Deep/path", plainHttp: false },
  });
  expect(mirrorOf('[mirrors]\n"a.test" = { registry = "https://m.test/r" }')).toEqual({
    registry: { ...plain, prefix: "r" },
  });
  expect(mirrorOf('[mirrors]\n"a.test" = "HTTPS://M.test"')).toEqual({ registry: plain, index: plain });
  // A table of which OCX knows no member is passed over: a later OCX may know it.
  expect(mirrorOf('[mirrors."a.test"]\nurl = "https://m.test"')).toBeUndefined();
  expect(mirrorOf("", { OCX_MIRRORS: '{"a.test": {"url": "https://m.test"}}' })).toBeUndefined();
  const insecure = { OCX_INSECURE_REGISTRIES: "x.test, 10.0.0.1:5000" };
  expect(mirrorOf('[mirrors]\n"a.test" = "http://10.0.0.1:5000/p"', insecure)).toMatchObject({
    registry: { host: "10.0.0.1:5000", prefix: "p", plainHttp: true },
  });
});

test("OCX_MIRRORS wins over files, host by host, and a later file over an earlier one", () => {
  const files = [config('[mirrors]\n"a.test" = "https://1.test"\n"b.test" = "https://2.test"')];
  const later = config('[mirrors]\n"b.test" = "https://3.test"');
  const variables = { OCX_MIRRORS: '{"a.test": "https://4.test"}' };
  const { mirrors } = readRegistryAccess(variables, [...files, later]);
  expect(["a.test", "b.test"].map((host) => mirrors.get(host)?.registry?.host)).toEqual(["4.test", "3.test"]);
});

test("files set the two addresses of a mirror one by one, OCX_MIRRORS both at once", () => {
  const files = [
    config('[mirrors]\n"a.test" = "https://1.test"'),
    config('[mirrors]\n"a.test" = { registry = "https://2.test" }'),
  ];
  const hosts = (variables = {}) => {
    const { registry, index } = readRegistryAccess(variables, files).mirrors.get("a.test") ?? {};
    return [registry?.host, index?.host];
  };
  expect(hosts()).toEqual(["2.test", "1.test"]);
  expect(hosts({ OCX_MIRRORS: '{"a.test": {"index": "https://3.test"}}' })).toEqual([undefined, "3.test"]);
});

test("no other file changes what the machine's own file sets", () => {
  const system = config(
    '[mirrors]\n"a.test" = { index = "https://1.test" }\n[registries."ocx.sh"]\ntrusted_hosts = []\n[registries."b.test"]\nindex = "https://i.test"',
    "system",
  );
  const other = config(
    '[mirrors]\n"a.test" = "https://2.test"\n[registries."ocx.sh"]\nindex = "https://other.test"\n[registries."b.test"]\nindex = ""',
  );
  const { mirrors, indexes } = readRegistryAccess({}, [system, other]);
  const { registry, index } = mirrors.get("a.test") ?? {};
  expect([registry?.host, index?.host]).toEqual(["2.test", "1.test"]);
  expect([...indexes]).toEqual([
    ["ocx.sh", "https://index.ocx.sh"],
    ["b.test", "https://i.test"],
  ]);
});

test("a setting that another one replaces is not checked", () => {
  const files = [config('[mirrors]\n"a.test" = "http://1.test"'), config('[mirrors]\n"a.test" = "https://2.test"')];
  expect(readRegistryAccess({}, files).mirrors.get("a.test")?.registry?.host).toBe("2.test");
  const index = config('[registries."ocx.sh"]\nindex = "http://i.test/x"\n[mirrors]\n"i.test" = "https://m.test"');
  expect(readRegistryAccess({}, [index]).indexes.get("ocx.sh")).toBe("http://i.test/x");
});

// As in OCX: a mirror of the registry in a file makes it a plain one, a mirror in the variable does not.
test("a registry has its published index, unless a file says otherwise", () => {
  const indexOf = (text: string, variables = {}) => readRegistryAccess(variables, [config(text)]).indexes.get("ocx.sh");
  expect(indexOf("")).toBe("https://index.ocx.sh");
  expect(indexOf('[registries."ocx.sh"]\nindex = "https://i.test/x"')).toBe("https://i.test/x");
  expect(indexOf('[registries."ocx.sh"]\nindex = ""')).toBeUndefined();
  expect(indexOf('[mirrors]\n"ocx.sh" = "https://m.test"')).toBeUndefined();
  expect(indexOf("", { OCX_MIRRORS: '{"ocx.sh": "https://m.test"}' })).toBe("https://index.ocx.sh");
  const declared = '[registries."ocx.sh"]\nindex = "i.test"';
  expect(indexOf(declared)).toBe("https://i.test");
  // Only the index that OCX has by itself gives way to a mirror, and not to one that was fetched.
  const mirror = '[mirrors]\n"ocx.sh" = "https://m.test"';
  const { indexes } = readRegistryAccess({}, [config(declared), config(mirror)]);
  expect(indexes.get("ocx.sh")).toBe("https://i.test");
  const fetched = readRegistryAccess({}, [config(mirror, "managed")]);
  expect(fetched.indexes.get("ocx.sh")).toBe("https://index.ocx.sh");
  expect(fetched.mirrors.get("ocx.sh")?.registry?.host).toBe("m.test");
});

test.each([
  ['[mirrors]\n"a.test" = "http://m.test"', {}, /OCX_INSECURE_REGISTRIES does not have m\.test/],
  ['[mirrors]\n"a.test" = "https://user:secret@m.test"', {}, /is not an address such as/],
  ['[mirrors]\n"a.test" = ""', {}, /is not an address/],
  ['[mirrors]\n"a.test" = 5', {}, /is neither an address nor a table/],
  ['[mirrors]\n"a.test" = { registry = 5 }', {}, /is not an address/],
  ['[mirrors]\n"a.test" = "ftp://m.test"', {}, /is not an address/],
  ['[registries."ocx.sh"]\nindex = "http://i.test"', {}, /OCX_INSECURE_REGISTRIES does not have i\.test/],
  ["", { OCX_MIRRORS: "{" }, /OCX_MIRRORS: it is not JSON/],
])("settings that OCX refuses are refused: %s %o", (text, variables, message) => {
  expect(() => readRegistryAccess(variables, [config(text)])).toThrow(message);
  expect(() => readRegistryAccess(variables, [config(text)])).not.toThrow(/secret/);
});

test("credentials are those of the host that is asked", () => {
  const variables = {
    OCX_AUTH_m_test_5000_USER: "u",
    OCX_AUTH_m_test_5000_TOKEN: "t",
    OCX_AUTH_b_test_TYPE: "bearer",
    OCX_AUTH_b_test_TOKEN: "b",
    OCX_AUTH_n_test_TYPE: "anonymous",
    OCX_AUTH_n_test_TOKEN: "n",
  };
  expect(loginInVariables("m.test:5000", variables)).toMatchObject({ kind: "password", username: "u", password: "t" });
  expect(loginInVariables("b.test", variables)).toMatchObject({ kind: "bearer", token: "b" });
  expect(loginInVariables("n.test", variables)).toBeUndefined();
  expect(loginInVariables("other.test", variables)).toBeUndefined();
});
