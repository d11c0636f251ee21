// src/error-codes.ts
var EXIT = {
  usage: 64,
  data: 65,
  service: 69,
  bug: 70,
  io: 74,
  retry: 75,
  permission: 77,
  configuration: 78,
  notFound: 79,
  authentication: 80,
  policy: 81
};
var FAILURES = {
  // usage
  COMMAND_UNKNOWN: { class: "usage", hint: "Run `ocx-bundle --help` to list the commands." },
  OPTION_INVALID: {
    class: "usage",
    hint: "Correct the value: see `--help` of the command, or docs/actions.md for the actions."
  },
  IDENTIFIER_INVALID: {
    class: "usage",
    hint: "Write it as registry/repository:tag, for example ocx.sh/kitware/cmake:3.28."
  },
  PLATFORM_INVALID: {
    class: "usage",
    hint: "Write it as os/arch or os/arch+feature, for example linux/amd64+libc.musl."
  },
  NOTHING_DECLARED: {
    class: "usage",
    hint: "Name packages, run it in a directory with an ocx.toml, or use `project` or `all`."
  },
  GROUP_UNKNOWN: { class: "usage", hint: "Use a group that ocx.toml declares." },
  BUNDLE_AMBIGUOUS: { class: "usage", hint: "Choose one with `name`." },
  GROUPS_CONFLICT: { class: "usage", hint: "Choose groups that use each name for the same package." },
  NAME_AMBIGUOUS: { class: "usage", hint: "Write more digits of the digest, or the whole name." },
  SELECT_AMBIGUOUS: { class: "usage", hint: "Name the packages to import, one tag for each repository." },
  // data
  BUNDLE_INVALID: { class: "data", hint: "Use a complete, unchanged file that `ocx-bundle export` wrote." },
  IMAGE_INVALID: {
    class: "data",
    hint: "Name an OCI image layout, an archive that `docker save` or `podman save` wrote, or oci://HOST/REPOSITORY:TAG."
  },
  BUNDLE_TRUNCATED: { class: "data", hint: "Download or copy the bundle again: it is incomplete." },
  BUNDLE_TOO_NEW: { class: "data", hint: "Use a newer ocx-bundle." },
  DIGEST_INVALID: { class: "data", hint: "Write it as sha256: and 64 lowercase hex digits." },
  DIGEST_MISMATCH: {
    class: "data",
    hint: "Fetch or export the bundle again: its bytes differ from those that were exported."
  },
  HOME_DAMAGED: {
    class: "data",
    hint: "Remove the named layers and packages as a whole, and import the bundle again."
  },
  SIGNATURE_INVALID: {
    class: "data",
    hint: "Get bundle and signature again from their source. Do not trust the bundle until they match."
  },
  SIGNATURE_UNSUPPORTED: {
    class: "data",
    hint: "Sign with an ed25519, ECDSA or RSA key itself, not with a certificate."
  },
  BASE_CHANGED: {
    class: "data",
    hint: "Give the earlier bundle with `--base BUNDLE`, or repair the layer: `ocx-bundle import BUNDLE --repair` with the bundle that brought it."
  },
  DELTA_INCOMPLETE: {
    class: "data",
    hint: "Import the delta, give the earlier bundle with `--base`, or use the full bundle."
  },
  FRAME_INVALID: { class: "data", hint: "Fetch or export the bundle again: it is damaged." },
  ENTRY_INVALID: { class: "data", hint: "Export the bundle again: it is damaged, or ocx-bundle did not write it." },
  PATH_UNSAFE: { class: "data", hint: "Do not trust this bundle: a path in it leaves the home." },
  LIMIT_EXCEEDED: {
    class: "data",
    hint: "Export fewer packages into one bundle. Do not trust a bundle of unknown origin."
  },
  PLATFORM_MISMATCH: {
    class: "data",
    hint: "Export on a machine like this one, or import for another one with `ocx-bundle import --platform`."
  },
  MERGE_CONFLICT: {
    class: "data",
    hint: "Export all platforms from the same state: the same ocx.lock, or the same tags. Merge one bundle for each platform."
  },
  PLATFORM_AMBIGUOUS: { class: "data", hint: "Name the platform: `ocx-bundle export --platform os/arch+feature`." },
  LOCK_STALE: { class: "data", hint: "Run `ocx lock` and commit ocx.lock." },
  DOCUMENT_INVALID: { class: "data", hint: "Install the package again with `ocx package install`." },
  METADATA_INVALID: { class: "data", hint: "Ask the publisher to correct the package: OCX refuses it too." },
  TAG_YANKED: { class: "data", hint: "Choose another tag: the publisher withdrew this one." },
  FILE_UNSUPPORTED: {
    class: "data",
    hint: "Ask the publisher to correct a symlink that is absolute or leaves its layer. Remove any other file: OCX did not create it."
  },
  NAME_INVALID: { class: "data", hint: "Rename the file, or install the package again: names must be UTF-8." },
  ENVIRONMENT_CONFLICT: { class: "data", hint: "Leave out one of the packages, or choose fewer groups." },
  // io
  IO_FAILED: { class: "io", hint: "Check the path and the disk, then run it again." },
  DISK_FULL: { class: "io", hint: "Free space on this disk, or use a larger one." },
  FILE_CHANGED: { class: "io", hint: "Do not change the home while it is exported; run the export again." },
  LAYER_OVERLAP: { class: "io", hint: "Ask the publisher to correct the package: OCX refuses it too." },
  // service
  SERVICE_FAILED: { class: "service", hint: "Check the status page of the service, then run it again later." },
  QUOTA_EXCEEDED: {
    class: "service",
    hint: "Delete unused artifacts or caches, or raise the limit. GitHub updates the usage every 6 to 12 hours."
  },
  // retry
  LOCK_TIMEOUT: { class: "retry", hint: "Run it again when the other import into this home has finished." },
  NETWORK_FAILED: {
    class: "retry",
    hint: "Check that this machine reaches the host (proxy, firewall), and run it again."
  },
  RATE_LIMITED: { class: "retry", hint: "Wait, then run it again." },
  // permission
  ACCESS_DENIED: { class: "permission", hint: "Give the token the permission, or use another token." },
  PERMISSION_DENIED: { class: "permission", hint: "Give this user access, or choose another path." },
  // configuration
  HOME_INVALID: { class: "configuration", hint: "Use an absolute path, written exactly as later steps will use it." },
  HOME_UNSUPPORTED: { class: "configuration", hint: "Use a home that OCX 0.3 or newer wrote." },
  PROJECT_INVALID: { class: "configuration", hint: "Correct ocx.toml; run `ocx lock --check` for details." },
  LOCK_INVALID: { class: "configuration", hint: "Run `ocx lock` and commit ocx.lock." },
  CONFIG_INVALID: { class: "configuration", hint: "Correct the file: OCX refuses it too." },
  RUNNER_MISSING: {
    class: "configuration",
    hint: "Use `--format sh`: format `github` works only in a step of a GitHub job."
  },
  CHANNEL_UNAVAILABLE: {
    class: "configuration",
    hint: "Use the action, or another channel: only a step with `uses:` can reach workflow artifacts and the cache."
  },
  PROGRAM_INCOMPLETE: {
    class: "configuration",
    hint: "Copy the whole dist/ folder of ocx-bundle, or make a link to the cli.mjs in it."
  },
  FILE_SYSTEM_UNSUPPORTED: {
    class: "configuration",
    hint: "Put the store on a disk of this machine, and let others read it through `ocx-bundle serve`."
  },
  SYSTEM_UNSUPPORTED: { class: "configuration", hint: "Run it on Linux with Node 24.19 or newer." },
  TRUSTED_ROOT_MISSING: {
    class: "configuration",
    hint: "On a machine with a network, run `gh attestation trusted-root > trusted_root.jsonl`; copy that file here, and name it with `trusted-root`."
  },
  POLICY_INVALID: {
    class: "configuration",
    hint: "Correct the policy: docs/trust.md describes it. Until then nothing is imported."
  },
  SIGNING_FAILED: { class: "configuration", hint: "Run the named command by hand: it says what is missing." },
  TRUST_INVALID: { class: "configuration", hint: "Correct the file: one wrong line makes the whole file invalid." },
  // not found
  HOME_NOT_FOUND: {
    class: "notFound",
    hint: "Set `home` or OCX_HOME to the directory with OCX's blobs/, layers/ and packages/."
  },
  BASE_MISSING: {
    class: "notFound",
    hint: "Import the bundle that the delta was made against first, give it with `--base BUNDLE`, or use the full bundle."
  },
  BUNDLE_NOT_FOUND: { class: "notFound", hint: "Correct the name, or omit it if there is only one bundle." },
  FILE_NOT_FOUND: { class: "notFound", hint: "Correct the path, or create the file first." },
  PROJECT_NOT_FOUND: { class: "notFound", hint: "Set `project` to the directory with ocx.toml and ocx.lock." },
  PACKAGE_NOT_INSTALLED: { class: "notFound", hint: "Install it with `ocx package install`." },
  PACKAGE_NOT_IN_BUNDLE: {
    class: "notFound",
    hint: "Name a package that `ocx-bundle inspect` lists."
  },
  OBJECT_MISSING: { class: "notFound", hint: "Install the package again with `ocx package install`." },
  OCX_NOT_FOUND: {
    class: "notFound",
    hint: "Install OCX on this machine, or export without `include-ocx`: then the other machine needs an ocx of its own."
  },
  ORIGINAL_NOT_FOUND: {
    class: "notFound",
    hint: "Install the version that the publisher has now, or export without `original`."
  },
  IMPORT_NOT_FOUND: { class: "notFound", hint: "Run `ocx-bundle history` to list the imports." },
  REQUIRED_PATH_MISSING: { class: "notFound", hint: "Install the package again with `ocx package install`." },
  REPOSITORY_NOT_FOUND: {
    class: "notFound",
    hint: "Correct `repository` (owner/name), or use a token with access to it."
  },
  RELEASE_NOT_FOUND: { class: "notFound", hint: "Correct `release-tag`, or create the release first." },
  ASSET_NOT_FOUND: { class: "notFound", hint: "Correct `name`, or send the bundle to that release first." },
  ARTIFACT_NOT_FOUND: {
    class: "notFound",
    hint: "Correct `name`, and make this job wait for the job that exports (`needs:`)."
  },
  ARTIFACT_EXPIRED: { class: "notFound", hint: "Export the bundle again, and keep it longer with `retention-days`." },
  CACHE_MISS: {
    class: "notFound",
    hint: "Export the bundle with the same key on this branch or on the default branch."
  },
  // authentication
  TOKEN_MISSING: {
    class: "authentication",
    hint: "Set the input `token` of the action, or GITHUB_TOKEN for a command."
  },
  TOKEN_REJECTED: { class: "authentication", hint: "Use a valid token for this host." },
  // policy
  FILE_EXISTS: {
    class: "policy",
    hint: "Name another file, or set `overwrite` to replace this one."
  },
  ARTIFACT_EXISTS: { class: "policy", hint: "Choose another name, or set `overwrite` to replace it." },
  ASSET_EXISTS: { class: "policy", hint: "Choose another name, or set `overwrite` to replace it." },
  RELEASE_IMMUTABLE: {
    class: "policy",
    hint: "Send bundles while the release is a draft, then publish it."
  },
  TAG_CONFLICT: { class: "policy", hint: "Set `on-conflict` to keep or replace." },
  TRUST_POLICY: {
    class: "policy",
    hint: "Install online, where OCX checks signatures, or set `allow-unverified` if you verified the bundle's origin."
  },
  SIGNER_UNTRUSTED: {
    class: "policy",
    hint: "Do not import the bundle unless you trust its signer: then add the key to your allowed signers."
  },
  SIGNATURE_MISSING: {
    class: "policy",
    hint: "Put the signature beside the bundle, or name it with `attestation`."
  },
  SIGNATURE_MISMATCH: {
    class: "policy",
    hint: "Get the signature of this bundle: this one belongs to another bundle."
  },
  // bug
  INTERNAL: { class: "bug", hint: "Please report it with the lines above." }
};

