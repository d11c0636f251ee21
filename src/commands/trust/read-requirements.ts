import { lstat, readdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { BundleError } from "../../errors.ts";
import { OWN_FOLDER } from "../../home/import/imports-log.ts";
import { isAbsent, lookAt } from "../../io/look-at.ts";
import { fromSystemError } from "../../io/system-error.ts";
import { MAX_TRUST_FILE } from "../../limits.ts";
import type { ProcessContext } from "../../options/requests.ts";
import type { RequestedIdentity, TrustRequest } from "../../options/trust-request.ts";
import { parseMinisignKey } from "../../trust/minisign/minisign.ts";
import { type Policy, parsePolicy } from "../../trust/policy/policy.ts";
import type { Requirement, Rule } from "../../trust/policy/requirement.ts";
import type { SigstoreIdentity } from "../../trust/sigstore/identity.ts";
import { PROVENANCE } from "../../trust/sigstore/statement.ts";
import { parseAllowedSigners } from "../../trust/ssh/allowed-signers.ts";
import { userPath } from "../places/user-path.ts";
import { readTrustFile } from "./read-trust-file.ts";

/** The policy of a home, and where OCX keeps the trusted root. */
const POLICY_FILE = "policy.toml";
const HOME_ROOT = "sigstore/trusted-root.json";

/** OCX's own variable. */
const ROOT_VARIABLE = "OCX_SIGSTORE_TRUSTED_ROOT";

interface Place {
  /** Absent where a bundle is only looked at. */
  readonly home: string | undefined;
  readonly context: ProcessContext;
}

/**
 * Reads all that is required of a bundle: by the policy of the home, by a given policy, and by options. Each of them must be met,
 * so that no option makes a policy weaker.
 * @throws BundleError `POLICY_INVALID`, `TRUST_INVALID`, `TRUSTED_ROOT_MISSING`, and what reading throws
 */
export async function readRequirements(request: TrustRequest, place: Place): Promise<readonly Requirement[]> {
  const requirements: Requirement[] = [];
  if (place.home !== undefined) {
    const path = join(place.home, OWN_FOLDER, POLICY_FILE);
    // Only the owner of a home says which root counts there: not an option, not a variable.
    if (await isThere(path)) requirements.push(await readPolicy(path, () => findRoot({ home: place.home })));
  }
  const { policy } = request;
  if (policy !== undefined) {
    const path = userPath(policy, place.context);
    requirements.push(await readPolicy(path, () => findRoot({ ...place, request })));
  }
  const rules = await readOptions(request, place);
  // Each option is a requirement of its own: who names two kinds wants both.
  for (const rule of rules) requirements.push({ name: "the options", rules: [rule], mayBeOverridden: false });
  return requirements;
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

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw fromSystemError(error, `read ${folder}`);
  }
}

async function readPolicy(path: string, findDefaultRoot: () => Promise<string>): Promise<Requirement> {
  const beside = (file: string): string => resolve(dirname(path), file);
  try {
    const policy = parsePolicy(await readTrustFile(path, MAX_TRUST_FILE), path);
    return {
      name: `policy ${path}`,
      rules: await rulesOf(policy, { beside, findDefaultRoot }),
      mayBeOverridden: policy["allow-unsigned"],
    };
  } catch (error) {
    // A policy whose files cannot be read is as broken as one that cannot be parsed.
    if (!(error instanceof BundleError) || !UNREADABLE.includes(error.code)) throw error;
    throw new BundleError("POLICY_INVALID", [`Cannot use policy ${path}`, ...error.lines], { cause: error });
  }
}

const UNREADABLE = ["FILE_NOT_FOUND", "LIMIT_EXCEEDED", "BUNDLE_INVALID", "PERMISSION_DENIED", "IO_FAILED"];

interface PolicyFiles {
  readonly beside: (file: string) => string;
  readonly findDefaultRoot: () => Promise<string>;
}

