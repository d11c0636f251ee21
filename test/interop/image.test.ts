import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { unpackGolden } from "../fixtures/golden.ts";
import { bundleOf, compileStatic, documentsIn, image, imageFile, install, layerContent } from "../fixtures/image.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { startDistribution } from "../fixtures/registries.ts";
import { bundleToolbox, TOOLBOX, withoutUnexported } from "../fixtures/toolbox.ts";
import { needs, run, start } from "../fixtures/tools.ts";

/** Programs that change the root directory need root. */
const AS_ROOT = process.getuid?.() === 0 ? [] : ["sudo", "-n"];

/** What an image has of a home. */
const STORES = ["blobs", "packages", "symlinks", "index"];

function asRoot(...words: string[]): Buffer {
  const [tool = "", ...rest] = [...AS_ROOT, ...words];
  return run(tool, rest);
}

/** Unpacks an image of a layout with umoci; the path of its root directory. */
function unpackImage(layout: string, name: string, directory: string): string {
  const rootless = AS_ROOT.length > 0 ? ["--rootless"] : [];
  run("umoci", ["unpack", ...rootless, "--image", `${layout}:${name}`, directory]);
  return join(directory, "rootfs");
}

needs("umoci")("an unpacked image has the home that OCX made of the same packages, readable for all", async () => {
  const directory = temporaryDirectory();
  const bundle = await bundleToolbox(directory);
  const layout = join(directory, "layout");
  const output = { kind: "layout", path: layout } as const;
  await image(bundle, { output, compression: "gzip", name: "toolbox:1", homePath: "/opt/build agent/ocx" });
  const root = unpackImage(layout, "toolbox:1", join(directory, "unpacked"));

  const home = join(root, "opt/build agent/ocx");
  expect(readdirSync(home).toSorted()).toEqual(STORES.toSorted());
  const judge = describeHome(unpackGolden("toolbox", "target", directory), TOOLBOX.target_home, STORES);
  const expected = withoutUnexported(judge)
    // The lock of `ocx package select`, which makes it.
    .filter((line) => !line.includes("/.select.lock "))
    .map((line) => line.replace(/^((?:blobs|index)\/.* )0600( |$)/, "$10644$2"));
  expect(expected.length).toBeGreaterThan(300);
  expect(describeHome(home, "/opt/build agent/ocx", STORES)).toEqual(expected);
});

needs("cc", "umoci")("a tool of an image runs, found on PATH, and files that packages share are one", async () => {
  const directory = temporaryDirectory();
  const program = compileStatic(directory);
  const env = [
    { key: "PATH", type: "path", value: "bin", visibility: "public" },
    { key: "GREETING", type: "constant", value: "hello from ${installPath}", visibility: "public" },
  ];
  const shared = { tools: { "share/doc": "doc" } };
  const bundle = await bundleOf(
    directory,
    {
      one: { layers: shared, config: { env } },
      // The second has the same layer below another directory.
      two: { layers: shared, annotations: { "sh.ocx.layer.prefix": "deep/er" } },
    },
    { change: (home) => install(program, join(layerContent(home, "tools"), "bin/greet")) },
  );
  const layout = join(directory, "layout");
  const made = await image(bundle, { output: { kind: "layout", path: layout }, compression: "none" });
  expect(made.image).toMatchObject({ name: "kit:latest", platform: "linux/amd64", layers: 2 });
  const root = unpackImage(layout, "kit:latest", join(directory, "unpacked"));

  const greets = run("find", [root, "-name", "greet"]).toString().trim().split("\n");
  expect(greets).toHaveLength(2);
  expect(greets.filter((path) => path.includes("/content/deep/er/bin/"))).toHaveLength(1);
  const [first, second] = greets.map((path) => statSync(path));
  expect(first?.ino).toBe(second?.ino);
  expect(first?.nlink).toBe(2);

  const { config } = documentsIn(layout).config;
  const said = asRoot("env", "-i", ...config.Env, "/usr/sbin/chroot", root, "greet", "world").toString();
  expect(said).toMatch(/^hello from \/ocx\/packages\/reg\.example\/sha256\/..\/.{30}\/content world\n$/);
});

