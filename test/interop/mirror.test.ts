import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sendBundle } from "../../src/commands/send-bundle.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { ocxOf, variablesIn } from "../fixtures/ocx-client.ts";
import { exportOriginals, mirrored, type Published, publish, push } from "../fixtures/published.ts";
import { type RunningRegistry, startWithReferrers } from "../fixtures/registries.ts";
import { openJob, runAction } from "../fixtures/runner.ts";
import { lacks } from "../fixtures/tools.ts";

describe.skipIf(lacks("referrers-registry", "xz"))("a registry with a referrers API", () => {
  const directory = mkdtempSync(join(tmpdir(), "ocx-bundle-mirror-"));
  const source = { kind: "file", path: join(directory, "toolchain.tar") } as const;
  const TOOL = { registry: "ocx.sh", repository: "acme/tool" };
  let published: Published;
  let registry: RunningRegistry;

  beforeAll(async () => {
    published = publish(directory);
    registry = await startWithReferrers();
    await push(registry.host, "mirror/", published.packages, { hasApi: true });
  });
  afterAll(async () => {
    await registry?.[Symbol.asyncDispose]();
    rmSync(directory, { recursive: true, force: true });
  });

  test("gives an export all signatures, and takes them as a mirror, so that OCX installs from it", async () => {
    const variables = mirrored(directory, { "ocx.sh": `http://${registry.host}/mirror` });
    const { exported, heard } = await exportOriginals(published, variables, { output: source });
    expect(heard.warnings).toEqual([]);
    for (const [place, { referrers }] of published.packages.entries())
      expect(exported.bundle.originals?.repositories[place]?.referrers.map(({ digest }) => digest)).toEqual(
        referrers.map(({ manifest }) => manifest.digest).toSorted(),
      );

    await using mirror = await startWithReferrers();
    const told = listener();
    const destination = { channel: "mirror", prefix: `${mirror.host}/closed` } as const;
    const { configuration = "" } = await sendBundle({ source, destination }, surroundings(), told);
    expect(told.warnings).toEqual([]);
    const { tool, library } = published;
    const ocx = ocxOf({ configuration, variables: variablesIn(configuration), policy: true });
    const wanted = [tool, library].flatMap(({ leaf, config, layers, referrers: [signature] }) =>
      [leaf, config, ...layers, signature?.manifest, signature?.blobs[1]].map((each) => each?.digest),
    );
    expect(await ocx.install(TOOL, "1.0")).toEqual(new Set([...wanted, tool.index.digest]));
    // Nothing is listed a second time under a tag.
    expect(await ocx.updateIndex(TOOL)).toEqual(new Map([["1.0", tool.index.digest]]));
    const tags = await fetch(`http://${mirror.host}/v2/closed/ocx.sh/acme/tool/tags/list`);
    expect(await tags.json()).toMatchObject({ tags: ["1.0"] });

    await sendBundle({ source, destination }, surroundings(), told);
    expect(told.warnings).toEqual([]);
  });

  test("gets the originals from the export action, which says what OCX needs", async () => {
    await using mirror = await startWithReferrers();
    const variables = mirrored(directory, { "ocx.sh": `http://${registry.host}/mirror` });
    const job = openJob(temporaryDirectory(), variables);
    const inputs = { home: published.home, packages: "ocx.sh/acme/tool:1.0", original: "true", name: "toolchain" };
    const result = await runAction(job, resolve("."), { ...inputs, to: "registry", mirror: `${mirror.host}/closed` });
    expect(result.exitCode).toBe(0);
    const { "ocx-configuration": configuration = "", file, reference } = result.outputs;
    expect([file, reference]).toEqual([join(job.temp, "toolchain.tar"), undefined]);
    expect(result.summary).toContain(`${mirror.host}/closed`);
    const ocx = ocxOf({ configuration, variables: variablesIn(configuration), policy: true });
    expect((await ocx.install(TOOL, "1.0")).size).toBeGreaterThan(10);
  });

  test("is warned of if its lists lack the artifact types, by which OCX looks for signatures", async () => {
    await using mirror = await startWithReferrers("untyped");
    const told = listener();
    const destination = { channel: "mirror", prefix: mirror.host } as const;
    const { configuration = "" } = await sendBundle({ source, destination }, surroundings(), told);
    expect(told.warnings).toContainEqual(
      expect.stringMatching(/lists referrers without their artifact types: OCX finds no signatures there/),
    );
    const ocx = ocxOf({ configuration, variables: variablesIn(configuration), policy: true });
    await expect(ocx.install(TOOL, "1.0")).rejects.toMatchObject({ exitCode: 79 });
  });
});
