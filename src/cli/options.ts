/** The commands, in the order in which help lists them. */
export const COMMAND_NAMES = ["export", "import", "inspect", "verify", "env", "send", "fetch"] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

/** One option: what help says of it, and how it is read. */
export interface Option {
  readonly name: string;
  readonly short?: string;
  /** What its value is; absent for a flag. */
  readonly value?: string;
  readonly repeated?: true;
  readonly about: string;
}

/** What a command takes, and what help says of it. */
export interface Command {
  readonly about: string;
  readonly usage: readonly string[];
  readonly options: readonly Option[];
  readonly notes: readonly string[];
}

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
const DIGEST: Option = { name: "digest", value: "sha256:…", about: "Refuse any bundle but this one." };
const FORCE: Option = { name: "force", about: "Replace an output file that is not an offline bundle." };
const DRY_RUN: Option = { name: "dry-run", about: "Say what would be done, and do nothing." };
const JSON_OUTPUT: Option = {
  name: "json",
  about: "Print one JSON document on standard output, of a failure too, and nothing else there.",
};
const QUIET: Option = { name: "quiet", short: "q", about: "Say nothing but warnings and errors." };
const GROUP: Option = {
  name: "group",
  short: "g",
  value: "NAME",
  repeated: true,
  about: 'Only this group of the project, "default" for its [tools]; may be repeated. Default: all groups.',
};
const ENV_GROUP: Option = {
  ...GROUP,
  about: "A group of the project, or all; may be repeated, and a later one wins. Default: default, its [tools].",
};

const REPOSITORY: Option = {
  name: "repository",
  value: "OWNER/NAME",
  about: "The repository on GitHub. Default: GITHUB_REPOSITORY.",
};
const CACHE_KEY: Option = {
  name: "cache-key",
  value: "KEY",
  about: "Key of the cache entry. Default: one made from the project's ocx.lock and the platform.",
};
const KEY_PROJECT: Option = {
  name: "project",
  value: "DIR|FILE",
  about: "The project whose ocx.lock makes the key. Default: the working directory's.",
};
const NAME_IN_LAYOUT: Option = {
  name: "name",
  value: "NAME",
  about: "Take the bundle of this name, where a directory holds several.",
};
const BUNDLE_NOTE =
  "BUNDLE is a file, a parts document, a directory with an OCI image layout, or - for standard input.";
const TOKEN_NOTE =
  "The token is GITHUB_TOKEN or GH_TOKEN; GITHUB_API_URL leads to GitHub Enterprise, with /api/v3 at its end.";
const RUNNER_NOTE =
  "Only actions, not `run:` steps, send workflow artifacts and reach the cache. Artifacts are fetched with a token.";

/** Understood by every command, and without one. */
export const COMMON_OPTIONS: readonly Option[] = [HELP, VERSION];

/** Every command with everything it takes: the one table behind parsing and help. */
export const COMMANDS: Readonly<Record<CommandName, Command>> = {
  export: {
    about: "Write installed packages, with everything they need, into one offline bundle.",
    usage: [
      "export [PACKAGE...] --output FILE [options]",
      "export --project DIR --output FILE [options]",
      "export --all --output FILE [options]",
    ],
    options: [
      {
        name: "output",
        short: "o",
        value: "FILE|DIR",
        about: "The bundle to write, NAME.tar in a directory; - is standard output.",
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
        about: "Write one tar, or a directory with an OCI image layout. Default: tar.",
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
      "Without PACKAGE, --project and --all, the project around the working directory is exported.",
      "With --output -, what is said of the bundle goes to standard error, --json's document too.",
    ],
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
        about: "Import only this package of the bundle; may be repeated.",
      },
      { name: "select", about: "Also make the imported packages current, as `ocx package select` does." },
      {
        name: "on-conflict",
        value: "update|keep|replace|fail",
        about:
          "For a tag that means something else in this home. Default: update, which keeps what OCX itself has set.",
      },
      {
        name: "project",
        value: "DIR",
        about: "The project that keeps locked packages from `ocx clean`. Default: the working directory's.",
      },
      DIGEST,
      PLATFORM,
      { name: "allow-unverified", about: "Import packages although a trust policy demands their signatures." },
      { name: "durable", about: "Sync everything to the disk before it becomes visible." },
      WORKERS,
      DRY_RUN,
      JSON_OUTPUT,
      QUIET,
    ],
    notes: [BUNDLE_NOTE],
  },
  inspect: {
    about: "Show what an offline bundle holds, without unpacking it.",
    usage: ["inspect BUNDLE [options]"],
    options: [NAME_IN_LAYOUT, JSON_OUTPUT],
    notes: [BUNDLE_NOTE],
  },
  verify: {
    about: "Check every byte of an offline bundle; the exit code tells.",
    usage: ["verify BUNDLE [options]"],
    options: [NAME_IN_LAYOUT, DIGEST, WORKERS, JSON_OUTPUT, QUIET],
    notes: [BUNDLE_NOTE],
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
        about: "Take the packages of this project's ocx.lock, and the [env] of its ocx.toml.",
      },
      ENV_GROUP,
      HOME,
      PLATFORM,
      {
        name: "format",
        value: "sh|fish|pwsh|json|github",
        about: "Default: sh. github appends to $GITHUB_PATH and $GITHUB_ENV.",
      },
    ],
    notes: [
      'In a POSIX shell: eval "$(ocx-bundle env PACKAGE)"; in fish: ocx-bundle env PACKAGE --format fish | source',
      "In PowerShell: ocx-bundle env PACKAGE --format pwsh | Out-String | Invoke-Expression",
      "A project's packages are those of its [tools], as `ocx env` has them, unless --group says otherwise.",
      "When it fails, it prints a statement that fails, so that the shell that evaluates it sees that.",
    ],
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
        about: "Days that a workflow artifact is kept. Default: the repository's.",
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
      { name: "from", value: "release|artifact|cache", about: "Where it comes from." },
      { name: "name", value: "NAME", about: "It is called NAME.tar there. Default: ocx-bundle-<os>-<arch>." },
      {
        name: "release-tag",
        value: "TAG",
        about: "Tag of the release. Default: the one that GitHub calls the latest.",
      },
      REPOSITORY,
      { name: "run-id", value: "ID", about: "The workflow run that has the artifact. Default: the own one." },
      CACHE_KEY,
      KEY_PROJECT,
      {
        name: "output",
        short: "o",
        value: "FILE|DIR",
        about: "The file to write, or its directory. Default: the working directory.",
      },
      FORCE,
      JSON_OUTPUT,
      QUIET,
    ],
    notes: [
      TOKEN_NOTE,
      RUNNER_NOTE,
      "A bundle of 2 GiB or more comes in parts: import, inspect and verify take NAME.tar.parts.json in its place.",
      "Where --output names a file, the parts are joined.",
    ],
  },
};
