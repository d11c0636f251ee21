/** Limits of a client. Times in milliseconds. */
export interface ServerLimits {
  /** For the head of a request. */
  readonly head: number;
  /** Between two signs of life while an answer is sent. */
  readonly idle: number;
  /** For running answers when the server ends. Process managers such as systemd wait longer than this. */
  readonly grace: number;
  /** At once, of all threads together. Each takes at most some 100 KiB of memory. */
  readonly connections: number;
}

/** The limits of a server. */
export const SERVER_LIMITS: ServerLimits = { head: 10_000, idle: 60_000, grace: 10_000, connections: 1024 };
/** Milliseconds for which a connection is kept open for another request. */
export const KEEP_ALIVE_TIMEOUT = 5000;
/** Bytes of the head of a request: the longest names, and a token. */
export const MAX_HEAD = 16 * 1024;
export const MAX_HEADERS = 100;
/** Requests of one connection that may wait. Clients of registries wait for an answer before they ask again. */
export const MAX_WAITING = 16;
