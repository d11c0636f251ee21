import { parse, TomlError } from "smol-toml";
import * as v from "valibot";
import { BundleError } from "../../errors.ts";
import { MAX_TRUST_FILE } from "../../limits.ts";
import { type Digest, isDigest } from "../../oci/digest.ts";
import { excerpt } from "../../printable.ts";
import { PROVENANCE } from "../sigstore/statement.ts";

const text = v.pipe(
  v.string(),
  v.nonEmpty(),
  v.check((value) => !value.includes("\0"), "text without the character 0"),
);
const path = v.exactOptional(text);

/** Repository, or an exact name in the certificate with its issuer. */
const signer = v.pipe(
  v.strictObject({
    repository: v.exactOptional(text),
    identity: v.exactOptional(text),
    issuer: v.exactOptional(text),
    workflow: v.exactOptional(text),
    ref: v.exactOptional(text),
    runner: v.exactOptional(v.picklist(["github-hosted", "self-hosted"])),
    "predicate-types": v.optional(v.pipe(v.array(text), v.minLength(1)), [PROVENANCE]),
    "trusted-root": path,
  }),
  v.check(({ repository, identity }) => repository !== undefined || identity !== undefined, "repository or identity"),
  v.check(({ identity, issuer }) => identity === undefined || issuer !== undefined, "issuer, which identity needs"),
);

const policySchema = v.strictObject({
  "allow-unsigned": v.optional(v.boolean(), false),
  digests: v.optional(v.array(v.custom<Digest>((value) => typeof value === "string" && isDigest(value))), []),
  sigstore: v.optional(v.array(signer), []),
  ssh: v.optional(v.array(v.strictObject({ "allowed-signers": text, signer: v.exactOptional(text) })), []),
  minisign: v.optional(v.array(v.strictObject({ key: text })), []),
});

/** The rules of a policy file. Paths in it are relative to its directory. */
export type Policy = v.InferOutput<typeof policySchema>;

/**
 * Reads a policy. Whatever is not understood makes all of it invalid: it could be the part that forbids something.
 * @throws BundleError `POLICY_INVALID`
 */
export function parsePolicy(file: Uint8Array, name: string): Policy {
  const refuse = (found: string, options?: ErrorOptions): never => {
    throw new BundleError("POLICY_INVALID", `Cannot read policy ${name}: ${excerpt(found)}`, options);
  };
  if (file.byteLength > MAX_TRUST_FILE)
    return refuse(`it has ${file.byteLength} bytes, expected at most ${MAX_TRUST_FILE}`);
  const parsed = v.safeParse(policySchema, parseToml(file, refuse), { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const where = v.getDotPath(issue) ?? "the file";
    return refuse(`${where} is ${issue.received}, expected ${issue.expected ?? issue.message}`);
  }
  const { digests, sigstore, ssh, minisign } = parsed.output;
  if (digests.length + sigstore.length + ssh.length + minisign.length === 0)
    return refuse("it names no signer and no digest, so nothing could meet it");
  return parsed.output;
}

function parseToml(file: Uint8Array, refuse: (found: string, options?: ErrorOptions) => never): unknown {
  try {
    return parse(new TextDecoder("utf-8", { fatal: true }).decode(file));
  } catch (cause) {
    if (!(cause instanceof TomlError)) return refuse("it is not UTF-8", { cause });
    const [reason = ""] = cause.message.split("\n");
    return refuse(`line ${cause.line}, column ${cause.column}: ${reason}`, { cause });
  }
}
