import type { IncomingMessage } from "node:http";
import type { TransferReporter } from "../../http/transfer.ts";
import { excerpt } from "../../printable.ts";
import { type AskedRepository, openAuthorizer } from "./authorizer.ts";
import type { CredentialSearch, RepositoryOnHost } from "./credential.ts";
import { type AuthorizedRequest, followAuthorized } from "./follow-authorized.ts";
import { explainTokenRefusal } from "./registry-errors.ts";
import { isSameOrigin, registryUrl } from "./registry-url.ts";
import { type Action, repositoryScope } from "./scope.ts";

/** Most bytes of a warning. Source: OCI distribution specification, "Warnings". */
const MAX_WARNING = 4096;

/** Requests to one repository of a registry. */
export interface RepositoryClient extends AskedRepository {
  readonly watch: TransferReporter;
  /** The address of something in this repository, with the header to read it as far as the registry has asked for one. */
  locate(path: string): Promise<LocatedPath>;
  /**
   * Sends one request with the credentials that the registry asks for, and follows redirects. Does not retry.
   * @throws HttpError, and BundleError as {@link followAuthorized} and getting a token throw
   */
  send(wanted: RepositoryRequest): Promise<RegistryAnswer>;
}

export interface RepositoryRequest extends AuthorizedRequest {
  /** A path below the repository, such as `manifests/latest`, or an address that the registry named. */
  readonly target: string | URL;
  readonly action: Action;
  /** Another repository that is read from as well. */
  readonly from?: string | undefined;
  /** Ask in this repository instead. */
  readonly instead?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface RegistryAnswer {
  /** The caller must read or destroy its body. */
  readonly message: IncomingMessage;
  /** The address that it came from; a `Location` is relative to it. */
  readonly url: URL;
}

export interface LocatedPath {
  readonly url: string;
  /** Value of `Authorization`, for this origin only. */
  readonly authorization: string | undefined;
}

export interface RepositoryOptions {
  /** Use plain HTTP outside loopback too. */
  readonly plainHttp: boolean;
  /** Looks for credentials; called at most once, when the registry asks for them. */
  readonly find: () => Promise<CredentialSearch>;
  readonly watch: TransferReporter;
}

/** Opens a repository without a request to it. */
export function openRepository(
  name: RepositoryOnHost,
  { plainHttp, find, watch }: RepositoryOptions,
): RepositoryClient {
  const registry = registryUrl(name.host, plainHttp);
  const authorizer = openAuthorizer({ registry, find, watch });
  const warn = warnOnce((text) => watch.say(authorizer.redact(text)), name.host);
  const headerFor = async (scopes: readonly string[], action: Action): Promise<string | undefined> => {
    try {
      return await authorizer.header(scopes);
    } catch (error) {
      throw explainTokenRefusal(error, repository, action);
    }
  };
  const repository: RepositoryClient = {
    name,
    watch,
    registry,
    authorizer,
    async locate(path) {
      const authorization = await headerFor(scopesFor(name.repository, "pull", undefined), "pull");
      return { url: new URL(`${name.repository}/${path}`, registry).href, authorization };
    },
    async send({ target, action, from, instead = name.repository, signal = watch.signal, ...wanted }) {
      const start = typeof target === "string" ? new URL(`${instead}/${target}`, registry) : target;
      let scopes = scopesFor(instead, action, from);
      for (let refusals = 0; ; refusals++) {
        const used = isSameOrigin(start, registry) ? await headerFor(scopes, action) : undefined;
        const { url, ...answer } = await followAuthorized(start, wanted, {
          authorization: used,
          signal,
          debug: watch.debug,
        });
        if (answer.refusal === undefined) {
          warn(answer.message.headers["warning"]);
          return { ...answer, url };
        }
        // Only the registry itself may ask for credentials: once, and again if it names more than was asked for.
        if (answer.refusal.status !== 401 || !isSameOrigin(url, registry) || refusals > 1) throw answer.refusal;
        const challenge = answer.refusal.headers["www-authenticate"] ?? "";
        const next = await authorizer.learn({ challenge, used, scopes });
        if (next === undefined || (refusals > 0 && next === scopes)) throw answer.refusal;
        scopes = next;
      }
    },
  };
  return repository;
}

function scopesFor(repository: string, action: Action, from: string | undefined): readonly string[] {
  const own = repositoryScope(repository, action === "push" ? ["pull", "push"] : ["pull"]);
  return from === undefined || from === repository ? [own] : [own, repositoryScope(from, ["pull"])];
}

/** Shows each text of the header `Warning` once. */
function warnOnce(say: (text: string) => void, host: string): (header: string | undefined) => void {
  const known = new Set<string>();
  return (header = "") => {
    for (const [, text = ""] of header.slice(0, MAX_WARNING).matchAll(/299 - "((?:[^"\\]|\\.)*)"/g)) {
      if (known.has(text)) continue;
      known.add(text);
      say(`${host} warns: ${excerpt(text.replaceAll(/\\(.)/g, "$1"))}`);
    }
  };
}
