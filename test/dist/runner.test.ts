import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { holds, interpolate, resolveValue } from "../fixtures/expressions.ts";
import type { Hosting } from "../fixtures/runner/hosting.ts";
import { expandMatrix } from "../fixtures/runner/matrix.ts";
import { openJob, runAction, runScript } from "../fixtures/runner.ts";
import { type RanJob, runWorkflow } from "../fixtures/workflow.ts";

// The runner that other tests believe is judged by what GitHub's documentation and the source of actions/runner say.

async function runText(workflow: string, hosting: Hosting = {}): Promise<RanJob[]> {
  const directory = temporaryDirectory();
  const path = join(directory, "workflow.yml");
  writeFileSync(path, workflow);
  return runWorkflow(path, directory, hosting);
}

/** A folder with an action of Node, as `action.yml` and the text of its main and post modules say. */
function makeAction(about: string, main: string, post = ""): string {
  const folder = temporaryDirectory();
  const runs = `runs: { using: node24, main: main.mjs${post === "" ? "" : ", post: post.mjs"} }`;
  writeFileSync(join(folder, "action.yml"), `name: test\ndescription: test\n${about}\n${runs}\n`);
  writeFileSync(join(folder, "main.mjs"), main);
  writeFileSync(join(folder, "post.mjs"), post);
  return folder;
}

test("outputs travel from step to step and from job to job", async () => {
  const ran = await runText(`
on: push
jobs:
  last:
    needs: [first]
    runs-on: ubuntu-latest
    steps:
      - run: echo "\${{ needs.first.outputs.word }} \${{ needs.first.result }}"
  first:
    runs-on: ubuntu-latest
    outputs:
      word: \${{ steps.say.outputs.word }}
    steps:
      - id: say
        run: |
          {
            echo "word<<END"
            echo two lines
            echo END
          } >> "$GITHUB_OUTPUT"
`);
  expect(ran.map(({ id }) => id)).toEqual(["first", "last"]);
  expect(ran.at(1)?.steps.at(0)?.log).toBe("two lines success\n");
});

test("the environment of a step wins over that of the job, and that over the workflow's", async () => {
  const [job] = await runText(`
on: push
env: { A: workflow, B: workflow, C: workflow }
defaults: { run: { working-directory: inner } }
jobs:
  one:
    runs-on: ubuntu-latest
    env: { B: job, C: "\${{ github.ref_name }}-job" }
    steps:
      - run: mkdir inner && echo "D=earlier" >> "$GITHUB_ENV"
        working-directory: .
      - env: { C: step, GITHUB_WORKSPACE: elsewhere }
        run: |
          echo "$A $B $C $D \${{ env.B }} \${{ env.C }} $(basename "$PWD") $(basename "$GITHUB_WORKSPACE")"
      - run: echo "$C"
`);
  expect(job?.steps.map(({ log }) => log.trimEnd())).toEqual([
    "",
    "workflow job step earlier job step inner work",
    "main-job",
  ]);
});

test("after a failure only those steps run that ask for it, and one that may fail fails nothing", async () => {
  const ran = await runText(`
on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - { id: soft, name: soft, run: exit 3, continue-on-error: true }
      - { name: told, if: steps.soft.outcome == 'failure' && steps.soft.conclusion == 'success', run: "true" }
      - { name: hard, run: exit 4 }
      - { name: unreached, run: "true" }
      - { name: implied, if: env.NONE == '', run: "true" }
      - { name: on failure, if: "\${{ failure() }}", run: "true" }
      - { name: always, if: always(), run: "true" }
  skipped: { needs: a, runs-on: ubuntu-latest, steps: [run: "true"] }
  rescue: { needs: a, if: failure(), runs-on: ubuntu-latest, steps: [run: "true"] }
  orphan: { needs: skipped, runs-on: ubuntu-latest, steps: [run: "true"] }
`);
  expect(ran.map(({ id, result }) => `${id} ${result}`)).toEqual([
    "a failure",
    "skipped skipped",
    "rescue success",
    "orphan skipped",
  ]);
  const steps = ran[0]?.steps.map(({ name, outcome, conclusion }) => `${name}: ${outcome}, ${conclusion}`);
  expect(steps).toEqual([
    "soft: failure, success",
    "told: success, success",
    "hard: failure, failure",
    "on failure: success, success",
    "always: success, success",
  ]);
});

