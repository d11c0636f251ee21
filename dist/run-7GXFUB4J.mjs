import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  Interruption,
  describeFailure,
  formatFailure,
  isClosedPipe,
  plainLabel
} from "./chunk-OFFBCBHS.mjs";
import {
  VERSION
} from "./chunk-7NILHGZO.mjs";
import {
  invalidOption,
  isRegistryReference,
  isUrl,
  parseOptions,
  refuseSeveral,
  toBases,
  toDestination,
  toExportRequest,
  toImageRequest,
  toImportRequest,
  toOrigin,
  toRegistryPlace,
  toRegistryTarget,
  toSelection,
  toUrlPlace
} from "./chunk-U7LCPHV3.mjs";
import {
  ADDRESSED,
  COMMAND_NAMES,
  OPTIONS,
  SERVICES,
  firstSentence,
  optionsOf,
  placeholderOf,
  spellingsOf
} from "./chunk-WM72IY34.mjs";
import {
  WIDTH,
  wrap
} from "./chunk-PVYKHTJY.mjs";
import {
  nearest
} from "./chunk-REH3XOZH.mjs";
import {
  TRUST_NAMES,
  optional,
  pick,
  toTrustRequest
} from "./chunk-VQDLSWPX.mjs";
import {
  logsOf
} from "./chunk-N2LVX2II.mjs";
import {
  findUserHome
} from "./chunk-MIBTUUXS.mjs";
import {
  prettyBytes
} from "./chunk-3QTZOCDB.mjs";
import {
  printable,
  printableJson
} from "./chunk-PNVSA3GV.mjs";
import "./chunk-ADIS2E6D.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
import "./chunk-MU6RN3XU.mjs";

// src/cli/run.ts
import { basename } from "node:path";

// src/cli/command-line.ts
import { parseArgs } from "node:util";
function quote(name) {
  return `--${name}`;
}
function readCommandLine(words, options) {
  const { tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(options.map(configOf)),
    // Our own errors for unknown options and missing values suggest the nearest name.
    strict: false,
    allowPositionals: true,
    tokens: true
  });
  const positionals = [];
  const values = /* @__PURE__ */ new Map();
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const option = options.find(({ name }) => name === token.name);
    if (option === void 0) throw unknownOption(token.rawName, options);
    const earlier = values.get(option.name) ?? [];
    if (earlier.length > 0 && option.type.kind !== "flag" && option.type.kind !== "list" && option.type.kind !== "paths") {
      throw invalidCommandLine(`--${option.name} is given twice, expected once`);
    }
    values.set(option.name, [...earlier, valueOf(option, token)]);
  }
  return {
    positionals,
    has: (name) => values.has(name),
    textsOf: ({ name }) => values.get(name) ?? [],
    quote
  };
}
function configOf(option) {
  const { name, short, type } = option;
  return [name, { type: type.kind === "flag" ? "boolean" : "string", ...short === void 0 ? {} : { short } }];
}
function valueOf(option, { rawName, value, inlineValue }) {
  const expected = placeholderOf(option.type);
  if (expected === void 0) {
    if (value !== void 0) throw invalidCommandLine(`${rawName} takes no value, got "${value}"`);
    return "true";
  }
  if (value === void 0 || value === "") throw invalidCommandLine(`${rawName} has no value, expected ${expected}`);
  if (inlineValue !== true && value.length > 1 && value.startsWith("-")) {
    throw invalidCommandLine(
      `${rawName} has no value, expected ${expected} (write --${option.name}=${value} if that is it)`
    );
  }
  return value;
}
function unknownOption(rawName, options) {
  const names = options.map(({ name }) => `--${name}`);
  return invalidCommandLine(`there is no option ${rawName}`, nearest(rawName, names));
}
function invalidCommandLine(reason, meant) {
  const hint = meant === void 0 ? "Run the command with `--help` for what it takes." : `Did you mean ${meant}? \`--help\` lists all options.`;
  return new BundleError("OPTION_INVALID", `Cannot read the command line: ${reason}`, { hint });
}

// src/cli/command-name.ts
function splitCommand(program, words) {
  const alias = COMMAND_NAMES.find((name) => program === `ocx-${name}`);
  if (alias !== void 0) return { command: alias, rest: words };
  const command = COMMAND_NAMES.find((name) => name === words[0]);
  return command === void 0 ? { rest: words } : { command, rest: words.slice(1) };
}
function unknownCommand([word = ""]) {
  const commands = COMMAND_NAMES.join(", ");
  if (word.startsWith("-"))
    return new BundleError(
      "COMMAND_UNKNOWN",
      `Cannot find the command: the first word is ${word}, expected one of ${commands}`
    );
  const meant = nearest(word, COMMAND_NAMES);
  const options = meant === void 0 ? {} : { hint: `Did you mean ${meant}? \`ocx-bundle --help\` lists the commands.` };
  return new BundleError("COMMAND_UNKNOWN", `Cannot find the command "${word}", expected one of ${commands}`, options);
}

// src/options/store-request.ts
var STORE_ACTIONS = ["add", "list", "show", "check", "remove", "gc"];
var ONLY = {
  as: ["add"],
  base: ["add"],
  name: ["add"],
  keep: ["gc"],
  "unused-for": ["gc"],
  "max-size": ["gc"],
  "dry-run": ["gc"]
};
function toStoreRequest([action = "", ...rest], values, { quote: quote4, toInput: toInput2 }) {
  const isAction = STORE_ACTIONS.find((each) => each === action);
  if (isAction === void 0) throw unknownAction(action);
  const given = values;
  for (const [name, actions] of Object.entries(ONLY))
    if (isGiven(given[name]) && !actions.includes(isAction))
      throw wrong(`${quote4(name)} is given, but the action is ${isAction}`);
  return { ...pick(values, "store"), ...toAction(isAction, rest, values, { quote: quote4, toInput: toInput2 }) };
}
function isGiven(value) {
  return value !== void 0 && value !== false && !(Array.isArray(value) && value.length === 0);
}
function toAction(action, words, values, { quote: quote4, toInput: toInput2 }) {
  const [word, second] = words;
  switch (action) {
    case "add":
      if (word === void 0 || second !== void 0) throw wrong("add takes one BUNDLE");
      return { action, source: toInput2(word), ...optional("as", values.as), ...toBases(values, quote4) };
    case "show":
      if (word === void 0 || second !== void 0) throw wrong("show takes one NAME");
      return { action, name: word };
    case "remove":
      if (word === void 0) throw wrong("remove takes at least one NAME");
      return { action, names: words };
    case "check":
      return { action, names: words };
    case "list":
    case "gc":
      if (word !== void 0) throw wrong(`${action} takes no argument, got "${word}"`);
      if (action === "list") return { action };
      return {
        action,
        ...pick(values, "keep"),
        ...optional("unusedFor", parseUnits(values["unused-for"], AGES, quote4("unused-for"))),
        ...optional("maxSize", parseUnits(values["max-size"], SIZES, quote4("max-size"))),
        dryRun: values["dry-run"]
      };
  }
}
var AGES = { m: 6e4, h: 36e5, d: 864e5, w: 6048e5 };
var SIZES = { K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 };
function parseUnits(text, units, quoted) {
  if (text === void 0) return void 0;
  const [, digits = "", unit = ""] = /^(\d{1,6})([A-Za-z])$/.exec(text) ?? [];
  const factor = units[unit];
  if (factor !== void 0) return Number(digits) * factor;
  throw invalidOption(quoted, text, `a number with one of the units ${Object.keys(units).join(", ")}`);
}
function unknownAction(action) {
  const meant = nearest(action, STORE_ACTIONS);
  const found = action === "" ? "there is no action" : `there is no action ${action}`;
  return wrong(`${found}, expected one of ${STORE_ACTIONS.join(", ")}`, meant);
}
function wrong(reason, meant) {
  const hint = meant === void 0 ? "See `ocx-bundle store --help`." : `Did you mean ${meant}?`;
  return new BundleError("OPTION_INVALID", `Cannot read the command line: ${reason}`, { hint });
}

