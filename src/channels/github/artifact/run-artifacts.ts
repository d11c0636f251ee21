import { BundleError } from "../../../errors.ts";
import type { SignedUrl } from "../../../http/follow-redirects.ts";
import { listNames } from "../services/list-names.ts";

/** The artifacts of a run, read from the results service or the API. */
export interface RunArtifacts {
  /** For people: `this run`, `run 4711 of acme/tools`. */
  readonly run: string;
  /** The newest one of exactly that name. */
  find(name: string): Promise<Artifact | undefined>;
  /** Names of all artifacts of the run. */
  names(): Promise<readonly string[]>;
  /** @throws BundleError `ARTIFACT_NOT_FOUND`, `ARTIFACT_EXPIRED` */
  locate(artifact: Artifact): Promise<SignedUrl>;
}

export interface Artifact {
  readonly id: string;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** `sha256:<hex>` of the stored bytes; old artifacts have none. */
  readonly digest?: string;
  /** Whether the bytes are deleted and only the record is left. */
  readonly expired: boolean;
}

/** The artifact of exactly this name. @throws BundleError `ARTIFACT_NOT_FOUND`, `ARTIFACT_EXPIRED` */
export async function existingArtifact(artifacts: RunArtifacts, name: string): Promise<Artifact> {
  const found = await artifacts.find(name);
  if (found === undefined) throw notFound(name, artifacts.run, await artifacts.names());
  if (found.expired) throw expired(name, artifacts.run);
  return found;
}

/** The newest artifact of a name: the one with the highest id. */
export function newestOf(artifacts: readonly Artifact[], name: string): Artifact | undefined {
  return artifacts.filter((artifact) => artifact.name === name).toSorted((a, b) => Number(b.id) - Number(a.id))[0];
}

/** @param names Existing artifacts, for the hint. */
export function notFound(name: string, run: string, names?: readonly string[]): BundleError {
  const message = `Cannot fetch artifact ${name}: ${run} has no artifact of this name`;
  if (names === undefined) return new BundleError("ARTIFACT_NOT_FOUND", message);
  const there = names.length === 0 ? "It has none" : `It has ${listNames([...new Set(names)])}`;
  const hint = `${there}: correct \`name\`, and make sure that the exporting job has finished (\`needs:\`).`;
  return new BundleError("ARTIFACT_NOT_FOUND", message, { hint });
}

export function expired(name: string, run: string): BundleError {
  return new BundleError("ARTIFACT_EXPIRED", `Cannot fetch artifact ${name} of ${run}: it has expired`);
}
