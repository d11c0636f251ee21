import { BlockList, isIP } from "node:net";

/** True for an address that never leaves this machine. */
export function isLoopback({ hostname }: Pick<URL, "hostname">): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/** Whether credentials may be sent to an address: encrypted, or without leaving this machine. */
export function isPrivate(url: URL): boolean {
  return url.protocol === "https:" || isLoopback(url);
}

const THIS_MACHINE = new BlockList();
THIS_MACHINE.addSubnet("0.0.0.0", 8);
THIS_MACHINE.addSubnet("127.0.0.0", 8);
THIS_MACHINE.addSubnet("::", 127, "ipv6");

/** Clouds answer requests for a machine's own credentials there. */
const LINK = new BlockList();
LINK.addSubnet("169.254.0.0", 16);
LINK.addSubnet("fe80::", 10, "ipv6");
LINK.addAddress("fd00:ec2::254", "ipv6");

/**
 * Says why another server must not send us to an address: it is on this machine or its network link, which that server itself
 * is not. Knows all spellings of such addresses, but not what a name resolves to.
 */
export function whyTooNear(url: URL, from: URL): string | undefined {
  if (isIn(THIS_MACHINE, url) && !isIn(THIS_MACHINE, from)) return "is on this machine";
  if (isIn(LINK, url) && !isIn(LINK, from)) return "is on the network link of this machine";
  return undefined;
}

function isIn(list: BlockList, { hostname }: URL): boolean {
  if (/(?:^|\.)localhost\.?$/.test(hostname)) return list === THIS_MACHINE;
  const address = hostname.replace(/^\[(.*)\]$/, "$1");
  const family = isIP(address);
  return family !== 0 && list.check(address, family === 6 ? "ipv6" : "ipv4");
}
