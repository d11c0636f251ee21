import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { mergeBundles } from "../../src/commands/merge-bundles.ts";
import { showEnvironment } from "../../src/commands/show-environment.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { AMD64 } from "../fixtures/home.ts";
import { bundleOf, documentsIn, image, imageFile, layerContent, layersIn, unpackArchive } from "../fixtures/image.ts";
import { bundleToolbox, importFile } from "../fixtures/toolbox.ts";
import { run } from "../fixtures/tools.ts";
import { sha256 } from "../fixtures/tree.ts";

const ARM64 = { architecture: "arm64", os: "linux" };

/** Paths in the layers of an image, without directories: `layer path`. */
function pathsIn(layout: string): string[] {
  return layersIn(layout).flatMap((digest, layer) =>
    run("tar", ["-tf", join(layout, "blobs", digest.replace(":", "/"))])
      .toString()
      .split("\n")
      .filter((path) => path !== "" && !path.endsWith("/"))
      .map((path) => `${layer} ${path}`),
  );
}

/** A bundle with a file of several frames, which takes worker threads. */
async function largeBundle(directory: string): Promise<string> {
  const bytes = Buffer.concat([randomBytes(2_000_000), Buffer.alloc(18_000_000, "0123456789abcde\n"), randomBytes(77)]);
  return bundleOf(
    directory,
    { tool: { layers: { large: { "share/small": "small" } } }, other: { layers: { small: { "bin/other": "other" } } } },
    { change: (home) => writeFileSync(join(layerContent(home, "large"), "share", "large"), bytes) },
  );
}

test.each(["zstd", "gzip", "none"] as const)(
  "the same bundle gives the same image, byte for byte, whatever the number of workers: %s",
  async (compression) => {
    const directory = temporaryDirectory();
    const bundle = await largeBundle(directory);
    const [first, second] = [join(directory, "1.tar"), join(directory, "2.tar")];
    const made = await imageFile(bundle, first, { compression, workers: 1 });
    expect(await imageFile(bundle, second, { compression, workers: 3 })).toMatchObject({ image: made.image });
    expect(readFileSync(second).equals(readFileSync(first))).toBe(true);
    expect(made.image.size).toBe(statSync(first).size);
    // Judged by other programs.
    const layout = unpackArchive(first, join(directory, "layout"));
    const { manifest, config } = documentsIn(layout);
    const decode = { zstd: ["zstd", "-dc"], gzip: ["gzip", "-dc"], none: ["cat"] }[compression];
    const tars = layersIn(layout).map((digest) =>
      run(decode[0] ?? "", [...decode.slice(1), join(layout, "blobs", digest.replace(":", "/"))]),
    );
    expect(config.rootfs.diff_ids).toEqual(tars.map((tar) => `sha256:${sha256(tar)}`));
    expect(manifest.layers.map(({ mediaType }: { mediaType: string }) => mediaType.replace(/^.*tar/, ""))).toEqual(
      tars.map(() => (compression === "none" ? "" : `+${compression}`)),
    );
    const there = readFileSync(join(layerContent(join(directory, "home-kit"), "large"), "share/large"));
    const [tar = Buffer.of()] = tars;
    expect(run("tar", ["-xO", "--wildcards", "*/share/large"], { input: tar }).equals(there)).toBe(true);
  },
);

test("a new version of one tool changes its own layer and that of the home", async () => {
  const directory = temporaryDirectory();
  const layersOf = async (version: string): Promise<readonly string[]> => {
    const bundle = await bundleOf(directory, {
      stable: { layers: { stable: { "bin/stable": "stable" }, more: { "share/more": "more" } } },
      moving: { layers: { [`moving ${version}`]: { "bin/moving": version } } },
    });
    const layout = join(directory, `layout-${version}`);
    await image(bundle, { output: { kind: "layout", path: layout } });
    return layersIn(layout);
  };
  const [before, after] = [await layersOf("1"), await layersOf("2")];
  expect(before).toHaveLength(4);
  expect(after.filter((layer) => before.includes(layer))).toHaveLength(2);
  expect(before.at(-1)).not.toBe(after.at(-1));
});

