import { join } from "node:path";
import { BundleError } from "../../errors.ts";
import { isPrivate } from "../../http/loopback.ts";
import { type Login, loginFor } from "../../http/netrc.ts";
import { readRegularFile } from "../../io/read-regular-file.ts";
import { errnoOf, fromSystemError } from "../../io/system-error.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import { credentialInVariables } from "./given-credential.ts";

/** Bytes of the largest `.netrc` that is read: an entry takes about 100. */
const MAX_NETRC = 1024 * 1024;

/** The header that proves who asks, and where it comes from. */
export interface UrlCredential {
  readonly authorization: string;
  /** For messages: a variable, an input or a file. Never the value. */
  readonly source: string;
}

/** Credentials given for an address, before files are searched. */
export interface GivenCredential {
  /** User name and password from inputs. */
  readonly login?: Login | undefined;
  /** False if the command names more than one server: then variables do not say for which one they are. */
  readonly sole: boolean;
}

/**
 * Finds the credential for a server: inputs, then OCX_BUNDLE_*, then the `.netrc` of the user, by host.
 * @throws BundleError `OPTION_INVALID`; `PERMISSION_DENIED`, `LIMIT_EXCEEDED` and `IO_FAILED` for a `.netrc` that cannot be read
 */
export async function credentialFor(
  url: URL,
  given: GivenCredential,
  context: ProcessContext,
): Promise<UrlCredential | undefined> {
  const explicit = given.login === undefined ? fromVariables(given, context) : basic(given.login, "the inputs");
  if (explicit === undefined) return isPrivate(url) ? fromNetrc(url, context) : undefined;
  if (isPrivate(url)) return explicit;
  const found = `${url.host} is asked without encryption, expected https`;
  throw new BundleError("OPTION_INVALID", `Cannot send the credentials from ${explicit.source}: ${found}`, {
    hint: "Use an https:// address, or leave the credentials out.",
  });
}

function fromVariables({ sole }: GivenCredential, { variables }: ProcessContext): UrlCredential | undefined {
  const given = sole ? credentialInVariables(variables) : undefined;
  if (given === undefined) return undefined;
  return given.kind === "password"
    ? basic(given, given.source)
    : { authorization: `Bearer ${given.token}`, source: given.source };
}

async function fromNetrc(url: URL, { variables, userHome }: ProcessContext): Promise<UrlCredential | undefined> {
  const path = variables["NETRC"] || join(userHome, ".netrc");
  const bytes = await readRegularFile(path, MAX_NETRC).catch((error: unknown) => {
    if (errnoOf(error) === "ENOENT" || errnoOf(error) === "ENOTDIR") return new Uint8Array();
    throw fromSystemError(error, `read ${path}`);
  });
  const login = loginFor(Buffer.from(bytes).toString(), url.hostname);
  return login && basic(login, path);
}

function basic({ username, password }: Login, source: string): UrlCredential {
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`, source };
}
