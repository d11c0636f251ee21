import { BundleError } from "../errors.ts";
import { optional } from "./members.ts";
import type { Quote } from "./parse-options.ts";
import type { RegistryPlace, RegistryTarget } from "./requests.ts";

/** Options of a place in a registry. Only actions have inputs for credentials. */
interface PlaceValues {
  readonly reference?: string | undefined;
  readonly "plain-http"?: boolean;
  readonly username?: string;
  readonly password?: string;
  readonly token?: string;
  readonly "ca-file"?: string;
}

/** Whether a BUNDLE or an output is in a registry. */
export function isRegistryReference(text: string): boolean {
  return /^oci:\/\//i.test(text);
}

/** Makes the place of a bundle in a registry. @throws BundleError `OPTION_INVALID` */
export function toRegistryPlace(values: PlaceValues, quote: Quote): RegistryPlace {
  const { reference, username, password, token } = values;
  const hint = "Set both, or none of them.";
  if (reference === undefined)
    throw missing("reference", "one", "Set it to HOST/REPOSITORY:TAG, for example ghcr.io/acme/toolchain:1.2.");
  if (username !== undefined && password === undefined) throw missing("password", "one for `username`", hint);
  if (username === undefined && password !== undefined) throw missing("username", "one for `password`", hint);
  const login = username === undefined || password === undefined ? undefined : { username, password };
  const plainHttp = values["plain-http"] === true;
  return {
    reference,
    ...(plainHttp && { plainHttp }),
    ...optional("login", login),
    ...optional("token", token),
    ...optional("caFile", values["ca-file"]),
  };

  function missing(name: string, expected: string, fix: string): BundleError {
    const found = `Cannot read ${quote(name)}: it is not given, expected ${expected}`;
    return new BundleError("OPTION_INVALID", found, { hint: fix });
  }
}

/** Makes the place to push to. @throws BundleError `OPTION_INVALID` */
export function toRegistryTarget(
  values: PlaceValues & { readonly "mount-from"?: readonly string[]; readonly "chunk-size"?: number },
  quote: Quote,
): RegistryTarget {
  const { "mount-from": mountFrom = [] } = values;
  return {
    ...toRegistryPlace(values, quote),
    ...(mountFrom.length > 0 && { mountFrom }),
    ...optional("chunkSize", values["chunk-size"]),
  };
}
