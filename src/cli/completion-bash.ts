import { COMMAND_NAMES, type CommandName } from "../options/table/operations.ts";
import { type OptionType, spellingsOf } from "../options/table/option.ts";
import { optionsOf } from "../options/table/option-table.ts";
import { COMMANDS } from "./commands.ts";

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

/** A case for each option with a value: what follows it is that value and nothing else. */
function valueCases(command: CommandName): string[] {
  return optionsOf(command)
    .filter(({ type }) => type.kind !== "flag")
    .map((option) => {
      const patterns = spellingsOf(option).map((spelling) => `'${command} ${spelling}'`);
      return `    ${patterns.join(" | ")}) ${offer(option.type)} ;;`;
    });
}

function wordCases(command: CommandName): string[] {
  const { argument } = COMMANDS[command];
  const names = optionsOf(command).flatMap(spellingsOf);
  return [`        '${command} -'*) words='${names.join(" ")}' ;;`, `        '${command} '*) ${offer(argument)} ;;`];
}

function offer(type: OptionType | undefined): string {
  if (type?.kind === "path") return "compopt -o default";
  return type?.kind === "choice" ? `words='${type.choices.join(" ")}'` : ":";
}
