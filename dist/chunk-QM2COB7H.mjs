import {
  COMMAND_NAMES,
  optionsOf
} from "./chunk-2VOVHQTY.mjs";
import {
  printable,
  printableJson
} from "./chunk-JWMHGH6Y.mjs";
import {
  causesOf,
  toBundleError
} from "./chunk-B62UY6QL.mjs";

// src/cli/describe-failure.ts
var Interruption = class extends Error {
  name = "Interruption";
  exitCode;
  /** @param number of the signal, which shells add to 128 */
  constructor(signal, number) {
    super(`Interrupted by ${signal}: nothing half done is left here, run it again`);
    this.exitCode = 128 + number;
  }
};
var plainLabel = (name) => `${name}:`;
function describeFailure(thrown, label = plainLabel) {
  if (thrown instanceof Interruption) {
    const { exitCode: exitCode2, message: message2 } = thrown;
    const document2 = { code: "INTERRUPTED", message: message2, hint: "Run it again.", exitCode: exitCode2 };
    return { exitCode: exitCode2, text: `${label("error")} ${message2}
`, document: document2 };
  }
  const failure = toBundleError(thrown);
  if (isClosedPipe(thrown)) return { exitCode: thrown === failure ? failure.exitCode : 0, text: "" };
  const [message = "", ...more] = failure.lines;
  const { code, exitCode } = failure;
  const hint = spellOptions(failure.hint);
  const lines = [
    `${label("error")} ${printable(`${message} [${code}]`)}`,
    ...more.map(printable),
    ...causesOf(failure).map((cause) => `caused by: ${printable(cause)}`),
    ...hint.split("\n").map((line) => `${label("hint")} ${printable(line)}`)
  ];
  const document = { code, message: failure.message, hint, exitCode };
  return { exitCode, text: lines.map((line) => `${line}
`).join(""), document };
}
var OPTIONS = new Set(COMMAND_NAMES.flatMap((command) => optionsOf(command).map(({ name }) => name)));
function spellOptions(hint) {
  return hint.replaceAll(/`([a-z-]+)`/g, (text, name) => OPTIONS.has(name) ? `\`--${name}\`` : text);
}
function isClosedPipe(thrown) {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    if ("code" in error && error.code === "EPIPE") return true;
  }
  return false;
}

// src/cli/failure-output.ts
function formatFailure(program, words, thrown, label = plainLabel) {
  const { exitCode, text, document } = describeFailure(thrown, label);
  const told = { exitCode, output: "", errors: text };
  if (document === void 0) return told;
  const end = words.indexOf("--");
  const options = end === -1 ? words : words.slice(0, end);
  if (program === "ocx-bundle" && words[0] === "env") return { ...told, output: failedEnvironment(options, document) };
  if (!options.includes("--json")) return told;
  const json = formatDocument(document);
  return valueOf(options, "--output", "-o") === "-" ? { ...told, errors: json } : { ...told, output: json };
}
function failedEnvironment(options, document) {
  const { exitCode } = document;
  switch (valueOf(options, "--format") ?? "sh") {
    case "sh":
      return `(exit ${exitCode})
`;
    case "pwsh":
      return `throw "ocx-bundle env failed with exit code ${exitCode}"
`;
    case "json":
      return formatDocument(document);
    case "github":
      return "";
    default:
      return "false\n";
  }
}
function formatDocument(document) {
  return `${printableJson(JSON.stringify(document, void 0, 2))}
`;
}
function valueOf(words, name, short) {
  for (const [place, word] of words.entries()) {
    if (word === name || word === short) return words[place + 1];
    if (word.startsWith(`${name}=`)) return word.slice(name.length + 1);
    if (short !== void 0 && word.startsWith(short)) return word.slice(short.length);
  }
  return void 0;
}

export {
  Interruption,
  plainLabel,
  describeFailure,
  isClosedPipe,
  formatFailure
};
