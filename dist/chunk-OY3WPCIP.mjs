import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  list,
  record
} from "./chunk-6EM7Q6LZ.mjs";
import {
  PROVENANCE
} from "./chunk-GLOYTN5B.mjs";
import {
  OWN_FOLDER
} from "./chunk-TJ5UH5SB.mjs";
import {
  parseAllowedSigners,
  verifySshSignature
} from "./chunk-C7ELAJWH.mjs";
import {
  findSignatures
} from "./chunk-2TIQYUV2.mjs";
import {
  parseMinisignKey,
  verifyMinisign
} from "./chunk-WDGOSTFA.mjs";
import {
  readTrustFile
} from "./chunk-VUO2R43M.mjs";
import {
  TomlError,
  parse
} from "./chunk-PVCRIHSR.mjs";
import {
  logsOf
} from "./chunk-N2LVX2II.mjs";
import {
  readNamedDocument,
  readOwnManifest
} from "./chunk-IIFDRNSZ.mjs";
import {
  isAbsent,
  lookAt
} from "./chunk-UQ43A2YU.mjs";
import {
  MAX_TRUST_FILE
} from "./chunk-4FDFUD6J.mjs";
import {
  userPath
} from "./chunk-MIBTUUXS.mjs";
import {
  isDigest,
  parseDigest
} from "./chunk-4LCJ56VL.mjs";
import {
  array,
  boolean,
  check,
  custom,
  description,
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
} from "./chunk-6YTQYSGA.mjs";
import {
  excerpt
} from "./chunk-PNVSA3GV.mjs";
import {
  fromSystemError
} from "./chunk-ADIS2E6D.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/commands/results/trust-result.ts
var text = (description2) => exactOptional(pipe(string(), description(description2)));
var proof = record({
  kind: pipe(
    picklist(["sigstore", "ssh", "minisign", "digest"]),
    description("digest: a policy lists the bundle digest, so it needs no signature.")
  ),
  requirement: pipe(string(), description("Who required it: the path of a policy, or the options.")),
  signer: pipe(
    string(),
    description("Name in the certificate or of the allowed signer, id of the key, or the digest.")
  ),
  signature: text("Where the signature was found."),
  covers: exactOptional(
    pipe(
      picklist(["bundle", "manifest", "file"]),
      description("What was signed: the bundle digest, the manifest for this platform, or the whole file.")
    )
  ),
  issuer: text("Who vouched for the signer."),
  repository: text("Repository of the workflow that ran."),
  commit: text("Commit that it ran for."),
  ref: text("Ref that it ran for."),
  workflow: text("Workflow that signed, with its ref."),
  run: text("Address of the run."),
  runner: text("github-hosted or self-hosted."),
  predicateType: text("What the attestation states."),
  key: text("Fingerprint of an SSH key, or id of a minisign key."),
  comment: text("The comment that a minisign signature covers.")
});
var trustResult = record({
  proofs: pipe(list(proof), description("Why each requirement is met.")),
  overridden: pipe(
    list(string()),
    description("Policies that the bundle does not meet, and that were overridden.")
  ),
  unproven: pipe(list(string()), description("What the proofs do not tell."))
});
var UNPROVEN = [
  "that this is the newest bundle of its signer",
  "that key or certificate has not been revoked since",
  "that the tools in it do no harm"
];
function together(results) {
  const all = results.filter((result) => result !== void 0);
  const [first] = all;
  if (first === void 0) return void 0;
  const proofs = new Map(all.flatMap((result) => result.proofs).map((one) => [JSON.stringify(one), one]));
  const overridden = new Set(all.flatMap((result) => result.overridden));
  return { proofs: [...proofs.values()], overridden: [...overridden], unproven: first.unproven };
}
function describeProof(met) {
  const { requirement } = met;
  switch (met.kind) {
    case "sigstore": {
      const { identity, ...claims } = met;
      return { ...claims, signer: identity };
    }
    case "ssh": {
      const { kind, principal, fingerprint, signature, covers } = met;
      return { kind, requirement, signer: principal, signature, covers, key: fingerprint };
    }
    case "minisign": {
      const { kind, keyId, trustedComment, signature, covers } = met;
      return { kind, requirement, signer: keyId, signature, covers, key: keyId, comment: trustedComment };
    }
    case "digest":
      return { kind: met.kind, requirement, signer: met.digest };
  }
}

// src/commands/trust/check-trust.ts
import { createHash } from "node:crypto";

