import { BundleError } from "../../errors.ts";
import { openFile } from "../../io/byte-source.ts";
import { lookAt } from "../../io/look-at.ts";
import { writeWhole } from "../../io/write-whole.ts";
import { readStart } from "../../layout/file-kind.ts";
import type { ExportRequest } from "../../options/requests/export-request.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import type { SbomFormat } from "../../options/requests/sbom-request.ts";
import { printableJson } from "../../printable.ts";
import { formatCycloneDx } from "../../sbom/cyclonedx.ts";
import type { SbomFacts } from "../../sbom/facts.ts";
import { formatSpdx } from "../../sbom/spdx.ts";
import { VERSION } from "../../version.ts";
import { userPath } from "../places/user-path.ts";

/** Bytes in which an SBOM says what it is. */
const START = 512;

/** Seconds since 1970. Source: reproducible-builds.org, SOURCE_DATE_EPOCH specification */
const EPOCH = /^\d{1,11}$/;

/**
 * The text of an SBOM, safe to print: publishers choose some of its words. SPDX has a time: SOURCE_DATE_EPOCH, else now.
 * @throws BundleError `OPTION_INVALID` for a SOURCE_DATE_EPOCH that is not a number
 */
export function formatSbom(
  facts: SbomFacts,
  format: SbomFormat,
  { variables }: Pick<ProcessContext, "variables">,
): string {
  if (format === "cyclonedx") return printableJson(formatCycloneDx(facts, VERSION));
  const epoch = variables["SOURCE_DATE_EPOCH"];
  if (epoch !== undefined && epoch !== "" && !EPOCH.test(epoch))
    throw new BundleError(
      "OPTION_INVALID",
      `Cannot read SOURCE_DATE_EPOCH: got "${epoch}", expected seconds since 1970`,
      {
        hint: "Set it to a whole number, for example `git log -1 --format=%ct`.",
      },
    );
  const created = epoch ? new Date(Number(epoch) * 1000) : new Date();
  return printableJson(formatSpdx(facts, { version: VERSION, created }));
}

/**
 * The path of the SBOM of an export; undefined if none is written.
 * @throws BundleError as {@link checkSbomTarget}
 */
export async function findSbomTarget(
  { sbom, overwrite, dryRun }: Pick<ExportRequest, "sbom" | "overwrite" | "dryRun">,
  context: ProcessContext,
): Promise<string | undefined> {
  if (sbom === undefined || dryRun) return undefined;
  const path = userPath(sbom, context);
  if (overwrite !== true) await checkSbomTarget(path);
  return path;
}

/**
 * Refuses to replace a file that is not an SBOM: most likely the path is a mistake.
 * @throws BundleError `FILE_EXISTS`
 */
export async function checkSbomTarget(path: string): Promise<void> {
  const there = await lookAt(path);
  if (there === undefined || (there.isFile() && there.size === 0)) return;
  if (there.isFile()) {
    await using file = await openFile(path);
    if (/"(?:bomFormat|spdxVersion)"/.test(Buffer.from(await readStart(file, START)).toString("latin1"))) return;
  }
  throw new BundleError("FILE_EXISTS", `Cannot write ${path}: it exists and is not an SBOM`, {
    hint: "Name another file, or set `overwrite` to replace this one.",
  });
}

/** Writes an SBOM, which replaces an older one whole. @throws BundleError what writing throws */
export async function writeSbom(path: string, text: string): Promise<void> {
  await writeWhole(path, Buffer.from(text));
}

/** The format that a file name asks for: tools know SPDX by its ending. */
export function sbomFormatOf(path: string): SbomFormat {
  return path.endsWith(".spdx.json") ? "spdx" : "cyclonedx";
}
