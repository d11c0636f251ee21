import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/options/option.ts
function optionsIn(table, operation) {
  return Object.entries(table).flatMap(
    ([name, { uses, ...row }]) => uses.filter((use) => use.in.includes(operation)).map((use) => ({ input: name, ...row, ...use, name }))
  );
}
function placeholderOf(type) {
  if (type.kind === "flag") return void 0;
  return type.kind === "choice" ? type.choices.join("|") : type.value;
}
function spellingsOf({ name, short }) {
  return [...short === void 0 ? [] : [`-${short}`], `--${name}`];
}
function firstSentence(about) {
  return about.replace(/\.( .*)?$/, "");
}

// src/options/operations.ts
var COMMAND_NAMES = [
  "export",
  "import",
  "inspect",
  "verify",
  "env",
  "manifest",
  "diff",
  "split",
  "join",
  "send",
  "fetch",
  "history",
  "forget",
  "store",
  "serve",
  "completion",
  "help",
  "version"
];
var SERVICES = ["artifact", "release", "cache", "registry"];
var CHANNELS = [...SERVICES, "file"];
var ORIGINS = [...SERVICES, "url", "file"];

// src/options/bundle-options.ts
var BUNDLE_OPTIONS = {
  bundle: {
    input: "file",
    type: { kind: "path", value: "BUNDLE" },
    uses: [
      { in: ["env"], about: "Use the packages that were exported into this bundle." },
      {
        in: ["import-action"],
        about: "Path of the bundle: a tar, a parts document, or a directory with an OCI image layout.",
        otherwise: "`<name>.tar` in `RUNNER_TEMP`",
        channels: ["file"]
      }
    ]
  },
  name: {
    type: { kind: "text", value: "NAME" },
    uses: [
      {
        in: ["export", "export-action"],
        about: "Name of the bundle, in the grammar of OCI tags.",
        otherwise: "`ocx-bundle-<os>-<arch>`"
      },
      {
        in: ["import", "inspect", "verify", "env", "manifest", "split", "send", "store"],
        about: "Name of the bundle, if the directory holds several."
      },
      {
        in: ["fetch", "import-action"],
        about: "Name of the bundle, also if a directory holds several.",
        otherwise: "`ocx-bundle-<os>-<arch>`"
      }
    ]
  },
  as: {
    type: { kind: "text", value: "NAME" },
    uses: [
      {
        in: ["send"],
        about: "Send the bundle as NAME.tar.",
        otherwise: "the bundle's own name",
        channels: ["artifact", "release", "cache"]
      },
      {
        in: ["store"],
        type: { kind: "text", value: "NAME[:TAG]" },
        about: "add: name of the bundle in the store.",
        otherwise: "the bundle's own name, in lower case, and latest"
      }
    ]
  },
  output: {
    short: "o",
    input: "file",
    type: { kind: "path", value: "FILE|DIR" },
    uses: [
      { in: ["export"], about: "Bundle to write; in a directory, NAME.tar. - is standard output, oci://\u2026 a registry." },
      {
        in: ["split"],
        about: "Directory for the parts, or the path that the joined file would have.",
        otherwise: "the directory of the bundle"
      },
      {
        in: ["join"],
        about: "File to write, or a directory for it.",
        otherwise: "the directory of the parts"
      },
      { in: ["fetch"], about: "File to write, or a directory for it.", otherwise: "the working directory" },
      {
        in: ["export-action"],
        about: "Path of the bundle to write. Its parent directory must exist.",
        otherwise: "`<name>.tar` in `RUNNER_TEMP`"
      }
    ]
  },
  overwrite: {
    type: { kind: "flag" },
    uses: [
      { in: ["split"], about: "Replace parts of the same names." },
      { in: ["export", "join", "fetch"], about: "Replace an output file even if it is not an offline bundle." },
      {
        in: ["send"],
        about: "Replace another bundle of the same name.",
        channels: ["artifact", "release"]
      },
      {
        in: ["export-action"],
        about: "Replace another bundle of the same name, and an output file that is not an offline bundle.",
        channels: ["artifact", "release", "file"]
      }
    ]
  },
  format: {
    type: { kind: "choice", choices: ["tar", "oci-dir"] },
    uses: [
      {
        in: ["export"],
        about: "Format of the output: one tar, or a directory with an OCI image layout.",
        default: "tar"
      },
      {
        in: ["export-action"],
        about: "Format of the output. With `oci-dir`, `file` is a directory with an OCI image layout, which is created or gets this bundle too.",
        default: "tar"
      },
      {
        in: ["env"],
        type: { kind: "choice", choices: ["sh", "fish", "pwsh", "json", "github"] },
        about: "Format of the output. github appends to the files $GITHUB_PATH and $GITHUB_ENV.",
        default: "sh"
      },
      {
        in: ["manifest"],
        type: { kind: "choice", choices: ["json", "mtree", "ocix", "ocix-tool"] },
        about: "Form of the list. json is an object for each line.",
        default: "json"
      }
    ]
  },
  split: {
    type: { kind: "size", value: "SIZE" },
    uses: [
      {
        in: ["export"],
        about: "Write the bundle in parts of this size: 4GiB, 700M, fat32, dvd. The parts and their list lie beside FILE.",
        otherwise: "one file"
      }
    ]
  },
  size: {
    type: { kind: "size", value: "SIZE" },
    uses: [
      {
        in: ["split"],
        about: "Size of a part: 4GiB, 700M, fat32, dvd. M and MiB are 1024 * 1024 bytes, MB is 1000 * 1000."
      }
    ]
  },
  "compression-level": {
    // zstd's levels without the `ultra` ones, which need more memory to decompress.
    type: { kind: "number", value: "N", most: 19 },
    uses: [{ in: ["export", "export-action"], about: "Level of zstd, 1 to 19.", otherwise: "2, tuned for tools" }]
  },
  digest: {
    type: { kind: "text", value: "sha256:\u2026" },
    uses: [
      { in: ["import", "verify"], about: "Refuse a bundle with another digest." },
      {
        in: ["import-action"],
        about: "Digest that the bundle must have: the output `bundle-digest` of the export. `any` accepts every bundle; an empty input is an error.",
        default: "any",
        noBlank: true
      }
    ]
  }
};

