import { BundleError } from "../../../errors.ts";

/**
 * Checks the name of an artifact: it allows fewer characters than file names.
 * Source: @actions/artifact, path-and-artifact-name-validation.ts.
 * @throws BundleError `OPTION_INVALID`
 */
export function checkArtifactName(name: string): string {
  if (!/["<>:|*?\r\n\\/]/.test(name) && name !== "" && name !== "." && name !== "..") return name;
  const hint = 'Leave out these characters: " < > : | * ? \\ / and line breaks.';
  throw new BundleError("OPTION_INVALID", `Cannot use "${name}" as the name of an artifact`, { hint });
}

/** Media type of an artifact: of a bundle, or of a file with signatures. The service and the blob storage both keep it. */
export function mediaTypeOf(name: string): string {
  if (name.endsWith(".tar")) return "application/x-tar";
  return name.endsWith(".json") ? "application/json" : "application/octet-stream";
}
