import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { parseExportInputs, parseImportInputs } from "../../src/actions/inputs.ts";
import { parseArguments } from "../../src/cli/arguments.ts";
import { BUNDLE_OPTIONS } from "../../src/options/table/bundle-options.ts";
import { CHANNEL_OPTIONS } from "../../src/options/table/channel-options.ts";
import { BASE_OPTIONS } from "../../src/options/table/delta-options.ts";
import { IMAGE_OPTIONS } from "../../src/options/table/image-options.ts";
import { ADDRESSED, CHANNELS, COMMAND_NAMES, SERVICES } from "../../src/options/table/operations.ts";
import type { Option } from "../../src/options/table/option.ts";
import { OPTIONS, optionsOf } from "../../src/options/table/option-table.ts";
import { PACKAGE_OPTIONS } from "../../src/options/table/package-options.ts";
import { parseOptions } from "../../src/options/table/parse-options.ts";
import { REGISTRY_OPTIONS } from "../../src/options/table/registry-options.ts";
import { RUN_OPTIONS } from "../../src/options/table/run-options.ts";
import { SERVE_OPTIONS } from "../../src/options/table/serve-options.ts";
import { STORE_OPTIONS } from "../../src/options/table/store-options.ts";
import { TRUST_OPTIONS } from "../../src/options/table/trust-options.ts";
import { runProgram } from "../fixtures/command-line.ts";
import { NODE } from "../fixtures/runner.ts";
import { change, copySources, sourcesWithRow } from "../fixtures/sources-with-row.ts";
import { member, readAction } from "../fixtures/workflow-parser.ts";

const ACTIONS = [
  ["export-action", "action.yml", "uses: OWNER/ocx-bundle@v1", parseExportInputs],
  ["import-action", "import/action.yml", "uses: OWNER/ocx-bundle/import@v1", parseImportInputs],
] as const;

test("no option is in the table twice, and no operation has one twice", () => {
  const themes = [
    PACKAGE_OPTIONS,
    CHANNEL_OPTIONS,
    BUNDLE_OPTIONS,
    REGISTRY_OPTIONS,
    IMAGE_OPTIONS,
    SERVE_OPTIONS,
    STORE_OPTIONS,
    TRUST_OPTIONS,
    BASE_OPTIONS,
    RUN_OPTIONS,
  ];
  expect(themes.flatMap((theme) => Object.keys(theme)).toSorted()).toEqual(Object.keys(OPTIONS).toSorted());
  for (const operation of [...COMMAND_NAMES, "export-action", "import-action"] as const) {
    const options = optionsOf(operation);
    for (const key of ["name", "input", "short"] as const) {
      const words = options.map((option) => option[key]).filter((word) => word !== undefined);
      expect(words.length).toBe(new Set(words).size);
    }
    const defaults = options.filter(
      ({ type, ...option }) =>
        type.kind === "choice" && option.default !== undefined && !type.choices.includes(option.default),
    );
    expect(defaults).toEqual([]);
  }
});

test("action.yml and the docs say what the table says", () => {
  expect(runProgram([NODE, "scripts/write-options.ts", "--check"])).toMatchObject({ status: 0, errors: "" });
});

test.each(ACTIONS)("the inputs of the %s are those of the table: name, text, default", (action, path) => {
  const inputs = member(readAction(path), "inputs");
  expect(Object.keys(inputs)).toEqual(optionsOf(action).map(({ input }) => input));
  for (const option of optionsOf(action)) {
    const input = member(inputs, option.input);
    expect(member(input, "description")).toContain(option.about);
    expect(member(input, "required")).toBe(false);
    const fallback = option.type.kind === "flag" ? "false" : {};
    expect(member(input, "default")).toEqual(option.default ?? fallback);
  }
});

test.each(ACTIONS)("README lists every input of the %s, with its default or an example", (action, _, uses) => {
  const blocks = readFileSync("README.md", "utf8").split("### Inputs")[1]?.split("```") ?? [];
  const block = blocks.find((text) => text.includes(uses))?.replace("yaml", "") ?? "";
  const [step] = parseYaml(block);
  expect(Object.keys(step.with).toSorted()).toEqual(
    optionsOf(action)
      .map(({ input }) => input)
      .toSorted(),
  );
  const wrong = optionsOf(action).filter(({ input, type, ...option }) => {
    const fallback = option.default ?? (type.kind === "flag" ? "false" : undefined);
    if (fallback !== undefined && String(step.with[input]) !== fallback) return true;
    const line = block.split("\n").find((text) => text.trim().startsWith(`${input}:`)) ?? "";
    return type.kind === "choice" && type.choices.some((choice) => !line.includes(choice));
  });
  expect(wrong.map(({ input }) => input)).toEqual([]);
});

