import {
  UNPROVEN,
  describeProof
} from "./chunk-CMVTRPDV.mjs";
import "./chunk-6GYU4S2R.mjs";
import {
  verifySshSignature
} from "./chunk-RBOL4GDT.mjs";
import "./chunk-W6U6OUAY.mjs";
import {
  findSignatures
} from "./chunk-MHIFWSSQ.mjs";
import {
  verifyMinisign
} from "./chunk-NOTRCLCJ.mjs";
import "./chunk-IEVHQZOT.mjs";
import "./chunk-U37RBUMA.mjs";
import "./chunk-MAZFSUYI.mjs";
import "./chunk-H7ACLFO5.mjs";
import "./chunk-XNMEZXCH.mjs";
import "./chunk-EJZ5WEF7.mjs";
import "./chunk-ZDYH4SRR.mjs";
import "./chunk-GYELZAFS.mjs";
import {
  logsOf_22
} from "./chunk-3P5WIHGI.mjs";
import {
  readNamedDocument_85,
  readOwnManifest_85
} from "./chunk-IGXA6UWY.mjs";
import "./chunk-SJ3DJ5W3.mjs";
import "./chunk-PN52QW44.mjs";
import {
  parseDigest_82
} from "./chunk-GX6YAEWI.mjs";
import "./chunk-M77KPOTZ.mjs";
import "./chunk-CYMBCZ23.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-GJP4ZKXN.mjs";
import "./chunk-A6YYFOED.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/trust/policy/subject.ts
function coverOf(index) {
  return index === 0 ? "bundle" : "manifest";
}

// src/trust/policy/check-signature.ts
async function checkSignature(rule, signature, subject, now) {
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
  const { parseAttestation } = await import("./attestation-R36E2F4U.mjs");
  const { verifyAttestation } = await import("./verify-attestation-GGD5L2MA.mjs");
  const attestation = parseAttestation(bytes, name);
  const signer = verifyAttestation(attestation, rule);
  const { subjects, predicateType } = attestation.statement;
  const covers = await coverIn(subjects, subject);
  if (covers !== void 0) return { kind: "sigstore", ...signer, predicateType, signature: name, covers };
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
function proveSsh({ signers, signer }, { bytes, name }, { documents }, now) {
  const expected = { signers, now, ...signer !== void 0 && { signer } };
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

// src/trust/policy/meet-requirement.ts
async function meetRequirement(requirement, subject, { signatures, looked }, now) {
  const failures = [];
  for (const rule of requirement.rules) {
    const listed = rule.kind === "digest" ? listedDigest(rule.digests, subject) : void 0;
    if (listed !== void 0) return { kind: "digest", digest: listed };
    for (const signature of signatures.filter(({ kind }) => kind === rule.kind)) {
      try {
        return await checkSignature(rule, signature, subject, now);
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

// src/commands/trust/trust-subject.ts
import { createHash } from "node:crypto";
async function readSubject(bundle) {
  const { content, digest, descriptor } = bundle;
  const manifest = await readOwnManifest_85(bundle);
  const documents = [{ digest: descriptor.digest, bytes: manifest }];
  if (digest !== descriptor.digest) {
    const { bytes } = await readNamedDocument_85(content, digest);
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
  return { sha256: parseDigest_82(`sha256:${sha256.digest("hex")}`), blake2b512: blake2b512.digest() };
}

// src/commands/trust/prove-trust.ts
async function proveTrust(bundle, requirements, {
  source,
  request,
  context,
  reporter
}) {
  const { attestation } = request;
  const place = { source, context, reading: logsOf_22(reporter), ...attestation !== void 0 && { attestation } };
  const evidence = await findSignatures(bundle, place);
  const subject = await readSubject(bundle);
  const proofs = [];
  const overridden = [];
  for (const requirement of requirements) {
    try {
      proofs.push({
        ...await meetRequirement(requirement, subject, evidence, /* @__PURE__ */ new Date()),
        requirement: requirement.name
      });
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
export {
  proveTrust
};
