import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { chooseRoots } from "../../src/commands/reading/choose-roots.ts";
import { parseIdentifier } from "../../src/home/model/identifier.ts";
import type { Root } from "../../src/home/model/root.ts";
import { type Digest, parseDigest } from "../../src/oci/digest.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { unpackGolden } from "../fixtures/golden.ts";
import { exportToolbox, importFile } from "../fixtures/toolbox.ts";

const digest = (start: string): Digest => parseDigest(`sha256:${start.padEnd(64, "0")}`);

function root(text: string, leaf: Digest, index?: Digest): Root {
  const identifier = parseIdentifier(text);
  const more = index === undefined ? {} : { index };
  return { ...identifier, identifier: text, leaf, ...more, current: false, declaredBy: "identifier" };
}

const APP_1 = root("ocx.sh/acme/app:1", digest("aaaa1"), digest("1111"));
const APP_2 = root("ocx.sh/acme/app:2", digest("aaaa2"), digest("2222"));
const LATEST = root("ocx.sh/acme/app:latest", digest("aaaa2"), digest("2222"));
const OTHER = root("ghcr.io/acme/app:1", digest("bbbb"), digest("1111"));
const HEX = root("ocx.sh/cafe:1", digest("cccc"));
const SHADOWED = root("ocx.sh/acme/tool:1", digest("cafe"));
const ROOTS = [APP_1, APP_2, LATEST, OTHER, HEX, SHADOWED];

describe("a package of a bundle is named", () => {
  test.each<[string, string, readonly Root[]]>([
    ["by its identifier", "ocx.sh/acme/app:1", [APP_1]],
    ["without the default registry", "acme/app:2", [APP_2]],
    ["by a repository, for all its tags", "ocx.sh/acme/app", [APP_1, APP_2, LATEST]],
    ["by a repository of another registry", "ghcr.io/acme/app", [OTHER]],
    ["by a leaf digest, for all tags of it", digest("aaaa2"), [APP_2, LATEST]],
    ["by the digest of an image index", digest("2222"), [APP_2, LATEST]],
    ["by an identifier with digest", `acme/app@${digest("aaaa1")}`, [APP_1]],
    ["by the first digits", "aaaa2", [APP_2, LATEST]],
    ["by the first digits of an image index", "2222", [APP_2, LATEST]],
    ["by an algorithm and first digits", "sha256:bbbb", [OTHER]],
    ["by a repository and first digits", "ocx.sh/acme/app@1111", [APP_1]],
    ["by a repository, an algorithm and first digits", "acme/app@sha256:aaaa1", [APP_1]],
    ["by a repository that looks like digits", "cafe", [HEX]],
    ["by digits that could be a repository", "cafe0", [SHADOWED]],
  ])("%s", (_, text, expected) => expect(chooseRoots(ROOTS, [text], "ocx.sh")).toEqual(expected));
});

test("each package is chosen once, in the order of the bundle", () => {
  const chosen = chooseRoots(ROOTS, ["bbbb", "acme/app:latest", "aaaa2", "ghcr.io/acme/app"], "ocx.sh");
  expect(chosen).toEqual([APP_2, LATEST, OTHER]);
});

test.each(["aaaa", "sha256:aaaa", "acme/app@aaaa", "1111"])(
  "%s fits several packages: they are named, and none is chosen",
  (text) => {
    const failure = expect.objectContaining({ code: "NAME_AMBIGUOUS", message: expect.stringContaining(APP_1.leaf) });
    expect(() => chooseRoots(ROOTS, ["cafe", text], "ocx.sh")).toThrow(failure);
  },
);

test.each([
  ["fewer than four digits", "aaa"],
  ["digits of no package", "dddd"],
  ["digits of another repository", "acme/app@bbbb"],
  ["another algorithm", "sha512:aaaa1"],
])("%s name nothing", (_, text) => {
  const failure = { code: "PACKAGE_NOT_IN_BUNDLE", message: expect.stringContaining(text) };
  expect(() => chooseRoots(ROOTS, [text], "ocx.sh")).toThrow(expect.objectContaining(failure));
});

test("the import of a part of a bundle takes what the parts name, as OCX names it", async () => {
  const directory = temporaryDirectory();
  const file = join(directory, "all.tar");
  await exportToolbox(unpackGolden("lived-in", "source", directory), file, { declaration: { kind: "all" } });
  const home = join(directory, "home");
  // The leaf of ocx.sh/acme/app:2.0.0, which is `latest` too, by case.json.
  const { packages } = await importFile(file, home, { packages: ["8673", "localhost:5000/tools/plain"] });
  expect(packages.map(({ identifier }) => identifier)).toEqual(
    expect.arrayContaining(["ocx.sh/acme/app:2.0.0", "localhost:5000/tools/plain:2"]),
  );
  expect(packages.some(({ identifier }) => identifier.includes("acme/new"))).toBe(false);
});
