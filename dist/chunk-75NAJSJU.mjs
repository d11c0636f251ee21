import {
  code,
  cutMiddle,
  escapeHtml,
  formatBytes,
  link,
  prose,
  shellWord,
  shortDigest,
  shortenDigests
} from "./chunk-GGY5DL2H.mjs";
import {
  KINDS_31
} from "./chunk-OAZMIEOB.mjs";
import {
  PEAKS_29
} from "./chunk-RNL3PQ4C.mjs";
import {
  countOf_32,
  formatFetched_32
} from "./chunk-KBYOVYJI.mjs";
import {
  describeTravel
} from "./chunk-YMVRDJT5.mjs";
import {
  CHANNELS,
  OPTIONS,
  ORIGINS,
  optionsOf
} from "./chunk-2VOVHQTY.mjs";
import {
  findUserHome_38,
  findWorkingDirectory_38
} from "./chunk-A6YYFOED.mjs";
import {
  prettyBytes
} from "./chunk-4IIZTIU3.mjs";
import {
  printable
} from "./chunk-JWMHGH6Y.mjs";
import {
  BundleError,
  causesOf,
  toBundleError
} from "./chunk-B62UY6QL.mjs";

// src/report/dependency-graph.ts
var EDGE_LIMIT = 500;
var LENGTH_LIMIT = 5e4;
function formatGraph(packages) {
  const nodes = new Map(packages.map(({ identifier }, position) => [identifier, `n${position}`]));
  const pairs = packages.flatMap(
    ({ identifier, dependencies }) => dependencies.filter((other) => nodes.has(other)).map((other) => [identifier, other])
  );
  const drawn = new Set(pairs.flat());
  const labels = packages.filter(({ identifier }) => drawn.has(identifier)).map(({ identifier, root }) => {
    const label = quote(shortenDigests(identifier));
    return `  ${nodes.get(identifier)}${root ? `([${label}])` : `[${label}]`}`;
  });
  const edges = pairs.map(([from, to]) => `  ${nodes.get(from)} --> ${nodes.get(to)}`);
  const text = ["graph LR", ...labels, ...edges].join("\n");
  return edges.length === 0 || edges.length > EDGE_LIMIT || text.length > LENGTH_LIMIT ? void 0 : text;
}
function quote(text) {
  const safe = text.replaceAll(/[^\w ./:@+-]/gu, (char) => `#${char.codePointAt(0)};`);
  return `"${safe}"`;
}

// src/report/summary-sections.ts
var SIZE_LIMIT = 1e6;
var OPEN_ROWS = 20;
function block(text) {
  return { head: "", rows: text === void 0 || text === "" ? [] : [text], foot: "" };
}
function facts(pairs) {
  const rows = pairs.map(([name, value]) => `<tr><td>${name}</td><td>${value}</td></tr>`);
  return { head: "<table>", rows, foot: "</table>" };
}
function table(place, titles, rows) {
  const right = titles.map((title) => title.startsWith(">"));
  const head = titles.map((title, column) => cell("th", title.replace(/^>/, ""), right[column]));
  const body = rows.map((cells) => `<tr>${cells.map((text, column) => cell("td", text, right[column])).join("")}</tr>`);
  return placed(place, { head: `<table><tr>${head.join("")}</tr>`, rows: body, foot: "</table>" });
}
function listOf(place, texts) {
  return placed(place, { head: "<ul>", rows: texts.map((text) => `<li>${prose(text)}</li>`), foot: "</ul>" });
}
function fence({ title, folded = false }, language, lines) {
  if (lines.length === 0) return block(void 0);
  const text = [`\`\`\`${language}`, ...lines, "```"].join("\n");
  return block(folded ? `${open(title)}

${text}

</details>` : `### ${title}

${text}`);
}
function assemble(title, sections) {
  const parts = [`## ${title}`];
  let room = SIZE_LIMIT;
  for (const { head, rows, foot } of sections.filter((section) => section.rows.length > 0)) {
    const kept = fitting(rows, room / 2);
    room -= kept.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    if (kept.length > 0) parts.push(`${head}${kept.join("")}${foot}`);
    const missing = rows.length - kept.length;
    if (missing > 0) parts.push(`\u2026 and ${missing} more: left out, because GitHub limits the size of a job summary.`);
  }
  return `${parts.join("\n\n")}
`;
}
function fitting(rows, room) {
  let size = 0;
  const end = rows.findIndex((text) => {
    size += Buffer.byteLength(text);
    return size > room;
  });
  return end < 0 ? rows : rows.slice(0, end);
}
function placed({ title, folded = false }, { head, rows, foot }) {
  if (!folded && rows.length <= OPEN_ROWS) return { head: `### ${title}

${head}`, rows, foot };
  return { head: `${open(title)}${head}`, rows, foot: `${foot}</details>` };
}
function open(title) {
  return `<details><summary><b>${title}</b></summary>`;
}
function cell(tag, html, right = false) {
  return `<${tag}${right ? ' align="right"' : ""}>${html}</${tag}>`;
}

