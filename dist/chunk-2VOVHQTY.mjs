// src/options/table/operations.ts
var COMMAND_NAMES = [
  "export",
  "import",
  "inspect",
  "verify",
  "env",
  "manifest",
  "diff",
  "have",
  "complete",
  "split",
  "join",
  "merge",
  "extract",
  "send",
  "fetch",
  "sign",
  "attach",
  "sbom",
  "image",
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
var ADDRESSED = [...SERVICES, "url"];
var ORIGINS = [...ADDRESSED, "file"];
var SHELLS = ["bash", "zsh", "fish"];

// src/options/table/option.ts
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

// src/options/table/bundle-options.ts
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
        about: "Name of the bundle: up to 128 letters, digits, dots, dashes and underscores.",
        otherwise: "`ocx-bundle-<os>-<arch>`"
      },
      {
        in: [
          "import",
          "inspect",
          "verify",
          "env",
          "manifest",
          "complete",
          "split",
          "extract",
          "send",
          "image",
          "sign",
          "attach",
          "sbom",
          "store"
        ],
        about: "Name of the bundle, if the directory holds several."
      },
      {
        in: ["merge"],
        about: "Name of the merged bundle.",
        otherwise: "the name that all of them have, else ocx-bundle"
      },
      {
        in: ["fetch", "import-action"],
        about: "Name of the bundle. If a directory holds several, it chooses one.",
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
        in: ["image"],
        type: { kind: "text", value: "NAME[:TAG]" },
        about: "Name of the image in an archive or a directory.",
        otherwise: "the bundle's own name, in lower case, and latest"
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
      { in: ["merge", "extract"], about: "Bundle to write; in a directory, NAME.tar." },
      {
        in: ["join"],
        about: "File to write, or a directory for it.",
        otherwise: "the directory of the parts"
      },
      { in: ["fetch"], about: "File to write, or a directory for it.", otherwise: "the working directory" },
      { in: ["sign"], about: "File to write, or a directory for it.", otherwise: "BUNDLE.sig" },
      { in: ["sbom"], about: "File to write.", otherwise: "standard output" },
      {
        in: ["image"],
        about: "Archive to write; in a directory, NAME.image.tar. - is standard output, oci://\u2026 a registry."
      },
      { in: ["complete"], about: "Bundle to write; in a directory, NAME.tar." },
      { in: ["have"], type: { kind: "path", value: "FILE" }, about: "File to write.", otherwise: "standard output" },
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
      { in: ["sign"], about: "Replace an earlier signature." },
      { in: ["sbom"], about: "Replace an output file even if it is not an SBOM." },
      {
        in: ["export", "complete", "join", "merge", "extract", "fetch"],
        about: "Replace an output file even if it is not an offline bundle."
      },
      { in: ["image"], about: "Replace an output file even if it is not an archive of an image." },
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
        in: ["export", "merge", "extract"],
        about: "Format of the output: one tar, or a directory with an OCI image layout.",
        default: "tar"
      },
      {
        in: ["export-action"],
        about: "Format of the output. With `oci-dir`, `file` is a directory with an OCI image layout. It is created if it does not exist, and keeps its other bundles.",
        default: "tar"
      },
      {
        in: ["image"],
        about: "Format of the output: an archive for docker, podman and containerd, or an OCI image layout.",
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
      },
      {
        in: ["sbom"],
        type: { kind: "choice", choices: ["cyclonedx", "spdx"] },
        about: "Format of the SBOM: CycloneDX 1.6 or SPDX 2.3.",
        default: "cyclonedx"
      }
    ]
  },
  sbom: {
    type: { kind: "path", value: "FILE" },
    uses: [
      {
        in: ["export", "export-action"],
        about: "Also write a list of the packages: SPDX 2.3 if FILE ends with .spdx.json, else CycloneDX 1.6."
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
      },
      {
        in: ["export-action"],
        about: "Write the bundle in parts of this size: 4GiB, 700M, fat32, dvd. The parts and their list lie beside `file`. A large bundle for a release is split without this.",
        otherwise: "one file",
        channels: ["file"]
      }
    ]
  },
  merge: {
    type: { kind: "list", value: "NAME" },
    uses: [
      {
        in: ["export-action"],
        about: "Merge these bundles for several platforms into one, instead of exporting: their names in the channel `to`; with `file`, their paths; with `registry`, their references.",
        channels: ["artifact", "release", "registry", "file"]
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
  original: {
    type: { kind: "flag" },
    uses: [
      {
        in: ["export", "export-action"],
        about: "Also carry the publishers' own archives and signatures, fetched from their registries: for sites where OCX itself checks signatures."
      }
    ]
  },
  "compression-level": {
    // zstd's levels without the `ultra` ones, which need more memory to decompress.
    type: { kind: "number", value: "N", most: 19 },
    uses: [
      { in: ["export", "image", "export-action"], about: "Level of zstd, 1 to 19.", otherwise: "2, tuned for tools" }
    ]
  },
  manifest: {
    type: { kind: "flag" },
    uses: [
      {
        in: ["inspect"],
        about: "Print only the document that the bundle digest names, byte for byte. Signatures are made over it."
      }
    ]
  },
  key: {
    type: { kind: "path", value: "FILE|agent" },
    uses: [
      {
        in: ["sign"],
        about: "Private key of ssh-keygen, public key of a key in the SSH agent, or Ed25519 key in PKCS#8. agent is the only key of the SSH agent."
      }
    ]
  },
  digest: {
    type: { kind: "text", value: "sha256:\u2026" },
    uses: [
      { in: ["import", "verify", "image"], about: "Refuse a bundle with another digest." },
      {
        in: ["import-action"],
        about: "Digest that the bundle must have: the output `bundle-digest` of the export. `any` accepts every bundle; an empty input is an error.",
        default: "any",
        noBlank: true
      }
    ]
  }
};

// src/options/table/channel-options.ts
var CHANNEL_OPTIONS = {
  to: {
    type: { kind: "choice", choices: CHANNELS },
    uses: [
      { in: ["send"], type: { kind: "choice", choices: SERVICES }, about: "Channel that the bundle goes to." },
      {
        in: ["image"],
        type: { kind: "choice", choices: ["registry"] },
        about: "Push the image to the registry of --reference."
      },
      { in: ["export-action"], about: "Channel that the bundle goes to.", default: "file", noBlank: true }
    ]
  },
  from: {
    type: { kind: "choice", choices: CHANNELS },
    uses: [
      { in: ["fetch"], type: { kind: "choice", choices: ADDRESSED }, about: "Channel that has the bundle." },
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
        in: ["fetch", "import-action"],
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
        in: ["import", "inspect", "verify", "env", "manifest", "diff", "merge", "extract", "sign", "attach", "sbom"],
        about: "PEM file with certificates of authorities to trust, if BUNDLE is an address.",
        otherwise: "those of Node, and of `NODE_EXTRA_CA_CERTS`"
      },
      {
        in: ["send"],
        about: "PEM file with certificates of authorities to trust, for a registry or if BUNDLE is an address.",
        otherwise: "those of Node, and of `NODE_EXTRA_CA_CERTS`"
      },
      {
        in: ["image"],
        about: "PEM file with certificates of authorities to trust, for every registry and address.",
        otherwise: "those of Node, and of `NODE_EXTRA_CA_CERTS`"
      },
      {
        in: ["export"],
        about: "PEM file with certificates of authorities to trust, if the output is oci://\u2026.",
        otherwise: "those of Node, and of `NODE_EXTRA_CA_CERTS`"
      },
      {
        in: ["fetch", "import-action"],
        about: "PEM file with certificates of authorities to trust.",
        otherwise: "those of Node, and of `NODE_EXTRA_CA_CERTS`",
        channels: ["url", "registry"]
      },
      {
        in: ["export-action"],
        about: "PEM file with certificates of authorities to trust.",
        otherwise: "those of Node, and of `NODE_EXTRA_CA_CERTS`",
        channels: ["registry"]
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
      },
      {
        in: ["import", "verify"],
        about: "Require an attestation by a workflow of this repository on GitHub."
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
        about: "Fail if no cache entry has the key. Otherwise nothing is imported, and the output `cache-hit` is false.",
        channels: ["cache"]
      }
    ]
  }
};

// src/options/table/delta-options.ts
var BASE_OPTIONS = {
  base: {
    type: { kind: "paths", value: "BUNDLE|HAVE.json" },
    uses: [
      {
        in: ["export"],
        about: "Write a delta: only what this earlier bundle, or the home that HAVE.json describes, lacks."
      },
      {
        in: ["export-action"],
        about: "Write a delta: only what these earlier bundles lack (paths, `https://\u2026` or `oci://\u2026`, or lists that `ocx-bundle have` wrote)."
      },
      {
        in: ["import"],
        type: { kind: "paths", value: "BUNDLE|HOME" },
        about: "Earlier bundle that a delta builds on.",
        otherwise: "what the home has"
      },
      {
        in: ["verify", "complete", "manifest", "diff"],
        type: { kind: "paths", value: "BUNDLE|HOME" },
        about: "Earlier bundle, or a home, that the delta builds on."
      },
      {
        in: ["store"],
        type: { kind: "paths", value: "BUNDLE|HOME" },
        about: "add: earlier bundle, or a home, that the delta builds on.",
        otherwise: "the bundles of the store"
      },
      {
        in: ["image"],
        type: { kind: "path", value: "BASE" },
        about: "Image to build on: an OCI image layout, an archive of docker or podman, or oci://HOST/REPOSITORY:TAG.",
        otherwise: "none: the image has the packages only"
      }
    ]
  }
};

// src/options/table/image-options.ts
var IMAGE_OPTIONS = {
  "home-path": {
    type: { kind: "path", value: "PATH" },
    uses: [{ in: ["image"], about: "Path of the OCX home in the image.", default: "/ocx" }]
  },
  compression: {
    type: { kind: "choice", choices: ["zstd", "gzip", "none"] },
    uses: [
      {
        in: ["image"],
        about: "Compression of the layers. Docker before 23 does not read zstd.",
        default: "zstd"
      }
    ]
  },
  image: {
    type: { kind: "flag" },
    uses: [
      {
        in: ["export-action"],
        about: "Also make a container image of the bundle, with its tools on `PATH`. It goes to `reference`. Without `reference`, or with `to: registry`, it goes to `image-file`."
      }
    ]
  },
  "image-file": {
    type: { kind: "path", value: "FILE" },
    uses: [
      {
        in: ["export-action"],
        about: "Archive of the image to write, for `docker load` and `podman load`.",
        otherwise: "`<name>.image.tar` in `RUNNER_TEMP`"
      }
    ]
  },
  "image-base": {
    type: { kind: "path", value: "BASE" },
    uses: [
      {
        in: ["export-action"],
        about: "Image to build on: an OCI image layout, an archive of docker or podman, or `oci://HOST/REPOSITORY:TAG`.",
        otherwise: "none: the image has the packages only"
      }
    ]
  },
  "image-compression": {
    type: { kind: "choice", choices: ["zstd", "gzip", "none"] },
    uses: [
      {
        in: ["export-action"],
        about: "Compression of the image's layers. Docker before 23 does not read zstd.",
        default: "zstd"
      }
    ]
  }
};

// src/options/table/package-options.ts
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
        in: ["extract"],
        about: "Take only these packages, in the forms that import takes. The result is another bundle.",
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
        in: ["env", "image"],
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
  "include-ocx": {
    type: { kind: "choice", choices: ["auto", "true", "false"] },
    uses: [
      {
        in: ["export", "export-action"],
        about: "Whether ocx itself travels. `auto` takes the package `ocx.sh/ocx/cli` of the home if entry points need it; `true` takes it in any case, else the executable `ocx` on `PATH`.",
        default: "auto"
      }
    ]
  },
  home: {
    type: { kind: "path", value: "DIR" },
    uses: [
      {
        in: ["export", "have", "env", "history", "forget", "export-action"],
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
      },
      {
        in: ["inspect", "extract", "sbom"],
        about: "Platform to choose from a bundle for several, such as linux/amd64+libc.musl.",
        otherwise: "this machine's"
      },
      {
        in: ["verify"],
        about: "Check only this platform of a bundle for several.",
        otherwise: "all, and for --home this machine's"
      },
      {
        in: ["image"],
        about: "Platform of the image, if the bundle is for several.",
        otherwise: "that of the bundle"
      }
    ]
  }
};

