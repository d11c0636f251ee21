import prettyBytes from "pretty-bytes";
import type { VerifyHomeResult, VerifyResult } from "../commands/results/verify-result.ts";
import { printable } from "../printable.ts";
import { formatDigest } from "./bundle-lines.ts";
import { describeUnchecked } from "./delta-text.ts";
import { formatTrust } from "./trust-text.ts";
import { countOf } from "./wording.ts";

/** Text output of `verify`. */
export function formatVerify(result: VerifyResult): string {
  const { bundle, platforms, size, blobs, frames, entries, contentSize, home, trust, unchecked } = result;
  const checked = platforms === undefined ? "" : ` for ${platforms.map(({ platform }) => platform).join(", ")}`;
  const counts = `${countOf(blobs, "blob")}, ${countOf(frames, "frame")} and ${countOf(entries, "entry", "entries")}`;
  const sizes = `${prettyBytes(size)}, ${prettyBytes(contentSize)} unpacked`;
  const same =
    home === undefined
      ? ""
      : `${home.path} has it unchanged: ${countOf(home.layers, "layer")} and ${countOf(home.packages, "package")}.\n`;
  const left = unchecked === undefined ? "" : `${describeUnchecked(unchecked)}\n`;
  return `${printable(bundle.name)} is whole${printable(checked)}: ${counts}, ${sizes}.\n${left}${formatDigest(bundle.digest)}${same}${formatTrust(trust)}`;
}

/** Text output of `verify` for a home without a bundle. */
export function formatVerifyHome({ home, imports }: VerifyHomeResult): string {
  const what = `${countOf(home.layers, "layer")} and ${countOf(home.packages, "package")}`;
  const bundles = imports.map(({ name, digest }) => `${name} ${digest}\n`).join("");
  return `${printable(`${home.path} has unchanged what was imported: ${what}.`)}\n${bundles}`;
}
