import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { expect } from "vitest";
import { inspectBundle } from "../../src/commands/inspect-bundle.ts";
import { surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { type Front, openFront, type SeenRequest } from "../fixtures/front.ts";
import { type Document, describe, digest } from "../fixtures/layout.ts";
import {
  exportOriginals,
  mirrored,
  type Published,
  publish,
  refer,
  type Stored,
  stored,
} from "../fixtures/published.ts";
import { serving } from "../fixtures/serving.ts";
import { shortenPauses } from "../fixtures/short-pauses.ts";
import { needs } from "../fixtures/tools.ts";

const IMAGE_INDEX = "application/vnd.oci.image.index.v1+json";
shortenPauses();

/** Answers a request in another way; undefined leaves it to the registry. */
type Fault = (asked: {
  readonly kind: string;
  readonly reference: string;
  readonly request: SeenRequest;
}) => Answer | undefined;
interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

/** A registry with the packages and the referrers API, at `/v2/pub/`. */
function openRegistry({ packages }: Published, fault: Fault = () => undefined): Promise<Front> {
  const all = packages.flatMap(({ leaf, config, layers, referrers }) => [
    leaf,
    config,
    ...layers,
    ...referrers.flatMap(({ manifest, blobs }) => [manifest, ...blobs]),
  ]);
  const contents = new Map(all.map((each) => [each.digest, each]));
  return openFront((request, response) => {
    const [, kind = "", reference = ""] = /^\/v2\/.+\/(manifests|blobs|referrers)\/([^?]+)/.exec(request.url) ?? [];
    const faulty = fault({ kind, reference, request });
    if (faulty !== undefined) return send(response, faulty);
    const pkg = packages.find(({ leaf }) => leaf.digest === reference);
    if (kind === "referrers") return send(response, listOf(pkg?.referrers.map(({ manifest }) => manifest) ?? []));
    const content = contents.get(reference);
    if (content === undefined) return send(response, { status: 404, body: Buffer.from("{}") });
    const type = kind === "blobs" ? "application/octet-stream" : content.mediaType;
    return send(response, { headers: { "content-type": type }, body: content.bytes });
  });
}

function listOf(manifests: readonly Stored[]): Answer {
  const rows = manifests.map(({ bytes, mediaType }) => describe(mediaType, bytes));
  const body = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: IMAGE_INDEX, manifests: rows }));
  return { headers: { "content-type": IMAGE_INDEX }, body };
}

function send(response: ServerResponse, { status = 200, headers = {}, body = Buffer.alloc(0) }: Answer): void {
  response.writeHead(status, { ...headers, "content-length": String(body.byteLength) }).end(body);
}

/** Exports from a registry with a fault into a directory, and says what is left in it. */
async function exportFrom(published: Published, fault: Fault, more: Readonly<Record<string, string>> = {}) {
  const place = temporaryDirectory();
  const front = await openRegistry(published, fault);
  const variables = { ...mirrored(place, { "ocx.sh": `http://${front.host}/pub` }), ...more };
  const running = exportOriginals(published, variables, {
    output: { kind: "file", path: join(place, "toolchain.tar") },
  });
  const left = (): string[] => readdirSync(place).filter((name) => name !== "config.toml");
  return { running, left, front };
}

needs("xz")("bytes, sizes and manifests of others are refused, and nothing is left", async () => {
  const published = publish(temporaryDirectory());
  const { tool } = published;
  const [layer] = tool.layers;
  if (layer === undefined) throw new Error("the tool has layers");
  const flipped = Buffer.from(layer.bytes);
  flipped[1000] = (flipped[1000] ?? 0) ^ 1;
  const faults: readonly (readonly [Fault, string, RegExp])[] = [
    [on(layer.digest, { body: flipped }), "DIGEST_MISMATCH", /the registry sent sha256:/],
    [on(layer.digest, { body: layer.bytes.subarray(1) }), "DIGEST_MISMATCH", /the server has \d+ bytes, expected/],
    [on(layer.digest, { body: Buffer.concat([layer.bytes, layer.bytes]) }), "DIGEST_MISMATCH", /the server has/],
    [on(layer.digest, { status: 404 }), "ORIGINAL_NOT_FOUND", /does not have it/],
    [on(tool.leaf.digest, { status: 404 }), "ORIGINAL_NOT_FOUND", /publisher has removed it/],
    [
      on(tool.leaf.digest, { headers: { "content-type": tool.leaf.mediaType }, body: published.library.leaf.bytes }),
      "DIGEST_MISMATCH",
      /got sha256:/,
    ],
  ];
  for (const [fault, code, message] of faults) {
    const { running, left } = await exportFrom(published, fault);
    await expect(running).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    expect(left()).toEqual([]);
  }
});

/** A fault of one manifest or blob. */
function on(wanted: string, answer: Answer): Fault {
  return ({ kind, reference }) => (reference === wanted && kind !== "referrers" ? answer : undefined);
}