test("the environment of an image is what `env` sets in a home at that path", async () => {
  const directory = temporaryDirectory();
  const bundle = await bundleToolbox(directory);
  const home = join(directory, "home");
  await importFile(bundle, home);
  const layout = join(directory, "layout");
  await image(bundle, { output: { kind: "layout", path: layout }, homePath: home });
  const subject = { kind: "bundle", source: { kind: "file", path: bundle } } as const;
  const platform = "linux/amd64+libc.glibc";
  const shown = await showEnvironment(
    { subject, home, platform, format: "sh", offline: true },
    surroundings(),
    listener(),
  );
  const path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  const script = `${shown.text}\n/usr/bin/env -0`;
  const variables = run("/usr/bin/env", ["-i", path, "/bin/sh", "-c", script]).toString().split("\0");
  const own = variables.filter((variable) => variable !== "" && !/^(PWD|SHLVL|_|LC_ALL|OLDPWD)=/.test(variable));
  expect(documentsIn(layout).config.config.Env.toSorted()).toEqual(own.toSorted());
  expect(own.length).toBeGreaterThan(5);
});

test("an image for another machine says so, and has all links", async () => {
  const directory = temporaryDirectory();
  const tool = { layers: { arm: { "bin/tool": "tool" } }, platform: ARM64 };
  const bundle = await bundleOf(directory, { tool }, { platform: "linux/arm64" });
  const layout = join(directory, "layout");
  const output = { kind: "layout", path: layout } as const;
  const made = await image(bundle, { output, compression: "none" });
  expect(made.image.platform).toBe("linux/arm64");
  expect(documentsIn(layout)).toMatchObject({ root: { platform: ARM64 }, config: ARM64 });
  expect(pathsIn(layout)).toContain("1 ocx/symlinks/reg.example/tool/candidates/1");
});

