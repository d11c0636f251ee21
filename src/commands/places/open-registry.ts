import type { Credential, CredentialSearch } from "../../channels/registry/credential.ts";
import { findCredential } from "../../channels/registry/find-credential.ts";
import { registryUrl } from "../../channels/registry/registry-url.ts";
import { openRepository, type RepositoryClient } from "../../channels/registry/repository-client.ts";
import { BundleError } from "../../errors.ts";
import { checkProxy } from "../../http/check-proxy.ts";
import { isPrivate } from "../../http/loopback.ts";
import { trustAuthorities } from "../../http/trust-authorities.ts";
import { parseReference, type RegistryReference } from "../../oci/reference.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import type { RegistryPlace } from "../../options/requests/registry-place.ts";
import { credentialInVariables } from "./given-credential.ts";
import type { RemoteReading } from "./remote-reading.ts";
import { userPath } from "./user-path.ts";

/** Milliseconds that a credential helper may take: some ask a person, but a job has none. */
export const PATIENCE = { person: 300_000, job: 30_000 };

/** Registry that takes the token of a job. */
const GITHUB_HOST = "ghcr.io";

/** A reference, and the repository that it is in. */
export interface OpenedRegistry {
  readonly reference: RegistryReference;
  readonly repository: RepositoryClient;
}

/**
 * Opens the repository of a reference without a request to it.
 * @throws BundleError `OPTION_INVALID`, `FILE_NOT_FOUND`
 */
export async function openRegistry(
  place: RegistryPlace,
  context: ProcessContext,
  { sole = true, say = () => {}, progress = () => {}, debug = () => {} }: RemoteReading,
): Promise<OpenedRegistry> {
  const reference = parseReference(place.reference);
  if (reference.note !== undefined) say(reference.note);
  const { plainHttp = false } = place;
  const { variables, userHome, signal } = context;
  const url = registryUrl(reference.host, plainHttp);
  checkProxy(url.href, variables);
  if (place.caFile !== undefined) await trustAuthorities(userPath(place.caFile, context));
  const explicit = explicitCredential(place, reference, sole ? variables : {});
  if (explicit !== undefined && !isPrivate(url)) {
    const found = `${reference.host} is asked over plain HTTP`;
    throw new BundleError("OPTION_INVALID", `Cannot send the credentials from ${explicit.source}: ${found}`, {
      hint: "Leave out `plain-http`, or the credentials.",
    });
  }
  const patience = variables["CI"] ? PATIENCE.job : PATIENCE.person;
  const places = { ...(explicit && { explicit }), variables, userHome, patience, say, signal };
  const find = async (): Promise<CredentialSearch> => {
    const found = await findCredential(reference, places);
    const { credential, looked } = found;
    debug(`credentials for ${reference.host}: ${credential?.source ?? `none, looked in ${looked.join(", ")}`}`);
    return found;
  };
  return {
    reference,
    repository: openRepository(reference, { plainHttp, find, watch: { say, progress, debug, signal } }),
  };
}

/** A credential for this command: from inputs, then variables, then the token of the job. */
function explicitCredential(
  { login, token }: RegistryPlace,
  { host }: RegistryReference,
  variables: ProcessContext["variables"],
): Credential | undefined {
  if (login !== undefined) return { kind: "password", ...login, source: "the inputs `username` and `password`" };
  const given = credentialInVariables(variables);
  if (given?.kind === "bearer" && host === GITHUB_HOST) return gitHubCredential(given.token, given.source);
  if (given !== undefined) return given;
  return token !== undefined && host === GITHUB_HOST ? gitHubCredential(token, "the input `token`") : undefined;
}

/** GitHub's tokens are passwords, of any user: its token service exchanges them. */
function gitHubCredential(token: string, source: string): Credential {
  return { kind: "password", username: "token", password: token, source };
}