/** Makes an image with umoci: one layer, another PATH and user. */
function makeBase(directory: string, architecture = "amd64"): string {
  const layout = join(directory, `base-${architecture}`);
  const file = join(directory, "sh");
  writeFileSync(file, "no shell");
  run("umoci", ["init", "--layout", layout]);
  run("umoci", ["new", "--image", `${layout}:base`]);
  const rootless = AS_ROOT.length > 0 ? ["--rootless"] : [];
  run("umoci", ["insert", ...rootless, "--image", `${layout}:base`, file, "/bin/sh"]);
  const config = ["--config.user", "1000", "--config.env", "PATH=/base/bin:/bin", "--config.env", "KEPT=yes"];
  run("umoci", ["config", "--image", `${layout}:base`, ...config, "--architecture", architecture]);
  return layout;
}

const TOOL = { tool: { layers: { tool: { "bin/tool": "tool" } } } };

needs(
  "umoci",
  "skopeo",
  "docker-registry",
)("an image on a base has its layers and its config, wherever it is", async () => {
  const directory = temporaryDirectory();
  const layout = makeBase(directory);
  const bundle = await bundleOf(directory, TOOL);
  const [docker, archive] = [join(directory, "docker.tar"), join(directory, "oci.tar")];
  run("skopeo", ["copy", "--quiet", `oci:${layout}:base`, `docker-archive:${docker}:base:1`]);
  run("skopeo", ["copy", "--quiet", `oci:${layout}:base`, `oci-archive:${archive}`]);
  await using registry = await startDistribution(directory);
  const far = `${registry.host}/base`;
  const push = ["copy", "--quiet", "--dest-tls-verify=false"];
  run("skopeo", [...push, `oci:${layout}:base`, `docker://${far}:1`]);
  // In Docker's own form.
  run("skopeo", [...push, "--format", "v2s2", `oci:${layout}:base`, `docker://${far}:2`]);
  const below = documentsIn(layout);

  for (const base of [layout, archive, docker, `oci://${far}:1`, `oci://${far}:2`]) {
    const output = join(directory, "image");
    await image(bundle, {
      output: { kind: "layout", path: output },
      base: base.startsWith("oci://") ? { kind: "registry", reference: base } : { kind: "path", path: base },
    });
    const { manifest, config } = documentsIn(output);
    expect(config.config).toMatchObject({ User: "1000", Env: expect.arrayContaining(["KEPT=yes", "OCX_HOME=/ocx"]) });
    expect(config.config.Env.find((each: string) => each.startsWith("PATH="))).toMatch(/:?\/base\/bin:\/bin$/);
    expect(config.rootfs.diff_ids.slice(0, 1)).toEqual(below.config.rootfs.diff_ids);
    expect(manifest.layers).toHaveLength(3);
    if (base !== docker) expect(manifest.layers[0]).toEqual(below.manifest.layers[0]);
    const unpacked = join(directory, "judged");
    run("skopeo", ["copy", "--quiet", `oci:${output}`, `dir:${unpacked}`]);
    rmSync(output, { recursive: true });
  }
});

needs("umoci")("a base for another machine, without an image, or with several is refused", async () => {
  const directory = temporaryDirectory();
  const bundle = await bundleOf(directory, TOOL);
  const output = { kind: "file", path: join(directory, "image.tar") } as const;
  const made = (path: string) => image(bundle, { output, base: { kind: "path", path } });
  const refused = (found: string) => ({ code: "IMAGE_INVALID", message: expect.stringContaining(found) });
  const arm = makeBase(directory, "arm64");
  await expect(made(arm)).rejects.toMatchObject(refused("linux/arm64"));
  run("umoci", ["tag", "--image", `${arm}:base`, "same"]);
  run("umoci", ["config", "--image", `${arm}:base`, "--tag", "other", "--architecture", "amd64"]);
  await expect(made(arm)).rejects.toMatchObject(refused("several"));
  writeFileSync(join(directory, "text"), "text");
  for (const path of [bundle, directory, join(directory, "text")])
    await expect(made(path)).rejects.toMatchObject(refused(path));
  await expect(made(join(directory, "nothing"))).rejects.toMatchObject({ code: "FILE_NOT_FOUND" });
});

