import { lstat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { BundleError } from "../../errors.ts";
import { OWN_FOLDER } from "../../home/contents/imports-log.ts";
import { lookAt, namesIn } from "../../io/look-at.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import type { TrustRequest } from "../../options/requests/trust-request.ts";
import type { Requirement } from "../../trust/policy/requirement.ts";

/** The policy of a home. */
const POLICY_FILE = "policy.toml";

interface Place {
  /** Absent where a bundle is only looked at. */
  readonly home: string | undefined;
  readonly context: ProcessContext;
}

/**
 * Reads all that is required of a bundle: by the policy of the home, by a given policy, and by options. Each of them must be met,
 * so that no option makes a policy weaker. What reads rules is loaded only if there are some.
 * @throws BundleError `POLICY_INVALID`, `TRUST_INVALID`, `TRUSTED_ROOT_MISSING`, and what reading throws
 */
export async function readRequirements(request: TrustRequest, place: Place): Promise<readonly Requirement[]> {
  const ofHome = place.home === undefined ? undefined : join(place.home, OWN_FOLDER, POLICY_FILE);
  const hasPolicy = ofHome !== undefined && (await isThere(ofHome));
  const { policy, identity, allowedSigners, minisignKey } = request;
  const given = [policy, identity, allowedSigners, minisignKey].some((option) => option !== undefined);
  if (!hasPolicy && !given) return [];
  const { readOptions, readPolicies } = await import("./read-rules.ts");
  return [
    ...(await readPolicies({ ofHome: hasPolicy ? ofHome : undefined, given: policy }, { ...place, request })),
    ...(await readOptions({ ...place, request })),
  ];
}

/** A link that leads nowhere is there, and so is a name in other case: a policy must not get lost because a disk or a letter is. */
async function isThere(path: string): Promise<boolean> {
  if ((await lookAt(path, lstat)) !== undefined) return true;
  const refuse = (found: string): never => {
    throw new BundleError("POLICY_INVALID", `Cannot read policy ${path}: ${found}`);
  };
  const folder = await lookAt(dirname(path), lstat);
  if (folder === undefined) return false;
  if (folder.isSymbolicLink() && (await lookAt(dirname(path))) === undefined)
    return refuse(`${dirname(path)} is a link that leads nowhere`);
  const similar = (await namesIn(dirname(path))).find((name) => name.trim().toLowerCase() === POLICY_FILE);
  return similar === undefined ? false : refuse(`it is called ${JSON.stringify(similar)}`);
}
