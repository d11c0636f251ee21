import { expect, test } from "vitest";
import { defaultImageName, parseImageName } from "../../src/image/image-name.ts";

// What docker shows and what containerd has: distribution/reference, "ParseNormalizedNamed" and "TagNameOnly".
test.each([
  ["tools", "tools:latest", "docker.io/library/tools:latest"],
  ["tools:1.2", "tools:1.2", "docker.io/library/tools:1.2"],
  ["acme/tools:1", "acme/tools:1", "docker.io/acme/tools:1"],
  ["ghcr.io/acme/tools", "ghcr.io/acme/tools:latest", "ghcr.io/acme/tools:latest"],
  ["localhost:5000/tools", "localhost:5000/tools:latest", "localhost:5000/tools:latest"],
  ["localhost/a/b:c", "localhost/a/b:c", "localhost/a/b:c"],
])("parseImageName() reads %s", (text, short, full) => {
  expect(parseImageName(text)).toEqual({ short, full });
});

test.each(["", "Tools", "tools:", "tools:a b", "-tools", "a//b", "tools@sha256:00", "a:b:c"])(
  "parseImageName() refuses `%s`",
  (text) => {
    expect(() => parseImageName(text)).toThrow(expect.objectContaining({ code: "OPTION_INVALID" }));
  },
);

test.each([
  ["ocx-bundle-linux-amd64", "ocx-bundle-linux-amd64:latest"],
  ["Kit_1.2", "kit_1.2:latest"],
  ["_Kit..x-", "kit-x:latest"],
  ["___", "bundle:latest"],
])("the image of the bundle %s is called %s", (bundle, short) => {
  expect(defaultImageName(bundle).short).toBe(short);
});