// src/options/table/registry-options.ts
var REGISTRY_OPTIONS = {
  reference: {
    type: { kind: "text", value: "HOST/REPOSITORY:TAG" },
    uses: [
      {
        in: ["send"],
        about: "Repository in a registry, and the tag to set. Without a tag, `latest`.",
        channels: ["registry"]
      },
      {
        in: ["export-action"],
        about: "Repository in a registry, and the tag to set. Without a tag, `latest`. With another channel and `image: true`, that of the image.",
        channels: ["registry"]
      },
      { in: ["image"], about: "Repository for the image in a registry, and the tag to set. Without a tag, `latest`." },
      {
        in: ["fetch", "import-action"],
        about: "Bundle in a registry, by tag or `@sha256:\u2026`. Without both, the tag `latest`.",
        channels: ["registry"]
      }
    ]
  },
  mirror: {
    type: { kind: "text", value: "HOST/PREFIX" },
    uses: [
      {
        in: ["send"],
        about: "Push the publishers' own archives and signatures, which an export with --original has, to HOST/PREFIX/REGISTRY/REPOSITORY, where OCX looks for them.",
        channels: ["registry"]
      },
      {
        in: ["export-action"],
        about: "With `original: true`: push the publishers' own archives and signatures to HOST/PREFIX/REGISTRY/REPOSITORY, where OCX looks for them. The bundle is a file.",
        channels: ["registry"]
      }
    ]
  },
  "mount-from": {
    type: { kind: "list", value: "REPOSITORY" },
    uses: [
      {
        in: ["send", "export-action"],
        about: "Other repositories of the same registry that may have some of the blobs. Such blobs are not sent again.",
        channels: ["registry"]
      },
      {
        in: ["export", "image"],
        about: "Other repositories of the same registry that may have some of the blobs, if the output is oci://\u2026."
      }
    ]
  },
  "chunk-size": {
    type: { kind: "size", value: "SIZE" },
    uses: [
      {
        in: ["send", "export-action"],
        about: "Send blobs in chunks of this size, if a proxy in front of the registry limits the size of requests. Example: 90MiB.",
        otherwise: "each blob in one request",
        channels: ["registry"]
      },
      {
        in: ["export", "image"],
        about: "Send blobs in chunks of this size, if the output is oci://\u2026 and a proxy limits the size of requests. Example: 90MiB.",
        otherwise: "each blob in one request"
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
        in: [
          "export",
          "import",
          "inspect",
          "verify",
          "env",
          "manifest",
          "diff",
          "merge",
          "extract",
          "image",
          "sign",
          "attach",
          "sbom"
        ],
        about: "Reach the registry of oci://\u2026 over plain HTTP, without credentials."
      }
    ]
  }
};

