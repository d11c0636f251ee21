import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isLoopback,
  request
} from "./chunk-OYXHPWFD.mjs";
import {
  BundleError
} from "./chunk-AE2P7HNV.mjs";

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

// src/http/follow.ts
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
    message.destroy();
    const next = nextUrl(url, message.headers.location);
    location = next.origin === new URL(url).origin ? { ...location, url: next.href } : { url: next.href };
  }
  throw refused(first.url, `it redirects more than ${MOST_REDIRECTS} times`);
}
function nextUrl(from, to) {
  const next = to === void 0 ? null : URL.parse(to, from);
  if (next === null) throw refused(from, "it redirects without an address");
  const { protocol, host } = next;
  const base = new URL(from);
  if (!/^https?:$/.test(protocol)) throw refused(from, "it redirects to an address that is not of the web");
  if (base.protocol === "https:" && protocol === "http:")
    throw refused(from, `it redirects to ${host} without encryption, expected https`);
  if (isLoopback(next) && !isLoopback(base)) throw refused(from, `it redirects to this machine, ${host}`);
  if (next.username !== "" || next.password !== "")
    throw refused(from, `it redirects to ${host} with a user or password in the address`);
  next.hash = "";
  return next;
}
function refused(url, found) {
  return new BundleError("SERVICE_FAILED", `Cannot follow ${new URL(url).host}: ${found}`, {
    hint: "Check the address, and the settings of the server and of proxies before it."
  });
}

export {
  parseContentRange,
  strongEtag,
  requestFollowing
};
