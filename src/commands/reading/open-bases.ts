import { isHave, MAX_HAVE, parseHaveList } from "../../bundle/have-list.ts";
import { type Bundle, openBundle } from "../../bundle/open-bundle.ts";
import { BundleError } from "../../errors.ts";
import type { ClosurePackage } from "../../home/closure/closure.ts";
import { layerPath } from "../../home/model/paths.ts";
import { openFile } from "../../io/byte-source.ts";
import { lookAt } from "../../io/look-at.ts";
import { isDirectoryLayout } from "../../layout/directory-layout.ts";
import { readStart } from "../../layout/file-kind.ts";
import type { Digest } from "../../oci/digest.ts";
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

/**
 * Opens bundles, deltas, lists of what a home has, and homes. `stack` closes them.
 * @throws BundleError what opening throws
 */
export async function openBases(
  inputs: readonly Input[],
  context: ProcessContext,
  { stack, ...reading }: RemoteReading & { readonly stack: AsyncDisposableStack },
): Promise<readonly Base[]> {
  const bases: Base[] = [];
  for (const input of inputs) bases.push(await openBase(input, context, { stack, ...reading, sole: false }));
  return bases;
}

async function openBase(
  input: Input,
  context: ProcessContext,
  { stack, ...reading }: RemoteReading & { readonly stack: AsyncDisposableStack },
): Promise<Base> {
  if (input.kind === "file") {
    const path = userPath(input.path, context);
    const isDirectory = (await lookAt(path))?.isDirectory() === true;
    if (isDirectory && !(await isDirectoryLayout(path)))
      return { name: path, layers: new Map(), packages: [], home: path };
    const list = isDirectory ? undefined : await readHave(path);
    if (list !== undefined) return { name: path, layers: byPath(list), packages: [] };
  }
  const content = stack.use(await openInput(input, context, { ...reading, whole: true }));
  const bundle = await openBundle(content);
  const { whole } = await readBundle(bundle);
  return { name: content.name, layers: byPath(bundle.config.layers), packages: whole.packages, bundle };
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
