import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "smol-toml";
import { afterAll, beforeAll, expect } from "vitest";
import { attachSignatures } from "../../src/commands/attach-signatures.ts";
import { extractBundle } from "../../src/commands/extract-bundle.ts";
import { fetchBundle } from "../../src/commands/fetch-bundle.ts";
import { inspectBundle } from "../../src/commands/inspect-bundle.ts";
import { joinBundle } from "../../src/commands/join-bundle.ts";
import { mergeBundles } from "../../src/commands/merge-bundles.ts";
import type { ExportResult } from "../../src/commands/results/export-result.ts";
import { runStore } from "../../src/commands/run-store.ts";
import { sendBundle } from "../../src/commands/send-bundle.ts";
import { printConfiguration } from "../../src/commands/sending/print-configuration.ts";
import { signBundle } from "../../src/commands/sign-bundle.ts";
import { verifyBundle } from "../../src/commands/verify-bundle.ts";
import { run as runCommand } from "../fixtures/command-line.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { openFront } from "../fixtures/front.ts";
import {
  exportOriginals,
  mirrored,
  type Published,
  publish,
  push,
  SIGSTORE,
  SPDX,
  WEIGHT,
} from "../fixtures/published.ts";
import { type RunningRegistry, startDistribution } from "../fixtures/registries.ts";
import { ask, serving } from "../fixtures/serving.ts";
import { importFile } from "../fixtures/toolbox.ts";
import { lacks, needs, run } from "../fixtures/tools.ts";
import { sha256 } from "../fixtures/tree.ts";
import { serveFiles } from "../fixtures/web-server.ts";

const directory = mkdtempSync(join(tmpdir(), "ocx-bundle-originals-"));
const file = join(directory, "toolchain.tar");
const source = { kind: "file", path: file } as const;
let published: Published;
let registry: RunningRegistry;
let variables: Readonly<Record<string, string>>;
let exported: ExportResult;

// The index of ocx.sh says that its packages are at up.test, which is reached at a mirror.
beforeAll(async () => {
  if (lacks("docker-registry", "xz")) return;
  published = publish(directory, { location: "up.test/pub" });
  registry = await startDistribution(directory);
  await push(registry.host, "mirror/pub/", published.packages);
  variables = mirrored(directory, { "up.test": `http://${registry.host}/mirror` });
  exported = (await exportOriginals(published, variables, { output: source })).exported;
});

afterAll(async () => {
  await registry?.[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true, force: true });
});

needs("docker-registry", "xz")("a bundle lists its originals, and every byte of them is checked", async () => {
  const { tool, library } = published;
  expect(exported.bundle.originals).toMatchObject({
    repositories: [
      { name: "ocx.sh/acme/library", tags: [], packages: [library.leaf.digest] },
      { name: "ocx.sh/acme/tool", tags: ["1.0"], packages: [tool.leaf.digest] },
    ],
  });
  for (const [place, { leaf, referrers }] of [library, tool].entries())
    expect(exported.bundle.originals?.repositories[place]?.referrers).toEqual(
      referrers
        .map(({ manifest, artifactType }) => ({ artifactType, digest: manifest.digest, subject: leaf.digest }))
        .toSorted((a, b) => (a.digest < b.digest ? -1 : 1)),
    );
  expect(await inspectBundle({ source }, surroundings())).toMatchObject(exported.bundle);
  const verified = await verifyBundle({ source }, surroundings(), listener());
  expect(verified.bundle.digest).toBe(exported.bundle.digest);
  const bytes = readFileSync(file);
  const [layer] = tool.layers;
  const at = bytes.indexOf(layer?.bytes ?? "");
  expect(at).toBeGreaterThan(0);
  bytes[at + 100] = (bytes[at + 100] ?? 0) ^ 1;
  const damaged = join(temporaryDirectory(), "damaged.tar");
  writeFileSync(damaged, bytes);
  await expect(
    verifyBundle({ source: { kind: "file", path: damaged } }, surroundings(), listener()),
  ).rejects.toMatchObject({ code: "DIGEST_MISMATCH", message: expect.stringContaining(layer?.digest ?? "") });
});

