import { type Digest, isDigest } from "../oci/digest.ts";
import { isRepositoryName, isTagName } from "../oci/reference.ts";

/** An endpoint of the pull part of the OCI distribution specification 1.1, and `_catalog`. */
export type Route = { readonly query: URLSearchParams } & (
  | { readonly kind: "base" | "catalog" }
  | { readonly kind: "tags"; readonly repository: string }
  | { readonly kind: "manifest"; readonly repository: string; readonly reference: string }
  | { readonly kind: "blob"; readonly repository: string; readonly digest: Digest }
  | { readonly kind: "referrers"; readonly repository: string; readonly digest: Digest }
);

/** The error of a path that has the form of an endpoint, with a part that is not a name, tag or digest. */
export type BadRoute = { readonly kind: "invalid"; readonly code: "NAME_INVALID" | "DIGEST_INVALID" };

const ENDPOINT = /^\/v2\/(.+)\/(?:(manifests|blobs|referrers)\/([^/]+)|(tags)\/list)$/;

/** Reads the target of a request. Undefined for all that is not an endpoint. */
export function parseRoute(target: string): Route | BadRoute | undefined {
  const [path = "", ...rest] = target.split("?");
  const query = new URLSearchParams(rest.join("?"));
  if (path === "/v2/" || path === "/v2") return { kind: "base", query };
  if (path === "/v2/_catalog") return { kind: "catalog", query };
  const [, repository = "", endpoint, encoded = ""] = ENDPOINT.exec(path) ?? [];
  if (repository === "") return undefined;
  // The grammar has no dots alone, so that a path with `..` is never a name.
  if (!isRepositoryName(repository)) return { kind: "invalid", code: "NAME_INVALID" };
  if (endpoint === undefined) return { kind: "tags", repository, query };
  const reference = decode(encoded);
  if (endpoint === "manifests") {
    if (!isDigest(reference) && !isTagName(reference)) return { kind: "invalid", code: "DIGEST_INVALID" };
    return { kind: "manifest", repository, reference, query };
  }
  if (!isDigest(reference)) return { kind: "invalid", code: "DIGEST_INVALID" };
  return { kind: endpoint === "blobs" ? "blob" : "referrers", repository, digest: reference, query };
}

/** Some clients encode the colon of a digest. A broken encoding is kept, and is neither tag nor digest. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
