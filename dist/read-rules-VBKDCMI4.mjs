import {
  PROVENANCE
} from "./chunk-L5RVVDHQ.mjs";
import "./chunk-WFGV2CNK.mjs";
import "./chunk-KGLQSEDA.mjs";
import {
  parseAllowedSigners
} from "./chunk-W6U6OUAY.mjs";
import {
  parseMinisignKey
} from "./chunk-NOTRCLCJ.mjs";
import {
  readTrustFile
} from "./chunk-EJZ5WEF7.mjs";
import {
  isDigest_82
} from "./chunk-GX6YAEWI.mjs";
import {
  TomlError,
  parse
} from "./chunk-6YIURDC7.mjs";
import {
  MAX_TRUST_FILE
} from "./chunk-M77KPOTZ.mjs";
import "./chunk-CYMBCZ23.mjs";
import "./chunk-L4HVVUOR.mjs";
import {
  lookAt
} from "./chunk-GJP4ZKXN.mjs";
import {
  userPath_38
} from "./chunk-A6YYFOED.mjs";
import {
  array,
  boolean,
  check,
  custom,
  exactOptional,
  getDotPath,
  minLength,
  nonEmpty,
  optional,
  picklist,
  pipe,
  safeParse,
  strictObject,
  string
} from "./chunk-JKTDTWAH.mjs";
import {
  excerpt
} from "./chunk-JWMHGH6Y.mjs";
import "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/commands/trust/read-rules.ts
import { dirname, join, resolve } from "node:path";

