import { lookAt } from "../../io/look-at.ts";
import { partsDocumentName } from "../../layout/parts.ts";

/** Endings of files with signatures. `.intoto.jsonl` is what releases have; `gh attestation download` writes `.jsonl`. */
export const SIDECAR_ENDINGS = [".sigstore.json", ".intoto.jsonl", ".jsonl", ".sig", ".minisig"] as const;

/** A file with signatures that lies beside a bundle. */
export interface Sidecar {
  readonly path: string;
  /** The end of its file name, after the name of the bundle: `.sig`. */
  readonly ending: string;
}

/** The name to which the endings are added. Parts have their signatures under the name of the whole. */
export function sidecarStem(path: string): string {
  const parts = partsDocumentName("");
  const whole = path.replace(/\/+$/, "");
  return whole.endsWith(parts) ? whole.slice(0, -parts.length) : whole;
}

/** The files with signatures beside a bundle at a path. */
export async function findSidecars(path: string): Promise<readonly Sidecar[]> {
  const stem = sidecarStem(path);
  const found: Sidecar[] = [];
  for (const ending of SIDECAR_ENDINGS)
    if ((await lookAt(`${stem}${ending}`)) !== undefined) found.push({ path: `${stem}${ending}`, ending });
  return found;
}
