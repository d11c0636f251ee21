import { SIGSTORE_BUNDLE } from "../oci/media-types.ts";
import { mirrorName } from "./mirror-name.ts";
import type { OpenedOriginals } from "./open-originals.ts";

/** The server from which OCX takes originals. */
export interface MirrorPlace {
  /** Address of the mirror, before the name of the mirrored registry: `https://HOST` or `https://HOST/PREFIX`. */
  readonly base: string;
  /** True if OCX must log in. */
  readonly asksForToken?: boolean;
}

/** An address that is on every machine and that nobody answers. OCX resolves the name of its transparency log, and never asks it. */
const NOWHERE = "http://127.0.0.1:9";

/** OCX's configuration for machines that take originals from a place: TOML, with what else must be set in comments. */
export function formatConfiguration(originals: readonly OpenedOriginals[], place: MirrorPlace): string {
  const base = new URL(place.base);
  const repositories = originals.flatMap(({ list }) => list.repositories);
  const moved = repositories.flatMap(({ registry, location }) =>
    location === undefined || location.registry === registry ? [] : [{ registry, host: location.registry }],
  );
  const hosts = [...repositories.map(({ registry }) => registry), ...moved.map(({ host }) => host)];
  const trusted = Map.groupBy(moved, ({ registry }) => registry);
  const isSigned = originals.some(({ manifests }) =>
    [...manifests.values()].some(({ links }) => links.artifactType === SIGSTORE_BUNDLE),
  );
  const blocks = [
    [...HEAD, ...variables(base, place)],
    ["[mirrors]", ...unique(hosts).map((host) => `${quote(host)} = ${quote(mirrorAddress(base, host))}`)],
    ...Array.from(trusted, ([registry, rows]) => {
      // OCX compares names without ports.
      const names = unique(rows.map(({ host }) => host.replace(/:\d+$/, "")));
      return [
        `# The index of ${registry} says that packages are at ${names.join(", ")}. OCX resolves the name before it takes the mirror:`,
        "# it must have an address, whichever, for example in /etc/hosts.",
        `[registries.${quote(registry)}]`,
        `trusted_hosts = [${names.map(quote).join(", ")}]`,
      ];
    }),
    ...(isSigned ? [TRUST] : []),
  ];
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

const HEAD = [
  "# OCX's configuration, as ocx-bundle prints it.",
  "# Write it to /etc/ocx/config.toml, or to a file that OCX_CONFIG names.",
];

const TRUST = [
  "# For signatures. Who may sign is for you to say, in [[trust.policy]]. Get the trusted root in another way than the bundle.",
  "[trust.sigstore]",
  '# trusted_root = "/etc/ocx/trusted_root.json"',
  `rekor_url = ${quote(NOWHERE)}`,
];

/** OCX finds this host, as it is written, in its variables. So both come from one parsed address, without a default port. */
function mirrorAddress({ origin, pathname }: URL, registry: string): string {
  return `${origin}${pathname.replace(/\/$/, "")}/${mirrorName(registry)}`;
}

function variables({ protocol, host }: URL, { asksForToken = false }: MirrorPlace): readonly string[] {
  const slug = host.replaceAll(/[^a-zA-Z0-9]/g, "_");
  const set = [
    ...(protocol === "http:" ? [`OCX_INSECURE_REGISTRIES=${host}`] : []),
    ...(asksForToken
      ? [`OCX_AUTH_${slug}_TYPE=basic`, `OCX_AUTH_${slug}_USER=reader`, `OCX_AUTH_${slug}_TOKEN=<the token>`]
      : []),
  ];
  return set.length === 0 ? [] : ["# Set for every ocx:", ...set.map((line) => `#   ${line}`)];
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)].toSorted();
}

/** A basic string of TOML. The texts have no control characters. */
function quote(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