// What a real OCX asks a mirror for, in its order: its tag, the leaf, the config, the archives, the dependencies, the index last.
needs("docker-registry", "xz")(
  "a server answers what OCX asks to install a package, and to check its signature",
  async () => {
    await using server = await serving([file]);
    const accept = "application/vnd.oci.image.manifest.v1+json, application/vnd.oci.image.index.v1+json";
    for (const prefix of ["ocx.sh/", "up.test/pub/", ""]) {
      const get = async (target: string): Promise<string> => {
        const reply = await ask(server.host, `/v2/${prefix}${target}`, { headers: { accept } });
        expect(reply.status, target).toBe(200);
        return `sha256:${sha256(reply.body)}`;
      };
      expect(await get("acme/tool/manifests/1.0")).toBe(published.tool.index.digest);
      for (const { repository, leaf, config, layers, referrers } of [published.tool, published.library]) {
        // OCX first tries whether there is such an answer at all.
        await get(`${repository}/referrers/${leaf.digest}`);
        const filter = `artifactType=${encodeURIComponent(SIGSTORE)}`;
        const rows = await ask(server.host, `/v2/${prefix}${repository}/referrers/${leaf.digest}?${filter}`);
        expect(rows.headers["content-type"]).toBe("application/vnd.oci.image.index.v1+json");
        expect(rows.headers["oci-filters-applied"]).toBe("artifactType");
        const { manifests } = JSON.parse(rows.body.toString());
        const [signature] = referrers;
        expect(manifests).toEqual([
          expect.objectContaining({ digest: signature?.manifest.digest, artifactType: SIGSTORE }),
        ]);
        for (const { manifest, blobs } of referrers) {
          expect(await get(`${repository}/manifests/${manifest.digest}`)).toBe(manifest.digest);
          for (const blob of blobs) expect(await get(`${repository}/blobs/${blob.digest}`)).toBe(blob.digest);
        }
        expect(await get(`${repository}/manifests/${leaf.digest}`)).toBe(leaf.digest);
        for (const blob of [config, ...layers])
          expect(await get(`${repository}/blobs/${blob.digest}`)).toBe(blob.digest);
      }
      expect(await get(`acme/tool/manifests/${published.tool.index.digest}`)).toBe(published.tool.index.digest);
    }
    // A package without signatures has an empty list, one that is not there too: OCX remembers a 404 for six hours.
    for (const name of ["ocx.sh/acme/tool", "ocx.sh/acme/other"]) {
      const none = await ask(server.host, `/v2/${name}/referrers/${published.tool.index.digest}?artifactType=x`);
      expect([none.status, JSON.parse(none.body.toString()).manifests]).toEqual([200, []]);
    }
  },
);

// `ocx index sync` asks for the catalog without the prefix of the mirror, and then for each name with it. It never ends if `last` is ignored.
needs("docker-registry", "xz")(
  "a server lists names and tags in pages, and answers for every listed name below every prefix",
  async () => {
    await using server = await serving([file]);
    const list = async (target: string) => JSON.parse((await ask(server.host, `/v2/${target}`)).body.toString());
    expect(await list("_catalog?n=100&last=")).toEqual({ repositories: ["acme/tool"] });
    expect(await list("_catalog?n=100&last=acme%2Ftool")).toEqual({ repositories: [] });
    expect(await list("ocx.sh/acme/tool/tags/list?n=100&last=")).toEqual({ name: "ocx.sh/acme/tool", tags: ["1.0"] });
    expect(await list("ocx.sh/acme/tool/tags/list?n=100&last=1.0")).toMatchObject({ tags: [] });
    expect(await list("ocx.sh/acme/library/tags/list?n=100&last=")).toMatchObject({ tags: [] });
    expect(await list("toolchain/tags/list?n=100&last=")).toMatchObject({ tags: ["latest"] });
    expect(server.heard.lines.filter((line) => line.includes("ocx.sh/acme"))).not.toContainEqual(
      expect.stringMatching(/^ {2}/),
    );
  },
);