// src/options/table/run-options.ts
var RUN_OPTIONS = {
  "on-conflict": {
    type: { kind: "choice", choices: ["update", "keep", "replace", "fail"] },
    uses: [
      {
        in: ["import", "import-action"],
        about: "What to do with a tag that is another package in this home. `update` replaces it if an earlier import set it, and keeps it if OCX set it; `keep` and `replace` do that to every such tag; `fail` is an error.",
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
        about: "Also compare the files that the home has with the bundle, and restore those that were changed."
      }
    ]
  },
  shared: {
    type: { kind: "flag" },
    uses: [
      {
        in: ["import", "import-action"],
        about: "Make what the import writes readable for all users, so that one user can prepare a home for others."
      }
    ]
  },
  "allow-unverified": {
    type: { kind: "flag" },
    uses: [
      {
        in: ["import", "import-action"],
        about: "Import packages even if a trust policy of OCX requires their signatures, which an import cannot check."
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
        about: "Directory that holds up to 512 MiB of a remote bundle until they are unpacked.",
        otherwise: "the home"
      },
      {
        in: ["image"],
        about: "Directory that holds up to 512 MiB of a remote bundle or base until they are packed.",
        otherwise: "TMPDIR, else /tmp"
      }
    ]
  },
  concurrency: {
    type: { kind: "number", value: "N", most: 64 },
    uses: [
      {
        in: ["import", "import-action"],
        about: "Maximum number of requests to a remote bundle at the same time.",
        otherwise: "8"
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
        in: ["export", "import", "verify", "have", "complete", "manifest", "diff", "image"],
        about: "Threads that read, write and compress.",
        otherwise: "one for each core"
      }
    ]
  },
  "dry-run": {
    type: { kind: "flag" },
    uses: [
      {
        in: ["export", "import", "forget", "store", "export-action", "import-action"],
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
          "complete",
          "diff",
          "split",
          "join",
          "merge",
          "extract",
          "send",
          "fetch",
          "sign",
          "attach",
          "image",
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
          "have",
          "complete",
          "manifest",
          "diff",
          "split",
          "join",
          "merge",
          "extract",
          "send",
          "fetch",
          "sign",
          "attach",
          "sbom",
          "image",
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
        in: ["import", "verify", "merge", "extract", "send", "fetch", "image"],
        about: "Also print the debug log on standard error: each request, without secrets."
      }
    ]
  },
  help: { short: "h", type: { kind: "flag" }, uses: [{ in: COMMAND_NAMES, about: "Show this help." }] },
  version: { type: { kind: "flag" }, uses: [{ in: COMMAND_NAMES, about: "Show the version." }] }
};

