import {
  readStart_174
} from "./chunk-WUXZQAH3.mjs";
import {
  writeWhole
} from "./chunk-ARPUCGQ3.mjs";
import {
  formatPlatform_46
} from "./chunk-LM4DMEHJ.mjs";
import {
  openFile
} from "./chunk-CYMBCZ23.mjs";
import {
  lookAt
} from "./chunk-GJP4ZKXN.mjs";
import {
  userPath_38
} from "./chunk-A6YYFOED.mjs";
import {
  fallback,
  maxLength,
  minLength,
  object,
  optional,
  parse,
  pipe,
  string,
  trim,
  url
} from "./chunk-JKTDTWAH.mjs";
import {
  printableJson
} from "./chunk-JWMHGH6Y.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/export/sbom-facts.ts
var words = fallback(optional(pipe(string(), trim(), minLength(1), maxLength(4096))), void 0);
var annotationsSchema = object({
  annotations: fallback(
    object({
      "org.opencontainers.image.licenses": words,
      "org.opencontainers.image.vendor": words,
      "org.opencontainers.image.source": fallback(optional(pipe(string(), url())), void 0)
    }),
    {}
  )
});
function sbomFacts({ name, digest, config }, { packages, roots }) {
  const blobs = new Map(config.layers.map((layer) => [keyOf(layer.registry, layer.digest), layer.blob]));
  const places = new Map(packages.map(({ registry, leaf }, at) => [keyOf(registry, leaf), at]));
  return {
    bundle: { name, digest, platform: formatPlatform_46(config.platform) },
    packages: packages.map((item) => {
      const own = roots.filter((root2) => root2.registry === item.registry && root2.leaf === item.leaf);
      const root = own.find(({ tag }) => tag !== void 0) ?? own[0];
      return {
        registry: item.registry,
        repository: root?.repository ?? item.repositories[0] ?? "",
        ...root?.tag !== void 0 && { tag: root.tag },
        digest: item.leaf,
        platform: item.platform,
        isRoot: root !== void 0,
        dependencies: item.dependencies.flatMap(
          ({ identifier }) => places.get(keyOf(identifier.registry, identifier.digest)) ?? []
        ),
        layers: layersOf(item, blobs),
        ...wordsOf(item)
      };
    })
  };
}
function layersOf({ registry, manifest }, blobs) {
  return manifest.layers.flatMap(({ digest }) => {
    const blob = blobs.get(keyOf(registry, digest));
    return blob === void 0 ? [] : [{ digest, blob }];
  });
}
function wordsOf({ manifest }) {
  const { annotations } = parse(annotationsSchema, JSON.parse(manifest.text));
  const {
    "org.opencontainers.image.licenses": licenses,
    "org.opencontainers.image.vendor": vendor,
    "org.opencontainers.image.source": source
  } = annotations;
  return {
    ...licenses !== void 0 && { licenses },
    ...vendor !== void 0 && { vendor },
    ...source !== void 0 && { source }
  };
}
function keyOf(registry, digest) {
  return `${registry} ${digest}`;
}

// src/sbom/facts.ts
function referenceOf({ registry, repository, digest }) {
  return `${registry}/${repository}@${digest}`;
}

// src/sbom/license.ts
var LICENSES = new Set(
  "0BSD AGPL-3.0-only AGPL-3.0-or-later Apache-2.0 Artistic-2.0 BSD-2-Clause BSD-3-Clause BSD-4-Clause BSL-1.0 BUSL-1.1 CC0-1.0 CC-BY-4.0 CDDL-1.0 CDDL-1.1 curl EPL-1.0 EPL-2.0 GPL-2.0-only GPL-2.0-or-later GPL-3.0-only GPL-3.0-or-later ICU ISC LGPL-2.1-only LGPL-2.1-or-later LGPL-3.0-only LGPL-3.0-or-later MIT MIT-0 MPL-2.0 NCSA OpenSSL PostgreSQL PSF-2.0 Python-2.0 Ruby Unicode-3.0 Unicode-DFS-2016 Unlicense UPL-1.0 Vim WTFPL X11 Zlib".split(" ")
);
var EXCEPTIONS = /* @__PURE__ */ new Set([
  "Autoconf-exception-3.0",
  "Classpath-exception-2.0",
  "GCC-exception-3.1",
  "LLVM-exception"
]);
function isLicenseExpression(text) {
  return text.split(/ (?:AND|OR) /).every((part) => {
    const [license = "", exception, ...more] = part.split(" WITH ");
    const isKnown = LICENSES.has(license) && more.length === 0;
    return isKnown && (exception === void 0 || EXCEPTIONS.has(exception));
  });
}

