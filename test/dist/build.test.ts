import { execFile, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { NODE } from "../fixtures/runner.ts";
import { serveFiles } from "../fixtures/web-server.ts";
import { member, readAction, texts } from "../fixtures/workflow-parser.ts";

const execute = promisify(execFile);

const files = readdirSync("dist");
const text = (name: string): string => readFileSync(join("dist", name), "utf8");
const scripts = files.filter((name) => name.endsWith(".mjs"));

test("dist/ is what the sources say", () => {
  const { status, stderr } = spawnSync(NODE, ["scripts/build.ts", "--check"]);
  expect(stderr.toString()).toBe("");
  expect(status).toBe(0);
});

test("dist/ says nothing of the machine that built it", () => {
  for (const name of files) expect(text(name).includes(resolve("."))).toBe(false);
});

test("dist/ needs nothing beside it", () => {
  const imports = scripts.flatMap((name) =>
    Array.from(text(name).matchAll(/^import\b[^"]*"([^"]+)";/gm), ([, from = ""]) => from),
  );
  expect(imports.length).toBeGreaterThan(scripts.length);
  expect(imports.filter((from) => !from.startsWith("./") && !isBuiltin(from))).toEqual([]);
});

test("dist/LICENSES.txt names every package that is in dist/", () => {
  const inside = scripts.flatMap((name) =>
    Array.from(text(name).matchAll(/^\/\/ node_modules\/((?:@[^/\n]+\/)?[^/\n]+)\//gm), ([, found = ""]) => found),
  );
  expect(inside).toContain("@actions/core");
  const licences = text("LICENSES.txt");
  for (const name of new Set(inside)) expect(licences).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+$`, "m"));
});

/** A file of dist/ with all that it imports at once: what it may import later stands in an `import()`. */
function loadedWith(file: string, seen: ReadonlySet<string> = new Set()): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  const imports = Array.from(text(file).matchAll(/^import\b[^"]*"\.\/([^"]+)";/gm), ([, name = ""]) => name);
  return imports.reduce<ReadonlySet<string>>((all, name) => loadedWith(name, all), new Set([...seen, file]));
}

test.each(["export.mjs", "import.mjs", "cli.mjs", "worker.mjs"])("%s starts without HTTP and cloud SDKs", (entry) => {
  const heavy = /node_modules\/(undici|tunnel|@azure|@octokit|@actions\/(artifact|github|http-client))\//;
  // Channels have them, and are loaded when they are asked for.
  expect(scripts.filter((name) => heavy.test(text(name))).length).toBeGreaterThan(0);
  expect(Array.from(loadedWith(entry)).filter((name) => heavy.test(text(name)))).toEqual([]);
});

test("a request loads no undici, neither that of npm nor Node's own", async () => {
  const { origin } = await serveFiles();
  const report = `process.on("exit", () => console.log(process.moduleLoadList.filter((name) => /undici$|_http_client$/.test(name))))`;
  const preload = `data:text/javascript,${encodeURIComponent(report)}`;
  const inspecting = execute(NODE, ["--import", preload, "dist/cli.mjs", "inspect", `${origin}/absent.tar`]);
  await expect(inspecting).rejects.toMatchObject({ stdout: "[ 'NativeModule _http_client' ]\n" });
  expect(scripts.filter((name) => text(name).includes("node_modules/undici/"))).toEqual([]);
});

test("an import of a file loads few files, and neither a worker nor the start loads the one that most runs share", () => {
  const named = (stem: string): string =>
    scripts.find((name) => new RegExp(`^${stem}-[A-Z0-9]{8}\\.mjs$`).test(name)) ?? "";
  const loaded = ["run", "import-bundle", "import-text"].reduce<ReadonlySet<string>>(
    (all, stem) => loadedWith(named(stem), all),
    loadedWith(named("start")),
  );
  expect(loaded).toContain("core.mjs");
  expect(loaded.size).toBeLessThanOrEqual(30);
  for (const apart of ["worker.mjs", "cli.mjs", named("start")]) expect(loadedWith(apart)).not.toContain("core.mjs");
});

test.each(["action.yml", "import/action.yml"])("%s runs a file of dist/", (path) => {
  const { using, main = "" } = texts(member(readAction(path), "runs"));
  expect(using).toBe("node24");
  expect(existsSync(resolve(path, "..", main))).toBe(true);
});
