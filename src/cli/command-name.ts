import { BundleError } from "../errors.ts";
import { COMMAND_NAMES, type CommandName } from "../options/table/operations.ts";
import { similarName } from "../similar-name.ts";

/** Takes the command from the words, or from the name of the program. */
export function splitCommand(
  program: string,
  words: readonly string[],
): { command?: CommandName; rest: readonly string[] } {
  const alias = COMMAND_NAMES.find((name) => program === `ocx-${name}`);
  if (alias !== undefined) return { command: alias, rest: words };
  const command = COMMAND_NAMES.find((name) => name === words[0]);
  return command === undefined ? { rest: words } : { command, rest: words.slice(1) };
}

/** Commands for the words of other tools: docker, crane, oras, npm and tar. */
const OTHER_WORDS: Readonly<Record<string, CommandName>> = {
  pack: "export",
  save: "export",
  create: "export",
  install: "import",
  load: "import",
  unpack: "import",
  ls: "inspect",
  list: "inspect",
  show: "inspect",
  check: "verify",
  compare: "diff",
  push: "send",
  upload: "send",
  pull: "fetch",
  download: "fetch",
  remove: "forget",
  uninstall: "forget",
};

/** The error for a first word that is not a command. */
export function unknownCommand([word = ""]: readonly string[]): BundleError {
  const commands = COMMAND_NAMES.join(", ");
  if (word.startsWith("-"))
    return new BundleError(
      "COMMAND_UNKNOWN",
      `Cannot find the command: the first word is ${word}, expected one of ${commands}`,
    );
  const meant = Object.hasOwn(OTHER_WORDS, word) ? OTHER_WORDS[word] : similarName(word, COMMAND_NAMES);
  const options =
    meant === undefined ? {} : { hint: `Did you mean ${meant}? \`ocx-bundle --help\` lists the commands.` };
  return new BundleError("COMMAND_UNKNOWN", `Cannot find the command "${word}", expected one of ${commands}`, options);
}