test("of more layers than an image may have, the smallest are packed together", { timeout: 60_000 }, async () => {
  const directory = temporaryDirectory();
  const names = Array.from({ length: 130 }, (_, i) => `layer-${i}`);
  // The later ones are larger.
  const layers = Object.fromEntries(names.map((name, i) => [name, { [`share/${name}`]: "x".repeat(i * 600) }]));
  const bundle = await bundleOf(directory, { many: { layers } });
  const layout = join(directory, "layout");
  const made = await image(bundle, { output: { kind: "layout", path: layout }, compression: "none" });
  expect(made.image.layers).toBe(120);
  const { manifest, config } = documentsIn(layout);
  expect([manifest.layers.length, config.rootfs.diff_ids.length, config.history.length]).toEqual([120, 120, 120]);
  const files = pathsIn(layout).filter((path) => path.includes("/share/"));
  expect(files.map((path) => path.replace(/^.*\//, "")).toSorted()).toEqual(names.toSorted());
  const packed = files.filter((path) => path.startsWith("118 ")).map((path) => path.replace(/^.*\//, ""));
  expect(packed.toSorted()).toEqual(names.slice(0, 12).toSorted());
});

test.each([
  ["a file", { "share/.wh.gone": "x" }],
  ["a directory", { ".wh..wh..opq/x": "x" }],
])("a name that deletes files in an image is refused with its path: %s", async (_, files) => {
  const directory = temporaryDirectory();
  const bundle = await bundleOf(directory, { tool: { layers: { whiteout: files } } });
  const path = join(directory, "image.tar");
  await expect(imageFile(bundle, path)).rejects.toMatchObject({
    code: "FILE_UNSUPPORTED",
    message: expect.stringContaining(`/content/${Object.keys(files)[0]?.replace(/\/x$/, "/")}`),
  });
  expect(existsSync(path)).toBe(false);
});

test.each([
  ["bin", true],
  ["bin/tool", true],
  ["usr/../bin/tool", true],
  ["bin/absent", false],
])("an environment that needs a path is refused if the package lacks it: %s", async (value, isThere) => {
  const directory = temporaryDirectory();
  const env = [{ key: "TOOL", type: "path", required: true, value, visibility: "public" }];
  const bundle = await bundleOf(
    directory,
    { tool: { layers: { tool: { "usr/bin/tool": "tool" } }, config: { env } } },
    { change: (home) => symlinkSync("usr/bin", join(layerContent(home, "tool"), "bin")) },
  );
  const path = join(directory, "image.tar");
  const attempt = imageFile(bundle, path).then(
    () => "made",
    ({ code }) => code,
  );
  expect(await attempt).toBe(isThere ? "made" : "REQUIRED_PATH_MISSING");
  expect(existsSync(path)).toBe(isThere);
});

test("a bundle with a changed byte makes no image, and leaves nothing behind", async () => {
  const directory = temporaryDirectory();
  const bundle = await largeBundle(directory);
  const bytes = readFileSync(bundle);
  // In the middle of the large file.
  bytes[1_000_000] = (bytes[1_000_000] ?? 0) ^ 1;
  writeFileSync(bundle, bytes);
  const to = temporaryDirectory();
  await expect(imageFile(bundle, join(to, "image.tar"))).rejects.toMatchObject({ code: "FRAME_INVALID" });
  const output = { kind: "layout", path: join(to, "layout") } as const;
  await expect(image(bundle, { output })).rejects.toMatchObject({ code: "FRAME_INVALID" });
  expect(readdirSync(to)).toEqual([]);
});

test("what is cancelled or fails leaves nothing behind", async () => {
  const directory = temporaryDirectory();
  const bundle = await bundleToolbox(directory);
  const spoolDirectory = temporaryDirectory();
  const cancelled = new AbortController();
  const heard = { ...listener(), progress: () => cancelled.abort(new Error("stop")) };
  const output = { kind: "file", path: join(directory, "image.tar") } as const;
  const around = { signal: cancelled.signal };
  await expect(image(bundle, { output, spoolDirectory }, { around, heard })).rejects.toThrow("stop");
  expect(readdirSync(spoolDirectory)).toEqual([]);
  expect(readdirSync(directory).filter((name) => name.includes("image") || name.startsWith("."))).toEqual([]);
});

test("an image replaces an archive of an image, and neither the bundle nor another file", async () => {
  const directory = temporaryDirectory();
  const bundle = await bundleToolbox(directory);
  const path = join(directory, "image.tar");
  await imageFile(bundle, path);
  await imageFile(bundle, path);
  await expect(imageFile(bundle, bundle)).rejects.toMatchObject({ code: "FILE_EXISTS" });
  writeFileSync(path, "notes");
  await expect(imageFile(bundle, path)).rejects.toMatchObject({ code: "FILE_EXISTS" });
  await imageFile(bundle, path, { overwrite: true });
  expect(statSync(path).size).toBeGreaterThan(10_000);
});

test("entry points without ocx are warned of", async () => {
  const directory = temporaryDirectory();
  const heard = listener();
  await image(await bundleToolbox(directory), { output: { kind: "file", path: join(directory, "i.tar") } }, { heard });
  expect(heard.warnings).toEqual([expect.stringContaining("run `ocx`, which the bundle does not have")]);
});

test("of a bundle for several platforms, the image is for the named one", async () => {
  const directory = temporaryDirectory();
  const tool = (platform: object, name: string) => ({ [name]: { layers: { [name]: { "bin/tool": name } }, platform } });
  const [amd64, arm64] = [
    await bundleOf(directory, tool(AMD64, "amd"), { name: "amd64", platform: "linux/amd64" }),
    await bundleOf(directory, tool(ARM64, "arm"), { name: "arm64", platform: "linux/arm64" }),
  ];
  const both = join(directory, "both.tar");
  const sources = [amd64, arm64].map((path) => ({ kind: "file", path }) as const);
  await mergeBundles({ sources, output: { kind: "file", path: both } }, surroundings(), listener());
  const made = await imageFile(both, join(directory, "image.tar"), { platform: "linux/arm64" });
  expect(made.image.platform).toBe("linux/arm64");
  await expect(imageFile(both, join(directory, "image.tar"))).rejects.toMatchObject({ code: "PLATFORM_AMBIGUOUS" });
});
