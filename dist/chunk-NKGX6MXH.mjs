import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/http/check-proxy.ts
function checkProxy(url, variables) {
  const names = url.startsWith("https:") ? ["https_proxy", "HTTPS_PROXY"] : ["http_proxy", "HTTP_PROXY"];
  const name = names.find((candidate) => variables[candidate]);
  if (name === void 0) return;
  const found = whyUnusable(variables[name] ?? "");
  if (found === void 0) return;
  const hint = `Set ${name} to the address of an HTTP proxy, or leave it out. Other kinds, such as SOCKS, are not supported.`;
  throw new BundleError("OPTION_INVALID", `Cannot use ${name}: ${found}, expected http://HOST:PORT`, { hint });
}
function whyUnusable(text) {
  if (text.trim() === "") return "it is blank";
  const url = URL.parse(text) ?? (/^https?:\/\//.test(text) ? null : URL.parse(`http://${text}`));
  if (url === null || url.hostname === "") return "it is not a URL with a host";
  if (!/^https?:$/.test(url.protocol)) return `its scheme is ${url.protocol.slice(0, -1)}`;
  if (`${url.pathname}${url.search}${url.hash}` !== "/")
    return "it has a path, or a character in its password that is not percent-encoded";
  return isEncoded(url.username) && isEncoded(url.password) ? void 0 : "its user or password is not percent-encoded";
}
function isEncoded(text) {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

export {
  checkProxy
};
