import { spawn } from "node:child_process";
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { openEmulator } from "../fixtures/github/emulator.ts";
import { type CodeBlock, codeBlocks } from "../fixtures/markdown.ts";
import { startCrane } from "../fixtures/registries.ts";
import { makeReleaseRepository } from "../fixtures/release-repository.ts";
import { openSite } from "../fixtures/runner/site.ts";
import { NODE } from "../fixtures/runner.ts";
import { buildStandIn } from "../fixtures/stand-in-ocx.ts";
import { unpackToolbox } from "../fixtures/toolbox.ts";
import { needs, run } from "../fixtures/tools.ts";
import { serveFiles } from "../fixtures/web-server.ts";

// People copy the blocks of README.md and docs/install.md. Here the commands are run, in their order, in a fresh folder. The
// workflows go through actionlint, with the inputs of our actions, and the first one is run.

const PAGES = ["README.md", "docs/install.md"];

/** Blocks of commands that are not run here, by a part of them. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  "npm run demo": "It would run all tests. test/dist/demo.test.ts runs the demo.",
  "nodejs.org":
    "It downloads from the network. The next test checks that it names the files that the block after it unpacks.",
  "sha256sum --check": "test/scripts/release.test.ts runs it, with a release and a Node that were carried in.",
};

const shell = PAGES.flatMap(codeBlocks).filter(({ language }) => language === "sh" || language === "bash");

function reasonFor({ text: code }: CodeBlock): string | undefined {
  return Object.entries(ELSEWHERE).find(([part]) => code.includes(part))?.[1];
}

test("every block of commands that is not run has a reason, and every reason a block", () => {
  expect(shell.length).toBeGreaterThan(6);
  expect(shell.filter((block) => reasonFor(block) !== undefined)).toHaveLength(Object.keys(ELSEWHERE).length);
});

test("the commands that need a network name what there is", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
  const all = shell.map(({ text: code }) => code).join("");
  for (const [, script = ""] of all.matchAll(/npm run (\w+)/g)) expect(scripts).toHaveProperty(script);
  const [downloads = "", unpacks = ""] = ["curl -fLO", "tar -xzf"].map((word) => {
    return shell.find(({ text: code }) => code.includes(word))?.text ?? "";
  });
  const archives = Array.from(unpacks.matchAll(/tar -xzf "([^"]+)"/g), ([, archive = ""]) => archive);
  expect(archives).toHaveLength(2);
  for (const archive of archives)
    expect(downloads).toMatch(new RegExp(`curl -fLO "https://.+/${RegExp.escape(archive)}"`));
  for (const page of [downloads, unpacks]) expect(page).toContain("SHA256SUMS");
  expect(downloads).toContain("gh attestation verify");
});

needs(
  "git",
  "gzip",
  "npm",
  "bash",
  "cc",
  "crane",
  "ssh-keygen",
)(
  "the commands of README.md and docs/install.md run in their order",
  async () => {
    const directory = temporaryDirectory();
    await using github = await openEmulator();
    mkdirSync(join(directory, "registry"));
    await using registry = await startCrane(join(directory, "registry"));
    const web = await serveFiles();
    github.releases.add({ tag: "v1.2.0" });
    const [folder, bin, prefix, repository, published, mirror] = [
      ...["folder", "bin", "prefix", "ocx-bundle", "releases", "mirror.git"].map((name) => join(directory, name)),
    ] as [string, string, string, string, string, string];
    for (const made of [folder, bin, prefix, repository]) mkdirSync(made);
    makeReleaseRepository(repository, "1.2.3");
    run(NODE, [resolve("scripts/archive-release.ts"), "1.2.3", join(published, "v1.2.3")], { cwd: repository });
    run("git", ["init", "--quiet", "--bare", mirror]);
    symlinkSync(resolve("dist/cli.mjs"), join(bin, "ocx-bundle"));
    mkdirSync(join(directory, ".ssh"), { mode: 0o700 });
    run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", join(directory, ".ssh", "id_ed25519")]);
    const ocx = buildStandIn(join(directory, "machine"), 0);
    // Stand-ins for names, paths and hosts that do not exist on this machine.
    const standIns: readonly (readonly [string, string])[] = [
      ["ocx.sh/kitware/cmake:3.28", "ocx.sh/acme/build-kit:3"],
      ["/opt/ocx", join(directory, "opt")],
      ["ghcr.io", registry.host],
      ["https://files.example.com", web.origin],
      ["https://github.com/OWNER/ocx-bundle/releases/download", `file://${published}`],
      ["https://github.com/OWNER/ocx-bundle", `file://${repository}`],
      ["https://github.example.com/tools/ocx-bundle", `file://${mirror}`],
    ];
    const env = {
      // What `npm install --global` installs comes first, once it is there.
      PATH: [join(prefix, "bin"), bin, ocx.bin, dirname(NODE), process.env["PATH"]].join(delimiter),
      HOME: directory,
      OCX_HOME: unpackToolbox(directory),
      GITHUB_API_URL: github.apiUrl,
      GITHUB_TOKEN: github.apiToken(),
      npm_config_prefix: prefix,
      npm_config_cache: join(directory, "cache"),
      npm_config_offline: "true",
      npm_config_yes: "true",
    };
    for (const block of shell.filter((candidate) => reasonFor(candidate) === undefined)) {
      const bundle = join(folder, "toolchain.tar");
      if (existsSync(bundle)) web.files.set("/toolchain.tar", { bytes: readFileSync(bundle) });
      const script = standIns.reduce((code, [from, to]) => code.replaceAll(from, to), block.text);
      // Each line has to succeed, also one whose output is evaluated.
      const child = spawn("bash", ["--norc", "-euo", "pipefail", "-c", script], { cwd: folder, env });
      const ended = new Promise<number | null>((done) => child.on("close", done));
      const [said, errors, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
      expect(status, `${block.place}:\n${script}\n${said}${errors}`).toBe(0);
      expect(errors, block.place).not.toMatch(/^error:/m);
    }
    expect(globSync(".ocx-bundle/ocx/*/ocx", { cwd: join(directory, "opt") })).toHaveLength(1);
    const left = ["toolchain.tar", "layout/index.json", "ocx-bundle.git/HEAD"].map((name) => join(folder, name));
    for (const path of [...left, join(directory, "opt", "packages"), join(prefix, "bin", "ocx-import")])
      expect(existsSync(path), path).toBe(true);
    expect(github.releases.find("v1.2.0")?.assets.map(({ name }) => name)).toContain("toolchain.tar");
    expect(web.log.length).toBeGreaterThan(0);
    const mirrored = run("git", ["--git-dir", mirror, "for-each-ref", "--format=%(objectname)"]);
    expect(mirrored).toEqual(run("git", ["rev-parse", "HEAD"], { cwd: repository }));
  },
  180_000,
);