// src/report/summary-bundle.ts
var OPEN_NODES = 30;
function bundleFacts(bundle) {
  const { name, digest, manifestDigest, platform: platform2, size, contentSize, layers, project, ocx, delta } = bundle;
  const content = `${prettyBytes(contentSize)} in ${countOf_32(layers.length, "layer")}`;
  return [
    ["Name", code(name)],
    ...pair("Bundle digest", digest && code(digest)),
    ["Platform", code(platform2)],
    ...pair("Digest for this platform", manifestDigest && code(manifestDigest)),
    ...pair("Size", size && `${delta?.isBound === true ? "at most " : ""}${formatSize(size, contentSize)}`),
    ["Content", content],
    ...pair("Delta", delta && describeTravel(delta)),
    ...pair("ocx", ocx && `${prettyBytes(ocx.size)}, ${code(ocx.digest)}`),
    ...pair("Groups of the project", project && code(project.groups.join(", ")))
  ];
}
function placeFacts(sent, file) {
  if (sent === void 0) return pair("File", file && code(file));
  const { channel, name, names, url, key, fileDigest, reference } = sent;
  const beside = names.filter((other) => other !== name);
  return [
    [PLACES[channel], link(code(reference ?? key ?? name), url)],
    ...pair("Further files", beside.length > 0 && nameFiles(beside)),
    ...pair("File digest", fileDigest && code(fileDigest))
  ];
}
function exportLead({ bundle, dryRun }, sent) {
  const what = `<b>${countOf_32(bundle.packages.length, "package")}</b>`;
  const content = prettyBytes(bundle.contentSize);
  if (dryRun) return `${what} with ${content} of content would be exported.`;
  const packed = bundle.size === void 0 ? "" : ` in ${prettyBytes(bundle.size)}`;
  const head = `${what} with ${content} of content${packed}`;
  if (sent === void 0) return `${head}.`;
  const where = `${CHANNELS2[sent.channel]} ${link(code(sent.key ?? sent.name), sent.url)}`;
  switch (sent.status) {
    case "sent":
      return `${head}, sent as ${where}.`;
    case "replaced":
      return `${head}, sent as ${where}, which it replaced.`;
    case "reserved":
      return `${head}, not sent: another job has reserved ${where} and has not finished.`;
    case "kept":
      if (sent.channel !== "cache") return `${head}, not sent: the same was there already, as ${where}.`;
      return `${head}, not sent: the cache has an entry with this key already, and entries never change.`;
  }
}
function verifySection(bundle, file, sent) {
  const { digest } = bundle;
  const wanted = sent === void 0 ? file : fileOf(sent);
  if (digest === void 0 || wanted === void 0) return block(void 0);
  const sums = (sent?.names ?? []).filter((name) => name.endsWith(".sha256"));
  return fence({ title: "Verify by hand" }, "sh", [
    ...sums.map((name) => `sha256sum -c ${shellWord(name)}`),
    `ocx-bundle verify ${shellWord(wanted)} --digest ${shellWord(digest)}`
  ]);
}
function graphSection(bundle, folded) {
  const text = formatGraph(bundle.packages);
  if (text === void 0 && bundle.packages.some(({ dependencies }) => dependencies.length > 0)) {
    return block("<p>The dependencies are listed in the table only: they are more than GitHub draws in a graph.</p>");
  }
  const title = "Dependencies";
  return fence({ title, folded: folded || bundle.packages.length > OPEN_NODES }, "mermaid", text?.split("\n") ?? []);
}
function pair(name, value) {
  return typeof value === "string" && value !== "" ? [[name, value]] : [];
}
var CHANNELS2 = {
  artifact: "artifact",
  release: "release asset",
  cache: "cache entry",
  registry: "registry reference"
};
var PLACES = { artifact: "Artifact", release: "Release asset", cache: "Cache key", registry: "Registry" };
function fileOf({ name, names, reference }) {
  if (reference !== void 0) return `oci://${reference}`;
  if (names.includes(name)) return name;
  return names.find((other) => other.endsWith(".json")) ?? name;
}
function nameFiles(names) {
  const shown = names.length > 6 ? names.slice(0, 5) : names;
  const more = names.length > shown.length ? [`${names.length - shown.length} more`] : [];
  return [...shown.map((name) => code(name)), ...more].join("<br>");
}
function formatSize(size, contentSize) {
  if (contentSize === 0) return prettyBytes(size);
  const percent = Math.round(size / contentSize * 100);
  const times = (contentSize / size).toFixed(1);
  return `${prettyBytes(size)}, ${percent} % of its content (${times} : 1)`;
}

// src/report/summary-names.ts
function shortNames(packages) {
  const bare = packages.map(({ identifier }) => ({ identifier, name: withoutDigest(identifier) }));
  const uses = Map.groupBy(bare, ({ name }) => name);
  return new Map(
    bare.map(({ identifier, name }) => [
      identifier,
      (uses.get(name)?.length ?? 0) === 1 ? name : shortenDigests(identifier)
    ])
  );
}
function withoutDigest(identifier) {
  return identifier.replace(/@\w+:[0-9a-f]+$/, "");
}

// src/report/summary-chart.ts
var FEW_BARS = 3;
var BARS = 8;
var LEAST = 0.02;
var BAR_WIDTH = 24;
var WORTH_ASKING = 1e6;
var NAMED = 2;
function sizeChart(bundle) {
  const { shares, packed } = sharesOf(bundle);
  const total = sumOf(shares);
  if (shares.length < 2 || bundle.contentSize < WORTH_ASKING || total === 0) return block(void 0);
  const names = shortNames(bundle.packages);
  const inOrder = shares.toSorted((a, b) => b.bytes - a.bytes);
  const large = inOrder.slice(0, BARS).filter(({ bytes }, position) => position < FEW_BARS || bytes / total >= LEAST).length;
  const end = inOrder.length === large + 1 ? inOrder.length : large;
  const [shown, rest] = [inOrder.slice(0, end), inOrder.slice(end)];
  const longest = inOrder[0]?.bytes ?? total;
  const rows = shown.map(({ owners, bytes }) => [
    labelOf(owners, names),
    formatBytes(bytes),
    formatShare(bytes / total),
    `<code>${formatBar(bytes / longest)}</code>`
  ]);
  if (rest.length > 0) {
    rows.push([`${rest.length} others`, formatBytes(sumOf(rest)), formatShare(sumOf(rest) / total), ""]);
  }
  return table({ title: "Where the bytes are" }, ["Package", packed ? ">Packed" : ">Content", ">Share", ""], rows);
}
function sharesOf({ layers }) {
  const packed = layers.every(({ size }) => size !== void 0);
  const groups = Map.groupBy(layers, ({ packages }) => JSON.stringify(packages.toSorted()));
  const shares = Array.from(groups.values(), (group) => ({
    owners: group[0]?.packages ?? [],
    bytes: group.reduce((sum, { size = 0, contentSize }) => sum + (packed ? size : contentSize), 0)
  }));
  return { shares, packed };
}
function sumOf(shares) {
  return shares.reduce((sum, { bytes }) => sum + bytes, 0);
}
function labelOf(owners, names) {
  const named = owners.map((owner) => code(names.get(owner) ?? owner));
  if (named.length <= 1) return named.join("");
  const more = named.length - NAMED;
  return `${named.slice(0, NAMED).join(" and ")}${more > 0 ? ` and ${more} more` : ""}, shared`;
}
function formatShare(share) {
  const percent = share * 100;
  return percent > 0 && percent < 1 ? "< 1 %" : `${Math.round(percent)} %`;
}
function formatBar(share) {
  const eighths = Math.max(1, Math.round(share * BAR_WIDTH * 8));
  return "\u2588".repeat(Math.floor(eighths / 8)) + (" \u258F\u258E\u258D\u258C\u258B\u258A\u2589"[eighths % 8] ?? "").trim();
}

// src/report/summary-disk-use.ts
function diskUseSection({ disk, dryRun }, fetch) {
  if (!dryRun) return block(void 0);
  const rows = [
    ...fetch === void 0 ? [] : [["to fetch", prettyBytes(fetch), ""]],
    ["to write", prettyBytes(disk.written), ""],
    ...disk.peak.map(({ use, path, bytes }) => [PEAKS_29[use], prettyBytes(bytes), code(path)])
  ];
  return table({ title: "Disk and network" }, ["Amount", "Bytes", "Where"], rows);
}

