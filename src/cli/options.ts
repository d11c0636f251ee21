import type { Command, Option, Value } from "./option.ts";

/** The commands, in the order in which help lists them. */
export const COMMAND_NAMES = [
  "export",
  "import",
  "inspect",
  "verify",
  "env",
  "send",
  "fetch",
  "completion",
  "help",
  "version",
] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

/** Values of options and arguments that take one of a few words. */
export const CHOICES = {
  form: ["tar", "oci-dir"],
  onConflict: ["update", "keep", "replace", "fail"],
  environment: ["sh", "fish", "pwsh", "json", "github"],
  channel: ["release", "artifact", "cache"],
  shell: ["bash", "zsh", "fish"],
} as const;

export type Shell = (typeof CHOICES.shell)[number];

const HELP: Option = { name: "help", short: "h", about: "Show this help." };
const VERSION: Option = { name: "version", about: "Show the version." };
const HOME: Option = { name: "home", value: "DIR", about: "The OCX home. Default: OCX_HOME, else ~/.ocx." };
const PLATFORM: Option = {
  name: "platform",
  value: "OS/ARCH[+FEATURE]",
  about: "Work for this platform, such as linux/amd64+libc.musl. Default: this machine's.",
};
const WORKERS: Option = {
  name: "workers",
  value: "N",
  about: "Threads that read, write and compress. Default: one for each core.",
};
const DIGEST: Option = { name: "digest", value: "sha256:…", about: "Refuse a bundle with another digest." };
const FORCE: Option = { name: "force", about: "Replace an output file that is not an offline bundle." };
const DRY_RUN: Option = { name: "dry-run", about: "Print what would be done, without doing it." };
const JSON_OUTPUT: Option = {
  name: "json",
  about: "Print the result or the failure as one JSON document on standard output.",
};
const QUIET: Option = { name: "quiet", short: "q", about: "Print only warnings and errors." };
const GROUP: Option = {
  name: "group",
  short: "g",
  value: "NAME",
  repeated: true,
  about: 'Only this group of the project; "default" is its [tools]. May be repeated. Default: all groups.',
};
const ENV_GROUP: Option = {
  ...GROUP,
  about: 'A group of the project, or "all". May be repeated; later groups win. Default: "default", its [tools].',
};

const REPOSITORY: Option = {
  name: "repository",
  value: "OWNER/NAME",
  about: "The repository on GitHub. Default: GITHUB_REPOSITORY.",
};
const CACHE_KEY: Option = {
  name: "cache-key",
  value: "KEY",
  about: "Key of the cache entry. Default: made from the project's ocx.lock and the platform.",
};
const KEY_PROJECT: Option = {
  name: "project",
  value: "DIR|FILE",
  about: "Project whose ocx.lock makes the key. Default: the project of the working directory.",
};
const NAME_IN_LAYOUT: Option = {
  name: "name",
  value: "NAME",
  about: "Name of the bundle, if the directory holds several.",
};
const BUNDLE: Value = { value: "BUNDLE" };
const BUNDLE_NOTE =
  "BUNDLE is a file, a parts document, a directory with an OCI image layout, or - for standard input.";
const TOKEN_NOTE =
  "Set the token as GITHUB_TOKEN or GH_TOKEN. For GitHub Enterprise, set GITHUB_API_URL to an address that ends with /api/v3.";
const RUNNER_NOTE =
  "Sending artifacts and using the cache work in actions only, not in `run:` steps. Fetching artifacts needs a token.";

/** Options of every command, and of the program without one. */
export const COMMON_OPTIONS: readonly Option[] = [HELP, VERSION];