// src/options/channel-options.ts
var CHANNEL_OPTIONS = {
  to: {
    type: { kind: "choice", choices: CHANNELS },
    uses: [
      { in: ["send"], type: { kind: "choice", choices: SERVICES }, about: "Channel that the bundle goes to." },
      { in: ["export-action"], about: "Channel that the bundle goes to.", default: "file", noBlank: true }
    ]
  },
  from: {
    type: { kind: "choice", choices: CHANNELS },
    uses: [
      { in: ["fetch"], type: { kind: "choice", choices: SERVICES }, about: "Channel that has the bundle." },
      {
        in: ["import-action"],
        type: { kind: "choice", choices: ORIGINS },
        about: "Channel that has the bundle.",
        default: "file",
        noBlank: true
      }
    ]
  },
  url: {
    type: { kind: "text", value: "https://HOST/PATH" },
    uses: [
      {
        in: ["import-action"],
        about: "Address of the bundle: of a tar, or of a parts document with its parts beside it.",
        channels: ["url"]
      }
    ]
  },
  // Only in actions, because others can see a command line.
  username: {
    type: { kind: "text", value: "USER" },
    uses: [
      {
        in: ["import-action"],
        about: "User name for the server or the registry.",
        otherwise: "`OCX_BUNDLE_USERNAME`, else the entry of the host in `~/.netrc`, or the login of docker or podman",
        channels: ["url", "registry"]
      },
      {
        in: ["export-action"],
        about: "User name for the registry.",
        otherwise: "`OCX_BUNDLE_USERNAME`, else the login of docker or podman",
        channels: ["registry"]
      }
    ]
  },
  password: {
    type: { kind: "text", value: "PASSWORD" },
    uses: [
      {
        in: ["import-action"],
        about: "Password of `username`.",
        otherwise: "`OCX_BUNDLE_PASSWORD`, else as for `username`",
        channels: ["url", "registry"]
      },
      {
        in: ["export-action"],
        about: "Password of `username`.",
        otherwise: "`OCX_BUNDLE_PASSWORD`, else as for `username`",
        channels: ["registry"]
      }
    ]
  },
  "ca-file": {
    type: { kind: "path", value: "FILE" },
    uses: [
      {
        in: ["import", "inspect", "verify", "env", "send"],
        about: "PEM file with certificates of authorities to trust, if BUNDLE is an address.",
        otherwise: "those of Node, and of `NODE_EXTRA_CA_CERTS`"
      },
      {
        in: ["import-action"],
        about: "PEM file with certificates of authorities to trust.",
        otherwise: "those of Node, and of `NODE_EXTRA_CA_CERTS`",
        channels: ["url", "registry"]
      }
    ]
  },
  "release-tag": {
    type: { kind: "text", value: "TAG" },
    uses: [
      { in: ["send", "export-action"], about: "Tag of the release, a draft or published.", channels: ["release"] },
      {
        in: ["fetch", "import-action"],
        about: "Tag of the release.",
        otherwise: "the release that GitHub marks as latest",
        channels: ["release"]
      }
    ]
  },
  "create-release": {
    type: { kind: "flag" },
    uses: [
      { in: ["send", "export-action"], about: "Create a draft release if none has that tag.", channels: ["release"] }
    ]
  },
  "retention-days": {
    type: { kind: "number", value: "N", most: Number.MAX_SAFE_INTEGER },
    uses: [
      {
        in: ["send", "export-action"],
        about: "Days to keep the artifact.",
        otherwise: "the setting of the repository",
        channels: ["artifact"]
      }
    ]
  },
  "run-id": {
    type: { kind: "number", value: "ID", most: Number.MAX_SAFE_INTEGER },
    uses: [
      {
        in: ["fetch", "import-action"],
        about: "Workflow run that has the artifact.",
        otherwise: "the current run",
        channels: ["artifact"]
      }
    ]
  },
  repository: {
    type: { kind: "text", value: "OWNER/NAME" },
    uses: [
      {
        in: ["send", "export-action"],
        about: "Repository of the release, as owner/name.",
        otherwise: "`GITHUB_REPOSITORY`, that of the job",
        channels: ["release"]
      },
      {
        in: ["fetch", "import-action"],
        about: "Repository of the release, or of the artifact of another run, as owner/name.",
        otherwise: "`GITHUB_REPOSITORY`, that of the job",
        channels: ["artifact", "release"]
      }
    ]
  },
  // Only in actions, because others can see a command line: commands take it from the environment.
  token: {
    type: { kind: "text", value: "TOKEN" },
    uses: [
      {
        in: ["export-action"],
        about: "Token for releases (`contents: write`) and for ghcr.io (`packages: write`).",
        default: "${{ github.token }}",
        noBlank: true
      },
      {
        in: ["import-action"],
        about: "Token for releases (`contents: read`), for artifacts of other runs (`actions: read`) and for ghcr.io (`packages: read`).",
        default: "${{ github.token }}",
        noBlank: true
      }
    ]
  },
  "cache-key": {
    type: { kind: "text", value: "KEY" },
    uses: [
      {
        in: ["send", "fetch", "export-action", "import-action"],
        about: "Key of the cache entry.",
        otherwise: "made from the project's ocx.lock and the platform",
        channels: ["cache"]
      }
    ]
  },
  "fail-on-cache-miss": {
    type: { kind: "flag" },
    uses: [
      {
        in: ["import-action"],
        about: "Fail if no cache entry has the key. Without it, nothing is imported then, and `cache-hit` is false.",
        channels: ["cache"]
      }
    ]
  }
};

