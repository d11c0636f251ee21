import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  printable,
  printableJson
} from "./chunk-PNVSA3GV.mjs";
import {
  causesOf,
  toBundleError
} from "./chunk-ESHCRFN5.mjs";

// src/cli/options.ts
var COMMAND_NAMES = [
  "export",
  "import",
  "inspect",
  "verify",
  "env",
  "send",
  "fetch",
  "completion",
  "help",
  "version"
];
var CHOICES = {
  form: ["tar", "oci-dir"],
  onConflict: ["update", "keep", "replace", "fail"],
  environment: ["sh", "fish", "pwsh", "json", "github"],
  channel: ["release", "artifact", "cache"],
  shell: ["bash", "zsh", "fish"]
};
var HELP = { name: "help", short: "h", about: "Show this help." };
var VERSION = { name: "version", about: "Show the version." };
var HOME = { name: "home", value: "DIR", about: "The OCX home. Default: OCX_HOME, else ~/.ocx." };
var PLATFORM = {
  name: "platform",
  value: "OS/ARCH[+FEATURE]",
  about: "Work for this platform, such as linux/amd64+libc.musl. Default: this machine's."
};
var WORKERS = {
  name: "workers",
  value: "N",
  about: "Threads that read, write and compress. Default: one for each core."
};
var DIGEST = { name: "digest", value: "sha256:\u2026", about: "Refuse a bundle with another digest." };
var FORCE = { name: "force", about: "Replace an output file that is not an offline bundle." };
var DRY_RUN = { name: "dry-run", about: "Print what would be done, without doing it." };
var JSON_OUTPUT = {
  name: "json",
  about: "Print the result or the failure as one JSON document on standard output."
};
var QUIET = { name: "quiet", short: "q", about: "Print only warnings and errors." };
var GROUP = {
  name: "group",
  short: "g",
  value: "NAME",
  repeated: true,
  about: 'Only this group of the project; "default" is its [tools]. May be repeated. Default: all groups.'
};
var ENV_GROUP = {
  ...GROUP,
  about: 'A group of the project, or "all". May be repeated; later groups win. Default: "default", its [tools].'
};
var REPOSITORY = {
  name: "repository",
  value: "OWNER/NAME",
  about: "The repository on GitHub. Default: GITHUB_REPOSITORY."
};
var CACHE_KEY = {
  name: "cache-key",
  value: "KEY",
  about: "Key of the cache entry. Default: made from the project's ocx.lock and the platform."
};
var KEY_PROJECT = {
  name: "project",
  value: "DIR|FILE",
  about: "Project whose ocx.lock makes the key. Default: the project of the working directory."
};
var NAME_IN_LAYOUT = {
  name: "name",
  value: "NAME",
  about: "Name of the bundle, if the directory holds several."
};
var BUNDLE = { value: "BUNDLE" };
var BUNDLE_NOTE = "BUNDLE is a file, a parts document, a directory with an OCI image layout, or - for standard input.";
var TOKEN_NOTE = "Set the token as GITHUB_TOKEN or GH_TOKEN. For GitHub Enterprise, set GITHUB_API_URL to an address that ends with /api/v3.";
var RUNNER_NOTE = "Sending artifacts and using the cache work in actions only, not in `run:` steps. Fetching artifacts needs a token.";
var COMMON_OPTIONS = [HELP, VERSION];
var COMMANDS = {
  export: {
    about: "Write installed packages, with everything they need, into one offline bundle.",
    usage: [
      "export [PACKAGE...] --output FILE [options]",
      "export --project DIR --output FILE [options]",
      "export --all --output FILE [options]"
    ],
    argument: { value: "PACKAGE" },
    options: [
      {
        name: "output",
        short: "o",
        value: "FILE|DIR",
        about: "Bundle to write; in a directory, NAME.tar. - is standard output."
      },
      FORCE,
      HOME,
      { name: "project", value: "DIR|FILE", about: "Export the packages in the ocx.lock of this project." },
      GROUP,
      { name: "all", about: "Export every package that has an install link." },
      { name: "name", value: "NAME", about: "Name of the bundle inside the file. Default: ocx-bundle-<os>-<arch>." },
      {
        name: "format",
        choices: CHOICES.form,
        about: "One tar, or a directory with an OCI image layout. Default: tar."
      },
      { name: "compression-level", value: "N", about: "zstd level, 1 to 19. Default: 2." },
      PLATFORM,
      WORKERS,
      DRY_RUN,
      JSON_OUTPUT,
      QUIET
    ],
    notes: [
      "PACKAGE is an identifier as OCX takes it, such as cmake:3.28 or ghcr.io/acme/tool:1@sha256:\u2026.",
      "Without PACKAGE, --project and --all, export takes the project of the working directory.",
      "With --output -, the report and the JSON document go to standard error."
    ]
  },
  import: {
    about: "Verify an offline bundle and merge it into an OCX home.",
    usage: ["import BUNDLE [options]"],
    argument: BUNDLE,
    options: [
      NAME_IN_LAYOUT,
      HOME,
      {
        name: "package",
        value: "ID",
        repeated: true,
        about: "Import only this package of the bundle; may be repeated."
      },
      { name: "select", about: "Also make the imported packages current, as `ocx package select` does." },
      {
        name: "on-conflict",
        choices: CHOICES.onConflict,
        about: "If a tag differs in this home. Default: update, which keeps tags that OCX itself set."
      },
      {
        name: "project",
        value: "DIR",
        about: "Project that protects its packages from `ocx clean`. Default: the project of the working directory."
      },
      DIGEST,
      PLATFORM,
      { name: "allow-unverified", about: "Import packages even if a trust policy requires their signatures." },
      { name: "durable", about: "Sync everything to disk before it becomes visible." },
      WORKERS,
      DRY_RUN,
      JSON_OUTPUT,
      QUIET
    ],
    notes: [BUNDLE_NOTE]
  },
  inspect: {
    about: "Show the contents of an offline bundle, without unpacking it.",
    usage: ["inspect BUNDLE [options]"],
    argument: BUNDLE,
    options: [NAME_IN_LAYOUT, JSON_OUTPUT],
    notes: [BUNDLE_NOTE]
  },
  verify: {
    about: "Check every byte of an offline bundle.",
    usage: ["verify BUNDLE [options]"],
    argument: BUNDLE,
    options: [NAME_IN_LAYOUT, DIGEST, WORKERS, JSON_OUTPUT, QUIET],
    notes: [BUNDLE_NOTE]
  },
  env: {
    about: "Print the environment of installed packages.",
    usage: ["env PACKAGE... [options]", "env --bundle BUNDLE [options]", "env --project DIR [options]"],
    argument: { value: "PACKAGE" },
    options: [
      { name: "bundle", value: "BUNDLE", about: "Use the packages that were exported into this bundle." },
      NAME_IN_LAYOUT,
      {
        name: "project",
        value: "DIR",
        about: "Use the packages in the ocx.lock of this project, and the [env] of its ocx.toml."
      },
      ENV_GROUP,
      HOME,
      PLATFORM,
      {
        name: "format",
        choices: CHOICES.environment,
        about: "Form of the output. Default: sh. github appends to the files $GITHUB_PATH and $GITHUB_ENV."
      }
    ],
    notes: [
      'In sh:   eval "$(ocx-bundle env PACKAGE)"',
      "In fish: ocx-bundle env PACKAGE --format fish | source",
      "In pwsh: ocx-bundle env PACKAGE --format pwsh | Out-String | Invoke-Expression",
      "On failure, env prints a statement that fails in the shell that evaluates it."
    ]
  },
  send: {
    about: "Send an offline bundle to a release, a workflow artifact or the actions cache.",
    usage: ["send BUNDLE --to release --release-tag TAG [options]", "send BUNDLE --to artifact|cache [options]"],
    argument: BUNDLE,
    options: [
      { name: "to", choices: CHOICES.channel, about: "Destination." },
      { name: "name", value: "NAME", about: "Send it as NAME.tar. Default: the bundle's own name." },
      { name: "release-tag", value: "TAG", about: "Tag of the release, a draft or published." },
      { name: "create-release", about: "Create a draft release if none has that tag." },
      REPOSITORY,
      { name: "overwrite", about: "Replace a different bundle of that name." },
      {
        name: "retention-days",
        value: "N",
        about: "Days to keep the artifact. Default: the setting of the repository."
      },
      CACHE_KEY,
      KEY_PROJECT,
      JSON_OUTPUT,
      QUIET
    ],
    notes: [TOKEN_NOTE, RUNNER_NOTE]
  },
  fetch: {
    about: "Fetch an offline bundle from a release, a workflow artifact or the actions cache.",
    usage: ["fetch --from release [--release-tag TAG] [options]", "fetch --from artifact --run-id ID [options]"],
    options: [
      { name: "from", choices: CHOICES.channel, about: "Origin." },
      { name: "name", value: "NAME", about: "Fetch NAME.tar. Default: ocx-bundle-<os>-<arch>." },
      {
        name: "release-tag",
        value: "TAG",
        about: "Tag of the release. Default: the release that GitHub marks as latest."
      },
      REPOSITORY,
      { name: "run-id", value: "ID", about: "Workflow run that has the artifact. Default: the current run." },
      CACHE_KEY,
      KEY_PROJECT,
      {
        name: "output",
        short: "o",
        value: "FILE|DIR",
        about: "File to write, or a directory for it. Default: the working directory."
      },
      FORCE,
      JSON_OUTPUT,
      QUIET
    ],
    notes: [
      TOKEN_NOTE,
      RUNNER_NOTE,
      "A bundle of 2 GiB or more comes in parts. Give NAME.tar.parts.json to import, inspect and verify.",
      "If --output is a file, the parts are joined."
    ]
  },
  completion: {
    about: "Print a script that completes commands, options and values in a shell.",
    usage: ["completion bash|zsh|fish"],
    argument: { choices: CHOICES.shell },
    options: [],
    notes: [
      'In ~/.bashrc: eval "$(ocx-bundle completion bash)"',
      'In ~/.zshrc:  eval "$(ocx-bundle completion zsh)"   # after compinit',
      "In ~/.config/fish/config.fish: ocx-bundle completion fish | source"
    ]
  },
  help: {
    about: "Show the help of a command.",
    usage: ["help [COMMAND]"],
    argument: { choices: COMMAND_NAMES },
    options: [],
    notes: []
  },
  version: { about: "Show the version.", usage: ["version"], options: [], notes: [] }
};

