import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  Interruption,
  describeFailure,
  formatFailure,
  isClosedPipe,
  plainLabel
} from "./chunk-GXBJKOR7.mjs";
import {
  toStoreRequest
} from "./chunk-S223DRQM.mjs";
import {
  VERSION
} from "./chunk-7NILHGZO.mjs";
import {
  toDestination,
  toExportRequest,
  toImageRequest,
  toImportRequest,
  toOrigin,
  toSelection
} from "./chunk-UUMTONWT.mjs";
import {
  invalidOption,
  isRegistryReference,
  isUrl,
  parseOptions,
  refuseSeveral,
  toBases,
  toRegistryPlace,
  toRegistryTarget,
  toUrlPlace
} from "./chunk-SXOG2VUQ.mjs";
import {
  ADDRESSED,
  COMMAND_NAMES,
  OPTIONS,
  SERVICES,
  SHELLS,
  optionsOf,
  placeholderOf
} from "./chunk-CB6HKYJN.mjs";
import {
  nearest
} from "./chunk-REH3XOZH.mjs";
import {
  TRUST_NAMES,
  toTrustRequest
} from "./chunk-34XEFYLB.mjs";
import {
  optional,
  pick
} from "./chunk-BRXFK6VM.mjs";
import {
  logsOf
} from "./chunk-N2LVX2II.mjs";
import {
  findUserHome
} from "./chunk-MIBTUUXS.mjs";
import {
  prettyBytes
} from "./chunk-3QTZOCDB.mjs";
import "./chunk-ADIS2E6D.mjs";
import {
  printable,
  printableJson
} from "./chunk-PNVSA3GV.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
import "./chunk-MU6RN3XU.mjs";

// src/cli/run.ts
import { basename } from "node:path";

