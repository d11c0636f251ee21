import {
  COMMANDS
} from "./chunk-Q32M3PD4.mjs";
import {
  COMMAND_NAMES,
  firstSentence,
  optionsOf,
  placeholderOf,
  spellingsOf
} from "./chunk-2VOVHQTY.mjs";
import "./chunk-4XS24JEZ.mjs";

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
  return `complete -c ocx-bundle -n '__ocx_bundle_command_is ""' -a ${name} -d ${quote(firstSentence(COMMANDS[name].about))}`;
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
  return `${spelling}${value} -d ${quote(firstSentence(about))}`;
}
function formatOffer(type) {
  if (type?.kind === "path") return " -F";
  return type?.kind === "choice" ? ` -f -a ${quote(type.choices.join(" "))}` : "";
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
  if (argument !== void 0) specs.push(quote2(`${argument.kind === "list" ? "*" : "1"}${formatValue(argument)}`));
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
    return quote2(`${exclusion}${spelling}${joint}[${about}]${value}`);
  }).join(" ");
}
function formatValue(type) {
  const placeholder = placeholderOf(type);
  if (placeholder === void 0) return "";
  const action = type.kind === "path" ? "_files" : `(${type.kind === "choice" ? type.choices.join(" ") : ""})`;
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
export {
  formatCompletion
};