// src/options/package-options.ts
var PACKAGE_OPTIONS = {
  package: {
    input: "packages",
    type: { kind: "list", value: "ID" },
    uses: [
      { in: ["export-action"], about: "Identifiers of installed packages, for example `ocx.sh/kitware/cmake:3.28`." },
      {
        in: ["import", "import-action"],
        about: "Import only these packages: identifiers, repositories for all their tags, digests, or at least four hex digits of one. They must have been exported by name, not as dependencies.",
        otherwise: "all"
      },
      {
        in: ["manifest"],
        type: { kind: "text", value: "ID" },
        about: "List only this package, with paths below its content.",
        otherwise: "all"
      },
      {
        in: ["diff"],
        type: { kind: "text", value: "ID" },
        about: "Compare only this package. A list of files must be of this package alone.",
        otherwise: "all"
      }
    ]
  },
  project: {
    type: { kind: "path", value: "DIR|FILE" },
    uses: [
      {
        in: ["export", "export-action"],
        about: "Export the packages in the ocx.lock of this project.",
        otherwise: "the project of the working directory"
      },
      {
        in: ["import", "import-action"],
        about: "Project that keeps its packages from `ocx clean`. The bundle must have been made from its ocx.lock.",
        otherwise: "the project of the working directory, if it has that lock"
      },
      { in: ["env"], about: "Use the packages in the ocx.lock of this project, and the `[env]` of its ocx.toml." },
      {
        in: ["send", "fetch"],
        about: "Project whose ocx.lock makes the key.",
        otherwise: "the project of the working directory",
        channels: ["cache"]
      }
    ]
  },
  group: {
    short: "g",
    input: "groups",
    type: { kind: "list", value: "NAME" },
    uses: [
      {
        in: ["export", "export-action"],
        about: "Export only these groups of the project; `default` is its `[tools]`.",
        otherwise: "all groups in the lock"
      },
      {
        in: ["env"],
        about: "Groups of the project, or `all`; later groups win.",
        otherwise: "`default`, its `[tools]`"
      },
      {
        in: ["import-action"],
        about: "Groups of the project whose tools and variables later steps get; later groups win.",
        otherwise: "`default`, its `[tools]`"
      }
    ]
  },
  all: {
    type: { kind: "flag" },
    uses: [{ in: ["export", "export-action"], about: "Export every package that has an install link in the home." }]
  },
  home: {
    type: { kind: "path", value: "DIR" },
    uses: [
      {
        in: ["export", "env", "history", "forget", "export-action"],
        about: "Absolute path of the OCX home.",
        otherwise: "`OCX_HOME`, else `~/.ocx`"
      },
      {
        in: ["import", "import-action"],
        about: "Absolute path of the OCX home. It is created if it does not exist.",
        otherwise: "`OCX_HOME`, else `~/.ocx`"
      },
      {
        in: ["verify"],
        about: "Also compare the layers and packages of this home with those of the bundle."
      }
    ]
  },
  platform: {
    type: { kind: "text", value: "OS/ARCH[+FEATURE]" },
    uses: [
      {
        in: ["export", "import", "env", "manifest", "diff"],
        about: "Work for this platform, such as linux/amd64+libc.musl.",
        otherwise: "this machine's"
      }
    ]
  }
};

