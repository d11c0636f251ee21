import { expect, test } from "vitest";
import type { RegistryAccess } from "../../src/home/config/registry-access.ts";
import { locateRepository } from "../../src/originals/locate-repository.ts";

const NAME = { registry: "ocx.sh", repository: "acme/tool" };
const MIRROR = { host: "m.test", prefix: "p", plainHttp: false };

function locate(
  {
    roots = {},
    published = {},
    ...access
  }: Partial<RegistryAccess> & {
    readonly roots?: Readonly<Record<string, string>>;
    readonly published?: Readonly<Record<string, string>>;
  },
  asked: unknown[] = [],
) {
  const root = (location: string | undefined) =>
    location === undefined ? undefined : Buffer.from(JSON.stringify({ repository: location, tags: {} }));
  return locateRepository(NAME, {
    read: async (path) => root(roots[path]),
    access: { mirrors: new Map(), indexes: new Map(), insecure: new Set(), ...access },
    fetchDocument: async (address, mirror) => {
      asked.push([address, mirror?.host]);
      return root(published[address]);
    },
  });
}

test("a repository without an index is at its registry, or at the mirror of it", async () => {
  expect(await locate({})).toEqual({ host: "ocx.sh", repository: "acme/tool", plainHttp: false });
  expect(await locate({ insecure: new Set(["ocx.sh"]) })).toMatchObject({ plainHttp: true });
  const mirrors = new Map([["ocx.sh", { registry: MIRROR }]]);
  expect(await locate({ mirrors })).toEqual({ host: "m.test", repository: "p/acme/tool", plainHttp: false });
});

test("the index of the home says where a repository is, and no other is asked", async () => {
  const asked: unknown[] = [];
  const roots = { "index/ocx.sh/p/acme/tool.json": "oci://ghcr.test/up/tool" };
  const location = { registry: "ghcr.test", repository: "up/tool" };
  const indexes = new Map([["ocx.sh", "https://i.test"]]);
  expect(await locate({ roots, indexes }, asked)).toEqual({
    host: "ghcr.test",
    repository: "up/tool",
    plainHttp: false,
    location,
  });
  const mirrors = new Map([
    ["ghcr.test", { registry: MIRROR }],
    ["ocx.sh", { registry: { ...MIRROR, host: "other.test" } }],
  ]);
  expect(await locate({ roots, mirrors })).toEqual({
    host: "m.test",
    repository: "p/up/tool",
    plainHttp: false,
    location,
  });
  expect(asked).toEqual([]);
});

test("a package of a lock is looked up in the published index, which may have a mirror", async () => {
  const asked: unknown[] = [];
  const indexes = new Map([["ocx.sh", "https://i.test/"]]);
  const published = { "https://i.test/p/acme/tool.json": "oci://ghcr.test/up/tool" };
  expect(await locate({ indexes, published }, asked)).toMatchObject({ host: "ghcr.test", repository: "up/tool" });
  const mirrors = new Map([["i.test", { index: MIRROR }]]);
  expect(await locate({ indexes, mirrors }, asked)).toMatchObject({ host: "ocx.sh", repository: "acme/tool" });
  expect(asked).toEqual([
    ["https://i.test/p/acme/tool.json", undefined],
    ["https://i.test/p/acme/tool.json", "m.test"],
  ]);
});
