import { firstSentence, isPath, type Option, placeholderOf, type Value } from "./option.ts";
import { COMMAND_NAMES, COMMANDS, COMMON_OPTIONS, type CommandName } from "./options.ts";

/** The completion script for fish 3.4 or newer. */
export function formatFish(): string {
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

function formatName(name: CommandName): string {
  return `complete -c ocx-bundle -n '__ocx_bundle_command_is ""' -a ${name} -d ${quote(firstSentence(COMMANDS[name].about))}`;
}

function formatCommand(name: CommandName): string[] {
  const { argument = {}, options } = COMMANDS[name];
  const start = `complete -c ocx-bundle -n '__ocx_bundle_command_is ${name}'`;
  const rows = options.map((option) => `${start}${formatOption(option)}`);
  const offer = formatOffer(argument);
  return offer === "" ? rows : [...rows, `${start}${offer}`];
}

function formatOption(option: Option): string {
  const { name, short, about } = option;
  const spelling = `${short === undefined ? "" : ` -s ${short}`} -l ${name}`;
  const value = placeholderOf(option) === undefined ? "" : ` -r${formatOffer(option) || " -f"}`;
  return `${spelling}${value} -d ${quote(firstSentence(about))}`;
}

function formatOffer(value: Value): string {
  if (isPath(value)) return " -F";
  return value.choices === undefined ? "" : ` -f -a ${quote(value.choices.join(" "))}`;
}

function quote(text: string): string {
  return `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
}
