import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  plainText
} from "./chunk-DXXAHYJL.mjs";
import {
  causesOf,
  toBundleError
} from "./chunk-G7NBFKCV.mjs";

// src/cli/failure.ts
var Interruption = class extends Error {
  name = "Interruption";
  exitCode;
  /** @param number the signal's, which shells add to 128. */
  constructor(signal, number) {
    super(`Interrupted by ${signal}: what was begun has been removed`);
    this.exitCode = 128 + number;
  }
};
function describeFailure(thrown) {
  if (thrown instanceof Interruption) return { exitCode: thrown.exitCode, text: `error: ${thrown.message}
` };
  const failure = toBundleError(thrown);
  if (isClosedPipe(thrown)) return { exitCode: thrown === failure ? failure.exitCode : 0, text: "" };
  const [message = "", ...more] = failure.message.split("\n");
  const lines = [
    `error: ${message} [${failure.code}]`,
    ...more,
    ...causesOf(failure).map((cause) => `caused by: ${cause}`),
    ...failure.hint.split("\n").map((hint) => `hint: ${hint}`)
  ];
  return { exitCode: failure.exitCode, text: plainText(`${lines.join("\n")}
`) };
}
function isClosedPipe(thrown) {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    if ("code" in error && error.code === "EPIPE") return true;
  }
  return false;
}

export {
  Interruption,
  describeFailure,
  isClosedPipe
};
