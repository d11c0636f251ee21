import { COMMAND_NAMES, type CommandName } from "../options/table/operations.ts";
import { firstSentence, type Option, type OptionType, placeholderOf, spellingsOf } from "../options/table/option.ts";
import { optionsOf } from "../options/table/option-table.ts";
import { COMMANDS } from "./commands.ts";

/** The completion script for zsh: to evaluate after `compinit`, or to store as `_ocx_bundle` in a folder of `fpath`. */
export function formatZsh(): string {
  const commands = COMMAND_NAMES.map((name) => quote(`${name}:${firstSentence(COMMANDS[name].about)}`));
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
        _arguments ${optionsOf("help").map(formatOption).join(" ")}
        return
      fi
      command=$words[2]
      shift words
      ((CURRENT--))
      ;;
  esac
  case $command in
${COMMAND_NAMES.map(formatCommand).join("\n")}
  esac
}
if [[ $funcstack[1] == _ocx_bundle ]]; then
  _ocx_bundle "$@"
else
  compdef _ocx_bundle ocx-bundle ocx-export ocx-import
fi
`;
}

function formatCommand(name: CommandName): string {
  const { argument } = COMMANDS[name];
  const specs = optionsOf(name).map(formatOption);
  if (argument !== undefined) specs.push(quote(`${argument.kind === "list" ? "*" : "1"}${formatValue(argument)}`));
  return `    ${name})\n      _arguments -s -S \\\n        ${specs.join(" \\\n        ")}\n      ;;`;
}

function formatOption(option: Option): string {
  const about = firstSentence(option.about).replaceAll(/[[\]\\]/g, "\\$&");
  const spellings = spellingsOf(option);
  const value = formatValue(option.type);
  const exclusion = option.type.kind === "list" || option.type.kind === "paths" ? "*" : `(${spellings.join(" ")})`;
  return spellings
    .map((spelling) => {
      const joint = value === "" ? "" : spelling.startsWith("--") ? "=" : "+";
      return quote(`${exclusion}${spelling}${joint}[${about}]${value}`);
    })
    .join(" ");
}

/** Empty for a flag. */
function formatValue(type: OptionType): string {
  const placeholder = placeholderOf(type);
  if (placeholder === undefined) return "";
  const action = type.kind === "path" ? "_files" : `(${type.kind === "choice" ? type.choices.join(" ") : ""})`;
  return `:${placeholder.replaceAll(":", "\\:")}:${action}`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
