import type { RequestOptions } from "node:http";

/** A handler for the client: it keeps the brackets of an IPv6 address, and Node would look for a host of that name. */
export const WITHOUT_BRACKETS = {
  prepareRequest: (options: RequestOptions): void => void (options.host = options.host?.replace(/^\[(.*)\]$/, "$1")),
  canHandleAuthentication: () => false,
  handleAuthentication: () => Promise.reject(new Error("never called")),
};
