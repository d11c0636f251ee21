import {
  COMMAND_NAMES,
  SHELLS
} from "./chunk-2VOVHQTY.mjs";

// from-joined:src/options/requests/store-request.ts
import { STORE_ACTIONS_101, toStoreRequest_101 } from "./core.mjs";

// src/cli/commands.ts
var PACKAGES = { kind: "list", value: "PACKAGE" };
var BUNDLE = { kind: "path", value: "BUNDLE" };
var BUNDLE_NOTE = "BUNDLE is a file, a parts document, a directory with an OCI image layout, an address (https://\u2026, oci://HOST/REPOSITORY:TAG), or - for standard input.";
var TOKEN_NOTE = "Set the token as GITHUB_TOKEN or GH_TOKEN. For GitHub Enterprise, set GITHUB_API_URL to an address that ends with /api/v3.";
var REGISTRY_NOTE = "REFERENCE is HOST/REPOSITORY:TAG. Log in with docker or podman, or set OCX_BUNDLE_USERNAME and OCX_BUNDLE_PASSWORD.";
var RUNNER_NOTE = "Sending artifacts and using the cache work in actions only, not in `run:` steps. Fetching artifacts needs a token.";
var COMMANDS = {
  export: {
    about: "Write installed packages, with everything they need, into one offline bundle.",
    usage: [
      "export [PACKAGE...] --output FILE [options]",
      "export --project DIR --output FILE [options]",
      "export --all --output FILE [options]"
    ],
    argument: PACKAGES,
    notes: [
      "PACKAGE is an identifier as OCX takes it, such as cmake:3.28 or ghcr.io/acme/tool:1@sha256:\u2026.",
      "Without PACKAGE, --project and --all, export takes the project of the working directory.",
      "With --output oci://HOST/REPOSITORY:TAG, it goes straight to a registry.",
      "With --output -, the report and the JSON document go to standard error."
    ]
  },
  import: {
    about: "Verify an offline bundle and merge it into an OCX home.",
    usage: ["import BUNDLE [options]"],
    argument: BUNDLE,
    notes: [BUNDLE_NOTE]
  },
  inspect: {
    about: "Show the contents of an offline bundle, without unpacking it.",
    usage: ["inspect BUNDLE [options]"],
    argument: BUNDLE,
    notes: [BUNDLE_NOTE]
  },
  verify: {
    about: "Check every byte of an offline bundle.",
    usage: ["verify BUNDLE [options]", "verify --home DIR"],
    argument: BUNDLE,
    notes: [BUNDLE_NOTE, "Without BUNDLE, the home is compared with everything that was imported into it."]
  },
  env: {
    about: "Print the environment of installed packages.",
    usage: ["env PACKAGE... [options]", "env --bundle BUNDLE [options]", "env --project DIR [options]"],
    argument: PACKAGES,
    notes: [
      'In sh:   eval "$(ocx-bundle env PACKAGE)"',
      "In fish: ocx-bundle env PACKAGE --format fish | source",
      "In pwsh: ocx-bundle env PACKAGE --format pwsh | Out-String | Invoke-Expression",
      "On failure, env prints a statement that fails in the shell that evaluates it."
    ]
  },
  manifest: {
    about: "List every file of the packages in a bundle or a home, with its digest.",
    usage: ["manifest BUNDLE|HOME [options] > FILE"],
    argument: { kind: "path", value: "BUNDLE|HOME" },
    notes: [
      "HOME is a directory: its packages with install links are listed, and their dependencies.",
      "The same files give the same list, from a bundle and from a home.",
      "To check a home: ocx-bundle manifest BUNDLE --format mtree | mtree -e -p HOME"
    ]
  },
  diff: {
    about: "Compare the packages and files of two bundles, homes or lists of files.",
    usage: ["diff A B [options]"],
    argument: { kind: "path", value: "BUNDLE|HOME|FILE" },
    notes: [
      "A and B are bundles, homes, or lists that `ocx-bundle manifest` wrote as json or ocix.",
      "The exit code is 0 if they are equal and 1 if they differ."
    ]
  },
  have: {
    about: "List the layers that a home has, so that another machine can export only what it lacks.",
    usage: ["have [-o HAVE.json] [options]"],
    notes: ["Carry the list to the machine that exports: ocx-bundle export --base HAVE.json"]
  },
  complete: {
    about: "Make the whole bundle of a delta, byte for byte.",
    usage: ["complete DELTA --base BUNDLE|HOME -o FILE [options]"],
    argument: { kind: "path", value: "DELTA" },
    notes: [
      "This needs the version of zstd that compressed the bundle, which Node brings. An import of the delta does not."
    ]
  },
  split: {
    about: "Write an offline bundle in parts that fit a medium.",
    usage: ["split BUNDLE --size SIZE [options]"],
    argument: BUNDLE,
    notes: [
      "Give NAME.parts.json to import, inspect and verify: they read the parts where they are.",
      "The bundle is kept."
    ]
  },
  join: {
    about: "Join the parts of an offline bundle into one file.",
    usage: ["join NAME.parts.json [options]"],
    argument: { kind: "path", value: "FILE" },
    notes: ["Import, inspect and verify need no joined file. The parts are kept."]
  },
  merge: {
    about: "Merge offline bundles for single platforms into one for several.",
    usage: ["merge BUNDLE BUNDLE... --output FILE [options]"],
    argument: BUNDLE,
    notes: [
      "BUNDLE is a file, a parts document, a directory with an OCI image layout, or an address (https://\u2026, oci://\u2026).",
      "An import takes what fits its machine. The order of the bundles does not matter, and their digests stay valid."
    ]
  },
  extract: {
    about: "Make a bundle of one platform, or of some packages, of an offline bundle.",
    usage: [
      "extract BUNDLE --platform PLATFORM --output FILE [options]",
      "extract BUNDLE --package ID --output FILE [options]"
    ],
    argument: BUNDLE,
    notes: [
      BUNDLE_NOTE,
      "The bundle for one platform is the one that was merged, byte for byte.",
      "With --package, the layers stay as they are, but the digest is another one: signatures do not hold for it."
    ]
  },
  send: {
    about: "Send an offline bundle to a registry, a release, a workflow artifact or the actions cache.",
    usage: [
      "send BUNDLE --to registry --reference REFERENCE [options]",
      "send BUNDLE --to release --release-tag TAG [options]",
      "send BUNDLE --to artifact|cache [options]"
    ],
    argument: BUNDLE,
    notes: [REGISTRY_NOTE, TOKEN_NOTE, RUNNER_NOTE]
  },
  fetch: {
    about: "Fetch an offline bundle from a registry, a release, a workflow artifact or the actions cache.",
    usage: [
      "fetch --from registry --reference REFERENCE [options]",
      "fetch --from release [--release-tag TAG] [options]",
      "fetch --from artifact --run-id ID [options]"
    ],
    notes: [
      REGISTRY_NOTE,
      TOKEN_NOTE,
      RUNNER_NOTE,
      "A bundle of 2 GiB or more comes in parts. Give NAME.tar.parts.json to import, inspect and verify.",
      "If --output is a file, the parts are joined."
    ]
  },
  sign: {
    about: "Sign an offline bundle with an SSH key, as `ssh-keygen -Y sign` does.",
    usage: ["sign BUNDLE --key FILE|agent [options]"],
    argument: BUNDLE,
    notes: [
      "The signature is over what `ocx-bundle inspect --manifest BUNDLE` prints, for the namespace ocx-bundle.",
      "ssh-keygen asks for the passphrase. The bundle is not changed."
    ]
  },
  attach: {
    about: "Put signatures into an offline bundle, or beside it in a registry.",
    usage: ["attach BUNDLE SIGNATURE... [options]"],
    argument: BUNDLE,
    notes: [
      "BUNDLE is a file, a directory with an OCI image layout, or oci://HOST/REPOSITORY:TAG.",
      "SIGNATURE is a file of `ocx-bundle sign`, ssh-keygen or minisign, or an attestation of the bundle digest.",
      "The bundle digest stays. The digest of the file does not."
    ]
  },
  sbom: {
    about: "List the packages of an offline bundle as an SBOM.",
    usage: ["sbom BUNDLE [options]"],
    argument: BUNDLE,
    notes: [
      BUNDLE_NOTE,
      "It lists packages, their dependencies and layers. It does not know what is inside a package.",
      "SPDX has a time: SOURCE_DATE_EPOCH, or now. CycloneDX has none, so it is always the same."
    ]
  },
  image: {
    about: "Make a container image of an offline bundle, with its tools on PATH.",
    usage: ["image BUNDLE --output FILE [options]", "image BUNDLE --to registry --reference REFERENCE [options]"],
    argument: BUNDLE,
    notes: [
      BUNDLE_NOTE,
      "Load FILE with `docker load -i FILE`, `podman load -i FILE` or `ctr images import FILE`.",
      "Tools that need a libc need a --base, such as oci://docker.io/library/debian:12.",
      REGISTRY_NOTE
    ]
  },
  history: {
    about: "List what was imported into an OCX home, when and from where.",
    usage: ["history [options]"],
    notes: ["With --json, each import has what it relies on, and whether that is still in place."]
  },
  forget: {
    about: "Remove the tags and links that the imports of a bundle made.",
    usage: ["forget DIGEST|NAME [options]"],
    argument: { kind: "text", value: "DIGEST|NAME" },
    notes: [
      "DIGEST is the bundle digest or at least four hex digits of it, as `ocx-bundle history` lists it.",
      "It keeps tags and links that have changed since, that OCX set, or that another import needs.",
      "Run `ocx clean` afterwards to remove the packages."
    ]
  },
  store: {
    about: "Keep many offline bundles in one directory, each blob once.",
    usage: [
      "store add BUNDLE [--as NAME[:TAG]] [--base BUNDLE] [options]",
      "store list|show NAME|check [NAME...]|remove NAME... [options]",
      "store gc [--keep N] [--unused-for AGE] [--max-size SIZE]"
    ],
    argument: { kind: "choice", choices: STORE_ACTIONS_101 },
    notes: [
      BUNDLE_NOTE,
      "NAME is a name, NAME:TAG, or the beginning of a digest.",
      "add makes the whole bundle of a delta, and takes signatures along.",
      "Blobs of bundles that were removed or replaced stay until gc removes them."
    ]
  },
  serve: {
    about: "Serve offline bundles to other machines, as a read-only OCI registry.",
    usage: ["serve BUNDLE... [options]"],
    argument: BUNDLE,
    notes: [
      "BUNDLE is a file, a parts document, or a directory with an OCI image layout.",
      "A bundle with the name NAME is served as HOST:PORT/NAME:latest. The server runs until SIGTERM or SIGINT."
    ]
  },
  completion: {
    about: "Print a script that completes commands, options and values in a shell.",
    usage: ["completion bash|zsh|fish"],
    argument: { kind: "choice", choices: SHELLS },
    notes: [
      'In ~/.bashrc: eval "$(ocx-bundle completion bash)"',
      'In ~/.zshrc:  eval "$(ocx-bundle completion zsh)"   # after compinit',
      "In ~/.config/fish/config.fish: ocx-bundle completion fish | source"
    ]
  },
  help: {
    about: "Show the help of a command.",
    usage: ["help [COMMAND]"],
    argument: { kind: "choice", choices: COMMAND_NAMES },
    notes: []
  },
  version: { about: "Show the version.", usage: ["version"], notes: [] }
};

export {
  COMMANDS
};
