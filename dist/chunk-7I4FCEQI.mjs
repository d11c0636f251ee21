import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  OWN_FOLDER
} from "./chunk-HAWTYSNO.mjs";
import {
  isAbsent,
  lookAt
} from "./chunk-UQ43A2YU.mjs";
import {
  fromSystemError
} from "./chunk-ADIS2E6D.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/commands/trust/read-requirements.ts
import { lstat, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
var POLICY_FILE = "policy.toml";
async function readRequirements(request, place) {
  const ofHome = place.home === void 0 ? void 0 : join(place.home, OWN_FOLDER, POLICY_FILE);
  const hasPolicy = ofHome !== void 0 && await isThere(ofHome);
  const { policy, identity, allowedSigners, minisignKey } = request;
  const given = [policy, identity, allowedSigners, minisignKey].some((option) => option !== void 0);
  if (!hasPolicy && !given) return [];
  const { readOptions, readPolicies } = await import("./read-rules-SGCM4OQF.mjs");
  return [
    ...await readPolicies({ ofHome: hasPolicy ? ofHome : void 0, given: policy }, { ...place, request }),
    ...await readOptions({ ...place, request })
  ];
}
async function isThere(path) {
  if (await lookAt(path, lstat) !== void 0) return true;
  const refuse = (found) => {
    throw new BundleError("POLICY_INVALID", `Cannot read policy ${path}: ${found}`);
  };
  const folder = await lookAt(dirname(path), lstat);
  if (folder === void 0) return false;
  if (folder.isSymbolicLink() && await lookAt(dirname(path)) === void 0)
    return refuse(`${dirname(path)} is a link that leads nowhere`);
  const similar = (await namesIn(dirname(path))).find((name) => name.trim().toLowerCase() === POLICY_FILE);
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

// src/commands/trust/check-trust.ts
async function checkTrust(bundle, question, context, reporter) {
  const { request = {}, home } = question;
  const requirements = await readRequirements(request, { home, context });
  if (requirements.length > 0) {
    const { proveTrust } = await import("./prove-trust-C53WNBQA.mjs");
    return await proveTrust(bundle, requirements, { ...question, request, context, reporter });
  }
  if (request.attestation === void 0 && request.trustedRoot === void 0) return void 0;
  throw nobodyNamed();
}
function nobodyNamed() {
  const found = "nobody is named who must have signed";
  return new BundleError("OPTION_INVALID", `Cannot check the signature: ${found}`, {
    hint: "Set `repository`, or `certificate-identity` and `certificate-oidc-issuer`; for keys, `allowed-signers` or `minisign-key`."
  });
}

export {
  checkTrust
};
