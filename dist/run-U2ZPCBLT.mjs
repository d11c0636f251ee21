import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  parseDestination,
  parseOrigin
} from "./chunk-TNKPTDZP.mjs";
import {
  Interruption,
  describeFailure,
  isClosedPipe
} from "./chunk-NET3QH42.mjs";
import {
  plainText
} from "./chunk-DXXAHYJL.mjs";
import {
  prettyBytes
} from "./chunk-3QTZOCDB.mjs";
import {
  BundleError
} from "./chunk-G7NBFKCV.mjs";
import "./chunk-MU6RN3XU.mjs";

// src/cli/run.ts
import { basename } from "node:path";

// src/cli/command-line.ts
import { parseArgs } from "node:util";

// src/cli/nearest.ts
function nearest(text, known) {
  const ranked = known.map((name) => ({ name, distance: editDistance(text, name) }));
  const best = ranked.toSorted((a, b) => a.distance - b.distance)[0];
  return best !== void 0 && best.distance <= Math.max(2, best.name.length / 3) ? best.name : void 0;
}
function editDistance(from, to) {
  const rows = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  const at = (row, column) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= from.length; row += 1) {
    rows.push([row]);
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1] ? 0 : 1;
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const steps = [at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + same];
      rows[row]?.push(Math.min(...steps, swapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY));
    }
  }
  return at(from.length, to.length);
}