/** The one table of commands and options, behind parsing, help and shell completion. */
export const COMMANDS: Readonly<Record<CommandName, Command>> = {
  export: {
    about: "Write installed packages, with everything they need, into one offline bundle.",
    usage: [
      "export [PACKAGE...] --output FILE [options]",
      "export --project DIR --output FILE [options]",
      "export --all --output FILE [options]",
    ],
    argument: { value: "PACKAGE" },
    options: [
      {
        name: "output",
        short: "o",
        value: "FILE|DIR",
        about: "Bundle to write; in a directory, NAME.tar. - is standard output.",
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
        about: "One tar, or a directory with an OCI image layout. Default: tar.",
      },
      { name: "compression-level", value: "N", about: "zstd level, 1 to 19. Default: 2." },
      PLATFORM,
      WORKERS,
      DRY_RUN,
      JSON_OUTPUT,
      QUIET,
    ],
    notes: [
      "PACKAGE is an identifier as OCX takes it, such as cmake:3.28 or ghcr.io/acme/tool:1@sha256:….",
      "Without PACKAGE, --project and --all, export takes the project of the working directory.",
      "With --output -, the report and the JSON document go to standard error.",
    ],
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
        about: "Import only this package of the bundle; may be repeated.",
      },
      { name: "select", about: "Also make the imported packages current, as `ocx package select` does." },
      {
        name: "on-conflict",
        choices: CHOICES.onConflict,
        about: "If a tag differs in this home. Default: update, which keeps tags that OCX itself set.",
      },
      {
        name: "project",
        value: "DIR",
        about: "Project that protects its packages from `ocx clean`. Default: the project of the working directory.",
      },
      DIGEST,
      PLATFORM,
      { name: "allow-unverified", about: "Import packages even if a trust policy requires their signatures." },
      { name: "durable", about: "Sync everything to disk before it becomes visible." },
      WORKERS,
      DRY_RUN,
      JSON_OUTPUT,
      QUIET,
    ],
    notes: [BUNDLE_NOTE],
  },
  inspect: {
    about: "Show the contents of an offline bundle, without unpacking it.",
    usage: ["inspect BUNDLE [options]"],
    argument: BUNDLE,
    options: [NAME_IN_LAYOUT, JSON_OUTPUT],
    notes: [BUNDLE_NOTE],
  },
  verify: {
    about: "Check every byte of an offline bundle.",
    usage: ["verify BUNDLE [options]"],
    argument: BUNDLE,
    options: [NAME_IN_LAYOUT, DIGEST, WORKERS, JSON_OUTPUT, QUIET],
    notes: [BUNDLE_NOTE],
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
        about: "Use the packages in the ocx.lock of this project, and the [env] of its ocx.toml.",
      },
      ENV_GROUP,
      HOME,
      PLATFORM,
      {
        name: "format",
        choices: CHOICES.environment,
        about: "Form of the output. Default: sh. github appends to the files $GITHUB_PATH and $GITHUB_ENV.",
      },
    ],
    notes: [
      'In sh:   eval "$(ocx-bundle env PACKAGE)"',
      "In fish: ocx-bundle env PACKAGE --format fish | source",
      "In pwsh: ocx-bundle env PACKAGE --format pwsh | Out-String | Invoke-Expression",
      "On failure, env prints a statement that fails in the shell that evaluates it.",
    ],
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
        about: "Days to keep the artifact. Default: the setting of the repository.",
      },
      CACHE_KEY,
      KEY_PROJECT,
      JSON_OUTPUT,
      QUIET,
    ],
    notes: [TOKEN_NOTE, RUNNER_NOTE],
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
        about: "Tag of the release. Default: the release that GitHub marks as latest.",
      },
      REPOSITORY,
      { name: "run-id", value: "ID", about: "Workflow run that has the artifact. Default: the current run." },
      CACHE_KEY,
      KEY_PROJECT,
      {
        name: "output",
        short: "o",
        value: "FILE|DIR",
        about: "File to write, or a directory for it. Default: the working directory.",
      },
      FORCE,
      JSON_OUTPUT,
      QUIET,
    ],
    notes: [
      TOKEN_NOTE,
      RUNNER_NOTE,
      "A bundle of 2 GiB or more comes in parts. Give NAME.tar.parts.json to import, inspect and verify.",
      "If --output is a file, the parts are joined.",
    ],
  },
  completion: {
    about: "Print a script that completes commands, options and values in a shell.",
    usage: ["completion bash|zsh|fish"],
    argument: { choices: CHOICES.shell },
    options: [],
    notes: [
      'In ~/.bashrc: eval "$(ocx-bundle completion bash)"',
      'In ~/.zshrc:  eval "$(ocx-bundle completion zsh)"   # after compinit',
      "In ~/.config/fish/config.fish: ocx-bundle completion fish | source",
    ],
  },
  help: {
    about: "Show the help of a command.",
    usage: ["help [COMMAND]"],
    argument: { choices: COMMAND_NAMES },
    options: [],
    notes: [],
  },
  version: { about: "Show the version.", usage: ["version"], options: [], notes: [] },
};
