import { createReadStream, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { diffBundles } from "../../src/commands/diff-bundles.ts";
import { extractBundle } from "../../src/commands/extract-bundle.ts";
import { forgetImport } from "../../src/commands/forget-import.ts";
import { importBundle } from "../../src/commands/import-bundle.ts";
import { inspectBundle } from "../../src/commands/inspect-bundle.ts";
import { mergeBundles } from "../../src/commands/merge-bundles.ts";
import type { MergeResult } from "../../src/commands/results/merge-results.ts";
import { showEnvironment } from "../../src/commands/show-environment.ts";
import { showManifest } from "../../src/commands/show-manifest.ts";
import { splitBundle } from "../../src/commands/split-bundle.ts";
import { verifyBundle } from "../../src/commands/verify-bundle.ts";
import type { ExtractRequest } from "../../src/options/requests/extract-request.ts";
import type { ImportRequest } from "../../src/options/requests/import-request.ts";
import type { Input } from "../../src/options/requests/input.ts";
import type { MergeRequest } from "../../src/options/requests/merge-request.ts";
import { formatMerge } from "../../src/report/merge-text.ts";
import { run as runCommand } from "../fixtures/command-line.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { goldenProject } from "../fixtures/golden.ts";
import { parseOutput } from "../fixtures/json-output.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { bundlesOfPlatforms, exportFor, homeOfPlatforms, ON } from "../fixtures/platforms.ts";
import { exportToolbox, unpackToolbox } from "../fixtures/toolbox.ts";
import { needs, run } from "../fixtures/tools.ts";
import { sha256 } from "../fixtures/tree.ts";
import { serveFiles } from "../fixtures/web-server.ts";

type Name = keyof typeof ON;
const NAMES: readonly Name[] = ["glibc", "musl", "arm"];

let made: Awaited<ReturnType<typeof bundlesOfPlatforms>>;
/** All three, merged. */
let merged: string;
let result: MergeResult;

beforeAll(async () => {
  const directory = run("mktemp", ["-d"]).toString().trim();
  made = await bundlesOfPlatforms(directory);
  merged = join(directory, "merged.tar");
  result = await merge(NAMES.map(pathOf), merged);
  return () => rmSync(directory, { recursive: true });
});

const pathOf = (name: Name): string => made.bundle(name).path;
const file = (path: string): Input => ({ kind: "file", path });

function merge(paths: readonly string[], path: string, more: Partial<MergeRequest> = {}, heard = listener()) {
  const request = { sources: paths.map(file), output: { kind: "file", path }, name: "tools", ...more } as const;
  return mergeBundles(request, surroundings(), heard);
}

function extract(path: string, to: string, more: Partial<ExtractRequest>, heard = listener()) {
  const request = { source: file(path), packages: [], output: { kind: "file", path: to }, ...more } as const;
  return extractBundle(request, surroundings(), heard);
}

function importInto(home: string, source: Input, platform: string, more: Partial<ImportRequest> = {}) {
  const defaults = { packages: [], select: false, onConflict: "update", allowUnverified: false } as const;
  const request = { source, home, platform, ...defaults, durable: false, dryRun: false, ...more };
  return importBundle(request, surroundings(), listener());
}

test("the order of the bundles does not matter, nor how often they are merged", async () => {
  const directory = temporaryDirectory();
  const bytes = readFileSync(merged);
  const [a, b, c] = [pathOf("glibc"), pathOf("musl"), pathOf("arm")];
  const orders = [
    [c, b, a],
    [b, a, c, b],
  ];
  for (const [place, order] of orders.entries()) {
    const path = join(directory, `${place}.tar`);
    await merge(order, path);
    expect(readFileSync(path).equals(bytes)).toBe(true);
  }
  const [pair, again] = [join(directory, "pair.tar"), join(directory, "again.tar")];
  await merge([c, a], pair, { name: "pair" });
  await merge([b, pair], again);
  expect(readFileSync(again).equals(bytes)).toBe(true);
});

test("manifests stay as they are, and blobs are there once", async () => {
  const members = run("tar", ["-tf", merged]).toString().trimEnd().split("\n");
  expect(new Set(members).size).toBe(members.length);
  const read = (path: string, member: string) => run("tar", ["-xOf", path, member]);
  const blob = (digest: string): string => `blobs/sha256/${digest.slice(7)}`;
  const index = read(merged, blob(result.bundle.digest));
  expect(`sha256:${sha256(index)}`).toBe(result.bundle.digest);
  const { manifests } = JSON.parse(index.toString());
  expect(manifests.map((one: { digest: string }) => one.digest)).toEqual(
    // By platform.
    (["glibc", "musl", "arm"] as const).map((name) => made.bundle(name).digest),
  );
  const wanted = new Set(["oci-layout", "index.json", blob(result.bundle.digest)]);
  for (const name of NAMES) {
    const { path, digest } = made.bundle(name);
    expect(read(merged, blob(digest)).equals(read(path, blob(digest)))).toBe(true);
    for (const member of run("tar", ["-tf", path]).toString().trimEnd().split("\n")) wanted.add(member);
  }
  expect(members.toSorted()).toEqual([...wanted].toSorted());
  // Documents first, so that a reader of a stream or of ranges knows where everything is.
  expect(members.slice(2, 6)).toEqual(
    [result.bundle.digest, ...NAMES.map((name) => made.bundle(name).digest)].map(blob),
  );
});

test.each(NAMES)("extract gives the bundle for %s back, byte for byte", async (name) => {
  const to = join(temporaryDirectory(), "one.tar");
  const extracted = await extract(merged, to, { platform: ON[name] });
  expect(readFileSync(to).equals(readFileSync(pathOf(name)))).toBe(true);
  expect(extracted).toMatchObject({
    bundle: { name: `tools-${name}`, digest: made.bundle(name).digest, platform: ON[name] },
    from: { name: "tools", digest: result.bundle.digest },
    warnings: [],
  });
});

test("an import takes what its platform and libc select, from every place", async () => {
  const directory = temporaryDirectory();
  const [layout, parts] = [join(directory, "layout"), join(directory, "parts")];
  await merge(NAMES.map(pathOf), layout, { output: { kind: "layout", path: layout } });
  mkdirSync(parts);
  await splitBundle({ source: file(merged), partSize: 10_000, output: parts }, surroundings(), listener());
  const places: readonly (() => Input)[] = [
    () => file(merged),
    () => file(layout),
    () => file(join(parts, "merged.tar.parts.json")),
    () => ({ kind: "stream", stream: createReadStream(merged) }),
  ];
  for (const name of NAMES) {
    const alone = join(directory, `${name}-alone`);
    await importInto(alone, file(pathOf(name)), ON[name]);
    for (const [place, source] of places.slice(0, name === "arm" ? places.length : 1).entries()) {
      const home = join(directory, `${name}-${place}`);
      const imported = await importInto(home, source(), ON[name]);
      expect(imported.bundle).toEqual({
        name: "tools",
        digest: result.bundle.digest,
        manifestDigest: made.bundle(name).digest,
        platform: ON[name],
      });
      expect(describeHome(home, home)).toEqual(describeHome(alone, alone));
    }
  }
});

test("an import from a web server fetches what its platform needs, and an extract gets one platform from there", async () => {
  const bytes = readFileSync(merged);
  const server = await serveFiles({ "/tools.tar": { bytes, headers: { etag: '"1"' } } });
  const source: Input = { kind: "url", url: `${server.origin}/tools.tar` };
  const [home, alone] = [join(temporaryDirectory(), "home"), join(temporaryDirectory(), "home")];
  const { fetched } = await importInto(home, source, ON.musl);
  await importInto(alone, file(pathOf("musl")), ON.musl);
  expect(describeHome(home, home)).toEqual(describeHome(alone, alone));
  expect(fetched?.size).toBe(bytes.length);
  // The head of 256 KiB, of four layers two.
  expect(server.sent()).toBeLessThan(bytes.length * 0.85);
  const to = `${home}.tar`;
  const output = { kind: "file", path: to } as const;
  await extractBundle({ source, packages: [], platform: ON.arm, output }, surroundings(), listener());
  expect(readFileSync(to).equals(readFileSync(pathOf("arm")))).toBe(true);
});

needs("ssh-keygen")("signatures that are attached to a bundle stay there, which is said", async () => {
  const directory = temporaryDirectory();
  const [signed, key] = [join(directory, "signed.tar"), join(directory, "key")];
  writeFileSync(signed, readFileSync(pathOf("musl")));
  run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key]);
  expect(runCommand(["sign", signed, "--key", key]).status).toBe(0);
  expect(runCommand(["attach", signed, `${signed}.sig`]).status).toBe(0);
  const heard = listener();
  const { warnings } = await merge([pathOf("arm"), signed], join(directory, "merged.tar"), {}, heard);
  expect(warnings).toEqual([expect.stringMatching(/^Signatures in \S+signed\.tar stay there/)]);
  expect(heard.warnings).toEqual(warnings);
});

