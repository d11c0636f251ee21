import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  printable,
  printableJson
} from "./chunk-PNVSA3GV.mjs";
import {
  causesOf,
  toBundleError
} from "./chunk-G225MUBA.mjs";

// src/cli/options.ts
var COMMAND_NAMES = ["export", "import", "inspect", "verify", "env", "send", "fetch"];
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
var DIGEST = { name: "digest", value: "sha256:\u2026", about: "Refuse any bundle but this one." };
var FORCE = { name: "force", about: "Replace an output file that is not an offline bundle." };
var DRY_RUN = { name: "dry-run", about: "Say what would be done, and do nothing." };
var JSON_OUTPUT = {
  name: "json",
  about: "Print one JSON document on standard output, of a failure too, and nothing else there."
};
var QUIET = { name: "quiet", short: "q", about: "Say nothing but warnings and errors." };
var GROUP = {
  name: "group",
  short: "g",
  value: "NAME",
  repeated: true,
  about: 'Only this group of the project, "default" for its [tools]; may be repeated. Default: all groups.'
};
var ENV_GROUP = {
  ...GROUP,
  about: "A group of the project, or all; may be repeated, and a later one wins. Default: default, its [tools]."
};
var REPOSITORY = {
  name: "repository",
  value: "OWNER/NAME",
  about: "The repository on GitHub. Default: GITHUB_REPOSITORY."
};
var CACHE_KEY = {
  name: "cache-key",
  value: "KEY",
  about: "Key of the cache entry. Default: one made from the project's ocx.lock and the platform."
};
var KEY_PROJECT = {
  name: "project",
  value: "DIR|FILE",
  about: "The project whose ocx.lock makes the key. Default: the working directory's."
};
var NAME_IN_LAYOUT = {
  name: "name",
  value: "NAME",
  about: "Take the bundle of this name, where a directory holds several."
};
var BUNDLE_NOTE = "BUNDLE is a file, a parts document, a directory with an OCI image layout, or - for standard input.";
var TOKEN_NOTE = "The token is GITHUB_TOKEN or GH_TOKEN; GITHUB_API_URL leads to GitHub Enterprise, with /api/v3 at its end.";
var RUNNER_NOTE = "Only actions, not `run:` steps, send workflow artifacts and reach the cache. Artifacts are fetched with a token.";
var COMMON_OPTIONS = [HELP, VERSION];
var COMMANDS = {
  export: {
    about: "Write installed packages, with everything they need, into one offline bundle.",
    usage: [
      "export [PACKAGE...] --output FILE [options]",
      "export --project DIR --output FILE [options]",
      "export --all --output FILE [options]"
    ],
    options: [
      {
        name: "output",
        short: "o",
        value: "FILE|DIR",
        about: "The bundle to write, NAME.tar in a directory; - is standard output."
      },
      FORCE,
      HOME,
      { name: "project", value: "DIR|FILE", about: "Export what the ocx.lock of this project names." },
      GROUP,
      { name: "all", about: "Export every package that has an install link." },
      { name: "name", value: "NAME", about: "Name of the bundle inside the file. Default: ocx-bundle-<os>-<arch>." },
      {
        name: "format",
        value: "tar|oci-dir",
        about: "Write one tar, or a directory with an OCI image layout. Default: tar."
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
      "Without PACKAGE, --project and --all, the project around the working directory is exported.",
      "With --output -, what is said of the bundle goes to standard error, --json's document too."
    ]
  },
  import: {
    about: "Verify an offline bundle and merge it into an OCX home.",
    usage: ["import BUNDLE [options]"],
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
        value: "update|keep|replace|fail",
        about: "For a tag that means something else in this home. Default: update, which keeps what OCX itself has set."
      },
      {
        name: "project",
        value: "DIR",
        about: "The project that keeps locked packages from `ocx clean`. Default: the working directory's."
      },
      DIGEST,
      PLATFORM,
      { name: "allow-unverified", about: "Import packages although a trust policy demands their signatures." },
      { name: "durable", about: "Sync everything to the disk before it becomes visible." },
      WORKERS,
      DRY_RUN,
      JSON_OUTPUT,
      QUIET
    ],
    notes: [BUNDLE_NOTE]
  },
  inspect: {
    about: "Show what an offline bundle holds, without unpacking it.",
    usage: ["inspect BUNDLE [options]"],
    options: [NAME_IN_LAYOUT, JSON_OUTPUT],
    notes: [BUNDLE_NOTE]
  },
  verify: {
    about: "Check every byte of an offline bundle; the exit code tells.",
    usage: ["verify BUNDLE [options]"],
    options: [NAME_IN_LAYOUT, DIGEST, WORKERS, JSON_OUTPUT, QUIET],
    notes: [BUNDLE_NOTE]
  },
  env: {
    about: "Print the environment of installed packages.",
    usage: ["env PACKAGE... [options]", "env --bundle BUNDLE [options]", "env --project DIR [options]"],
    options: [
      { name: "bundle", value: "BUNDLE", about: "Take the packages that this offline bundle was made for." },
      NAME_IN_LAYOUT,
      {
        name: "project",
        value: "DIR",
        about: "Take the packages of this project's ocx.lock, and the [env] of its ocx.toml."
      },
      ENV_GROUP,
      HOME,
      PLATFORM,
      {
        name: "format",
        value: "sh|fish|pwsh|json|github",
        about: "Default: sh. github appends to $GITHUB_PATH and $GITHUB_ENV."
      }
    ],
    notes: [
      'In a POSIX shell: eval "$(ocx-bundle env PACKAGE)"; in fish: ocx-bundle env PACKAGE --format fish | source',
      "In PowerShell: ocx-bundle env PACKAGE --format pwsh | Out-String | Invoke-Expression",
      "A project's packages are those of its [tools], as `ocx env` has them, unless --group says otherwise.",
      "When it fails, it prints a statement that fails, so that the shell that evaluates it sees that."
    ]
  },
  send: {
    about: "Send an offline bundle to a release, a workflow artifact or the actions cache.",
    usage: ["send BUNDLE --to release --release-tag TAG [options]", "send BUNDLE --to artifact|cache [options]"],
    options: [
      { name: "to", value: "release|artifact|cache", about: "Where it goes." },
      { name: "name", value: "NAME", about: "It is called NAME.tar there. Default: the bundle's own name." },
      { name: "release-tag", value: "TAG", about: "Tag of the release, a draft or published." },
      { name: "create-release", about: "Make the release, as a draft, if there is none of that tag." },
      REPOSITORY,
      { name: "overwrite", about: "Replace another bundle of that name." },
      {
        name: "retention-days",
        value: "N",
        about: "Days that a workflow artifact is kept. Default: the repository's."
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
      { name: "from", value: "release|artifact|cache", about: "Where it comes from." },
      { name: "name", value: "NAME", about: "It is called NAME.tar there. Default: ocx-bundle-<os>-<arch>." },
      {
        name: "release-tag",
        value: "TAG",
        about: "Tag of the release. Default: the one that GitHub calls the latest."
      },
      REPOSITORY,
      { name: "run-id", value: "ID", about: "The workflow run that has the artifact. Default: the own one." },
      CACHE_KEY,
      KEY_PROJECT,
      {
        name: "output",
        short: "o",
        value: "FILE|DIR",
        about: "The file to write, or its directory. Default: the working directory."
      },
      FORCE,
      JSON_OUTPUT,
      QUIET
    ],
    notes: [
      TOKEN_NOTE,
      RUNNER_NOTE,
      "A bundle of 2 GiB or more comes in parts: import, inspect and verify take NAME.tar.parts.json in its place.",
      "Where --output names a file, the parts are joined."
    ]
  }
};