// src/options/table/serve-options.ts
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
    uses: [
      {
        in: ["serve"],
        about: "Name that clients may use for this server, besides its address. Other names are refused."
      }
    ]
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
    uses: [{ in: ["serve"], about: "Accept the token without TLS, for example behind a proxy that has TLS." }]
  },
  "print-config": {
    type: { kind: "flag" },
    uses: [
      {
        in: ["serve"],
        about: "Print OCX's configuration for machines that use this server, and do not serve."
      }
    ]
  }
};

// src/options/table/store-options.ts
var STORE_OPTIONS = {
  store: {
    type: { kind: "path", value: "DIR" },
    uses: [
      { in: ["store"], about: "Directory of the store.", otherwise: "OCX_BUNDLE_STORE" },
      {
        in: ["import", "import-action"],
        about: "Keep what is fetched in this store, and take from it what is there. See docs/site.md.",
        otherwise: "OCX_BUNDLE_STORE"
      }
    ]
  },
  keep: {
    type: { kind: "number", value: "N", most: Number.MAX_SAFE_INTEGER },
    uses: [{ in: ["store"], about: "gc: keep only the N newest bundles of each name." }]
  },
  "unused-for": {
    type: { kind: "text", value: "AGE" },
    uses: [{ in: ["store"], about: "gc: remove bundles that were not used for this long, such as 30d or 12h." }]
  },
  "max-size": {
    type: { kind: "text", value: "SIZE" },
    uses: [
      {
        in: ["store"],
        about: "gc: remove the bundles that were unused for the longest time, until the store takes at most this, such as 50G."
      }
    ]
  }
};