test("a shell that is not named goes on after a failure within a pipe, bash by name does not", async () => {
  const job = openJob(temporaryDirectory());
  await expect(runScript(job, "false | true")).resolves.toMatchObject({ exitCode: 0 });
  await expect(runScript(job, "false | true", { shell: "bash" })).resolves.toMatchObject({ exitCode: 1 });
});

// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#example-expanding-configurations
test("a matrix expands as in GitHub's documentation", () => {
  const matrix = {
    fruit: ["apple", "pear"],
    animal: ["cat", "dog"],
    include: [
      { color: "green" },
      { color: "pink", animal: "cat" },
      { fruit: "apple", shape: "circle" },
      { fruit: "banana" },
      { fruit: "banana", animal: "cat" },
    ],
  };
  expect(expandMatrix(matrix)).toEqual([
    { fruit: "apple", animal: "cat", color: "pink", shape: "circle" },
    { fruit: "apple", animal: "dog", color: "green", shape: "circle" },
    { fruit: "pear", animal: "cat", color: "pink" },
    { fruit: "pear", animal: "dog", color: "green" },
    { fruit: "banana" },
    { fruit: "banana", animal: "cat" },
  ]);
  expect(expandMatrix({ os: ["a", "b"], node: [1, 2], exclude: [{ os: "a", node: 2 }, { os: "b" }] })).toEqual([
    { os: "a", node: 1 },
  ]);
  expect(expandMatrix({ include: [{ os: "a" }, { os: "b" }] })).toEqual([{ os: "a" }, { os: "b" }]);
});

test("a matrix makes jobs with machines of their own, and the first failure cancels the others", async () => {
  const ran = await runText(`
on: push
jobs:
  plan:
    runs-on: ubuntu-latest
    outputs: { all: '\${{ steps.plan.outputs.all }}' }
    steps:
      - { id: plan, run: "echo 'all={\\"n\\":[1,2,3]}' >> $GITHUB_OUTPUT" }
  each:
    needs: plan
    strategy: { matrix: "\${{ fromJSON(needs.plan.outputs.all) }}" }
    runs-on: ubuntu-latest
    steps:
      - run: test ! -e seen && touch seen && test \${{ matrix.n }} != 2
`);
  expect(ran.map(({ matrix, result }) => `${JSON.stringify(matrix)} ${result}`)).toEqual([
    "{} success",
    '{"n":1} success',
    '{"n":2} failure',
    '{"n":3} cancelled',
  ]);
});

test("a self-hosted machine keeps its home from run to run, and nothing else", async () => {
  const directory = temporaryDirectory();
  const path = join(directory, "workflow.yml");
  const steps = `steps: [run: 'ls "$HOME"; ls; ls "$RUNNER_TEMP"/left || touch "$HOME/home" work "$RUNNER_TEMP/left"']`;
  writeFileSync(
    path,
    `on: push\njobs: { own: { runs-on: [self-hosted], ${steps} }, hired: { runs-on: x, ${steps} } }\n`,
  );
  await runWorkflow(path, directory);
  const logs = (await runWorkflow(path, directory)).map((job) => job.steps[0]?.log.split("\n")[0]);
  expect(logs).toEqual(["home", expect.stringContaining("No such file")]);
});

test("secrets are hidden from the log, the annotations, the summary and the outputs of a job", async () => {
  const [job] = await runText(
    `
on: push
jobs:
  one:
    runs-on: ubuntu-latest
    outputs: { leak: "\${{ steps.leak.outputs.leak }}", plain: "\${{ steps.leak.outputs.plain }}" }
    steps:
      - id: leak
        env: { KEY: "\${{ secrets.KEY }}", TOKEN: "\${{ github.token }}" }
        run: |
          echo "before: later"
          echo "::add-mask::later"
          echo "$KEY $TOKEN later"
          echo "::warning title=about $KEY::token $TOKEN"
          echo "key $KEY" >> "$GITHUB_STEP_SUMMARY"
          echo "leak=x${"${KEY}"}x" >> "$GITHUB_OUTPUT"
          echo "plain=fine" >> "$GITHUB_OUTPUT"
`,
    { secrets: { KEY: "s3cret" }, token: () => "ghs_s3cret_t0ken" },
  );
  expect(job?.steps[0]?.log.split("\n").slice(0, 2)).toEqual(["before: later", "*** *** ***"]);
  expect(job?.steps[0]?.annotations).toEqual([{ kind: "warning", title: "about ***", message: "token ***" }]);
  expect(job?.steps[0]?.summary).toBe("key ***\n");
  expect(job?.outputs).toEqual({ plain: "fine" });
});