needs("skopeo", "docker-registry")("an image goes to a registry with the digest that it has in a file", async () => {
  const directory = temporaryDirectory();
  const bundle = await bundleOf(directory, TOOL);
  await using registry = await startDistribution(directory);
  const reference = `${registry.host}/acme/tool:1`;
  const pushed = await image(bundle, { output: { kind: "registry", reference } });
  expect(pushed).toMatchObject({ reference: `${reference}@${pushed.image.digest}`, image: { name: reference } });
  const inFile = await imageFile(bundle, join(directory, "image.tar"));
  expect(inFile.image.digest).toBe(pushed.image.digest);
  const seen = JSON.parse(run("skopeo", ["inspect", "--tls-verify=false", `docker://${reference}`]).toString());
  expect(seen).toMatchObject({ Digest: pushed.image.digest, Architecture: "amd64" });
  // A bundle in a registry, as a base too far away for its own good, comes from there.
  run("skopeo", [
    "copy",
    "--quiet",
    "--dest-tls-verify=false",
    `oci-archive:${bundle}`,
    `docker://${registry.host}/kit:1`,
  ]);
  const source = { kind: "registry", reference: `${registry.host}/kit:1`, name: "kit" } as const;
  expect((await imageFile(bundle, join(directory, "again.tar"), { source })).image.digest).toBe(pushed.image.digest);
});

needs("skopeo", "podman")("podman and skopeo load an archive, as OCI's and as docker's", async () => {
  const directory = temporaryDirectory();
  const path = join(directory, "image.tar");
  const made = await imageFile(await bundleOf(directory, TOOL), path, { name: "acme/tool:1" });
  const [oci, docker] = ["oci-archive", "docker-archive"].map((form) =>
    JSON.parse(run("skopeo", ["inspect", "--config", `${form}:${path}`]).toString()),
  );
  expect(docker).toEqual(oci);
  const place = ["--root", join(directory, "root"), "--runroot", join(directory, "run"), "--storage-driver", "vfs"];
  try {
    run("podman", [...place, "load", "--input", path]);
    const [seen] = JSON.parse(run("podman", [...place, "image", "inspect", "acme/tool:1"]).toString());
    expect(seen).toMatchObject({
      Digest: made.image.digest,
      Architecture: "amd64",
      RootFS: { Layers: oci.rootfs.diff_ids },
    });
    expect(seen.Config.Env).toEqual(oci.config.Env);
  } finally {
    run("podman", [...place, "rmi", "--all", "--force"]);
  }
});

needs("skopeo", "umoci")("an archive has the same files in docker's form as in OCI's", async () => {
  const directory = temporaryDirectory();
  const path = join(directory, "image.tar");
  await imageFile(await bundleToolbox(directory), path, { compression: "gzip", name: "acme/tool:1" });
  const [oci, docker] = ["oci-archive", "docker-archive"].map((form) => {
    const layout = join(directory, form);
    run("skopeo", ["copy", "--quiet", `${form}:${path}:acme/tool:1`, `oci:${layout}:tool`]);
    const root = unpackImage(layout, "tool", join(directory, `unpacked-${form}`));
    return describeHome(join(root, "ocx"), "/ocx", STORES);
  });
  expect(docker).toEqual(oci);
  expect(docker?.length).toBeGreaterThan(300);
});

needs("ctr", "containerd")("containerd imports an archive and unpacks it", async () => {
  const directory = temporaryDirectory();
  const path = join(directory, "image.tar");
  await imageFile(await bundleOf(directory, TOOL), path, { name: "acme/tool:1" });
  const address = join(directory, "c.sock");
  const place = ["--root", join(directory, "root"), "--state", join(directory, "state"), "--address", address];
  const [program = "", ...words] = [...AS_ROOT, "containerd", ...place];
  const client = ["ctr", "--address", address];
  const answers = async (): Promise<boolean> => {
    if (!existsSync(address)) return false;
    try {
      asRoot(...client, "version");
      return true;
    } catch {
      return false;
    }
  };
  await using _ = await start(program, words, answers);
  const said = asRoot(...client, "images", "import", "--snapshotter", "native", path).toString();
  expect(said).toContain("unpacking docker.io/acme/tool:1");
  expect(said).toContain("done");
  const mounted = join(directory, "mounted");
  mkdirSync(mounted);
  asRoot(...client, "images", "mount", "--snapshotter", "native", "docker.io/acme/tool:1", mounted);
  try {
    expect(readdirSync(join(mounted, "ocx")).toSorted()).toEqual(["blobs", "index", "packages", "symlinks"]);
  } finally {
    asRoot(...client, "images", "unmount", "--rm", "--snapshotter", "native", mounted);
  }
});
