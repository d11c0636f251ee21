import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  plainText
} from "./chunk-DXXAHYJL.mjs";
import {
  causesOf,
  toBundleError
} from "./chunk-7XDTQEKM.mjs";

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
var DRY_RUN = { name: "dry-run", about: "Say what would be done, and do nothing." };
var JSON_OUTPUT = {
  name: "json",
  about: "Print one JSON document on standard output, and nothing else there."
};
var QUIET = { name: "quiet", short: "q", about: "Say nothing but warnings and errors." };
var GROUP = {
  name: "group",
  short: "g",
  value: "NAME",
  repeated: true,
  about: 'Only this group of the project, "default" for its [tools]; may be repeated. Default: all groups.'
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
      { name: "output", short: "o", value: "FILE", about: "The bundle to write; - is standard output." },
      HOME,
      { name: "project", value: "DIR|FILE", about: "Export what the ocx.lock of this project names." },
      GROUP,
      { name: "all", about: "Export every package that has an install link." },
      { name: "name", value: "NAME", about: "Name of the bundle inside the file. Default: ocx-bundle-<os>-<arch>." },
      { name: "compression-level", value: "N", about: "zstd level, 1 to 19. Default: 2." },
      PLATFORM,
      WORKERS,
      DRY_RUN,
      JSON_OUTPUT,
      QUIET
    ],
    notes: [
      "PACKAGE is an identifier as OCX takes it, such as cmake:3.28 or ghcr.io/acme/tool:1@sha256:\u2026.",
      "Without PACKAGE, --project and --all, the project around the working directory is exported."
    ]
  },
  import: {
    about: "Verify an offline bundle and merge it into an OCX home.",
    usage: ["import FILE [options]"],
    options: [
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
    notes: ["FILE may be - for standard input."]
  },
  inspect: {
    about: "Show what an offline bundle holds, without unpacking it.",
    usage: ["inspect FILE [options]"],
    options: [JSON_OUTPUT],
    notes: ["FILE may be - for standard input."]
  },
  verify: {
    about: "Check every byte of an offline bundle; the exit code tells.",
    usage: ["verify FILE [options]"],
    options: [DIGEST, WORKERS, JSON_OUTPUT, QUIET],
    notes: ["FILE may be - for standard input."]
  },
  env: {
    about: "Print the environment of installed packages.",
    usage: ["env PACKAGE... [options]", "env --bundle FILE [options]", "env --project DIR [options]"],
    options: [
      { name: "bundle", value: "FILE", about: "Take the packages that this offline bundle was made for." },
      {
        name: "project",
        value: "DIR",
        about: "Take the packages of this project's ocx.lock, and the [env] of its ocx.toml."
      },
      GROUP,
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
      "A project's packages are those of all its groups, unless --group says otherwise."
    ]
  },
  send: {
    about: "Send an offline bundle to a release, a workflow artifact or the actions cache.",
    usage: ["send FILE --to release --release-tag TAG [options]", "send FILE --to artifact|cache [options]"],
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
        about: "Tag of the release. Default: latest, the one that GitHub calls so."
      },
      REPOSITORY,
      { name: "run-id", value: "ID", about: "The workflow run that has the artifact. Default: the own one." },
      CACHE_KEY,
      KEY_PROJECT,
      { name: "output", short: "o", value: "DIR", about: "Where the file goes. Default: the working directory." },
      JSON_OUTPUT,
      QUIET
    ],
    notes: [
      TOKEN_NOTE,
      RUNNER_NOTE,
      "A bundle of 2 GiB or more comes in parts: import, inspect and verify take NAME.tar.parts.json in its place."
    ]
  }
};

// src/cli/failure.ts
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
  if (thrown instanceof Interruption) return { exitCode: thrown.exitCode, text: `error: ${thrown.message}
` };
  const failure = toBundleError(thrown);
  if (isClosedPipe(thrown)) return { exitCode: thrown === failure ? failure.exitCode : 0, text: "" };
  const [message = "", ...more] = failure.message.split("\n");
  const lines = [
    `error: ${message} [${failure.code}]`,
    ...more,
    ...causesOf(failure).map((cause) => `caused by: ${cause}`),
    ...spellOptions(failure.hint).split("\n").map((hint) => `hint: ${hint}`)
  ];
  return { exitCode: failure.exitCode, text: plainText(`${lines.join("\n")}
`) };
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

export {
  COMMAND_NAMES,
  COMMON_OPTIONS,
  COMMANDS,
  Interruption,
  describeFailure,
  isClosedPipe
};