// src/sbom/package-url.ts
function packageUrl({ registry, repository, digest, tag, platform }) {
  const name = repository.slice(repository.lastIndexOf("/") + 1).toLowerCase();
  const [, architecture] = platform.split(/[/+]/);
  const qualifiers = [
    ["arch", architecture],
    ["repository_url", `${registry}/${repository}`],
    ["tag", tag]
  ];
  const query = qualifiers.flatMap(([key, value]) => value === void 0 ? [] : `${key}=${encode(value)}`).join("&");
  return `pkg:oci/${encode(name)}@${encode(digest)}?${query}`;
}
function encode(text) {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

// src/sbom/cyclonedx.ts
function formatCycloneDx({ bundle, packages }, version) {
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
        properties: properties({ bundleDigest: bundle.digest, platform: bundle.platform })
      }
    },
    components: packages.map(describePackage),
    dependencies: [
      { ref: bundle.digest, dependsOn: roots },
      ...packages.map(({ dependencies }, at) => ({
        ref: references[at],
        dependsOn: [...new Set(dependencies)].map((place) => references[place])
      }))
    ],
    compositions: [
      { aggregate: "complete", assemblies: [bundle.digest], dependencies: [bundle.digest, ...references] },
      // Only its publisher knows the parts of a package.
      { aggregate: "unknown", assemblies: references }
    ]
  });
}
function describePackage(item) {
  const { repository, tag, digest, platform, isRoot, layers, vendor, licenses, source } = item;
  const reference = referenceOf(item);
  return {
    type: "application",
    "bom-ref": reference,
    ...vendor !== void 0 && { supplier: { name: vendor } },
    name: repository,
    version: tag ?? digest,
    ...licenses !== void 0 && { licenses: [describeLicense(licenses)] },
    purl: packageUrl(item),
    ...source !== void 0 && { externalReferences: [{ type: "vcs", url: source }] },
    components: layers.map((layer) => ({
      type: "file",
      "bom-ref": `${reference}/${layer.digest}`,
      name: layer.blob,
      hashes: hashes(layer.blob),
      properties: properties({ layerDigest: layer.digest })
    })),
    properties: properties({ leafDigest: digest, platform, declared: String(isRoot) })
  };
}
function describeLicense(text) {
  return isLicenseExpression(text) ? { expression: text } : { license: { name: text } };
}
function hashes(digest) {
  const [algorithm = "", content] = digest.split(":");
  return [{ alg: algorithm.replace("sha", "SHA-"), content }];
}
function properties(values) {
  return Object.entries(values).map(([name, value]) => ({ name: `ocx:${name}`, value }));
}
function serialNumber(digest) {
  const hex = digest.slice(digest.indexOf(":") + 1);
  const variant = (8 + Number.parseInt(hex.charAt(16), 16) % 4).toString(16);
  const groups = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `${variant}${hex.slice(17, 20)}`];
  return `urn:uuid:${groups.join("-")}-${hex.slice(20, 32)}`;
}
function write(document) {
  return `${JSON.stringify(document, void 0, 2)}
`;
}