// src/report/summary-environment.ts
var VALUE_WIDTH = 64;
var TITLE_WIDTH = 1e3;
var OPEN_ROWS2 = 8;
function environmentTable(changes, packages) {
  if (changes === void 0) return block(void 0);
  const effective = effectiveOf(changes);
  const rows = effective.map((change) => {
    const owner = packages.find(({ path }) => `${change.value}/`.startsWith(`${path}/`));
    return [
      code(change.key),
      WORDS[change.kind],
      formatValue(change.value, owner?.path),
      owner === void 0 ? "" : code(withoutDigest(owner.identifier))
    ];
  });
  const paths = effective.filter(({ key }) => key === "PATH").length;
  const names = new Set(effective.map(({ key }) => key)).size - (paths > 0 ? 1 : 0);
  const counts = [
    ...paths > 0 ? [`${paths} ${paths === 1 ? "directory" : "directories"} in <code>PATH</code>`] : [],
    ...names > 0 ? [`${names} ${names === 1 ? "variable" : "variables"}`] : []
  ];
  const title = `Environment of the next steps: ${counts.join(", ")}`;
  return table({ title, folded: rows.length > OPEN_ROWS2 }, ["Variable", "Change", "Value", "Package"], rows);
}
var WORDS = { constant: "set to", path: "begins with", list: "ends with" };
function slotOf({ key, value, kind }) {
  return JSON.stringify(kind === "constant" ? [key, kind] : [key, kind, value]);
}
function effectiveOf(changes) {
  const latest = new Map(changes.map((change) => [slotOf(change), change]));
  const last = changes.filter((change) => latest.get(slotOf(change)) === change);
  const prepended = last.filter(({ kind }) => kind === "path").toReversed();
  return [
    ...prepended.filter(({ key }) => key === "PATH"),
    ...prepended.filter(({ key }) => key !== "PATH"),
    ...last.filter(({ kind }) => kind !== "path")
  ];
}
function formatValue(value, root) {
  const shown = root === void 0 ? value : `\u2026${value.slice(root.length)}`;
  return code(cutMiddle(shown, VALUE_WIDTH), cutMiddle(value, TITLE_WIDTH));
}

// src/report/summary-import.ts
function importLead({ home, dryRun, changed, packages, bytesAdded, repairs = [] }) {
  const all = countOf_32(packages.length, "package");
  if (!changed) return `<b>The home already has everything: ${all}.</b> Nothing was written to ${code(home)}.`;
  const missing = packages.filter(({ status }) => status !== "present").length;
  const verb = dryRun ? "would be imported" : "imported";
  if (missing === 0 && repairs.length > 0)
    return `<b>The home already has ${all}</b>; what was altered ${dryRun ? "would be" : "is"} repaired in ${code(home)}.`;
  if (missing === 0) return `<b>The home already has ${all}</b>; only their records are updated in ${code(home)}.`;
  const rest = packages.length - missing;
  const there = rest === 0 ? "" : ` ${countOf_32(rest, "package")} ${rest === 1 ? "was" : "were"} there already.`;
  return `<b>${countOf_32(missing, "package")} ${verb}</b> into ${code(home)}, ${prettyBytes(bytesAdded)} of content.${there}`;
}
function countTable({ changed, packages, layers, blobs, links, conflicts, bytesAdded }) {
  if (!changed) return block(void 0);
  const bytes = layers.added > 0 ? ` (${prettyBytes(bytesAdded)})` : "";
  const counts = facts([
    ...pair("Packages", tally(packages, ["added", "repaired", "present"])),
    ["Layers", `${layers.added} added${bytes}, ${layers.present} there already`],
    ["Blobs", `${blobs.added} added, ${blobs.present} there already`],
    ...pair("Links", tally(links, ["added", "moved", "kept", "present"])),
    ...pair("Tags in conflict", tally(conflicts, ["replaced", "kept"]))
  ]);
  return { ...counts, head: `### What changed

${counts.head}` };
}
function conflictTable({ conflicts }) {
  const rows = conflicts.map(({ identifier, status, reason }) => [
    code(shortenDigests(identifier)),
    `<b>${WORDS2[status]}</b>`,
    prose(reason)
  ]);
  return table({ title: `Tags in conflict (${conflicts.length})` }, ["Tag", "Outcome", "Reason"], rows);
}
function repairTable({ home, repairs = [], notes = [] }) {
  const rows = repairs.map(({ path, change }) => [code(shortenDigests(inside(home, path)), path), change]);
  return [
    table({ title: `Repaired (${rows.length})`, folded: rows.length > 20 }, ["Path in the home", "It was"], rows),
    listOf({ title: `Notes (${notes.length})` }, notes)
  ];
}
function packageOutcomes({ home, packages }) {
  const inOrder = packages.toSorted((a, b) => Number(a.status === "present") - Number(b.status === "present"));
  const rows = inOrder.map(({ identifier, digest, status, path }) => [
    code(withoutDigest(identifier)),
    WORDS2[status],
    shortDigest(digest),
    code(shortenDigests(inside(home, path)), path)
  ]);
  return table(
    { title: `Each package (${packages.length})`, folded: true },
    ["Package", "Outcome", "Digest", "Path in the home"],
    rows
  );
}
function linkOutcomes({ home, links }) {
  const rows = links.filter(({ status }) => status !== "present").map(({ path, status }) => [code(inside(home, path), path), WORDS2[status]]);
  return table(
    { title: `Each link that changed or was left alone (${rows.length})`, folded: true },
    ["Link in the home", "Outcome"],
    rows
  );
}
function inside(home, path) {
  return path.startsWith(`${home}/`) ? path.slice(home.length + 1) : path;
}
var WORDS2 = {
  added: "added",
  repaired: "repaired",
  moved: "moved",
  replaced: "replaced",
  kept: "left as it was",
  present: "there already"
};
function tally(items, order) {
  const counts = order.map((wanted) => ({ wanted, found: items.filter(({ status }) => status === wanted).length }));
  return counts.filter(({ found }) => found > 0).map(({ wanted, found }) => `${found} ${wanted === "kept" && found > 1 ? "left as they were" : WORDS2[wanted]}`).join(", ");
}