// src/options/registry-options.ts
var REGISTRY_OPTIONS = {
  reference: {
    type: { kind: "text", value: "HOST/REPOSITORY:TAG" },
    uses: [
      {
        in: ["send", "export-action"],
        about: "Repository in a registry, and the tag to set. Without a tag, `latest`.",
        channels: ["registry"]
      },
      {
        in: ["fetch", "import-action"],
        about: "Bundle in a registry, by tag or `@sha256:\u2026`. Without both, the tag `latest`.",
        channels: ["registry"]
      }
    ]
  },
  "mount-from": {
    type: { kind: "list", value: "REPOSITORY" },
    uses: [
      {
        in: ["send", "export-action"],
        about: "Repositories of the same registry that may have some of the blobs: these are not sent again.",
        channels: ["registry"]
      },
      {
        in: ["export"],
        about: "Repositories of the same registry that may have some of the blobs, if the output is oci://\u2026."
      }
    ]
  },
  "plain-http": {
    type: { kind: "flag" },
    uses: [
      {
        in: ["send", "fetch", "export-action", "import-action"],
        about: "Reach the registry over plain HTTP, without credentials. On loopback that is the default.",
        channels: ["registry"]
      },
      {
        in: ["export", "import", "inspect", "verify", "env"],
        about: "Reach the registry of oci://\u2026 over plain HTTP, without credentials."
      }
    ]
  }
};

