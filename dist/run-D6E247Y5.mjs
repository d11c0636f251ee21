import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  CHOICES,
  COMMANDS,
  COMMAND_NAMES,
  COMMON_OPTIONS,
  Interruption,
  describeFailure,
  formatFailure,
  isClosedPipe,
  plainLabel
} from "./chunk-TSVL5XIN.mjs";
import {
  WIDTH,
  wrap
} from "./chunk-PVYKHTJY.mjs";
import {
  parseDestination,
  parseOrigin
} from "./chunk-3OZGQLYV.mjs";
import {
  nearest
} from "./chunk-REH3XOZH.mjs";
import {
  findUserHome
} from "./chunk-LUOS3VIU.mjs";
import {
  printable,
  printableJson
} from "./chunk-PNVSA3GV.mjs";
import {
  prettyBytes
} from "./chunk-3QTZOCDB.mjs";
import "./chunk-RBV4PCPU.mjs";
import {
  BundleError
} from "./chunk-ESHCRFN5.mjs";
import "./chunk-MU6RN3XU.mjs";

// src/cli/run.ts
import { basename } from "node:path";

// src/cli/command-line.ts
import { parseArgs } from "node:util";

// src/cli/option.ts
function placeholderOf({ value, choices }) {
  return choices?.join("|") ?? value;
}
function isPath({ value }) {
  return value !== void 0 && /\b(FILE|DIR|BUNDLE)\b/.test(value);
}
function spellingsOf({ name, short }) {
  return [...short === void 0 ? [] : [`-${short}`], `--${name}`];
}
function firstSentence(about) {
  return about.replace(/\.( .*)?$/, "");
}

