import {
  readRegularFile_111
} from "./chunk-LL32AUHH.mjs";
import {
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/http/trust-authorities.ts
import { X509Certificate } from "node:crypto";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
var MAX_FILE = 4 * 1024 * 1024;
var CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;
async function trustAuthorities(path) {
  const bytes = await readRegularFile_111(path, MAX_FILE).catch((error) => {
    throw fromSystemError(error, `read certificates ${path}`);
  });
  const certificates = Buffer.from(bytes).toString("latin1").match(CERTIFICATE) ?? [];
  if (certificates.length === 0) throw unusable(path, "it has no certificate");
  for (const certificate of certificates) {
    try {
      void new X509Certificate(certificate);
    } catch (cause) {
      throw unusable(path, "a certificate in it is damaged", cause);
    }
  }
  setDefaultCACertificates([...getCACertificates("default"), ...certificates]);
}
function unusable(path, found, cause) {
  return new BundleError("OPTION_INVALID", `Cannot read certificates ${path}: ${found}, expected PEM`, {
    cause,
    hint: "Give the certificate of the authority that signs your servers' certificates, in PEM."
  });
}

// src/commands/places/given-credential.ts
function credentialInVariables(variables) {
  const { OCX_BUNDLE_USERNAME: username, OCX_BUNDLE_PASSWORD: password, OCX_BUNDLE_TOKEN: text } = variables;
  if (text) {
    if (username) throw unusable2("OCX_BUNDLE_TOKEN", "OCX_BUNDLE_USERNAME is set too", "Set only one of them.");
    const token = text.trim();
    if (/^[!-~]+$/.test(token)) return { kind: "bearer", token, source: "OCX_BUNDLE_TOKEN" };
    throw unusable2(
      "OCX_BUNDLE_TOKEN",
      "it has spaces or other characters that no token has",
      "Set it to the token only."
    );
  }
  if (!username && !password) return void 0;
  const source = "OCX_BUNDLE_USERNAME and OCX_BUNDLE_PASSWORD";
  if (username && password) return { kind: "password", username, password, source };
  const [there, lacking] = username ? ["USERNAME", "PASSWORD"] : ["PASSWORD", "USERNAME"];
  throw unusable2(`OCX_BUNDLE_${there}`, `OCX_BUNDLE_${lacking} is not set`, "Set both, or OCX_BUNDLE_TOKEN.");
}
function unusable2(variable, found, hint) {
  return new BundleError("OPTION_INVALID", `Cannot use ${variable}: ${found}`, { hint });
}

export {
  trustAuthorities,
  credentialInVariables
};