needs("docker-registry", "xz")("packages of a lock are found by the published index of their registry", async () => {
  const place = temporaryDirectory();
  const front = await openFront(({ url }, response) => {
    const [, repository] = /^\/site\/p\/(acme\/\w+)\.json$/.exec(url) ?? [];
    if (repository === undefined) return response.writeHead(404).end();
    return response.end(JSON.stringify({ repository: `oci://up.test/pub/${repository}`, tags: {} }));
  });
  const index = `[registries."ocx.sh"]\nindex = "http://${front.host}/site"\n`;
  writeFileSync(join(place, "config.toml"), index);
  const { home } = publish(place);
  // Whoever installs by lock alone has no index.
  rmSync(join(home, "index"), { recursive: true });
  const identifiers = [`ocx.sh/acme/tool@${published.tool.leaf.digest}`];
  const mirrors = JSON.stringify({ "up.test": `http://${registry.host}/mirror` });
  const around = {
    OCX_CONFIG: join(place, "config.toml"),
    OCX_MIRRORS: mirrors,
    OCX_INSECURE_REGISTRIES: `${front.host},${registry.host}`,
  };
  const found = await exportOriginals({ ...published, home }, around, {
    declaration: { kind: "packages", identifiers },
    output: { kind: "file", path: join(place, "by-lock.tar") },
  });
  const named = (summary: typeof exported) =>
    summary.bundle.originals?.repositories.map(({ name, packages, referrers }) => [name, packages, referrers]);
  expect(named(found.exported)).toEqual(named(exported));
  expect(front.seen.map(({ url }) => url).toSorted()).toEqual(["/site/p/acme/library.json", "/site/p/acme/tool.json"]);
});

needs("docker-registry", "xz")("an import from far fetches nothing of the originals", async () => {
  await using server = await serving([file]);
  const reference = `${server.host}/toolchain:latest`;
  const home = join(temporaryDirectory(), "home");
  const from = { kind: "registry", reference } as const;
  const imported = await importFile(file, home, { source: from, platform: "linux/amd64" });
  expect(imported.bundle.digest).toBe(exported.bundle.digest);
  const asked = server.heard.lines.filter((line) => line.includes(" GET ")).join("\n");
  for (const { leaf, config, layers, referrers } of published.packages)
    for (const { digest } of [leaf, config, ...layers, ...referrers.map(({ manifest }) => manifest)])
      expect(asked).not.toContain(digest);
  const web = await serveFiles({ "/toolchain.tar": { bytes: readFileSync(file) } });
  const url = { kind: "url", url: `${web.origin}/toolchain.tar` } as const;
  const byRanges = await importFile(file, join(temporaryDirectory(), "home"), { source: url, platform: "linux/amd64" });
  expect(byRanges.bundle.digest).toBe(exported.bundle.digest);
  expect(web.sent()).toBeLessThan(readFileSync(file).byteLength - WEIGHT * 0.9);
  const store = join(temporaryDirectory(), "store");
  const before = web.sent();
  const kept = { source: url, store, platform: "linux/amd64" } as const;
  await importFile(file, join(temporaryDirectory(), "home"), kept);
  expect(web.sent() - before).toBeLessThan(readFileSync(file).byteLength - WEIGHT * 0.9);
  const inspected = await inspectBundle({ source: url }, surroundings());
  expect(inspected.originals).toEqual(exported.bundle.originals);
});

needs(
  "docker-registry",
  "xz",
  "ssh-keygen",
)("a signature behind the originals is read from far without them", async () => {
  const at = temporaryDirectory();
  const [path, key] = [join(at, "toolchain.tar"), join(at, "key")];
  cpSync(file, path);
  run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key]);
  writeFileSync(join(at, "signers"), `release ${readFileSync(`${key}.pub`, "utf8")}`);
  const around = surroundings({ variables: { PATH: process.env["PATH"] } });
  const signed = await signBundle({ source, key, output: join(at, "s.sig") }, around, listener());
  const request = { source: { kind: "file", path }, signatures: [signed.file] } as const;
  await attachSignatures(request, surroundings(), listener());
  const bytes = readFileSync(path);
  const web = await serveFiles({ "/toolchain.tar": { bytes } });
  const url = { kind: "url", url: `${web.origin}/toolchain.tar` } as const;
  const trust = { allowedSigners: join(at, "signers") };
  const more = { source: url, platform: "linux/amd64", trust, dryRun: true } as const;
  const { trust: found } = await importFile(path, join(at, "home"), more);
  expect(found?.proofs).toMatchObject([{ kind: "ssh", covers: "bundle" }]);
  // The head, and the end.
  const ranges = web.log.filter((asked) => asked.url.endsWith(".tar")).map(({ headers }) => headers.range);
  expect(ranges).toEqual(["bytes=0-262143", expect.stringMatching(new RegExp(`-${bytes.byteLength - 1}$`))]);
  expect(web.sent()).toBeLessThan(600_000);
  const { signatures } = await inspectBundle({ source: url }, surroundings());
  expect(signatures).toMatchObject([{ kind: "ssh" }]);
});

