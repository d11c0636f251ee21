import { checkProxy } from "../../http/check-proxy.ts";
import { download } from "../../http/download.ts";
import type { SignedUrl } from "../../http/follow-redirects.ts";
import type { RemoteFileOptions } from "../../http/open-remote-file.ts";
import { trustAuthorities } from "../../http/trust-authorities.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import type { UrlPlace } from "../../options/requests/url-place.ts";
import { urlName } from "./bundle-url.ts";
import type { RemoteReading } from "./remote-reading.ts";
import { credentialFor } from "./url-credential.ts";
import { explainUrlRefusal } from "./url-errors.ts";
import { userPath } from "./user-path.ts";

/** The files of one web server, with the credentials for it. */
export interface WebFiles {
  /** How to open a file by ranges. */
  options(url: URL, size?: number): RemoteFileOptions;
  /** Fetches a whole file to a path that does not exist. */
  download(url: URL, path: string, expected?: { readonly size: number; readonly digest: string }): Promise<void>;
  /** Bytes received so far, of all files that were opened by ranges. */
  fetched(): number;
}

/**
 * Finds the credentials for the server of `url`, and sets up certificates.
 * @throws BundleError `OPTION_INVALID`, `FILE_NOT_FOUND`, `PERMISSION_DENIED`, `IO_FAILED`
 */
export async function webFiles(
  url: URL,
  { caFile, login }: UrlPlace,
  context: ProcessContext,
  { sole = true, say = () => undefined, debug, progress = () => undefined }: RemoteReading,
): Promise<WebFiles> {
  checkProxy(url.href, context.variables);
  if (caFile !== undefined) await trustAuthorities(userPath(caFile, context));
  const credential = await credentialFor(url, { login, sole }, context);
  const { signal } = context;
  const headers = credential === undefined ? {} : { authorization: credential.authorization };
  let fetched = 0;
  const access = (file: URL) => ({
    name: urlName(file),
    locate: async (): Promise<SignedUrl> => ({ url: file.href, headers }),
    explain: (error: unknown, doing: string): Error => explainUrlRefusal(error, doing, { url: file, credential }),
  });
  return {
    options: (file, size) => ({
      ...access(file),
      ...(size !== undefined && { size }),
      say,
      debug,
      signal,
      received: (bytes) => void (fetched += bytes),
    }),
    async download(file, path, expected) {
      await download({ ...access(file), path, expected: expected ?? {}, watch: { say, debug, progress, signal } });
    },
    fetched: () => fetched,
  };
}
