import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { contentHashes } from "../../src/archive/worker/content-hash.ts";

// The vectors of the BLAKE3 project: byte n of the input is n modulo 251. Source: test_vectors.json of BLAKE3-team/BLAKE3.
const BLAKE3 = [
  [0, "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"],
  [1, "2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213"],
  [1024, "42214739f095a406f3fc83deb889744ac00df831c10daa55189b5d121c855af7"],
  [1025, "d00278ae47eb27b34faecf67b4fe263f82d5412916c1ffd97c8cb7fb814b8444"],
  [31744, "62b6960e1a44bcc1eb1a611a8d6235b6b4b78f32e7abc4fb4c6cdcce94895c47"],
  [102400, "bc3e3d41a1146b069abffad3c0d44860cf664390afce4d9661f7902e7943e085"],
] as const;

test.each(BLAKE3)("BLAKE3 of %i bytes is that of the reference, in pieces too", async (size, expected) => {
  const hashes = contentHashes();
  await hashes.prepare("blake3");
  const bytes = Buffer.from(Array.from({ length: size }, (_, at) => at % 251));
  for (const piece of [Math.max(1, size), 1000]) {
    const hash = hashes.use("blake3");
    hash.start();
    for (let at = 0; at < size; at += piece) hash.update(bytes.subarray(at, at + piece));
    expect(Buffer.from(hash.digest()).toString("hex")).toBe(expected);
  }
});

test("each content begins anew", () => {
  const hash = contentHashes().use("sha256");
  const digests = ["a", "b", "a"].map((text) => {
    hash.start();
    hash.update(Buffer.from(text));
    return Buffer.from(hash.digest()).toString("hex");
  });
  expect(digests[2]).toBe(digests[0]);
  expect(digests[1]).toBe(createHash("sha256").update("b").digest("hex"));
});