// src/options/run-options.ts
var RUN_OPTIONS = {
  "on-conflict": {
    type: { kind: "choice", choices: ["update", "keep", "replace", "fail"] },
    uses: [
      {
        in: ["import", "import-action"],
        about: "What to do with a tag that differs in this home. `update` replaces what an earlier import set and keeps what OCX set; `keep` and `replace` do that to every tag; `fail` is an error.",
        default: "update"
      }
    ]
  },
  select: {
    type: { kind: "flag" },
    uses: [
      {
        in: ["import", "import-action"],
        about: "Also make the imported packages current, as `ocx package select` does."
      }
    ]
  },
  repair: {
    type: { kind: "flag" },
    uses: [
      {
        in: ["import", "import-action"],
        about: "Also compare the content of what is present with the bundle, and replace what was altered."
      }
    ]
  },
  shared: {
    type: { kind: "flag" },
    uses: [
      {
        in: ["import", "import-action"],
        about: "Make what the import writes readable for all users, so that one can prepare a home for others."
      }
    ]
  },
  "allow-unverified": {
    type: { kind: "flag" },
    uses: [
      {
        in: ["import", "import-action"],
        about: "Import packages even if a trust policy requires their signatures, which cannot be checked."
      }
    ]
  },
  durable: {
    type: { kind: "flag" },
    uses: [{ in: ["import"], about: "Sync everything to disk before it becomes visible." }]
  },
  "spool-directory": {
    type: { kind: "path", value: "DIR" },
    uses: [
      {
        in: ["import", "import-action"],
        about: "Directory for up to 512 MiB of a remote bundle that wait to be unpacked.",
        otherwise: "the home"
      }
    ]
  },
  "export-environment": {
    type: { kind: "flag" },
    uses: [
      {
        in: ["import-action"],
        about: "Put the tools on the `PATH` of later steps, and their variables into the environment.",
        default: "true"
      }
    ]
  },
  offline: {
    type: { kind: "flag" },
    uses: [
      { in: ["import-action"], about: "Set `OCX_HOME` and `OCX_OFFLINE=1` for later steps.", default: "true" },
      {
        in: ["env"],
        about: "Also set `OCX_HOME` and `OCX_OFFLINE=1`, so that ocx uses this home and asks no registry."
      }
    ]
  },
  workers: {
    // More threads are no faster, and each takes memory.
    type: { kind: "number", value: "N", most: 256 },
    uses: [
      {
        in: ["export", "import", "verify", "manifest", "diff"],
        about: "Threads that read, write and compress.",
        otherwise: "one for each core"
      }
    ]
  },
  "dry-run": {
    type: { kind: "flag" },
    uses: [
      {
        in: ["export", "import", "forget", "store", "export-action"],
        about: "Report what would be done, without doing it."
      }
    ]
  },
  json: {
    type: { kind: "flag" },
    uses: [
      {
        in: [
          "export",
          "import",
          "inspect",
          "verify",
          "diff",
          "split",
          "join",
          "send",
          "fetch",
          "history",
          "forget",
          "store"
        ],
        about: "Print the result or the failure as one JSON document on standard output."
      }
    ]
  },
  quiet: {
    short: "q",
    type: { kind: "flag" },
    uses: [
      {
        in: [
          "export",
          "import",
          "verify",
          "manifest",
          "diff",
          "split",
          "join",
          "send",
          "fetch",
          "forget",
          "store",
          "serve"
        ],
        about: "Print only warnings and errors."
      }
    ]
  },
  verbose: {
    short: "v",
    type: { kind: "flag" },
    uses: [
      {
        in: ["import", "verify", "send", "fetch"],
        about: "Also print the debug log on standard error: each request, without secrets."
      }
    ]
  },
  help: { short: "h", type: { kind: "flag" }, uses: [{ in: COMMAND_NAMES, about: "Show this help." }] },
  version: { type: { kind: "flag" }, uses: [{ in: COMMAND_NAMES, about: "Show the version." }] }
};

