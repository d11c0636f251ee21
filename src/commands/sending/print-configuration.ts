import { isIP } from "node:net";
import { BundleError } from "../../errors.ts";
import { openLayout } from "../../layout/open-layout.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import type { ServeRequest } from "../../options/requests/serve-request.ts";
import { formatConfiguration } from "../../originals/format-configuration.ts";
import { findOriginalsIn } from "../../originals/original-repositories.ts";
import { userPath } from "../places/user-path.ts";

/**
 * OCX's configuration for machines that use a server with these bundles.
 * @throws BundleError `BUNDLE_NOT_FOUND` if no bundle has originals, `OPTION_INVALID` if the server has no fixed address
 */
export async function printConfiguration(
  { paths, listen, hosts, tls, tokenFile }: ServeRequest,
  context: ProcessContext,
): Promise<string> {
  await using stack = new AsyncDisposableStack();
  const contents = [];
  for (const path of paths) contents.push(stack.use(await openLayout(userPath(path, context))));
  const originals = await findOriginalsIn(contents);
  if (originals.length === 0) throw withoutOriginals(paths.join(", "));
  const [name = listen.address] = hosts;
  if (listen.port === 0)
    throw unusable("port 0 is another port each time", "Set `--listen` to the address and port of the server.");
  if (name === "0.0.0.0" || name === "::")
    throw unusable(`${name} is not an address of a server`, "Name the server with `--host NAME`.");
  const host = isIP(name) === 6 ? `[${name}]` : name;
  const base = `${tls === undefined ? "http" : "https"}://${host}:${listen.port}`;
  return formatConfiguration(
    originals.map(({ opened }) => opened),
    { base, asksForToken: tokenFile !== undefined },
  );
}

/** The failure of what needs originals. */
export function withoutOriginals(place: string): BundleError {
  return new BundleError("BUNDLE_NOT_FOUND", `Cannot find originals in ${place}: it has none`, {
    hint: "Export the bundle with `--original`, on a machine that reaches the publishers' registries. Of a delta, make the whole bundle first, with `ocx-bundle complete`.",
  });
}

function unusable(found: string, hint: string): BundleError {
  return new BundleError("OPTION_INVALID", `Cannot print the configuration: ${found}`, { hint });
}
