import { readBeside } from "../../bundle/beside.ts";
import { openWhole } from "../../bundle/open-bundle.ts";
import type { MirrorTarget } from "../../options/requests/channel-choice.ts";
import type { Input } from "../../options/requests/input.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import type { Reporter } from "../../options/requests/reporter.ts";
import { mirrorName } from "../../originals/mirror-name.ts";
import { formatConfiguration } from "../../originals/ocx-configuration.ts";
import { openOriginals } from "../../originals/open-originals.ts";
import { pushOriginals } from "../../originals/push-originals.ts";
import { openInput } from "../places/open-input.ts";
import { openRegistry } from "../places/open-registry.ts";
import { logsOf } from "../places/remote-reading.ts";
import type { SendResult } from "../results/send-result.ts";
import { withoutOriginals } from "./print-configuration.ts";

/**
 * Pushes the originals of a bundle to a registry, each repository below the name of its registry, as OCX's mirrors are asked for it.
 * @throws BundleError `BUNDLE_NOT_FOUND` if the bundle has none, and what reading and pushing throw
 */
export async function sendToMirror(
  source: Input,
  { prefix, ...target }: MirrorTarget,
  { context, reporter }: { readonly context: ProcessContext; readonly reporter: Reporter },
): Promise<SendResult> {
  const sole = source.kind !== "url" && source.kind !== "registry";
  const fetched = (done: number, total: number): void => reporter.progress("fetch", done, total);
  await using content = await openInput(source, context, {
    ...logsOf(reporter),
    sole,
    whole: !sole,
    progress: fetched,
  });
  const bundle = await openWhole(content);
  const opened = await openOriginals(content, await readBeside(content, bundle.found.beside));
  if (opened.length === 0) throw withoutOriginals(content.name);
  const base = prefix.replace(/^(?:oci|https?):\/\//i, "").replace(/\/+$/, "");
  const names = new Set<string>();
  const told = new Set<string>();
  let size = 0;
  let done = 0;
  let registry: URL | undefined;
  for (const originals of opened) {
    for (const item of originals.list.repositories) {
      const places = [item, ...(item.location === undefined ? [] : [item.location])];
      const blobs = [...item.packages, ...item.referrers].flatMap(
        (digest) => originals.manifests.get(digest)?.links.to ?? [],
      );
      const bytes = [...new Map(blobs.map((blob) => [blob.digest, blob.size])).values()].reduce(
        (sum, each) => sum + each,
        0,
      );
      let first: string | undefined;
      for (const place of places) {
        const reference = `${base}/${mirrorName(place.registry)}/${place.repository}`;
        const { repository } = await openRegistry({ ...target, reference }, context, { ...logsOf(reporter), sole });
        registry = repository.registry;
        size += bytes;
        const options = {
          mountFrom: [...(first === undefined ? [] : [first]), ...(target.mountFrom ?? [])],
          onBytes: (count: number) => reporter.progress("send", (done += count), size),
          signal: context.signal,
        };
        const warnings = await pushOriginals(content, originals, { item, repository, options });
        for (const warning of warnings) told.add(warning);
        first ??= repository.name.repository;
        names.add(reference);
      }
    }
  }
  await content.finish();
  for (const warning of told) reporter.warn(warning);
  const [, path = ""] = /^[^/]+(\/.*)?$/.exec(base) ?? [];
  return {
    channel: "registry",
    status: "sent",
    bundle: { name: bundle.name, digest: bundle.digest },
    name: base,
    names: [...names],
    size,
    configuration: formatConfiguration(opened, { base: `${registry?.origin ?? ""}${path}` }),
  };
}