needs("docker-registry", "xz")(
  "a directory, parts, a store and a registry carry the originals, and give the same file back",
  async () => {
    const place = temporaryDirectory();
    const whole = readFileSync(file);
    const again = await exportOriginals(published, variables, {
      output: { kind: "layout", path: join(place, "layout") },
    });
    expect(again.exported.bundle.digest).toBe(exported.bundle.digest);
    const layout = { kind: "file", path: join(place, "layout") } as const;
    const reference = `${registry.host}/acme/toolchain:1`;
    await sendBundle({ source: layout, destination: { channel: "registry", reference } }, surroundings(), listener());
    const output = join(place, "back.tar");
    const origin = { channel: "registry", reference } as const;
    await fetchBundle({ origin, name: "toolchain", output }, surroundings(), listener());
    expect(readFileSync(output).equals(whole)).toBe(true);
    const straight = { kind: "registry", reference: `${registry.host}/acme/straight:1` } as const;
    const pushed = await exportOriginals(published, variables, { output: straight });
    expect(pushed.exported.bundle.digest).toBe(exported.bundle.digest);
    const parts = join(place, "parts.tar");
    await exportOriginals(published, variables, { output: { kind: "file", path: parts }, partSize: 20_000 });
    await joinBundle(
      { document: `${parts}.parts.json`, output: join(place, "joined.tar") },
      surroundings(),
      listener(),
    );
    expect(readFileSync(join(place, "joined.tar")).equals(whole)).toBe(true);
    const store = join(place, "store");
    await runStore(
      { action: "add", store, source: { kind: "registry", reference }, as: "toolchain" },
      surroundings(),
      listener(),
    );
    expect(await runStore({ action: "check", store, names: [] }, surroundings(), listener())).toMatchObject({
      action: "check",
    });
    await using server = await serving([store]);
    const [layer] = published.tool.layers;
    expect((await ask(server.host, `/v2/ocx.sh/acme/tool/blobs/${layer?.digest}`)).body).toSatisfy((body: Buffer) =>
      body.equals(layer?.bytes ?? Buffer.alloc(0)),
    );
    // A copy without them is served without them, and imported as ever.
    const [row] = Object.values(exported.bundle.originals?.repositories[0]?.referrers ?? []);
    cpSync(join(place, "layout"), join(place, "partial"), { recursive: true });
    rmSync(join(place, "partial/blobs", (row?.digest ?? "").replace(":", "/")));
    await using partial = await serving([join(place, "partial")]);
    expect((await ask(partial.host, "/v2/toolchain/manifests/latest")).status).toBe(200);
    expect((await ask(partial.host, "/v2/ocx.sh/acme/tool/manifests/1.0")).status).toBe(404);
    await using direct = await serving([join(place, "layout")]);
    expect((await ask(direct.host, `/v2/ocx.sh/acme/tool/blobs/${layer?.digest}`)).body).toSatisfy((body: Buffer) =>
      body.equals(layer?.bytes ?? Buffer.alloc(0)),
    );
  },
);

