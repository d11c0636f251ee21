import { generateKeyPairSync } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { attachSignatures } from "../../src/commands/attach-signatures.ts";
import { inspectBundle } from "../../src/commands/inspect-bundle.ts";
import { sendBundle } from "../../src/commands/send-bundle.ts";
import { signBundle } from "../../src/commands/sign-bundle.ts";
import type { Input } from "../../src/options/requests/input.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { forward, openFront } from "../fixtures/front.ts";
import { ANY, buildHome } from "../fixtures/home.ts";
import { scratch } from "../fixtures/import.ts";
import { exportFor, ON } from "../fixtures/platforms.ts";
import {
  PASSWORD,
  type RunningRegistry,
  startDistribution,
  startWithPassword,
  startWithReferrers,
  startWithTokens,
  USER,
} from "../fixtures/registries.ts";
import { bundleToolbox } from "../fixtures/toolbox.ts";
import { lacks } from "../fixtures/tools.ts";
import { serveFiles } from "../fixtures/web-server.ts";

// Registries of others, and every request to them.

const made = scratch();
afterAll(made.remove);
const around = surroundings({
  variables: { PATH: process.env["PATH"], OCX_BUNDLE_USERNAME: USER, OCX_BUNDLE_PASSWORD: PASSWORD },
});
let bundle = "";
let signature = "";

beforeAll(async () => {
  bundle = await bundleToolbox(made.path);
  const key = join(made.path, "key.pem");
  writeFileSync(key, generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }));
  const output = join(made.path, "toolbox.sig");
  const source = { kind: "file", path: bundle } as const;
  ({ file: signature } = await signBundle({ source, key, output }, around, listener()));
}, 60_000);

/** A registry with the bundle, and every request to it from then on: status, method and what it is for. */
interface Filled {
  readonly source: Extract<Input, { kind: "registry" }>;
  readonly seen: string[];
}

async function filled(registry: RunningRegistry): Promise<Filled> {
  const seen: string[] = [];
  const front = await openFront(async (request, response) => {
    await forward(request, response, registry.host);
    const what = request.url.replace("/v2/acme/toolbox/", "").replace(/[0-9a-f]{64}/, "HEX");
    seen.push(`${response.statusCode} ${request.method} ${what}`);
  });
  const reference = `${front.host}/acme/toolbox:1`;
  const destination = { channel: "registry", reference } as const;
  await sendBundle({ source: { kind: "file", path: bundle }, destination }, around, listener());
  seen.length = 0;
  return { source: { kind: "registry", reference }, seen };
}

/** Manifest, config, store layer. */
const BUNDLE = ["200 GET manifests/1", "206 GET blobs/sha256:HEX", "206 GET blobs/sha256:HEX"];
/** A registry without the referrers API is asked for the tag that stands for it. */
const NO_REFERRERS = ["404 GET referrers/sha256:HEX", "404 GET manifests/sha256-HEX"];
const REFUSED = "401 GET manifests/1";

for (const program of ["docker-registry", "registry"] as const) {
  test.skipIf(lacks(program))(
    `inspect reads a bundle in ${program} with three requests, and then looks for signatures`,
    async () => {
      await using registry = await startDistribution(temporaryDirectory(), { program });
      const { source, seen } = await filled(registry);
      expect((await inspectBundle({ source }, around)).signatures).toEqual([]);
      expect(seen).toEqual([...BUNDLE, ...NO_REFERRERS]);
    },
  );

  test.skipIf(lacks(program, "openssl"))(
    `inspect is refused by ${program} once, and logs in once for all that it asks`,
    async () => {
      await using withPassword = await startWithPassword(temporaryDirectory(), program);
      const open = await filled(withPassword);
      await inspectBundle({ source: open.source }, around);
      expect(open.seen).toEqual([REFUSED, ...BUNDLE, ...NO_REFERRERS]);
      await using withTokens = await startWithTokens(temporaryDirectory(), program);
      const { source, seen } = await filled(withTokens);
      const before = withTokens.calls.length;
      await inspectBundle({ source }, around);
      expect(seen).toEqual([REFUSED, ...BUNDLE, ...NO_REFERRERS]);
      expect(withTokens.calls.slice(before).map(({ scopes }) => scopes)).toEqual([["repository:acme/toolbox:pull"]]);
    },
  );
}

test.skipIf(lacks("referrers-registry"))("a registry with the referrers API takes one request more", async () => {
  await using registry = await startWithReferrers();
  const { source, seen } = await filled(registry);
  expect((await inspectBundle({ source }, around)).signatures).toEqual([]);
  expect(seen).toEqual([...BUNDLE, "200 GET referrers/sha256:HEX"]);
  await attachSignatures({ source, signatures: [signature] }, around, listener());
  seen.length = 0;
  expect((await inspectBundle({ source }, around)).signatures).toMatchObject([{ kind: "ssh" }]);
  // The referrer, and the signature.
  const more = ["200 GET manifests/sha256:HEX", "206 GET blobs/sha256:HEX"];
  expect(seen).toEqual([...BUNDLE, "200 GET referrers/sha256:HEX", ...more]);
});

test("inspect reads a bundle on a web server with two requests, however many packages it has", async () => {
  const identifiers = Array.from({ length: 400 }, (_, index) => `acme/tool-${index}:1`);
  const directory = temporaryDirectory();
  const home = buildHome(join(directory, "home"));
  for (const name of identifiers) {
    const leaf = home.leaf("ocx.sh", { layers: { [name]: { tool: name } } });
    home.tags("ocx.sh", name.replace(":1", ""), { "1": home.index("ocx.sh", [{ leaf, platform: ANY }]) });
  }
  const path = join(directory, "many.tar");
  await exportFor(home.path, path, ON.glibc, { identifiers });
  const server = await serveFiles({
    "/many.tar": { bytes: readFileSync(path) },
    "/few.tar": { bytes: readFileSync(bundle) },
  });
  const { packages } = await inspectBundle({ source: { kind: "url", url: `${server.origin}/many.tar` } }, around);
  expect(packages).toHaveLength(identifiers.length);
  expect(server.ranges()).toEqual(["bytes=0-262143", expect.stringMatching(/^bytes=262144-/)]);
  await inspectBundle({ source: { kind: "url", url: `${server.origin}/few.tar` } }, around);
  expect(server.log).toHaveLength(3);
});