// src/sbom/spdx.ts
var NAMESPACE = "https://spdx.org/spdxdocs/ocx-bundle";
var UNKNOWN = "NOASSERTION";
var [DOCUMENT, BUNDLE] = ["SPDXRef-DOCUMENT", "SPDXRef-Bundle"];
var COMMENT = "Lists the packages of the bundle and their dependencies, which are complete. What is inside of a package is not known.";
function formatSpdx({ bundle, packages }, { version, created }) {
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
      creators: [`Tool: ocx-bundle-${version}`]
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
        comment: `Bundle digest ${bundle.digest}, for ${bundle.platform}.`
      },
      ...packages.map((item, at) => describePackage2(item, at, quoted))
    ],
    ...quoted.size > 0 && {
      hasExtractedLicensingInfos: Array.from(quoted, ([extractedText, licenseId]) => ({ licenseId, extractedText }))
    },
    relationships: [
      relate(DOCUMENT, "DESCRIBES", BUNDLE),
      ...packages.map((item, at) => relate(BUNDLE, "CONTAINS", idOf(item, at))),
      ...packages.flatMap(
        (item, at) => [...new Set(item.dependencies)].flatMap((place) => {
          const needed = packages[place];
          return needed === void 0 ? [] : [relate(idOf(item, at), "DEPENDS_ON", idOf(needed, place))];
        })
      )
    ]
  };
  return `${JSON.stringify(document, void 0, 2)}
`;
}
var UNASSERTED = {
  downloadLocation: UNKNOWN,
  filesAnalyzed: false,
  licenseConcluded: UNKNOWN,
  copyrightText: UNKNOWN
};
function describePackage2(item, at, quoted) {
  const { repository, tag, digest, platform, isRoot, vendor, licenses, source } = item;
  const declared = licenses === void 0 ? UNKNOWN : quoted.get(licenses) ?? licenses;
  return {
    SPDXID: idOf(item, at),
    name: repository,
    versionInfo: tag ?? digest,
    supplier: vendor === void 0 ? UNKNOWN : `Organization: ${organization(vendor)}`,
    ...UNASSERTED,
    licenseDeclared: declared,
    primaryPackagePurpose: "APPLICATION",
    externalRefs: [{ referenceCategory: "PACKAGE-MANAGER", referenceType: "purl", referenceLocator: packageUrl(item) }],
    ...source !== void 0 && { sourceInfo: `Source: ${source}` },
    comment: `OCI manifest ${digest}, for ${platform}, ${isRoot ? "declared" : "needed by another package"}.`
  };
}
function organization(vendor) {
  return vendor.replaceAll(/[\s()]+/g, " ").trim();
}
function quoteLicenses(packages) {
  const texts = new Set(
    packages.flatMap(({ licenses }) => licenses ?? []).filter((text) => !isLicenseExpression(text))
  );
  return new Map(Array.from(texts, (text, at) => [text, `LicenseRef-${at + 1}`]));
}
function idOf({ repository }, at) {
  return `SPDXRef-Package-${at + 1}-${repository.replaceAll(/[^A-Za-z0-9.-]+/g, "-")}`;
}
function relate(spdxElementId, relationshipType, relatedSpdxElement) {
  return { spdxElementId, relationshipType, relatedSpdxElement };
}

// from-joined:src/version.ts
import { VERSION_3 } from "./core.mjs";

// src/commands/export/write-sbom.ts
var START = 512;
var EPOCH = /^\d{1,11}$/;
function formatSbom(facts, format, { variables }) {
  if (format === "cyclonedx") return printableJson(formatCycloneDx(facts, VERSION_3));
  const epoch = variables["SOURCE_DATE_EPOCH"];
  if (epoch !== void 0 && epoch !== "" && !EPOCH.test(epoch))
    throw new BundleError(
      "OPTION_INVALID",
      `Cannot read SOURCE_DATE_EPOCH: got "${epoch}", expected seconds since 1970`,
      {
        hint: "Set it to a whole number, for example `git log -1 --format=%ct`."
      }
    );
  const created = epoch ? new Date(Number(epoch) * 1e3) : /* @__PURE__ */ new Date();
  return printableJson(formatSpdx(facts, { version: VERSION_3, created }));
}
async function findSbomTarget({ sbom, overwrite, dryRun }, context) {
  if (sbom === void 0 || dryRun) return void 0;
  const path = userPath_38(sbom, context);
  if (overwrite !== true) await checkSbomTarget(path);
  return path;
}
async function checkSbomTarget(path) {
  const there = await lookAt(path);
  if (there === void 0 || there.isFile() && there.size === 0) return;
  if (there.isFile()) {
    var _stack = [];
    try {
      const file = __using(_stack, await openFile(path), true);
      if (/"(?:bomFormat|spdxVersion)"/.test(Buffer.from(await readStart_174(file, START)).toString("latin1"))) return;
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  }
  throw new BundleError("FILE_EXISTS", `Cannot write ${path}: it exists and is not an SBOM`, {
    hint: "Name another file, or set `overwrite` to replace this one."
  });
}
async function writeSbom(path, text) {
  await writeWhole(path, Buffer.from(text));
}
function sbomFormatOf(path) {
  return path.endsWith(".spdx.json") ? "spdx" : "cyclonedx";
}

export {
  sbomFacts,
  formatSbom,
  findSbomTarget,
  checkSbomTarget,
  writeSbom,
  sbomFormatOf
};