needs("docker-registry", "xz")(
  "a merged bundle has the originals of all, and gives each bundle back with its own",
  async () => {
    const place = temporaryDirectory();
    const other = { kind: "file", path: join(place, "arm64.tar") } as const;
    const declaration = {
      kind: "packages",
      identifiers: [`ocx.sh/acme/library@${published.library.leaf.digest}`],
    } as const;
    await exportOriginals(published, variables, { output: other, name: "arm64", platform: "linux/arm64", declaration });
    const merged = join(place, "merged.tar");
    for (const sources of [
      [source, other],
      [other, source],
    ]) {
      await mergeBundles({ sources, name: "all", output: { kind: "file", path: merged } }, surroundings(), listener());
      const digests = new Set<string>();
      for (const [platform, back] of [
        ["linux/amd64", file],
        ["linux/arm64", other.path],
      ] as const) {
        const from = { kind: "file", path: merged } as const;
        const output = { kind: "file", path: join(place, "back.tar") } as const;
        const request = { source: from, packages: [], platform, output, overwrite: true };
        const extracted = await extractBundle(request, surroundings(), listener());
        expect(extracted.bundle.digest).toBe(await digestOf(back));
        digests.add(extracted.from.digest);
        expect(readFileSync(output.path).equals(readFileSync(back))).toBe(true);
      }
      expect(digests.size).toBe(1);
      rmSync(merged);
    }
  },
);

needs("docker-registry", "xz")(
  "some packages of a bundle keep their originals, as an export of them has it",
  async () => {
    const place = temporaryDirectory();
    const at = (name: string) => ({ kind: "file", path: join(place, name) }) as const;
    const both = ["ocx.sh/acme/tool:1.0", "ocx.sh/acme/library:2"];
    const of = (identifiers: readonly string[]) => ({ declaration: { kind: "packages", identifiers } as const });
    await exportOriginals(published, variables, { output: at("both.tar"), ...of(both) });
    for (const [position, identifier] of both.entries()) {
      const expected = at(`exported-${position}.tar`);
      await exportOriginals(published, variables, { output: expected, ...of([identifier]) });
      const output = at(`extracted-${position}.tar`);
      await extractBundle({ source: at("both.tar"), packages: [identifier], output }, surroundings(), listener());
      expect(readFileSync(output.path).equals(readFileSync(expected.path))).toBe(true);
    }
  },
);

needs(
  "docker-registry",
  "xz",
  "skopeo",
  "oras",
)("skopeo and oras carry a bundle with originals", async () => {
  const layout = join(temporaryDirectory(), "layout");
  await exportOriginals(published, variables, { output: { kind: "layout", path: layout } });
  const [bySkopeo, byOras] = ["acme/skopeo", "acme/oras"];
  const to = `docker://${registry.host}/${bySkopeo}:1`;
  run("skopeo", ["copy", "--all", "--dest-tls-verify=false", `oci:${layout}:toolchain`, to]);
  run("oras", ["cp", "--to-plain-http", "--from-oci-layout", `${layout}:toolchain`, `${registry.host}/${byOras}:1`]);
  for (const name of [bySkopeo, byOras]) {
    const place = { kind: "registry", reference: `${registry.host}/${name}:1` } as const;
    const inspected = await inspectBundle({ source: place }, surroundings());
    expect(inspected.digest).toBe(exported.bundle.digest);
    expect(inspected.originals).toEqual(exported.bundle.originals);
  }
});

async function digestOf(path: string): Promise<string | undefined> {
  return (await inspectBundle({ source: { kind: "file", path } }, surroundings())).digest;
}