// src/cli/describe-failure.ts
var Interruption = class extends Error {
  name = "Interruption";
  exitCode;
  /** @param number of the signal, which shells add to 128 */
  constructor(signal, number) {
    super(`Interrupted by ${signal}: nothing half done is left here, run it again`);
    this.exitCode = 128 + number;
  }
};
var plainLabel = (name) => `${name}:`;
function describeFailure(thrown, label = plainLabel) {
  if (thrown instanceof Interruption) {
    const { exitCode: exitCode2, message: message2 } = thrown;
    const document2 = { code: "INTERRUPTED", message: message2, hint: "Run it again.", exitCode: exitCode2 };
    return { exitCode: exitCode2, text: `${label("error")} ${message2}
`, document: document2 };
  }
  const failure = toBundleError(thrown);
  if (isClosedPipe(thrown)) return { exitCode: thrown === failure ? failure.exitCode : 0, text: "" };
  const [message = "", ...more] = failure.lines;
  const { code, exitCode } = failure;
  const hint = spellOptions(failure.hint);
  const lines = [
    `${label("error")} ${printable(`${message} [${code}]`)}`,
    ...more.map(printable),
    ...causesOf(failure).map((cause) => `caused by: ${printable(cause)}`),
    ...hint.split("\n").map((line) => `${label("hint")} ${printable(line)}`)
  ];
  const document = { code, message: failure.message, hint, exitCode };
  return { exitCode, text: lines.map((line) => `${line}
`).join(""), document };
}
var OPTIONS = new Set(COMMAND_NAMES.flatMap((name) => COMMANDS[name].options.map((option) => option.name)));
function spellOptions(hint) {
  return hint.replaceAll(/`([a-z-]+)`/g, (text, name) => OPTIONS.has(name) ? `\`--${name}\`` : text);
}
function isClosedPipe(thrown) {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    if ("code" in error && error.code === "EPIPE") return true;
  }
  return false;
}

