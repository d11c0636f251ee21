import { constants } from "node:fs";
import { open } from "node:fs/promises";
import * as v from "valibot";
import { BundleError } from "../../errors.ts";
import { fromSystemError } from "../../io/system-error.ts";
import { type Credential, passwordCredential, type RepositoryOnHost } from "./credential.ts";

/** Most bytes of a file with credentials. */
const MAX_FILE = 4 * 1024 * 1024;

const text = v.exactOptional(v.string());
const entrySchema = v.object({ auth: text, username: text, password: text, identitytoken: text, registrytoken: text });
const fileSchema = v.object({
  auths: v.exactOptional(v.nullable(v.record(v.string(), v.nullable(entrySchema)))),
  credHelpers: v.exactOptional(v.nullable(v.record(v.string(), v.string()))),
  credsStore: text,
});

/**
 * Credentials that `docker login` or `podman login` keeps: docker's `config.json` or podman's `auth.json`.
 * Source: docker/cli, cli/config/configfile; containers/image, containers-auth.json(5).
 */
export type AuthFile = v.InferOutput<typeof fileSchema> & { readonly source: string };

/** Reads the file at `path`; undefined when it does not exist. @throws BundleError `CONFIG_INVALID`, and what reading throws */
export async function readAuthFile(path: string): Promise<AuthFile | undefined> {
  const bytes = await readBounded(path);
  return bytes === undefined ? undefined : parseAuthFile(bytes.toString(), path);
}

/** @param source where the text is from, for messages. @throws BundleError `CONFIG_INVALID`, without a word of the text */
export function parseAuthFile(json: string, source: string): AuthFile {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), fileSchema), json, { abortEarly: true });
  if (parsed.success) return { ...parsed.output, source };
  throw invalid(source, "it is not a JSON document with `auths` as `docker login` writes it");
}

async function readBounded(path: string): Promise<Buffer | undefined> {
  try {
    // O_NONBLOCK: a pipe must not hang us.
    await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
        throw error;
      },
    );
    if (file === undefined) return undefined;
    const stats = await file.stat();
    if (!stats.isFile() || stats.size > MAX_FILE) throw invalid(path, `it is not a file of at most ${MAX_FILE} bytes`);
    return await file.readFile();
  } catch (error) {
    throw fromSystemError(error, `read ${path}`);
  }
}

function invalid(source: string, found: string): BundleError {
  return new BundleError("CONFIG_INVALID", `Cannot read credentials from ${source}: ${found}`, {
    hint: "Correct it, or remove it and log in again with `docker login` or `podman login`.",
  });
}

/** Registry of images without a host in their name, and what it is called in files. Source: docker/cli, cli/config. */
const DOCKER_HUB = new Set(["docker.io", "index.docker.io", "registry-1.docker.io"]);
const DOCKER_HUB_KEY = "https://index.docker.io/v1/";

/** Name of a registry towards credential helpers. */
export function serverKey(host: string): string {
  return DOCKER_HUB.has(host) ? DOCKER_HUB_KEY : host;
}

/** Name of the credential helper for this host: its own one, else that of all hosts. */
export function helperFor({ credHelpers, credsStore }: AuthFile, host: string): string | undefined {
  const own = Object.entries(credHelpers ?? {}).find(([key]) => isSameHost(key, host));
  return own?.[1] ?? (credsStore === "" ? undefined : credsStore);
}

/** The credential of the longest key that fits: a path of the repository, its host, or an address with that host. */
export function credentialIn(file: AuthFile, { host, repository }: RepositoryOnHost): Credential | undefined {
  const auths = Object.entries(file.auths ?? {});
  const path = [host, ...repository.split("/")];
  const paths = path.map((_, index) => path.slice(0, path.length - index).join("/"));
  const exact = paths.flatMap((wanted) => auths.filter(([key]) => key === wanted));
  const byHost = auths.filter(([key]) => isSameHost(key, host));
  for (const [key, entry] of [...exact, ...byHost]) {
    const credential = entry === null ? undefined : credentialOf(entry, key, file.source);
    if (credential !== undefined) return credential;
  }
  return undefined;
}

/** Compares a host with a key, which may be an address such as `https://HOST/v2/`. */
function isSameHost(key: string, host: string): boolean {
  const [, named = "", path = ""] = /^(?:https?:\/\/)?([^/]*)(\/.*)?$/.exec(key) ?? [];
  // A path without an address is that of a repository.
  if (path !== "" && !/^https?:/.test(key)) return false;
  return named === host || (DOCKER_HUB.has(named) && DOCKER_HUB.has(host));
}

/** An empty entry stands for a credential that a helper keeps. */
function credentialOf(entry: v.InferOutput<typeof entrySchema>, key: string, source: string): Credential | undefined {
  const { auth = "", identitytoken = "", registrytoken = "" } = entry;
  if (registrytoken !== "") return { kind: "bearer", token: registrytoken, source };
  if (identitytoken !== "") return { kind: "identity", token: identitytoken, source };
  if (auth === "")
    return passwordCredential({ username: entry.username ?? "", password: entry.password ?? "", source });
  const plain = Buffer.from(auth, "base64").toString().replace(/\0+$/, "");
  const colon = plain.indexOf(":");
  if (colon === -1) throw invalid(source, `"auth" of ${key} is not the base64 form of USER:PASSWORD`);
  return passwordCredential({ username: plain.slice(0, colon), password: plain.slice(colon + 1), source });
}