// src/cli/commands.ts
var SHELLS = ["bash", "zsh", "fish"];
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
      "A and B are bundles, homes, or lists that `ocx-bundle manifest` wrote in the form json or ocix.",
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
    about: "Join the parts of an offline bundle to one file.",
    usage: ["join NAME.parts.json [options]"],
    argument: { kind: "path", value: "FILE" },
    notes: ["Import, inspect and verify need no joined file. The parts are kept."]
  },
  merge: {
    about: "Make one offline bundle for several platforms of one for each.",
    usage: ["merge BUNDLE BUNDLE... --output FILE [options]"],
    argument: BUNDLE,
    notes: [
      "BUNDLE is a file, a parts document, a directory with an OCI image layout, or an address (https://\u2026, oci://\u2026).",
      "An import takes what fits its machine. The order of the bundles does not matter, and their digests stay valid."
    ]
  },
  extract: {
    about: "Make a bundle of one platform of an offline bundle, or of some of its packages.",
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
    about: "Sign an offline bundle with a key, in the form of `ssh-keygen -Y sign`.",
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
      "It lists packages, their dependencies and layers. What is inside of a package is not known.",
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
      "What has another value by now, what OCX set itself, and what another import relies on stays.",
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
    argument: { kind: "choice", choices: STORE_ACTIONS },
    notes: [
      BUNDLE_NOTE,
      "NAME is a name, NAME:TAG, or the beginning of a digest.",
      "add makes the whole bundle of a delta, and takes signatures along.",
      "Removed bundles and those that were replaced leave blobs, which gc removes."
    ]
  },
  serve: {
    about: "Serve offline bundles to other machines, as a read-only OCI registry.",
    usage: ["serve BUNDLE... [options]"],
    argument: BUNDLE,
    notes: [
      "BUNDLE is a file, a parts document, or a directory with an OCI image layout.",
      "A bundle called NAME is HOST:PORT/NAME:latest there. It stays up until SIGTERM or SIGINT."
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

// src/options/serve-request.ts
import { isIP } from "node:net";
function toServeRequest(paths, values, quote4) {
  const { listen, host, "read-token": tokenFile, "tls-cert": certificate, "tls-key": key } = values;
  const listenTo = parseListen(listen, quote4);
  for (const name of host) checkHost(name, quote4);
  const isOpen = certificate === void 0 && !listenTo.isLoopback && !values["insecure-http"];
  if (certificate === void 0 !== (key === void 0)) throw halfOf(certificate === void 0, quote4);
  if (tokenFile !== void 0 && isOpen) {
    const found = `the token would cross the network without TLS to ${listen}`;
    throw new BundleError("OPTION_INVALID", `Cannot use ${quote4("read-token")}: ${found}`, {
      hint: `Set ${quote4("tls-cert")} and ${quote4("tls-key")}. Behind a proxy that has TLS, set ${quote4("insecure-http")}.`
    });
  }
  return {
    paths,
    listen: listenTo,
    hosts: host.map((name) => name.toLowerCase()),
    ...values["print-config"] && { printConfig: true },
    ...optional("tokenFile", tokenFile),
    ...certificate !== void 0 && key !== void 0 && { tls: { certificate, key } }
  };
}
function parseListen(text, quote4) {
  const [, bracketed, plain = "", digits = ""] = /^(?:\[([0-9a-f:.]+)\]|([^:[\]]+)):(\d{1,5})$/i.exec(text) ?? [];
  const address = bracketed ?? (plain === "localhost" ? "127.0.0.1" : plain);
  const isRight = isIP(address) === (bracketed === void 0 ? 4 : 6);
  if (!isRight || Number(digits) > 65535)
    throw invalidOption(quote4("listen"), text, "an IP address and a port, for example 127.0.0.1:5000 or [::1]:5000");
  return { address, port: Number(digits), isLoopback: address === "::1" || address.startsWith("127.") };
}
function checkHost(name, quote4) {
  if (/^[a-z0-9_](?:[a-z0-9._-]*[a-z0-9])?$/i.test(name) || isIP(name.replaceAll(/^\[|\]$/g, "")) === 6) return;
  throw invalidOption(quote4("host"), name, "the name of a host, without a port");
}
function halfOf(lacksCertificate, quote4) {
  const [missing, given] = lacksCertificate ? ["tls-cert", "tls-key"] : ["tls-key", "tls-cert"];
  return new BundleError("OPTION_INVALID", `Cannot use ${quote4(given)}: ${quote4(missing)} is not given`, {
    hint: `Set ${quote4("tls-cert")} and ${quote4("tls-key")}, or neither.`
  });
}

// src/options/trust-requests.ts
function toSignRequest(source, values, quote4) {
  const { key, overwrite } = values;
  if (key === void 0)
    throw new BundleError("OPTION_INVALID", `Cannot sign: there is no ${quote4("key")}`, {
      hint: `Name a private key, for example ${quote4("key")} ~/.ssh/id_ed25519, or \`${quote4("key")} agent\`.`
    });
  return { source, key, ...pick(values, "output"), ...overwrite && { overwrite } };
}

// src/cli/places.ts
function onlyBundle(line, values, streams) {
  return toInput(onlyPath(line, "BUNDLE"), values, streams);
}
function onlyPath({ positionals: [file, second] }, called) {
  if (file === void 0 || file === "") throw invalidCommandLine(`there is no ${called}, expected the path of one`);
  if (second !== void 0) throw tooMany(second, `a single ${called}`);
  return file;
}
function isAddress(path) {
  return isUrl(path) || isRegistryReference(path);
}
function toInput(path, values, streams) {
  const { name: _, "plain-http": plainHttp = false, ...ofAddress } = values;
  if (isRegistryReference(path))
    return { kind: "registry", ...pick(values, "name"), ...toRegistryPlace({ ...values, reference: path }, quote) };
  refuseRegistryOptions("BUNDLE", { "plain-http": plainHttp });
  if (isUrl(path)) return { kind: "url", ...pick(values, "name"), ...toUrlPlace({ ...ofAddress, url: path }, quote) };
  if (values["ca-file"] !== void 0)
    throw invalidCommandLine("--ca-file is given, but BUNDLE is not an address, expected https:// or oci://");
  return path === "-" ? { kind: "stream", stream: streams.input } : { kind: "file", path, ...pick(values, "name") };
}
function tooMany(word, expected) {
  return invalidCommandLine(`"${word}" is one argument too many, expected ${expected}`);
}
function toOutput(path, values, streams) {
  const isLayout = values.format === "oci-dir";
  if (isRegistryReference(path)) {
    if (isLayout) throw invalidCommandLine("--output is a registry, expected a directory for --format oci-dir");
    return { kind: "registry", ...toRegistryTarget({ ...values, reference: path }, quote) };
  }
  refuseRegistryOptions("--output", values);
  if (path === "-" && isLayout) throw invalidCommandLine("--output is -, expected a directory for --format oci-dir");
  if (path === "-") return { kind: "stream", stream: streams.output };
  return { kind: isLayout ? "layout" : "file", path };
}
function refuseRegistryOptions(what, values) {
  const { "mount-from": mountFrom = [] } = values;
  const given = values["plain-http"] ? "--plain-http" : mountFrom.length > 0 ? "--mount-from" : values["chunk-size"] !== void 0 ? "--chunk-size" : values["ca-file"] !== void 0 ? "--ca-file" : void 0;
  if (given === void 0) return;
  throw invalidCommandLine(`${given} is given, but ${what} is not in a registry, expected oci://HOST/REPOSITORY:TAG`);
}

// src/cli/image-output.ts
function toImageOutput(values, streams) {
  const { to, output, reference, as, format } = values;
  if (to === void 0 && reference !== void 0)
    throw invalidCommandLine("--reference is given without --to registry");
  if (to !== void 0 && output !== void 0)
    throw invalidCommandLine("--output is given, but --to is registry, expected one of them");
  if (to === void 0 && output === void 0)
    throw invalidCommandLine("there is no --output FILE and no --to registry, expected one of them");
  const isFar = to === "registry" || isRegistryReference(output ?? "");
  if (isFar && as !== void 0)
    throw invalidCommandLine("--as is given, but the image goes to a registry, where its reference names it");
  if (isFar && format !== "tar") throw invalidCommandLine("--format is given, but the image goes to a registry");
  if (to === "registry") return { kind: "registry", ...toRegistryTarget(values, quote) };
  const { "plain-http": _, "ca-file": __, ...local } = values;
  return toOutput(output ?? "", isFar ? values : local, streams);
}

// src/cli/parse-delta.ts
function parseHave(line) {
  const [word] = line.positionals;
  if (word !== void 0) throw tooMany(word, "options only");
  return pick(parseOptions(OPTIONS, "have", line), "home", "output", "workers");
}
function parseComplete(line, streams) {
  const values = parseOptions(OPTIONS, "complete", line);
  if (values.output === void 0) throw invalidCommandLine("there is no --output, expected a file to write");
  const source = toInput(onlyPath(line, "DELTA"), values, streams);
  const { bases = [] } = toBases(values, quote);
  return {
    source,
    bases,
    output: values.output,
    ...values.overwrite && { overwrite: true },
    ...pick(values, "workers")
  };
}

// src/cli/parse-environment.ts
function parseEnvironment(line, streams) {
  const values = parseOptions(OPTIONS, "env", line);
  return {
    subject: toSubject(line.positionals, values, streams),
    ...pick(values, "home", "platform", "format"),
    ...values.offline && { offline: true }
  };
}
function toSubject(identifiers, values, streams) {
  const { bundle, project, group: groups } = values;
  refuseSeveral([
    identifiers.length > 0 && "PACKAGE",
    bundle !== void 0 && "--bundle",
    project !== void 0 && "--project"
  ]);
  if (groups.length > 0 && project === void 0 && bundle === void 0)
    throw invalidCommandLine("--group is given without --project or --bundle, expected one of them");
  if (identifiers.length > 0) return { kind: "packages", identifiers };
  if (bundle !== void 0) return { kind: "bundle", source: toInput(bundle, values, streams), groups };
  if (project !== void 0) return { kind: "project", path: project, groups };
  throw new BundleError(
    "NOTHING_DECLARED",
    "Cannot compose an environment: there is no PACKAGE, --bundle or --project",
    {
      hint: "Name packages, a bundle or a project, for example `ocx-bundle env cmake:3.28`."
    }
  );
}

// src/cli/parse-forget.ts
function parseForget(line) {
  const [bundle, second] = line.positionals;
  if (bundle === void 0 || bundle === "")
    throw invalidCommandLine("there is no DIGEST or NAME, expected the one of an imported bundle");
  if (second !== void 0) throw tooMany(second, "a single DIGEST or NAME");
  const values = parseOptions(OPTIONS, "forget", line);
  return { bundle, ...pick(values, "home"), dryRun: values["dry-run"] };
}

// src/cli/parse-merge.ts
function parseMerge(line, streams) {
  const { name, ...values } = parseOptions(OPTIONS, "merge", line);
  const paths = line.positionals;
  if (paths.length < 2)
    throw invalidCommandLine(`there ${paths.length === 0 ? "is no BUNDLE" : "is one BUNDLE"}, expected at least two`);
  if (paths.includes("-")) throw invalidCommandLine("a BUNDLE is -, expected files, directories or addresses");
  return {
    // Each option counts for those that take it.
    sources: paths.map((path) => toInput(path, isAddress2(path) ? values : {}, streams)),
    output: toMadeOutput(values),
    ...optional("name", name),
    ...values.overwrite && { overwrite: true }
  };
}
function parseExtract(line, streams) {
  const values = parseOptions(OPTIONS, "extract", line);
  return {
    source: onlyBundle(line, values, streams),
    packages: values.package,
    output: toMadeOutput(values),
    ...pick(values, "platform"),
    ...values.overwrite && { overwrite: true }
  };
}
function isAddress2(path) {
  return isRegistryReference(path) || /^https?:\/\//i.test(path);
}
function toMadeOutput({ output, format }) {
  if (output === void 0) throw invalidCommandLine("there is no --output, expected a file or a directory");
  if (output === "-" || isAddress2(output)) {
    const found = output === "-" ? "standard output" : "an address";
    throw invalidCommandLine(`--output is ${found}, expected a file or a directory. \`ocx-bundle send\` sends it`);
  }
  return { kind: format === "oci-dir" ? "layout" : "file", path: output };
}

// src/cli/parse-verify.ts
function parseVerify(line, streams) {
  const values = parseOptions(OPTIONS, "verify", line);
  if (line.positionals.length === 0 && values.home !== void 0)
    return { kind: "verify-home", request: toVerifyHome({ ...values, home: values.home }) };
  const source = onlyBundle(line, values, streams);
  const trust = optional("trust", toTrustRequest(values, quote));
  return {
    kind: "verify",
    request: { source, ...pick(values, "digest", "platform", "home", "workers"), ...trust, ...toBases(values, quote) }
  };
}
function toVerifyHome(values) {
  for (const name of ["digest", "platform", "name", "ca-file", ...TRUST_NAMES]) {
    if (values[name] !== void 0) throw invalidCommandLine(`${quote(name)} is given, expected a BUNDLE with it`);
  }
  return pick(values, "home", "workers");
}

// src/cli/parse-task.ts
function parseTask(command, line, streams) {
  switch (command) {
    case "export":
      return { kind: command, request: parseExport(line, streams) };
    case "import": {
      const values = parseOptions(OPTIONS, command, line);
      const source = onlyBundle(line, values, streams);
      const wanted = toImportRequest(values, { quote, from: "repository" });
      return { kind: command, request: { source, ...wanted, ...toBases(values, quote) } };
    }
    case "inspect": {
      const values = parseOptions(OPTIONS, command, line);
      const source = onlyBundle(line, values, streams);
      const request = { source, ...pick(values, "platform"), ...values.manifest && { manifest: true } };
      return { kind: command, request };
    }
    case "verify":
      return parseVerify(line, streams);
    case "have":
      return { kind: command, request: parseHave(line) };
    case "complete":
      return { kind: command, request: parseComplete(line, streams) };
    case "env":
      return { kind: command, request: parseEnvironment(line, streams) };
    case "split":
      return { kind: command, request: parseSplit(line, streams) };
    case "join": {
      const values = parseOptions(OPTIONS, command, line);
      const request = { document: onlyPath(line, "FILE"), ...pick(values, "output"), ...overwriting(values) };
      return { kind: command, request };
    }
    case "merge":
      return { kind: command, request: parseMerge(line, streams) };
    case "extract":
      return { kind: command, request: parseExtract(line, streams) };
    case "diff":
      return { kind: command, request: parseDiff(line, streams) };
    case "manifest": {
      const values = parseOptions(OPTIONS, command, line);
      const source = onlyBundle(line, values, streams);
      const request = { source, ...pick(values, "package", "platform", "format", "workers") };
      return { kind: command, request };
    }
    case "send":
      return { kind: command, request: parseSend(line, streams) };
    case "fetch":
      return { kind: command, request: parseFetch(line) };
    case "sign": {
      const values = parseOptions(OPTIONS, command, line);
      return { kind: command, request: toSignRequest(onlyBundle(line, values, streams), values, quote) };
    }
    case "attach": {
      const [bundle = "", ...signatures] = line.positionals;
      const source = toInput(
        onlyPath({ ...line, positionals: [bundle] }, "BUNDLE"),
        parseOptions(OPTIONS, command, line),
        streams
      );
      if (signatures.length === 0) throw invalidCommandLine("there is no SIGNATURE, expected the path of one");
      return { kind: command, request: { source, signatures } };
    }
    case "sbom": {
      const values = parseOptions(OPTIONS, command, line);
      const request = { source: onlyBundle(line, values, streams), ...pick(values, "format", "platform", "output") };
      return { kind: command, request: { ...request, ...overwriting(values) } };
    }
    case "image":
      return { kind: command, request: parseImage(line, streams) };
    case "history": {
      const [word] = line.positionals;
      if (word !== void 0) throw tooMany(word, "options only");
      return { kind: command, request: pick(parseOptions(OPTIONS, command, line), "home") };
    }
    case "forget":
      return { kind: command, request: parseForget(line) };
    case "store": {
      const values = parseOptions(OPTIONS, command, line);
      const source = (word) => toInput(word, values, streams);
      return { kind: command, request: toStoreRequest(line.positionals, values, { quote, toInput: source }) };
    }
    case "serve": {
      if (line.positionals.length === 0) throw invalidCommandLine("there is no BUNDLE, expected the path of one");
      const values = parseOptions(OPTIONS, command, line);
      return { kind: command, request: toServeRequest(line.positionals, values, quote) };
    }
  }
}
function parseExport(line, streams) {
  const values = parseOptions(OPTIONS, "export", line);
  const { output } = values;
  if (output === void 0 && !values["dry-run"])
    throw invalidCommandLine("there is no --output FILE, expected one unless with --dry-run");
  const selection = toSelection({ identifiers: line.positionals, calledAs: "PACKAGE" }, values, quote);
  if (values.split !== void 0 && (output === "-" || values.format === "oci-dir"))
    throw invalidCommandLine("--split is given, expected a file as --output, and --format tar");
  const where = output === void 0 ? void 0 : toOutput(output, values, streams);
  return {
    ...toExportRequest(values, selection, where),
    ...optional("partSize", values.split),
    ...toBases(values, quote)
  };
}
function parseSplit(line, streams) {
  const values = parseOptions(OPTIONS, "split", line);
  if (values.size === void 0) throw invalidCommandLine("there is no --size, expected one such as 4GiB or fat32");
  return {
    source: onlyBundle(line, values, streams),
    partSize: values.size,
    ...pick(values, "output"),
    ...overwriting(values)
  };
}
function overwriting({ overwrite }) {
  return overwrite ? { overwrite } : {};
}
function parseDiff(line, streams) {
  const values = parseOptions(OPTIONS, "diff", line);
  const [before, after, more] = line.positionals;
  if (before === void 0 || after === void 0)
    throw invalidCommandLine(
      `there ${before === void 0 ? "is nothing" : "is one thing"} to compare, expected A and B`
    );
  if (more !== void 0) throw tooMany(more, "A and B");
  if (before === "-" && after === "-") throw invalidCommandLine("A and B are -, expected at least one path");
  return {
    before: toInput(before, {}, streams),
    after: toInput(after, {}, streams),
    ...pick(values, "package", "platform", "workers")
  };
}
function parseSend(line, streams) {
  const values = parseOptions(OPTIONS, "send", line);
  if (values.to === void 0) throw noChannel("to");
  const destination = toDestination(values.to, { operation: "send", values, quote });
  const { "plain-http": _, "ca-file": caFile, ...ofSource } = values;
  const [path = ""] = line.positionals;
  const certificates = values.to === "registry" && !isAddress(path) ? {} : optional("ca-file", caFile);
  const source = onlyBundle(line, { ...ofSource, ...certificates }, streams);
  return { source, destination, ...optional("name", values.as) };
}
function parseFetch(line) {
  const [word] = line.positionals;
  if (word !== void 0) throw tooMany(word, "options only");
  const values = parseOptions(OPTIONS, "fetch", line);
  if (values.from === void 0) throw noChannel("from");
  return {
    origin: toOrigin(values.from, { operation: "fetch", values, quote }),
    output: values.output ?? ".",
    ...pick(values, "name"),
    ...values.overwrite && { overwrite: true }
  };
}
function parseImage(line, streams) {
  const values = parseOptions(OPTIONS, "image", line);
  return toImageRequest(onlyBundle(line, valuesOfSource(line, values), streams), values, {
    output: toImageOutput(values, streams),
    quote
  });
}
function valuesOfSource({ positionals: [word = ""] }, values) {
  const { "plain-http": plainHttp, "ca-file": caFile, ...others } = values;
  const isFar = [values.base, values.output].some((text) => isRegistryReference(text ?? "")) || values.to === "registry";
  return {
    ...others,
    ...(!isFar || isRegistryReference(word)) && { "plain-http": plainHttp },
    ...(!isFar || isAddress(word)) && optional("ca-file", caFile)
  };
}
function noChannel(name) {
  return invalidCommandLine(
    `there is no --${name}, expected one of ${(name === "to" ? SERVICES : ADDRESSED).join(", ")}`
  );
}

// src/cli/arguments.ts
function parseArguments(program, words, streams) {
  const { command, rest } = splitCommand(program, words);
  if (command === void 0 && rest.length === 0) return { kind: "nothing" };
  const end = rest.indexOf("--");
  const asked = new Set(end < 0 ? rest : rest.slice(0, end));
  if (asked.has("--help") || asked.has("-h")) return { kind: "help", ...command === void 0 ? {} : { command } };
  if (asked.has("--version")) return { kind: "version" };
  if (command === void 0) throw unknownCommand(rest);
  const line = readCommandLine(rest, optionsOf(command));
  if (isAboutProgram(command)) return parseAboutProgram(command, line);
  return {
    json: line.has("json"),
    quiet: line.has("quiet"),
    ...line.has("verbose") && { verbose: true },
    ...parseTask(command, line, streams)
  };
}
function isAboutProgram(command) {
  return command === "completion" || command === "help" || command === "version";
}
function parseAboutProgram(name, { positionals }) {
  const [word, ...more] = name === "version" ? [void 0, ...positionals] : positionals;
  if (more[0] !== void 0) throw tooMany(more[0], word === void 0 ? "none" : "one");
  switch (name) {
    case "version":
      return { kind: "version" };
    case "help": {
      const command = COMMAND_NAMES.find((each) => each === word);
      if (word !== void 0 && command === void 0) throw unknownCommand([word]);
      return { kind: "help", ...optional("command", command) };
    }
    case "completion": {
      const shell = SHELLS.find((each) => each === word);
      if (shell !== void 0) return { kind: "completion", shell };
      const found = word === void 0 ? "there is no shell" : `the shell is "${word}"`;
      throw invalidCommandLine(`${found}, expected one of ${SHELLS.join(", ")}`);
    }
  }
}

// src/cli/completion-bash.ts
function formatBash() {
  return `# Completion of ocx-bundle for bash: eval "$(ocx-bundle completion bash)"
_ocx_bundle() {
  local word=$2 previous=$3 command=\${COMP_WORDS[1]} words=
  # Bash takes the = of --option=value for a word.
  if [[ $previous == = ]]; then previous=\${COMP_WORDS[COMP_CWORD - 2]}; fi
  if [[ $word == = ]]; then word=; fi
  case \${1##*/} in
    ocx-export) command=export ;;
    ocx-import) command=import ;;
    *) if ((COMP_CWORD == 1)); then command= previous=; fi ;;
  esac
  case "$command $previous" in
${COMMAND_NAMES.flatMap(valueCases).join("\n")}
    *)
      case "$command $word" in
        ' '*) words='${[...COMMAND_NAMES, ...optionsOf("help").flatMap(spellingsOf)].join(" ")}' ;;
${COMMAND_NAMES.flatMap(wordCases).join("\n")}
      esac
      ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -F _ocx_bundle ocx-bundle ocx-export ocx-import
`;
}
function valueCases(command) {
  return optionsOf(command).filter(({ type }) => type.kind !== "flag").map((option) => {
    const patterns = spellingsOf(option).map((spelling) => `'${command} ${spelling}'`);
    return `    ${patterns.join(" | ")}) ${offer(option.type)} ;;`;
  });
}
function wordCases(command) {
  const { argument } = COMMANDS[command];
  const names = optionsOf(command).flatMap(spellingsOf);
  return [`        '${command} -'*) words='${names.join(" ")}' ;;`, `        '${command} '*) ${offer(argument)} ;;`];
}
function offer(type) {
  if (type?.kind === "path") return "compopt -o default";
  return type?.kind === "choice" ? `words='${type.choices.join(" ")}'` : ":";
}

// src/cli/completion-fish.ts
function formatFish() {
  return `# Completion of ocx-bundle for fish: ocx-bundle completion fish | source
function __ocx_bundle_command_is
    set -l words (commandline -opc)
    test "$words[2]" = "$argv[1]"
end
complete -c ocx-bundle -f
${COMMAND_NAMES.map(formatName).join("\n")}
${optionsOf("help").map((option) => `complete -c ocx-bundle${formatOption(option)}`).join("\n")}
${COMMAND_NAMES.flatMap(formatCommand).join("\n")}
complete -c ocx-export -w 'ocx-bundle export'
complete -c ocx-import -w 'ocx-bundle import'
`;
}
function formatName(name) {
  return `complete -c ocx-bundle -n '__ocx_bundle_command_is ""' -a ${name} -d ${quote2(firstSentence(COMMANDS[name].about))}`;
}
function formatCommand(name) {
  const { argument } = COMMANDS[name];
  const common = new Set(optionsOf("help").map((option) => option.name));
  const start = `complete -c ocx-bundle -n '__ocx_bundle_command_is ${name}'`;
  const rows = optionsOf(name).filter((option) => !common.has(option.name)).map((option) => `${start}${formatOption(option)}`);
  const offer2 = formatOffer(argument);
  return offer2 === "" ? rows : [...rows, `${start}${offer2}`];
}
function formatOption(option) {
  const { name, short, about, type } = option;
  const spelling = `${short === void 0 ? "" : ` -s ${short}`} -l ${name}`;
  const value = type.kind === "flag" ? "" : ` -r${formatOffer(type) || " -f"}`;
  return `${spelling}${value} -d ${quote2(firstSentence(about))}`;
}
function formatOffer(type) {
  if (type?.kind === "path") return " -F";
  return type?.kind === "choice" ? ` -f -a ${quote2(type.choices.join(" "))}` : "";
}
function quote2(text) {
  return `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
}

// src/cli/completion-zsh.ts
function formatZsh() {
  const commands = COMMAND_NAMES.map((name) => quote3(`${name}:${firstSentence(COMMANDS[name].about)}`));
  return `#compdef ocx-bundle ocx-export ocx-import
# Completion of ocx-bundle for zsh: eval "$(ocx-bundle completion zsh)"
_ocx_bundle() {
  local command
  case $service in
    ocx-export | ocx-import) command=\${service#ocx-} ;;
    *)
      if ((CURRENT == 2)); then
        local -a commands=(
          ${commands.join("\n          ")}
        )
        _describe command commands
        _arguments ${optionsOf("help").map(formatOption2).join(" ")}
        return
      fi
      command=$words[2]
      shift words
      ((CURRENT--))
      ;;
  esac
  case $command in
${COMMAND_NAMES.map(formatCommand2).join("\n")}
  esac
}
if [[ $funcstack[1] == _ocx_bundle ]]; then
  _ocx_bundle "$@"
else
  compdef _ocx_bundle ocx-bundle ocx-export ocx-import
fi
`;
}
function formatCommand2(name) {
  const { argument } = COMMANDS[name];
  const specs = optionsOf(name).map(formatOption2);
  if (argument !== void 0) specs.push(quote3(`${argument.kind === "list" ? "*" : "1"}${formatValue(argument)}`));
  return `    ${name})
      _arguments -s -S \\
        ${specs.join(" \\\n        ")}
      ;;`;
}
function formatOption2(option) {
  const about = firstSentence(option.about).replaceAll(/[[\]\\]/g, "\\$&");
  const spellings = spellingsOf(option);
  const value = formatValue(option.type);
  const exclusion = option.type.kind === "list" || option.type.kind === "paths" ? "*" : `(${spellings.join(" ")})`;
  return spellings.map((spelling) => {
    const joint = value === "" ? "" : spelling.startsWith("--") ? "=" : "+";
    return quote3(`${exclusion}${spelling}${joint}[${about}]${value}`);
  }).join(" ");
}
function formatValue(type) {
  const placeholder = placeholderOf(type);
  if (placeholder === void 0) return "";
  const action = type.kind === "path" ? "_files" : `(${type.kind === "choice" ? type.choices.join(" ") : ""})`;
  return `:${placeholder.replaceAll(":", "\\:")}:${action}`;
}
function quote3(text) {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

// src/cli/completion.ts
var FORMATS = { bash: formatBash, zsh: formatZsh, fish: formatFish };
function formatCompletion(shell) {
  return FORMATS[shell]();
}

// src/cli/help.ts
var INTRODUCTION = "Exports installed OCX packages into one offline bundle, and imports it elsewhere without a registry.";
var EXIT_CODES = "Exit codes are those of OCX: 0 success, 64 usage, 65 data, 69 service unavailable, 70 internal error, 74 input or output, 75 try again, 77 permission, 78 configuration, 79 not found, 80 authentication, 81 policy.";
function formatHelp(program, command) {
  return command === void 0 ? formatOverview(program) : formatCommand3(program, command);
}
function formatOverview(program) {
  const commands = COMMAND_NAMES.map((name) => [name, COMMANDS[name].about]);
  return `${formatText(INTRODUCTION)}

Usage: ${program} COMMAND [options]

Commands:
${formatRows(commands)}

Options:
${formatOptions(optionsOf("help"))}

Run \`${program} help COMMAND\` for the options of a command.
${formatText(EXIT_CODES)}
`;
}
function formatCommand3(program, name) {
  const { about, usage, notes } = COMMANDS[name];
  const lines = usage.map((line) => `${program} ${program === `ocx-${name}` ? line.slice(name.length + 1) : line}`);
  const end = notes.length === 0 ? "" : `
${notes.map((note) => `${formatText(note)}
`).join("")}`;
  return `${formatText(about)}

Usage: ${lines.join("\n       ")}

Options:
${formatOptions(optionsOf(name))}
${end}`;
}
function formatText(text) {
  return wrap(text, WIDTH).join("\n");
}
function formatOptions(options) {
  return formatRows(
    options.map((option) => {
      const { name, short } = option;
      const value = placeholderOf(option.type);
      const head = `${short === void 0 ? "    " : `-${short}, `}--${name}${value === void 0 ? "" : ` ${value}`}`;
      return [head, describe(option)];
    })
  );
}
function describe({ about, type, ...option }) {
  const without = option.default ?? option.otherwise;
  return `${about}${type.kind === "list" || type.kind === "paths" ? " May be repeated." : ""}${without === void 0 ? "" : ` Default: ${without}.`}`;
}
function formatRows(rows) {
  const width = Math.min(28, Math.max(...rows.map(([head]) => head.length)));
  const indent = `
${" ".repeat(width + 4)}`;
  return rows.map(([head, about]) => {
    const start = head.length > width ? `  ${head}${indent}` : `  ${head.padEnd(width)}  `;
    return start + wrap(about, WIDTH - width - 4).join(indent);
  }).join("\n");
}

