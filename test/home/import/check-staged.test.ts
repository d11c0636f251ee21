import { existsSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { planImport } from "../../../src/home/plan/plan-import.ts";
import { openHomeStaging } from "../../../src/home/publish/home-staging.ts";
import { fixLayerModes, stagedLayer } from "../../../src/home/publish/stage-import.ts";
import { buildHome } from "../../fixtures/home.ts";
import { type Carried, carryPackages, importInto, inputFor, scratch, stage } from "../../fixtures/import.ts";

const REGISTRY = "reg.example";

const place = scratch();
const home = join(place.path, "home");
let carried: Carried;
afterAll(() => place.remove());
beforeAll(async () => {
  const source = buildHome(join(place.path, "source"));
  const leaf = source.leaf(REGISTRY, { layers: { layer: { file: "x" } } });
  carried = await carryPackages(source.path, `${REGISTRY}/acme/a@${leaf}`);
});

const remove = (path: string): void => rmSync(path, { recursive: true });
const away = (path: string, link: string): void => {
  remove(path);
  symlinkSync(link, path);
};

test.each([
  ["whose content is a file", (tree: string) => (remove(`${tree}/content`), writeFileSync(`${tree}/content`, ""))],
  ["whose content is a link to a directory", (tree: string) => away(`${tree}/content`, "/")],
  ["without content", (tree: string) => remove(`${tree}/content`)],
  ["without its digest", (tree: string) => remove(`${tree}/digest`)],
  ["with something beside its content", (tree: string) => writeFileSync(`${tree}/extra`, "")],
  ["with nothing in it", (tree: string) => (remove(tree), mkdirSync(tree))],
  ["whose digest is a directory", (tree: string) => (remove(`${tree}/digest`), mkdirSync(`${tree}/digest`))],
  ["whose digest is a link", (tree: string) => away(`${tree}/digest`, "/dev/zero")],
  ["whose digest is huge", (tree: string) => truncateSync(`${tree}/digest`, 2 ** 40)],
  ["whose digest is another's", (tree: string) => writeFileSync(`${tree}/digest`, `sha256:${"0".repeat(64)}`)],
])("a layer %s is refused before anything is locked, and an honest import works after it", async (_, tamper) => {
  const wish = inputFor(home, carried);
  const plan = await planImport(wish);
  {
    await using staging = await openHomeStaging(home);
    await stage(plan, staging, carried, wish.now);
    for (const layer of plan.layers) tamper(stagedLayer(layer, staging));
    await expect(fixLayerModes(plan, staging)).rejects.toMatchObject({ code: "BUNDLE_INVALID" });
  }
  expect(existsSync(home)).toBe(false);
  expect((await importInto(home, carried)).changed).toBe(true);
  remove(home);
});