// src/cli/command-line.ts
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
    if (earlier.length > 0 && placeholderOf(option) !== void 0 && option.repeated === void 0) {
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
    choice: (name, choices) => choices.find((choice) => choice === text(name))
  };
}
function configOf(option) {
  const { name, short } = option;
  return [
    name,
    { type: placeholderOf(option) === void 0 ? "boolean" : "string", ...short === void 0 ? {} : { short } }
  ];
}
function valueOf(option, { rawName, value, inlineValue }) {
  const expected = placeholderOf(option);
  if (expected === void 0) {
    if (value !== void 0) throw invalidCommandLine(`${rawName} takes no value, got "${value}"`);
    return "";
  }
  if (value === void 0 || value === "") throw invalidCommandLine(`${rawName} has no value, expected ${expected}`);
  if (inlineValue !== true && value.length > 1 && value.startsWith("-")) {
    throw invalidCommandLine(
      `${rawName} has no value, expected ${expected} (write --${option.name}=${value} if that is it)`
    );
  }
  const { name, choices } = option;
  if (choices?.includes(value) === false)
    throw invalidCommandLine(`--${name} is "${value}", expected one of ${choices.join(", ")}`, nearest(value, choices));
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

// src/cli/arguments.ts
var MOST_WORKERS = 256;
var HIGHEST_LEVEL = 19;
function parseArguments(program, words, streams) {
  const { command, rest } = splitCommand(program, words);
  if (command === void 0 && rest.length === 0) return { kind: "nothing" };
  const end = rest.indexOf("--");
  const asked = new Set(end < 0 ? rest : rest.slice(0, end));
  if (asked.has("--help") || asked.has("-h")) return { kind: "help", ...command === void 0 ? {} : { command } };
  if (asked.has("--version")) return { kind: "version" };
  if (command === void 0) throw unknownCommand(rest);
  const line = readCommandLine(rest, [...COMMANDS[command].options, ...COMMON_OPTIONS]);
  if (isAboutProgram(command)) return parseAboutProgram(command, line);
  return { json: line.has("json"), quiet: line.has("quiet"), ...parseTask(command, line, streams) };
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
      const shell = CHOICES.shell.find((each) => each === word);
      if (shell !== void 0) return { kind: "completion", shell };
      const found = word === void 0 ? "there is no shell" : `the shell is "${word}"`;
      throw invalidCommandLine(`${found}, expected one of ${CHOICES.shell.join(", ")}`);
    }
  }
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
  const isLayout = line.choice("format", CHOICES.form) === "oci-dir";
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
    onConflict: line.choice("on-conflict", CHOICES.onConflict) ?? "update",
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
    format: line.choice("format", CHOICES.environment) ?? "sh"
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
  if (word !== void 0) throw tooMany(word, "options only");
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
  const channel = line.choice(name, CHOICES.channel);
  if (channel === void 0)
    throw invalidCommandLine(`there is no --${name}, expected one of ${CHOICES.channel.join(", ")}`);
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
  if (second !== void 0) throw tooMany(second, "a single BUNDLE");
  return file;
}
function toInput(path, line, streams) {
  return path === "-" ? { kind: "stream", stream: streams.input } : { kind: "file", path, ...optional("name", line.text("name")) };
}
function tooMany(word, expected) {
  return invalidCommandLine(`"${word}" is one argument too many, expected ${expected}`);
}
function refuseSeveral(named) {
  if (named.length > 1) throw invalidCommandLine(`${named.join(" and ")} are given, expected only one of them`);
}
function optional(key, value) {
  const property = {};
  if (value !== void 0) property[key] = value;
  return property;
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
        ' '*) words='${[...COMMAND_NAMES, ...COMMON_OPTIONS.flatMap(spellingsOf)].join(" ")}' ;;
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
  return COMMANDS[command].options.filter((option) => placeholderOf(option) !== void 0).map((option) => {
    const patterns = spellingsOf(option).map((spelling) => `'${command} ${spelling}'`);
    return `    ${patterns.join(" | ")}) ${offer(option)} ;;`;
  });
}
function wordCases(command) {
  const { argument, options } = COMMANDS[command];
  const names = [...options, ...COMMON_OPTIONS].flatMap((option) => spellingsOf(option));
  return [
    `        '${command} -'*) words='${names.join(" ")}' ;;`,
    `        '${command} '*) ${offer(argument ?? {})} ;;`
  ];
}
function offer(value) {
  if (isPath(value)) return "compopt -o default";
  return value.choices === void 0 ? ":" : `words='${value.choices.join(" ")}'`;
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
${COMMON_OPTIONS.map((option) => `complete -c ocx-bundle${formatOption(option)}`).join("\n")}
${COMMAND_NAMES.flatMap(formatCommand).join("\n")}
complete -c ocx-export -w 'ocx-bundle export'
complete -c ocx-import -w 'ocx-bundle import'
`;
}
function formatName(name) {
  return `complete -c ocx-bundle -n '__ocx_bundle_command_is ""' -a ${name} -d ${quote(firstSentence(COMMANDS[name].about))}`;
}
function formatCommand(name) {
  const { argument = {}, options } = COMMANDS[name];
  const start = `complete -c ocx-bundle -n '__ocx_bundle_command_is ${name}'`;
  const rows = options.map((option) => `${start}${formatOption(option)}`);
  const offer2 = formatOffer(argument);
  return offer2 === "" ? rows : [...rows, `${start}${offer2}`];
}
function formatOption(option) {
  const { name, short, about } = option;
  const spelling = `${short === void 0 ? "" : ` -s ${short}`} -l ${name}`;
  const value = placeholderOf(option) === void 0 ? "" : ` -r${formatOffer(option) || " -f"}`;
  return `${spelling}${value} -d ${quote(firstSentence(about))}`;
}
function formatOffer(value) {
  if (isPath(value)) return " -F";
  return value.choices === void 0 ? "" : ` -f -a ${quote(value.choices.join(" "))}`;
}
function quote(text) {
  return `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
}