needs("xz")("without a network, the export says what it needs one for", async () => {
  const published = publish(temporaryDirectory());
  const place = temporaryDirectory();
  const variables = mirrored(place, { "ocx.sh": "http://127.0.0.1:9/pub" });
  const output = { kind: "file", path: join(place, "toolchain.tar") } as const;
  await expect(exportOriginals(published, variables, { output })).rejects.toMatchObject({
    code: "NETWORK_FAILED",
    hint: expect.stringContaining("Without `original`, an export needs no network"),
  });
  expect(existsSync(output.path)).toBe(false);
});

needs("xz")("credentials of OCX go to the registry, and not on to where it redirects", async () => {
  const published = publish(temporaryDirectory());
  const storage = await openRegistry(published);
  const { running, front } = await exportFrom(published, ({ kind, reference, request }) => {
    if (request.headers.authorization !== `Basic ${Buffer.from("reader:s3cret").toString("base64")}`)
      return { status: 401, headers: { "www-authenticate": 'Basic realm="x"' } };
    if (kind !== "blobs") return undefined;
    return { status: 307, headers: { location: `http://${storage.host}/v2/x/blobs/${reference}?signature=1` } };
  });
  // The variables are named after the port, which is known only now.
  const slug = front.host.replaceAll(/[^a-zA-Z0-9]/g, "_");
  await expect(running).rejects.toMatchObject({ code: "TOKEN_MISSING" });
  const place = temporaryDirectory();
  const variables = {
    ...mirrored(place, { "ocx.sh": `http://${front.host}/pub` }),
    [`OCX_AUTH_${slug}_USER`]: "reader",
    [`OCX_AUTH_${slug}_TOKEN`]: "s3cret",
  };
  const { exported } = await exportOriginals(published, variables, {
    output: { kind: "layout", path: join(place, "l") },
  });
  expect(exported.bundle.originals?.repositories).toHaveLength(2);
  expect(storage.seen.length).toBeGreaterThan(0);
  expect(storage.seen.map(({ headers }) => headers.authorization)).toEqual(storage.seen.map(() => undefined));
});

needs("xz")("referrers that are huge, endless or about something else do no harm", async () => {
  const published = publish(temporaryDirectory());
  const { tool, library } = published;
  const foreign = refer(library.leaf, "application/example", {});
  const large = refer(tool.leaf, "application/example", {});
  const lie = JSON.parse(large.manifest.bytes.toString());
  lie.layers[0].size = 10 ** 9;
  const huge = stored(large.manifest.mediaType, lie);
  const nested = stored(large.manifest.mediaType, {
    ...lie,
    layers: [{ ...lie.layers[0], size: 1, mediaType: IMAGE_INDEX }],
  });
  const dangling = refer(tool.leaf, "application/dangling", { nobody: "has it" }).manifest;
  // Another size for an archive of the package, which would hide it.
  const [layer] = tool.layers;
  const clash = stored(large.manifest.mediaType, {
    ...lie,
    layers: [{ ...lie.layers[0], digest: layer?.digest, size: 1 }],
  });
  const offered = [foreign.manifest, huge, nested, dangling, clash];
  let pages = 0;
  const { exported, heard } = await (
    await exportFrom(published, ({ kind, reference, request }) => {
      const found = offered.find((each) => each.digest === reference);
      if (kind === "manifests" && found) return { headers: { "content-type": found.mediaType }, body: found.bytes };
      if (kind !== "referrers" || reference !== tool.leaf.digest) return undefined;
      pages += 1;
      const { headers, body } = listOf(offered);
      return { headers: { ...headers, link: `<${request.url}>; rel="next"` }, ...(body && { body }) };
    })
  ).running;
  expect(pages).toBe(100);
  const carried = exported.bundle.originals?.repositories.map(({ name, referrers }) => [name, referrers.length]);
  expect(carried).toEqual([
    ["ocx.sh/acme/library", 2],
    ["ocx.sh/acme/tool", 0],
  ]);
  const reasons = heard.lines.flatMap((line) => / is left out: (.*)$/.exec(line)?.[1] ?? []);
  expect(reasons.map((reason) => reason.replaceAll(/sha256:\w+/g, "X")).toSorted()).toEqual([
    `blob X has ${layer?.size} bytes, expected 1`,
    "it has 1000000002 bytes, expected at most 67108864",
    "it names other manifests as its blobs",
    "its registry does not have blob X",
  ]);
  const flood = await exportFrom(published, ({ kind, reference }) =>
    kind === "manifests" && reference === tool.referrers[0]?.manifest.digest
      ? { headers: { "content-type": tool.leaf.mediaType }, body: Buffer.alloc(5 * 1024 * 1024, " ") }
      : undefined,
  );
  await expect(flood.running).rejects.toMatchObject({ code: "SERVICE_FAILED" });
  expect(flood.left()).toEqual([]);
});

needs("xz")("a registry without referrers is a note", async () => {
  const published = publish(temporaryDirectory());
  const { running } = await exportFrom(published, ({ kind, reference }) =>
    kind === "referrers" || reference.startsWith("sha256-") ? { status: 404 } : undefined,
  );
  const { exported, heard } = await running;
  expect(exported.warnings).toEqual([]);
  expect(heard.lines.filter((line) => line.includes("has no signatures"))).toHaveLength(2);
});

