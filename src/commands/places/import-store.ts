import prettyBytes from "pretty-bytes";
import type { Bundle } from "../../bundle/open-bundle.ts";
import type { Content } from "../../layout/content.ts";
import type { Descriptor } from "../../oci/descriptor.ts";
import { isManifestType } from "../../oci/links.ts";
import type { Referrer } from "../../oci/referrer.ts";
import type { ImportRequest } from "../../options/requests/import-request.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import type { Reporter } from "../../options/requests/reporter.ts";
import { findEntryName } from "./entry-name.ts";
import { openInput } from "./open-input.ts";
import { logsOf } from "./remote-reading.ts";
import { userPath } from "./user-path.ts";

/** The place of a bundle, with the store of the import in front of it if there is one. */
export interface ImportPlace {
  readonly place: Content;
  /** Keeps the bundle in the store, as far as it was read, and with its name what refers to it. */
  keep(bundle: Bundle, findReferrers: () => Promise<readonly Referrer[]>): Promise<void>;
}

/**
 * Opens the bundle of an import, behind the store that the request names, or OCX_BUNDLE_STORE.
 * @throws BundleError as {@link openInput}
 */
export async function openImportPlace(
  { source, store, spoolDirectory }: Pick<ImportRequest, "source" | "store" | "spoolDirectory">,
  context: ProcessContext,
  reporter: Reporter,
): Promise<ImportPlace> {
  const given = store ?? context.variables["OCX_BUNDLE_STORE"] ?? "";
  const path = given === "" ? undefined : userPath(given, context);
  const place = await openInput(source, context, { spoolDirectory, ...logsOf(reporter) });
  if (path === undefined) return { place, keep: async () => {} };
  const { storeFirst } = await import("../../store/store-first.ts");
  const stored = storeFirst(path, place);
  return {
    place: stored,
    async keep({ digest, manifest, config, name }, findReferrers) {
      const read = new Set<string>([manifest.config.digest, config.store.blob]);
      const isDocument = (blob: Descriptor): boolean => isManifestType(blob.mediaType) || read.has(blob.digest);
      await stored.keep({ digest, name: findEntryName(name), findReferrers }, isDocument);
      const { taken, kept } = stored.amounts;
      if (taken + kept > 0)
        reporter.say(`Store ${path}: ${prettyBytes(taken)} taken from it, ${prettyBytes(kept)} added to it`);
    },
  };
}
