import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { PackageURL } from "packageurl-js";
import parseExpression from "spdx-expression-parse";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ExportResult } from "../../src/commands/results/export-result.ts";
import { showSbom } from "../../src/commands/show-sbom.ts";
import { formatCycloneDx } from "../../src/sbom/cyclonedx.ts";
import type { SbomFacts, SbomPackage } from "../../src/sbom/facts.ts";
import { isLicenseExpression } from "../../src/sbom/license.ts";
import { formatSpdx } from "../../src/sbom/spdx.ts";
import { run as runCommand } from "../fixtures/command-line.ts";
import { surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { exportToolbox, TOOLBOX, unpackToolbox } from "../fixtures/toolbox.ts";
import { find, lacks, run } from "../fixtures/tools.ts";

const SCHEMAS = "node_modules/@cyclonedx/cyclonedx-library/res/schema";
const around = surroundings({ variables: { SOURCE_DATE_EPOCH: "1790000000" } });

/** Two exports of a home, each with an SBOM of its own. */
const directory = mkdtempSync(join(tmpdir(), "ocx-bundle-sbom-"));
const [FIRST, SECOND] = [join(directory, "first.tar"), join(directory, "second.tar")];
const [CYCLONEDX, SPDX] = [join(directory, "sbom.cdx.json"), join(directory, "sbom.spdx.json")];
let home: string;
let exported: ExportResult;

beforeAll(async () => {
  home = unpackToolbox(directory);
  exported = await exportToolbox(home, FIRST, { sbom: CYCLONEDX });
  await exportToolbox(home, SECOND, { sbom: SPDX }, around);
});
afterAll(() => rmSync(directory, { recursive: true }));

let validator: ValidateFunction | undefined;

/** What the schema of the specification says against a document. */
function faultsOfCycloneDx(text: string): unknown {
  validator ??= compileSchema();
  validator(JSON.parse(text));
  return validator.errors ?? [];
}

function compileSchema(): ValidateFunction {
  const read = (name: string) => JSON.parse(readFileSync(join(SCHEMAS, `${name}.SNAPSHOT.schema.json`), "utf8"));
  const ajv = new Ajv({ strict: false, formats: { "iri-reference": true, "idn-email": true } });
  addFormats.default(ajv);
  for (const name of ["spdx", "jsf-0.82", "cryptography-defs"])
    ajv.addSchema(read(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  return ajv.compile(read("bom-1.6"));
}

/** What the tool of the SPDX project says of a document. @throws if it refuses */
function judgeSpdx(text: string): void {
  const path = join(temporaryDirectory(), "sbom.spdx.json");
  writeFileSync(path, text);
  // Installed into a directory of its own, where its modules are too.
  const modules = dirname(dirname(find("pyspdxtools") ?? ""));
  run("pyspdxtools", ["-i", path], { env: { PYTHONPATH: modules } });
}

async function sbomOf(path: string, format: "cyclonedx" | "spdx"): Promise<string> {
  const { text = "" } = await showSbom({ source: { kind: "file", path }, format }, around);
  return text;
}

test("the SBOM of a bundle is valid, and lists what OCX installed with its dependencies", async () => {
  const text = readFileSync(CYCLONEDX, "utf8");
  expect(exported.sbom).toBe(CYCLONEDX);
  expect(await sbomOf(FIRST, "cyclonedx")).toBe(text);
  expect(await sbomOf(SECOND, "cyclonedx")).toBe(text);
  expect(faultsOfCycloneDx(text)).toEqual([]);
  const document = JSON.parse(text);
  expect(document).toMatchObject({ bomFormat: "CycloneDX", specVersion: "1.6" });
  expect(document.serialNumber).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
  expect(document.metadata.component.version).toBe(exported.bundle.digest);
  expect(text).not.toMatch(/timestamp|20\d\d-\d\d-\d\d/);

  const packages = document.components.map((item: { purl: string }) => PackageURL.fromString(item.purl));
  const named = packages.map(({ type, version, qualifiers }: PackageURL) => [
    type,
    qualifiers?.["repository_url"],
    version,
  ]);
  const expected = exported.bundle.packages.map(({ identifier, digest }) => [
    "oci",
    identifier.replace(/[:@][^/]*$/, ""),
    digest,
  ]);
  expect(named).toEqual(expected);
  // What OCX itself resolved, from the kit to what it needs.
  const kit = document.dependencies.find(({ ref }: { ref: string }) => ref.startsWith("ocx.sh/acme/build-kit@"));
  expect(kit.dependsOn.length).toBeGreaterThan(1);
  const declared = document.dependencies.find(({ ref }: { ref: string }) => ref === exported.bundle.digest).dependsOn;
  expect(declared.length).toBeLessThanOrEqual(TOOLBOX.installs.length);
  expect(document.compositions[1]).toEqual({
    aggregate: "unknown",
    assemblies: document.components.map((item: { "bom-ref": string }) => item["bom-ref"]),
  });
});

test.skipIf(lacks("pyspdxtools"))("the SBOM as SPDX is valid, and the same for two exports at one time", async () => {
  const text = readFileSync(SPDX, "utf8");
  expect(await sbomOf(FIRST, "spdx")).toBe(text);
  expect(await sbomOf(SECOND, "spdx")).toBe(text);
  judgeSpdx(text);
  expect(JSON.parse(text)).toMatchObject({
    spdxVersion: "SPDX-2.3",
    SPDXID: "SPDXRef-DOCUMENT",
    creationInfo: { created: "2026-09-21T14:13:20Z" },
  });
});

/** Two packages, the second with the words of a publisher. */
function factsWith(words: Partial<SbomPackage>): SbomFacts {
  const hex = "0123456789abcdef".repeat(4);
  const item = {
    registry: "localhost:5000",
    repository: "Acme/a_b",
    digest: `sha256:${hex}`,
    platform: "linux/amd64+libc.glibc",
    isRoot: true,
    dependencies: [0, 0],
    layers: [{ digest: `sha512:${hex}${hex}`, blob: `sha256:${hex}` }],
    ...words,
  };
  const base = { ...item, repository: "base", isRoot: false, dependencies: [], tag: "1+2", licenses: "MIT" };
  return { bundle: { name: "kit", digest: `sha256:${hex}`, platform: "linux/amd64" }, packages: [base, item] };
}

const LICENSES = [
  "MIT OR Apache-2.0",
  "Apache-2.0 WITH LLVM-exception AND BSD-3-Clause",
  "GPL-2.0-only WITH Classpath-exception-2.0",
  "The Acme License, see COPYING",
  "MIT OR",
  "MIT AND Nothing-1.0",
  "(MIT)",
];

test("every license that is called an expression is one, and all documents stay valid", () => {
  const known =
    readFileSync("src/sbom/license.ts", "utf8")
      .match(/"[\w.-]+( [\w.-]+){5,} ?"/g)
      ?.join(" ") ?? "";
  const words = known.match(/[\w.-]+/g) ?? [];
  expect(words.length).toBeGreaterThan(40);
  for (const word of words) expect(isLicenseExpression(word), word).toBe(true);
  for (const text of [...words, ...LICENSES].filter(isLicenseExpression))
    expect(() => parseExpression(text), text).not.toThrow();
  expect(LICENSES.map(isLicenseExpression)).toEqual([true, true, true, false, false, false, false]);
  for (const licenses of LICENSES) {
    const text = formatCycloneDx(factsWith({ licenses, vendor: "Acme (Ltd)\n", source: "https://acme.example" }), "1");
    expect(faultsOfCycloneDx(text)).toEqual([]);
    const { type, namespace, name, version, qualifiers } = PackageURL.fromString(JSON.parse(text).components[1].purl);
    expect([type, namespace, name, version]).toEqual([
      "oci",
      undefined,
      "a_b",
      `sha256:${"0123456789abcdef".repeat(4)}`,
    ]);
    expect(qualifiers).toEqual({ arch: "amd64", repository_url: "localhost:5000/Acme/a_b" });
  }
});

test.skipIf(lacks("pyspdxtools"))("a license that is no expression is quoted in SPDX", () => {
  const words = { licenses: "The Acme License, see COPYING", vendor: "Acme (Ltd)\n", source: "https://acme.example" };
  const text = formatSpdx(factsWith(words), { version: "1.2.3", created: new Date(0) });
  judgeSpdx(text);
  expect(JSON.parse(text)).toMatchObject({
    hasExtractedLicensingInfos: [{ licenseId: "LicenseRef-1", extractedText: words.licenses }],
  });
  expect(() => judgeSpdx(text.replace('"licenseDeclared": "MIT"', '"licenseDeclared": "Nothing-1.0"'))).toThrow(
    /Nothing/,
  );
});

test("a file that is no SBOM is not replaced, an older one is; without a file the text goes to standard output", async () => {
  const sbom = join(temporaryDirectory(), "sbom.json");
  const request = { source: { kind: "file", path: FIRST }, format: "cyclonedx", output: sbom } as const;
  writeFileSync(sbom, "{}");
  await expect(showSbom(request, around)).rejects.toMatchObject({ code: "FILE_EXISTS" });
  await expect(exportToolbox(home, FIRST, { sbom })).rejects.toMatchObject({ code: "FILE_EXISTS" });
  await showSbom({ ...request, overwrite: true }, around);
  expect(await showSbom(request, around)).toMatchObject({ file: sbom });
  const printed = runCommand(["sbom", FIRST]);
  expect(printed.text).toBe(readFileSync(sbom, "utf8"));
  const late = surroundings({ variables: { SOURCE_DATE_EPOCH: "yesterday" } });
  await expect(showSbom({ ...request, format: "spdx" }, late)).rejects.toMatchObject({ code: "OPTION_INVALID" });
});
