import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { bundleOf, documentsIn, image } from "../fixtures/image.ts";
import { run } from "../fixtures/tools.ts";
import { sha256 } from "../fixtures/tree.ts";

const INDEX = "application/vnd.oci.image.index.v1+json";
const MANIFEST = "application/vnd.oci.image.manifest.v1+json";
const CONFIG = "application/vnd.oci.image.config.v1+json";
const LAYER = "application/vnd.oci.image.layer.v1.tar";
const TAR = Buffer.alloc(1024);
const DIFF_ID = `sha256:${sha256(TAR)}`;

interface Blob {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

/** Writes an OCI image layout by hand. */
function layoutIn(directory: string) {
  mkdirSync(join(directory, "blobs/sha256"), { recursive: true });
  writeFileSync(join(directory, "oci-layout"), '{"imageLayoutVersion":"1.0.0"}');
  const put = (mediaType: string, content: Buffer | object): Blob => {
    const bytes = Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content));
    writeFileSync(join(directory, "blobs/sha256", sha256(bytes)), bytes);
    return { mediaType, digest: `sha256:${sha256(bytes)}`, size: bytes.byteLength };
  };
  const platform = { architecture: "amd64", os: "linux" };
  return {
    put,
    layer: (type = LAYER) => put(type, TAR),
    config: (changes: object = {}) =>
      put(CONFIG, { ...platform, rootfs: { type: "layers", diff_ids: [DIFF_ID] }, ...changes }),
    manifest: (config: Blob, layers: readonly Blob[], changes: object = {}) =>
      put(MANIFEST, { schemaVersion: 2, mediaType: MANIFEST, config, layers, ...changes }),
    index: (...manifests: readonly object[]) =>
      writeFileSync(join(directory, "index.json"), JSON.stringify({ schemaVersion: 2, manifests })),
    damage: ({ digest }: Blob, bytes: Buffer) =>
      writeFileSync(join(directory, "blobs", digest.replace(":", "/")), bytes),
  };
}

type Layout = ReturnType<typeof layoutIn>;

/** Makes an image on the base that `describe` writes; the OCI image layout of the image. */
async function imageOn(describe: (layout: Layout) => void): Promise<string> {
  const directory = temporaryDirectory();
  const base = join(directory, "base");
  describe(layoutIn(base));
  const bundle = await bundleOf(directory, { tool: { layers: { tool: { "bin/tool": "tool" } } } });
  const output = { kind: "layout", path: join(directory, "image") } as const;
  await image(bundle, { output, base: { kind: "path", path: base } });
  return output.path;
}

test("a base is chosen by the bundle's platform, and keeps everything of its config but the environment", async () => {
  const layout = await imageOn((base) => {
    const other = base.manifest(base.config({ architecture: "arm64" }), [base.layer()]);
    const config = base.config({
      variant: "v1",
      config: { Cmd: ["sh"], Env: ["A=1=2"], Labels: { a: "b" } },
      author: "x",
    });
    const ours = base.manifest(config, [base.layer()]);
    const index = base.put(INDEX, {
      schemaVersion: 2,
      manifests: [
        { ...other, platform: { architecture: "arm64", os: "linux" } },
        // An attestation, as BuildKit adds it.
        { ...other, platform: { architecture: "unknown", os: "unknown" } },
        { ...ours, platform: { architecture: "amd64", os: "linux" } },
      ],
    });
    base.index(index);
  });
  const { manifest, config } = documentsIn(layout);
  expect(config).toMatchObject({ variant: "v1", author: "x", config: { Cmd: ["sh"], Labels: { a: "b" } } });
  expect(config.config.Env[0]).toBe("A=1=2");
  expect(config.rootfs.diff_ids[0]).toBe(DIFF_ID);
  // The base has none, and one for some of the layers would be wrong.
  expect(config).not.toHaveProperty("history");
  expect(manifest.annotations["org.opencontainers.image.base.digest"]).toMatch(/^sha256:/);
});