test("of a directory with several bundles, the hint names a way that these commands have", async () => {
  const directory = temporaryDirectory();
  const layout = join(directory, "layout");
  for (const name of ["arm", "musl"] as const)
    await exportFor(made.home, layout, ON[name], { name, output: { kind: "layout", path: layout } });
  const refused = { code: "BUNDLE_AMBIGUOUS", hint: expect.stringContaining("ocx-bundle serve") };
  await expect(merge([layout, pathOf("glibc")], join(directory, "x.tar"))).rejects.toMatchObject(refused);
  const compared = { before: file(layout), after: file(merged), platform: ON.arm };
  await expect(diffBundles(compared, surroundings(), listener())).rejects.toMatchObject(refused);
});

test("what there is is named when nothing fits", async () => {
  const home = join(temporaryDirectory(), "home");
  await expect(importInto(home, file(merged), "linux/amd64")).rejects.toMatchObject({
    code: "PLATFORM_MISMATCH",
    message: expect.stringContaining(`${ON.glibc}, ${ON.musl}, ${ON.arm}, expected linux/amd64`),
  });
  const both = "linux/amd64+libc.glibc,libc.musl";
  await expect(importInto(home, file(merged), both)).rejects.toMatchObject({
    code: "PLATFORM_AMBIGUOUS",
    message: expect.stringContaining(`${ON.glibc} and ${ON.musl}`),
  });
  await expect(extract(merged, `${home}.tar`, { platform: "darwin/arm64" })).rejects.toMatchObject({
    code: "PLATFORM_MISMATCH",
  });
});