// src/report/summary-packages.ts
var NAMED2 = 3;
function packageTable(place, bundle) {
  const { packages } = bundle;
  const inOrder = [...packages.filter(({ root }) => root), ...packages.filter(({ root }) => !root)];
  const names = shortNames(packages);
  const packed = packedSizes(bundle);
  const titles = ["Package", "Digest", ">Content"];
  if (packed !== void 0) titles.push(">Packed");
  const needy = packages.some(({ dependencies }) => dependencies.length > 0);
  if (needy) titles.push("Depends on");
  const rows = inOrder.map((item) => {
    const name = code(names.get(item.identifier) ?? item.identifier);
    const foreign = isForeign(item.platform, bundle.platform) ? `<br><sub>${escapeHtml(item.platform)}</sub>` : "";
    const cells = [
      `${item.root ? `<b>${name}</b>` : name}${foreign}`,
      shortDigest(item.digest),
      formatBytes(item.contentSize)
    ];
    if (packed !== void 0) cells.push(formatPacked(packed.get(item.identifier)));
    if (needy) cells.push(nameSome(item.dependencies, names));
    return cells;
  });
  return table(place, titles, rows);
}
function isForeign(platform2, bundle) {
  return platform2 !== bundle && platform2 !== bundle.replace(/\+.*/, "");
}
function nameSome(identifiers, names) {
  const named = identifiers.map((identifier) => names.get(identifier) ?? identifier);
  const shown = named.length > NAMED2 + 1 ? named.slice(0, NAMED2) : named;
  const rest = named.slice(shown.length);
  const more = rest.length > 0 ? [`<abbr title="${escapeHtml(rest.slice(0, 50).join(", "))}">${rest.length} more</abbr>`] : [];
  return [...shown.map((name) => code(name)), ...more].join("<br>");
}
function packedSizes({ layers }) {
  const sizes = /* @__PURE__ */ new Map();
  for (const layer of layers) {
    if (layer.size === void 0) return void 0;
    for (const owner of layer.packages) {
      const { all, shared } = sizes.get(owner) ?? { all: 0, shared: 0 };
      sizes.set(owner, { all: all + layer.size, shared: shared + (layer.packages.length > 1 ? layer.size : 0) });
    }
  }
  return layers.length === 0 ? void 0 : sizes;
}
function formatPacked({ all, shared } = { all: 0, shared: 0 }) {
  if (shared === 0) return formatBytes(all);
  return `${formatBytes(all)}<br><sub>${shared === all ? "" : `${formatBytes(shared)}&nbsp;`}shared</sub>`;
}

// src/report/summary-trust.ts
function signersOf(trust) {
  if (trust === void 0) return "not checked: neither an input nor a policy requires a signature";
  const signers = trust.proofs.map(({ kind, signer, repository, commit, requirement }) => {
    if (kind === "digest") return `nobody: its digest is listed by ${code(requirement)}`;
    const source = repository === void 0 ? "" : `<br>from ${code(repository)}`;
    return `${code(signer)} (${KINDS_31[kind]})${source}${commit === void 0 ? "" : `, commit ${code(commit)}`}`;
  });
  const overridden = trust.overridden.map((name) => `nobody that ${code(name)} names; overridden`);
  return [.../* @__PURE__ */ new Set([...signers, ...overridden])].join("<br>");
}

// src/report/summary.ts
function summarizeExport(result, sent, image) {
  const { bundle, home, dryRun, file, reference } = result;
  const outcome = dryRun ? " (dry run: nothing was written)" : " exported";
  const sentWhole = sent?.configuration === void 0 ? sent : void 0;
  return assemble(`Offline bundle${outcome}`, [
    block(`<p>${exportLead(result, sentWhole)}</p>`),
    warningList(result.warnings),
    facts([
      ...bundleFacts(bundle),
      ...placeFacts(sentWhole, file),
      ...pair("Originals sent to", sent?.configuration && code(sent.name)),
      ...pair("Registry", reference && code(reference)),
      ...pair("Image", image && code(image.reference ?? image.file ?? image.image.name)),
      ...pair("Image digest", image && code(image.image.digest)),
      ["Home", code(home)]
    ]),
    diskUseSection(result),
    packageTable({ title: `Packages (${bundle.packages.length})` }, bundle),
    sizeChart(bundle),
    graphSection(bundle, false),
    verifySection(bundle, file ?? (reference && `oci://${reference}`), sentWhole)
  ]);
}
function summarizeMerge({ bundle, platforms, size, file, warnings }, sent) {
  const names = platforms.map(({ platform: platform2, digest }) => `${platform2}: ${digest}`);
  return assemble("Offline bundle for several platforms", [
    block(`<p><b>${countOf_32(platforms.length, "platform")}</b> in ${prettyBytes(size)}.</p>`),
    warningList(warnings),
    facts([["Name", code(bundle.name)], ["Bundle digest", code(bundle.digest)], ...placeFacts(sent, file)]),
    listOf({ title: "Platforms, with the digests of their bundles" }, names)
  ]);
}
function summarizeImport(result, bundle, details = {}) {
  const { home, dryRun, changed, project } = result;
  const { origin, file = `${bundle.name}.tar`, environment, warnings = [] } = details;
  const outcome = dryRun ? " (dry run: nothing was written)" : changed ? " imported" : ": everything was there already";
  const places = [
    ["Digest pinned", PINNED[result.pinned ? "yes" : "no"]],
    ["Signed by", signersOf(result.trust)],
    ...pair("Came from", origin && code(origin)),
    ...pair("Fetched", result.fetched && formatFetched_32(result.fetched)),
    ["Home", code(home)],
    ...pair("Executable ocx", result.ocx && `${code(result.ocx.path)}, ${result.ocx.status}`),
    ...pair("Project", project && code(project.directory))
  ];
  return assemble(`Offline bundle${outcome}`, [
    block(`<p>${importLead(result)}</p>`),
    warningList([...result.warnings, ...warnings]),
    conflictTable(result),
    countTable(result),
    diskUseSection(result, result.fetched?.missing),
    ...repairTable(result),
    packageOutcomes(result),
    linkOutcomes(result),
    environmentTable(environment, result.packages),
    facts([...bundleFacts(bundle), ...places]),
    packageTable({ title: `Contents of the bundle: ${countPackages(bundle.packages.length)}`, folded: true }, bundle),
    graphSection(bundle, true),
    verifySection(bundle, file)
  ]);
}
function summarizeMiss(key) {
  const what = `There is no entry with the key ${code(key)}. Nothing was imported, and the environment was not changed.`;
  return assemble("No offline bundle in the cache", [
    block(`<p>${what}</p>`),
    listOf({ title: "What happens next" }, [
      "The job goes on. Steps that need the packages install them from their registry, or fail if it cannot be reached.",
      "Once a bundle is exported to the cache under this key, later runs find it: those of the same branch, or of every branch if it is the default branch."
    ])
  ]);
}
var PINNED = {
  yes: "yes, by the input <code>digest</code>",
  no: "no: any bundle would have been accepted; set the input <code>digest</code> to accept only this one"
};
function countPackages(packages) {
  return countOf_32(packages, "package");
}
function warningList(warnings) {
  return listOf({ title: `Warnings (${warnings.length})` }, warnings);
}