// src/options/table/trust-options.ts
var TRUST_OPTIONS = {
  attestation: {
    type: { kind: "path", value: "FILE|DIR|referrers" },
    uses: [
      {
        in: ["import", "verify", "import-action"],
        about: "Signature of the bundle: a file, a directory with several, or `referrers` for those in the registry.",
        otherwise: "looked for beside and in the bundle"
      }
    ]
  },
  "trusted-root": {
    type: { kind: "path", value: "FILE" },
    uses: [
      {
        in: ["import", "verify", "import-action"],
        about: "Certificates of Sigstore, as `gh attestation trusted-root` prints them.",
        otherwise: "`OCX_SIGSTORE_TRUSTED_ROOT`, else `sigstore/trusted-root.json` in the home"
      }
    ]
  },
  // In the action, `repository` is that of a release or an artifact.
  "source-repository": {
    type: { kind: "text", value: "OWNER/NAME" },
    uses: [
      {
        in: ["import-action"],
        about: "Require an attestation by a workflow of this repository on GitHub."
      }
    ]
  },
  "signer-workflow": {
    type: { kind: "text", value: "WORKFLOW" },
    uses: [
      {
        in: ["import", "verify", "import-action"],
        about: "Require that this workflow signed, as `OWNER/NAME/.github/workflows/FILE`, with `@REF` or without."
      }
    ]
  },
  ref: {
    input: "source-ref",
    type: { kind: "text", value: "REF" },
    uses: [
      {
        in: ["import", "verify", "import-action"],
        about: "Require that the workflow ran for this ref, such as `refs/heads/main`."
      }
    ]
  },
  "certificate-identity": {
    type: { kind: "text", value: "URI" },
    uses: [
      {
        in: ["import", "verify", "import-action"],
        about: "Require an attestation whose certificate has exactly this name."
      }
    ]
  },
  "certificate-oidc-issuer": {
    type: { kind: "text", value: "URL" },
    uses: [
      {
        in: ["import", "verify", "import-action"],
        about: "Require that this issuer vouched for the signer.",
        otherwise: "that of GitHub's workflows"
      }
    ]
  },
  "allowed-signers": {
    type: { kind: "path", value: "FILE" },
    uses: [
      {
        in: ["import", "verify", "import-action"],
        about: "Require an SSH signature by a key of this `allowed_signers` file."
      }
    ]
  },
  signer: {
    type: { kind: "text", value: "NAME" },
    uses: [
      {
        in: ["import", "verify", "import-action"],
        about: "Require that the allowed signers have the key under this name.",
        otherwise: "any of them"
      }
    ]
  },
  "minisign-key": {
    type: { kind: "text", value: "KEY|FILE" },
    uses: [{ in: ["import", "verify", "import-action"], about: "Require a minisign signature by this public key." }]
  },
  policy: {
    type: { kind: "path", value: "FILE" },
    uses: [
      {
        in: ["import", "verify", "import-action"],
        about: "Require what this policy says, besides that of the home."
      }
    ]
  },
  "allow-unsigned": {
    type: { kind: "flag" },
    uses: [
      {
        in: ["import", "import-action"],
        about: "Import a bundle that does not meet the policy, if the policy says that this is allowed."
      }
    ]
  }
};

// src/options/table/option-table.ts
var OPTIONS = {
  ...PACKAGE_OPTIONS,
  ...CHANNEL_OPTIONS,
  ...REGISTRY_OPTIONS,
  ...BUNDLE_OPTIONS,
  ...BASE_OPTIONS,
  ...IMAGE_OPTIONS,
  ...STORE_OPTIONS,
  ...SERVE_OPTIONS,
  ...TRUST_OPTIONS,
  ...RUN_OPTIONS
};
function optionsOf(operation) {
  return optionsIn(OPTIONS, operation);
}

export {
  COMMAND_NAMES,
  SERVICES,
  CHANNELS,
  ADDRESSED,
  ORIGINS,
  SHELLS,
  optionsIn,
  placeholderOf,
  spellingsOf,
  firstSentence,
  OPTIONS,
  optionsOf
};
