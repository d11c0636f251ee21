import { expect, test } from "vitest";
import { chooseLeaf, describeOffers } from "../../../src/home/closure/leaf-choice.ts";
import { parsePlatform } from "../../../src/oci/platform.ts";
import { digestOfText } from "../../fixtures/home.ts";

const HOST = "linux/amd64+libc.glibc";

test.each([
  ["the one that is there", HOST, ["linux/amd64", "darwin/arm64"], ["linux/amd64"], "linux/amd64"],
  [
    "one for another libc when nothing else is there",
    HOST,
    ["linux/amd64+libc.glibc", "linux/amd64+libc.musl"],
    ["linux/amd64+libc.musl"],
    "linux/amd64+libc.musl",
  ],
  [
    "by libc between several",
    HOST,
    ["linux/amd64+libc.musl", "linux/amd64+libc.glibc"],
    ["linux/amd64+libc.musl", "linux/amd64+libc.glibc"],
    "linux/amd64+libc.glibc",
  ],
  ["the specific one over any", HOST, ["any", "linux/amd64"], ["any", "linux/amd64"], "linux/amd64"],
  ["any when the specific one is not there", HOST, ["any", "linux/amd64"], ["any"], "any"],
  ["a variant when nothing else is there", "linux/arm64", ["linux/arm64/v8"], ["linux/arm64/v8"], "linux/arm64/v8"],
])("chooseLeaf() takes %s", async (_, wanted, offered, present, expected) => {
  const choice = await choose(wanted, offered, present);
  expect(choice).toEqual({ kind: "found", offer: offer(expected) });
});

test("chooseLeaf() tells nothing that fits from nothing that is there", async () => {
  expect(await choose(HOST, ["linux/arm64", "darwin/amd64"], ["linux/arm64"])).toEqual({ kind: "unfit" });
  expect(await choose(HOST, ["linux/amd64", "darwin/amd64"], ["darwin/amd64"])).toEqual({
    kind: "absent",
    offers: [offer("linux/amd64")],
  });
});

test("chooseLeaf() does not guess when libc decides nothing", async () => {
  const both = ["linux/amd64+libc.glibc", "linux/amd64+libc.musl"];
  expect(await choose("linux/amd64", both, both)).toEqual({ kind: "ambiguous", offers: both.map(offer) });
  expect(await choose("linux/amd64+libc.glibc,libc.musl", both, both)).toEqual({
    kind: "ambiguous",
    offers: both.map(offer),
  });
});

test("one leaf that is offered for several platforms is no choice", async () => {
  const leaf = digestOfText("one");
  const offers = ["linux/amd64", "any"].map((text) => ({ platform: parsePlatform(text), leaf }));
  const choice = await chooseLeaf(offers, parsePlatform("linux/amd64"), async () => true);
  expect(choice).toEqual({ kind: "found", offer: offers[0] });
});

test("describeOffers() names each platform once", () => {
  expect(describeOffers(["any", "linux/amd64", "any"].map(offer))).toBe("any, linux/amd64");
});

function choose(wanted: string, offered: readonly string[], present: readonly string[]) {
  const leaves = new Set(present.map((text) => offer(text).leaf));
  return chooseLeaf(offered.map(offer), parsePlatform(wanted), async (leaf) => leaves.has(leaf));
}

function offer(platform: string) {
  return { platform: parsePlatform(platform), leaf: digestOfText(platform) };
}