// from-joined:src/options/requests/base-input.ts
import { toBases_93 } from "./core.mjs";

// from-joined:src/options/requests/channel-choice.ts
import { toDestination_94, toOrigin_94 } from "./core.mjs";

// from-joined:src/options/requests/export-request.ts
import { toExportRequest_95, toSelection_95 } from "./core.mjs";

// from-joined:src/options/table/parse-options.ts
import { invalidOption_102, parseOptions_102, refuseSeveral_102 } from "./core.mjs";

// from-joined:src/options/requests/image-request.ts
import { toImageForm_96, toImageRequest_96 } from "./core.mjs";

// from-joined:src/options/requests/registry-place.ts
import { isRegistryReference_98, toRegistryPlace_98, toRegistryTarget_98 } from "./core.mjs";

// src/options/requests/exported-image.ts
var HOME_PATH = "/ocx";
function toExportedImage(channel, values, { directory, quote: quote2 }) {
  if (!values.image) {
    refuseWithoutImage(values, quote2);
    return void 0;
  }
  const { "image-base": base, "image-compression": compression, group: groups, base: _, ...rest } = values;
  const form = { ...rest, compression, "home-path": HOME_PATH, ...base !== void 0 && { base } };
  const { "compression-level": level, ...others } = form;
  return {
    ...toImageForm_96(compression === "zstd" && level !== void 0 ? form : others, quote2),
    output: toImageOutput(channel, values, { directory, quote: quote2 }),
    groups,
    ...values.overwrite && { overwrite: true }
  };
}
function toImageOutput(channel, values, { directory, quote: quote2 }) {
  const { "image-file": path, reference } = values;
  if (channel !== "registry" && reference !== void 0) {
    refuseSeveral_102([quote2("reference"), path !== void 0 && quote2("image-file")]);
    return { kind: "registry", ...toRegistryTarget_98(values, quote2) };
  }
  return path === void 0 ? { kind: "directory", path: directory } : { kind: "file", path };
}
function refuseWithoutImage(values, quote2) {
  const { "image-file": file, "image-base": base, "image-compression": compression } = values;
  const given = {
    "image-file": file,
    "image-base": base,
    ...compression !== "zstd" && { "image-compression": compression }
  };
  const [name] = Object.entries(given).flatMap(([option, value]) => value === void 0 ? [] : [option]);
  if (name === void 0) return;
  throw new BundleError("OPTION_INVALID", `Cannot use ${quote2(name)}: ${quote2("image")} is not true`, {
    hint: `Set ${quote2("image")} to true, or leave ${quote2(name)} out.`
  });
}
function withoutRegistry(values) {
  const { reference: _, username: __, password: ___, "ca-file": ____, "chunk-size": _____, ...others } = values;
  return { ...others, "mount-from": [], "plain-http": false };
}

// from-joined:src/options/requests/import-request.ts
import { toImportRequest_97 } from "./core.mjs";

// from-joined:src/options/requests/pick.ts
import { optional_33, pick_33 } from "./core.mjs";