needs("docker-registry", "xz")(
  "a mirror gets the repositories of the publishers, as OCX's configuration names them",
  async () => {
    const heard = listener();
    const destination = { channel: "mirror", prefix: `${registry.host}/closed` } as const;
    const sent = await sendBundle({ source, destination }, surroundings(), heard);
    expect(sent.names).toEqual(
      ["ocx.sh/acme/library", "up.test/pub/acme/library", "ocx.sh/acme/tool", "up.test/pub/acme/tool"].map(
        (name) => `${registry.host}/closed/${name}`,
      ),
    );
    expect(sent.configuration).toContain(`"ocx.sh" = "http://${registry.host}/closed/ocx.sh"`);
    expect(sent.configuration).toContain(`OCX_INSECURE_REGISTRIES=${registry.host}`);
    const accept = "application/vnd.oci.image.manifest.v1+json, application/vnd.oci.image.index.v1+json";
    const get = async (target: string) => ask(registry.host, `/v2/closed/${target}`, { headers: { accept } });
    for (const { repository, leaf, config, layers, referrers } of published.packages) {
      for (const { digest, bytes } of [leaf, ...referrers.map(({ manifest }) => manifest)])
        expect((await get(`ocx.sh/${repository}/manifests/${digest}`)).body.equals(bytes)).toBe(true);
      for (const { digest, bytes } of [config, ...layers])
        expect((await get(`up.test/pub/${repository}/blobs/${digest}`)).body.equals(bytes)).toBe(true);
      const list = await get(`ocx.sh/${repository}/manifests/${leaf.digest.replace(":", "-")}`);
      const types = JSON.parse(list.body.toString()).manifests.map((row: { artifactType: string }) => row.artifactType);
      expect(types.toSorted()).toEqual([SPDX, SIGSTORE].toSorted());
    }
    // This registry takes no index that lacks a platform, and lists no referrers.
    expect((await get("ocx.sh/acme/tool/manifests/1.0")).body).toEqual(published.tool.leaf.bytes);
    expect(heard.warnings).toEqual([
      expect.stringMatching(/has no referrers API: OCX finds no signatures there/),
      expect.stringMatching(/refuses the image index sha256:[0-9a-f]{64} of closed\/ocx.sh\/acme\/tool/),
      expect.stringMatching(/refuses the image index sha256:[0-9a-f]{64} of closed\/up.test\/pub\/acme\/tool/),
    ]);
    const plain = { kind: "file", path: join(temporaryDirectory(), "plain.tar") } as const;
    await exportOriginals(published, {}, { output: plain, original: false });
    await expect(sendBundle({ source: plain, destination }, surroundings(), listener())).rejects.toMatchObject({
      code: "BUNDLE_NOT_FOUND",
    });
  },
);

needs("docker-registry", "xz")("serve prints the configuration that OCX needs", async () => {
  const listen = { address: "0.0.0.0", port: 5000, isLoopback: false };
  const tls = { certificate: "c.pem", key: "k.pem" };
  const request = { paths: [file], listen, hosts: ["bundles.example"], tls, tokenFile: "token" };
  expect(await printConfiguration(request, surroundings())).toMatchInlineSnapshot(`
    "# OCX's configuration, as ocx-bundle prints it.
    # Write it to /etc/ocx/config.toml, or to a file that OCX_CONFIG names.
    # Set for every ocx:
    #   OCX_AUTH_bundles_example_5000_TYPE=basic
    #   OCX_AUTH_bundles_example_5000_USER=reader
    #   OCX_AUTH_bundles_example_5000_TOKEN=<the token>

    [mirrors]
    "ocx.sh" = "https://bundles.example:5000/ocx.sh"
    "up.test" = "https://bundles.example:5000/up.test"

    # The index of ocx.sh says that packages are at up.test. OCX resolves the name before it takes the mirror:
    # it must have an address, whichever, for example in /etc/hosts.
    [registries."ocx.sh"]
    trusted_hosts = ["up.test"]

    # For signatures. Who may sign is for you to say, in [[trust.policy]]. Get the trusted root in another way than the bundle.
    [trust.sigstore]
    # trusted_root = "/etc/ocx/trusted_root.json"
    rekor_url = "http://127.0.0.1:9"
    "
  `);
  // As a user runs it: nothing but TOML on standard output.
  const ran = runCommand(["serve", file, "--print-config", "--listen", "127.0.0.1:5000"]);
  expect(ran).toMatchObject({ status: 0, errors: "" });
  expect(parse(ran.text)).toMatchObject({ mirrors: { "ocx.sh": "http://127.0.0.1:5000/ocx.sh" } });
  const loopback = { paths: [file], listen: { address: "127.0.0.1", port: 5000, isLoopback: true }, hosts: [] };
  const printed = await printConfiguration(loopback, surroundings());
  expect(printed).toContain("OCX_INSECURE_REGISTRIES=127.0.0.1:5000\n");
  expect(printed).toContain('"ocx.sh" = "http://127.0.0.1:5000/ocx.sh"\n');
  await expect(printConfiguration({ ...loopback, listen }, surroundings())).rejects.toMatchObject({
    code: "OPTION_INVALID",
  });
});
