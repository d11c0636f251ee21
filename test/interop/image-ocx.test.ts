import { copyFileSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { unpackGolden } from "../fixtures/golden.ts";
import { documentsIn, image, layersIn } from "../fixtures/image.ts";
import { buildStandIn } from "../fixtures/stand-in-ocx.ts";
import { exportToolbox } from "../fixtures/toolbox.ts";
import { needs, run } from "../fixtures/tools.ts";
import { sha256 } from "../fixtures/tree.ts";

/** Programs that change the root directory need root. */
const IS_ROOT = process.getuid?.() === 0;
const AS_ROOT = IS_ROOT ? [] : ["sudo", "-n"];
const ROOTLESS = IS_ROOT ? [] : ["--rootless"];

const HELLO = "ocx.sh/acme/hello:2.0.0";

/** An image with this machine's shell, `basename` for OCX's launchers, and the libraries that they load: the libc. */
function makeBase(directory: string): string {
  const [layout, root] = [join(directory, "base"), join(directory, "base-root")];
  const programs = ["/bin/sh", "/usr/bin/basename"];
  const libraries = run("ldd", programs)
    .toString()
    .matchAll(/(\/\S+) \(/g);
  for (const path of [...programs, ...Array.from(libraries, ([, library = ""]) => library)]) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    copyFileSync(path, join(root, path));
  }
  run("umoci", ["init", "--layout", layout]);
  run("umoci", ["new", "--image", `${layout}:base`]);
  run("umoci", ["insert", ...ROOTLESS, "--image", `${layout}:base`, root, "/"]);
  run("umoci", ["config", "--image", `${layout}:base`, "--config.env", "PATH=/usr/bin:/bin"]);
  return layout;
}

/** Runs a program in an unpacked image, with the image's variables alone. */
function runIn(layout: string, name: string, ...words: string[]): string {
  const unpacked = join(layout, "..", "unpacked");
  run("umoci", ["unpack", ...ROOTLESS, "--image", `${layout}:${name}`, unpacked]);
  const { Env: variables } = documentsIn(layout).config.config;
  const root = join(unpacked, "rootfs");
  const [tool = "", ...rest] = [...AS_ROOT, "env", "-i", ...variables, "/usr/sbin/chroot", root, ...words];
  return run(tool, rest).toString();
}

function pathIn(layout: string): string {
  return documentsIn(layout).config.config.Env.find((each: string) => each.startsWith("PATH="));
}

needs("cc", "umoci")(
  "an entry point of an image runs the `ocx` that the bundle has, on a base with a libc",
  async () => {
    const directory = temporaryDirectory();
    const { program, bin } = buildStandIn(directory, 100_000);
    const home = unpackGolden("entrypoints", "source", directory);
    rmSync(join(home, "symlinks/ocx.sh/ocx"), { recursive: true });
    const bundle = join(directory, "kit.tar");
    const declaration = { kind: "packages", identifiers: [HELLO] } as const;
    const exporting = { declaration, includeOcx: "true", name: "kit" } as const;
    await exportToolbox(home, bundle, exporting, { variables: { PATH: bin } });
    const base = { kind: "path", path: makeBase(directory) } as const;
    const layout = join(directory, "layout");
    const made = await image(bundle, { output: { kind: "layout", path: layout }, base, compression: "gzip" });
    expect(made.warnings).toEqual([]);

    const place = `/ocx/.ocx-bundle/ocx/${sha256(readFileSync(program))}`;
    expect(pathIn(layout)).toMatch(new RegExp(`^PATH=/ocx/packages/.*/entrypoints:/usr/bin:/bin:${place}$`));
    const said = runIn(layout, "kit:latest", "hello", "--version").split("\n");
    expect(said).toEqual([
      "launcher",
      "exec",
      expect.stringMatching(/^\/ocx\/packages\//),
      "--",
      "hello",
      "--version",
      "",
    ]);
    expect(readFileSync(join(directory, "unpacked/rootfs", place, "ocx")).equals(readFileSync(program))).toBe(true);

    // It has a layer of its own, which images of other packages share.
    const another = join(directory, "another");
    await image(bundle, { output: { kind: "layout", path: another }, compression: "gzip" });
    const [ocx] = layersIn(layout).slice(-2);
    expect(layersIn(another).at(-2)).toBe(ocx);
    const listed = run("tar", ["-tvzf", join(layout, "blobs", (ocx ?? "").replace(":", "/"))]).toString();
    expect(listed).toMatch(/^-rwxr-xr-x 0\/0 +\d+ 1970-01-01 00:00 ocx\/\.ocx-bundle\/ocx\/[0-9a-f]{64}\/ocx$/m);
  },
);

needs("umoci")("the package of OCX that travels for entry points is the last on PATH", async () => {
  const directory = temporaryDirectory();
  const home = unpackGolden("entrypoints", "source", directory);
  const bundle = join(directory, "kit.tar");
  const declaration = { kind: "packages", identifiers: [HELLO] } as const;
  const exported = await exportToolbox(home, bundle, { declaration, includeOcx: "auto", name: "kit" });
  expect(exported.bundle.packages.map(({ identifier }) => identifier)).toContainEqual(
    expect.stringContaining("ocx.sh/ocx/cli"),
  );
  const layout = join(directory, "layout");
  const made = await image(bundle, { output: { kind: "layout", path: layout }, compression: "none" });
  expect(made.warnings).toEqual([]);
  expect(pathIn(layout)).toMatch(/entrypoints:\/usr\/local\/sbin:.*:\/ocx\/packages\/ocx\.sh\/[^:]*\/content\/bin$/);
});
