import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openHome } from "../../../src/home/model/open-home.ts";
import { findInstallLinks, readCurrent } from "../../../src/home/resolve/install-links.ts";
import { registryFinder } from "../../../src/home/resolve/registries.ts";
import { temporaryDirectory } from "../../fixtures/commands.ts";
import { buildHome, digestOfText, type HomeBuilder } from "../../fixtures/home.ts";

const LEAF = digestOfText("a leaf");
const SHARD = LEAF.replace(/^(\w+):(..)(.{30}).*$/, "$1/$2/$3");

test("findInstallLinks() gives candidates and current links, sorted, whatever the order on disk", async () => {
  const builder = newHome();
  for (const path of ["b/x/candidates/2", "b/x/current", "a/candidates/V1.0", "b/x/candidates/10", "a/b/c/d/current"]) {
    builder.link("ocx.sh", path, LEAF);
  }
  builder.link("localhost:5000", "tool/candidates/1", LEAF);
  expect(await found(builder)).toEqual([
    "localhost_5000 tool :1",
    "ocx.sh a :V1.0",
    "ocx.sh a/b/c/d current",
    "ocx.sh b/x current",
    "ocx.sh b/x :10",
    "ocx.sh b/x :2",
  ]);
});

test("findInstallLinks() passes over what is no install link", async () => {
  const builder = newHome();
  builder.link("ocx.sh", "a/candidates/1", LEAF);
  builder.link("ocx.sh", "a/candidates/.tmp-1234", LEAF);
  builder.link("ocx.sh", "a/other", LEAF);
  builder.link("ocx.sh", "candidates/1", LEAF);
  builder.link("ocx.sh", "current", LEAF);
  builder.write("symlinks/ocx.sh/a/.select.lock", "");
  builder.write("symlinks/ocx.sh/a/candidates/file", "");
  symlinkSync("/etc", join(builder.path, "symlinks/ocx.sh/a/current"));
  symlinkSync(`/x/packages/elsewhere/${SHARD}`, join(builder.path, "symlinks/ocx.sh/a/candidates/2"));
  expect(await found(builder)).toEqual(["ocx.sh a :1"]);
});

test("findInstallLinks() finds repositories whose segments are called current and candidates", async () => {
  const builder = newHome();
  builder.link("ocx.sh", "a/candidates/b/candidates/1", LEAF);
  builder.link("ocx.sh", "a/current/b/current", LEAF);
  builder.link("ocx.sh", "x/candidates/candidates/1", LEAF);
  expect(await found(builder)).toEqual([
    "ocx.sh a/candidates/b :1",
    "ocx.sh a/current/b current",
    "ocx.sh x/candidates :1",
  ]);
});

test("a current below candidates is a tag, or the link of a repository: the index decides", async () => {
  const builder = newHome();
  builder.link("ocx.sh", "tag/candidates/current", LEAF);
  builder.tags("ocx.sh", "tag", { current: LEAF });
  builder.link("ocx.sh", "repo/candidates/current", LEAF);
  builder.tags("ocx.sh", "repo/candidates", { "1": LEAF });
  builder.link("ocx.sh", "both/candidates/current", LEAF);
  builder.tags("ocx.sh", "both", { "1": LEAF });
  builder.tags("ocx.sh", "both/candidates", { "1": LEAF });
  expect(await found(builder)).toEqual([
    "ocx.sh both/candidates current",
    "ocx.sh repo/candidates current",
    "ocx.sh tag :current",
  ]);
});

test("a home without links has none", async () => {
  expect(await found(newHome())).toEqual([]);
});

test("readCurrent() reads the text of the link alone", async () => {
  const builder = newHome();
  builder.link("localhost:5000", "tool/current", LEAF);
  const home = await openHome(builder.path);
  expect(await readCurrent(home, "localhost:5000", "tool")).toBe(SHARD);
  expect(await readCurrent(home, "localhost:5000", "other")).toBeUndefined();
  mkdirSync(join(builder.path, "symlinks/ocx.sh/a"), { recursive: true });
  writeFileSync(join(builder.path, "symlinks/ocx.sh/a/current"), "a file");
  expect(await readCurrent(home, "ocx.sh", "a")).toBeUndefined();
});

test("a registry is its slug where that has no underscore", async () => {
  const find = registryFinder(await openHome(newHome().path));
  expect(await find("ocx.sh", "a/b")).toBe("ocx.sh");
  expect(await find("Ghcr.IO", "a/b")).toBe("Ghcr.IO");
});

test("the root document of a repository says its registry, that of another the one of its neighbours", async () => {
  const builder = newHome();
  builder.tags("my_host:5000", "a/b", { "1": LEAF });
  const find = registryFinder(await openHome(builder.path));
  expect(await find("my_host_5000", "a/b")).toBe("my_host:5000");
  expect(await find("my_host_5000", "not/indexed")).toBe("my_host:5000");
});

test("a published index names another host, which is not the registry", async () => {
  const builder = newHome();
  builder.tags("tools:443", "a/b", { "1": LEAF }, { location: "oci://ghcr.io/a/b" });
  const find = registryFinder(await openHome(builder.path));
  expect(await find("tools_443", "a/b")).toBe("tools:443");
});

test("without an index what packages depend on says the registry", async () => {
  const builder = newHome();
  const identifier = `my_host:5000/lib:1@${LEAF}`;
  const resolved = JSON.stringify({ dependencies: [{ identifier, visibility: "public" }] });
  builder.write(`packages/ocx.sh/${SHARD}/resolve.json`, resolved);
  const find = registryFinder(await openHome(builder.path));
  expect(await find("my_host_5000", "a/b")).toBe("my_host:5000");
});

test("damaged documents of other packages say nothing about the registry, and stop nobody", async () => {
  const builder = newHome();
  for (const path of ["index/my_host_5000/p/a/broken.json", `packages/ocx.sh/${SHARD}/resolve.json`])
    builder.write(path, "{");
  const identifier = `my_host:5000/lib:1@${LEAF}`;
  const resolved = JSON.stringify({ dependencies: [{ identifier, visibility: "public" }] });
  builder.write(`packages/ocx.sh/sha256/ff/${"f".repeat(30)}/resolve.json`, resolved);
  const find = registryFinder(await openHome(builder.path));
  expect(await find("my_host_5000", "a/b")).toBe("my_host:5000");
});

test("as a last resort digits at the end are a port", async () => {
  const find = registryFinder(await openHome(newHome().path));
  expect(await find("registry.example_5000", "a/b")).toBe("registry.example:5000");
});

function newHome(): HomeBuilder {
  return buildHome(join(temporaryDirectory(), ".ocx"));
}

async function found(builder: HomeBuilder): Promise<string[]> {
  const links = await findInstallLinks(await openHome(builder.path));
  expect(links.every((link) => link.shard === SHARD)).toBe(true);
  return links.map(({ slug, repository, tag }) => `${slug} ${repository} ${tag === undefined ? "current" : `:${tag}`}`);
}
