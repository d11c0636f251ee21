import { spawn } from "node:child_process";
import * as v from "valibot";
import { BundleError } from "../../errors.ts";
import { excerpt } from "../../printable.ts";
import { type Credential, passwordCredential } from "./credential.ts";

/** Most bytes that a helper may print. */
const MAX_OUTPUT = 1024 * 1024;

/** Characters of a helper's name: it becomes a part of a program's name. */
const NAME = /^[A-Za-z0-9_.-]+$/;

/** Source: docker/docker-credential-helpers, credentials/error.go: texts on standard output that mean there is none. */
const NOT_FOUND = "credentials not found in native keychain";

const answerSchema = v.pipe(v.string(), v.parseJson(), v.object({ Username: v.string(), Secret: v.string() }));

export interface HelperCall {
  /** The program is `docker-credential-<name>`. */
  readonly name: string;
  /** The registry, as the helper knows it. */
  readonly server: string;
  /** Variables of the helper's process, with its PATH. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Milliseconds until it is ended: some wait for a person. */
  readonly patience: number;
  /** Receives the lines that the helper writes for people. */
  readonly say: (text: string) => void;
  readonly signal: AbortSignal;
}

/** The answer of a helper: a credential, nothing for this registry, or the program is not installed. */
export type HelperAnswer = Credential | "none" | "not installed";

/**
 * Asks a credential helper, without a shell.
 * @throws BundleError `CONFIG_INVALID` when it fails, answers nonsense or does not end; the reason of `signal`
 */
export async function askHelper(call: HelperCall): Promise<HelperAnswer> {
  const { name, signal } = call;
  if (!NAME.test(name) || /^\.{1,2}$/.test(name)) throw failed(name, "its name is not that of a program");
  const program = `docker-credential-${name}`;
  const { code, output, missing, late } = await runHelper(program, call);
  signal.throwIfAborted();
  if (missing) return "not installed";
  if (late) throw failed(name, `it did not answer within ${call.patience / 1000} seconds`);
  if (output.length > MAX_OUTPUT) throw failed(name, `it prints more than ${MAX_OUTPUT} bytes`);
  if (code !== 0) {
    if (output.trim() === NOT_FOUND) return "none";
    // Only a failure is told: its text is meant for people.
    throw failed(name, `it ended with ${code}: ${excerpt(output.trim().split("\n")[0] ?? "")}`);
  }
  const answer = v.safeParse(answerSchema, output);
  if (!answer.success) throw failed(name, "its answer is not that of a credential helper");
  const { Username: username, Secret: password } = answer.output;
  return passwordCredential({ username, password, source: program }) ?? "none";
}

interface HelperRun {
  readonly code: number | null;
  readonly output: string;
  readonly missing: boolean;
  readonly late: boolean;
}

function runHelper(program: string, { server, variables, patience, say, signal }: HelperCall): Promise<HelperRun> {
  return new Promise((resolve, reject) => {
    const limit = AbortSignal.timeout(patience);
    const child = spawn(program, ["get"], {
      env: variables,
      signal: AbortSignal.any([signal, limit]),
      killSignal: "SIGKILL",
    });
    const chunks: Buffer[] = [];
    let size = 0;
    let missing = false;
    child.stdout.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.byteLength;
      if (size > MAX_OUTPUT) child.kill("SIGKILL");
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      for (const line of text.split("\n")) if (line.trim() !== "") say(`${program}: ${excerpt(line)}`);
    });
    child.once("error", (error: NodeJS.ErrnoException) => {
      missing = error.code === "ENOENT" || error.code === "EACCES";
      if (child.pid === undefined && !missing) reject(failed(program, error.message));
      else if (child.pid === undefined) resolve({ code: null, output: "", missing, late: false });
    });
    child.once("close", (code) => {
      resolve({ code, output: Buffer.concat(chunks).toString(), missing, late: limit.aborted });
    });
    // A helper that ends without reading is judged by its exit.
    child.stdin.on("error", () => {});
    child.stdin.end(server);
  });
}

function failed(name: string, found: string): BundleError {
  return new BundleError("CONFIG_INVALID", `Cannot get credentials from docker-credential-${excerpt(name)}: ${found}`, {
    hint: "Run the helper by hand, log in again with `docker login`, or set OCX_BUNDLE_USERNAME and OCX_BUNDLE_PASSWORD.",
  });
}