// src/cli/command-line.ts
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
      throw invalid(`--${option.name} is given twice, expected once`);
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
        throw invalid(`--${name} is "${value}", expected a whole number from 1 to ${most}`);
      return count;
    },
    choice: (name, choices) => {
      const value = text(name);
      const chosen = choices.find((choice) => choice === value);
      if (value === void 0 || chosen !== void 0) return chosen;
      throw invalid(`--${name} is "${value}", expected one of ${choices.join(", ")}`, nearest(value, choices));
    }
  };
}
function configOf({ name, short, value }) {
  return [name, { type: value === void 0 ? "boolean" : "string", ...short === void 0 ? {} : { short } }];
}
function valueOf(option, { rawName, value, inlineValue }) {
  if (option.value === void 0) {
    if (value !== void 0) throw invalid(`${rawName} takes no value, got "${value}"`);
    return "";
  }
  if (value === void 0 || value === "") throw invalid(`${rawName} has no value, expected ${option.value}`);
  if (inlineValue !== true && value.length > 1 && value.startsWith("-")) {
    throw invalid(`${rawName} has no value, expected ${option.value} (write --${option.name}=${value} if that is it)`);
  }
  return value;
}
function unknownOption(rawName, options) {
  const names = options.map(({ name }) => `--${name}`);
  return invalid(`there is no option ${rawName}`, nearest(rawName, names));
}
function invalid(reason, meant) {
  const hint = meant === void 0 ? "Run the command with `--help` for what it takes." : `Did you mean ${meant}? \`--help\` lists all options.`;
  return new BundleError("OPTION_INVALID", `Cannot read the command line: ${reason}`, { hint });
}

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
var RUNNER_NOTE = "Workflow artifacts of the own run, and the cache, are reached from actions only, not from `run:` steps.";
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
      return { kind: command, request: parseSend(line) };
    case "fetch":
      return { kind: command, request: parseFetch(line) };
  }
}
function parseExport(line, streams) {
  const output = line.text("output");
  const dryRun = line.has("dry-run");
  if (output === void 0 && !dryRun) throw invalid("there is no --output FILE, expected one unless with --dry-run");
  const written = output === "-" ? { kind: "stream", stream: streams.output } : toFile(output);
  return {
    ...optional("declaration", parseDeclaration(line)),
    ...optional("home", line.text("home")),
    ...optional("platform", line.text("platform")),
    ...optional("output", written),
    ...optional("name", line.text("name")),
    ...optional("level", line.count("compression-level", HIGHEST_LEVEL)),
    ...optional("workers", line.count("workers", MOST_WORKERS)),
    dryRun
  };
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
  if (groups.length > 0 && path === void 0) throw invalid("--group is given without --project, expected both");
  if (identifiers.length > 0) return { kind: "packages", identifiers };
  if (bundle !== void 0) return { kind: "bundle", source: toInput(bundle, streams) };
  if (path !== void 0) return { kind: "project", path, groups };
  throw new BundleError(
    "NOTHING_DECLARED",
    "Cannot compose an environment: there is no PACKAGE, --bundle or --project",
    {
      hint: "Name packages, a bundle or a project, for example `ocx-bundle env cmake:3.28`."
    }
  );
}
function parseSend(line) {
  const destination = parseDestination(line.text("to") ?? "", roadTexts(line));
  if (destination === void 0) throw invalid("--to is file, expected release, artifact or cache");
  return { file: onlyPath(line), destination, ...optional("name", line.text("name")) };
}
function parseFetch(line) {
  const [word] = line.positionals;
  if (word !== void 0) throw invalid(`"${word}" is one argument too many, expected options only`);
  const origin = parseOrigin(line.text("from") ?? "", roadTexts(line));
  if (origin === void 0) throw invalid("--from is file, expected release, artifact or cache");
  return { origin, directory: line.text("output") ?? ".", ...optional("name", line.text("name")) };
}
function roadTexts(line) {
  return { read: (name) => line.text(name) ?? "", flag: (name) => line.has(name), quote: (name) => `--${name}` };
}
function parseGroups(line) {
  return line.texts("group").flatMap((names) => names.split(","));
}
function onlyFile(line, streams) {
  return toInput(onlyPath(line), streams);
}
function onlyPath({ positionals: [file, second] }) {
  if (file === void 0 || file === "") throw invalid("there is no FILE, expected the path of a bundle");
  if (second !== void 0) throw invalid(`"${second}" is one argument too many, expected a single FILE`);
  return file;
}
function toInput(path, streams) {
  return path === "-" ? { kind: "stream", stream: streams.input } : { kind: "file", path };
}
function toFile(path) {
  return path === void 0 ? void 0 : { kind: "file", path };
}
function refuseSeveral(named) {
  if (named.length > 1) throw invalid(`${named.join(" and ")} are given, expected only one of them`);
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
import { constants, homedir } from "node:os";
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
    terminal.write(`${plainText(text)}
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
  for (const name of SIGNALS) process.once(name, () => stopped.abort(new Interruption(name, constants.signals[name])));
  stopped.signal.addEventListener("abort", onStop);
  const carriesBundle = task.kind === "export" && task.request.output?.kind === "stream" && !task.request.dryRun;
  if (carriesBundle && stdout.isTTY)
    throw invalid("--output is - and standard output is a terminal, expected a file or a pipe");
  const output = carriesBundle ? stderr : stdout;
  const listener = showProgress(stderr, {
    quiet: task.quiet || carriesBundle && task.json,
    now: () => performance.now()
  });
  const surroundings = {
    directory: process.cwd(),
    userHome: homedir(),
    variables: { ...process.env },
    signal: stopped.signal
  };
  try {
    const { document, text } = await perform(task, surroundings, listener);
    listener.finish();
    if (task.json) output.write(`${JSON.stringify(document, void 0, 2)}
`);
    else if (!task.quiet) output.write(text((title) => styleText("bold", title, { stream: output })));
  } catch (thrown) {
    listener.finish();
    throw stopped.signal.aborted ? stopped.signal.reason : thrown;
  }
}
async function perform(task, surroundings, listener) {
  switch (task.kind) {
    case "export": {
      const { exportBundle } = await import("./export-bundle-7XF73ZBJ.mjs");
      const { formatExport } = await import("./results-6KN2IDTG.mjs");
      const result = await exportBundle(task.request, surroundings, listener);
      return { document: result, text: (bold) => formatExport(result, bold) };
    }
    case "import": {
      const { importBundle } = await import("./import-bundle-6CUDFDLA.mjs");
      const { formatImport } = await import("./results-6KN2IDTG.mjs");
      const result = await importBundle(task.request, surroundings, listener);
      return { document: result, text: (bold) => formatImport(result, bold) };
    }
    case "inspect": {
      const { inspectBundle } = await import("./inspect-bundle-6KQV3FYS.mjs");
      const { formatInspect } = await import("./results-6KN2IDTG.mjs");
      const result = await inspectBundle(task.request, surroundings);
      return { document: result, text: (bold) => formatInspect(result, bold) };
    }
    case "verify": {
      const { verifyBundle } = await import("./verify-bundle-FNRAHU3H.mjs");
      const { formatVerify } = await import("./results-6KN2IDTG.mjs");
      const result = await verifyBundle(task.request, surroundings, listener);
      return { document: result, text: () => formatVerify(result) };
    }
    case "env": {
      const { showEnvironment } = await import("./show-environment-NRDOXR2D.mjs");
      const { text } = await showEnvironment(task.request, surroundings, listener);
      return { document: void 0, text: () => text };
    }
    case "send": {
      const { sendBundle } = await import("./send-bundle-2KRWMDXN.mjs");
      const { formatSend } = await import("./results-6KN2IDTG.mjs");
      const result = await sendBundle(task.request, surroundings, listener);
      return { document: result, text: () => formatSend(result) };
    }
    case "fetch": {
      const { fetchBundle } = await import("./fetch-bundle-KD2GA6ZX.mjs");
      const { formatFetch } = await import("./results-6KN2IDTG.mjs");
      const result = await fetchBundle(task.request, surroundings, listener);
      if (result.file === void 0)
        throw new BundleError("CACHE_MISS", `Cannot find ${result.name}: the cache has no entry ${result.key}`);
      return { document: result, text: () => formatFetch(result) };
    }
  }
}

// src/cli/version.ts
var VERSION2 = "0.1.0";

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
  process.once("uncaughtException", (thrown) => process.exit(report(thrown)));
  try {
    const invocation = parseArguments(program, words, streams);
    if (invocation.kind === "help") output.write(formatHelp(program, invocation.command));
    else if (invocation.kind === "version") output.write(`ocx-bundle ${VERSION2}
`);
    else await runTask(invocation, closeInput);
  } catch (thrown) {
    process.exitCode = report(thrown);
  } finally {
    closeInput();
  }
}
function report(thrown) {
  const { exitCode, text } = describeFailure(thrown);
  process.stderr.write(text);
  return exitCode;
}
function reportLostOutput(cause) {
  if (isClosedPipe(cause) || process.exitCode !== void 0) return;
  process.exitCode = report(
    new BundleError("IO_FAILED", `Cannot write to standard output: ${cause.message}`, { cause })
  );
}
export {
  run
};
