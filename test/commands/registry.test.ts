import { globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fetchBundle } from "../../src/commands/fetch-bundle.ts";
import { inspectBundle } from "../../src/commands/inspect-bundle.ts";
import { sendBundle } from "../../src/commands/send-bundle.ts";
import { verifyBundle } from "../../src/commands/verify-bundle.ts";
import type { BundleError } from "../../src/errors.ts";
import type { ProcessContext } from "../../src/options/requests/process-context.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { forward, openFront } from "../fixtures/front.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { PASSWORD, startDistribution, startWithPassword, USER } from "../fixtures/registries.ts";
import {
  bundleHeavyToolbox,
  bundleToolbox,
  exportToolbox,
  importFile,
  TOOLBOX,
  unpackToolbox,
} from "../fixtures/toolbox.ts";
import { lacks, needs } from "../fixtures/tools.ts";
import { fingerprint } from "../fixtures/tree.ts";

const LAYER = 1_000_000;
const IDENTIFIERS = TOOLBOX.installs.map(({ identifier }) => identifier);

function send(
  path: string,
  reference: string,
  around: Partial<ProcessContext> = {},
  mountFrom: readonly string[] = [],
) {
  const destination = { channel: "registry", reference, mountFrom } as const;
  return sendBundle({ source: { kind: "file", path }, destination }, surroundings(around), listener());
}

needs("docker-registry")("a bundle goes to a registry and comes back as the same file", async () => {
  const directory = temporaryDirectory();
  const bundle = await bundleToolbox(directory);
  await using registry = await startDistribution(directory);
  const reference = `${registry.host}/acme/toolbox:1`;
  const sent = await send(bundle, reference);
  expect(sent).toMatchObject({ channel: "registry", status: "sent", reference: `${reference}@${sent.bundle.digest}` });
  expect(await send(bundle, reference)).toMatchObject({ status: "kept" });
  const output = join(directory, "back.tar");
  const fetched = await fetchBundle({ origin: { channel: "registry", reference }, output }, surroundings(), listener());
  expect(fetched).toMatchObject({ channel: "registry", file: output, origin: reference });
  expect(readFileSync(output).equals(readFileSync(bundle))).toBe(true);
  expect(readdirSync(directory).filter((name) => name.startsWith("."))).toEqual([]);
  const source = { kind: "registry", reference } as const;
  const verified = await verifyBundle({ source }, surroundings(), listener());
  expect(verified.bundle.digest).toBe(sent.bundle.digest);
  const copy = `${registry.host}/acme/copy:1`;
  const destination = { channel: "registry", reference: copy } as const;
  expect(await sendBundle({ source, destination }, surroundings(), listener())).toMatchObject({ status: "sent" });
});

needs("docker-registry")(
  "an export straight to a registry has the digest of the file, and leaves no file",
  async () => {
    const directory = temporaryDirectory();
    const home = unpackToolbox(directory);
    const { bundle } = await exportToolbox(home, join(directory, "toolbox.tar"));
    await using registry = await startDistribution(directory);
    const reference = `${registry.host}/acme/toolbox:1`;
    const before = fingerprint(home);
    const pushed = await exportToolbox(home, "", { output: { kind: "registry", reference } });
    expect(pushed.bundle.digest).toBe(bundle.digest);
    expect(pushed.reference).toBe(`${reference}@${bundle.digest}`);
    expect(pushed.file).toBeUndefined();
    expect(fingerprint(home)).toEqual(before);
    const pinned = { kind: "registry", reference: `${registry.host}/acme/toolbox@${bundle.digest}` } as const;
    const inspected = await inspectBundle({ source: pinned }, surroundings());
    expect(inspected.digest).toBe(bundle.digest);
  },
);

needs("docker-registry")("an import fetches only the layers that the home lacks, each byte once", async () => {
  const directory = temporaryDirectory();
  const bundle = await bundleHeavyToolbox(directory, LAYER);
  await using registry = await startDistribution(directory);
  await send(bundle, `${registry.host}/acme/toolbox:1`);
  const front = await openFront((request, response) => forward(request, response, registry.host));
  const source = { kind: "registry", reference: `${front.host}/acme/toolbox:1` } as const;
  const home = join(directory, "home");
  const part = await importFile("", home, { source, packages: IDENTIFIERS.slice(0, 1) });
  const rest = await importFile("", home, { source });
  const requests = front.seen.length;
  const again = await importFile("", home, { source });
  expect(again.changed).toBe(false);
  // Manifest, config, store layer.
  expect(front.seen.length - requests).toBe(3);
  const asked = front.seen
    .filter(({ url }) => url.includes("/blobs/"))
    .map(({ url, headers }) => `${url} ${headers.range}`);
  const layers = part.layers.added + rest.layers.added;
  expect(part.layers.added).toBeGreaterThan(0);
  expect(rest.layers.added).toBeGreaterThan(0);
  // Config and store layer each time, every layer once.
  expect(new Set(asked).size).toBe(2 + layers);
  expect(asked).toHaveLength(3 * 2 + layers);
  expect(part.fetched?.bytes).toBeLessThan((part.fetched?.size ?? 0) - LAYER);
  const local = join(directory, "local");
  await importFile(bundle, local);
  expect(describeHome(home, home)).toEqual(describeHome(local, local));
});

