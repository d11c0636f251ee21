import { expect, test } from "vitest";
import type { BundleSummary } from "../../src/commands/results/bundle-summary.ts";
import type { ImportResult } from "../../src/commands/results/import-result.ts";
import { formatImport } from "../../src/report/import-text.ts";
import { formatInspect } from "../../src/report/inspect-text.ts";
import { formatTable } from "../../src/report/tables.ts";

const bold = (text: string): string => `*${text}*`;
const digest = `sha256:${"ab".repeat(32)}`;

const IMPORT: ImportResult = {
  home: "/h",
  dryRun: false,
  disk: { written: 1_500_000, peak: [{ use: "staging", path: "/h", bytes: 1_600_000 }] },
  bundle: { name: "kit", digest, platform: "linux/amd64" },
  changed: true,
  packages: [
    { identifier: "ocx.sh/a/b:1", digest, path: "/h/packages/1", status: "added" },
    { identifier: `ocx.sh/a/c@${digest}`, digest, path: "/h/packages/2", status: "repaired" },
    { identifier: "ocx.sh/a/d:1", digest, path: "/h/packages/3", status: "present" },
  ],
  layers: { added: 1, present: 2 },
  blobs: { added: 3, present: 0 },
  bytesAdded: 1_500_000,
  links: [
    { path: "/h/symlinks/ocx.sh/a/b/candidates/1", status: "added" },
    { path: "/h/symlinks/ocx.sh/a/b/current", status: "kept" },
    { path: "/h/symlinks/ocx.sh/a/d/candidates/1", status: "present" },
  ],
  conflicts: [{ identifier: "ocx.sh/a/b:1", status: "kept", reason: "OCX set it" }],
  roots: [],
  pinned: false,
  needsOffline: false,
  warnings: [],
};

test("formatImport() says when ocx has to be kept offline", () => {
  expect(formatImport(IMPORT, bold)).not.toContain("OCX_OFFLINE");
  expect(formatImport({ ...IMPORT, needsOffline: true }, bold)).toContain("\nNote: Set OCX_OFFLINE=1 for ocx.");
});

test("formatImport() names what was repaired, and notes what was not", () => {
  const repairs = [{ path: "/h/layers/x/content/a", change: "changed" }] as const;
  const text = formatImport({ ...IMPORT, repairs, notes: ["/h/layers/y: \u001b[31mmodes"] }, bold);
  expect(text).toContain("Repaired 1 entry.");
  expect(text).toContain("*REPAIRED               WAS*\n/h/layers/x/content/a  changed\n");
  expect(text).toContain("\nNote: /h/layers/y: \\u{1b}[31mmodes\n");
});

test("formatTable() aligns text at the left and numbers at the right", () => {
  const columns = [{ title: "NAME" }, { title: "SIZE", right: true }, { title: "NOTE" }] as const;
  const rows = [
    ["a", "1 kB", "x"],
    ["longer", "100 MB", ""],
  ];
  expect(formatTable(columns, rows, bold)).toBe("*NAME      SIZE  NOTE*\na         1 kB  x\nlonger  100 MB\n");
  expect(formatTable(columns, [], bold)).toBe("");
});

test("formatImport() says what came in, what was there, and where the home differs from the bundle", () => {
  const text = formatImport(IMPORT, bold);
  expect(text.split("\n")[0]).toBe(
    "Imported 2 packages, 1 layer (1.5 MB), 3 blobs, 1 link into /h. 1 package was there.",
  );
  expect(text).toContain(digest);
  expect(text).toMatch(/ocx\.sh\/a\/c@sha256:abababababab… +repaired +\/h\/packages\/2\n/);
  // Links that are as they were are not worth a line.
  expect(text.match(/symlinks\/.*/g)).toHaveLength(2);
  expect(text).toMatch(/ocx\.sh\/a\/b:1 +kept +OCX set it\n/);
});

test("formatImport() says how much of a remote bundle was fetched", () => {
  const fetched = { bytes: 300_000, size: 5_000_000_000, missing: 0 };
  expect(formatImport({ ...IMPORT, fetched }, bold).split("\n")[1]).toBe("Fetched 300 kB of a bundle of 5 GB.");
});

test("formatImport() says so when nothing is to be done, and when nothing was done", () => {
  const present = IMPORT.packages.map((entry) => ({ ...entry, status: "present" as const }));
  const none = { added: 0, present: 1 };
  const idle = { ...IMPORT, changed: false, packages: present, layers: none, blobs: none, links: [], conflicts: [] };
  expect(formatImport(idle, bold)).toMatch(/^Nothing to import: \/h has all 3 packages\.\n/);
  // A project that keeps the packages, or a tag, may be all that is new.
  expect(formatImport({ ...idle, changed: true }, bold)).toMatch(/^\/h has all 3 packages; brought their records/);
  expect(formatImport({ ...IMPORT, dryRun: true }, bold)).toMatch(/^Would import 2 packages/);
});

test("formatInspect() lets no name of a bundle move the cursor", () => {
  const bundle: BundleSummary = {
    name: "kit\u001b[2J",
    digest,
    formatVersion: 1,
    platform: "any\r",
    contentSize: 0,
    packages: [
      {
        identifier: "ocx.sh/a/b:1\u009b1A\u0007",
        digest,
        platform: "any",
        root: true,
        current: false,
        dependencies: [],
        layers: 0,
        contentSize: 0,
      },
    ],
    layers: [],
    tags: [{ identifier: "x\u001b]0;title", digest, current: true }],
    project: { declarationHash: digest, groups: ["\u001b[31m"] },
  };
  const text = formatInspect(bundle, bold);
  expect(text).toContain(String.raw`kit\u{1b}[2J`);
  expect(text.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
});
