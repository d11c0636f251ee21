import { isIP } from "node:net";
import { BundleError } from "../errors.ts";
import { openFile } from "../io/byte-source.ts";
import type { ProcessContext } from "../options/requests/process-context.ts";
import type { Reporter } from "../options/requests/reporter.ts";
import type { ServeRequest } from "../options/requests/serve-request.ts";
import type { Access } from "../serve/access.ts";
import type { Certificate } from "../serve/open-server.ts";
import { servedRegistry } from "../serve/served-registry.ts";
import type { Repositories } from "../serve/served-repository.ts";
import { openServers } from "../serve/server-threads.ts";
import { isStore } from "../store/open-store.ts";
import { userPath } from "./places/user-path.ts";
import type { ServeResult } from "./results/serve-result.ts";
import { openServedBundles } from "./served-bundles.ts";

/** Most bytes of a token, and of a PEM file. */
const MAX_TOKEN = 4096;
const MAX_PEM = 1024 * 1024;

/** Serves bundles as a read-only registry, until the signal of the process ends it. */
export async function serveBundles(
  request: ServeRequest,
  context: ProcessContext,
  reporter: Reporter,
): Promise<ServeResult> {
  const { listen, tls } = request;
  const access = await accessOf(request, context);
  const failed = (error: unknown) => reporter.warn(error instanceof Error ? error.message : String(error));
  const paths = request.paths.map((path) => userPath(path, context));
  await using served = await openServedBundles(paths, failed);
  const repositories = await served.current();
  // A store may be filled later.
  if (repositories.size === 0 && !(await isStore(paths[0] ?? "")))
    throw new BundleError("BUNDLE_NOT_FOUND", "Cannot serve: no manifest is in the bundles", {
      hint: "Name a bundle, or a directory with an OCI image layout that has one.",
    });
  let answers = 0;
  const registry = servedRegistry(served.current, access, {
    access(line) {
      answers += 1;
      reporter.say(`${new Date().toISOString()} ${line}`);
    },
    sent: served.sent,
    failed,
  });
  context.signal.throwIfAborted();
  const certificate = tls && (await readCertificate(tls, context));
  const server = await openServers(listen, registry, { tls: certificate });
  try {
    const host = `${formatHost(listen.address)}:${server.listening.port}`;
    reporter.say(`Serving on ${tls === undefined ? "http" : "https"}://${host}`);
    for (const line of namesOf(repositories)) reporter.say(`  ${host}/${line}`);
    if (access.token === undefined && !listen.isLoopback)
      reporter.warn("Everyone who reaches this address can read: set --read-token to ask for a token");
    await stopped(context.signal);
  } finally {
    await server.close();
  }
  return { answers };
}

function stopped(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (signal.aborted) resolve();
  signal.addEventListener("abort", () => resolve());
  return promise;
}

async function accessOf(
  { listen: { address, isLoopback }, hosts, tokenFile }: ServeRequest,
  context: ProcessContext,
): Promise<Access> {
  const token = tokenFile === undefined ? undefined : await readToken(userPath(tokenFile, context));
  return {
    hosts: [formatHost(address), ...hosts.map(formatHost), ...(isLoopback ? ["localhost", "127.0.0.1", "[::1]"] : [])],
    anyAddress: address === "0.0.0.0" || address === "::",
    ...(token !== undefined && { token }),
  };
}

/** An address as it stands in a Host header. */
function formatHost(address: string): string {
  return isIP(address) === 6 ? `[${address}]` : address;
}

async function readToken(path: string): Promise<string> {
  const token = Buffer.from(await readSmall(path, MAX_TOKEN))
    .toString()
    .trim();
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  const found = token === "" ? "it is empty" : "it has blanks, or characters that a header cannot have";
  throw new BundleError("OPTION_INVALID", `Cannot use token ${path}: ${found}`, {
    hint: "Write the token alone into the file, for example with `openssl rand -hex 32`.",
  });
}

async function readCertificate(
  { certificate, key }: NonNullable<ServeRequest["tls"]>,
  context: ProcessContext,
): Promise<Certificate> {
  return {
    certificate: await readSmall(userPath(certificate, context), MAX_PEM),
    key: await readSmall(userPath(key, context), MAX_PEM),
  };
}

async function readSmall(path: string, longest: number): Promise<Uint8Array> {
  await using file = await openFile(path);
  const size = await file.size();
  if (size <= longest) return await file.read(0, size);
  throw new BundleError("LIMIT_EXCEEDED", `Cannot read ${path}: it has ${size} bytes, expected at most ${longest}`, {
    hint: "Give the PEM file with the certificate or its key: these are small.",
  });
}

function namesOf(repositories: Repositories): string[] {
  const listed = [...repositories].filter(([, { isAlias = false }]) => !isAlias);
  return listed.flatMap(([name, { tags, manifests }]) =>
    tags.size > 0
      ? [...tags].map(([tag, digest]) => `${name}:${tag} ${digest}`)
      : [...manifests.keys()].map((digest) => `${name}@${digest}`),
  );
}
