import { isHave, MAX_HAVE, parseHaveList } from "../../bundle/have-list.ts";
import { type Bundle, openBundle } from "../../bundle/open-bundle.ts";
import { BundleError } from "../../errors.ts";
import type { ClosurePackage } from "../../home/closure/closure.ts";
import { openHome } from "../../home/model/open-home.ts";
import { layerPath } from "../../home/model/paths.ts";
import { openFile } from "../../io/byte-source.ts";
import { lookAt } from "../../io/look-at.ts";
import { isDirectoryLayout } from "../../layout/directory-layout.ts";
import { readStart } from "../../layout/file-kind.ts";
import type { Digest } from "../../oci/digest.ts";
import type { Platform } from "../../oci/platform.ts";
import type { Input } from "../../options/requests/input.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import { openInput } from "../places/open-input.ts";
import type { RemoteReading } from "../places/remote-reading.ts";
import { userPath } from "../places/user-path.ts";
import { readBundle } from "./read-bundle.ts";

/** The layers of a bundle, home or list that was given with `--base`. */
export interface Base {
  readonly name: string;
  /** By their path in a home. */
  readonly layers: ReadonlyMap<string, BaseLayer>;
  /** Packages with their layers in order; none for a list. */
  readonly packages: readonly ClosurePackage[];
  /** Absent for a list and for a home. */
  readonly bundle?: Bundle;
  /** Absolute path, if this is a home: it has layers that are not listed here. */
  readonly home?: string;
}

export interface BaseLayer {
  readonly registry: string;
  readonly digest: Digest;
  /** Digest of its text, if it is known. */
  readonly contentDigest?: Digest;
}

/** Bytes of a file that tell a list from a bundle. */
const START = 4096;

interface Opening extends RemoteReading {
  /** Closes the bases. */
  readonly stack: AsyncDisposableStack;
  /** The kind of base that may stand in for a bundle. An export needs only names of layers; a reader of a delta needs their content. */
  readonly takes: "lists" | "homes";
  /** Of the delta: chooses from bundles for several platforms. */
  readonly platform?: Platform | undefined;
}

/**
 * Opens bundles and deltas, and lists of what a home has or homes.
 * @throws BundleError `OPTION_INVALID` for another kind of base, and what opening throws
 */
export async function openBases(
  inputs: readonly Input[],
  context: ProcessContext,
  opening: Opening,
): Promise<readonly Base[]> {
  const bases: Base[] = [];
  for (const input of inputs) bases.push(await openBase(input, context, { ...opening, sole: false }));
  return bases;
}

async function openBase(
  input: Input,
  context: ProcessContext,
  { stack, takes, platform, ...reading }: Opening,
): Promise<Base> {
  if (input.kind === "file") {
    const path = userPath(input.path, context);
    const isDirectory = (await lookAt(path))?.isDirectory() === true;
    if (isDirectory && !(await isDirectoryLayout(path))) {
      if (takes === "lists") throw notABase(path, "a directory that is not a bundle", LIST_HINT);
      return { name: path, layers: new Map(), packages: [], home: (await openHome(path)).path };
    }
    const list = isDirectory ? undefined : await readHave(path);
    if (list !== undefined && takes === "homes") throw notABase(path, "a list of what a home has", CONTENT_HINT);
    if (list !== undefined) return { name: path, layers: byPath(list), packages: [] };
  }
  const content = stack.use(await openInput(input, context, { ...reading, whole: true }));
  const bundle = await openBundle(content, { platform });
  const { whole } = await readBundle(bundle);
  return { name: content.name, layers: byPath(bundle.config.layers), packages: whole.packages, bundle };
}

const LIST_HINT = "If it is a home, give the list that `ocx-bundle have --home DIR --output HAVE.json` makes of it.";
const CONTENT_HINT = "A list has no content. Give the bundle or the home that has the layers.";

function notABase(path: string, found: string, hint: string): BundleError {
  return new BundleError("OPTION_INVALID", `Cannot use ${path} as a base: it is ${found}`, { hint });
}

async function readHave(path: string): Promise<readonly BaseLayer[] | undefined> {
  await using file = await openFile(path);
  if (!isHave(await readStart(file, START))) return undefined;
  const size = await file.size();
  if (size <= MAX_HAVE) return parseHaveList(await file.read(0, size));
  throw new BundleError("LIMIT_EXCEEDED", `Cannot read ${path}: it has ${size} bytes, expected at most ${MAX_HAVE}`);
}

function byPath(layers: readonly BaseLayer[]): ReadonlyMap<string, BaseLayer> {
  return new Map(layers.map((layer) => [layerPath(layer.registry, layer.digest), layer]));
}
