import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exportBundle } from "../../src/commands/export-bundle.ts";
import { importBundle } from "../../src/commands/import-bundle.ts";
import { listHome } from "../../src/commands/reading/list-files.ts";
import { showEnvironment } from "../../src/commands/show-environment.ts";
import type { ProcessContext } from "../../src/options/requests/process-context.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { ANY, buildHome } from "../fixtures/home.ts";

const REGISTRY = "localhost:5000";
const CONFIG = `[registry]\ndefault = "${REGISTRY}"\n`;

/** A home with one package of a registry that is not `ocx.sh`. */
function home(directory: string): string {
  const builder = buildHome(join(directory, "home"));
  const leaf = builder.leaf(REGISTRY, { layers: { tree: { file: "x" } } });
  builder.tags(REGISTRY, "tool", { "1": builder.index(REGISTRY, [{ leaf, platform: ANY }]) });
  return builder.path;
}

async function exported(path: string, identifier: string, around: Partial<ProcessContext>): Promise<string> {
  const output = { kind: "file", path: join(path, "../bundle.tar") } as const;
  const declaration = { kind: "packages", identifiers: [identifier] } as const;
  await exportBundle({ home: path, declaration, output, dryRun: false }, surroundings(around), listener());
  return output.path;
}

test("a name without a registry is one of the registry that the configuration of the home names, in every command", async () => {
  const path = home(temporaryDirectory());
  await expect(exported(path, "tool:1", {})).rejects.toMatchObject({ code: "PACKAGE_NOT_INSTALLED" });
  writeFileSync(join(path, "config.toml"), CONFIG);
  const bundle = await exported(path, "tool:1", {});

  const target = join(path, "../target");
  mkdirSync(target);
  writeFileSync(join(target, "config.toml"), CONFIG);
  const source = { kind: "file", path: bundle } as const;
  const options = { select: false, onConflict: "update", allowUnverified: false, durable: false } as const;
  const request = { source, home: target, packages: ["tool"], dryRun: false, ...options };
  expect(await importBundle(request, surroundings(), listener())).toMatchObject({ changed: true });
  const subject = { kind: "packages", identifiers: ["tool:1"] } as const;
  const shown = await showEnvironment({ subject, home: target, format: "json" }, surroundings(), listener());
  expect(shown.packages).toEqual([expect.stringContaining(`${REGISTRY}/tool@`)]);
});

test("OCX_DEFAULT_REGISTRY wins over any file, and OCX_CONFIG over the home", async () => {
  const path = home(temporaryDirectory());
  writeFileSync(join(path, "config.toml"), '[registry]\ndefault = "elsewhere.example"\n');
  writeFileSync(join(path, "named.toml"), CONFIG);
  await exported(path, "tool:1", { variables: { OCX_CONFIG: join(path, "named.toml") } });
  await exported(path, "tool:1", { variables: { OCX_DEFAULT_REGISTRY: REGISTRY } });
  await expect(exported(path, "tool:1", {})).rejects.toMatchObject({
    message: expect.stringContaining("elsewhere.example/tool:1"),
  });
});

test("a tag that was withdrawn is taken where OCX_ALLOW_YANKED says so", async () => {
  const path = home(temporaryDirectory());
  const file = join(path, "index/localhost_5000/p/tool.json");
  const root = JSON.parse(readFileSync(file, "utf8"));
  writeFileSync(file, JSON.stringify({ ...root, status: "yanked" }));
  const name = `${REGISTRY}/tool:1`;
  await expect(exported(path, name, { variables: { OCX_ALLOW_YANKED: "0" } })).rejects.toMatchObject({
    code: "TAG_YANKED",
  });
  const allowing = surroundings({ variables: { OCX_ALLOW_YANKED: "1" } });
  const source = { kind: "file", path: await exported(path, name, allowing) } as const;
  const options = { select: false, onConflict: "fail", allowUnverified: false, durable: false } as const;
  const request = { source, home: join(path, "../target"), packages: [], dryRun: false, ...options };
  expect(await importBundle(request, surroundings(), listener())).toMatchObject({ changed: true });
  const subject = { kind: "packages", identifiers: [name] } as const;
  const wish = { subject, home: request.home, format: "json" } as const;
  expect((await showEnvironment(wish, allowing, listener())).packages).toHaveLength(1);
  await expect(showEnvironment(wish, surroundings(), listener())).rejects.toMatchObject({ code: "TAG_YANKED" });
});

// OCX, `app/context.rs`: OCX_INDEX replaces the index of the home, whatever that says.
test("tags are those of the index that OCX_INDEX names, in every command that reads a home", async () => {
  const name = `${REGISTRY}/tool:1`;
  const path = join(temporaryDirectory(), "used");
  const source = { kind: "file", path: await exported(home(join(path, "..")), name, {}) } as const;
  const options = { select: false, onConflict: "update", allowUnverified: false, durable: false } as const;
  await importBundle({ source, home: path, packages: [], dryRun: false, ...options }, surroundings(), listener());
  const expected = readFileSync(source.path);
  renameSync(join(path, "index"), join(path, "../vendored"));

  const subject = { kind: "packages", identifiers: [name] } as const;
  const shown = (around: Partial<ProcessContext>): ReturnType<typeof showEnvironment> =>
    showEnvironment({ subject, home: path, format: "json" }, surroundings(around), listener());
  const relative = { directory: join(path, ".."), variables: { OCX_INDEX: "vendored" } };
  const absolute = { variables: { OCX_INDEX: join(path, "../vendored") } };
  for (const around of [relative, absolute]) {
    expect(readFileSync(await exported(path, name, around))).toEqual(expected);
    const listing = { algorithm: "sha256", only: name } as const;
    expect(await listHome(path, listing, surroundings(around), listener())).toHaveLength(1);
    expect((await shown(around)).packages).toEqual([expect.stringContaining(`${REGISTRY}/tool@`)]);
  }

  renameSync(join(path, "../vendored"), join(path, "index"));
  for (const read of [() => exported(path, name, absolute), () => shown(absolute)]) {
    await expect(read()).rejects.toMatchObject({
      code: "PACKAGE_NOT_INSTALLED",
      message: expect.stringContaining(`${absolute.variables.OCX_INDEX} of OCX_INDEX`),
    });
  }
});

test("a configuration that cannot be read names no registry", async () => {
  const path = home(temporaryDirectory());
  writeFileSync(join(path, "config.toml"), "not toml [");
  await exported(path, `${REGISTRY}/tool:1`, {});
  await expect(exported(path, "tool:1", {})).rejects.toMatchObject({
    message: expect.stringContaining("ocx.sh/tool:1"),
  });
});