// src/trust/policy/subject.ts
function coverOf(index) {
  return index === 0 ? "bundle" : "manifest";
}

// src/trust/policy/proof.ts
async function prove(rule, signature, subject, now) {
  switch (rule.kind) {
    case "sigstore":
      return proveAttestation(rule, signature, subject);
    case "ssh":
      return proveSsh(rule, signature, subject, now);
    case "minisign":
      return proveMinisign(rule, signature, subject);
    case "digest":
      throw new Error("a digest needs no signature");
  }
}
async function proveAttestation(rule, { bytes, name }, subject) {
  const { parseAttestation } = await import("./attestation-TJPMZXLQ.mjs");
  const { verifyAttestation } = await import("./verify-attestation-MEOD4U4X.mjs");
  const attestation = parseAttestation(bytes, name);
  const signer2 = verifyAttestation(attestation, rule);
  const { subjects, predicateType } = attestation.statement;
  const covers = await coverIn(subjects, subject);
  if (covers !== void 0) return { kind: "sigstore", ...signer2, predicateType, signature: name, covers };
  const expected = subject.documents.map(({ digest }) => digest).join(" or ");
  const [first = "no sha256 digest", ...more] = subjects;
  const found = more.length === 0 ? first : `${first} and ${more.length} more`;
  throw new BundleError("SIGNATURE_MISMATCH", `Cannot use ${name}: it is about ${found}, expected ${expected}`);
}
async function coverIn(subjects, { documents, fileDigests }) {
  const index = documents.findIndex(({ digest }) => subjects.includes(digest));
  if (index !== -1) return coverOf(index);
  const file = await fileDigests();
  return file !== void 0 && subjects.includes(file.sha256) ? "file" : void 0;
}
function proveSsh({ signers, signer: signer2 }, { bytes, name }, { documents }, now) {
  const expected = { signers, now, ...signer2 !== void 0 && { signer: signer2 } };
  return firstOf(
    documents.map(({ bytes: message }, index) => () => {
      const found = verifySshSignature(bytes, { ...expected, message });
      return { kind: "ssh", ...found, signature: name, covers: coverOf(index) };
    })
  );
}
async function proveMinisign({ key }, { bytes, name }, { documents, fileDigests }) {
  const covered = (covers, signed) => {
    return { kind: "minisign", ...verifyMinisign(bytes, signed, key), signature: name, covers };
  };
  try {
    return firstOf(documents.map((document, index) => () => covered(coverOf(index), { bytes: document.bytes })));
  } catch (error) {
    if (!(error instanceof BundleError) || error.code !== "SIGNATURE_INVALID") throw error;
    const file = await fileDigests();
    if (file === void 0) throw error;
    return covered("file", { blake2b512: file.blake2b512 });
  }
}
function firstOf(attempts) {
  const last = attempts.at(-1);
  if (last === void 0) throw new Error("nothing was signed");
  for (const attempt of attempts.slice(0, -1)) {
    try {
      return attempt();
    } catch (error) {
      if (!(error instanceof BundleError)) throw error;
    }
  }
  return last();
}

// src/trust/policy/decide.ts
async function decide(requirement, subject, { signatures, looked }, now) {
  const failures = [];
  for (const rule of requirement.rules) {
    const listed = rule.kind === "digest" ? listedDigest(rule.digests, subject) : void 0;
    if (listed !== void 0) return { kind: "digest", digest: listed };
    for (const signature of signatures.filter(({ kind }) => kind === rule.kind)) {
      try {
        return await prove(rule, signature, subject, now);
      } catch (error) {
        if (!(error instanceof BundleError)) throw error;
        failures.push(error);
      }
    }
  }
  throw failures.length > 0 ? refused(requirement, subject, failures) : missing(requirement, subject, looked);
}
function listedDigest(digests, { documents: [bundle] }) {
  return bundle !== void 0 && digests.includes(bundle.digest) ? bundle.digest : void 0;
}
var TELLING = [
  "SIGNATURE_MISMATCH",
  "SIGNER_UNTRUSTED",
  "SIGNATURE_INVALID",
  "SIGNATURE_UNSUPPORTED",
  "LIMIT_EXCEEDED"
];
var MOST_LINES = 10;
function refused({ name }, subject, failures) {
  const ranked = failures.toSorted((a, b) => TELLING.indexOf(a.code) - TELLING.indexOf(b.code));
  const [first] = ranked;
  if (first === void 0) throw new Error("nothing failed");
  const lines = [...new Set(ranked.flatMap((failure) => failure.lines))];
  const rest = lines.length > MOST_LINES ? [`and ${lines.length - MOST_LINES} more`] : [];
  const refusal = `Cannot use ${subject.name}: no signature meets ${name}`;
  return new BundleError(first.code, [refusal, ...lines.slice(0, MOST_LINES), ...rest], {
    hint: first.hint,
    cause: first.cause
  });
}
var KINDS = {
  sigstore: "a Sigstore attestation",
  ssh: "an SSH signature",
  minisign: "a minisign signature",
  digest: "a listed digest"
};
function missing({ name, rules }, subject, looked) {
  const wanted = [...new Set(rules.map(({ kind }) => KINDS[kind]))].join(" or ");
  const where = looked.length === 0 ? "" : `; looked for ${looked.join(", ")}`;
  return new BundleError("SIGNATURE_MISSING", `Cannot use ${subject.name}: ${name} requires ${wanted}${where}`);
}

