import { BundleError } from "../../errors.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";

/** A credential that variables give for the one server of a command. */
export type VariableCredential = (
  | { readonly kind: "password"; readonly username: string; readonly password: string }
  | { readonly kind: "bearer"; readonly token: string }
) & {
  /** For messages: the variables. */
  readonly source: string;
};

/** Reads OCX_BUNDLE_TOKEN, or OCX_BUNDLE_USERNAME and OCX_BUNDLE_PASSWORD. @throws BundleError `OPTION_INVALID` */
export function credentialInVariables(variables: ProcessContext["variables"]): VariableCredential | undefined {
  const { OCX_BUNDLE_USERNAME: username, OCX_BUNDLE_PASSWORD: password, OCX_BUNDLE_TOKEN: text } = variables;
  if (text) {
    if (username) throw unusable("OCX_BUNDLE_TOKEN", "OCX_BUNDLE_USERNAME is set too", "Set only one of them.");
    // A token that was read from a file ends with a line break.
    const token = text.trim();
    if (/^[!-~]+$/.test(token)) return { kind: "bearer", token, source: "OCX_BUNDLE_TOKEN" };
    throw unusable(
      "OCX_BUNDLE_TOKEN",
      "it has spaces or other characters that no token has",
      "Set it to the token only.",
    );
  }
  if (!username && !password) return undefined;
  const source = "OCX_BUNDLE_USERNAME and OCX_BUNDLE_PASSWORD";
  if (username && password) return { kind: "password", username, password, source };
  const [there, lacking] = username ? ["USERNAME", "PASSWORD"] : ["PASSWORD", "USERNAME"];
  throw unusable(`OCX_BUNDLE_${there}`, `OCX_BUNDLE_${lacking} is not set`, "Set both, or OCX_BUNDLE_TOKEN.");
}

function unusable(variable: string, found: string, hint: string): BundleError {
  return new BundleError("OPTION_INVALID", `Cannot use ${variable}: ${found}`, { hint });
}
