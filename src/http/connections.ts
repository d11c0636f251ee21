import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { isIP } from "node:net";
import { Duplex } from "node:stream";
import { connect as connectTls } from "node:tls";
import { openTunnel } from "./open-tunnel.ts";
import { proxyFor } from "./proxy-for.ts";

/** Milliseconds that a connection waits for its next request. Servers and gateways wait longer, so that they seldom end one before. */
const KEPT = 4000;

/** Most connections to one origin that wait: as many as there are ranges at a time. Callers limit those that are in use. */
const MOST_KEPT = 8;

const pools = new Map<string, HttpAgent>();

/** Origins that do not answer a second request over a connection. */
const unwilling = new Set<string>();

/** From now on, each request to the origin of an address has a connection of its own. */
export function stopReuse(url: string): void {
  unwilling.add(new URL(url).origin);
}

/**
 * The connections for requests to an address, through the proxy from the environment. Node keeps them apart by origin. Those that
 * wait do not keep the process from ending.
 * @param reuse whether to take one that has waited, and to let it wait again
 */
export function connectionsFor(url: string, reuse: boolean): HttpAgent {
  const { protocol, origin } = new URL(url);
  const proxy = proxyFor(url);
  const isKept = reuse && !unwilling.has(origin);
  const key = `${protocol} ${isKept} ${proxy}`;
  const known = pools.get(key);
  if (known !== undefined) return known;
  const agent = new (protocol === "https:" ? HttpsAgent : HttpAgent)({
    keepAlive: true,
    maxFreeSockets: MOST_KEPT,
    timeout: KEPT,
  });
  if (!isKept) agent.keepSocketAlive = () => false;
  if (proxy !== "") connectThrough(new URL(proxy), agent, protocol === "https:");
  pools.set(key, agent);
  return agent;
}

/** Plain HTTP takes a tunnel too: else a refusal of the proxy would look like one of the server. */
function connectThrough(proxy: URL, agent: HttpAgent, isSecure: boolean): void {
  const open = async (host: string, port: string): Promise<Duplex> => {
    const socket = await openTunnel(proxy, `${isIP(host) === 6 ? `[${host}]` : host}:${port}`);
    return isSecure ? connectTls({ socket, host, servername: isIP(host) === 0 ? host : "" }) : socket;
  };
  agent.createConnection = ({ host, port }, callback) => {
    open(host ?? "", String(port)).then(
      (socket) => callback?.(null, socket),
      // Its type demands a stream.
      (error: Error) => callback?.(error, new Duplex()),
    );
    return undefined;
  };
}