// src/cli/describe-failure.ts
var Interruption = class extends Error {
  name = "Interruption";
  exitCode;
  /** @param number the signal's, which shells add to 128. */
  constructor(signal, number) {
    super(`Interrupted by ${signal}: nothing half done is left here, run it again`);
    this.exitCode = 128 + number;
  }
};
function describeFailure(thrown) {
  if (thrown instanceof Interruption) {
    const { exitCode: exitCode2, message: message2 } = thrown;
    const document2 = { code: "INTERRUPTED", message: message2, hint: "Run it again.", exitCode: exitCode2 };
    return { exitCode: exitCode2, text: `error: ${message2}
`, document: document2 };
  }
  const failure = toBundleError(thrown);
  if (isClosedPipe(thrown)) return { exitCode: thrown === failure ? failure.exitCode : 0, text: "" };
  const [message = "", ...more] = failure.lines;
  const { code, exitCode } = failure;
  const hint = spellOptions(failure.hint);
  const lines = [
    `error: ${message} [${failure.code}]`,
    ...more,
    ...causesOf(failure).map((cause) => `caused by: ${cause}`),
    ...hint.split("\n").map((line) => `hint: ${line}`)
  ];
  const document = { code, message: failure.message, hint, exitCode };
  return { exitCode, text: lines.map((line) => `${printable(line)}
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
function formatFailure(program, words, thrown) {
  const { exitCode, text, document } = describeFailure(thrown);
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
  COMMON_OPTIONS,
  COMMANDS,
  Interruption,
  describeFailure,
  isClosedPipe,
  formatFailure
};
