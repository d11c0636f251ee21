import { expect, test } from "vitest";
import { hostPlatform } from "../../src/home/host/host-platform.ts";
import {
  choosePlatform,
  fits,
  fitsMachine,
  formatPlatform,
  parsePlatform,
  wantedBelow,
} from "../../src/oci/platform.ts";

test.each([
  ["linux/x86_64", "linux/amd64"],
  ["linux-amd64", "linux/amd64"],
  ["Linux/aarch64", "linux/arm64"],
  ["macos-arm64", "darwin/arm64"],
  ["linux/amd46", "linux/amd64"],
])("parsePlatform() says for %s that %s may be meant", (text, meant) =>
  expect(() => parsePlatform(text)).toThrow(expect.objectContaining({ hint: `Did you mean ${meant}?` })),
);

test.each([
  "any",
  "linux/amd64",
  "linux/arm64/v8",
  "linux/amd64+libc.glibc",
  "windows/amd64/v3+a,b",
  "linux/amd64/a%2Fb%2B%2C%25",
  "wasip2/wasm",
])("%s reads and writes the same", (text) => expect(formatPlatform(parsePlatform(text))).toBe(text));

test("features are sorted, each once", () => {
  expect(formatPlatform(parsePlatform("linux/amd64+libc.musl,libc.glibc,libc.musl"))).toBe(
    "linux/amd64+libc.glibc,libc.musl",
  );
});

test.each([
  "",
  "linux",
  "linux/x86_64",
  "linux/wasm",
  "Linux/amd64",
  "any/any",
  "any+libc.musl",
  "linux/amd64/",
  "linux/amd64+",
  "linux/amd64+a,,b",
  "linux/amd64+a+b",
  "linux/amd64/v1/x",
  "linux/amd64/%41",
])("parsePlatform() refuses %j", (text) =>
  expect(() => parsePlatform(text)).toThrow(expect.objectContaining({ code: "PLATFORM_INVALID" })),
);

test.each([
  ["any", "linux/amd64", true],
  ["any", "any", true],
  ["linux/amd64", "any", false],
  ["linux/amd64", "linux/amd64+libc.glibc", true],
  ["linux/amd64+libc.glibc", "linux/amd64", false],
  ["linux/amd64+libc.glibc", "linux/amd64+libc.glibc,libc.musl", true],
  ["linux/amd64+libc.musl", "linux/amd64+libc.glibc", false],
  ["linux/arm64", "linux/amd64", false],
  ["linux/arm64/v8", "linux/arm64", false],
  ["linux/arm64", "linux/arm64/v8", true],
])("what is offered for %s runs on %s: %s", (offer, wanted, expected) => {
  expect(fits(parsePlatform(offer), parsePlatform(wanted))).toBe(expected);
});

test("for the machine alone neither libc nor variant count", () => {
  expect(fitsMachine(parsePlatform("linux/amd64/v3+libc.musl"), parsePlatform("linux/amd64+libc.glibc"))).toBe(true);
  expect(fitsMachine(parsePlatform("linux/arm64"), parsePlatform("linux/amd64"))).toBe(false);
});

test.each([
  ["a specific one over any", ["any", "linux/amd64"], ["linux/amd64"]],
  ["one with a variant over features", ["linux/amd64+libc.glibc,x", "linux/amd64/v3"], ["linux/amd64/v3"]],
  [
    "the one with most features",
    ["linux/amd64", "linux/amd64+libc.glibc", "linux/amd64+libc.glibc,x"],
    ["linux/amd64+libc.glibc,x"],
  ],
  [
    "several that OCX cannot tell apart",
    ["linux/amd64+libc.glibc", "linux/amd64+x"],
    ["linux/amd64+libc.glibc", "linux/amd64+x"],
  ],
  ["none where nothing fits", ["linux/amd64+libc.musl", "darwin/arm64"], []],
])("choosePlatform() takes %s", (_, offers, expected) => {
  const wanted = parsePlatform("linux/amd64/v3+libc.glibc,x");
  const chosen = choosePlatform(
    offers.map((text) => ({ platform: parsePlatform(text) })),
    wanted,
  );
  expect(chosen.map(({ platform }) => formatPlatform(platform))).toEqual(expected);
});

test.each([
  ["linux/amd64+libc.musl", "linux/amd64+gpu,libc.glibc", "linux/amd64+gpu,libc.musl"],
  ["linux/amd64", "linux/amd64+libc.glibc", "linux/amd64+libc.glibc"],
  ["any", "linux/amd64+libc.glibc", "linux/amd64+libc.glibc"],
  ["linux/arm64/v8", "linux/arm64", "linux/arm64/v8"],
])("below a package for %s, %s becomes %s", (platform, wanted, expected) => {
  expect(formatPlatform(wantedBelow(parsePlatform(platform), parsePlatform(wanted)))).toBe(expected);
});

test("hostPlatform() is a platform of OCX's", async () => {
  const host = await hostPlatform();
  expect(formatPlatform(parsePlatform(formatPlatform(host)))).toBe(formatPlatform(host));
});