// src/cli/command-line.ts
import { parseArgs } from "node:util";
function quoteOption(name) {
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
    quote: quoteOption
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

// src/options/requests/serve-request.ts
import { isIP } from "node:net";
function toServeRequest(paths, values, quote) {
  const { listen, host, "read-token": tokenFile, "tls-cert": certificate, "tls-key": key } = values;
  const listenTo = parseListen(listen, quote);
  for (const name of host) checkHost(name, quote);
  const isOpen = certificate === void 0 && !listenTo.isLoopback && !values["insecure-http"];
  if (certificate === void 0 !== (key === void 0)) throw halfOf(certificate === void 0, quote);
  if (tokenFile !== void 0 && isOpen) {
    const found = `the token would cross the network without TLS to ${listen}`;
    throw new BundleError("OPTION_INVALID", `Cannot use ${quote("read-token")}: ${found}`, {
      hint: `Set ${quote("tls-cert")} and ${quote("tls-key")}. Behind a proxy that has TLS, set ${quote("insecure-http")}.`
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
function parseListen(text, quote) {
  const [, bracketed, plain = "", digits = ""] = /^(?:\[([0-9a-f:.]+)\]|([^:[\]]+)):(\d{1,5})$/i.exec(text) ?? [];
  const address = bracketed ?? (plain === "localhost" ? "127.0.0.1" : plain);
  const isRight = isIP(address) === (bracketed === void 0 ? 4 : 6);
  if (!isRight || Number(digits) > 65535)
    throw invalidOption(quote("listen"), text, "an IP address and a port, for example 127.0.0.1:5000 or [::1]:5000");
  return { address, port: Number(digits), isLoopback: address === "::1" || address.startsWith("127.") };
}
function checkHost(name, quote) {
  if (/^[a-z0-9_](?:[a-z0-9._-]*[a-z0-9])?$/i.test(name) || isIP(name.replaceAll(/^\[|\]$/g, "")) === 6) return;
  throw invalidOption(quote("host"), name, "the name of a host, without a port");
}
function halfOf(lacksCertificate, quote) {
  const [missing, given] = lacksCertificate ? ["tls-cert", "tls-key"] : ["tls-key", "tls-cert"];
  return new BundleError("OPTION_INVALID", `Cannot use ${quote(given)}: ${quote(missing)} is not given`, {
    hint: `Set ${quote("tls-cert")} and ${quote("tls-key")}, or neither.`
  });
}

// src/options/requests/sign-request.ts
function toSignRequest(source, values, quote) {
  const { key, overwrite } = values;
  if (key === void 0)
    throw new BundleError("OPTION_INVALID", `Cannot sign: there is no ${quote("key")}`, {
      hint: `Name a private key, for example ${quote("key")} ~/.ssh/id_ed25519, or \`${quote("key")} agent\`.`
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
    return {
      kind: "registry",
      ...pick(values, "name"),
      ...toRegistryPlace({ ...values, reference: path }, quoteOption)
    };
  refuseRegistryOptions("BUNDLE", { "plain-http": plainHttp });
  if (isUrl(path))
    return { kind: "url", ...pick(values, "name"), ...toUrlPlace({ ...ofAddress, url: path }, quoteOption) };
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
    return { kind: "registry", ...toRegistryTarget({ ...values, reference: path }, quoteOption) };
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
  if (to === "registry") return { kind: "registry", ...toRegistryTarget(values, quoteOption) };
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
  const { bases = [] } = toBases(values, quoteOption);
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
  const trust = optional("trust", toTrustRequest(values, quoteOption));
  return {
    kind: "verify",
    request: {
      source,
      ...pick(values, "digest", "platform", "home", "workers"),
      ...trust,
      ...toBases(values, quoteOption)
    }
  };
}
function toVerifyHome(values) {
  for (const name of ["digest", "platform", "name", "ca-file", ...TRUST_NAMES]) {
    if (values[name] !== void 0)
      throw invalidCommandLine(`${quoteOption(name)} is given, expected a BUNDLE with it`);
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
      const wanted = toImportRequest(values, { quote: quoteOption, from: "repository" });
      return { kind: command, request: { source, ...wanted, ...toBases(values, quoteOption) } };
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
      return { kind: command, request: toSignRequest(onlyBundle(line, values, streams), values, quoteOption) };
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
      return {
        kind: command,
        request: toStoreRequest(line.positionals, values, { quote: quoteOption, toInput: source })
      };
    }
    case "serve": {
      if (line.positionals.length === 0) throw invalidCommandLine("there is no BUNDLE, expected the path of one");
      const values = parseOptions(OPTIONS, command, line);
      return { kind: command, request: toServeRequest(line.positionals, values, quoteOption) };
    }
  }
}
function parseExport(line, streams) {
  const values = parseOptions(OPTIONS, "export", line);
  const { output } = values;
  if (output === void 0 && !values["dry-run"])
    throw invalidCommandLine("there is no --output FILE, expected one unless with --dry-run");
  const selection = toSelection({ identifiers: line.positionals, calledAs: "PACKAGE" }, values, quoteOption);
  if (values.split !== void 0 && (output === "-" || values.format === "oci-dir"))
    throw invalidCommandLine("--split is given, expected a file as --output, and --format tar");
  const where = output === void 0 ? void 0 : toOutput(output, values, streams);
  return {
    ...toExportRequest(values, selection, where),
    ...optional("partSize", values.split),
    ...toBases(values, quoteOption)
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
  const destination = toDestination(values.to, { operation: "send", values, quote: quoteOption });
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
    origin: toOrigin(values.from, { operation: "fetch", values, quote: quoteOption }),
    output: values.output ?? ".",
    ...pick(values, "name"),
    ...values.overwrite && { overwrite: true }
  };
}
function parseImage(line, streams) {
  const values = parseOptions(OPTIONS, "image", line);
  return toImageRequest(onlyBundle(line, valuesOfSource(line, values), streams), values, {
    output: toImageOutput(values, streams),
    quote: quoteOption
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
var COMMANDS = {
  export: reported(
    async () => (await import("./export-bundle-APPWPDK7.mjs")).exportBundle,
    async () => (await import("./export-text-JLPCFGXE.mjs")).formatExport
  ),
  async import(request, context, reporter) {
    if (request.shared === true) process.umask(SHARED_UMASK);
    const { importBundle } = await import("./import-bundle-4OTCZZBP.mjs");
    const { formatImport } = await import("./import-text-BT7G56SN.mjs");
    const result = await importBundle(request, context, reporter);
    return { document: result, text: (bold) => formatImport(result, bold) };
  },
  async inspect(request, context, reporter) {
    if (request.manifest === true) {
      const { showDocument } = await import("./show-document-UXNWNXAA.mjs");
      return { pieces: [await showDocument(request, context)] };
    }
    const { inspectBundle } = await import("./inspect-bundle-7WIEWSVH.mjs");
    const { formatInspect } = await import("./inspect-text-OND5XWJE.mjs");
    const result = await inspectBundle(request, context, logsOf(reporter));
    return { document: result, text: (bold) => formatInspect(result, bold) };
  },
  verify: reported(
    async () => (await import("./verify-bundle-EQ52OR3C.mjs")).verifyBundle,
    async () => (await import("./verify-text-MP7UNAFE.mjs")).formatVerify
  ),
  "verify-home": reported(
    async () => (await import("./verify-kept-5CCU735Z.mjs")).verifyKept,
    async () => (await import("./verify-text-MP7UNAFE.mjs")).formatVerifyHome
  ),
  async have(request, context, reporter) {
    const { listHave } = await import("./list-have-V3V4FTAR.mjs");
    const { file, layers, text } = await listHave(request, context, reporter);
    return onlyText(file === void 0 ? text : `Listed ${layers} layers in ${file}.
`);
  },
  complete: reported(
    async () => (await import("./complete-delta-DTKKS3GT.mjs")).completeDelta,
    async () => (await import("./delta-text-O3YHFNFE.mjs")).formatComplete
  ),
  async manifest(request, context, reporter) {
    const { showManifest } = await import("./show-manifest-TI7S6XQB.mjs");
    return { pieces: await showManifest(request, context, reporter) };
  },
  split: reported(
    async () => (await import("./split-bundle-CEABYAUQ.mjs")).splitBundle,
    async () => (await import("./parts-text-OGQEPDJF.mjs")).formatSplit
  ),
  join: reported(
    async () => (await import("./join-bundle-FW66C73U.mjs")).joinBundle,
    async () => (await import("./parts-text-OGQEPDJF.mjs")).formatJoin
  ),
  merge: reported(
    async () => (await import("./merge-bundles-A7NOTX4O.mjs")).mergeBundles,
    async () => (await import("./merge-text-YEL7PZXO.mjs")).formatMerge
  ),
  extract: reported(
    async () => (await import("./extract-bundle-EOFELKRY.mjs")).extractBundle,
    async () => (await import("./merge-text-YEL7PZXO.mjs")).formatExtract
  ),
  async diff(request, context, reporter) {
    const { diffBundles } = await import("./diff-bundles-5VGQCG5J.mjs");
    const { formatDiff } = await import("./diff-text-UTYEIGQB.mjs");
    const result = await diffBundles(request, context, reporter);
    const text = (bold) => formatDiff(result, bold);
    return { document: result, text, ...!result.equal && { exitCode: DIFFERENT } };
  },
  async env(request, context, reporter) {
    const { showEnvironment } = await import("./show-environment-5BCC2ZRN.mjs");
    return onlyText((await showEnvironment(request, context, reporter)).text);
  },
  send: reported(
    async () => (await import("./send-bundle-LOPUDPTM.mjs")).sendBundle,
    async () => (await import("./channel-text-7UKHXOWM.mjs")).formatSend
  ),
  async fetch(request, context, reporter) {
    const { fetchBundle } = await import("./fetch-bundle-EOVIYVVG.mjs");
    const { formatFetch } = await import("./channel-text-7UKHXOWM.mjs");
    const result = await fetchBundle(request, context, reporter);
    if (result.file === void 0)
      throw new BundleError("CACHE_MISS", `Cannot find ${result.name}: the cache has no entry ${result.key}`);
    return { document: result, text: () => formatFetch(result) };
  },
  sign: reported(
    async () => (await import("./sign-bundle-7IITFT42.mjs")).signBundle,
    async () => (await import("./signing-text-LJLJWYU3.mjs")).formatSign
  ),
  attach: reported(
    async () => (await import("./attach-signatures-YPCQM7VW.mjs")).attachSignatures,
    async () => (await import("./signing-text-LJLJWYU3.mjs")).formatAttach
  ),
  async sbom(request, context) {
    const { showSbom } = await import("./show-sbom-VXZJ4GRT.mjs");
    const { formatSbomResult } = await import("./signing-text-LJLJWYU3.mjs");
    const result = await showSbom(request, context);
    if (result.text !== void 0) return { pieces: [Buffer.from(result.text)] };
    return { document: result, text: () => formatSbomResult(result) };
  },
  image: reported(
    async () => (await import("./image-bundle-WKFFVIBY.mjs")).imageBundle,
    async () => (await import("./image-text-J7JMZWYZ.mjs")).formatImage
  ),
  history: reported(
    async () => (await import("./show-history-7DTM7HJT.mjs")).showHistory,
    async () => (await import("./history-text-FLCZ757T.mjs")).formatHistory
  ),
  forget: reported(
    async () => (await import("./forget-import-EW3UUUDP.mjs")).forgetImport,
    async () => (await import("./history-text-FLCZ757T.mjs")).formatForget
  ),
  store: reported(
    async () => (await import("./run-store-HXDBUA36.mjs")).runStore,
    async () => (await import("./store-text-ZEXGWFFX.mjs")).formatStore
  ),
  async serve(request, context, reporter) {
    if (request.printConfig === true) {
      const { printConfiguration } = await import("./print-configuration-Z5SR3CO7.mjs");
      return onlyText(await printConfiguration(request, context));
    }
    const { serveBundles } = await import("./serve-bundles-UPVEFWZM.mjs");
    const result = await serveBundles(request, context, reporter);
    return { document: result, text: () => `Served ${result.answers} requests.
` };
  }
};
function runCommand({ kind, request }, context, reporter) {
  return COMMANDS[kind](request, context, reporter);
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
    if (invocation.kind === "help") output.write(await help(program, invocation.command));
    else if (invocation.kind === "nothing") {
      stderr.write(await help(program));
      process.exitCode = USAGE;
    } else if (invocation.kind === "completion") output.write(await completion(invocation.shell));
    else if (invocation.kind === "version") output.write(`ocx-bundle ${VERSION}
`);
    else await runTask(invocation, closeInput);
  } catch (thrown) {
    process.exitCode = report(thrown);
  } finally {
    closeInput();
  }
}
async function help(program, command) {
  return (await import("./help-GECY3O7B.mjs")).formatHelp(program, command);
}
async function completion(shell) {
  return (await import("./completion-5SGVG4AP.mjs")).formatCompletion(shell);
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