/** A text that is not the default of an option. */
function sampleOf({ type, name, ...option }: Option): string {
  if (name === "listen") return "127.0.0.2:1";
  if (name === "home-path") return "/sample";
  if (name === "unused-for") return "3d";
  if (name === "max-size") return "5G";
  switch (type.kind) {
    case "flag":
      return option.default === "true" ? "false" : "true";
    case "number":
      return "7";
    case "size":
      return "4GiB";
    case "choice":
      return type.choices.find((choice) => choice !== option.default) ?? "";
    default:
      return "sample";
  }
}

function outcome(parse: () => unknown): string {
  try {
    return JSON.stringify(parse());
  } catch {
    return "refused";
  }
}

/** True if the option changes what is made of one of the lines, and is not refused there. */
function isRead<Base>(bases: readonly Base[], parse: (base: Base, withOption: boolean) => unknown): boolean {
  return bases.some((base) => {
    const [without, given] = [outcome(() => parse(base, false)), outcome(() => parse(base, true))];
    return given !== "refused" && given !== without;
  });
}

const NEEDED: Partial<Record<string, string>> = {
  release: " --release-tag v1",
  registry: " --reference h.example/a",
  url: " --url https://h/f",
};
const SENDS = SERVICES.map((channel) => `--to ${channel}${NEEDED[channel] ?? ""}`);
/** Options of trust that others need. */
const TRUSTS = [
  " --repository o/n",
  " --allowed-signers a",
  " --certificate-identity i",
  " --certificate-oidc-issuer u",
];
const LINES: Readonly<Record<(typeof COMMAND_NAMES)[number], readonly string[]>> = {
  export: ["export -o f", "export a", "export -o oci://h.example/a"],
  import: ["import f", "import https://h/f", "import oci://h.example/a", ...TRUSTS.map((more) => `import f${more}`)],
  inspect: ["inspect f", "inspect https://h/f", "inspect oci://h.example/a"],
  verify: [
    "verify f",
    "verify --home /h",
    "verify https://h/f",
    "verify oci://h.example/a",
    ...TRUSTS.map((more) => `verify f${more}`),
  ],
  env: ["env", "env a", "env --bundle f", "env --bundle https://h/f", "env --bundle oci://h.example/a"],
  manifest: ["manifest f", "manifest https://h/f", "manifest oci://h.example/a"],
  diff: ["diff a b", "diff https://h/a b", "diff a oci://h.example/b"],
  have: ["have"],
  complete: ["complete f -o g", "complete https://h/f -o g", "complete oci://h.example/a -o g", "complete f"],
  split: ["split f --size 1M", "split f"],
  join: ["join f"],
  merge: ["merge a b -o f", "merge a b", "merge https://h/a b -o f", "merge oci://h.example/a b -o f"],
  extract: ["extract f -o f", "extract f", "extract https://h/f -o f", "extract oci://h.example/a -o f"],
  send: [
    "send f",
    "send https://h/f --to cache",
    "send f --to release",
    "send f --to registry",
    ...SENDS.map((to) => `send f ${to}`),
  ],
  fetch: [
    "fetch",
    ...ADDRESSED.flatMap((channel) => [`fetch --from ${channel}`, `fetch --from ${channel}${NEEDED[channel] ?? ""}`]),
  ],
  sign: ["sign f --key k", "sign https://h/f --key k", "sign oci://h.example/a --key k", "sign f"],
  attach: ["attach f s", "attach https://h/f s", "attach oci://h.example/a s"],
  sbom: ["sbom f", "sbom https://h/f", "sbom oci://h.example/a"],
  image: [
    "image f -o i",
    "image f --to registry --reference h.example/a",
    "image oci://h.example/a -o i",
    "image f -o oci://h.example/a",
    "image f",
    "image f --reference h.example/a",
    "image f --to registry",
  ],
  history: ["history"],
  forget: ["forget f"],
  store: ["store list", "store add f", "store gc"],
  serve: ["serve f", "serve f --tls-cert c", "serve f --tls-key k", "serve f --listen 0.0.0.0:1 --read-token t"],
  completion: ["completion bash"],
  help: ["help"],
  // Options of the program itself make any other words right.
  version: ["version", "version 2"],
};

test.each(COMMAND_NAMES)("every option of %s changes what is asked for", (command) => {
  const streams = { input: new PassThrough(), output: new PassThrough() };
  const unread = optionsOf(command).filter((option) => {
    const words = option.type.kind === "flag" ? [`--${option.name}`] : [`--${option.name}`, sampleOf(option)];
    return !isRead(LINES[command], (line, given) =>
      parseArguments("ocx-bundle", [...line.split(" "), ...(given ? words : [])], streams),
    );
  });
  expect(unread.map(({ name }) => name)).toEqual([]);
});