// src/actions/inputs.ts
function parseExportInputs(read, directory) {
  const operation = "export-action";
  const given = givenIn(operation, read);
  const { quote: quote2 } = given;
  const values = parseOptions_102(OPTIONS, operation, given);
  const channel = values.to ?? unnamedChannel("to", values.output);
  const image = toExportedImage(channel, values, { directory, quote: quote2 });
  const destination = toDestination_94(channel, {
    operation,
    values: image?.output.kind === "registry" ? withoutRegistry(values) : values,
    quote: quote2
  });
  if (values.merge.length > 0) {
    refuseBesideMerge(values, quote2);
    const output2 = toOutput(values, directory, destination);
    const request2 = { ...toExportRequest_95(values, void 0, output2), dryRun: false };
    return { request: request2, merge: toMerged(values, destination, quote2), ...optional_33("destination", destination) };
  }
  if (destination?.channel === "mirror" && !values.original) throw withoutOriginals(quote2);
  const selection = toSelection_95({ identifiers: values.package, calledAs: quote2("package") }, values, quote2);
  const bases = toBases_93(values, quote2);
  if (destination?.channel === "registry" && values.output === void 0) {
    const { channel: _, ...target } = destination;
    refuseLayout(values, destination);
    const request2 = { ...toExportRequest_95(values, selection, { kind: "registry", ...target }), ...bases };
    return { request: request2, ...optional_33("image", image) };
  }
  const output = toOutput(values, directory, destination);
  if (values.split !== void 0 && values.format === "oci-dir")
    throw new BundleError("OPTION_INVALID", "Cannot use `split`: `format` is oci-dir, expected tar");
  const request = { ...toExportRequest_95(values, selection, output), ...optional_33("partSize", values.split), ...bases };
  return { request, ...optional_33("destination", destination), ...optional_33("image", image) };
}
function withoutOriginals(quote2) {
  const found = `${quote2("original")} is not true, so the bundle has nothing for it`;
  return new BundleError("OPTION_INVALID", `Cannot use ${quote2("mirror")}: ${found}`, {
    hint: `Set ${quote2("original")} to true, or leave ${quote2("mirror")} out.`
  });
}
var FOR_EXPORT = [
  "package",
  "project",
  "group",
  "all",
  "home",
  "compression-level",
  "workers",
  "split",
  "image",
  "dry-run"
];
function refuseBesideMerge(values, quote2) {
  const all = values;
  const given = FOR_EXPORT.filter((name) => {
    const value = all[name];
    return Array.isArray(value) ? value.length > 0 : value !== void 0 && value !== false;
  });
  const [first] = given;
  if (first === void 0) return;
  throw new BundleError("OPTION_INVALID", `Cannot use ${quote2(first)}: \`merge\` is given, so nothing is exported`, {
    hint: `Leave out ${quote2(first)}, or \`merge\`.`
  });
}
function toMerged(values, destination, quote2) {
  return values.merge.map((name) => {
    switch (destination?.channel) {
      case "artifact":
        return { origin: { channel: "artifact" }, name };
      case "release": {
        const { tag, repository, token } = destination;
        return {
          origin: { channel: "release", tag, ...optional_33("repository", repository), ...optional_33("token", token) },
          name
        };
      }
      case "registry":
        return { kind: "registry", ...toRegistryPlace_98({ ...values, reference: name }, quote2) };
      default:
        return { kind: "file", path: name };
    }
  });
}
function toOutput({ output: path, format }, directory, destination) {
  if (format === "tar") return path === void 0 ? { kind: "directory", path: directory } : { kind: "file", path };
  if (path !== void 0 && destination === void 0) return { kind: "layout", path };
  throw layoutElsewhere(format, destination);
}
function refuseLayout({ format }, destination) {
  if (format !== "tar") throw layoutElsewhere(format, destination);
}
function layoutElsewhere(format, destination) {
  const found = destination === void 0 ? "`file` is not set" : `\`to\` is ${destination.channel}`;
  return new BundleError("OPTION_INVALID", `Cannot use \`format: ${format}\`: ${found}`, {
    hint: "Set `to: file`, and `file` to the directory."
  });
}
function parseImportInputs(read, directory) {
  const operation = "import-action";
  const given = givenIn(operation, read);
  const { quote: quote2 } = given;
  const values = parseOptions_102(OPTIONS, operation, given);
  const { package: packages, group: groups, bundle: path } = values;
  if (values.digest === void 0) throw emptyDigest();
  refuseSeveral_102([packages.length > 0 && quote2("package"), groups.length > 0 && quote2("group")]);
  const channel = values.from ?? unnamedChannel("from", path);
  const origin = toOrigin_94(channel, { operation, values, quote: quote2 });
  const named = pick_33(values, "name");
  const local = path === void 0 ? { kind: "directory", path: directory, ...named } : { kind: "file", path, ...named };
  const toRemote = (from) => {
    if (from.channel === "cache") return { kind: "cache", origin: from, directory, ...named };
    if (from.channel === "registry") {
      const { channel: kind, ...place } = from;
      return { kind, ...place, ...named };
    }
    if (from.channel === "url") {
      const { channel: kind, ...place } = from;
      return { kind, ...place, ...named };
    }
    return { kind: "channel", origin: from, ...named };
  };
  return {
    request: {
      ...toImportRequest_97(values, { quote: quote2, from: "source-repository" }),
      ...values["export-environment"] && { environment: { groups } }
    },
    source: origin === void 0 ? local : toRemote(origin),
    failOnCacheMiss: values["fail-on-cache-miss"],
    offline: values.offline
  };
}
function givenIn(action, read) {
  const inputs = new Map(optionsOf(action).map(({ name, input }) => [name, input]));
  return {
    textsOf: ({ input }) => [read(input)].filter((text) => text !== ""),
    quote: (name) => `\`${inputs.get(name) ?? name}\``
  };
}
function emptyDigest() {
  return new BundleError("OPTION_INVALID", "Cannot read `digest`: it is empty, expected the digest of a bundle", {
    hint: "Most likely a step or job output in its expression is misspelled, or was not set. Correct it; to take any bundle, leave `digest` out."
  });
}
function unnamedChannel(name, path) {
  if (path !== void 0) return "file";
  const channels = `one of ${(name === "to" ? CHANNELS : ORIGINS).join(", ")}`;
  throw new BundleError("OPTION_INVALID", `Cannot read \`${name}\`: it is empty, expected ${channels}`, {
    hint: `Set \`${name}\` to ${channels}, or set \`file\`.`
  });
}

// src/actions/runner.ts
import { accessSync, appendFileSync as appendFileSync2, constants as constants3 } from "node:fs";

// node_modules/@actions/core/lib/command.js
import * as os from "os";

// node_modules/@actions/core/lib/utils.js
function toCommandValue(input) {
  if (input === null || input === void 0) {
    return "";
  } else if (typeof input === "string" || input instanceof String) {
    return input;
  }
  return JSON.stringify(input);
}
function toCommandProperties(annotationProperties) {
  if (!Object.keys(annotationProperties).length) {
    return {};
  }
  return {
    title: annotationProperties.title,
    file: annotationProperties.file,
    line: annotationProperties.startLine,
    endLine: annotationProperties.endLine,
    col: annotationProperties.startColumn,
    endColumn: annotationProperties.endColumn
  };
}

// node_modules/@actions/core/lib/command.js
function issueCommand(command, properties, message) {
  const cmd = new Command(command, properties, message);
  process.stdout.write(cmd.toString() + os.EOL);
}
function issue(name, message = "") {
  issueCommand(name, {}, message);
}
var CMD_STRING = "::";
var Command = class {
  constructor(command, properties, message) {
    if (!command) {
      command = "missing.command";
    }
    this.command = command;
    this.properties = properties;
    this.message = message;
  }
  toString() {
    let cmdStr = CMD_STRING + this.command;
    if (this.properties && Object.keys(this.properties).length > 0) {
      cmdStr += " ";
      let first = true;
      for (const key in this.properties) {
        if (this.properties.hasOwnProperty(key)) {
          const val = this.properties[key];
          if (val) {
            if (first) {
              first = false;
            } else {
              cmdStr += ",";
            }
            cmdStr += `${key}=${escapeProperty(val)}`;
          }
        }
      }
    }
    cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
    return cmdStr;
  }
};
function escapeData(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}

// node_modules/@actions/core/lib/file-command.js
import * as crypto from "crypto";
import * as fs from "fs";
import * as os2 from "os";
function issueFileCommand(command, message) {
  const filePath = process.env[`GITHUB_${command}`];
  if (!filePath) {
    throw new Error(`Unable to find environment variable for file command ${command}`);
  }
  if (!fs.existsSync(filePath)) {
    throw new Error(`Missing file at path: ${filePath}`);
  }
  fs.appendFileSync(filePath, `${toCommandValue(message)}${os2.EOL}`, {
    encoding: "utf8"
  });
}
function prepareKeyValueMessage(key, value) {
  const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
  const convertedValue = toCommandValue(value);
  if (key.includes(delimiter)) {
    throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
  }
  if (convertedValue.includes(delimiter)) {
    throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
  }
  return `${key}<<${delimiter}${os2.EOL}${convertedValue}${os2.EOL}${delimiter}`;
}

// node_modules/@actions/core/lib/core.js
import * as os4 from "os";

