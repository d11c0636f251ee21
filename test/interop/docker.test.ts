import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { temporaryDirectory } from "../fixtures/commands.ts";
import {
  bundleOf,
  compileStatic,
  documentsIn,
  imageFile,
  install,
  layerContent,
  unpackArchive,
} from "../fixtures/image.ts";
import { needs, run, start } from "../fixtures/tools.ts";

/** The daemon needs root. */
const AS_ROOT = process.getuid?.() === 0 ? [] : ["sudo", "-n"];

function asRoot(...words: string[]): string {
  const [tool = "", ...rest] = [...AS_ROOT, ...words];
  return run(tool, rest).toString();
}

interface Docker extends AsyncDisposable {
  run(...words: string[]): string;
}

/** Starts a daemon of its own, without a network. */
async function startDocker(directory: string): Promise<Docker> {
  const place = (name: string): string => join(directory, name);
  mkdirSync(directory);
  const host = `unix://${place("socket")}`;
  const client = (...words: string[]): string => asRoot("docker", "--host", host, ...words);
  const network = ["--iptables=false", "--ip6tables=false", "--bridge=none"];
  const places = ["--data-root", place("data"), "--exec-root", place("exec"), "--pidfile", place("pid")];
  const [tool, ...words] = [...AS_ROOT, "dockerd", ...network, ...places, "--storage-driver=vfs", "--host", host];
  const answers = async (): Promise<boolean> => {
    try {
      client("version");
      return true;
    } catch {
      return false;
    }
  };
  const daemon = await start(tool, words, answers, "SIGTERM");
  return { run: client, [Symbol.asyncDispose]: () => daemon[Symbol.asyncDispose]() };
}

needs("cc", "dockerd", "docker")("docker loads an archive, and a tool of it runs", { timeout: 60_000 }, async () => {
  const directory = temporaryDirectory();
  const program = compileStatic(directory);
  const env = [
    { key: "PATH", type: "path", value: "bin", visibility: "public" },
    { key: "GREETING", type: "constant", value: "hello from ${installPath}", visibility: "public" },
  ];
  const layers = { tools: { "share/doc": "doc" }, more: { "share/more": "more" } };
  const bundle = await bundleOf(
    directory,
    { one: { layers, config: { env } }, two: { layers: { tools: { "share/doc": "doc" } } } },
    { change: (home) => install(program, join(layerContent(home, "tools"), "bin/greet")) },
  );
  await using docker = await startDocker(join(directory, "docker"));
  const [major = ""] = docker.run("version", "--format", "{{.Server.Version}}").split(".");
  // Versions before 23 do not read zstd.
  const forms = (["none", "gzip", "zstd"] as const).filter((form) => form !== "zstd" || Number(major) >= 23);
  for (const compression of forms) {
    const archive = join(directory, `${compression}.tar`);
    const name = `acme/${compression}:1`;
    await imageFile(bundle, archive, { compression, name });
    expect(docker.run("load", "--input", archive)).toContain(`Loaded image: ${name}`);
    const { config } = documentsIn(unpackArchive(archive, join(directory, compression)));
    const [seen] = JSON.parse(docker.run("image", "inspect", name));
    expect(seen).toMatchObject({ Architecture: "amd64", Os: "linux", RootFS: { Layers: config.rootfs.diff_ids } });
    expect(seen.Config.Env).toEqual(config.config.Env);
    const said = docker.run("run", "--rm", "--network", "none", name, "greet", "world");
    expect(said).toMatch(/^hello from \/ocx\/packages\/reg\.example\/sha256\/..\/.{30}\/content world\n$/);
  }
});
