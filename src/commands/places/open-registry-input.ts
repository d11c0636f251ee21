import { mkdtempDisposable } from "node:fs/promises";
import { join } from "node:path";
import { copyToTar } from "../../bundle/copy-bundle.ts";
import { openWhole } from "../../bundle/open-bundle.ts";
import { openRegistryContent } from "../../channels/registry/registry-content.ts";
import type { Content } from "../../layout/content.ts";
import { openLayout } from "../../layout/open-layout.ts";
import type { Input } from "../../options/requests/input.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import { openRegistry } from "./open-registry.ts";
import type { RemoteReading } from "./remote-reading.ts";
import { temporaryDirectory } from "./user-path.ts";

/**
 * Opens a bundle in a registry.
 * @throws BundleError `OPTION_INVALID`, `BUNDLE_NOT_FOUND`, `TOKEN_MISSING`, `TOKEN_REJECTED`, `ACCESS_DENIED`, and what fetching throws
 */
export async function openRegistryInput(
  input: Extract<Input, { kind: "registry" }>,
  context: ProcessContext,
  reading: RemoteReading,
): Promise<Content> {
  const { reference, repository } = await openRegistry(input, context, reading);
  const content = await openRegistryContent(repository, reference, { name: input.name });
  return reading.whole === true ? openFetched(content, context, reading) : content;
}

/** Fetches the whole bundle into a private directory, which the disposal of the content removes. */
async function openFetched(
  remote: Content,
  { signal }: ProcessContext,
  { spoolDirectory = temporaryDirectory() }: RemoteReading,
): Promise<Content> {
  await using stack = new AsyncDisposableStack();
  stack.use(remote);
  const { path } = stack.use(await mkdtempDisposable(join(spoolDirectory, "ocx-bundle-")));
  const file = join(path, "bundle.tar");
  await copyToTar(await openWhole(remote), file, { directory: path, signal });
  const content = stack.use(await openLayout(file));
  const held = stack.move();
  const { name, referrers } = remote;
  return { ...content, name, ...(referrers && { referrers }), [Symbol.asyncDispose]: () => held.disposeAsync() };
}
