import { BundleError } from "../../errors.ts";
import type { Quote } from "../table/parse-options.ts";
import { optional } from "./pick.ts";

/** A bundle in an OCI registry. */
export interface RegistryPlace {
  /** `HOST/REPOSITORY[:TAG][@DIGEST]`, as the user wrote it. */
  readonly reference: string;
  /** Use plain HTTP outside loopback too. Credentials are not sent over it. */
  readonly plainHttp?: boolean;
  /** User name and password from inputs. Without them: variables, then the files of docker and podman. */
  readonly login?: { readonly username: string; readonly password: string };
  /** Token of the job, for ghcr.io only. */
  readonly token?: string;
  /** PEM file with certificates of more authorities to trust. */
  readonly caFile?: string;
}

/** A place in a registry to push to. */
export interface RegistryTarget extends RegistryPlace {
  /** Repositories of the same registry that may have some of the blobs. */
  readonly mountFrom?: readonly string[];
  /** Most bytes of a request. Default: a blob goes in one request. */
  readonly chunkSize?: number;
}

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
    throw missing(
      "reference",
      "HOST/REPOSITORY:TAG",
      "Set it to HOST/REPOSITORY:TAG, for example ghcr.io/acme/toolchain:1.2.",
    );
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