// src/cli/label.ts
import { styleText } from "node:util";
var COLORS = { error: "red", warning: "yellow", hint: "cyan", debug: "gray" };
function labelFor(stream) {
  return (name) => styleText(["bold", COLORS[name]], `${name}:`, { stream });
}

// src/cli/run-task.ts
import { constants } from "node:os";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { styleText as styleText2 } from "node:util";

// src/cli/progress-text.ts
var STEPS = {
  export: "Exporting",
  import: "Importing",
  verify: "Verifying",
  send: "Sending",
  fetch: "Fetching",
  list: "Listing",
  split: "Splitting",
  join: "Joining",
  attach: "Attaching",
  image: "Building",
  delta: "Patching"
};
var WIDEST_BAR = 16;
var NARROWEST_BAR = 8;
var SETTLED = 1e3;
function formatLine(progress) {
  return `${STEPS[progress.step]}: ${factsOf(progress).join(", ")}`;
}
function formatBar(progress, width) {
  const facts = factsOf(progress);
  const lineOf = (bar) => `${STEPS[progress.step]} ${bar}${facts.join(", ")}`;
  while (facts.length > 1 && lineOf("").length > width) facts.pop();
  const room = Math.min(WIDEST_BAR, width - lineOf("").length - 3);
  if (room < NARROWEST_BAR) return lineOf("").slice(0, width);
  const filled = Math.round(fraction(progress) * room);
  return lineOf(`[${"#".repeat(filled)}${"-".repeat(room - filled)}] `);
}
function factsOf(progress) {
  const { done, total, bytes, milliseconds } = progress;
  const facts = [`${Math.floor(fraction(progress) * 100)} %`, `${prettyBytes(done)} of ${prettyBytes(total)}`];
  if (milliseconds < SETTLED || bytes === 0) return facts;
  facts.push(`${prettyBytes(bytes / milliseconds * 1e3, { maximumFractionDigits: 1 })}/s`);
  if (done < total) facts.push(`${formatDuration((total - done) / bytes * milliseconds)} left`);
  return facts;
}
function formatDuration(milliseconds) {
  const seconds = Math.ceil(milliseconds / 1e3);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
function fraction({ done, total }) {
  return total <= 0 ? 1 : Math.min(1, done / total);
}

// src/cli/progress.ts
var DRAW_INTERVAL = 100;
var LOG_INTERVAL = 5e3;
var DEFAULT_COLUMNS = 80;
var CLEAR = "\r\x1B[2K";
function showProgress(terminal, { quiet, verbose = false, live, now, label = plainLabel }) {
  const interval = live ? DRAW_INTERVAL : LOG_INTERVAL;
  const measure = measureSteps(now);
  let last = now();
  let drawn = "";
  const replace = (text, bar) => {
    const clear = drawn === "" ? "" : CLEAR;
    drawn = bar;
    if (clear + text + bar !== "") terminal.write(clear + text + bar);
  };
  return {
    warn: (text) => replace(`${label("warning")} ${printable(text)}
`, drawn),
    say: (text) => {
      if (!quiet) replace(`${printable(text)}
`, drawn);
    },
    debug: (text) => {
      if (verbose) replace(`${label("debug")} ${printable(text)}
`, drawn);
    },
    progress: (step, done, total) => {
      const progress = measure(step, done, total);
      if (quiet || now() - last < interval) return;
      last = now();
      const { columns = 0 } = terminal;
      if (live) replace("", formatBar(progress, (columns > 0 ? columns : DEFAULT_COLUMNS) - 1));
      else terminal.write(`${formatLine(progress)}
`);
    },
    finish: () => replace("", "")
  };
}
function measureSteps(now) {
  let first;
  return (step, done, total) => {
    if (first?.step !== step || done < first.done) first = { step, done, time: now() };
    return { step, done, total, bytes: done - first.done, milliseconds: now() - first.time };
  };
}

// src/cli/run-command.ts
var SHARED_UMASK = 18;
var DIFFERENT = 1;
var COMMANDS2 = {
  export: reported(
    async () => (await import("./export-bundle-RLPUVRFI.mjs")).exportBundle,
    async () => (await import("./describe-results-UF4YF5RN.mjs")).formatExport
  ),
  async import(request, context, reporter) {
    if (request.shared === true) process.umask(SHARED_UMASK);
    const { importBundle } = await import("./import-bundle-2YGZSNHT.mjs");
    const { formatImport } = await import("./describe-results-UF4YF5RN.mjs");
    const result = await importBundle(request, context, reporter);
    return { document: result, text: (bold) => formatImport(result, bold) };
  },
  async inspect(request, context, reporter) {
    if (request.manifest === true) {
      const { showDocument } = await import("./show-document-3J4DUCKL.mjs");
      return { pieces: [await showDocument(request, context)] };
    }
    const { inspectBundle } = await import("./inspect-bundle-UL336KM3.mjs");
    const { formatInspect } = await import("./describe-results-UF4YF5RN.mjs");
    const result = await inspectBundle(request, context, logsOf(reporter));
    return { document: result, text: (bold) => formatInspect(result, bold) };
  },
  verify: reported(
    async () => (await import("./verify-bundle-F5WNEJV7.mjs")).verifyBundle,
    async () => (await import("./describe-results-UF4YF5RN.mjs")).formatVerify
  ),
  "verify-home": reported(
    async () => (await import("./verify-kept-CFVMWJUV.mjs")).verifyKept,
    async () => (await import("./describe-results-UF4YF5RN.mjs")).formatVerifyHome
  ),
  async have(request, context, reporter) {
    const { listHave } = await import("./list-have-6MUIR2LW.mjs");
    const { file, layers, text } = await listHave(request, context, reporter);
    return onlyText(file === void 0 ? text : `Listed ${layers} layers in ${file}.
`);
  },
  complete: reported(
    async () => (await import("./complete-delta-ZYZHG3YZ.mjs")).completeDelta,
    async () => (await import("./describe-delta-6DNHAT3E.mjs")).formatComplete
  ),
  async manifest(request, context, reporter) {
    const { showManifest } = await import("./show-manifest-I2V42ULR.mjs");
    return { pieces: await showManifest(request, context, reporter) };
  },
  split: reported(
    async () => (await import("./split-bundle-ADMANHSY.mjs")).splitBundle,
    async () => (await import("./describe-results-UF4YF5RN.mjs")).formatSplit
  ),
  join: reported(
    async () => (await import("./join-bundle-YYTITGVF.mjs")).joinBundle,
    async () => (await import("./describe-results-UF4YF5RN.mjs")).formatJoin
  ),
  merge: reported(
    async () => (await import("./merge-bundles-BJHOMTH3.mjs")).mergeBundles,
    async () => (await import("./describe-merge-RX5R4DCY.mjs")).formatMerge
  ),
  extract: reported(
    async () => (await import("./extract-bundle-YPEYLBTS.mjs")).extractBundle,
    async () => (await import("./describe-merge-RX5R4DCY.mjs")).formatExtract
  ),
  async diff(request, context, reporter) {
    const { diffBundles } = await import("./diff-bundles-4VR5TQN3.mjs");
    const { formatDiff } = await import("./describe-diff-QD3Y3DBK.mjs");
    const result = await diffBundles(request, context, reporter);
    const text = (bold) => formatDiff(result, bold);
    return { document: result, text, ...!result.equal && { exitCode: DIFFERENT } };
  },
  async env(request, context, reporter) {
    const { showEnvironment } = await import("./show-environment-FTMCJSLY.mjs");
    return onlyText((await showEnvironment(request, context, reporter)).text);
  },
  send: reported(
    async () => (await import("./send-bundle-6AHOOG2Z.mjs")).sendBundle,
    async () => (await import("./describe-results-UF4YF5RN.mjs")).formatSend
  ),
  async fetch(request, context, reporter) {
    const { fetchBundle } = await import("./fetch-bundle-DJMIVVPL.mjs");
    const { formatFetch } = await import("./describe-results-UF4YF5RN.mjs");
    const result = await fetchBundle(request, context, reporter);
    if (result.file === void 0)
      throw new BundleError("CACHE_MISS", `Cannot find ${result.name}: the cache has no entry ${result.key}`);
    return { document: result, text: () => formatFetch(result) };
  },
  sign: reported(
    async () => (await import("./sign-bundle-BLEROGDL.mjs")).signBundle,
    async () => (await import("./describe-signing-RM7GXX7U.mjs")).formatSign
  ),
  attach: reported(
    async () => (await import("./attach-signatures-VPMDBFNS.mjs")).attachSignatures,
    async () => (await import("./describe-signing-RM7GXX7U.mjs")).formatAttach
  ),
  async sbom(request, context) {
    const { showSbom } = await import("./show-sbom-PTUDR5W6.mjs");
    const { formatSbomResult } = await import("./describe-signing-RM7GXX7U.mjs");
    const result = await showSbom(request, context);
    if (result.text !== void 0) return { pieces: [Buffer.from(result.text)] };
    return { document: result, text: () => formatSbomResult(result) };
  },
  image: reported(
    async () => (await import("./image-bundle-WHXDMVPS.mjs")).imageBundle,
    async () => (await import("./describe-image-OLUSX3IS.mjs")).formatImage
  ),
  history: reported(
    async () => (await import("./show-history-BPKBKHHM.mjs")).showHistory,
    async () => (await import("./describe-history-LQO7JQKV.mjs")).formatHistory
  ),
  forget: reported(
    async () => (await import("./forget-import-PND4YXRD.mjs")).forgetImport,
    async () => (await import("./describe-history-LQO7JQKV.mjs")).formatForget
  ),
  store: reported(
    async () => (await import("./run-store-6CTYRHEL.mjs")).runStore,
    async () => (await import("./describe-store-XMXYXTXU.mjs")).formatStore
  ),
  async serve(request, context, reporter) {
    if (request.printConfig === true) {
      const { printConfiguration } = await import("./print-configuration-DCCO3E3M.mjs");
      return onlyText(await printConfiguration(request, context));
    }
    const { serveBundles } = await import("./serve-bundles-QSIEQ6JD.mjs");
    const result = await serveBundles(request, context, reporter);
    return { document: result, text: () => `Served ${result.answers} requests.
` };
  }
};
function runCommand({ kind, request }, context, reporter) {
  return COMMANDS2[kind](request, context, reporter);
}
function reported(loadStory, loadFormatter) {
  return async (request, context, reporter) => {
    const [story, format] = [await loadStory(), await loadFormatter()];
    const result = await story(request, context, reporter);
    return { document: result, text: (bold) => format(result, bold) };
  };
}
function onlyText(text) {
  return { document: void 0, text: () => text };
}

// src/cli/run-task.ts
var SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];
async function runTask(task, onStop) {
  const { stdout, stderr } = process;
  const stopped = new AbortController();
  for (const name of SIGNALS) process.on(name, () => stopped.abort(new Interruption(name, constants.signals[name])));
  stopped.signal.addEventListener("abort", onStop);
  const carriesBundle = task.kind === "image" && task.request.output.kind === "stream" || task.kind === "export" && task.request.output?.kind === "stream" && !task.request.dryRun;
  if (carriesBundle && stdout.isTTY)
    throw invalidCommandLine("--output is - and standard output is a terminal, expected a file or a pipe");
  if (task.kind === "manifest" && task.request.format.startsWith("ocix") && stdout.isTTY)
    throw invalidCommandLine(
      `--format is ${task.request.format} and standard output is a terminal, expected a file or a pipe`
    );
  const output = carriesBundle ? stderr : stdout;
  const isDocument = carriesBundle && task.json;
  const progress = showProgress(stderr, {
    quiet: task.quiet || isDocument,
    verbose: task.verbose === true && !isDocument,
    live: stderr.isTTY && process.env["TERM"] !== "dumb",
    now: () => performance.now(),
    label: labelFor(stderr)
  });
  const reporter = isDocument ? { ...progress, warn: () => {
  } } : progress;
  const context = {
    directory: process.cwd(),
    userHome: findUserHome(),
    variables: { ...process.env },
    signal: stopped.signal
  };
  try {
    const outcome = await runCommand(task, context, reporter);
    reporter.finish();
    if ("pieces" in outcome) {
      await pipeline(Readable.from(outcome.pieces, { objectMode: false }), output, { end: false });
      return;
    }
    const { document, text, exitCode } = outcome;
    if (task.json) output.write(`${printableJson(JSON.stringify(document, void 0, 2))}
`);
    else if (!task.quiet) output.write(text((title) => styleText2("bold", title, { stream: output })));
    if (exitCode !== void 0) process.exitCode = exitCode;
  } catch (thrown) {
    reporter.finish();
    throw stopped.signal.aborted ? stopped.signal.reason : thrown;
  }
}

