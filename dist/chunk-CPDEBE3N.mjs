import {
  findOriginalsIn,
  mirrorName
} from "./chunk-HMYGB7KZ.mjs";
import {
  openLayout_139
} from "./chunk-WYNKTPG4.mjs";
import {
  SIGSTORE_BUNDLE_136
} from "./chunk-PN52QW44.mjs";
import {
  userPath_38
} from "./chunk-A6YYFOED.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/sending/print-configuration.ts
import { isIP } from "node:net";

// src/originals/format-configuration.ts
var NOWHERE = "http://127.0.0.1:9";
function formatConfiguration(originals, place) {
  const base = new URL(place.base);
  const repositories = originals.flatMap(({ list }) => list.repositories);
  const moved = repositories.flatMap(
    ({ registry, location }) => location === void 0 || location.registry === registry ? [] : [{ registry, host: location.registry }]
  );
  const hosts = [...repositories.map(({ registry }) => registry), ...moved.map(({ host }) => host)];
  const trusted = Map.groupBy(moved, ({ registry }) => registry);
  const isSigned = originals.some(
    ({ manifests }) => [...manifests.values()].some(({ links }) => links.artifactType === SIGSTORE_BUNDLE_136)
  );
  const blocks = [
    [...HEAD, ...variables(base, place)],
    ["[mirrors]", ...unique(hosts).map((host) => `${quote(host)} = ${quote(mirrorAddress(base, host))}`)],
    ...Array.from(trusted, ([registry, rows]) => {
      const names = unique(rows.map(({ host }) => host.replace(/:\d+$/, "")));
      return [
        `# The index of ${registry} says that packages are at ${names.join(", ")}. OCX resolves the name before it takes the mirror:`,
        "# it must have an address, whichever, for example in /etc/hosts.",
        `[registries.${quote(registry)}]`,
        `trusted_hosts = [${names.map(quote).join(", ")}]`
      ];
    }),
    ...isSigned ? [TRUST] : []
  ];
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}
`;
}
var HEAD = [
  "# OCX's configuration, as ocx-bundle prints it.",
  "# Write it to /etc/ocx/config.toml, or to a file that OCX_CONFIG names."
];
var TRUST = [
  "# For signatures. Who may sign is for you to say, in [[trust.policy]]. Get the trusted root in another way than the bundle.",
  "[trust.sigstore]",
  '# trusted_root = "/etc/ocx/trusted_root.json"',
  `rekor_url = ${quote(NOWHERE)}`
];
function mirrorAddress({ origin, pathname }, registry) {
  return `${origin}${pathname.replace(/\/$/, "")}/${mirrorName(registry)}`;
}
function variables({ protocol, host }, { asksForToken = false }) {
  const slug = host.replaceAll(/[^a-zA-Z0-9]/g, "_");
  const set = [
    ...protocol === "http:" ? [`OCX_INSECURE_REGISTRIES=${host}`] : [],
    ...asksForToken ? [`OCX_AUTH_${slug}_TYPE=basic`, `OCX_AUTH_${slug}_USER=reader`, `OCX_AUTH_${slug}_TOKEN=<the token>`] : []
  ];
  return set.length === 0 ? [] : ["# Set for every ocx:", ...set.map((line) => `#   ${line}`)];
}
function unique(names) {
  return [...new Set(names)].toSorted();
}
function quote(text) {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

// src/commands/sending/print-configuration.ts
async function printConfiguration({ paths, listen, hosts, tls, tokenFile }, context) {
  var _stack = [];
  try {
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const contents = [];
    for (const path of paths) contents.push(stack.use(await openLayout_139(userPath_38(path, context))));
    const originals = await findOriginalsIn(contents);
    if (originals.length === 0) throw withoutOriginals(paths.join(", "));
    const [name = listen.address] = hosts;
    if (listen.port === 0)
      throw unusable("port 0 is another port each time", "Set `--listen` to the address and port of the server.");
    if (name === "0.0.0.0" || name === "::")
      throw unusable(`${name} is not an address of a server`, "Name the server with `--host NAME`.");
    const host = isIP(name) === 6 ? `[${name}]` : name;
    const base = `${tls === void 0 ? "http" : "https"}://${host}:${listen.port}`;
    return formatConfiguration(
      originals.map(({ opened }) => opened),
      { base, asksForToken: tokenFile !== void 0 }
    );
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function withoutOriginals(place) {
  return new BundleError("BUNDLE_NOT_FOUND", `Cannot find originals in ${place}: it has none`, {
    hint: "Export the bundle with `--original`, on a machine that reaches the publishers' registries. Of a delta, make the whole bundle first, with `ocx-bundle complete`."
  });
}
function unusable(found, hint) {
  return new BundleError("OPTION_INVALID", `Cannot print the configuration: ${found}`, { hint });
}

export {
  formatConfiguration,
  printConfiguration,
  withoutOriginals
};
