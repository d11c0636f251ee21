/** Proof of who asks, and where it was found. */
export type Credential = (
  | { readonly kind: "password"; readonly username: string; readonly password: string }
  /** Exchanged for a token at the token service, as `docker login` of some registries stores it. */
  | { readonly kind: "identity"; readonly token: string }
  /** Sent to the registry as it is. */
  | { readonly kind: "bearer"; readonly token: string }
) & {
  /** For messages: `the input token`, a path. Never the value. */
  readonly source: string;
};

/** A repository that credentials are looked for. */
export interface RepositoryOnHost {
  readonly host: string;
  readonly repository: string;
}

/** Credentials that were found, or every place where none were. */
export interface CredentialSearch {
  readonly credential?: Credential;
  /** Places without a credential for this registry, in the order of the search. */
  readonly looked: readonly string[];
}

/** User name under which some registries hand out identity tokens. Source: docker/docker-credential-helpers, credentials. */
const TOKEN_USER = "<token>";

/** A stored user name and password; undefined when both are empty. */
export function passwordCredential(stored: PasswordText): Credential | undefined {
  const { username, password, source } = stored;
  if (username === "" && password === "") return undefined;
  return username === TOKEN_USER ? { kind: "identity", token: password, source } : { kind: "password", ...stored };
}

export interface PasswordText {
  readonly username: string;
  readonly password: string;
  readonly source: string;
}

/** Value of `Authorization` for a user name and a password. */
export function basic({ username, password }: { readonly username: string; readonly password: string }): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
}

/** The parts of a credential that must not be printed. */
export function secretsOf(credential: Credential | undefined): readonly string[] {
  if (credential === undefined) return [];
  if (credential.kind !== "password") return [credential.token];
  return [credential.password, basic(credential).slice("Basic ".length)].filter((text) => text !== "");
}
