import { type AuthFile, credentialIn, helperFor, serverKey } from "./auth-file.ts";
import { authFiles } from "./auth-file-places.ts";
import type { Credential, CredentialSearch, RepositoryOnHost } from "./credential.ts";
import { askHelper } from "./credential-helper.ts";

/** Places where credentials may be. Edges fill it in: nothing below them reads the environment. */
export interface CredentialPlaces {
  /** Given for this command; decides over all files. */
  readonly explicit?: Credential;
  /** Variables of the process: they name the files, and credential helpers get them. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly userHome: string;
  /** Milliseconds until a credential helper is ended. */
  readonly patience: number;
  readonly say: (text: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Finds the credential for a repository: the given one, else that of the first file that has one.
 * @throws BundleError `CONFIG_INVALID`, `PERMISSION_DENIED`, `IO_FAILED`
 */
export async function findCredential(name: RepositoryOnHost, places: CredentialPlaces): Promise<CredentialSearch> {
  if (places.explicit !== undefined) return { credential: places.explicit, looked: [] };
  const looked: string[] = [];
  for (const open of authFiles(places)) {
    const file = await open.read();
    const credential = file && (await searchFile(file, name, places, looked));
    if (credential !== undefined) return { credential, looked };
    looked.push(file === undefined ? `${open.source} (absent)` : open.source);
  }
  return { looked };
}

/** A helper's credential comes before one in the file itself. */
async function searchFile(
  file: AuthFile,
  name: RepositoryOnHost,
  places: CredentialPlaces,
  looked: string[],
): Promise<Credential | undefined> {
  const helper = helperFor(file, name.host);
  if (helper !== undefined) {
    const found = await askHelper({ ...places, name: helper, server: serverKey(name.host) });
    const source = `docker-credential-${helper}, which ${file.source} names`;
    if (typeof found === "object") return { ...found, source };
    looked.push(`${source} (${found === "none" ? "has none" : found})`);
  }
  return credentialIn(file, name);
}
