import * as v from "valibot";
import { expect, test } from "vitest";
import { descriptorSchema } from "../../src/oci/descriptor.ts";
import { encodeImageIndex, encodeManifest, imageIndexSchema, manifestSchema } from "../../src/oci/manifest.ts";
import { someDigest } from "../fixtures/bundle.ts";

const ZEROS = `sha256:${"0".repeat(64)}`;
const LAYER = { digest: someDigest("0"), size: 3, mediaType: "x/y" };

test("encodeManifest() writes the keys in the specification's order and sorts annotations", () => {
  const annotations = { b: "2", a: "1" };
  const bytes = encodeManifest({ layers: [LAYER], config: LAYER, annotations, artifactType: "a/b" });
  const descriptor = `{"mediaType":"x/y","digest":"${ZEROS}","size":3}`;
  expect(Buffer.from(bytes).toString()).toBe(
    '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","artifactType":"a/b",' +
      `"config":${descriptor},"layers":[${descriptor}],"annotations":{"a":"1","b":"2"}}`,
  );
});

test("encodeImageIndex() writes the keys of a descriptor in the specification's order", () => {
  const platform = { architecture: "amd64", os: "linux" };
  const bytes = encodeImageIndex([{ artifactType: "a/b", platform, annotations: { k: "v" }, ...LAYER }]);
  expect(Buffer.from(bytes).toString()).toBe(
    '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[' +
      `{"mediaType":"x/y","digest":"${ZEROS}","size":3,"annotations":{"k":"v"},` +
      '"platform":{"architecture":"amd64","os":"linux"},"artifactType":"a/b"}]}',
  );
});

test.each([
  ["a negative size", { ...LAYER, size: -1 }],
  ["a size that is no whole number", { ...LAYER, size: 1.5 }],
  ["a size that arithmetic gets wrong", { ...LAYER, size: 2 ** 53 }],
  ["a size as text", { ...LAYER, size: "3" }],
  ["a path for a digest", { ...LAYER, digest: "sha256:../../x" }],
  ["no media type", { digest: LAYER.digest, size: 3 }],
])("descriptorSchema refuses %s", (_, descriptor) => {
  expect(v.safeParse(descriptorSchema, descriptor).success).toBe(false);
});

test("manifestSchema and imageIndexSchema ignore keys that they do not know", () => {
  const more = { ...LAYER, urls: [], data: "eA==", platform: { os: "linux", architecture: "arm", variant: "v7" } };
  const manifest = { schemaVersion: 2, config: more, layers: [more], subject: more, later: 1 };
  expect(v.safeParse(manifestSchema, manifest).success).toBe(true);
  expect(v.safeParse(imageIndexSchema, { schemaVersion: 2, manifests: [more], later: 1 }).success).toBe(true);
});