// src/trust/policy/policy.ts
var text = pipe(
  string(),
  nonEmpty(),
  check((value) => !value.includes("\0"), "text without the character 0")
);
var path = exactOptional(text);
var signer = pipe(
  strictObject({
    repository: exactOptional(text),
    identity: exactOptional(text),
    issuer: exactOptional(text),
    workflow: exactOptional(text),
    ref: exactOptional(text),
    runner: exactOptional(picklist(["github-hosted", "self-hosted"])),
    "predicate-types": optional(pipe(array(text), minLength(1)), [PROVENANCE]),
    "trusted-root": path
  }),
  check(({ repository, identity }) => repository !== void 0 || identity !== void 0, "repository or identity"),
  check(({ identity, issuer }) => identity === void 0 || issuer !== void 0, "issuer, which identity needs")
);
var policySchema = strictObject({
  "allow-unsigned": optional(boolean(), false),
  digests: optional(array(custom((value) => typeof value === "string" && isDigest_82(value))), []),
  sigstore: optional(array(signer), []),
  ssh: optional(array(strictObject({ "allowed-signers": text, signer: exactOptional(text) })), []),
  minisign: optional(array(strictObject({ key: text })), [])
});
function parsePolicy(file, name) {
  const refuse = (found, options) => {
    throw new BundleError("POLICY_INVALID", `Cannot read policy ${name}: ${excerpt(found)}`, options);
  };
  if (file.byteLength > MAX_TRUST_FILE)
    return refuse(`it has ${file.byteLength} bytes, expected at most ${MAX_TRUST_FILE}`);
  const parsed = safeParse(policySchema, parseToml(file, refuse), { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const where = getDotPath(issue) ?? "the file";
    return refuse(`${where} is ${issue.received}, expected ${issue.expected ?? issue.message}`);
  }
  const { digests, sigstore, ssh, minisign } = parsed.output;
  if (digests.length + sigstore.length + ssh.length + minisign.length === 0)
    return refuse("it names no signer and no digest, so nothing could meet it");
  return parsed.output;
}
function parseToml(file, refuse) {
  try {
    return parse(new TextDecoder("utf-8", { fatal: true }).decode(file));
  } catch (cause) {
    if (!(cause instanceof TomlError)) return refuse("it is not UTF-8", { cause });
    const [reason = ""] = cause.message.split("\n");
    return refuse(`line ${cause.line}, column ${cause.column}: ${reason}`, { cause });
  }
}

// src/commands/trust/read-rules.ts
var HOME_ROOT = "sigstore/trusted-root.json";
var ROOT_VARIABLE = "OCX_SIGSTORE_TRUSTED_ROOT";
async function readPolicies({ ofHome, given }, asked) {
  const requirements = [];
  if (ofHome !== void 0) requirements.push(await readPolicy(ofHome, () => findRoot({ home: asked.home })));
  if (given !== void 0) requirements.push(await readPolicy(userPath_38(given, asked.context), () => findRoot(asked)));
  return requirements;
}
async function readOptions(asked) {
  const rules = await rulesOfOptions(asked);
  return rules.map((rule) => ({ name: "the options", rules: [rule], mayBeOverridden: false }));
}
async function readPolicy(path2, findDefaultRoot) {
  const beside = (file) => resolve(dirname(path2), file);
  try {
    const policy = parsePolicy(await readTrustFile(path2, MAX_TRUST_FILE), path2);
    return {
      name: `policy ${path2}`,
      rules: await rulesOf(policy, { beside, findDefaultRoot }),
      mayBeOverridden: policy["allow-unsigned"]
    };
  } catch (error) {
    if (!(error instanceof BundleError) || !UNREADABLE.includes(error.code)) throw error;
    throw new BundleError("POLICY_INVALID", [`Cannot use policy ${path2}`, ...error.lines], { cause: error });
  }
}
var UNREADABLE = ["FILE_NOT_FOUND", "LIMIT_EXCEEDED", "BUNDLE_INVALID", "PERMISSION_DENIED", "IO_FAILED"];
async function rulesOf(policy, { beside, findDefaultRoot }) {
  const rules = policy.digests.length === 0 ? [] : [{ kind: "digest", digests: policy.digests }];
  for (const { "predicate-types": predicateTypes, "trusted-root": root, ...identity } of policy.sigstore) {
    const roots = await readRoots(root === void 0 ? await findDefaultRoot() : beside(root));
    rules.push({ kind: "sigstore", identity: toIdentity(identity), predicateTypes, roots });
  }
  for (const { "allowed-signers": file, signer: signer2 } of policy.ssh) rules.push(await readSigners(beside(file), signer2));
  for (const { key } of policy.minisign) rules.push(await readKey(key, beside));
  return rules;
}
async function rulesOfOptions(asked) {
  const { identity, allowedSigners, signer: signer2, minisignKey } = asked.request;
  const toPath = (path2) => userPath_38(path2, asked.context);
  const rules = [];
  if (identity !== void 0) {
    const roots = await readRoots(await findRoot(asked));
    rules.push({ kind: "sigstore", identity: toIdentity(identity), predicateTypes: [PROVENANCE], roots });
  }
  if (allowedSigners !== void 0) rules.push(await readSigners(toPath(allowedSigners), signer2));
  if (minisignKey !== void 0) rules.push(await readKey(minisignKey, toPath));
  return rules;
}
function toIdentity({ identity, issuer, repository, ...rest }) {
  if (identity !== void 0 && issuer !== void 0)
    return { ...rest, identity, issuer, ...repository !== void 0 && { repository } };
  if (repository === void 0) throw new Error("neither a repository nor an identity is given");
  return { ...rest, repository, ...issuer !== void 0 && { issuer } };
}
async function readRoots(path2) {
  const { parseTrustedRoots } = await import("./trusted-root-Y5NM2DUU.mjs");
  return parseTrustedRoots(await readTrustFile(path2, MAX_TRUST_FILE), path2);
}
async function readSigners(path2, signer2) {
  const signers = parseAllowedSigners(await readTrustFile(path2, MAX_TRUST_FILE), path2);
  return { kind: "ssh", signers, ...signer2 !== void 0 && { signer: signer2 } };
}
var MINISIGN_KEY = /^RW[A-Za-z0-9+/]{54}$/;
async function readKey(given, toPath) {
  const isKey = MINISIGN_KEY.test(given);
  const bytes = isKey ? Buffer.from(given) : await readTrustFile(toPath(given), MAX_TRUST_FILE);
  return { kind: "minisign", key: parseMinisignKey(bytes, given) };
}
async function findRoot({ home, context, request }) {
  if (context !== void 0 && request?.trustedRoot !== void 0) return userPath_38(request.trustedRoot, context);
  const named = context?.variables[ROOT_VARIABLE];
  if (context !== void 0 && named !== void 0 && named !== "") return userPath_38(named, context);
  const path2 = home === void 0 ? void 0 : join(home, HOME_ROOT);
  if (path2 !== void 0 && await lookAt(path2) !== void 0) return path2;
  const looked = [
    ...request === void 0 ? [] : ["`trusted-root`", ROOT_VARIABLE],
    ...path2 === void 0 ? [] : [path2]
  ];
  const found = `there is no trusted root: looked at ${looked.join(", ")}`;
  throw new BundleError("TRUSTED_ROOT_MISSING", `Cannot check signatures of Sigstore: ${found}`);
}
export {
  readOptions,
  readPolicies
};
