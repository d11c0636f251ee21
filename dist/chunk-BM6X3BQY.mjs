import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/commands/places/bundle-url.ts
function parseBundleUrl(text) {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === "") {
    throw new BundleError("OPTION_INVALID", "Cannot read the address of the bundle: it is not a URL", {
      hint: "Write it as https://HOST/PATH, for example https://example.com/bundles/toolchain.tar."
    });
  }
  if (url.username !== "" || url.password !== "") {
    throw new BundleError("OPTION_INVALID", `Cannot use the address on ${url.host}: it has a user or password in it`, {
      hint: "Leave them out, and set OCX_BUNDLE_USERNAME and OCX_BUNDLE_PASSWORD, or add the host to ~/.netrc."
    });
  }
  url.hash = "";
  return url;
}
function urlName({ origin, pathname }) {
  return `${origin}${pathname}`;
}

export {
  parseBundleUrl,
  urlName
};