needs("xz")("lists of originals that lie are refused by inspect and serve", async () => {
  const published = publish(temporaryDirectory());
  const front = await openRegistry(published);
  const place = temporaryDirectory();
  const variables = mirrored(place, { "ocx.sh": `http://${front.host}/pub` });
  const lies: readonly (readonly [(list: Document) => void, string])[] = [
    [(list) => (list.repositories[0].repository = "../../etc"), "BUNDLE_INVALID"],
    [(list) => (list.repositories[0].registry = "a b"), "BUNDLE_INVALID"],
    [(list) => (list.repositories[0].location = { registry: "##[add-mask]e", repository: "a/b" }), "BUNDLE_INVALID"],
    [(list) => (list.repositories[0].location = { registry: "..", repository: "a/b" }), "BUNDLE_INVALID"],
    [(list) => (list.repositories[1].tags[0].tag = "../x"), "BUNDLE_INVALID"],
    [(list) => (list.repositories[1].tags[0].digest = `sha256:${"0".repeat(64)}`), "BUNDLE_INVALID"],
    [(list) => list.repositories[0].packages.push(`sha256:${"1".repeat(64)}`), "BUNDLE_INVALID"],
    [(list) => list.repositories[0].indexes.push(`sha256:${"1".repeat(64)}`), "BUNDLE_INVALID"],
    [(list) => (list.formatVersion = 2), "BUNDLE_TOO_NEW"],
    // All of it is there, but the bundle has it under another name.
    [(list) => (list.repositories[1].registry = "other.test"), "BUNDLE_INVALID"],
    [(list) => (list.repositories[1].repository = "kitware/cmake"), "BUNDLE_INVALID"],
    [(list) => (list.repositories[1].tags[0].tag = "3.28"), "BUNDLE_INVALID"],
    [(list) => (list.repositories[1].tags[0].digest = list.repositories[1].packages[0]), "BUNDLE_INVALID"],
    [
      (list) => list.repositories[1].tags.push({ tag: "latest", digest: published.tool.index.digest }),
      "BUNDLE_INVALID",
    ],
    [(list) => list.repositories[1].packages.push(published.library.leaf.digest), "BUNDLE_INVALID"],
    [(list) => list.repositories[1].referrers.push(list.repositories[0].referrers[0]), "BUNDLE_INVALID"],
  ];
  const honest = join(place, "honest");
  await exportOriginals(published, variables, { output: { kind: "layout", path: honest } });
  for (const [position, [lie, code]] of lies.entries()) {
    const path = join(place, `layout-${position}`);
    cpSync(honest, path, { recursive: true });
    changeList(path, lie);
    await expect(inspectBundle({ source: { kind: "file", path } }, surroundings())).rejects.toMatchObject({ code });
    await expect(serving([path])).rejects.toMatchObject({ code });
  }
});

needs("xz")(
  "a list of originals that belongs to no bundle, or to something else, is refused by inspect and serve",
  async () => {
    const published = publish(temporaryDirectory());
    const front = await openRegistry(published);
    const place = temporaryDirectory();
    const honest = join(place, "honest");
    const variables = mirrored(place, { "ocx.sh": `http://${front.host}/pub` });
    await exportOriginals(published, variables, { output: { kind: "layout", path: honest } });
    const { leaf } = published.tool;
    for (const subject of [undefined, { mediaType: leaf.mediaType, digest: leaf.digest, size: leaf.size }]) {
      const path = join(place, `layout-${subject?.size}`);
      cpSync(honest, path, { recursive: true });
      changeList(
        path,
        () => undefined,
        (manifest) => (manifest.subject = subject),
      );
      const refusal = { code: "BUNDLE_INVALID", message: expect.stringContaining("their list belongs to") };
      await expect(inspectBundle({ source: { kind: "file", path } }, surroundings())).rejects.toMatchObject(refusal);
      await expect(serving([path])).rejects.toMatchObject(refusal);
    }
  },
);

/** Changes the list of originals in a layout, and everything that has its digest. */
function changeList(
  layout: string,
  change: (list: Document) => void,
  changeManifest: (manifest: Document) => void = () => undefined,
): void {
  const pathOf = (name: string): string => join(layout, "blobs", name.replace(":", "/"));
  const read = (name: string): Document => JSON.parse(readFileSync(pathOf(name), "utf8"));
  const write = (document: Document): { digest: string; size: number } => {
    const bytes = Buffer.from(JSON.stringify(document));
    writeFileSync(pathOf(digest(bytes)), bytes);
    return { digest: digest(bytes), size: bytes.byteLength };
  };
  const root = JSON.parse(readFileSync(join(layout, "index.json"), "utf8"));
  const index = read(root.manifests[0].digest);
  const row = index.manifests.find((each: Document) => each.annotations?.["vnd.ocx-bundle.beside"] === "originals");
  const manifest = read(row.digest);
  const list = read(manifest.config.digest);
  change(list);
  Object.assign(manifest.config, write(list));
  changeManifest(manifest);
  Object.assign(row, write(manifest));
  Object.assign(root.manifests[0], write(index));
  writeFileSync(join(layout, "index.json"), JSON.stringify(root));
}
