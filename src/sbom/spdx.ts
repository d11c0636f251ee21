import type { SbomFacts, SbomPackage } from "./facts.ts";
import { isLicenseExpression } from "./license.ts";
import { packageUrl } from "./package-url.ts";

/** Namespace, time and tool of an SPDX document. */
export interface SpdxCreation {
  /** Version of ocx-bundle. */
  readonly version: string;
  /** The format requires a time, which is all that differs between two documents of a bundle. */
  readonly created: Date;
}

/** Makes the namespace of a document unique; it names no page. */
const NAMESPACE = "https://spdx.org/spdxdocs/ocx-bundle";

const UNKNOWN = "NOASSERTION";
const [DOCUMENT, BUNDLE] = ["SPDXRef-DOCUMENT", "SPDXRef-Bundle"];

const COMMENT =
  "Lists the packages of the bundle and their dependencies, which are complete. What is inside of a package is not known.";

/**
 * Writes an SBOM as SPDX 2.3.
 * Source: spdx/spdx-spec, schemas/spdx-schema.json of 2.3
 */
export function formatSpdx({ bundle, packages }: SbomFacts, { version, created }: SpdxCreation): string {
  const quoted = quoteLicenses(packages);
  const hex = bundle.digest.slice(bundle.digest.indexOf(":") + 1);
  const document = {
    spdxVersion: "SPDX-2.3",
    dataLicense: "CC0-1.0",
    SPDXID: DOCUMENT,
    name: bundle.name,
    documentNamespace: `${NAMESPACE}-${hex}`,
    creationInfo: {
      created: created.toISOString().replace(/\.\d+Z$/, "Z"),
      creators: [`Tool: ocx-bundle-${version}`],
    },
    comment: COMMENT,
    packages: [
      {
        SPDXID: BUNDLE,
        name: bundle.name,
        versionInfo: bundle.digest,
        ...UNASSERTED,
        licenseDeclared: UNKNOWN,
        primaryPackagePurpose: "ARCHIVE",
        comment: `Bundle digest ${bundle.digest}, for ${bundle.platform}.`,
      },
      ...packages.map((item, at) => describePackage(item, at, quoted)),
    ],
    ...(quoted.size > 0 && {
      hasExtractedLicensingInfos: Array.from(quoted, ([extractedText, licenseId]) => ({ licenseId, extractedText })),
    }),
    relationships: [
      relate(DOCUMENT, "DESCRIBES", BUNDLE),
      ...packages.map((item, at) => relate(BUNDLE, "CONTAINS", idOf(item, at))),
      ...packages.flatMap((item, at) =>
        [...new Set(item.dependencies)].flatMap((place) => {
          const needed = packages[place];
          return needed === undefined ? [] : [relate(idOf(item, at), "DEPENDS_ON", idOf(needed, place))];
        }),
      ),
    ],
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** Required fields whose values are not known. SPDX wants a verification code only with a list of files. */
const UNASSERTED = {
  downloadLocation: UNKNOWN,
  filesAnalyzed: false,
  licenseConcluded: UNKNOWN,
  copyrightText: UNKNOWN,
};

function describePackage(item: SbomPackage, at: number, quoted: ReadonlyMap<string, string>): unknown {
  const { repository, tag, digest, platform, isRoot, vendor, licenses, source } = item;
  const declared = licenses === undefined ? UNKNOWN : (quoted.get(licenses) ?? licenses);
  return {
    SPDXID: idOf(item, at),
    name: repository,
    versionInfo: tag ?? digest,
    supplier: vendor === undefined ? UNKNOWN : `Organization: ${organization(vendor)}`,
    ...UNASSERTED,
    licenseDeclared: declared,
    primaryPackagePurpose: "APPLICATION",
    externalRefs: [{ referenceCategory: "PACKAGE-MANAGER", referenceType: "purl", referenceLocator: packageUrl(item) }],
    ...(source !== undefined && { sourceInfo: `Source: ${source}` }),
    comment: `OCI manifest ${digest}, for ${platform}, ${isRoot ? "declared" : "needed by another package"}.`,
  };
}

/** A name in one line. In parentheses an address would be expected. */
function organization(vendor: string): string {
  return vendor.replaceAll(/[\s()]+/g, " ").trim();
}

/** Licenses that are no expression, under names that stand for their text. */
function quoteLicenses(packages: readonly SbomPackage[]): ReadonlyMap<string, string> {
  const texts = new Set(
    packages.flatMap(({ licenses }) => licenses ?? []).filter((text) => !isLicenseExpression(text)),
  );
  return new Map(Array.from(texts, (text, at) => [text, `LicenseRef-${at + 1}`]));
}

/** Letters, digits, dots and dashes only; the number makes it unique. */
function idOf({ repository }: SbomPackage, at: number): string {
  return `SPDXRef-Package-${at + 1}-${repository.replaceAll(/[^A-Za-z0-9.-]+/g, "-")}`;
}

function relate(spdxElementId: string, relationshipType: string, relatedSpdxElement: string): unknown {
  return { spdxElementId, relationshipType, relatedSpdxElement };
}
