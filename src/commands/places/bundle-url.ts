import { BundleError } from "../../errors.ts";

/**
 * Parses the address of a bundle. Messages do not repeat it: it may contain a password or a signature.
 * @throws BundleError `OPTION_INVALID`
 */
export function parseBundleUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === "") {
    throw new BundleError("OPTION_INVALID", "Cannot read the address of the bundle: it is not a URL", {
      hint: "Write it as https://HOST/PATH, for example https://example.com/bundles/toolchain.tar.",
    });
  }
  if (url.username !== "" || url.password !== "") {
    throw new BundleError("OPTION_INVALID", `Cannot use the address on ${url.host}: it has a user or password in it`, {
      hint: "Leave them out, and set OCX_BUNDLE_USERNAME and OCX_BUNDLE_PASSWORD, or add the host to ~/.netrc.",
    });
  }
  url.hash = "";
  return url;
}

/** The address without its query, which may be a signature: for messages, results and records. */
export function urlName({ origin, pathname }: URL): string {
  return `${origin}${pathname}`;
}