async function rulesOf(policy: Policy, { beside, findDefaultRoot }: PolicyFiles): Promise<readonly Rule[]> {
  const rules: Rule[] = policy.digests.length === 0 ? [] : [{ kind: "digest", digests: policy.digests }];
  for (const { "predicate-types": predicateTypes, "trusted-root": root, ...identity } of policy.sigstore) {
    const roots = await readRoots(root === undefined ? await findDefaultRoot() : beside(root));
    rules.push({ kind: "sigstore", identity: toIdentity(identity), predicateTypes, roots });
  }
  for (const { "allowed-signers": file, signer } of policy.ssh) rules.push(await readSigners(beside(file), signer));
  for (const { key } of policy.minisign) rules.push(await readKey(key, beside));
  return rules;
}

async function readOptions(request: TrustRequest, place: Place): Promise<readonly Rule[]> {
  const { identity, allowedSigners, signer, minisignKey } = request;
  const toPath = (path: string): string => userPath(path, place.context);
  const rules: Rule[] = [];
  if (identity !== undefined) {
    const roots = await readRoots(await findRoot({ ...place, request }));
    rules.push({ kind: "sigstore", identity: toIdentity(identity), predicateTypes: [PROVENANCE], roots });
  }
  if (allowedSigners !== undefined) rules.push(await readSigners(toPath(allowedSigners), signer));
  if (minisignKey !== undefined) rules.push(await readKey(minisignKey, toPath));
  return rules;
}

/** The edges and the policy have checked that one of both is there. */
function toIdentity({ identity, issuer, repository, ...rest }: RequestedIdentity): SigstoreIdentity {
  if (identity !== undefined && issuer !== undefined)
    return { ...rest, identity, issuer, ...(repository !== undefined && { repository }) };
  if (repository === undefined) throw new Error("neither a repository nor an identity is given");
  return { ...rest, repository, ...(issuer !== undefined && { issuer }) };
}

async function readRoots(path: string) {
  // Loaded only where Sigstore is asked for.
  const { parseTrustedRoots } = await import("../../trust/sigstore/trusted-root.ts");
  return parseTrustedRoots(await readTrustFile(path, MAX_TRUST_FILE), path);
}

async function readSigners(path: string, signer: string | undefined): Promise<Rule> {
  const signers = parseAllowedSigners(await readTrustFile(path, MAX_TRUST_FILE), path);
  return { kind: "ssh", signers, ...(signer !== undefined && { signer }) };
}

/** A key is 42 bytes in base64, of which the first two are always the same. */
const MINISIGN_KEY = /^RW[A-Za-z0-9+/]{54}$/;

async function readKey(given: string, toPath: (path: string) => string): Promise<Rule> {
  const isKey = MINISIGN_KEY.test(given);
  const bytes = isKey ? Buffer.from(given) : await readTrustFile(toPath(given), MAX_TRUST_FILE);
  return { kind: "minisign", key: parseMinisignKey(bytes, given) };
}

/** @throws BundleError `TRUSTED_ROOT_MISSING` */
async function findRoot({
  home,
  context,
  request,
}: Partial<Place> & { readonly request?: TrustRequest }): Promise<string> {
  if (context !== undefined && request?.trustedRoot !== undefined) return userPath(request.trustedRoot, context);
  const named = context?.variables[ROOT_VARIABLE];
  if (context !== undefined && named !== undefined && named !== "") return userPath(named, context);
  const path = home === undefined ? undefined : join(home, HOME_ROOT);
  if (path !== undefined && (await lookAt(path)) !== undefined) return path;
  const looked = [
    ...(request === undefined ? [] : ["`trusted-root`", ROOT_VARIABLE]),
    ...(path === undefined ? [] : [path]),
  ];
  const found = `there is no trusted root: looked at ${looked.join(", ")}`;
  throw new BundleError("TRUSTED_ROOT_MISSING", `Cannot check signatures of Sigstore: ${found}`);
}
