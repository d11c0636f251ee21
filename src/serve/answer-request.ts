import type { IncomingHttpHeaders } from "node:http";
import type { Bytes } from "../io/bytes.ts";
import { isDigest } from "../oci/digest.ts";
import { IMAGE_INDEX } from "../oci/media-types.ts";
import { type Access, refuseAccess } from "./access.ts";
import { type Answer, errorAnswer, jsonAnswer, type StoredBody } from "./answer.ts";
import { parseByteRange } from "./byte-range.ts";
import { pageOf } from "./paging.ts";
import { parseRoute, type Route } from "./route.ts";
import { emptyRepository, type Placed, type Repositories, type ServedRepository } from "./served-repository.ts";

/** The parts of a request that decide its answer. */
export interface Asked {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
}

/** Answers a request to a read-only registry. @throws what opening a blob throws */
export async function answerRequest(asked: Asked, repositories: Repositories, access: Access): Promise<Answer> {
  const refused = refuseAccess(asked.headers, access);
  if (refused !== undefined) return refused;
  if (asked.method !== "GET" && asked.method !== "HEAD")
    return errorAnswer(405, "UNSUPPORTED", "this registry is read-only", { Allow: "GET, HEAD" });
  const route = parseRoute(asked.target);
  if (route === undefined) return errorAnswer(404, "UNSUPPORTED", "there is no such endpoint");
  switch (route.kind) {
    case "invalid":
      return errorAnswer(400, route.code, "a part of the path is not a name, a tag or a digest");
    case "base":
      return jsonAnswer({});
    case "catalog":
      return listAnswer("/v2/_catalog", route, listed(repositories), (names) => ({ repositories: names }));
    default: {
      // OCX takes 404 for a registry without referrers, and remembers that for hours.
      const repository =
        repositories.get(route.repository) ?? (route.kind === "referrers" ? emptyRepository() : undefined);
      if (repository === undefined) return errorAnswer(404, "NAME_UNKNOWN", "there is no such repository");
      return answerIn(repository, route, asked.headers);
    }
  }
}

function listed(repositories: Repositories): readonly string[] {
  return [...repositories].flatMap(([name, { isAlias = false, isUnlisted = false }]) =>
    isAlias || isUnlisted ? [] : [name],
  );
}

type InRepository = Extract<Route, { readonly repository: string }>;

async function answerIn(
  repository: ServedRepository,
  route: InRepository,
  headers: IncomingHttpHeaders,
): Promise<Answer> {
  switch (route.kind) {
    case "tags": {
      const name = route.repository;
      return listAnswer(`/v2/${name}/tags/list`, route, repository.tags.keys(), (tags) => ({ name, tags }));
    }
    case "manifest": {
      const { reference } = route;
      const digest = isDigest(reference) ? reference : repository.tags.get(reference);
      const manifest = digest && repository.manifests.get(digest);
      const bytes = manifest && (await openPlaced(manifest));
      if (manifest === undefined || bytes === undefined)
        return errorAnswer(404, "MANIFEST_UNKNOWN", "there is no such manifest");
      return bytesAnswer(manifest, bytes, manifest.descriptor.mediaType, {
        "if-none-match": headers["if-none-match"],
      });
    }
    case "blob": {
      const blob = repository.blobs.get(route.digest);
      const bytes = blob && (await openPlaced(blob));
      if (blob === undefined || bytes === undefined) return errorAnswer(404, "BLOB_UNKNOWN", "there is no such blob");
      // A bundle says what its blobs are, and might say text/html.
      return bytesAnswer(blob, bytes, "application/octet-stream", headers);
    }
    case "referrers": {
      const all = repository.referrers.get(route.digest) ?? [];
      const artifactType = route.query.get("artifactType");
      const manifests = artifactType === null ? all : all.filter((each) => each.artifactType === artifactType);
      return jsonAnswer(
        { schemaVersion: 2, mediaType: IMAGE_INDEX, manifests },
        { "Content-Type": IMAGE_INDEX, ...(artifactType !== null && { "OCI-Filters-Applied": "artifactType" }) },
      );
    }
  }
}

/** The stored bytes; undefined if they are gone, or are not as many as their descriptor says. */
async function openPlaced({ content, descriptor }: Placed): Promise<Bytes | undefined> {
  const bytes = await content.open(descriptor);
  return bytes?.size === descriptor.size ? bytes : undefined;
}

async function storedBody(bytes: Bytes, start: number, end: number): Promise<StoredBody> {
  const size = end - start;
  return { name: bytes.name, ranges: await bytes.locate(start, size), size };
}

async function bytesAnswer(
  { descriptor: { digest, size } }: Placed,
  bytes: Bytes,
  type: string,
  headers: IncomingHttpHeaders,
): Promise<Answer> {
  const etag = `"${digest}"`;
  const always = { ETag: etag, "Docker-Content-Digest": digest, "Accept-Ranges": "bytes" };
  if (headers["if-none-match"]?.includes(etag)) return { status: 304, headers: always, body: new Uint8Array() };
  const condition = headers["if-range"];
  const isSame = condition === undefined || condition === etag;
  const range = parseByteRange(isSame ? headers.range : undefined, size);
  switch (range.kind) {
    case "unsatisfiable":
      return errorAnswer(416, "UNSUPPORTED", "the range begins behind the end", {
        "Content-Range": `bytes */${size}`,
      });
    case "whole":
      return {
        status: 200,
        headers: { ...always, "Content-Type": type },
        body: { ...(await storedBody(bytes, 0, size)), digest },
      };
    case "part": {
      const { start, end } = range;
      const part = { "Content-Type": type, "Content-Range": `bytes ${start}-${end - 1}/${size}` };
      return { status: 206, headers: { ...always, ...part }, body: await storedBody(bytes, start, end) };
    }
  }
}

function listAnswer(
  path: string,
  { query }: Route,
  all: Iterable<string>,
  documentOf: (names: readonly string[]) => unknown,
): Answer {
  const page = pageOf(all, query);
  if (page === undefined) return errorAnswer(400, "UNSUPPORTED", "n is not a number of names");
  const { names, next } = page;
  return jsonAnswer(documentOf(names), next === undefined ? {} : { Link: `<${path}?${next}>; rel="next"` });
}
