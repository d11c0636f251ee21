import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  HttpError,
  followAddress,
  isLoopback,
  request
} from "./chunk-M4MJTQ5F.mjs";

// src/channels/registry/registry-url.ts
var API_HOSTS = { "docker.io": "registry-1.docker.io" };
function registryUrl(host, plainHttp) {
  const name = API_HOSTS[host] ?? host;
  const url = new URL(`https://${name}/v2/`);
  if (plainHttp || isLoopback(url)) url.protocol = "http:";
  if (url.port === "" && name.endsWith(":443")) url.port = "443";
  return url;
}
function isSameOrigin(a, b) {
  return a.origin === b.origin;
}

// src/channels/registry/authorized-request.ts
var MAX_REDIRECTS = 5;
var KEEPING = [307, 308];
var REDIRECTS = [301, 302, 303, ...KEEPING];
async function requestAuthorized(start, { method, headers, body, accept = [] }, { authorization, signal, debug }) {
  let url = start;
  let own = authorization;
  for (let redirects = 0; ; redirects++) {
    try {
      const message = await request({
        method,
        url: url.href,
        headers: { ...headers, ...own !== void 0 && { authorization: own } },
        ...body !== void 0 && { body: body() },
        accept: [...accept, ...REDIRECTS],
        signal,
        debug
      });
      const { statusCode: status = 0, headers: answered } = message;
      if (!REDIRECTS.includes(status) || accept.includes(status)) return { message, url };
      message.destroy();
      const kept = KEEPING.includes(status) || method === "GET" || method === "HEAD";
      const refused = new HttpError(status, answered, "", url.href);
      if (answered.location === void 0 || !kept || redirects === MAX_REDIRECTS) return { refusal: refused, url };
      const next = followAddress(answered.location, url);
      if (!isSameOrigin(next, url)) own = void 0;
      url = next;
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      return { refusal: error, url };
    }
  }
}

export {
  registryUrl,
  isSameOrigin,
  REDIRECTS,
  requestAuthorized
};