test("a pin names the bundle or the manifest for a platform; inspect shows both", async () => {
  const home = join(temporaryDirectory(), "home");
  const { digest } = made.bundle("musl");
  const shown = await inspectBundle({ source: file(merged), platform: ON.musl }, surroundings());
  expect(shown).toMatchObject({ digest: result.bundle.digest, manifestDigest: digest, platform: ON.musl });
  expect(shown.platforms).toEqual(NAMES.map((name) => ({ platform: ON[name], digest: made.bundle(name).digest })));
  for (const pin of [result.bundle.digest, digest])
    expect(await importInto(home, file(merged), ON.musl, { digest: pin })).toMatchObject({
      bundle: { manifestDigest: digest },
    });
  // The pinned one is for another libc.
  await expect(importInto(home, file(merged), ON.musl, { digest: made.bundle("glibc").digest })).rejects.toMatchObject({
    code: "PLATFORM_MISMATCH",
  });
  const other = `sha256:${"0".repeat(64)}`;
  await expect(importInto(home, file(merged), ON.musl, { digest: other })).rejects.toMatchObject({
    code: "DIGEST_MISMATCH",
  });
});

test("env and manifest take what a platform selects", async () => {
  const pieces = await showManifest(
    { source: file(merged), platform: ON.arm, format: "json" },
    surroundings(),
    listener(),
  );
  const alone = await showManifest(
    { source: file(pathOf("arm")), platform: ON.arm, format: "json" },
    surroundings(),
    listener(),
  );
  expect(Buffer.concat([...pieces]).equals(Buffer.concat([...alone]))).toBe(true);
  const home = join(temporaryDirectory(), "home");
  await importInto(home, file(merged), ON.arm);
  const subject = { kind: "bundle", source: file(merged) } as const;
  const env = (platform: string) =>
    showEnvironment({ subject, home, platform, format: "sh" }, surroundings(), listener());
  expect((await env(ON.arm)).packages).toHaveLength(2);
  await expect(env(ON.musl)).rejects.toMatchObject({ code: expect.stringMatching(/^(OBJECT|PACKAGE)_/) });
});

