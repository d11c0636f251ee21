import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Credential } from "../../channels/registry/credential.ts";
import { findCredential } from "../../channels/registry/find-credential.ts";
import { registryUrl } from "../../channels/registry/registry-url.ts";
import { openRepository, type RepositoryClient } from "../../channels/registry/repository-client.ts";
import { BundleError } from "../../errors.ts";
import type { Closure } from "../../home/closure/closure.ts";
import { readConfiguration } from "../../home/config/config-files.ts";
import { loginInVariables, type Mirror, readRegistryAccess } from "../../home/config/registry-access.ts";
import type { Home } from "../../home/model/open-home.ts";
import { checkProxy } from "../../http/check-proxy.ts";
import { isPrivate } from "../../http/loopback.ts";
import { isAbsent } from "../../io/look-at.ts";
import { fromSystemError } from "../../io/system-error.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import type { Reporter } from "../../options/requests/reporter.ts";
import { type CollectedOriginals, collectOriginals } from "../../originals/collect-originals.ts";
import { fetchDocument } from "../../originals/fetch-document.ts";
import { type LocatedRepository, locateRepository } from "../../originals/locate-repository.ts";
import { PATIENCE } from "../places/open-registry.ts";

/**
 * Finds the publishers' own blobs of packages, with OCX's own settings: its mirrors, plain HTTP, and credentials.
 * @throws BundleError `CONFIG_INVALID`, `ORIGINAL_NOT_FOUND`, and what the registries' clients throw
 */
export async function findOriginals(
  home: Home,
  closure: Closure,
  { context, reporter }: { readonly context: ProcessContext; readonly reporter: Reporter },
): Promise<CollectedOriginals> {
  const { variables, signal } = context;
  const { files } = await readConfiguration({ ...context, home: home.path });
  const access = readRegistryAccess(variables, files);
  const debug = (text: string): void => reporter.debug(text);
  const say = (text: string): void => reporter.say(text);
  let size = 0;
  let fetched = 0;
  const collected = await collectOriginals(closure, {
    read: home.read,
    locate: (name) =>
      locateRepository(name, {
        read: home.read,
        access,
        fetchDocument: (address, mirror) =>
          address.startsWith("file:")
            ? readLocal(address)
            : fetchDocument(throughMirror(address, mirror), { say, debug, signal }),
      }),
    open: (located) => openOriginalRepository(located, { context, say, debug }),
    received: (bytes) => reporter.progress("fetch", Math.min((fetched += bytes), size), size),
  }).catch((error: unknown) => {
    throw withHint(error);
  });
  size = collected.size;
  return collected;
}

/** The address of an index document, at a mirror if there is one. */
function throughMirror(address: string, mirror: Mirror | undefined): string {
  if (mirror === undefined) return address;
  const { pathname } = new URL(address);
  const prefix = mirror.prefix === "" ? "" : `/${mirror.prefix}`;
  return `${mirror.plainHttp ? "http" : "https"}://${mirror.host}${prefix}${pathname}`;
}

async function readLocal(address: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(fileURLToPath(address));
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw fromSystemError(error, `read ${address}`);
  }
}

function openOriginalRepository(
  { host, repository, plainHttp }: LocatedRepository,
  { context, say, debug }: { readonly context: ProcessContext } & Pick<Reporter, "say" | "debug">,
): RepositoryClient {
  const { variables, userHome, signal } = context;
  const url = registryUrl(host, plainHttp);
  checkProxy(url.href, variables);
  const login: Credential | undefined = isPrivate(url) ? loginInVariables(host, variables) : undefined;
  const patience = variables["CI"] ? PATIENCE.job : PATIENCE.person;
  const places = { ...(login && { explicit: login }), variables, userHome, patience, say, signal };
  const find = () => findCredential({ host, repository }, places);
  return openRepository({ host, repository }, { plainHttp, find, watch: { say, debug, signal, progress: () => {} } });
}

/** The registries of publishers are needed only for their own blobs. */
function withHint(error: unknown): unknown {
  if (!(error instanceof BundleError) || error.code !== "NETWORK_FAILED") return error;
  return new BundleError(error.code, error.lines, {
    cause: error.cause,
    hint: "Export with `original` on a machine that reaches the publishers' registries, or set OCX's mirrors. Without `original`, an export needs no network.",
  });
}
