import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { BundleError } from "../errors.ts";
import { type Login, loginFor } from "../http/netrc.ts";
import { isPrivate } from "../http/origin.ts";
import { errnoOf, fromSystemError } from "../io/system-error.ts";
import type { ProcessContext } from "../options/requests.ts";

/** The header that proves who asks, and where it comes from. */
export interface UrlCredential {
  readonly authorization: string;
  /** For messages: a variable, an input or a file. Never the value. */
  readonly source: string;
}

/** What was given for an address, before files are searched. */
export interface GivenCredential {
  /** User name and password from inputs. */
  readonly login?: Login | undefined;
  /** False if the command names more than one server: then variables do not say for which one they are. */
  readonly sole: boolean;
}

/**
 * Finds the credential for a server: inputs, then OCX_BUNDLE_*, then the `.netrc` of the user, by host.
 * @throws BundleError `OPTION_INVALID`; `PERMISSION_DENIED` and `IO_FAILED` for a `.netrc` that cannot be read
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
  if (!sole) return undefined;
  const { OCX_BUNDLE_USERNAME: username, OCX_BUNDLE_PASSWORD: password, OCX_BUNDLE_TOKEN: text } = variables;
  if (text) {
    if (username) throw unusable("OCX_BUNDLE_TOKEN", "OCX_BUNDLE_USERNAME is set too", "Set only one of them.");
    // A token that was read from a file ends with a line break.
    const token = text.trim();
    if (/^[!-~]+$/.test(token)) return { authorization: `Bearer ${token}`, source: "OCX_BUNDLE_TOKEN" };
    throw unusable(
      "OCX_BUNDLE_TOKEN",
      "it has spaces or other characters that no token has",
      "Set it to the token only.",
    );
  }
  if (!username && !password) return undefined;
  if (username && password) return basic({ username, password }, "OCX_BUNDLE_USERNAME and OCX_BUNDLE_PASSWORD");
  const [there, lacking] = username ? ["USERNAME", "PASSWORD"] : ["PASSWORD", "USERNAME"];
  throw unusable(`OCX_BUNDLE_${there}`, `OCX_BUNDLE_${lacking} is not set`, "Set both, or OCX_BUNDLE_TOKEN.");
}

async function fromNetrc(url: URL, { variables, userHome }: ProcessContext): Promise<UrlCredential | undefined> {
  const path = variables["NETRC"] || join(userHome, ".netrc");
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    if (errnoOf(error) === "ENOENT" || errnoOf(error) === "ENOTDIR") return "";
    throw fromSystemError(error, `read ${path}`);
  });
  const login = loginFor(text, url.hostname);
  return login && basic(login, path);
}

function basic({ username, password }: Login, source: string): UrlCredential {
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`, source };
}

function unusable(variable: string, found: string, hint: string): BundleError {
  return new BundleError("OPTION_INVALID", `Cannot use ${variable}: ${found}`, { hint });
}