test("commands in the log are obeyed, but not while they are stopped", async () => {
  const lines = [
    "::group::a fold%0Aand more",
    "::endgroup::",
    "::debug::unseen",
    "::error title=a%3A b%2C c,file=x::one%0Atwo %2525",
    "::stop-commands::t0k",
    "::error::not this one",
    "::t0k::",
    "::notice::this one",
  ];
  const job = openJob(temporaryDirectory());
  const { annotations, log } = await runScript(job, `cat <<'END'\n${lines.join("\n")}\nEND`);
  expect(annotations).toEqual([
    { kind: "error", title: "a: b, c", message: "one\ntwo %25" },
    { kind: "notice", title: "", message: "this one" },
  ]);
  expect(log).toContain("::error::not this one");
  expect(log).not.toContain("unseen");
});

test("an action has its inputs, with evaluated defaults, a warning for an unknown one, and what only actions have", async () => {
  const inputs = `inputs: { two-words: { description: x, default: "\${{ github.token }}" }, "a b": { description: x, required: true } }`;
  const main = `console.log(JSON.stringify(Object.entries(process.env).filter(([name]) => /^(INPUT|ACTIONS)_/.test(name)).sort()));`;
  const platform = { services: { ACTIONS_RESULTS_URL: "http://127.0.0.1:1/" } };
  const job = openJob(temporaryDirectory(), {}, platform);
  const action = await runAction(job, makeAction(inputs, main), { "a b": "set", other: "x" });
  expect(JSON.parse(action.log)).toEqual([
    ["ACTIONS_RESULTS_URL", "http://127.0.0.1:1/"],
    ["INPUT_A_B", "set"],
    ["INPUT_OTHER", "x"],
    ["INPUT_TWO-WORDS", "ghs_loopback"],
  ]);
  expect(action.annotations).toEqual([
    { kind: "warning", title: "", message: "Unexpected input(s) 'other', valid inputs are ['two-words', 'a b']" },
  ]);
  const script = await runScript(job, `echo "[$ACTIONS_RESULTS_URL]"`);
  expect(script.log).toBe("[]\n");
});

test("what actions leave for the end of a job is done last first, with their state, even after a failure", async () => {
  const main = `import { appendFileSync } from "node:fs";
appendFileSync(process.env.GITHUB_STATE, "who=" + process.env.INPUT_WHO + "\\n");
process.exitCode = process.env.INPUT_WHO === "second" ? 1 : 0;`;
  const folder = makeAction("inputs: { who: { description: x } }", main, "console.log(process.env.STATE_who);");
  const actions = { "acme/post": { folder, parts: ["action.yml", "main.mjs", "post.mjs"] } };
  const use = (who: string): string => `{ uses: acme/post@v1, with: { who: ${who} } }`;
  const [job] = await runText(
    `on: push\njobs: { one: { runs-on: x, steps: [${use("first")}, ${use("second")}, ${use("never")}] } }`,
    { actions },
  );
  expect(job?.result).toBe("failure");
  expect(job?.steps.map(({ log }) => log.trim())).toEqual(["", "", "second", "first"]);
});

test("a step that sets NODE_OPTIONS for later ones fails, although the machine itself may set them", async () => {
  const directory = temporaryDirectory();
  const preload = join(directory, "preload.mjs");
  writeFileSync(preload, "console.log('preloaded');");
  const job = openJob(directory, {}, { preloads: [preload] });
  const { exitCode, annotations } = await runScript(job, `echo "NODE_OPTIONS=--inspect" >> "$GITHUB_ENV"`);
  expect({ exitCode, kinds: annotations.map(({ kind }) => kind) }).toEqual({ exitCode: 1, kinds: ["error"] });
  expect(job.variables).toEqual({});
  await expect(runScript(job, "node -e 0")).resolves.toMatchObject({ log: "preloaded\n" });
});

test("a summary of more than 1 MiB is dropped with an error", async () => {
  const job = openJob(temporaryDirectory());
  const fill = (size: number) => runScript(job, `head -c ${size} /dev/zero | tr '\\0' x > "$GITHUB_STEP_SUMMARY"`);
  await expect(fill(1024 * 1024)).resolves.toMatchObject({ annotations: [], summary: expect.stringMatching(/^x+$/) });
  const { annotations, summary } = await fill(1024 * 1024 + 1);
  expect(summary).toBe("");
  expect(annotations.map(({ message }) => message)).toEqual([expect.stringContaining("supports content up to a size")]);
});

