import { BundleError } from "../../errors.ts";
import type { Quote } from "../table/parse-options.ts";
import { optional } from "./pick.ts";

/** A bundle on a web server. */
export interface UrlPlace {
  /** `https://HOST/PATH` of a tar or a parts document, as the user wrote it: it may contain secrets. */
  readonly url: string;
  /** User name and password from inputs. Without them: variables, then `.netrc`. */
  readonly login?: { readonly username: string; readonly password: string };
  /** PEM file with certificates of more authorities to trust. */
  readonly caFile?: string;
}

/** Options of a bundle at an address. */
interface UrlValues {
  readonly url?: string;
  readonly username?: string;
  readonly password?: string;
  readonly "ca-file"?: string;
}

/** Whether a BUNDLE is an address. */
export function isUrl(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

/**
 * Makes the place of a bundle at an address.
 * @throws BundleError `OPTION_INVALID`
 */
export function toUrlPlace({ url, username, password, ...values }: UrlValues, quote: Quote): UrlPlace {
  if (url === undefined) throw missing("url", "an address", "Set it to https://HOST/PATH of the bundle.");
  if (username !== undefined && password === undefined)
    throw missing("password", "one for `username`", "Set both, or none of them.");
  if (username === undefined && password !== undefined)
    throw missing("username", "one for `password`", "Set both, or none of them.");
  const login = username === undefined || password === undefined ? undefined : { username, password };
  return { url, ...optional("login", login), ...optional("caFile", values["ca-file"]) };

  function missing(name: string, expected: string, hint: string): BundleError {
    return new BundleError("OPTION_INVALID", `Cannot read ${quote(name)}: it is not given, expected ${expected}`, {
      hint,
    });
  }
}
