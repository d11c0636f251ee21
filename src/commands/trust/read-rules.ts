import { dirname, join, resolve } from "node:path";
import { BundleError } from "../../errors.ts";
import { lookAt } from "../../io/look-at.ts";
import { MAX_TRUST_FILE } from "../../limits.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import type { RequestedIdentity, TrustRequest } from "../../options/requests/trust-request.ts";
import { parseMinisignKey } from "../../trust/minisign/minisign.ts";
import { type Policy, parsePolicy } from "../../trust/policy/policy.ts";
import type { Requirement, Rule } from "../../trust/policy/requirement.ts";
import type { SigstoreIdentity } from "../../trust/sigstore/identity.ts";
import { PROVENANCE } from "../../trust/sigstore/statement.ts";
import { parseAllowedSigners } from "../../trust/ssh/allowed-signers.ts";
import { userPath } from "../places/user-path.ts";
import { readTrustFile } from "./read-trust-file.ts";

/** The trusted root of OCX in a home. */
const HOME_ROOT = "sigstore/trusted-root.json";

/** OCX's own variable. */
const ROOT_VARIABLE = "OCX_SIGSTORE_TRUSTED_ROOT";

/** The options, and the places of what they name. */
interface Asked {
  /** Absent where a bundle is only looked at. */
  readonly home: string | undefined;
  readonly context: ProcessContext;
  readonly request: TrustRequest;
}

/** Reads the policy of a home and a given one, as far as there are any. @throws BundleError as `readRequirements` */
export async function readPolicies(
  { ofHome, given }: { readonly ofHome: string | undefined; readonly given: string | undefined },
  asked: Asked,
): Promise<readonly Requirement[]> {
  const requirements: Requirement[] = [];
  // Only the owner of a home says which root counts there: not an option, not a variable.
  if (ofHome !== undefined) requirements.push(await readPolicy(ofHome, () => findRoot({ home: asked.home })));
  if (given !== undefined) requirements.push(await readPolicy(userPath(given, asked.context), () => findRoot(asked)));
  return requirements;
}

/** Reads the rules of the options. Each is a requirement of its own: who names two kinds wants both. */
export async function readOptions(asked: Asked): Promise<readonly Requirement[]> {
  const rules = await rulesOfOptions(asked);
  return rules.map((rule) => ({ name: "the options", rules: [rule], mayBeOverridden: false }));
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

async function rulesOfOptions(asked: Asked): Promise<readonly Rule[]> {
  const { identity, allowedSigners, signer, minisignKey } = asked.request;
  const toPath = (path: string): string => userPath(path, asked.context);
  const rules: Rule[] = [];
  if (identity !== undefined) {
    const roots = await readRoots(await findRoot(asked));
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
async function findRoot({ home, context, request }: Partial<Asked>): Promise<string> {
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