// src/commands/trust/read-requirements.ts
import { lstat, readdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

// src/trust/policy/policy.ts
var text2 = pipe(
  string(),
  nonEmpty(),
  check((value) => !value.includes("\0"), "text without the character 0")
);
var path = exactOptional(text2);
var signer = pipe(
  strictObject({
    repository: exactOptional(text2),
    identity: exactOptional(text2),
    issuer: exactOptional(text2),
    workflow: exactOptional(text2),
    ref: exactOptional(text2),
    runner: exactOptional(picklist(["github-hosted", "self-hosted"])),
    "predicate-types": optional(pipe(array(text2), minLength(1)), [PROVENANCE]),
    "trusted-root": path
  }),
  check(({ repository, identity }) => repository !== void 0 || identity !== void 0, "repository or identity"),
  check(({ identity, issuer }) => identity === void 0 || issuer !== void 0, "issuer, which identity needs")
);
var policySchema = strictObject({
  "allow-unsigned": optional(boolean(), false),
  digests: optional(array(custom((value) => typeof value === "string" && isDigest(value))), []),
  sigstore: optional(array(signer), []),
  ssh: optional(array(strictObject({ "allowed-signers": text2, signer: exactOptional(text2) })), []),
  minisign: optional(array(strictObject({ key: text2 })), [])
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

// src/commands/trust/read-requirements.ts
var POLICY_FILE = "policy.toml";
var HOME_ROOT = "sigstore/trusted-root.json";
var ROOT_VARIABLE = "OCX_SIGSTORE_TRUSTED_ROOT";
async function readRequirements(request, place) {
  const requirements = [];
  if (place.home !== void 0) {
    const path2 = join(place.home, OWN_FOLDER, POLICY_FILE);
    if (await isThere(path2)) requirements.push(await readPolicy(path2, () => findRoot({ home: place.home })));
  }
  const { policy } = request;
  if (policy !== void 0) {
    const path2 = userPath(policy, place.context);
    requirements.push(await readPolicy(path2, () => findRoot({ ...place, request })));
  }
  const rules = await readOptions(request, place);
  for (const rule of rules) requirements.push({ name: "the options", rules: [rule], mayBeOverridden: false });
  return requirements;
}
async function isThere(path2) {
  if (await lookAt(path2, lstat) !== void 0) return true;
  const refuse = (found) => {
    throw new BundleError("POLICY_INVALID", `Cannot read policy ${path2}: ${found}`);
  };
  const folder = await lookAt(dirname(path2), lstat);
  if (folder === void 0) return false;
  if (folder.isSymbolicLink() && await lookAt(dirname(path2)) === void 0)
    return refuse(`${dirname(path2)} is a link that leads nowhere`);
  const similar = (await namesIn(dirname(path2))).find((name) => name.trim().toLowerCase() === POLICY_FILE);
  return similar === void 0 ? false : refuse(`it is called ${JSON.stringify(similar)}`);
}
async function namesIn(folder) {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw fromSystemError(error, `read ${folder}`);
  }
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
async function readOptions(request, place) {
  const { identity, allowedSigners, signer: signer2, minisignKey } = request;
  const toPath = (path2) => userPath(path2, place.context);
  const rules = [];
  if (identity !== void 0) {
    const roots = await readRoots(await findRoot({ ...place, request }));
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
  const { parseTrustedRoots } = await import("./trusted-root-DIRRFYTU.mjs");
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
async function findRoot({
  home,
  context,
  request
}) {
  if (context !== void 0 && request?.trustedRoot !== void 0) return userPath(request.trustedRoot, context);
  const named = context?.variables[ROOT_VARIABLE];
  if (context !== void 0 && named !== void 0 && named !== "") return userPath(named, context);
  const path2 = home === void 0 ? void 0 : join(home, HOME_ROOT);
  if (path2 !== void 0 && await lookAt(path2) !== void 0) return path2;
  const looked = [
    ...request === void 0 ? [] : ["`trusted-root`", ROOT_VARIABLE],
    ...path2 === void 0 ? [] : [path2]
  ];
  const found = `there is no trusted root: looked at ${looked.join(", ")}`;
  throw new BundleError("TRUSTED_ROOT_MISSING", `Cannot check signatures of Sigstore: ${found}`);
}

// src/commands/trust/check-trust.ts
async function checkTrust(bundle, { source, request = {}, home }, context, reporter) {
  const requirements = await readRequirements(request, { home, context });
  const { attestation } = request;
  if (requirements.length === 0) {
    if (attestation === void 0 && request.trustedRoot === void 0) return void 0;
    throw nobodyNamed();
  }
  const reading = logsOf(reporter);
  const place = { source, context, reading, ...attestation !== void 0 && { attestation } };
  const evidence = await findSignatures(bundle, place);
  const subject = await subjectOf(bundle);
  const proofs = [];
  const overridden = [];
  for (const requirement of requirements) {
    try {
      proofs.push({ ...await decide(requirement, subject, evidence, /* @__PURE__ */ new Date()), requirement: requirement.name });
    } catch (error) {
      if (!mayPass(error, requirement, request)) throw withOverride(error, requirement);
      const reason = error instanceof BundleError ? error.lines[0] ?? "" : "";
      reporter.warn(`${reason}; allowed by \`allow-unsigned\``);
      overridden.push(requirement.name);
    }
  }
  return { proofs: proofs.map(describeProof), overridden, unproven: proofs.length === 0 ? [] : UNPROVEN };
}
function mayPass(error, { mayBeOverridden }, { allowUnsigned }) {
  return error instanceof BundleError && mayBeOverridden && allowUnsigned === true;
}
function withOverride(error, { mayBeOverridden }) {
  if (!(error instanceof BundleError) || !mayBeOverridden) return error;
  const hint = `${error.hint} The policy may be overridden: set \`allow-unsigned\`.`;
  return new BundleError(error.code, error.lines, { cause: error.cause, hint });
}
function nobodyNamed() {
  const found = "nobody is named who must have signed";
  return new BundleError("OPTION_INVALID", `Cannot check the signature: ${found}`, {
    hint: "Set `repository`, or `certificate-identity` and `certificate-oidc-issuer`; for keys, `allowed-signers` or `minisign-key`."
  });
}
async function subjectOf(bundle) {
  const { content, digest, descriptor } = bundle;
  const manifest = await readOwnManifest(bundle);
  const documents = [{ digest: descriptor.digest, bytes: manifest }];
  if (digest !== descriptor.digest) {
    const { bytes } = await readNamedDocument(content, digest);
    documents.unshift({ digest, bytes });
  }
  let digests;
  return {
    name: content.name,
    documents,
    fileDigests: () => digests ??= hashFile(content, manifest)
  };
}
var CHUNK = 1024 * 1024;
async function hashFile({ whole }, manifest) {
  if (whole === void 0) return void 0;
  const [sha256, blake2b512] = [createHash("sha256"), createHash("blake2b512")];
  const size = await whole.size();
  let end = Buffer.alloc(0);
  let hasManifest = false;
  for (let done = 0; done < size; ) {
    const bytes = await whole.read(done, Math.min(CHUNK, size - done));
    sha256.update(bytes);
    blake2b512.update(bytes);
    if (!hasManifest) {
      const window = Buffer.concat([end, bytes]);
      hasManifest = window.includes(Buffer.from(manifest));
      end = window.subarray(Math.max(0, window.length - manifest.byteLength));
    }
    done += bytes.byteLength;
  }
  if (!hasManifest) return void 0;
  return { sha256: parseDigest(`sha256:${sha256.digest("hex")}`), blake2b512: blake2b512.digest() };
}

export {
  together,
  checkTrust
};
