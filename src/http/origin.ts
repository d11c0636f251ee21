/** True for an address that never leaves this machine. */
export function isLoopback({ hostname }: Pick<URL, "hostname">): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/** Whether credentials may be sent to an address: encrypted, or without leaving this machine. */
export function isPrivate(url: URL): boolean {
  return url.protocol === "https:" || isLoopback(url);
}
