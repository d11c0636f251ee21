import { spawn } from "node:child_process";
import { BundleError } from "../../errors.ts";
import { excerpt } from "../../printable.ts";

/** Most bytes that a program may print: agents have some keys, a signature has below 4 KiB. */
const MAX_OUTPUT = 1024 * 1024;

/** A program of OpenSSH, and what it gets. */
export interface SshCall {
  readonly program: "ssh-keygen" | "ssh-add";
  readonly args: readonly string[];
  readonly input?: Uint8Array;
  /** With `PATH`, and `SSH_AUTH_SOCK` for an agent. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** Receives what it writes for people, such as the wish that a security key be touched. */
  readonly say: (text: string) => void;
}

/**
 * Runs a program of OpenSSH, without a shell. It asks for a passphrase or a touch of a security key on the terminal.
 * @returns what it prints
 * @throws BundleError `SIGNING_FAILED` with what it says; the reason of `signal`
 */
export async function runSsh(call: SshCall): Promise<Buffer> {
  const { program, signal } = call;
  const { code, output, errors } = await start(call);
  signal.throwIfAborted();
  if (code === undefined)
    throw failed(
      program,
      "it is not installed",
      "Install OpenSSH's client, or give an Ed25519 key in PKCS#8 form (PEM).",
    );
  const said = errors.trim().split("\n").at(-1) ?? "";
  if (code !== 0) throw failed(program, said === "" ? `it ended with ${code}` : excerpt(said));
  if (output.length > MAX_OUTPUT) throw failed(program, `it prints more than ${MAX_OUTPUT} bytes`);
  return output;
}

interface Ended {
  /** Undefined if the program cannot be started; null if it was ended. */
  readonly code: number | null | undefined;
  readonly output: Buffer;
  readonly errors: string;
}

function start({ program, args, input, variables, signal, say }: SshCall): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { env: variables, signal });
    const chunks: Buffer[] = [];
    let size = 0;
    let errors = "";
    child.stdout.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.byteLength;
      if (size > MAX_OUTPUT) child.kill("SIGKILL");
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      errors = (errors + text).slice(-MAX_OUTPUT);
      for (const line of text.split("\n")) if (line.trim() !== "") say(`${program}: ${excerpt(line.trim())}`);
    });
    child.once("error", () => {
      if (child.pid === undefined) resolve({ code: undefined, output: Buffer.alloc(0), errors });
    });
    child.once("close", (code) => resolve({ code, output: Buffer.concat(chunks), errors }));
    // A program that ends without reading is judged by its exit.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

function failed(program: string, found: string, hint?: string): BundleError {
  return new BundleError("SIGNING_FAILED", `Cannot sign with ${program}: ${found}`, hint === undefined ? {} : { hint });
}
