import type { Challenge } from "./challenge.ts";
import { basic, type Credential } from "./credential.ts";
import { checkRealm, type TokenRequest } from "./token.ts";

/** The way to answer challenges: always the same header, or a token of a service. */
export type Scheme =
  | { readonly kind: "fixed"; readonly header: string }
  | { readonly kind: "service"; readonly service: Pick<TokenRequest, "realm" | "service" | "credential"> };

/**
 * Chooses how to answer: a given bearer token comes first, then the token service, then the password itself.
 * @throws BundleError what {@link checkRealm} throws
 */
export function chooseScheme(
  challenges: readonly Challenge[],
  found: Credential | undefined,
  registry: URL,
): Scheme | undefined {
  if (found?.kind === "bearer") return { kind: "fixed", header: `Bearer ${found.token}` };
  const bearer = challenges.find(({ scheme, parameters }) => scheme === "bearer" && parameters.has("realm"));
  if (bearer !== undefined) {
    const realm = checkRealm(bearer.parameters.get("realm"), registry);
    return { kind: "service", service: { realm, service: bearer.parameters.get("service"), credential: found } };
  }
  const takesPassword = challenges.some(({ scheme }) => scheme === "basic");
  return takesPassword && found?.kind === "password" ? { kind: "fixed", header: basic(found) } : undefined;
}