test("a step that takes too long is interrupted, and a job that does so is cancelled", async () => {
  const ran = await runText(`
on: push
jobs:
  step:
    runs-on: x
    steps:
      - { name: slow, timeout-minutes: 0.02, run: "trap 'echo interrupted; exit 1' INT; for i in {1..600}; do sleep 0.1; done" }
      - { name: after, if: failure(), run: "true" }
  job:
    runs-on: x
    timeout-minutes: 0.02
    steps:
      - { name: slow, run: "trap 'exit 0' INT; for i in {1..600}; do sleep 0.1; done" }
      - { name: after, if: cancelled(), run: "true" }
      - { name: never, if: failure(), run: "true" }
`);
  expect(ran.map(({ result }) => result)).toEqual(["failure", "cancelled"]);
  expect(ran.map(({ steps }) => steps.map(({ name }) => name))).toEqual([
    ["slow", "after"],
    ["slow", "after"],
  ]);
  expect(ran[0]?.steps[0]).toMatchObject({ timedOut: true, log: "interrupted\n" });
});

test("the token of a job may do what the job permits, or else the workflow", async () => {
  const asked: unknown[] = [];
  await runText(
    `
on: push
permissions: { contents: read }
jobs:
  a: { runs-on: x, steps: [run: "true"] }
  b: { runs-on: x, permissions: { actions: read }, steps: [run: "true"] }
  c: { runs-on: x, permissions: {}, steps: [run: "true"] }
`,
    { token: (permissions) => `token-${asked.push(permissions)}` },
  );
  expect(asked).toEqual([{ contents: "read" }, { actions: "read" }, {}]);
});

test.each([
  ["${{ 'it''s ''so''' }}", "it's 'so'"],
  ["${{ format('{0}}}', 'a') }}", "a}"],
  ["x ${{ github.missing.deeper }} y", "x  y"],
  ["${{ 1 == 1.0 && 'yes' || 'no' }} ${{ 'A' == 'a' }} ${{ !'' }}", "yes true true"],
  ["${{ toJSON(fromJSON('[1]')) }}", "[\n  1\n]"],
  ["${{ github.ref }}-${{ github.ref }}", "main-main"],
])("%s is %j", (text, value) => expect(interpolate(text, { github: { ref: "main" } })).toBe(value));

test("a condition of several expressions is refused: GitHub takes it for a text, which always holds", () => {
  const status = { success: true, failure: false, cancelled: false };
  const ask = (text: string) => holds(text, { github: { ref: "main", sha: "" } }, { status });
  expect(ask("${{ github.ref && github.sha }}")).toBe(false);
  expect(ask("github.ref == 'main' && !github.sha")).toBe(true);
  expect(() => ask("${{ github.ref }} && ${{ github.sha }}")).toThrow("text");
  expect(resolveValue("${{ github.ref }}${{ github.ref }}", { github: { ref: "a" } })).toBe("aa");
  expect(resolveValue("${{ github }}", { github: { ref: "a" } })).toEqual({ ref: "a" });
});

test("hashFiles() is the digest of the digests of the files", () => {
  const workspace = temporaryDirectory();
  mkdirSync(join(workspace, "a"));
  writeFileSync(join(workspace, "a/ocx.lock"), "one\n");
  // printf 'one\n' | sha256sum | cut -d ' ' -f 1 | xxd -r -p | sha256sum
  const digest = "9c64071fc196d33fec0036f48898b7ff2cf8398b892ead8afce6e9568f7fb6de";
  expect(interpolate("${{ hashFiles('**/ocx.lock') }}", {}, { workspace })).toBe(digest);
  expect(interpolate("${{ hashFiles('**/none') }}", {}, { workspace })).toBe("");
});

test("what GitHub's parser refuses does not run", async () => {
  await expect(runText("on: push\njobs: { a: { runs-on: x, steps: [{ run: x, use: y }] } }")).rejects.toThrow("use");
  const wrong = "on: push\njobs: { a: { runs-on: x, steps: [{ run: x, if: secrets.KEY }] } }";
  await expect(runText(wrong)).rejects.toThrow("secrets");
});
