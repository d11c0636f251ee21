import { expect, test } from "vitest";
import { formatStore } from "../../src/report/store-text.ts";

const digest = `sha256:${"ab".repeat(32)}`;
const bold = (text: string): string => text;
const BUNDLE = { name: "acme/tools:1", digest, size: 3_000_000, own: 2000 };

test("formatStore() lists bundles with sizes and the day of the last use", () => {
  const used = "2026-11-27T00:30:13.000Z";
  const bundles = [
    { ...BUNDLE, added: used, used, origin: "/in/tools.tar" },
    { ...BUNDLE, name: `acme/tools@${digest}` },
  ];
  expect(formatStore({ action: "list", bundles, size: 3_002_000 }, bold)).toMatch(
    /^NAME +DIGEST +SIZE +OWN +USED\nacme\/tools:1 +abababababab +3 MB +2 kB +2026-11-27\nacme\/tools@sha256:abababababab +abababababab +3 MB +2 kB *\n2 bundles, 3 MB in all\.\n$/,
  );
  expect(formatStore({ action: "list", bundles: [], size: 0 }, bold)).toBe("0 bundles, 0 B in all.\n");
});

test("formatStore() lets no origin move the cursor", () => {
  const bundle = { ...BUNDLE, origin: "/in/\u001b[2J\n.tar" };
  const text = formatStore({ action: "show", bundle }, bold);
  expect(text).toContain(String.raw`From:   /in/\u{1b}[2J\u{a}.tar`);
  expect(text.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
});

test("formatStore() says what a collection removed, and what it would", () => {
  const gc = { action: "gc", removed: ["tools:1"], blobs: 1, bytes: 2000 } as const;
  expect(formatStore({ ...gc, dryRun: false }, bold)).toBe("Removed tools:1\nRemoved 1 blob, 2 kB.\n");
  expect(formatStore({ ...gc, dryRun: true }, bold)).toBe("Would remove tools:1\nWould remove 1 blob, 2 kB.\n");
});