// src/cli/failure-output.ts
function formatFailure(program, words, thrown, label = plainLabel) {
  const { exitCode, text, document } = describeFailure(thrown, label);
  const told = { exitCode, output: "", errors: text };
  if (document === void 0) return told;
  const end = words.indexOf("--");
  const options = end === -1 ? words : words.slice(0, end);
  if (program === "ocx-bundle" && words[0] === "env") return { ...told, output: failedEnvironment(options, document) };
  if (!options.includes("--json")) return told;
  const json = formatDocument(document);
  return valueOf(options, "--output", "-o") === "-" ? { ...told, errors: json } : { ...told, output: json };
}
function failedEnvironment(options, document) {
  const { exitCode } = document;
  switch (valueOf(options, "--format") ?? "sh") {
    case "sh":
      return `(exit ${exitCode})
`;
    case "pwsh":
      return `throw "ocx-bundle env failed with exit code ${exitCode}"
`;
    case "json":
      return formatDocument(document);
    case "github":
      return "";
    default:
      return "false\n";
  }
}
function formatDocument(document) {
  return `${printableJson(JSON.stringify(document, void 0, 2))}
`;
}
function valueOf(words, name, short) {
  for (const [place, word] of words.entries()) {
    if (word === name || word === short) return words[place + 1];
    if (word.startsWith(`${name}=`)) return word.slice(name.length + 1);
    if (short !== void 0 && word.startsWith(short)) return word.slice(short.length);
  }
  return void 0;
}

export {
  COMMAND_NAMES,
  CHOICES,
  COMMON_OPTIONS,
  COMMANDS,
  Interruption,
  plainLabel,
  describeFailure,
  isClosedPipe,
  formatFailure
};