test("verify checks all platforms, or the one that is named", async () => {
  const path = join(temporaryDirectory(), "damaged.tar");
  const verify = (request: object) => verifyBundle({ source: file(path), ...request }, surroundings(), listener());
  const bytes = readFileSync(merged);
  writeFileSync(path, bytes);
  const whole = await verify({});
  expect(whole.platforms?.map(({ platform }) => platform)).toEqual(NAMES.map((name) => ON[name]));
  expect(whole).toMatchObject({ bundle: { digest: result.bundle.digest }, blobs: result.blobs });
  const [one] = (await verify({ digest: made.bundle("arm").digest })).platforms ?? [];
  expect(one?.platform).toBe(ON.arm);
  // The layer that only the last platform has stands last or before the shared one: damage the first that is its own.
  const own = run("tar", ["-tf", pathOf("arm")])
    .toString()
    .trimEnd()
    .split("\n");
  const others = [
    ...run("tar", ["-tf", pathOf("glibc")])
      .toString()
      .split("\n"),
    ...own.slice(0, 5),
  ];
  const [layer = ""] = own.filter((member) => !others.includes(member));
  const at = bytes.indexOf(run("tar", ["-xOf", merged, layer]));
  bytes[at + 1000] = (bytes[at + 1000] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  await expect(verify({})).rejects.toMatchObject({ code: "DIGEST_MISMATCH" });
  await expect(verify({ platform: ON.arm })).rejects.toMatchObject({ code: "DIGEST_MISMATCH" });
  expect(await verify({ platform: ON.glibc })).toMatchObject({ platforms: [{ platform: ON.glibc }] });
});

test("two bundles for one platform, and tags that differ, are refused with their names", async () => {
  const directory = temporaryDirectory();
  const other = homeOfPlatforms(join(directory, "other"), "2");
  const [same, stranger] = [join(directory, "same.tar"), join(directory, "stranger.tar")];
  await exportFor(other, same, ON.glibc);
  await exportFor(other, stranger, ON.arm);
  const to = join(directory, "merged.tar");
  const refused = await merge([pathOf("glibc"), same], to).catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: "MERGE_CONFLICT", message: expect.stringContaining(ON.glibc) });
  expect(refused).toMatchObject({ message: expect.stringMatching(/glibc\.tar[^]*same\.tar/) });
  const differ = await merge([pathOf("glibc"), stranger], to).catch((error: unknown) => error);
  expect(differ).toMatchObject({ code: "MERGE_CONFLICT", message: expect.stringContaining("ocx.sh/tool:1") });
  expect(differ).toMatchObject({ message: expect.not.stringContaining("ocx.sh/extra:1") });
  expect(run("ls", [directory]).toString()).not.toContain("merged");
});

test("layers that were compressed differently are named, and the bundle works", async () => {
  const directory = temporaryDirectory();
  const hard = join(directory, "hard.tar");
  await exportFor(made.home, hard, ON.arm, { level: 15 });
  const heard = listener();
  const { warnings } = await merge([pathOf("glibc"), hard], join(directory, "merged.tar"), {}, heard);
  // That of the package for any platform, and that of its dependency.
  expect(warnings).toEqual(Array(2).fill(expect.stringContaining("is in the bundle twice")));
  expect(heard.warnings).toEqual(warnings);
  await importInto(join(directory, "home"), file(join(directory, "merged.tar")), ON.arm);
});

test("a damaged blob is found while it is copied, and nothing is written", async () => {
  const directory = temporaryDirectory();
  const damaged = join(directory, "damaged.tar");
  const bytes = readFileSync(pathOf("musl"));
  bytes[bytes.length - 5000] = (bytes[bytes.length - 5000] ?? 0) ^ 1;
  writeFileSync(damaged, bytes);
  const to = join(directory, "to.tar");
  await expect(merge([pathOf("arm"), damaged], to)).rejects.toMatchObject({ code: "DIGEST_MISMATCH" });
  await expect(extract(damaged, to, { packages: ["tool", "extra"] })).rejects.toMatchObject({
    code: "DIGEST_MISMATCH",
  });
  expect(readdirSync(directory)).toEqual(["damaged.tar"]);
});

