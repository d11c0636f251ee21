import {
  discard,
  followAddress,
  request
} from "./chunk-3E74XSBN.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/http/follow-redirects.ts
var MOST_REDIRECTS = 10;
var REDIRECTS = [301, 302, 303, 307, 308];
async function requestFollowing({
  location: first,
  method = "GET",
  headers,
  accept = [],
  signal,
  debug
}) {
  let location = first;
  for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
    const { url } = location;
    const message = await request({
      method,
      url,
      headers: { ...location.headers, ...headers },
      accept: [...REDIRECTS, ...accept],
      signal,
      debug
    });
    if (!REDIRECTS.includes(message.statusCode ?? 0)) return { message, location };
    await discard(message);
    const next = followAddress(message.headers.location, new URL(url));
    next.hash = "";
    location = next.origin === new URL(url).origin ? { ...location, url: next.href } : { url: next.href };
  }
  throw endless(first.url);
}
function endless(url) {
  return new BundleError(
    "SERVICE_FAILED",
    `Cannot follow ${new URL(url).host}: it redirects more than ${MOST_REDIRECTS} times`,
    {
      hint: "Check the address, and the settings of the server and of proxies before it."
    }
  );
}

// src/http/content-range.ts
function parseContentRange(text) {
  const [, start, last, total] = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/.exec(text ?? "") ?? [];
  if (total === void 0) return void 0;
  return {
    ...start !== void 0 && { start: Number(start) },
    ...last !== void 0 && { end: Number(last) + 1 },
    ...total !== "*" && { total: Number(total) }
  };
}
function strongEtag(etag) {
  return etag?.startsWith('"') ? etag : void 0;
}

export {
  requestFollowing,
  parseContentRange,
  strongEtag
};