// src/options/serve-options.ts
var SERVE_OPTIONS = {
  listen: {
    type: { kind: "text", value: "ADDRESS:PORT" },
    uses: [
      {
        in: ["serve"],
        about: "IP address and port to listen on. Port 0 chooses a free one.",
        default: "127.0.0.1:5000"
      }
    ]
  },
  host: {
    type: { kind: "list", value: "NAME" },
    uses: [{ in: ["serve"], about: "Name by which clients call this server. Others but the address are refused." }]
  },
  "read-token": {
    type: { kind: "path", value: "FILE" },
    uses: [
      {
        in: ["serve"],
        about: "Ask every client for the token in this file, as Bearer or as the password of any user."
      }
    ]
  },
  "tls-cert": {
    type: { kind: "path", value: "FILE" },
    uses: [{ in: ["serve"], about: "PEM file with the certificate for TLS, and those that signed it." }]
  },
  "tls-key": {
    type: { kind: "path", value: "FILE" },
    uses: [{ in: ["serve"], about: "PEM file with the key of the certificate." }]
  },
  "insecure-http": {
    type: { kind: "flag" },
    uses: [{ in: ["serve"], about: "Let the token cross the network without TLS." }]
  }
};

// src/options/store-options.ts
var STORE_OPTIONS = {
  store: {
    type: { kind: "path", value: "DIR" },
    uses: [{ in: ["store"], about: "Directory of the store.", otherwise: "OCX_BUNDLE_STORE" }]
  },
  keep: {
    type: { kind: "number", value: "N", most: Number.MAX_SAFE_INTEGER },
    uses: [{ in: ["store"], about: "gc: keep only the N newest bundles of each name." }]
  },
  "unused-for": {
    type: { kind: "text", value: "AGE" },
    uses: [{ in: ["store"], about: "gc: remove bundles that were not used for so long, such as 30d or 12h." }]
  },
  "max-size": {
    type: { kind: "text", value: "SIZE" },
    uses: [
      {
        in: ["store"],
        about: "gc: remove those that were not used for the longest time until all take at most this, such as 50G."
      }
    ]
  }
};

// src/options/table.ts
var OPTIONS = {
  ...PACKAGE_OPTIONS,
  ...CHANNEL_OPTIONS,
  ...REGISTRY_OPTIONS,
  ...BUNDLE_OPTIONS,
  ...STORE_OPTIONS,
  ...SERVE_OPTIONS,
  ...RUN_OPTIONS
};
function optionsOf(operation) {
  return optionsIn(OPTIONS, operation);
}

export {
  optionsIn,
  placeholderOf,
  spellingsOf,
  firstSentence,
  COMMAND_NAMES,
  SERVICES,
  CHANNELS,
  ORIGINS,
  OPTIONS,
  optionsOf
};