test.each<[string, string, string, (base: Layout) => void]>([
  [
    "another manifest than its digest names",
    "IMAGE_INVALID",
    "expected sha256:",
    (base) => {
      const manifest = base.manifest(base.config(), [base.layer()]);
      base.damage(manifest, Buffer.alloc(manifest.size, " "));
      base.index(manifest);
    },
  ],
  [
    "another layer than its digest names",
    "DIGEST_MISMATCH",
    "expected sha256:",
    (base) => {
      const layer = base.layer();
      base.damage(layer, Buffer.alloc(layer.size, 1));
      base.index(base.manifest(base.config(), [layer]));
    },
  ],
  [
    "a shorter layer than it says",
    "IMAGE_INVALID",
    "expected 1024",
    (base) => {
      const layer = base.layer();
      base.damage(layer, Buffer.alloc(5));
      base.index(base.manifest(base.config(), [layer]));
    },
  ],
  [
    "the manifest of a bundle",
    "IMAGE_INVALID",
    "it is not a container image: its config has type",
    (base) => {
      base.index(base.manifest(base.put("application/vnd.ocx-bundle.config.v1+json", {}), [base.layer()]));
    },
  ],
  [
    "a config that is too large",
    "IMAGE_INVALID",
    "at most 4194304",
    (base) => {
      base.index(base.manifest(base.config({ author: "x".repeat(5_000_000) }), [base.layer()]));
    },
  ],
  [
    "a config that is nested too deeply",
    "IMAGE_INVALID",
    "too large",
    (base) => {
      const config = base.put(CONFIG, Buffer.from(`{"a":${"[".repeat(9000)}${"]".repeat(9000)}}`));
      base.index(base.manifest(config, [base.layer()]));
    },
  ],
  [
    "fewer layers than its config",
    "IMAGE_INVALID",
    "manifest 0",
    (base) => {
      base.index(base.manifest(base.config(), []));
    },
  ],
  [
    "layers that lie elsewhere",
    "IMAGE_INVALID",
    "foreign",
    (base) => {
      base.index(
        base.manifest(base.config(), [base.layer("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip")]),
      );
    },
  ],
  [
    "a missing layer",
    "IMAGE_INVALID",
    "missing",
    (base) => {
      base.index(base.manifest(base.config(), [{ ...base.layer(), digest: `sha256:${"0".repeat(64)}` }]));
    },
  ],
  [
    "another platform in its config than in its index",
    "IMAGE_INVALID",
    "linux/s390x",
    (base) => {
      const manifest = base.manifest(base.config({ architecture: "s390x" }), [base.layer()]);
      base.index({ ...manifest, platform: { architecture: "amd64", os: "linux" } });
    },
  ],
])("a base with %s is refused", async (_, code, found, describe) => {
  await expect(imageOn(describe)).rejects.toMatchObject({ code, message: expect.stringContaining(found) });
});

test("an archive of docker that lacks a layer, or has several images, is refused", async () => {
  const directory = temporaryDirectory();
  const bundle = await bundleOf(directory, { tool: { layers: { tool: { "bin/tool": "tool" } } } });
  const archive = join(directory, "docker.tar");
  const config = { architecture: "amd64", os: "linux", rootfs: { type: "layers", diff_ids: [DIFF_ID] } };
  writeFileSync(join(directory, "config.json"), JSON.stringify(config));
  const made = (images: readonly object[]) => {
    writeFileSync(join(directory, "manifest.json"), JSON.stringify(images));
    run("tar", ["-cf", archive, "-C", directory, "manifest.json", "config.json"]);
    const output = { kind: "file", path: join(directory, "image.tar") } as const;
    return image(bundle, { output, base: { kind: "path", path: archive } });
  };
  const one = { Config: "config.json", RepoTags: ["a:b"], Layers: ["gone/layer.tar"] };
  const refused = (found: string) => ({ code: "IMAGE_INVALID", message: expect.stringContaining(found) });
  await expect(made([one])).rejects.toMatchObject(refused("gone/layer.tar"));
  const present = { ...one, Layers: ["config.json"] };
  await expect(made([present])).rejects.toMatchObject(refused("layer 1 is sha256:"));
  await expect(made([one, one])).rejects.toMatchObject(refused("one image"));
  await expect(made([])).rejects.toMatchObject(refused("one image"));
  await expect(made([{ Config: 1 }])).rejects.toMatchObject(refused("manifest.json"));
});