// src/errors.ts
var BundleError = class extends Error {
  name = "BundleError";
  code;
  hint;
  /** The lines of the message. A line break inside one of them comes from quoted text. */
  lines;
  /** @param message one line, or several if several things are wrong. */
  constructor(code, message, { hint, ...options } = {}) {
    const lines = typeof message === "string" ? [message] : message;
    super(lines.join("\n"), options);
    this.lines = lines;
    this.code = code;
    this.hint = hint ?? FAILURES[code].hint;
  }
  get exitCode() {
    return EXIT[FAILURES[this.code].class];
  }
};
function toBundleError(thrown) {
  if (thrown instanceof BundleError) return thrown;
  if (thrown instanceof Error && "syscall" in thrown)
    return new BundleError("IO_FAILED", `Cannot go on: ${thrown.message}`, { cause: thrown });
  return new BundleError("INTERNAL", thrown instanceof Error ? stackOf(thrown) : String(thrown));
}
function stackOf({ message, stack = message }) {
  const start = stack.indexOf(message);
  const end = start === -1 ? 0 : start + message.length;
  const [rest = "", ...calls] = stack.slice(end).split("\n");
  return [`${stack.slice(0, end)}${rest}`, ...calls];
}
var SYSTEM_ERROR = /^(?:E[A-Z0-9]{2,}|Unknown system error -\d+): /;
function causesOf({ message, cause }) {
  if (!(cause instanceof Error)) return [];
  const [reason = ""] = cause.message.split("\n");
  const [first = ""] = reason.split(";");
  const known = reason === "" || SYSTEM_ERROR.test(reason) || message.includes(first);
  return known ? causesOf(cause) : [reason, ...causesOf(cause)];
}

export {
  EXIT,
  FAILURES,
  BundleError,
  toBundleError,
  causesOf
};
