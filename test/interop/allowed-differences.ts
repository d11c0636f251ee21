import { isDeepStrictEqual } from "node:util";
import type { Difference } from "../fixtures/github/compare-requests.ts";

/** An intended difference from the official clients. Values are exact, or patterns; undefined is what one side does not send. */
export interface AllowedDifference {
  readonly route: RegExp;
  readonly field: string;
  readonly theirs?: unknown;
  readonly ours?: unknown;
  readonly reason: string;
}

const EVERY = /./;
const STORAGE_PUT = /^PUT \/blob\//;
const STORAGE_GET = /^GET \/blob\//;
const API = /^GET \/api\//;
const CACHE_V1 = /cache1\/_apis\/artifactcache\//;
const CHUNK_V1 = /^PATCH \/cache1\//;
const LIST_ARTIFACTS = /ArtifactService\/ListArtifacts$/;
const CACHE_BLOCK = /^PUT \/blob\/caches\/<blob 1> block$/;

export const ALLOWED: readonly AllowedDifference[] = [
  {
    route: EVERY,
    field: "header user-agent",
    theirs: /^(?:@actions\/(?:artifact|cache)-|actions\/cache$|azsdk-js-|octokit-core)/,
    ours: "ocx-bundle",
    reason: "Each client says its own name.",
  },

  // Which requests there are
  {
    route: LIST_ARTIFACTS,
    field: "request",
    theirs: 0,
    ours: 1,
    reason: "We look before we upload: the same bytes are not sent twice.",
  },
  {
    route: LIST_ARTIFACTS,
    field: "request",
    theirs: 2,
    ours: 1,
    reason: "They look by name, then again by id; our first answer has all that is needed.",
  },

  // Blob storage
  {
    route: STORAGE_PUT,
    field: "header x-ms-version",
    theirs: "2026-02-06",
    ours: "2020-04-08",
    reason: "The oldest version with what we use, so that every store knows it. Theirs is that of Azure's SDK.",
  },
  {
    route: STORAGE_PUT,
    field: "header accept",
    theirs: "application/xml",
    reason: "Storage answers in XML in any case, and we read its error codes only.",
  },
  {
    route: STORAGE_PUT,
    field: "header x-ms-client-request-id",
    theirs: "<random>",
    reason: "Only for the log of the owner of the storage.",
  },
  {
    route: CACHE_BLOCK,
    field: "request",
    theirs: 3,
    ours: 17,
    reason: "Their blocks of a cache have 64 MiB, ours 8 MiB, as those of artifacts: less is sent again after a fault.",
  },
  { route: CACHE_BLOCK, field: "body size", theirs: 67_108_864, ours: 8_388_608, reason: "As above." },
  { route: CACHE_BLOCK, field: "body size", theirs: /^\d{7}$/, ours: 8_388_608, reason: "As above: their last block." },
  { route: CACHE_BLOCK, field: "body digest", theirs: /^sha256:/, ours: /^sha256:/, reason: "As above." },
  {
    route: /^PUT \/blob\/caches\/<blob 1> blocklist$/,
    field: "body blocks",
    theirs: "Latest <block 0>, Latest <block 1>, Latest <block 2>",
    ours: /^(?:Latest <block \d+>(?:, )?){17}$/,
    reason: "As above.",
  },
  {
    route: STORAGE_GET,
    field: "header accept-encoding",
    ours: "identity",
    reason: "Ranges and digests count the bytes as they are stored.",
  },

  // REST API
  {
    route: API,
    field: "header accept",
    theirs: "application/vnd.github.v3+json",
    ours: "application/vnd.github+json",
    reason: "What GitHub's documentation recommends today; both mean the same.",
  },
  {
    route: API,
    field: "header x-github-api-version",
    ours: "2022-11-28",
    reason: "What GitHub's documentation recommends: without it, the version is the server's choice.",
  },
  {
    route: API,
    field: "header authorization",
    theirs: "token <API token>",
    ours: "Bearer <API token>",
    reason: "Both forms are documented for every kind of token.",
  },
  { route: API, field: "header accept-language", theirs: "*", reason: "Set by the fetch of Node, which they use." },
  { route: API, field: "header sec-fetch-mode", theirs: "cors", reason: "Set by the fetch of Node, which they use." },
  {
    route: API,
    field: "header accept-encoding",
    theirs: "gzip, deflate",
    reason: "Set by the fetch of Node, which they use. These answers are small.",
  },
  {
    route: /\/runs\/4711\/artifacts$/,
    field: "query per_page",
    ours: "100",
    reason: "A name may have been used by several attempts of a run: we see all of them in one answer.",
  },

  // Cache, version 1
  { route: CACHE_V1, field: "header connection", theirs: "close", ours: "keep-alive", reason: "Up to the client." },
  {
    route: CHUNK_V1,
    field: "header transfer-encoding",
    theirs: "chunked",
    reason: "We know the size of a chunk and say it, so that a torn one is seen by the server.",
  },
  { route: CHUNK_V1, field: "header content-length", ours: "<size of the body>", reason: "As above." },
];

export function isAllowed(difference: Difference, allowed = ALLOWED): boolean {
  return allowed.some(
    ({ route, field, theirs, ours }) =>
      route.test(difference.route) &&
      field === difference.field &&
      isSame(difference.theirs, theirs) &&
      isSame(difference.ours, ours),
  );
}

function isSame(found: unknown, wanted: unknown): boolean {
  return wanted instanceof RegExp ? wanted.test(String(found)) : isDeepStrictEqual(found, wanted);
}