// node_modules/@actions/core/lib/summary.js
import { EOL as EOL3 } from "os";
import { constants, promises } from "fs";
var __awaiter = function(thisArg, _arguments, P, generator) {
  function adopt(value) {
    return value instanceof P ? value : new P(function(resolve) {
      resolve(value);
    });
  }
  return new (P || (P = Promise))(function(resolve, reject) {
    function fulfilled(value) {
      try {
        step(generator.next(value));
      } catch (e) {
        reject(e);
      }
    }
    function rejected(value) {
      try {
        step(generator["throw"](value));
      } catch (e) {
        reject(e);
      }
    }
    function step(result) {
      result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
    }
    step((generator = generator.apply(thisArg, _arguments || [])).next());
  });
};
var { access, appendFile, writeFile } = promises;
var SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
var Summary = class {
  constructor() {
    this._buffer = "";
  }
  /**
   * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
   * Also checks r/w permissions.
   *
   * @returns step summary file path
   */
  filePath() {
    return __awaiter(this, void 0, void 0, function* () {
      if (this._filePath) {
        return this._filePath;
      }
      const pathFromEnv = process.env[SUMMARY_ENV_VAR];
      if (!pathFromEnv) {
        throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
      }
      try {
        yield access(pathFromEnv, constants.R_OK | constants.W_OK);
      } catch (_a) {
        throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
      }
      this._filePath = pathFromEnv;
      return this._filePath;
    });
  }
  /**
   * Wraps content in an HTML tag, adding any HTML attributes
   *
   * @param {string} tag HTML tag to wrap
   * @param {string | null} content content within the tag
   * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
   *
   * @returns {string} content wrapped in HTML element
   */
  wrap(tag, content, attrs = {}) {
    const htmlAttrs = Object.entries(attrs).map(([key, value]) => ` ${key}="${value}"`).join("");
    if (!content) {
      return `<${tag}${htmlAttrs}>`;
    }
    return `<${tag}${htmlAttrs}>${content}</${tag}>`;
  }
  /**
   * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
   *
   * @param {SummaryWriteOptions} [options] (optional) options for write operation
   *
   * @returns {Promise<Summary>} summary instance
   */
  write(options) {
    return __awaiter(this, void 0, void 0, function* () {
      const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
      const filePath = yield this.filePath();
      const writeFunc = overwrite ? writeFile : appendFile;
      yield writeFunc(filePath, this._buffer, { encoding: "utf8" });
      return this.emptyBuffer();
    });
  }
  /**
   * Clears the summary buffer and wipes the summary file
   *
   * @returns {Summary} summary instance
   */
  clear() {
    return __awaiter(this, void 0, void 0, function* () {
      return this.emptyBuffer().write({ overwrite: true });
    });
  }
  /**
   * Returns the current summary buffer as a string
   *
   * @returns {string} string of summary buffer
   */
  stringify() {
    return this._buffer;
  }
  /**
   * If the summary buffer is empty
   *
   * @returns {boolen} true if the buffer is empty
   */
  isEmptyBuffer() {
    return this._buffer.length === 0;
  }
  /**
   * Resets the summary buffer without writing to summary file
   *
   * @returns {Summary} summary instance
   */
  emptyBuffer() {
    this._buffer = "";
    return this;
  }
  /**
   * Adds raw text to the summary buffer
   *
   * @param {string} text content to add
   * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
   *
   * @returns {Summary} summary instance
   */
  addRaw(text, addEOL = false) {
    this._buffer += text;
    return addEOL ? this.addEOL() : this;
  }
  /**
   * Adds the operating system-specific end-of-line marker to the buffer
   *
   * @returns {Summary} summary instance
   */
  addEOL() {
    return this.addRaw(EOL3);
  }
  /**
   * Adds an HTML codeblock to the summary buffer
   *
   * @param {string} code content to render within fenced code block
   * @param {string} lang (optional) language to syntax highlight code
   *
   * @returns {Summary} summary instance
   */
  addCodeBlock(code2, lang) {
    const attrs = Object.assign({}, lang && { lang });
    const element = this.wrap("pre", this.wrap("code", code2), attrs);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML list to the summary buffer
   *
   * @param {string[]} items list of items to render
   * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
   *
   * @returns {Summary} summary instance
   */
  addList(items, ordered = false) {
    const tag = ordered ? "ol" : "ul";
    const listItems = items.map((item) => this.wrap("li", item)).join("");
    const element = this.wrap(tag, listItems);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML table to the summary buffer
   *
   * @param {SummaryTableCell[]} rows table rows
   *
   * @returns {Summary} summary instance
   */
  addTable(rows) {
    const tableBody = rows.map((row) => {
      const cells = row.map((cell2) => {
        if (typeof cell2 === "string") {
          return this.wrap("td", cell2);
        }
        const { header, data, colspan, rowspan } = cell2;
        const tag = header ? "th" : "td";
        const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
        return this.wrap(tag, data, attrs);
      }).join("");
      return this.wrap("tr", cells);
    }).join("");
    const element = this.wrap("table", tableBody);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds a collapsable HTML details element to the summary buffer
   *
   * @param {string} label text for the closed state
   * @param {string} content collapsable content
   *
   * @returns {Summary} summary instance
   */
  addDetails(label, content) {
    const element = this.wrap("details", this.wrap("summary", label) + content);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML image tag to the summary buffer
   *
   * @param {string} src path to the image you to embed
   * @param {string} alt text description of the image
   * @param {SummaryImageOptions} options (optional) addition image attributes
   *
   * @returns {Summary} summary instance
   */
  addImage(src, alt, options) {
    const { width, height } = options || {};
    const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
    const element = this.wrap("img", null, Object.assign({ src, alt }, attrs));
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML section heading element
   *
   * @param {string} text heading text
   * @param {number | string} [level=1] (optional) the heading level, default: 1
   *
   * @returns {Summary} summary instance
   */
  addHeading(text, level) {
    const tag = `h${level}`;
    const allowedTag = ["h1", "h2", "h3", "h4", "h5", "h6"].includes(tag) ? tag : "h1";
    const element = this.wrap(allowedTag, text);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML thematic break (<hr>) to the summary buffer
   *
   * @returns {Summary} summary instance
   */
  addSeparator() {
    const element = this.wrap("hr", null);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML line break (<br>) to the summary buffer
   *
   * @returns {Summary} summary instance
   */
  addBreak() {
    const element = this.wrap("br", null);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML blockquote to the summary buffer
   *
   * @param {string} text quote text
   * @param {string} cite (optional) citation url
   *
   * @returns {Summary} summary instance
   */
  addQuote(text, cite) {
    const attrs = Object.assign({}, cite && { cite });
    const element = this.wrap("blockquote", text, attrs);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML anchor tag to the summary buffer
   *
   * @param {string} text link text/content
   * @param {string} href hyperlink
   *
   * @returns {Summary} summary instance
   */
  addLink(text, href) {
    const element = this.wrap("a", text, { href });
    return this.addRaw(element).addEOL();
  }
};
var _summary = new Summary();
var summary = _summary;

// node_modules/@actions/core/lib/platform.js
import os3 from "os";

// node_modules/@actions/io/lib/io-util.js
import * as fs2 from "fs";
var { chmod, copyFile, lstat, mkdir, open: open2, readdir, rename, rm, rmdir, stat, symlink, unlink } = fs2.promises;
var IS_WINDOWS = process.platform === "win32";
var READONLY = fs2.constants.O_RDONLY;

// node_modules/@actions/exec/lib/toolrunner.js
var IS_WINDOWS2 = process.platform === "win32";

// node_modules/@actions/core/lib/platform.js
var platform = os3.platform();
var arch = os3.arch();

// node_modules/@actions/core/lib/core.js
var ExitCode;
(function(ExitCode2) {
  ExitCode2[ExitCode2["Success"] = 0] = "Success";
  ExitCode2[ExitCode2["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
function exportVariable(name, val) {
  const convertedVal = toCommandValue(val);
  process.env[name] = convertedVal;
  const filePath = process.env["GITHUB_ENV"] || "";
  if (filePath) {
    return issueFileCommand("ENV", prepareKeyValueMessage(name, val));
  }
  issueCommand("set-env", { name }, convertedVal);
}
function getInput(name, options) {
  const val = process.env[`INPUT_${name.replace(/ /g, "_").toUpperCase()}`] || "";
  if (options && options.required && !val) {
    throw new Error(`Input required and not supplied: ${name}`);
  }
  if (options && options.trimWhitespace === false) {
    return val;
  }
  return val.trim();
}
function setOutput(name, value) {
  const filePath = process.env["GITHUB_OUTPUT"] || "";
  if (filePath) {
    return issueFileCommand("OUTPUT", prepareKeyValueMessage(name, value));
  }
  process.stdout.write(os4.EOL);
  issueCommand("set-output", { name }, toCommandValue(value));
}
function isDebug() {
  return process.env["RUNNER_DEBUG"] === "1";
}
function debug(message) {
  issueCommand("debug", {}, message);
}
function error(message, properties = {}) {
  issueCommand("error", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function warning(message, properties = {}) {
  issueCommand("warning", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function info(message) {
  process.stdout.write(message + os4.EOL);
}
function startGroup(name) {
  issue("group", name);
}
function endGroup() {
  issue("endgroup");
}

// src/actions/job-progress.ts
var PROGRESS_INTERVAL = 1e4;
function progressLines(say2) {
  let last = performance.now();
  return (step, done, total) => {
    const now = performance.now();
    if (now - last < PROGRESS_INTERVAL) return;
    last = now;
    say2(`${step}: ${prettyBytes(done)} of ${prettyBytes(total)}`);
  };
}

// src/actions/runner.ts
async function runJob(title, body) {
  const cancelled = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => cancelled.abort(new Error("Cancelled")));
  startGroup(title);
  try {
    checkRunnerFile("GITHUB_OUTPUT");
    const temporary = process.env["RUNNER_TEMP"] || findWorkingDirectory_38();
    await body({ context: contextOf(cancelled.signal), reporter: logger(), temporary });
    endGroup();
  } catch (thrown) {
    endGroup();
    if (cancelled.signal.aborted) error("Cancelled: nothing half done is left here, run it again");
    else report(thrown);
    process.exitCode = 1;
  }
}
function readInput(name) {
  return getInput(name);
}
function say(text) {
  info(printable(text));
}
function setOutputs(outputs) {
  const given = Object.entries(outputs).filter(([, value]) => value !== void 0);
  if (given.length === 0) return;
  toRunner("GITHUB_OUTPUT", () => {
    for (const [name, value] of given) setOutput(name, value);
  });
}
function setVariables(variables) {
  const given = Object.entries(variables);
  if (given.length === 0) return;
  toRunner("GITHUB_ENV", () => {
    for (const [name, value] of given) exportVariable(name, value);
  });
}
async function addSummary(markdown) {
  const path = process.env["GITHUB_STEP_SUMMARY"];
  if (!path) return;
  try {
    await summary.addRaw(markdown, true).write();
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    warning(printable(`Cannot write the job summary to ${path}: ${why}`));
  }
}
var UNLISTABLE = /[=\r\n]/;
function announceArtifacts(subjects) {
  const path = process.env["GITHUB_ARTIFACTS"];
  if (!path) return;
  const odd = subjects.filter((subject) => UNLISTABLE.test(subject));
  for (const subject of odd)
    warning(
      printable(`${subject} is not listed for attestation: the runner takes no \`=\` and no line break in a path`)
    );
  const lines = subjects.filter((subject) => !odd.includes(subject)).map((subject) => `${subject}
`);
  try {
    appendFileSync2(path, lines.join(""));
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    warning(printable(`Cannot list the bundle for attestation in ${path}: ${why}`));
  }
}
function checkRunnerFile(variable) {
  toRunner(variable, (path) => appendFileSync2(path, ""));
}
function toRunner(variable, write) {
  const path = process.env[variable];
  if (!path) {
    const hint = "Use the action in a step of a workflow; elsewhere use the command line.";
    throw new BundleError("RUNNER_MISSING", `Cannot write to ${variable}: it is not set`, { hint });
  }
  try {
    accessSync(path, constants3.W_OK);
    write(path);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new BundleError("IO_FAILED", `Cannot write to the file of ${variable}, ${path}: ${why}`, { cause });
  }
}
function contextOf(signal) {
  const directory = process.env["GITHUB_WORKSPACE"] || findWorkingDirectory_38();
  return { directory, userHome: findUserHome_38(), variables: process.env, signal };
}
function logger() {
  return {
    warn: (text) => warning(printable(text)),
    say,
    debug: (text) => {
      if (isDebug()) debug(printable(text));
    },
    progress: progressLines(say)
  };
}
function report(thrown) {
  const failure = toBundleError(thrown);
  const hints = failure.hint.split("\n").map((hint) => `hint: ${hint}`);
  error([...failure.lines, ...hints].map(printable).join("\n"), { title: failure.code });
  for (const cause of causesOf(failure)) say(`caused by: ${cause}`);
}

export {
  summarizeExport,
  summarizeMerge,
  summarizeImport,
  summarizeMiss,
  countPackages,
  parseExportInputs,
  parseImportInputs,
  runJob,
  readInput,
  say,
  setOutputs,
  setVariables,
  addSummary,
  announceArtifacts,
  checkRunnerFile
};
