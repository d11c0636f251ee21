import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { makeReleaseRepository, RELEASE_WORKFLOW } from "../fixtures/release-repository.ts";
import { openSite, type Site } from "../fixtures/runner/site.ts";
import { needs, run } from "../fixtures/tools.ts";
import { sha256 } from "../fixtures/tree.ts";
import type { RanJob } from "../fixtures/workflow.ts";

const COMMITS = ["a", "b"].map((digit) => digit.repeat(40));

/** A repository whose tests say `ci` when they run. */
function makeRepository(version: string, status = 0): string {
  const folder = temporaryDirectory();
  mkdirSync(join(folder, ".ci"));
  writeFileSync(join(folder, ".ci/run"), `echo ci\nexit ${status}\n`, { mode: 0o755 });
  makeReleaseRepository(folder, version);
  return folder;
}

function release({ run: play, github, logging }: Site, folder: string, version: string, commit = COMMITS[0]) {
  return play(RELEASE_WORKFLOW, {
    event: { name: "workflow_dispatch" },
    inputs: { version, "dry-run": false },
    repository: { folder, parts: ["."] },
    variables: (job) => ({ ...github.variables({ job }), ...logging, GITHUB_SHA: commit ?? "" }),
  });
}

function results(ran: readonly RanJob[]): string[] {
  return ran.map(({ id, result, steps }) => `${id} ${result}${result === "failure" ? `: ${steps.at(-1)?.log}` : ""}`);
}

async function commitOf({ github }: Site, tag: string): Promise<string | undefined> {
  const answer = await fetch(`${github.apiUrl}/repos/acme/tools/git/ref/tags/${tag}`);
  return answer.ok ? Object(await answer.json()).object.sha : undefined;
}

needs("git", "gzip")(
  "release.yml publishes the archive that its tests have passed, and moves the major tag",
  async () => {
    await using stack = new AsyncDisposableStack();
    const site = await openSite(stack);
    const ran = await release(site, makeRepository("1.2.3"), "1.2.3");
    expect(results(ran)).toEqual(["build success", "draft success", "publish success"]);
    expect(ran[0]?.steps.map(({ log }) => log)).toContain("ci\n");

    const found = site.github.releases.find("v1.2.3");
    expect(found).toMatchObject({ draft: false, prerelease: false, target: COMMITS[0], text: "- Carries more.\n" });
    expect(found?.assets.map(({ name }) => name)).toEqual(["ocx-bundle-1.2.3.tar.gz", "SHA256SUMS"]);
    const [archive, sums] = await Promise.all(found?.assets.map(({ blob }) => site.github.read(blob)) ?? []);
    expect(sums?.toString()).toBe(`${sha256(archive ?? Buffer.alloc(0))}  ocx-bundle-1.2.3.tar.gz\n`);
    expect(ran[1]?.steps.map(({ name, log }) => [name, log])).toContainEqual(["actions/attest", sums?.toString()]);
    expect(await commitOf(site, "v1")).toBe(COMMITS[0]);

    await release(site, makeRepository("1.3.0"), "1.3.0", COMMITS[1]);
    expect(await commitOf(site, "v1")).toBe(COMMITS[1]);
    expect(site.lookups()).toBe("");
  },
);

needs("git", "gzip")("release.yml leaves the major tag alone for a version before a release", async () => {
  await using stack = new AsyncDisposableStack();
  const site = await openSite(stack);
  const ran = await release(site, makeRepository("2.0.0-rc.1"), "2.0.0-rc.1");
  expect(results(ran)).toEqual(["build success", "draft success", "publish success"]);
  expect(site.github.releases.find("v2.0.0-rc.1")).toMatchObject({ draft: false, prerelease: true });
  expect(await commitOf(site, "v2")).toBeUndefined();
});

needs("git", "gzip")("release.yml makes no draft when a test fails, or the version is released already", async () => {
  await using stack = new AsyncDisposableStack();
  const site = await openSite(stack);
  const red = await release(site, makeRepository("1.2.3", 1), "1.2.3");
  expect(red.map(({ result }) => result)).toEqual(["failure", "skipped", "skipped"]);
  const tagged = makeRepository("1.2.3");
  run("git", ["tag", "v1.2.3"], { cwd: tagged });
  const again = await release(site, tagged, "1.2.3");
  expect(results(again)[0]).toContain("The tag v1.2.3 exists already");
  expect(site.github.releases.list()).toEqual([]);
});
