import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  COMMANDS,
  COMMAND_NAMES,
  COMMON_OPTIONS,
  Interruption,
  describeFailure,
  formatFailure,
  isClosedPipe
} from "./chunk-HIDRPU44.mjs";
import {
  parseDestination,
  parseOrigin
} from "./chunk-KOBPCWSX.mjs";
import {
  nearest
} from "./chunk-REH3XOZH.mjs";
import {
  findUserHome
} from "./chunk-OXYKG5XG.mjs";
import {
  printable,
  printableJson
} from "./chunk-PNVSA3GV.mjs";
import {
  prettyBytes
} from "./chunk-3QTZOCDB.mjs";
import "./chunk-4BW6DCFJ.mjs";
import {
  BundleError
} from "./chunk-G225MUBA.mjs";
import "./chunk-MU6RN3XU.mjs";

// src/cli/run.ts
import { basename } from "node:path";

// src/cli/command-line.ts
import { parseArgs } from "node:util";
function readCommandLine(words, options) {
  const { tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(options.map(configOf)),
    // Unknown options and missing values are told here, with the nearest name that is right.
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
    if (earlier.length > 0 && option.value !== void 0 && option.repeated === void 0) {
      throw invalidCommandLine(`--${option.name} is given twice, expected once`);
    }
    values.set(option.name, [...earlier, valueOf(option, token)]);
  }
  return commandLine(positionals, values);
}
function commandLine(positionals, values) {
  const text = (name) => values.get(name)?.[0];
  return {
    positionals,
    has: (name) => values.has(name),
    text,
    texts: (name) => values.get(name) ?? [],
    count: (name, most) => {
      const value = text(name);
      if (value === void 0) return void 0;
      const count = /^\d+$/.test(value) ? Number(value) : 0;
      if (count < 1 || count > most)
        throw invalidCommandLine(`--${name} is "${value}", expected a whole number from 1 to ${most}`);
      return count;
    },
    choice: (name, choices) => {
      const value = text(name);
      const chosen = choices.find((choice) => choice === value);
      if (value === void 0 || chosen !== void 0) return chosen;
      throw invalidCommandLine(
        `--${name} is "${value}", expected one of ${choices.join(", ")}`,
        nearest(value, choices)
      );
    }
  };
}
function configOf({ name, short, value }) {
  return [name, { type: value === void 0 ? "boolean" : "string", ...short === void 0 ? {} : { short } }];
}
function valueOf(option, { rawName, value, inlineValue }) {
  if (option.value === void 0) {
    if (value !== void 0) throw invalidCommandLine(`${rawName} takes no value, got "${value}"`);
    return "";
  }
  if (value === void 0 || value === "")
    throw invalidCommandLine(`${rawName} has no value, expected ${option.value}`);
  if (inlineValue !== true && value.length > 1 && value.startsWith("-")) {
    throw invalidCommandLine(
      `${rawName} has no value, expected ${option.value} (write --${option.name}=${value} if that is it)`
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

// src/cli/arguments.ts
var MOST_WORKERS = 256;
var HIGHEST_LEVEL = 19;
function parseArguments(program, words, streams) {
  const { command, rest } = splitCommand(program, words);
  const end = rest.indexOf("--");
  const asked = new Set(end < 0 ? rest : rest.slice(0, end));
  if (asked.has("--help") || asked.has("-h")) return { kind: "help", ...command === void 0 ? {} : { command } };
  if (asked.has("--version")) return { kind: "version" };
  if (command === void 0) throw unknownCommand(rest);
  const line = readCommandLine(rest, [...COMMANDS[command].options, ...COMMON_OPTIONS]);
  return { json: line.has("json"), quiet: line.has("quiet"), ...parseTask(command, line, streams) };
}
function splitCommand(program, words) {
  const alias = COMMAND_NAMES.find((name) => program === `ocx-${name}`);
  if (alias !== void 0) return { command: alias, rest: words };
  const command = COMMAND_NAMES.find((name) => name === words[0]);
  return command === void 0 ? { rest: words } : { command, rest: words.slice(1) };
}
function unknownCommand([word]) {
  const commands = COMMAND_NAMES.join(", ");
  if (word === void 0 || word.startsWith("-")) {
    const found = word === void 0 ? "there is none" : `it begins with ${word}`;
    return new BundleError("COMMAND_UNKNOWN", `Cannot find the command: ${found}, expected one of ${commands}`);
  }
  const meant = nearest(word, COMMAND_NAMES);
  const options = meant === void 0 ? {} : { hint: `Did you mean ${meant}? \`ocx-bundle --help\` lists the commands.` };
  return new BundleError("COMMAND_UNKNOWN", `Cannot find the command "${word}", expected one of ${commands}`, options);
}
function parseTask(command, line, streams) {
  switch (command) {
    case "export":
      return { kind: command, request: parseExport(line, streams) };
    case "import":
      return { kind: command, request: parseImport(line, streams) };
    case "inspect":
      return { kind: command, request: { source: onlyFile(line, streams) } };
    case "verify":
      return {
        kind: command,
        request: {
          source: onlyFile(line, streams),
          ...optional("digest", line.text("digest")),
          ...optional("workers", line.count("workers", MOST_WORKERS))
        }
      };
    case "env":
      return { kind: command, request: parseEnvironment(line, streams) };
    case "send":
      return { kind: command, request: parseSend(line, streams) };
    case "fetch":
      return { kind: command, request: parseFetch(line) };
  }
}
function parseExport(line, streams) {
  const output = line.text("output");
  const dryRun = line.has("dry-run");
  if (output === void 0 && !dryRun)
    throw invalidCommandLine("there is no --output FILE, expected one unless with --dry-run");
  return {
    ...optional("declaration", parseDeclaration(line)),
    ...optional("home", line.text("home")),
    ...optional("platform", line.text("platform")),
    ...optional("output", output === void 0 ? void 0 : parseOutput(output, line, streams)),
    ...line.has("force") && { force: true },
    ...optional("name", line.text("name")),
    ...optional("level", line.count("compression-level", HIGHEST_LEVEL)),
    ...optional("workers", line.count("workers", MOST_WORKERS)),
    dryRun
  };
}
function parseOutput(path, line, streams) {
  const isLayout = line.choice("format", ["tar", "oci-dir"]) === "oci-dir";
  if (path === "-" && isLayout) throw invalidCommandLine("--output is -, expected a directory for --format oci-dir");
  if (path === "-") return { kind: "stream", stream: streams.output };
  return { kind: isLayout ? "layout" : "file", path };
}
function parseDeclaration(line) {
  const identifiers = line.positionals;
  const groups = parseGroups(line);
  const path = line.text("project");
  const ofProject = path !== void 0 || groups.length > 0;
  const named = [identifiers.length > 0 && "PACKAGE", ofProject && "--project or --group", line.has("all") && "--all"];
  refuseSeveral(named.filter((name) => name !== false));
  if (identifiers.length > 0) return { kind: "packages", identifiers };
  if (line.has("all")) return { kind: "all" };
  return ofProject ? { kind: "project", ...optional("path", path), groups } : void 0;
}
function parseImport(line, streams) {
  return {
    source: onlyFile(line, streams),
    ...optional("home", line.text("home")),
    packages: line.texts("package"),
    select: line.has("select"),
    onConflict: line.choice("on-conflict", ["update", "keep", "replace", "fail"]) ?? "update",
    ...optional("project", line.text("project")),
    ...optional("digest", line.text("digest")),
    ...optional("platform", line.text("platform")),
    allowUnverified: line.has("allow-unverified"),
    durable: line.has("durable"),
    ...optional("workers", line.count("workers", MOST_WORKERS)),
    dryRun: line.has("dry-run")
  };
}
function parseEnvironment(line, streams) {
  return {
    subject: parseSubject(line, streams),
    ...optional("home", line.text("home")),
    ...optional("platform", line.text("platform")),
    format: line.choice("format", ["sh", "fish", "pwsh", "json", "github"]) ?? "sh"
  };
}
function parseSubject(line, streams) {
  const identifiers = line.positionals;
  const groups = parseGroups(line);
  const bundle = line.text("bundle");
  const path = line.text("project");
  const named = [
    identifiers.length > 0 && "PACKAGE",
    bundle !== void 0 && "--bundle",
    path !== void 0 && "--project"
  ];
  refuseSeveral(named.filter((name) => name !== false));
  if (groups.length > 0 && path === void 0 && bundle === void 0)
    throw invalidCommandLine("--group is given without --project or --bundle, expected one of them");
  if (identifiers.length > 0) return { kind: "packages", identifiers };
  if (bundle !== void 0) return { kind: "bundle", source: toInput(bundle, line, streams), groups };
  if (path !== void 0) return { kind: "project", path, groups };
  throw new BundleError(
    "NOTHING_DECLARED",
    "Cannot compose an environment: there is no PACKAGE, --bundle or --project",
    {
      hint: "Name packages, a bundle or a project, for example `ocx-bundle env cmake:3.28`."
    }
  );
}
function parseSend(line, streams) {
  const destination = parseDestination(channelOf(line, "to"), optionReader(line));
  if (destination === void 0) throw new Error("a file is no destination");
  const path = onlyPath(line);
  const source = path === "-" ? { kind: "stream", stream: streams.input } : { kind: "file", path };
  return { source, destination, ...optional("name", line.text("name")) };
}
function parseFetch(line) {
  const [word] = line.positionals;
  if (word !== void 0) throw invalidCommandLine(`"${word}" is one argument too many, expected options only`);
  const origin = parseOrigin(channelOf(line, "from"), optionReader(line));
  if (origin === void 0) throw new Error("a file is no origin");
  return {
    origin,
    output: line.text("output") ?? ".",
    ...optional("name", line.text("name")),
    ...line.has("force") && { force: true }
  };
}
function channelOf(line, name) {
  const channel = line.choice(name, ["release", "artifact", "cache"]);
  if (channel === void 0) throw invalidCommandLine(`there is no --${name}, expected release, artifact or cache`);
  return channel;
}
function optionReader(line) {
  return { read: (name) => line.text(name) ?? "", flag: (name) => line.has(name), quote: (name) => `--${name}` };
}
function parseGroups(line) {
  return line.texts("group").flatMap((names) => names.split(","));
}
function onlyFile(line, streams) {
  return toInput(onlyPath(line), line, streams);
}
function onlyPath({ positionals: [file, second] }) {
  if (file === void 0 || file === "") throw invalidCommandLine("there is no BUNDLE, expected the path of one");
  if (second !== void 0) throw invalidCommandLine(`"${second}" is one argument too many, expected a single BUNDLE`);
  return file;
}
function toInput(path, line, streams) {
  return path === "-" ? { kind: "stream", stream: streams.input } : { kind: "file", path, ...optional("name", line.text("name")) };
}
function refuseSeveral(named) {
  if (named.length > 1) throw invalidCommandLine(`${named.join(" and ")} are given, expected only one of them`);
}
function optional(key, value) {
  const property = {};
  if (value !== void 0) property[key] = value;
  return property;
}

// src/cli/help.ts
function formatHelp(program, command) {
  return command === void 0 ? formatOverview(program) : formatCommand(program, command);
}
function formatOverview(program) {
  const commands = COMMAND_NAMES.map((name) => [name, COMMANDS[name].about]);
  return `Offline bundles of OCX packages: what one home has installed, another gets without a registry.

Usage: ${program} COMMAND [options]

Commands:
${formatRows(commands)}

Options:
${formatOptions(COMMON_OPTIONS)}

Run \`${program} COMMAND --help\` for what a command takes.
Exit codes are OCX's: 0, 64 usage, 65 data, 69 a service fails, 70 a fault of ours, 74 input and output, 75 try again,
77 permission, 78 configuration, 79 not found, 80 authentication, 81 policy.
`;
}
function formatCommand(program, name) {
  const { about, usage, options, notes } = COMMANDS[name];
  const lines = usage.map((line) => `${program} ${program === `ocx-${name}` ? line.slice(name.length + 1) : line}`);
  return `${about}

Usage: ${lines.join("\n       ")}

Options:
${formatOptions([...options, ...COMMON_OPTIONS])}

${notes.join("\n")}
`;
}
function formatOptions(options) {
  return formatRows(
    options.map(({ name, short, value, about }) => {
      const head = `${short === void 0 ? "    " : `-${short}, `}--${name}${value === void 0 ? "" : ` ${value}`}`;
      return [head, about];
    })
  );
}
function formatRows(rows) {
  const width = Math.min(28, Math.max(...rows.map(([head]) => head.length)));
  const indent = " ".repeat(width + 4);
  return rows.map(([head, about]) => `  ${head.length > width ? `${head}
${indent}` : `${head.padEnd(width)}  `}${about}`).join("\n");
}

// src/cli/run-task.ts
import { constants } from "node:os";
import { styleText } from "node:util";

// src/cli/progress.ts
var DRAW_INTERVAL = 100;
var LOG_INTERVAL = 5e3;
var BAR_WIDTH = 24;
var STEPS = {
  export: "Exporting",
  import: "Importing",
  verify: "Verifying",
  send: "Sending",
  fetch: "Fetching"
};
var CLEAR = "\r\x1B[2K";
function showProgress(terminal, { quiet, now }) {
  const live = terminal.isTTY === true;
  const interval = live ? DRAW_INTERVAL : LOG_INTERVAL;
  let last = now();
  let drawn = "";
  const clear = () => {
    if (drawn !== "") terminal.write(CLEAR);
    drawn = "";
  };
  const write = (text) => {
    const bar = drawn;
    clear();
    terminal.write(`${printable(text)}
${bar}`);
    drawn = bar;
  };
  return {
    warn: (text) => write(`warning: ${text}`),
    say: (text) => {
      if (!quiet) write(text);
    },
    progress: (step, done, total) => {
      if (quiet || now() - last < interval) return;
      last = now();
      if (!live) return void terminal.write(`${formatLine(step, done, total)}
`);
      const bar = formatBar(step, done, total).slice(0, (terminal.columns ?? 80) - 1);
      clear();
      terminal.write(bar);
      drawn = bar;
    },
    finish: clear
  };
}
function formatLine(step, done, total) {
  return `${STEPS[step]}: ${percent(done, total)}, ${prettyBytes(done)} of ${prettyBytes(total)}`;
}
function formatBar(step, done, total) {
  const filled = Math.round(fraction(done, total) * BAR_WIDTH);
  const bar = `${"#".repeat(filled)}${"-".repeat(BAR_WIDTH - filled)}`;
  return `${STEPS[step]} [${bar}] ${percent(done, total)} ${prettyBytes(done)} of ${prettyBytes(total)}`;
}
function percent(done, total) {
  return `${Math.floor(fraction(done, total) * 100)} %`;
}
function fraction(done, total) {
  return total <= 0 ? 1 : Math.min(1, done / total);
}

// src/cli/run-task.ts
var SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];
async function runTask(task, onStop) {
  const { stdout, stderr } = process;
  const stopped = new AbortController();
  for (const name of SIGNALS) process.on(name, () => stopped.abort(new Interruption(name, constants.signals[name])));
  stopped.signal.addEventListener("abort", onStop);
  const carriesBundle = task.kind === "export" && task.request.output?.kind === "stream" && !task.request.dryRun;
  if (carriesBundle && stdout.isTTY)
    throw invalidCommandLine("--output is - and standard output is a terminal, expected a file or a pipe");
  const output = carriesBundle ? stderr : stdout;
  const isDocument = carriesBundle && task.json;
  const progress = showProgress(stderr, { quiet: task.quiet || isDocument, now: () => performance.now() });
  const reporter = isDocument ? { ...progress, warn: () => {
  } } : progress;
  const context = {
    directory: process.cwd(),
    userHome: findUserHome(),
    variables: { ...process.env },
    signal: stopped.signal
  };
  try {
    const heard = carriesBundle && task.json ? { ...reporter, warn: () => void 0 } : reporter;
    const { document, text } = await perform(task, context, heard);
    reporter.finish();
    if (task.json) output.write(`${printableJson(JSON.stringify(document, void 0, 2))}
`);
    else if (!task.quiet) output.write(text((title) => styleText("bold", title, { stream: output })));
  } catch (thrown) {
    reporter.finish();
    throw stopped.signal.aborted ? stopped.signal.reason : thrown;
  }
}
async function perform(task, context, reporter) {
  switch (task.kind) {
    case "export": {
      const { exportBundle } = await import("./export-bundle-37VBKKKL.mjs");
      const { formatExport } = await import("./describe-results-LB5UCPYU.mjs");
      const result = await exportBundle(task.request, context, reporter);
      return { document: result, text: (bold) => formatExport(result, bold) };
    }
    case "import": {
      const { importBundle } = await import("./import-bundle-XITT4IMB.mjs");
      const { formatImport } = await import("./describe-results-LB5UCPYU.mjs");
      const result = await importBundle(task.request, context, reporter);
      return { document: result, text: (bold) => formatImport(result, bold) };
    }
    case "inspect": {
      const { inspectBundle } = await import("./inspect-bundle-5SUEUZTQ.mjs");
      const { formatInspect } = await import("./describe-results-LB5UCPYU.mjs");
      const result = await inspectBundle(task.request, context);
      return { document: result, text: (bold) => formatInspect(result, bold) };
    }
    case "verify": {
      const { verifyBundle } = await import("./verify-bundle-7FQX35MK.mjs");
      const { formatVerify } = await import("./describe-results-LB5UCPYU.mjs");
      const result = await verifyBundle(task.request, context, reporter);
      return { document: result, text: () => formatVerify(result) };
    }
    case "env": {
      const { showEnvironment } = await import("./show-environment-GVHJSOQ3.mjs");
      const { text } = await showEnvironment(task.request, context, reporter);
      return { document: void 0, text: () => text };
    }
    case "send": {
      const { sendBundle } = await import("./send-bundle-QJJUSQV5.mjs");
      const { formatSend } = await import("./describe-results-LB5UCPYU.mjs");
      const result = await sendBundle(task.request, context, reporter);
      return { document: result, text: () => formatSend(result) };
    }
    case "fetch": {
      const { fetchBundle } = await import("./fetch-bundle-2TR5D2SK.mjs");
      const { formatFetch } = await import("./describe-results-LB5UCPYU.mjs");
      const result = await fetchBundle(task.request, context, reporter);
      if (result.file === void 0)
        throw new BundleError("CACHE_MISS", `Cannot find ${result.name}: the cache has no entry ${result.key}`);
      return { document: result, text: () => formatFetch(result) };
    }
  }
}

// src/cli/version.ts
var VERSION = "0.1.0";

// src/cli/run.ts
async function run() {
  const [, file = "", ...words] = process.argv;
  const name = basename(file);
  const program = name === "ocx-export" || name === "ocx-import" ? name : "ocx-bundle";
  const { stdout: output, stderr } = process;
  let input;
  const streams = {
    output,
    // Only asked for on demand: looking at standard input opens it.
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
    const failure = formatFailure(program, words, thrown);
    output.write(failure.output);
    stderr.write(failure.errors);
    return failure.exitCode;
  };
  process.once("uncaughtException", (thrown) => process.exit(report(thrown)));
  try {
    const invocation = parseArguments(program, words, streams);
    if (invocation.kind === "help") output.write(formatHelp(program, invocation.command));
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
  const { exitCode, text } = describeFailure(lost);
  process.exitCode = exitCode;
  process.stderr.write(text);
}
export {
  run
};
