import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

/** A registry of the distribution project. */
export async function startRegistry(
  directory: string,
): Promise<{ readonly host: string; readonly child: ChildProcess }> {
  const program = ["docker-registry", "registry"].find((name) => spawnSync(name, ["--version"]).status === 0);
  if (program === undefined) throw new Error("install `registry` or `docker-registry` of the distribution project");
  const port = await freePort();
  const config = join(directory, "registry.yml");
  const storage = `storage: { filesystem: { rootdirectory: ${JSON.stringify(join(directory, "registry"))} } }`;
  writeFileSync(config, `version: 0.1\nlog: { level: error }\n${storage}\nhttp: { addr: "127.0.0.1:${port}" }\n`);
  const child = spawn(program, ["serve", config], { stdio: "ignore" });
  const host = `127.0.0.1:${port}`;
  for (let attempt = 0; attempt < 200; attempt++) {
    const answer = await fetch(`http://${host}/v2/`).catch(() => undefined);
    if (answer?.ok === true) return { host, child };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill("SIGKILL");
  throw new Error(`${program} does not answer`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
