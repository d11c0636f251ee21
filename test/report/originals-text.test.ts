import { expect, test } from "vitest";
import { formatOriginals } from "../../src/report/originals-text.ts";

const digest = `sha256:${"ab".repeat(32)}`;

test("formatOriginals() has a line for each repository, with what refers to its packages", () => {
  const sigstore = { artifactType: "application/vnd.dev.sigstore.bundle.v0.3+json", digest };
  const originals = {
    blobs: 12,
    size: 3_400_000,
    repositories: [
      { name: "ocx.sh/a/b", tags: ["1", "2"], packages: [digest], referrers: [sigstore, sigstore] },
      {
        name: "ocx.sh/c",
        tags: [],
        packages: [digest, digest],
        referrers: [{ artifactType: "a/\u001b[31mb", digest }],
      },
      { name: "ocx.sh/d", tags: [], packages: [digest], referrers: [] },
    ],
  };
  expect(formatOriginals(originals, (text) => text)).toBe(
    [
      "ORIGINALS   TAGS  PACKAGES  REFERRERS",
      "ocx.sh/a/b  1, 2         1  2 signature",
      "ocx.sh/c                 2  1 a/\\u{1b}[31mb",
      "ocx.sh/d                 1  none",
      "12 blobs, 3.4 MB",
      "",
    ].join("\n"),
  );
  expect(formatOriginals(undefined, (text) => text)).toBe("");
});