test.skipIf(lacks("docker-registry")).each([
  ["none", []],
  ["half", IDENTIFIERS.slice(0, 5)],
  ["all but one", IDENTIFIERS.filter((identifier) => !identifier.includes("native"))],
  ["all", IDENTIFIERS],
])("a home that has %s of the layers takes no other bytes from a registry", async (_, present) => {
  const directory = temporaryDirectory();
  const bundle = await bundleHeavyToolbox(directory, LAYER);
  await using registry = await startDistribution(directory);
  await send(bundle, `${registry.host}/acme/toolbox:1`);
  let sent = 0;
  const front = await openFront((request, response) => {
    const end = response.end.bind(response);
    response.end = ((body: Buffer) => {
      sent += request.method === "HEAD" ? 0 : body.byteLength;
      return end(body);
    }) as typeof end;
    return forward(request, response, registry.host);
  });
  const home = join(directory, "home");
  if (present.length > 0) await importFile(bundle, home, { packages: present });
  const { layers } = await inspectBundle({ source: { kind: "file", path: bundle } }, surroundings());
  const there = new Set(globSync(`${home}/layers/**/digest`).map((path) => readFileSync(path, "utf8")));
  const missing = layers.filter(({ digest }) => !there.has(digest)).reduce((sum, { size = 0 }) => sum + size, 0);
  const source = { kind: "registry", reference: `${front.host}/acme/toolbox:1` } as const;
  const { fetched } = await importFile("", home, { source });
  expect(fetched).toMatchObject({ bytes: sent, missing });
  expect(sent).toBeGreaterThan(missing);
  expect(sent).toBeLessThan(missing * 1.05 + 64 * 1024);
});

needs("docker-registry")("OCX_BUNDLE_* log in to the one registry of a command, and are in no text", async () => {
  const directory = temporaryDirectory();
  const bundle = await bundleToolbox(directory);
  await using registry = await startWithPassword(directory);
  const reference = `${registry.host}/acme/toolbox:1`;
  const variables = { OCX_BUNDLE_USERNAME: USER, OCX_BUNDLE_PASSWORD: PASSWORD };
  expect(await send(bundle, reference, { variables })).toMatchObject({ status: "sent" });
  const source = { kind: "registry", reference } as const;
  const heard = listener();
  const home = join(directory, "home");
  await importFile("", home, { source }, { variables });
  const texts = [...heard.lines, ...heard.warnings, readFileSync(join(home, ".ocx-bundle", "imports.jsonl"), "utf8")];
  expect(texts.join()).not.toContain(PASSWORD);
  const failures: [Record<string, string>, string][] = [
    [{}, "TOKEN_MISSING"],
    [{ ...variables, OCX_BUNDLE_PASSWORD: "wrong-secret" }, "TOKEN_REJECTED"],
    [{ OCX_BUNDLE_TOKEN: "wrong-secret" }, "TOKEN_REJECTED"],
    [{ OCX_BUNDLE_USERNAME: USER }, "OPTION_INVALID"],
  ];
  for (const [given, code] of failures) {
    const error: BundleError = await send(bundle, reference, { variables: given }).then(
      () => Promise.reject(new Error("sent")),
      (reason) => reason,
    );
    expect(error.code).toBe(code);
    expect(`${error.message} ${error.hint} ${error.stack}`).not.toContain("wrong-secret");
  }
  // Two registries: the variables do not say for which one they are.
  const twice = sendBundle(
    { source, destination: { channel: "registry", reference: `${registry.host}/acme/copy:1` } },
    surroundings({ variables }),
    listener(),
  );
  await expect(twice).rejects.toMatchObject({ code: "TOKEN_MISSING" });
});

test("credentials are not sent over plain HTTP outside of this machine", async () => {
  const destination = { channel: "registry", reference: "registry.example/acme/toolbox:1", plainHttp: true } as const;
  const variables = { OCX_BUNDLE_USERNAME: USER, OCX_BUNDLE_PASSWORD: PASSWORD };
  const bundle = await bundleToolbox(temporaryDirectory());
  const sending = sendBundle(
    { source: { kind: "file", path: bundle }, destination },
    surroundings({ variables }),
    listener(),
  );
  await expect(sending).rejects.toMatchObject({
    code: "OPTION_INVALID",
    message: expect.stringContaining("plain HTTP"),
  });
});

needs("docker-registry")("a push that fails in the middle leaves the tag, and the next one completes it", async () => {
  const directory = temporaryDirectory();
  const bundle = await bundleHeavyToolbox(directory, LAYER);
  await using registry = await startDistribution(directory);
  let puts = 0;
  const front = await openFront((request, response, raw) => {
    if (request.method === "PUT" && ++puts > 2 && puts < 100) return raw.socket.resetAndDestroy();
    return forward(request, response, registry.host);
  });
  const stop = new AbortController();
  const sending = send(bundle, `${front.host}/acme/toolbox:1`, { signal: stop.signal });
  await expect.poll(() => puts, { timeout: 20_000 }).toBeGreaterThan(2);
  stop.abort(new Error("killed"));
  await expect(sending).rejects.toThrow("killed");
  const tags = await fetch(`http://${registry.host}/v2/acme/toolbox/tags/list`);
  expect(await tags.text()).not.toContain('"1"');
  puts = 100;
  const before = front.seen.length;
  expect(await send(bundle, `${front.host}/acme/toolbox:1`)).toMatchObject({ status: "sent" });
  const blobs = front.seen.slice(before).filter(({ method, url }) => method === "PUT" && url.includes("/blobs/"));
  const { layers } = await inspectBundle({ source: { kind: "file", path: bundle } }, surroundings());
  // Two were there already, of the store layer, the layers and the config.
  expect(blobs.length).toBe(new Set(layers.map(({ blob }) => blob)).size + 2 - 2);
});
