import { execFileSync } from "node:child_process";
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { dispatchPath, indexRootPath, layerPath, storeBlobPath } from "../src/home/model/paths.ts";
import { digestOf } from "../src/oci/digest.ts";

const REGISTRY = "bench.example";

/** One kind of toolchain: what makes the content of each of its layers. */
export interface Sample {
  readonly name: string;
  /** Default: 1. */
  readonly version?: string;
  readonly layers: readonly ((content: string) => void)[];
}

const MODULES = join(import.meta.dirname, "../node_modules");

/** What `npm ci` installed here is the material, so that every machine has the same; then toolchains as they are found. */
export const SAMPLES: readonly Sample[] = [
  { name: "mixed", layers: [copyModules, copySmallFiles, copyModules, copySmallFiles] },
  { name: "small-files", layers: [copySmallFiles, copySmallFiles, copySmallFiles, copySmallFiles] },
  { name: "huge-files", layers: [(content) => joinBinaries(content, 2)] },
  ...installed("go", "go", ["env", "GOROOT"]),
  ...installed("python", "python3", ["-c", "import sysconfig; print(sysconfig.get_path('stdlib'))"]),
  sampleOf("node", dirname(dirname(process.execPath))),
];

/** A tree as it is on this machine. */
export function sampleOf(name: string, tree: string): Sample {
  // OCX layers have no hard links, which tar would store once.
  const copy = ["-a", "--no-preserve=links", "--no-preserve=ownership"];
  return { name, layers: [(content) => void execFileSync("cp", [...copy, tree, join(content, basename(tree))])] };
}

/** The tree that a program says it lives in; nothing where there is no such program. */
function installed(name: string, program: string, args: readonly string[]): Sample[] {
  try {
    const tree = execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    return existsSync(tree) ? [sampleOf(name, tree)] : [];
  } catch {
    return [];
  }
}

/** So many files of one size, of text and machine code as they come. */
export function scaledSample(files: number, size: number): Sample {
  return { name: `${files}-files-of-${size}`, layers: [(content) => writeFiles(content, files, size)] };
}

function writeFiles(content: string, files: number, size: number): void {
  const sources = largest(MODULES, 64).map((path) => readFileSync(path));
  const material = Buffer.concat(sources).subarray(0, 256 * 1024 * 1024);
  for (let file = 0, at = 0; file < files; file += 1) {
    const directory = join(content, `directory-${Math.floor(file / 50)}`);
    if (file % 50 === 0) mkdirSync(directory);
    const to = openSync(join(directory, `file-${file}`), "w");
    for (let done = 0; done < size; ) {
      if (at === material.length) at = 0;
      const written = writeSync(to, material, at, Math.min(size - done, material.length - at));
      done += written;
      at += written;
    }
    closeSync(to);
  }
}

/** Writes a home that holds one package with the sample's layers, as OCX stores it. @returns the identifier of the package */
export function writeHome(home: string, { name, version = "1", layers }: Sample): string {
  const digests = layers.map((fill, position) => {
    const digest = digestOf(Buffer.from(`${name} ${version} ${position}`));
    const path = join(home, layerPath(REGISTRY, digest));
    mkdirSync(join(path, "content"), { recursive: true });
    fill(join(path, "content"));
    writeFileSync(join(path, "digest"), digest);
    return digest;
  });
  const config = writeBlob(home, { type: "bundle", version: 1 });
  const leaf = writeBlob(home, {
    schemaVersion: 2,
    mediaType: "application/vnd.oci.image.manifest.v1+json",
    config: { mediaType: "application/vnd.sh.ocx.package.v1+json", ...config },
    layers: digests.map((digest, position) => ({
      mediaType: "application/vnd.oci.image.layer.v1.tar+gzip",
      digest,
      size: 1,
      // Several copies of one tree must not overlap in the package.
      annotations: { "sh.ocx.layer.prefix": `copy-${position}` },
    })),
    artifactType: "application/vnd.sh.ocx.package.v1",
  });
  const index = {
    schemaVersion: 2,
    mediaType: "application/vnd.oci.image.index.v1+json",
    manifests: [
      {
        mediaType: "application/vnd.oci.image.manifest.v1+json",
        ...leaf,
        platform: { architecture: "any", os: "any" },
      },
    ],
  };
  const { digest } = writeBlob(home, index);
  write(join(home, dispatchPath(REGISTRY, name, digest)), JSON.stringify(index));
  const root = { repository: `oci://${REGISTRY}/${name}`, tags: { [version]: { content: digest } } };
  write(join(home, indexRootPath(REGISTRY, name)), JSON.stringify(root));
  return `${REGISTRY}/${name}:${version}`;
}

function writeBlob(home: string, document: unknown) {
  const bytes = Buffer.from(JSON.stringify(document));
  const digest = digestOf(bytes);
  write(join(home, storeBlobPath(REGISTRY, digest)), bytes);
  return { digest, size: bytes.byteLength };
}

function write(path: string, bytes: string | Uint8Array): void {
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, bytes);
}

function copyModules(content: string): void {
  // OCX layers have no hard links, which tar would store once.
  execFileSync("cp", ["-a", "--no-preserve=links", MODULES, join(content, "lib")]);
}

/** Every file of up to 16 KiB, three times. */
function copySmallFiles(content: string): void {
  for (const copy of ["one", "two", "three"])
    cpSync(MODULES, join(content, copy), { recursive: true, filter: isSmall, verbatimSymlinks: true });
}

function isSmall(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && (stat.isDirectory() || stat.size <= 16_384);
}

/** Files of about half a gigabyte, as compilers and their libraries are: machine code. */
function joinBinaries(content: string, count: number): void {
  const binaries = largest(MODULES, 8).map((path) => readFileSync(path));
  for (let file = 0; file < count; file += 1) {
    const to = openSync(join(content, `binary-${file}`), "w", 0o755);
    for (let size = 0, turn = file; size < 512 * 1024 * 1024; turn += 1) {
      size += writeSync(to, binaries[turn % binaries.length] ?? Buffer.alloc(0));
    }
    closeSync(to);
  }
}

function largest(directory: string, count: number): string[] {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => basename(path) !== "package-lock.json");
  return files.toSorted((a, b) => statSync(b).size - statSync(a).size).slice(0, count);
}