// src/cli/run.ts
var USAGE = 64;
async function run() {
  const [, file = "", ...words] = process.argv;
  const name = basename(file);
  const program = name === "ocx-export" || name === "ocx-import" ? name : "ocx-bundle";
  const { stdout: output, stderr } = process;
  let input;
  const streams = {
    output,
    // A getter, because reading process.stdin opens it.
    get input() {
      input = process.stdin;
      return input;
    }
  };
  const closeInput = () => void input?.destroy();
  output.on("error", reportLostOutput);
  stderr.on("error", () => {
  });
  const report = (thrown) => {
    const failure = formatFailure(program, words, thrown, labelFor(stderr));
    output.write(failure.output);
    stderr.write(failure.errors);
    return failure.exitCode;
  };
  process.once("uncaughtException", (thrown) => process.exit(report(thrown)));
  try {
    const invocation = parseArguments(program, words, streams);
    if (invocation.kind === "help") output.write(formatHelp(program, invocation.command));
    else if (invocation.kind === "nothing") {
      stderr.write(formatHelp(program));
      process.exitCode = USAGE;
    } else if (invocation.kind === "completion") output.write(formatCompletion(invocation.shell));
    else if (invocation.kind === "version") output.write(`ocx-bundle ${VERSION}
`);
    else await runTask(invocation, closeInput);
  } catch (thrown) {
    process.exitCode = report(thrown);
  } finally {
    closeInput();
  }
}
function reportLostOutput(cause) {
  if (isClosedPipe(cause) || process.exitCode !== void 0) return;
  const lost = new BundleError("IO_FAILED", `Cannot write to standard output: ${cause.message}`, { cause });
  const { exitCode, text } = describeFailure(lost, labelFor(process.stderr));
  process.exitCode = exitCode;
  process.stderr.write(text);
}
export {
  run
};
