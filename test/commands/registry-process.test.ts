import { spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "vitest";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { forward, openFront } from "../fixtures/front.ts";
import { OFFLINE } from "../fixtures/github/preloads.ts";
import { PASSWORD, startDistribution, startWithPassword, startWithTokens, USER } from "../fixtures/registries.ts";
import { MACHINE, NODE } from "../fixtures/runner.ts";
import { bundleHeavyToolbox, bundleToolbox } from "../fixtures/toolbox.ts";
import { needs, run } from "../fixtures/tools.ts";

// The command line, in processes of its own that reach only loopback.

interface Running {
  readonly kill: () => void;
  readonly ended: Promise<{ readonly status: number | null; readonly text: string }>;
}

/** Not spawnSync: registries and token services answer in this process. */
function start(args: readonly string[], directory: string, variables: Record<string, string> = {}): Running {
  const env = {
    ...MACHINE,
    HOME: directory,
    TMPDIR: directory,
    XDG_RUNTIME_DIR: directory,
    ...variables,
  };
  const child = spawn(NODE, ["--import", OFFLINE, resolve("src/cli/main.ts"), ...args], { env });
  const texts = [child.stdout, child.stderr].map((stream) => Array.fromAsync(stream, String));
  const ended = once(child, "close").then(async () => ({
    status: child.exitCode,
    text: (await Promise.all(texts)).flat().join(""),
  }));
  return { ended, kill: () => child.kill("SIGKILL") };
}

needs("docker-registry")("a push that is killed leaves the tag and no file, and another one completes it", async () => {
  const directory = temporaryDirectory();
  const bundle = await bundleHeavyToolbox(directory, 1_000_000);
  await using registry = await startDistribution(directory);
  let puts = 0;
  const front = await openFront(async (request, response) => {
    // The third blob never gets an answer.
    if (request.method === "PUT" && ++puts === 3) return;
    await forward(request, response, registry.host);
  });
  const temporary = join(directory, "temporary");
  mkdirSync(temporary);
  const sending = start(["send", bundle, "--to", "registry", "--reference", `${front.host}/acme/toolbox:1`], temporary);
  await expect.poll(() => puts, { timeout: 30_000 }).toBeGreaterThan(2);
  sending.kill();
  await sending.ended;
  expect(await (await fetch(`http://${registry.host}/v2/acme/toolbox/tags/list`)).text()).not.toContain('"1"');
  puts = 3;
  const again = await start(
    ["send", bundle, "--to", "registry", "--reference", `${front.host}/acme/toolbox:1`],
    temporary,
  ).ended;
  expect(again).toMatchObject({ status: 0, text: expect.stringContaining("Sent") });
  const back = join(directory, "back.tar");
  const reference = `oci://${registry.host}/acme/toolbox:1`;
  expect(await start(["verify", reference], temporary).ended).toMatchObject({ status: 0 });
  const fetching = ["fetch", "--from", "registry", "--reference", reference, "--output", back];
  expect(await start(fetching, temporary).ended).toMatchObject({ status: 0 });
  expect(readFileSync(back).equals(readFileSync(bundle))).toBe(true);
  expect(globSync("**", { cwd: temporary }).filter((name) => statSync(join(temporary, name)).isFile())).toEqual([]);
});

needs("docker-registry", "openssl")("no password and no token is in any output or file", async () => {
  const directory = temporaryDirectory();
  const bundle = await bundleToolbox(directory);
  const variables = { OCX_BUNDLE_USERNAME: USER, OCX_BUNDLE_PASSWORD: PASSWORD };
  const place = join(directory, "place");
  mkdirSync(place);
  await using open = await startWithPassword(directory);
  await using guarded = await startWithTokens(place);
  const texts: string[] = [];
  for (const { host } of [open, guarded]) {
    const reference = `${host}/acme/toolbox:1`;
    for (const args of [
      ["send", bundle, "--to", "registry", "--reference", reference, "--json", "--verbose"],
      ["fetch", "--from", "registry", "--reference", reference, "--output", place, "--verbose", "--overwrite"],
      ["inspect", `oci://${reference}`, "--json"],
      ["import", `oci://${reference}`, "--home", join(place, "home"), "--platform", "linux/amd64+libc.glibc"],
      ["import", `oci://${host}/acme/absent:1`, "--home", join(place, "home")],
    ]) {
      const { status, text } = await start(args, place, variables).ended;
      expect([0, 79], text).toContain(status);
      texts.push(text);
    }
    const refused = await start(["inspect", `oci://${reference}`], place, {
      ...variables,
      OCX_BUNDLE_PASSWORD: "wr0ng-secret",
    }).ended;
    expect(refused.status, refused.text).toBe(80);
    expect(refused.text).toContain("OCX_BUNDLE_USERNAME and OCX_BUNDLE_PASSWORD");
    texts.push(refused.text);
  }
  const files = run("find", [join(place, "home"), "-type", "f"])
    .toString()
    .trim()
    .split("\n");
  for (const path of files) texts.push(readFileSync(path, "latin1"));
  const all = texts.join("\n");
  expect(guarded.tokens.length).toBeGreaterThan(0);
  for (const secret of [
    PASSWORD,
    "wr0ng-secret",
    Buffer.from(`${USER}:${PASSWORD}`).toString("base64"),
    ...guarded.tokens,
  ])
    expect(all.includes(secret)).toBe(false);
});
