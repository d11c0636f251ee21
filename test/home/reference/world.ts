import { chmodSync, existsSync, globSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { Random } from "../../../soak/random.ts";
import type { Digest } from "../../../src/oci/digest.ts";
import { AMD64, ANY, buildHome, digestOfText, GLIBC, type HomeBuilder, MUSL } from "../../fixtures/home.ts";
import { exportToolbox } from "../../fixtures/toolbox.ts";
import { layerPath, readHome } from "./home-map.ts";
import type { ModelBundle } from "./import.ts";
import { rootOf } from "./packages.ts";

/** OCX_HOME as the links of a built home have it. */
const FORMER = "/home/former/.ocx";
/** A published index, and one that OCX derived. */
const REGISTRIES = ["ocx.sh", "localhost:5000"] as const;
const LAYERS = 5;

/** A bundle in a file, and what the model knows of it. Its name is its digest. */
export interface WorldBundle extends ModelBundle {
  readonly file: string;
  readonly identifiers: readonly string[];
}

/** A version of a package in its repository. */
export interface Version {
  readonly registry: string;
  readonly repository: string;
  readonly leaf: Digest;
  /** The digest that a tag has for it: of an image index, or the leaf itself. */
  readonly content: string;
}

export interface World {
  readonly bundles: readonly WorldBundle[];
  readonly versions: readonly Version[];
}

export function pick<T>(random: Random, values: readonly T[]): T {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error("there is something to choose from");
  return value;
}

/** Random packages in two registries, in two states of the tags, and a few bundles of each state. */
export async function makeWorld(random: Random, directory: string): Promise<World> {
  const path = join(directory, "source");
  const built = buildHome(path);
  const versions = REGISTRIES.flatMap((registry) => makeVersions(random, built, registry));
  built.write("index/ocx.sh/config.json", `{\n  "format_version": 1\n}\n`);
  decorate(random, path);
  const bundles = new Map<string, WorldBundle>();
  for (const state of [0, 1]) {
    const tags = setTags(random, built, versions);
    const source = readHome(path, FORMER);
    for (let count = 0; count < 2; count++) {
      const some = tags.filter(() => random() < 0.5);
      const identifiers = some.length > 0 ? some : tags.slice(0, 1);
      const file = join(directory, `bundle-${state}-${count}.tar`);
      const { bundle } = await exportToolbox(path, file, { declaration: { kind: "packages", identifiers } });
      const name = bundle.digest ?? "";
      const roots = identifiers.map((identifier) => rootOf(source, identifier));
      bundles.set(name, { name, source, roots, file, identifiers });
    }
  }
  return { bundles: [...bundles.values()], versions };
}

const REPOSITORIES: readonly string[] = ["tools/a", "tools/b", "lib"];

function makeVersions(random: Random, built: HomeBuilder, registry: string): readonly Version[] {
  const made: Version[] = [];
  for (const repository of REPOSITORIES) {
    for (let version = 1; version <= 1 + Math.floor(random() * 2); version++) {
      const leaf = built.leaf(registry, {
        config: { ...describePackage(random, repository, version), ...dependOn(random, made) },
        layers: Object.fromEntries(
          Array.from({ length: LAYERS }, (_, layer) => layer)
            .filter(() => random() < 0.35)
            .map((layer) => [layerName(registry, layer), filesOf(layer)]),
        ),
        ...(random() < 0.3 && { annotations: { "sh.ocx.layer.strip-components": "1" } }),
        ...(random() < 0.3 && { annotations: { "sh.ocx.layer.prefix": "opt/./some//place" } }),
      });
      const others = random() < 0.3 ? [{ leaf: digestOfText(`musl ${leaf}`), platform: MUSL }] : [];
      const index = built.index(registry, [{ leaf, platform: pick(random, [AMD64, GLIBC, ANY]) }, ...others]);
      made.push({ registry, repository, leaf, content: random() < 0.2 ? leaf : index });
    }
  }
  // Another repository with a leaf of the first one.
  const [first] = made;
  return first !== undefined && random() < 0.5 ? [...made, { ...first, repository: "clone" }] : made;
}

const layerName = (registry: string, layer: number): string => `${registry} ${layer}`;

/** The last one is empty. */
function filesOf(layer: number): Readonly<Record<string, string>> {
  if (layer === LAYERS - 1) return {};
  return {
    [`d${layer}/bin/tool${layer}`]: `tool ${layer}`,
    [`d${layer}/share/doc${layer}`]: `doc ${layer}`,
    [`common/file${layer}`]: "the same in all",
    [`top${layer}`]: `top ${layer}`,
  };
}

/** No two packages have an entry point of one name: OCX does not install one with that of a dependency. */
function describePackage(random: Random, repository: string, version: number): object {
  const name = `${repository.replace("/", "-")}-${version}`;
  const number = REPOSITORIES.indexOf(repository) * 2 + version;
  const entrypoints = { [`run-${name}`]: { args: [name] }, [`10${number}`]: {}, [`9${number}`]: { command: "x" } };
  return {
    env: random() < 0.5 ? [{ key: "NAME", type: "constant", value: name }] : [],
    ...(random() < 0.5 && { entrypoints }),
    ...(random() < 0.2 && { strip_components: 1 }),
    ...(random() < 0.3 && { binaries: ["z", { name: "a" }, "z"] }),
  };
}

function dependOn(random: Random, made: readonly Version[]): object {
  const byRepository = new Map(made.map((version) => [version.repository, version]));
  const chosen = [...byRepository.values()].filter(() => random() < 0.4);
  const dependencies = chosen.map(({ registry, repository, leaf, content }) => {
    const visibility = pick(random, ["sealed", "private", "interface", "public"]);
    const tag = random() < 0.5 ? ":1.0+build" : "";
    return { identifier: `${registry}/${repository}${tag}@${random() < 0.5 ? leaf : content}`, visibility };
  });
  return dependencies.length > 0 ? { dependencies } : {};
}

/** Modes and links, which the builder does not make. */
function decorate(random: Random, home: string): void {
  for (const registry of REGISTRIES) {
    for (let layer = 0; layer < LAYERS - 1; layer++) {
      const content = join(home, layerPath(registry, digestOfText(layerName(registry, layer))), "content");
      if (!existsSync(content)) continue;
      chmodSync(join(content, `d${layer}/bin/tool${layer}`), 0o755);
      symlinkSync(`share/doc${layer}`, join(content, `d${layer}/link${layer}`));
      if (random() < 0.5) mkdirSync(join(content, `d${layer}/empty`), { mode: 0o700 });
    }
  }
}

/** Gives each version its tag, and `latest` to one of each repository, with links. Returns the identifiers. */
function setTags(random: Random, built: HomeBuilder, versions: readonly Version[]): readonly string[] {
  for (const link of globSync("symlinks", { cwd: built.path })) rmSync(join(built.path, link), { recursive: true });
  const identifiers: string[] = [];
  for (const [name, some] of Map.groupBy(versions, ({ registry, repository }) => `${registry}/${repository}`)) {
    const [first] = some;
    if (first === undefined) continue;
    const tags = new Map([
      ...some.map((version, at) => [`${at + 1}`, version] as const),
      ["latest", pick(random, some)],
    ]);
    const contents = [...tags].map(([tag, { content }]) => [tag, content]);
    built.tags(first.registry, first.repository, Object.fromEntries(contents));
    for (const [tag, { leaf }] of tags) {
      built.link(first.registry, `${first.repository}/candidates/${tag}`, leaf);
      identifiers.push(`${name}:${tag}`);
    }
    if (random() < 0.6) built.link(first.registry, `${first.repository}/current`, pick(random, some).leaf);
  }
  return identifiers;
}
