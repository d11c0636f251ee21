import { referenceOf, type SbomFacts, type SbomPackage } from "./facts.ts";
import { isLicenseExpression } from "./license.ts";
import { packageUrl } from "./package-url.ts";

/**
 * Writes an SBOM as CycloneDX 1.6, which has no time and no random number: the same bundle always gives the same document.
 * Source: CycloneDX/specification, schema/bom-1.6.schema.json
 * @param version of ocx-bundle
 */
export function formatCycloneDx({ bundle, packages }: SbomFacts, version: string): string {
  const references = packages.map(referenceOf);
  const roots = references.filter((_, at) => packages[at]?.isRoot === true);
  return write({
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    serialNumber: serialNumber(bundle.digest),
    version: 1,
    metadata: {
      lifecycles: [{ phase: "post-build" }],
      tools: { components: [{ type: "application", name: "ocx-bundle", version }] },
      component: {
        type: "file",
        "bom-ref": bundle.digest,
        name: bundle.name,
        version: bundle.digest,
        properties: properties({ bundleDigest: bundle.digest, platform: bundle.platform }),
      },
    },
    components: packages.map(describePackage),
    dependencies: [
      { ref: bundle.digest, dependsOn: roots },
      ...packages.map(({ dependencies }, at) => ({
        ref: references[at],
        dependsOn: [...new Set(dependencies)].map((place) => references[place]),
      })),
    ],
    compositions: [
      { aggregate: "complete", assemblies: [bundle.digest], dependencies: [bundle.digest, ...references] },
      // Only its publisher knows the parts of a package.
      { aggregate: "unknown", assemblies: references },
    ],
  });
}

function describePackage(item: SbomPackage): unknown {
  const { repository, tag, digest, platform, isRoot, layers, vendor, licenses, source } = item;
  const reference = referenceOf(item);
  return {
    type: "application",
    "bom-ref": reference,
    ...(vendor !== undefined && { supplier: { name: vendor } }),
    name: repository,
    version: tag ?? digest,
    ...(licenses !== undefined && { licenses: [describeLicense(licenses)] }),
    purl: packageUrl(item),
    ...(source !== undefined && { externalReferences: [{ type: "vcs", url: source }] }),
    components: layers.map((layer) => ({
      type: "file",
      "bom-ref": `${reference}/${layer.digest}`,
      name: layer.blob,
      hashes: hashes(layer.blob),
      properties: properties({ layerDigest: layer.digest }),
    })),
    properties: properties({ leafDigest: digest, platform, declared: String(isRoot) }),
  };
}

function describeLicense(text: string): unknown {
  return isLicenseExpression(text) ? { expression: text } : { license: { name: text } };
}

/** The digest of bytes, in the words of CycloneDX. */
function hashes(digest: string): readonly unknown[] {
  const [algorithm = "", content] = digest.split(":");
  return [{ alg: algorithm.replace("sha", "SHA-"), content }];
}

function properties(values: Readonly<Record<string, string>>): readonly unknown[] {
  return Object.entries(values).map(([name, value]) => ({ name: `ocx:${name}`, value }));
}

/** A UUID of version 8, made of the first digits of a digest. `actions/attest` wants one. Source: RFC 9562, 5.8 */
function serialNumber(digest: string): string {
  const hex = digest.slice(digest.indexOf(":") + 1);
  const variant = (8 + (Number.parseInt(hex.charAt(16), 16) % 4)).toString(16);
  const groups = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `${variant}${hex.slice(17, 20)}`];
  return `urn:uuid:${groups.join("-")}-${hex.slice(20, 32)}`;
}

function write(document: unknown): string {
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