test.each(ACTIONS)("every input of the %s changes what is asked for", (action, _, __, parse) => {
  const digest = action === "import-action" ? { digest: "any" } : {};
  const url = { from: "url", url: "https://h/f", ...digest };
  const ofUrl =
    action === "import-action"
      ? [{ from: "url", ...digest }, url, { ...url, username: "u" }, { ...url, password: "p" }]
      : [];
  const ofChannels = CHANNELS.flatMap((channel) => [
    { to: channel, from: channel, ...digest },
    { to: channel, from: channel, "release-tag": "v1", file: "f", ...digest },
    { to: channel, from: channel, "release-tag": "v1", ...digest },
    { to: channel, from: channel, file: "f", ...digest },
  ]);
  const registry = { to: "registry", from: "registry", reference: "h.example/a", ...digest };
  const originals = { to: "registry", original: "true" };
  const ofRegistry = [originals, registry, { ...registry, username: "u" }, { ...registry, password: "p" }];
  const ofTrust = TRUSTS.map((words) => {
    const [, name = "", value = ""] = /^ --(\S+) (\S+)$/.exec(words) ?? [];
    return { from: "file", file: "f", [name === "repository" ? "source-repository" : name]: value, ...digest };
  });
  const ofImage = [{ to: "file", from: "file", image: "true", ...digest }];
  const bases = [...ofUrl, ...ofRegistry, ...ofImage, ...ofChannels, ...(action === "import-action" ? ofTrust : [])];
  const unread = optionsOf(action).filter(
    (option) =>
      !isRead<Readonly<Record<string, string>>>(bases, (base, given) => {
        const values = given ? { ...base, [option.input]: sampleOf(option) } : base;
        return parse((name) => values[name] ?? "", "/temp");
      }),
  );
  expect(unread.map(({ input }) => input)).toEqual([]);
});

test("an option that is a row is a value of its type, for the operations that it names", () => {
  const table = {
    ...OPTIONS,
    "sort-by": {
      type: { kind: "choice", choices: ["age", "weight"] },
      uses: [
        { in: ["inspect"], about: "Order of rows." },
        { in: ["verify"], about: "Order of rows.", default: "age" },
      ],
    },
  } as const;
  const given = (text?: string) => ({
    textsOf: ({ name }: Option) => (name === "sort-by" && text !== undefined ? [text] : []),
    quote: (name: string) => `<${name}>`,
  });
  const optional: "age" | "weight" | undefined = parseOptions(table, "inspect", given("weight"))["sort-by"];
  expect(optional).toBe("weight");
  expect(parseOptions(table, "inspect", given())).not.toHaveProperty("sort-by");
  const always: "age" | "weight" = parseOptions(table, "verify", given())["sort-by"];
  expect(always).toBe("age");
  // @ts-expect-error import does not have it
  expect(parseOptions(table, "import", given("weight"))["sort-by"]).toBeUndefined();
  expect(() => parseOptions(table, "inspect", given("wait"))).toThrow(
    expect.objectContaining({
      code: "OPTION_INVALID",
      message: 'Cannot read <sort-by>: got "wait", expected one of age, weight',
    }),
  );
});

test("a new row reaches action.yml and the docs", () => {
  const directory = sourcesWithRow();
  const write = (...words: string[]) => runProgram([NODE, join(directory, "scripts/write-options.ts"), ...words]);
  const checked = write("--check");
  expect(checked.status).toBe(1);
  expect(checked.errors).toMatch(/^import\/action\.yml .*\ndocs\/actions\.md .*\n$/);
  expect(write().status).toBe(0);
  expect(member(member(readAction(join(directory, "import/action.yml")), "inputs"), "sort-by")).toEqual({
    description: "Order of rows. One of age, weight.",
    required: false,
  });
  expect(readFileSync(join(directory, "docs/actions.md"), "utf8")).toMatch(
    /\n\| `sort-by` +\| Order of rows\. One of `age`, `weight`\. +\| +\|\n/,
  );
  expect(write("--check").status).toBe(0);
});

test("the compiler finds where a new channel is missing", { timeout: 60_000 }, () => {
  const directory = copySources();
  change(
    join(directory, "src/options/table/operations.ts"),
    `"artifact", "release", "cache"`,
    `"artifact", "release", "cache", "pigeon"`,
  );
  const { text } = runProgram([resolve("node_modules/.bin/tsc"), "--noEmit"], { cwd: directory });
  const files = Array.from(text.matchAll(/^(src\/\S+)\(/gm), ([, file]) => file);
  expect(new Set(files)).toEqual(
    new Set(["src/actions/export.ts", "src/options/requests/channel-choice.ts", "src/report/summary-bundle.ts"]),
  );
});