// src/cli/completion-zsh.ts
function formatZsh() {
  const commands = COMMAND_NAMES.map((name) => quote2(`${name}:${firstSentence(COMMANDS[name].about)}`));
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
        _arguments ${COMMON_OPTIONS.map(formatOption2).join(" ")}
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
  const { argument, options } = COMMANDS[name];
  const specs = [...options, ...COMMON_OPTIONS].map(formatOption2);
  if (argument !== void 0) specs.push(quote2(`${argument.value === "PACKAGE" ? "*" : "1"}${formatValue(argument)}`));
  return `    ${name})
      _arguments -s -S \\
        ${specs.join(" \\\n        ")}
      ;;`;
}
function formatOption2(option) {
  const about = firstSentence(option.about).replaceAll(/[[\]\\]/g, "\\$&");
  const spellings = spellingsOf(option);
  const value = formatValue(option);
  const exclusion = option.repeated === true ? "*" : `(${spellings.join(" ")})`;
  return spellings.map((spelling) => {
    const joint = value === "" ? "" : spelling.startsWith("--") ? "=" : "+";
    return quote2(`${exclusion}${spelling}${joint}[${about}]${value}`);
  }).join(" ");
}
function formatValue(value) {
  const placeholder = placeholderOf(value);
  if (placeholder === void 0) return "";
  const action = isPath(value) ? "_files" : `(${value.choices?.join(" ") ?? ""})`;
  return `:${placeholder.replaceAll(":", "\\:")}:${action}`;
}
function quote2(text) {
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
${formatOptions(COMMON_OPTIONS)}

Run \`${program} help COMMAND\` for the options of a command.
${formatText(EXIT_CODES)}
`;
}
function formatCommand3(program, name) {
  const { about, usage, options, notes } = COMMANDS[name];
  const lines = usage.map((line) => `${program} ${program === `ocx-${name}` ? line.slice(name.length + 1) : line}`);
  const end = notes.length === 0 ? "" : `
${notes.map((note) => `${formatText(note)}
`).join("")}`;
  return `${formatText(about)}

Usage: ${lines.join("\n       ")}

Options:
${formatOptions([...options, ...COMMON_OPTIONS])}
${end}`;
}
function formatText(text) {
  return wrap(text, WIDTH).join("\n");
}
function formatOptions(options) {
  return formatRows(
    options.map((option) => {
      const { name, short, about } = option;
      const value = placeholderOf(option);
      const head = `${short === void 0 ? "    " : `-${short}, `}--${name}${value === void 0 ? "" : ` ${value}`}`;
      return [head, about];
    })
  );
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
var COLORS = { error: "red", warning: "yellow", hint: "cyan" };
function labelFor(stream) {
  return (name) => styleText(["bold", COLORS[name]], `${name}:`, { stream });
}

// src/cli/run-task.ts
import { constants } from "node:os";
import { styleText as styleText2 } from "node:util";

// src/cli/progress-text.ts
var STEPS = {
  export: "Exporting",
  import: "Importing",
  verify: "Verifying",
  send: "Sending",
  fetch: "Fetching"
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
function showProgress(terminal, { quiet, live, now, label = plainLabel }) {
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
  const progress = showProgress(stderr, {
    quiet: task.quiet || isDocument,
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
    const { document, text } = await perform(task, context, reporter);
    reporter.finish();
    if (task.json) output.write(`${printableJson(JSON.stringify(document, void 0, 2))}
`);
    else if (!task.quiet) output.write(text((title) => styleText2("bold", title, { stream: output })));
  } catch (thrown) {
    reporter.finish();
    throw stopped.signal.aborted ? stopped.signal.reason : thrown;
  }
}
async function perform(task, context, reporter) {
  switch (task.kind) {
    case "export": {
      const { exportBundle } = await import("./export-bundle-FRYQMOGZ.mjs");
      const { formatExport } = await import("./describe-results-JAW27KK5.mjs");
      const result = await exportBundle(task.request, context, reporter);
      return { document: result, text: (bold) => formatExport(result, bold) };
    }
    case "import": {
      const { importBundle } = await import("./import-bundle-73ULLHI7.mjs");
      const { formatImport } = await import("./describe-results-JAW27KK5.mjs");
      const result = await importBundle(task.request, context, reporter);
      return { document: result, text: (bold) => formatImport(result, bold) };
    }
    case "inspect": {
      const { inspectBundle } = await import("./inspect-bundle-O2DV4XIN.mjs");
      const { formatInspect } = await import("./describe-results-JAW27KK5.mjs");
      const result = await inspectBundle(task.request, context);
      return { document: result, text: (bold) => formatInspect(result, bold) };
    }
    case "verify": {
      const { verifyBundle } = await import("./verify-bundle-KGXDVIGG.mjs");
      const { formatVerify } = await import("./describe-results-JAW27KK5.mjs");
      const result = await verifyBundle(task.request, context, reporter);
      return { document: result, text: () => formatVerify(result) };
    }
    case "env": {
      const { showEnvironment } = await import("./show-environment-IU23PP43.mjs");
      const { text } = await showEnvironment(task.request, context, reporter);
      return { document: void 0, text: () => text };
    }
    case "send": {
      const { sendBundle } = await import("./send-bundle-MPSQ4UAH.mjs");
      const { formatSend } = await import("./describe-results-JAW27KK5.mjs");
      const result = await sendBundle(task.request, context, reporter);
      return { document: result, text: () => formatSend(result) };
    }
    case "fetch": {
      const { fetchBundle } = await import("./fetch-bundle-2TNKFUFT.mjs");
      const { formatFetch } = await import("./describe-results-JAW27KK5.mjs");
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
