import { isPath, type Option, placeholderOf, spellingsOf, type Value } from "./option.ts";
import { COMMAND_NAMES, COMMANDS, COMMON_OPTIONS, type CommandName } from "./options.ts";

/** The completion script for bash 4 or newer. It needs no library. */
export function formatBash(): string {
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

/** A case for each option with a value: what follows it is that value and nothing else. */
function valueCases(command: CommandName): string[] {
  return COMMANDS[command].options
    .filter((option) => placeholderOf(option) !== undefined)
    .map((option) => {
      const patterns = spellingsOf(option).map((spelling) => `'${command} ${spelling}'`);
      return `    ${patterns.join(" | ")}) ${offer(option)} ;;`;
    });
}

function wordCases(command: CommandName): string[] {
  const { argument, options } = COMMANDS[command];
  const names = [...options, ...COMMON_OPTIONS].flatMap((option: Option) => spellingsOf(option));
  return [
    `        '${command} -'*) words='${names.join(" ")}' ;;`,
    `        '${command} '*) ${offer(argument ?? {})} ;;`,
  ];
}

function offer(value: Value): string {
  if (isPath(value)) return "compopt -o default";
  return value.choices === undefined ? ":" : `words='${value.choices.join(" ")}'`;
}
