import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "vitest";
import { actPath, type Ran, runAct } from "../fixtures/act.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { OFFLINE } from "../fixtures/github/preloads.ts";
import { makeReleaseRepository, RELEASE_WORKFLOW } from "../fixtures/release-repository.ts";
import { NODE } from "../fixtures/runner.ts";
import { needs, run } from "../fixtures/tools.ts";

/** The actions of others that a workflow uses, as `owner/name@ref`. */
function actionsOf(workflow: string): string[] {
  return Array.from(readFileSync(workflow, "utf8").matchAll(/uses: (\S+@\S+)/g), ([, uses = ""]) => uses);
}

needs(
  "act",
  "git",
  "gzip",
)("act runs a dry run of the release workflow, in which nothing leaves the machine", async () => {
  const directory = temporaryDirectory();
  const [home, repository, idle] = [join(directory, "home"), join(directory, "repository"), join(directory, "idle")];
  for (const folder of [home, repository, idle]) mkdirSync(folder);
  makeReleaseRepository(repository, "1.2.3");
  // act downloads actions before it knows which steps run. The checkout is its own.
  writeFileSync(join(idle, "action.yml"), "name: idle\ndescription: test\nruns: { using: node24, main: main.mjs }\n");
  writeFileSync(join(idle, "main.mjs"), "");
  const lookups = join(directory, "lookups");
  writeFileSync(lookups, "");
  const play = (version: string): Promise<Ran> => {
    const eventPath = join(directory, "event.json");
    writeFileSync(eventPath, JSON.stringify({ inputs: { version, "dry-run": "true" } }));
    const args = [
      ["workflow_dispatch", "--json", "--no-recurse", "--workflows", RELEASE_WORKFLOW, "--eventpath", eventPath],
      ["--platform", "ubuntu-latest=-self-hosted", "--env", `NODE_OPTIONS=--import ${OFFLINE}`],
      ["--env", `OCX_BUNDLE_TEST_LOOKUPS=${lookups}`, "--no-cache-server"],
      actionsOf(RELEASE_WORKFLOW).flatMap((uses) => ["--local-repository", `${uses}=${idle}`]),
    ];
    return runAct(args.flat(), repository, { HOME: home, PATH: actPath() });
  };

  const ran = await play("1.2.3");
  expect(ran.exitCode, ran.log).toBe(0);
  expect(ran.steps).toEqual([
    "build: actions/checkout",
    "build: actions/setup-node",
    "build: Check the version, the tag and the changelog",
    "build: Make the archive and its checksum",
  ]);
  run(NODE, [resolve("scripts/archive-release.ts"), "1.2.3", directory], { cwd: repository });
  const expected = readFileSync(join(directory, "SHA256SUMS"), "utf8");
  expect(ran.output("build", "Make the archive and its checksum")).toBe(expected);

  const wrong = await play("1.2.4");
  expect(wrong.exitCode).toBe(1);
  expect(wrong.output("build", "Check the version, the tag and the changelog")).toContain("expected 1.2.4");
  expect(wrong.steps.at(-1)).toBe("build: Check the version, the tag and the changelog");
  expect(readFileSync(lookups, "utf8")).toBe("");
});