type Jobs = Readonly<Record<string, { readonly steps: readonly object[] }>>;

/** The jobs of a block: it is a workflow, jobs, or steps. */
function jobsOf({ place, text: code }: CodeBlock): Jobs {
  const value: unknown = parse(code);
  if (Array.isArray(value))
    return { [`at-${/\d+$/.exec(place)?.[0]}`]: { ...{ "runs-on": "ubuntu-latest" }, steps: value } };
  if (typeof value !== "object" || value === null) throw new Error(`Cannot tell what ${place} is`);
  return "jobs" in value ? (value.jobs as Jobs) : (value as Jobs);
}

/** The jobs of a page belong together: some need others. */
function workflowOf(page: string, blocks = codeBlocks(page)): string {
  const jobs = blocks.filter(({ language }) => language === "yaml").map(jobsOf);
  const names = jobs.flatMap((of) => Object.keys(of));
  expect(names.toSorted(), page).toEqual([...new Set(names)].toSorted());
  return stringify({ on: "push", permissions: { contents: "read" }, jobs: Object.assign({}, ...jobs) });
}

needs("actionlint", "git")(
  "actionlint finds nothing in the workflows of the pages, with the inputs of our actions",
  () => {
    const repository = temporaryDirectory();
    for (const part of ["action.yml", "import", "dist"]) cpSync(part, join(repository, part), { recursive: true });
    run("git", ["init", "--quiet"], { cwd: repository });
    const workflows = join(repository, ".github", "workflows");
    mkdirSync(workflows, { recursive: true });
    writeFileSync(join(repository, ".github", "actionlint.yaml"), "self-hosted-runner: { labels: [no-network] }\n");
    // As actions of this repository, so that actionlint reads what inputs and outputs they have.
    const local = (text: string) => text.replaceAll(/OWNER\/ocx-bundle(\/import)?@\S+/g, (_, part = "/") => `.${part}`);
    for (const page of [...PAGES, "docs/actions.md"]) {
      const file = join(workflows, `${page.replaceAll(/\W/g, "-")}.yml`);
      writeFileSync(file, local(workflowOf(page)));
      run("actionlint", [file], { cwd: repository });
    }
    const wrong = join(workflows, "wrong.yml");
    writeFileSync(wrong, local(workflowOf("README.md").replace("cache-key:", "cache-kye:")));
    expect(() => run("actionlint", [wrong], { cwd: repository })).toThrow("exit 1");
  },
);

test.each([
  ["action.yml", "OWNER/ocx-bundle@"],
  ["import/action.yml", "OWNER/ocx-bundle/import@"],
])("README.md shows every input of %s", (file, uses) => {
  const { inputs } = parse(readFileSync(file, "utf8"));
  const shown = codeBlocks("README.md")
    .filter(({ language }) => language === "yaml")
    .flatMap((block) =>
      Object.values(jobsOf(block)).flatMap(({ steps }) => steps as { uses?: string; with?: object }[]),
    )
    .filter((step) => step.uses?.startsWith(uses))
    .flatMap((step) => Object.keys(step.with ?? {}));
  expect([...new Set(shown)].toSorted()).toEqual(Object.keys(inputs).toSorted());
});

test("the workflow of README.md brings a tool to the job without a network", async () => {
  await using stack = new AsyncDisposableStack();
  const site = await openSite(stack);
  const blocks = codeBlocks("README.md").filter(({ text: code }) => /^(export|build):/.test(code));
  expect(blocks).toHaveLength(2);
  // The sample home has no cmake. What OCX would install is copied.
  const source = unpackToolbox(temporaryDirectory());
  const workflow = workflowOf("README.md", blocks)
    .replaceAll("ocx.sh/kitware/cmake:3.28", "ocx.sh/acme/jdk:21.0.2+13")
    .replace(/ocx package install --select \S+/, `cp -a ${source} "$HOME/.ocx"`)
    .replace("cmake --version", "java -version");
  const path = join(temporaryDirectory(), "readme.yml");
  writeFileSync(path, workflow);
  const ran = await site.run(path);
  expect(
    ran.map(({ id, result, steps }) => `${id} ${result} ${result === "failure" ? steps.at(-1)?.log : ""}`),
  ).toEqual(["export success ", "build success "]);
  expect(ran.at(-1)?.steps.at(-1)?.log).toBe("java -version\n");
  expect(site.lookups()).toBe("");
});