test("a part of a project's bundle is a bundle without the project", async () => {
  const directory = temporaryDirectory();
  const [whole, part] = [join(directory, "whole.tar"), join(directory, "part.tar")];
  const declaration = { kind: "project", path: goldenProject("toolbox"), groups: [] } as const;
  const { bundle } = await exportToolbox(unpackToolbox(directory), whole, { declaration });
  const [root] = bundle.packages.filter((pkg) => pkg.root);
  const { packages } = await extract(whole, part, { packages: [root?.digest ?? ""], platform: ON.glibc });
  expect(packages).toEqual([root?.identifier]);
  const home = join(directory, "home");
  const imported = await importInto(home, file(part), ON.glibc);
  expect(imported.packages.length).toBeLessThan(bundle.packages.length);
  expect(await inspectBundle({ source: file(part) }, surroundings())).not.toHaveProperty("project");
  const subject = { kind: "bundle", source: file(part) } as const;
  const env = await showEnvironment({ subject, home, format: "sh", platform: ON.glibc }, surroundings(), listener());
  expect(env.packages).toHaveLength(1);
});

test("a subset is the bundle that an export of these packages makes", async () => {
  const directory = temporaryDirectory();
  const [expected, found] = [join(directory, "expected.tar"), join(directory, "found.tar")];
  for (const identifiers of [["extra:1"], ["tool:1"]]) {
    await exportFor(made.home, expected, ON.arm, { name: "tools-arm", identifiers });
    const heard = listener();
    const extracted = await extract(merged, found, { platform: ON.arm, packages: identifiers }, heard);
    expect(readFileSync(found).equals(readFileSync(expected))).toBe(true);
    expect(extracted.packages).toEqual(identifiers.map((identifier) => `ocx.sh/${identifier}`));
    expect(heard.warnings).toEqual([expect.stringContaining(`signatures of ${made.bundle("arm").digest}`)]);
    await verifyBundle({ source: file(found) }, surroundings(), listener());
  }
  await extract(merged, found, { platform: ON.arm, packages: ["tool", "extra"] });
  expect(readFileSync(found).equals(readFileSync(pathOf("arm")))).toBe(true);
  await expect(extract(merged, found, { platform: ON.arm, packages: ["toll"] })).rejects.toMatchObject({
    code: "PACKAGE_NOT_IN_BUNDLE",
  });
  await expect(extract(pathOf("arm"), found, {})).rejects.toMatchObject({ code: "OPTION_INVALID" });
});

test("two platforms in one home: each import is recorded with a config of its own, and forgotten with it", async () => {
  const home = join(temporaryDirectory(), "home");
  await importInto(home, file(merged), ON.glibc);
  await importInto(home, file(merged), ON.musl);
  const kept = (): string[] =>
    run("ls", [join(home, ".ocx-bundle/bundles")])
      .toString()
      .split("\n")
      .filter((name) => name !== "");
  expect(kept()).toEqual([made.bundle("glibc"), made.bundle("musl")].map(({ digest }) => `${digest}.json`).toSorted());
  const before = readFileSync(join(home, ".ocx-bundle/imports.jsonl"), "utf8");
  expect(await importInto(home, file(merged), ON.musl)).toMatchObject({ changed: false });
  expect(readFileSync(join(home, ".ocx-bundle/imports.jsonl"), "utf8")).toBe(before);
  await forgetImport({ bundle: result.bundle.digest, home, dryRun: false }, surroundings());
  expect(kept()).toEqual([]);
});

test("the commands print what they made", () => {
  const directory = temporaryDirectory();
  const to = join(directory, "merged.tar");
  const wrote = runCommand(["merge", pathOf("arm"), pathOf("glibc"), "-o", to, "--json"]);
  expect(wrote).toMatchObject({ status: 0, errors: "" });
  const { platforms, bundle } = parseOutput("merge", wrote.text);
  expect(platforms.map(({ platform }) => platform)).toEqual([ON.glibc, ON.arm]);
  expect(bundle.name).toBe("ocx-bundle");
  const one = runCommand(["extract", to, "--platform", ON.arm, "-o", directory, "--json"]);
  expect(one).toMatchObject({ status: 0, errors: "" });
  expect(parseOutput("extract", one.text).file).toBe(join(directory, "tools-arm.tar"));
  const shown = runCommand(["inspect", to, "--platform", ON.arm]);
  expect(shown.text).toContain(`Manifest: ${made.bundle("arm").digest}`);
  expect(runCommand(["verify", to])).toMatchObject({ status: 0, text: expect.stringContaining(ON.arm) });
  expect(formatMerge(result, (text) => text)).toContain(made.bundle("arm").digest);
});
