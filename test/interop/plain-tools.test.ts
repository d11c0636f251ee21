import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { bundleToolbox, importFile } from "../fixtures/toolbox.ts";
import { needs } from "../fixtures/tools.ts";

needs("tar", "zstd")(
  "tar and zstd alone make a home of the layer blobs: its blobs, layers and index are those of an import",
  async () => {
    const directory = temporaryDirectory();
    const bundle = await bundleToolbox(directory);
    const home = join(directory, "imported");
    await importFile(bundle, home);

    const [layout, opt] = [join(directory, "layout"), join(directory, "opt")];
    mkdirSync(layout);
    mkdirSync(opt);
    execFileSync("tar", ["-xf", bundle, "-C", layout]);
    const blobs = join(layout, "blobs/sha256");
    const manifest = readdirSync(blobs)
      .map((name) => readFileSync(join(blobs, name)))
      .filter((bytes) => bytes.subarray(0, 1).toString() === "{")
      .map((bytes) => JSON.parse(bytes.toString()))
      .find(({ layers, config }) => layers !== undefined && config?.mediaType !== undefined);
    for (const { digest } of manifest.layers) {
      const content = execFileSync("zstd", ["-dcq", join(blobs, digest.replace("sha256:", ""))], {
        maxBuffer: 1 << 28,
      });
      writeFileSync(join(directory, "layer.tar"), content);
      execFileSync("tar", ["-xpf", join(directory, "layer.tar"), "-C", opt]);
    }
    // OCX keeps documents to their owner; a tar from hand to hand does not. Entries of derived tags lack the time of this home.
    const stores = (path: string): string[] =>
      describeHome(path, path, ["blobs", "layers", "index"]).map((line) =>
        line.replace(/^((?:blobs|index)\S*[^/]) 0[0-7]{3}/, "$1"),
      );
    expect(stores(join(opt, "ocx")).length).toBeGreaterThan(150);
    expect(stores(join(opt, "ocx"))).toEqual(stores(home));
  },
);
