import { isPrivate } from "../../http/loopback.ts";
import { type Challenge, parseChallenges } from "./challenge.ts";
import { chooseScheme, type Scheme } from "./choose-scheme.ts";
import { type CredentialSearch, type RepositoryOnHost, secretsOf } from "./credential.ts";
import { mergeScopes } from "./scope.ts";
import { fetchToken, type Token, type TokenRequest } from "./token.ts";

/** Proves to one registry who asks. Sends nothing before the registry asks for it. */
export interface Authorizer {
  /** Value of `Authorization` for these scopes; undefined as long as the registry did not ask for one. */
  header(scopes: readonly string[]): Promise<string | undefined>;
  /**
   * Learns from a refusal with status 401.
   * @returns the scopes for another attempt; undefined if the refusal cannot be answered
   */
  learn(refusal: Refusal): Promise<readonly string[] | undefined>;
  /** Files and programs in which credentials were found or looked for. */
  search(): Promise<CredentialSearch>;
  /** The result of the search, once there is one. */
  readonly searched: CredentialSearch | undefined;
  /** The text without credentials and tokens: a registry may send them back. */
  redact(text: string): string;
}

/** A repository that is asked, and what is known of the credentials with which it is. */
export interface AskedRepository {
  readonly name: RepositoryOnHost;
  /** Address of the registry. */
  readonly registry: URL;
  /** For messages about access. */
  readonly authorizer: Pick<Authorizer, "search" | "searched" | "redact">;
}

export interface Refusal {
  /** The header `WWW-Authenticate`. */
  readonly challenge: string;
  /** The header `Authorization` of the refused request. */
  readonly used: string | undefined;
  /** The scopes that were asked for. */
  readonly scopes: readonly string[];
}

export interface AuthorizerOptions {
  readonly registry: URL;
  /** Looks for credentials; called at most once, when the registry asks for them. */
  readonly find: () => Promise<CredentialSearch>;
  readonly watch: TokenRequest["watch"];
}

/** For messages. */
const PLAIN_HTTP = "none, because they are not sent over plain HTTP";

/** Source: distribution, docs/content/spec/auth/token.md. */
export function openAuthorizer({ registry, find, watch }: AuthorizerOptions): Authorizer {
  let searching: Promise<CredentialSearch> | undefined;
  let scheme: Scheme | undefined;
  const tokens = new Map<string, Promise<Token>>();
  const secrets = new Set<string>();
  let searched: CredentialSearch | undefined;
  const search = async (): Promise<CredentialSearch> => {
    // Without encryption everybody on the way could read them.
    searching ??= isPrivate(registry) ? find() : Promise.resolve({ looked: [PLAIN_HTTP] });
    searched = await searching;
    return searched;
  };
  const tokenFor = async (scopes: readonly string[], service: TokenService): Promise<string> => {
    const key = scopes.join(" ");
    const known = tokens.get(key);
    if (known !== undefined && (await known).usableUntil > Date.now()) return (await known).value;
    // Another request may have asked meanwhile.
    const latest = tokens.get(key);
    if (latest !== undefined && latest !== known) return (await latest).value;
    const asking = fetchToken({ ...service, scopes, watch });
    tokens.set(key, asking);
    asking.catch(() => tokens.delete(key));
    const { value } = await asking;
    secrets.add(value);
    return value;
  };
  return {
    search,
    get searched() {
      return searched;
    },
    async header(scopes) {
      if (scheme === undefined) return undefined;
      return scheme.kind === "fixed" ? scheme.header : `Bearer ${await tokenFor(scopes, scheme.service)}`;
    },
    async learn({ challenge, used, scopes }) {
      const challenges = parseChallenges(challenge);
      const { credential } = await search();
      for (const secret of secretsOf(credential)) secrets.add(secret);
      const next = chooseScheme(challenges, credential, registry);
      // The same header would be refused again.
      if (next === undefined || (next.kind === "fixed" && next.header === used)) return undefined;
      scheme = next;
      const key = scopes.join(" ");
      // Unless another request has renewed it already.
      if (`Bearer ${await valueOf(tokens.get(key))}` === used) tokens.delete(key);
      return mergeScopes(scopes, scopesOf(challenges));
    },
    redact: (text) => [...secrets].reduce((clean, secret) => clean.replaceAll(secret, "***"), text),
  };
}

async function valueOf(token: Promise<Token> | undefined): Promise<string | undefined> {
  return (await token?.catch(() => undefined))?.value;
}

function scopesOf(challenges: readonly Challenge[]): readonly string[] {
  return challenges
    .flatMap(({ scheme, parameters }) => (scheme === "bearer" ? (parameters.get("scope") ?? "").split(" ") : []))
    .filter((scope) => scope.includes(":"));
}

type TokenService = Extract<Scheme, { kind: "service" }>["service"];
