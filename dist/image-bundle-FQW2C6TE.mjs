import {
  existsAfter_10
} from "./chunk-YIAHGIG2.mjs";
import {
  broughtOcx_76,
  composeWhole_73,
  environmentRoots_74,
  pinnedIdentifier_74
} from "./chunk-PO3RHWBS.mjs";
import {
  limitYoungGeneration
} from "./chunk-2MLWE7O7.mjs";
import {
  shapeOf_114
} from "./chunk-KGLQSEDA.mjs";
import {
  checkExecutable
} from "./chunk-EAJNM6EC.mjs";
import {
  planNewHome_11
} from "./chunk-FSTK3HQJ.mjs";
import {
  executableDirectory_50
} from "./chunk-JH5PIG7S.mjs";
import {
  openPinned_25
} from "./chunk-XOUIGJ5E.mjs";
import {
  contentPath,
  treeLinks
} from "./chunk-J23ZKE5H.mjs";
import "./chunk-U5WZSPSP.mjs";
import {
  writerFor
} from "./chunk-MRP2QWDD.mjs";
import "./chunk-NSSE4SJD.mjs";
import "./chunk-MHALAELM.mjs";
import {
  refuseDelta
} from "./chunk-T4V2RHKF.mjs";
import {
  streamTar,
  watchItems
} from "./chunk-37YUTE3N.mjs";
import {
  warnOfExport_77
} from "./chunk-JIXAONKB.mjs";
import "./chunk-5QMOEKRD.mjs";
import "./chunk-OYSOGAZH.mjs";
import {
  packageName_70
} from "./chunk-KXQOHID5.mjs";
import "./chunk-Z64XVEMH.mjs";
import {
  packageParts_120
} from "./chunk-JEP5C7PX.mjs";
import "./chunk-XTZO5WJI.mjs";
import "./chunk-LDTUXN33.mjs";
import "./chunk-7ZJTPO4E.mjs";
import "./chunk-5LQVMTV5.mjs";
import "./chunk-MNKW3YDE.mjs";
import "./chunk-YUZHYX5T.mjs";
import "./chunk-ZYAE4ZPK.mjs";
import "./chunk-MBBOGQWG.mjs";
import "./chunk-TA5ABIJY.mjs";
import "./chunk-WUXZQAH3.mjs";
import "./chunk-2YNQWNX7.mjs";
import {
  layerBlob_91,
  openEngine
} from "./chunk-5J7PMGVS.mjs";
import "./chunk-LYFCKQXY.mjs";
import "./chunk-W4J3ESE5.mjs";
import "./chunk-UKQYM3E2.mjs";
import {
  layerPath_57,
  packagePath_57
} from "./chunk-HEAJCSBZ.mjs";
import "./chunk-CPMTHW7B.mjs";
import {
  emptyLayers_26,
  readBundle_26
} from "./chunk-SELCG3S5.mjs";
import {
  checkDirectory,
  openDirectoryWriter
} from "./chunk-7K4GLWP3.mjs";
import {
  isDirectoryLayout_138,
  openDirectoryLayout_138
} from "./chunk-RHFZE22J.mjs";
import "./chunk-INUHWA6T.mjs";
import "./chunk-OJOIADCF.mjs";
import "./chunk-22M2MICJ.mjs";
import "./chunk-P3VSXBJ3.mjs";
import "./chunk-NGMPKNFU.mjs";
import {
  DEFAULT_SEPARATOR_170,
  LONGEST_VARIABLE_170,
  appendUnique_170,
  isVariableName_170,
  moveToFront_170
} from "./chunk-Z4HKEFOH.mjs";
import "./chunk-Q2PNDJI3.mjs";
import "./chunk-R54I4OVQ.mjs";
import "./chunk-HQFAIOSL.mjs";
import "./chunk-7SV5L4PB.mjs";
import "./chunk-RBOL4GDT.mjs";
import "./chunk-W6U6OUAY.mjs";
import "./chunk-MHIFWSSQ.mjs";
import "./chunk-NOTRCLCJ.mjs";
import "./chunk-IEVHQZOT.mjs";
import {
  openTarLayout_141,
  scanMembers_175
} from "./chunk-RGAOG4G6.mjs";
import "./chunk-U37RBUMA.mjs";
import "./chunk-MAZFSUYI.mjs";
import "./chunk-H7ACLFO5.mjs";
import "./chunk-XNMEZXCH.mjs";
import "./chunk-EJZ5WEF7.mjs";
import "./chunk-ZDYH4SRR.mjs";
import {
  descriptorSchema_134
} from "./chunk-DZFMGHUF.mjs";
import {
  offlineVariables_19
} from "./chunk-CZIUKB67.mjs";
import "./chunk-OQQCSOEH.mjs";
import {
  outputPath_143
} from "./chunk-R6K6VWFY.mjs";
import {
  parsePlatform_46
} from "./chunk-LM4DMEHJ.mjs";
import "./chunk-R4ROI4WS.mjs";
import {
  openTarWriter
} from "./chunk-OWZRPGMY.mjs";
import {
  sizeOfHead
} from "./chunk-CZL5UGE2.mjs";
import {
  copyBlobs
} from "./chunk-RQN5F2TG.mjs";
import "./chunk-YGKLJFNZ.mjs";
import {
  openPartial
} from "./chunk-JX2GJJIF.mjs";
import "./chunk-7J76XCFF.mjs";
import "./chunk-BUOA244Y.mjs";
import {
  LAYOUT_FILE_171,
  blobPath_171
} from "./chunk-OGS7A7K6.mjs";
import {
  openInput_81
} from "./chunk-EAUOSOMP.mjs";
import "./chunk-WG6XD3OV.mjs";
import "./chunk-DZJPFTB3.mjs";
import "./chunk-6SUZIHNH.mjs";
import "./chunk-X7VVMTBY.mjs";
import "./chunk-GYELZAFS.mjs";
import {
  logsOf_22
} from "./chunk-3P5WIHGI.mjs";
import "./chunk-IGXA6UWY.mjs";
import {
  isManifestType_79
} from "./chunk-SJ3DJ5W3.mjs";
import {
  encodeManifest_151
} from "./chunk-LS4QIVEJ.mjs";
import "./chunk-47YTZHQL.mjs";
import {
  BASE_DIGEST_136,
  BUNDLE_DIGEST_136,
  DOCKER_CONFIG_136,
  DOCKER_LAYER_136,
  DOCKER_LAYER_GZIP_136,
  DOCKER_MANIFEST_LIST_136,
  IMAGE_CONFIG_136,
  IMAGE_INDEX_136,
  IMAGE_MANIFEST_136,
  IMAGE_NAME_136,
  LAYER_TAR_136,
  LAYER_TAR_GZIP_136,
  LAYER_TAR_ZSTD_136,
  REF_NAME_136
} from "./chunk-PN52QW44.mjs";
import "./chunk-VQWXHXW4.mjs";
import {
  digestOf_82,
  digester_82,
  isDigestOf_82,
  isDigest_82,
  parseDigest_82
} from "./chunk-GX6YAEWI.mjs";
import "./chunk-ZRUH5ZQN.mjs";
import {
  DEFAULT_LEVEL
} from "./chunk-2WQ5WNEA.mjs";
import "./chunk-656FN2VF.mjs";
import "./chunk-2BLSIOJA.mjs";
import {
  MAX_CANDIDATES,
  MAX_MANIFEST,
  MAX_MANIFEST_VALUES,
  MAX_NESTING
} from "./chunk-M77KPOTZ.mjs";
import {
  hashRange,
  openFile,
  sliceOf
} from "./chunk-CYMBCZ23.mjs";
import "./chunk-L4HVVUOR.mjs";
import {
  lookAt
} from "./chunk-GJP4ZKXN.mjs";
import {
  openRegistry
} from "./chunk-COCKKZT3.mjs";
import "./chunk-BIBJ2WPR.mjs";
import "./chunk-PBA2ENII.mjs";
import "./chunk-MU7OTYLB.mjs";
import "./chunk-RBBAEUAX.mjs";
import "./chunk-3E74XSBN.mjs";
import "./chunk-LL32AUHH.mjs";
import {
  DEFAULT_TAG_119,
  formatPinned_119,
  isRepositoryName_119,
  isTagName_119,
  parseReference_119
} from "./chunk-HNLNHLU6.mjs";
import "./chunk-NKGX6MXH.mjs";
import {
  temporaryDirectory_38,
  userPath_38
} from "./chunk-A6YYFOED.mjs";
import "./chunk-N3UH3KS2.mjs";
import {
  array,
  boolean,
  exactOptional,
  getDotPath,
  guard,
  literal,
  looseObject,
  nullish,
  object,
  pipe,
  safeParse,
  string
} from "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import {
  excerpt
} from "./chunk-JWMHGH6Y.mjs";
import "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/image-bundle.ts
import { availableParallelism } from "node:os";

// from-joined:src/home/contents/launchers.ts
import { LAUNCHER_MODE_66, checkLaunchers_66, formatLauncher_66, leadsBack_66 } from "./core.mjs";

// src/image/image-config.ts
var history = looseObject({ empty_layer: exactOptional(boolean()) });
var imageConfigSchema = looseObject({
  architecture: string(),
  os: string(),
  config: nullish(looseObject({ Env: nullish(array(string())) })),
  rootfs: object({ type: literal("layers"), diff_ids: array(pipe(string(), guard(isDigest_82))) }),
  history: nullish(array(history))
});
var NO_TIME = "1970-01-01T00:00:00Z";
var DROPPED = /* @__PURE__ */ new Set(["id", "parent", "container", "container_config", "docker_version"]);
function encodeImageConfig({ os, architecture, variables, base, layers }) {
  const kept = Object.entries(base ?? {}).filter(([name]) => !DROPPED.has(name));
  const added = layers.map(({ comment }) => ({ created: NO_TIME, created_by: "ocx-bundle image", comment }));
  return new TextEncoder().encode(
    JSON.stringify({
      created: NO_TIME,
      ...Object.fromEntries(kept),
      architecture,
      os,
      config: { ...base?.config, Env: variables },
      rootfs: { type: "layers", diff_ids: [...base?.rootfs.diff_ids ?? [], ...layers.map(({ diffId }) => diffId)] },
      // Tools refuse a history that has not one line for each layer, so one that is incomplete is left out.
      history: hasHistory(base) ? [...base?.history ?? [], ...added] : void 0
    })
  );
}
function hasHistory(base) {
  if (base === void 0) return true;
  const lines = (base.history ?? []).filter((line) => line.empty_layer !== true);
  return lines.length === base.rootfs.diff_ids.length;
}

// src/image/image-document.ts
function parseImageDocument(bytes, schema, { name, what }) {
  const { values, depth } = shapeOf_114(bytes);
  if (values > MAX_MANIFEST_VALUES || depth > MAX_NESTING) throw unusable(name, `its ${what} is too large`);
  const result = safeParse(schema, parseJson(bytes), { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const found = `${getDotPath(issue) ?? "it"} is ${issue.received}, expected ${issue.expected ?? issue.message}`;
  throw unusable(name, `its ${what} is not that of an image: ${excerpt(found)}`);
}
function parseJson(bytes) {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return void 0;
  }
}
function unusable(name, found, hint) {
  return new BundleError("IMAGE_INVALID", `Cannot use base ${name}: ${found}`, {
    ...hint !== void 0 && { hint }
  });
}

// src/image/docker-archive.ts
var DOCKER_FILE = "manifest.json";
var dockerFileSchema = array(object({ Config: string(), Layers: array(string()) }));
function encodeDockerFile(name, config, layers) {
  const image = {
    Config: blobPath_171(config),
    RepoTags: [name],
    Layers: layers.map(({ digest }) => blobPath_171(digest))
  };
  return new TextEncoder().encode(JSON.stringify([image]));
}
async function readDockerArchive(source, members) {
  const { name } = source;
  const find = (path) => {
    const member = members.get(path);
    if (member === void 0) throw unusable(name, `it has no ${path}`);
    return sliceOf(source, member.offset, member.size);
  };
  const read = async (path, schema) => {
    const bytes = find(path);
    if (bytes.size > MAX_MANIFEST)
      throw unusable(name, `${path} has ${bytes.size} bytes, expected at most ${MAX_MANIFEST}`);
    return parseImageDocument(await bytes.read(0, bytes.size), schema, { name, what: path });
  };
  const [image, another] = await read(DOCKER_FILE, dockerFileSchema);
  if (image === void 0 || another !== void 0) throw unusable(name, "it has not one image");
  const config = await read(image.Config, imageConfigSchema);
  const layers = [];
  for (const path of image.Layers) layers.push(await describeLayer(find(path)));
  return { name, config, layers };
}
async function describeLayer(bytes) {
  const start = Buffer.from(await bytes.read(0, Math.min(4, bytes.size))).toString("hex");
  const mediaType = start.startsWith("1f8b") ? LAYER_TAR_GZIP_136 : start === "28b52ffd" ? LAYER_TAR_ZSTD_136 : LAYER_TAR_136;
  const digest = parseDigest_82(await hashRange(bytes, 0, bytes.size));
  return { descriptor: { mediaType, digest, size: bytes.size }, bytes };
}

// src/image/write-image.ts
var MEDIA_TYPES = { zstd: LAYER_TAR_ZSTD_136, gzip: LAYER_TAR_GZIP_136, none: LAYER_TAR_136 };
async function writeImage(plan, pieces, writer) {
  const { base } = plan;
  if (base !== void 0) {
    await copyBlobs(new Map(base.layers.map(({ descriptor, bytes }) => [descriptor.digest, bytes])), writer);
  }
  const layers = await writeLayers(plan, pieces, writer);
  const { root, documents, files } = describeImage(plan, layers);
  const size = await writer.finish(documents, root, files);
  return { digest: root.digest, size, layers: layers.length + (base?.layers.length ?? 0) };
}
function roomOfImage(plan) {
  const digest = parseDigest_82(`sha256:${"0".repeat(64)}`);
  const widest = plan.comments.map((comment) => ({ digest, size: Number.MAX_SAFE_INTEGER, diffId: digest, comment }));
  return sizeOfHead(describeImage(plan, widest));
}
async function writeLayers({ comments, compression }, pieces, writer) {
  const layers = [];
  let current;
  const isPlain = compression === "none";
  let content = digester_82();
  const finish = async () => {
    if (current === void 0) return;
    const { digest, size } = await current.blob.commit();
    const diffId = isPlain ? digest : content.digest();
    layers.push({ digest, size, diffId, comment: comments[current.tree] ?? "" });
  };
  for await (const piece of pieces) {
    if (piece.tree !== current?.tree) {
      await finish();
      current = { tree: piece.tree, blob: await writer.blob() };
      content = digester_82();
    }
    const writing = current.blob.write(piece.bytes);
    if (!isPlain) content.update(piece.content);
    await writing;
  }
  await finish();
  return layers;
}
function describeImage({ name, os, architecture, bundle, base, variables, compression }, layers) {
  const below = (base?.layers ?? []).map(({ descriptor }) => descriptor);
  const added = layers.map(({ digest, size }) => ({ mediaType: MEDIA_TYPES[compression], digest, size }));
  const all = [...below, ...added];
  const config = encodeImageConfig({ os, architecture, variables, base: base?.config, layers });
  const manifest = encodeManifest_151({
    config: { mediaType: IMAGE_CONFIG_136, digest: digestOf_82(config), size: config.byteLength },
    layers: all,
    annotations: { [BUNDLE_DIGEST_136]: bundle, ...base?.digest !== void 0 && { [BASE_DIGEST_136]: base.digest } }
  });
  const root = {
    mediaType: IMAGE_MANIFEST_136,
    digest: digestOf_82(manifest),
    size: manifest.byteLength,
    annotations: { [IMAGE_NAME_136]: name.full, [REF_NAME_136]: name.short },
    platform: { architecture, os }
  };
  return {
    root,
    documents: [
      { mediaType: IMAGE_MANIFEST_136, digest: digestOf_82(manifest), bytes: manifest },
      { mediaType: IMAGE_CONFIG_136, digest: digestOf_82(config), bytes: config }
    ],
    files: [{ path: DOCKER_FILE, bytes: encodeDockerFile(name.short, digestOf_82(config), all) }]
  };
}

// from-joined:src/layout/content.ts
import { NOTHING_AHEAD_172 } from "./core.mjs";

// src/home/environment/format-image.ts
var DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
function formatImageEnvironment(entries, base) {
  const values = new Map(base.map((variable) => split(variable)));
  const warnings = [];
  if (!values.has("PATH")) values.set("PATH", DEFAULT_PATH);
  for (const [key, own] of Map.groupBy(entries, (entry) => entry.key)) {
    const value = isVariableName_170(key) ? fold(values.get(key) ?? "", own) : void 0;
    if (value !== void 0 && Buffer.byteLength(value) <= LONGEST_VARIABLE_170) values.set(key, value);
    else warnings.push(`left out ${JSON.stringify(key)}: ${value === void 0 ? NO_NAME : TOO_LONG}`);
  }
  return { variables: Array.from(values, ([key, value]) => `${key}=${value}`), warnings };
}
var NO_NAME = "it is not a valid name for an environment variable";
var TOO_LONG = `no program can get a variable of more than ${LONGEST_VARIABLE_170} bytes`;
function fold(existing, entries) {
  let value = existing;
  let directories = [];
  const prepend = () => {
    value = moveToFront_170(value, directories);
    directories = [];
  };
  for (const entry of entries) {
    if (entry.type === "path") {
      directories.push(entry.value);
      continue;
    }
    prepend();
    value = entry.type === "constant" ? entry.value : appendUnique_170(value, entry.value, entry.separator ?? DEFAULT_SEPARATOR_170);
    if (Buffer.byteLength(value) > LONGEST_VARIABLE_170) return value;
  }
  prepend();
  return value;
}
function split(variable) {
  const at = variable.indexOf("=");
  return at === -1 ? [variable, ""] : [variable.slice(0, at), variable.slice(at + 1)];
}

// from-joined:src/home/environment/installed-packages.ts
import { documentsOf_72, identityOf_72, loadPackages_72, packageRootOf_72, packagesOf_72, visibleOf_72 } from "./core.mjs";

// src/commands/image/image-environment.ts
function composer({
  home,
  bundle,
  closure,
  groups
}) {
  const { roots } = environmentRoots_74(closure.roots, bundle.config.project?.groups, groups);
  const source = { roots: roots.map(pinnedIdentifier_74), added: [] };
  const packages = packagesOf_72(closure);
  const own = closure.packages.map(({ registry, leaf }) => `${home}/${packagePath_57(registry, leaf)}`);
  const isOwn = (path) => own.some((root) => path === root || path.startsWith(`${root}/`));
  return (exists) => composeWhole_73(source, {
    home,
    packages,
    exists: (path) => path.startsWith(`${home}/`) ? isOwn(path) && exists(path) : true
  });
}
function imageVariables({ home, bundle, closure }, { entries }, base) {
  const offline = Object.entries(offlineVariables_19(home));
  const own = offline.map(([key, value]) => ({ key, value, type: "constant" }));
  const [brought] = broughtOcx_76(closure.roots, bundle.config)?.directories ?? [];
  const last = brought === void 0 ? [] : [{ key: "PATH", value: `${home}/${brought}`, ...LIST }];
  return formatImageEnvironment([...entries, ...last, ...own], base);
}
var LIST = { type: "list", separator: ":" };

// src/commands/image/image-layers.ts
import { posix } from "node:path";

// src/home/plan/new-home.ts
var MODE = 420;
var LAUNCHER_MODE = 493;
function describeNewHome(plan, now) {
  const parts = plan.packages.map(({ package: pkg }) => packageParts_120(plan.home, pkg, now));
  const stores = [...plan.blobs, ...plan.dispatchObjects, ...plan.indexDocuments];
  return {
    directories: plan.packages.flatMap(({ path }) => [`${path}/content`, `${path}/refs/layers`]),
    documents: [
      ...stores.map(({ path, bytes }) => ({ path, bytes, mode: MODE })),
      ...parts.flatMap(
        ({ documents }) => documents.map(({ path, bytes, isLauncher }) => ({ path, bytes, mode: isLauncher ? LAUNCHER_MODE : MODE }))
      )
    ],
    links: [
      ...parts.flatMap(({ links }) => links),
      ...plan.packages.flatMap(({ backReferences }) => backReferences),
      ...plan.links
    ]
  };
}

// src/image/plan-layers.ts
var MOST_LAYERS = 120;
function planLayers(layers, { base, own }) {
  const most = MOST_LAYERS - own - base;
  if (layers.length <= most) return layers.map((layer) => [layer]);
  if (most < 1) {
    const found = `it has ${base} layers, expected at most ${MOST_LAYERS - own - 1}`;
    throw new BundleError("LIMIT_EXCEEDED", `Cannot use the base: ${found}`, {
      hint: "Use a base with fewer layers, for example one that was squashed."
    });
  }
  const alone = layers.slice(0, most - 1).map((layer) => [layer]);
  return [...alone, layers.slice(most - 1)];
}

// src/commands/image/image-layers.ts
var NAMED = 3;
var OF_A_SYSTEM = [
  {
    kind: "document",
    path: "etc/passwd",
    bytes: Buffer.from("root:x:0:0:root:/:/sbin/nologin\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n"),
    mode: 420
  },
  { kind: "directory", path: "tmp", mode: 1023 }
];
function chooseLayers({ config }, closure, base) {
  const largestFirst = config.layers.toSorted((a, b) => b.contentSize - a.contentSize);
  const own = [
    ...config.ocx === void 0 ? [] : [{ kind: "executable", comment: "ocx" }],
    { kind: "home", comment: "the OCX home" }
  ];
  const groups = planLayers(largestFirst, { base, own: own.length }).map((layers) => ({
    kind: "packages",
    comment: namesOf(layers, closure),
    from: layers
  }));
  return [...groups, ...own];
}
function namesOf(layers, { packages, roots }) {
  const users = packages.filter(
    ({ registry, manifest }) => layers.some(
      (layer) => layer.registry === registry && manifest.layers.some(({ digest }) => digest === layer.digest)
    )
  );
  const names = users.slice(0, NAMED).map((user) => packageName_70(user, roots));
  return [...names, ...users.length > names.length ? [`${users.length - names.length} more`] : []].join(", ");
}
function composeLayers(layers, { bundle, plan, closure, isWhole, now }) {
  const links = Map.groupBy(
    // In the order of their paths: the first package has the file, the others have links to it.
    closure.packages.flatMap(treeLinks).map(({ layer, link }) => ({ layer, link: { ...link, content: inImage(plan, link.content) } })).toSorted((a, b) => a.link.content < b.link.content ? -1 : 1),
    ({ layer }) => layer
  );
  const sourceOf = (layer) => {
    const own = links.get(layerPath_57(layer.registry, layer.digest)) ?? [];
    return { ...layerBlob_91(bundle, layer, closure), links: own.map(({ link }) => link) };
  };
  return layers.map((layer) => {
    switch (layer.kind) {
      case "packages":
        return { entries: [], sources: layer.from.map(sourceOf) };
      case "executable":
        return { entries: [], sources: executableOf(bundle, plan) };
      case "home":
        return { entries: [...isWhole ? OF_A_SYSTEM : [], ...homeEntries(plan, now)], sources: [] };
    }
  });
}
function executableOf({ ocx }, plan) {
  if (ocx === void 0 || plan.ocx === void 0) return [];
  const content = inImage(plan, executableDirectory_50(plan.ocx.digest));
  return [{ ...ocx, links: [{ owner: "ocx", content, strip: 1, prefix: "" }] }];
}
function inImage({ home }, path) {
  return `${home.slice(1)}/${path}`;
}
function blobsOfImage(layers, { config }) {
  const digests = layers.flatMap((layer) => {
    if (layer.kind === "packages") return layer.from.map(({ blob }) => blob);
    return layer.kind === "executable" && config.ocx !== void 0 ? [config.ocx.blob, config.ocx.blob] : [];
  });
  return digests.map((digest) => ({ digest }));
}
function existsInImage(plan, closure, engine) {
  const contents = closure.packages.map((pkg) => `/${inImage(plan, contentPath(pkg))}`);
  return (path) => {
    const found = posix.normalize(path);
    const content = contents.find((one) => found.startsWith(`${one}/`));
    return content === void 0 || engine.has(content.slice(1), found.slice(content.length + 1));
  };
}
function homeEntries(plan, now) {
  const { directories, documents, links } = describeNewHome(plan, now);
  const at = (path) => inImage(plan, path);
  const entries = [
    ...directories.map((path) => ({ kind: "directory", path: at(path) })),
    ...documents.map(({ path, bytes, mode }) => ({ kind: "document", path: at(path), bytes, mode })),
    ...links.map(({ path, target }) => ({ kind: "symlink", path: at(path), target }))
  ];
  return entries.toSorted((a, b) => a.path < b.path ? -1 : 1);
}

// src/commands/image/image-target.ts
import { join } from "node:path";

// src/image/image-name.ts
var DEFAULT_HOST = "docker.io";
var DEFAULT_OWNER = "library";
function parseImageName(text) {
  const colon = text.lastIndexOf(":");
  const isTagged = colon > text.lastIndexOf("/");
  const name = isTagged ? text.slice(0, colon) : text;
  const tag = isTagged ? text.slice(colon + 1) : DEFAULT_TAG_119;
  const [first = "", ...rest] = name.split("/");
  const hasHost = rest.length > 0 && /[.:]|^localhost$/.test(first);
  const repository = hasHost ? rest.join("/") : name;
  if (!isRepositoryName_119(repository) || !isTagName_119(tag)) {
    throw new BundleError("OPTION_INVALID", `Cannot name an image "${text}"`, {
      hint: "Write it as NAME:TAG in lower case, for example toolchain:1.2 or ghcr.io/acme/toolchain:1.2."
    });
  }
  const host = hasHost ? first : DEFAULT_HOST;
  const owner = host === DEFAULT_HOST && !repository.includes("/") ? `${DEFAULT_OWNER}/` : "";
  return { short: `${name}:${tag}`, full: `${host}/${owner}${repository}:${tag}` };
}
function nameOfReference({ host, repository, tag = DEFAULT_TAG_119 }) {
  const full = `${host}/${repository}:${tag}`;
  return { short: full, full };
}
function defaultImageName(bundle) {
  const lower = bundle.toLowerCase();
  const plain = lower.replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-|-$/g, "");
  return parseImageName(isRepositoryName_119(lower) ? lower : plain === "" ? "bundle" : plain);
}

// src/commands/image/image-target.ts
async function findImageTarget({ output, overwrite, name: given, base }, bundle, { context, reading }) {
  const name = given === void 0 ? defaultImageName(bundle) : parseImageName(given);
  switch (output.kind) {
    case "file":
    case "directory": {
      const place = output.kind === "directory" ? join(output.path, "/") : output.path;
      const path = await outputPath_143(place, `${bundle}.image.tar`, context);
      if (overwrite !== true) await checkReplaceable(path);
      return { kind: "file", path, name };
    }
    case "layout": {
      const path = userPath_38(output.path, context);
      await checkDirectory(path);
      return { kind: "layout", path, name };
    }
    case "stream":
      return { ...output, name };
    case "registry": {
      const opened = await openRegistry(output, context, reading);
      const mountFrom = [...output.mountFrom ?? [], ...repositoryOf(base, opened)];
      return { ...output, mountFrom, opened, name: nameOfReference(opened.reference) };
    }
  }
}
function repositoryOf(base, { reference: { host, repository } }) {
  if (base?.kind !== "registry") return [];
  const from = parseReference_119(base.reference);
  return from.host === host && from.repository !== repository ? [from.repository] : [];
}
async function writeTo(target, room, write) {
  var _stack = [];
  try {
    if (target.kind === "stream") return streamTar({ ...target, spoolDirectory: temporaryDirectory_38(), room }, write);
    const writer = __using(_stack, await openWriter(target, room), true);
    return await write(writer);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function openWriter(target, room) {
  switch (target.kind) {
    case "file":
      return openTarWriter(target.path, room);
    case "layout":
      return openDirectoryWriter(target.path);
    case "registry":
      return writerFor(target.opened, target);
  }
}
async function checkReplaceable(path) {
  const there = await lookAt(path);
  if (there?.isFile() !== true || there.size === 0 || await isImageArchive(path)) return;
  throw new BundleError("FILE_EXISTS", `Cannot write ${path}: it exists and is not an archive of an image`);
}
async function isImageArchive(path) {
  var _stack = [];
  try {
    const file = __using(_stack, await openFile(path), true);
    try {
      return await scanMembers_175(file).find(DOCKER_FILE) !== void 0;
    } catch (error) {
      if (error instanceof BundleError) return false;
      throw error;
    }
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}

// src/image/base-image.ts
var indexSchema = object({ manifests: array(descriptorSchema_134) });
var manifestSchema = object({ config: descriptorSchema_134, layers: array(descriptorSchema_134) });
var LAYER_TYPES = {
  [LAYER_TAR_136]: LAYER_TAR_136,
  [LAYER_TAR_GZIP_136]: LAYER_TAR_GZIP_136,
  [LAYER_TAR_ZSTD_136]: LAYER_TAR_ZSTD_136,
  [DOCKER_LAYER_136]: LAYER_TAR_136,
  [DOCKER_LAYER_GZIP_136]: LAYER_TAR_GZIP_136
};
async function readBase(content, machine) {
  const { name } = content;
  const manifests = [];
  for (const root of (await content.roots()).filter(({ mediaType }) => isManifestType_79(mediaType))) {
    if (root.mediaType !== IMAGE_INDEX_136 && root.mediaType !== DOCKER_MANIFEST_LIST_136) manifests.push(root);
    else manifests.push(...await chooseFrom(content, root, machine));
  }
  const [descriptor, another] = new Map(manifests.map((one) => [one.digest, one])).values();
  if (descriptor === void 0) throw unusable(name, "it has no image");
  if (another !== void 0)
    throw unusable(name, "it has several images", "Copy one of them to a place of its own, for example with skopeo.");
  const manifest = await readDocument(content, descriptor, { schema: manifestSchema, what: "manifest" });
  const { mediaType: type } = manifest.config;
  if (type !== IMAGE_CONFIG_136 && type !== DOCKER_CONFIG_136)
    throw unusable(name, `it is not a container image: its config has type ${excerpt(type)}`);
  const config = await readDocument(content, manifest.config, { schema: imageConfigSchema, what: "config" });
  await content.expect([descriptor, manifest.config, ...manifest.layers]);
  const layers = [];
  for (const { mediaType, digest, size } of manifest.layers) {
    const known = LAYER_TYPES[mediaType];
    if (known === void 0) throw unusable(name, `it has a layer of type ${excerpt(mediaType)}`);
    const layer = { mediaType: known, digest, size };
    layers.push({ descriptor: layer, bytes: await open(content, layer, "layer") });
  }
  return { name, digest: descriptor.digest, config, layers, ...content.remote !== void 0 && { content } };
}
function checkBase(base, { os, architecture }) {
  const { name, config, layers } = base;
  if (config.os !== os || config.architecture !== architecture) {
    const found = `it is for ${excerpt(`${config.os}/${config.architecture}`)}, expected ${os}/${architecture}`;
    throw unusable(name, found, "Use a base for the platform of the bundle.");
  }
  const { diff_ids: diffs } = config.rootfs;
  if (diffs.length !== layers.length)
    throw unusable(name, `its config has ${diffs.length} layers, its manifest ${layers.length}`);
  for (const [index, { descriptor }] of layers.entries()) {
    if (descriptor.mediaType !== LAYER_TAR_136 || descriptor.digest === diffs[index]) continue;
    throw unusable(name, `layer ${index + 1} is ${descriptor.digest}, its config has ${diffs[index]}`);
  }
  return base;
}
async function chooseFrom(content, root, { os, architecture }) {
  const { manifests } = await readDocument(content, root, { schema: indexSchema, what: "image index" });
  const images = manifests.filter(({ mediaType }) => isManifestType_79(mediaType)).slice(0, MAX_CANDIDATES);
  const fitting = images.filter(({ platform }) => platform?.os === os && platform.architecture === architecture);
  if (fitting.length > 0) return fitting.slice(0, 1);
  if (images.length === 1 && images[0]?.platform === void 0) return images;
  const offered = images.map(
    ({ platform }) => platform === void 0 ? "unknown" : `${platform.os}/${platform.architecture}`
  );
  throw unusable(
    content.name,
    `it is for ${excerpt(offered.join(", "))}, expected ${os}/${architecture}`,
    "Use a base for the platform of the bundle."
  );
}
async function readDocument(content, descriptor, { schema, what }) {
  const { name } = content;
  const bytes = await open(content, descriptor, what);
  if (bytes.size > MAX_MANIFEST)
    throw unusable(name, `its ${what} has ${bytes.size} bytes, expected at most ${MAX_MANIFEST}`);
  const document = await bytes.read(0, bytes.size);
  if (!isDigestOf_82(descriptor.digest, document))
    throw unusable(name, `its ${what} is ${digestOf_82(document)}, expected ${descriptor.digest}`);
  return parseImageDocument(document, schema, { name, what });
}
async function open(content, descriptor, what) {
  const { digest, size } = descriptor;
  const bytes = await content.open(descriptor);
  if (bytes === void 0) throw unusable(content.name, `its ${what} ${digest} is missing`);
  if (bytes.size === size) return bytes;
  throw unusable(content.name, `its ${what} ${digest} has ${bytes.size} bytes, expected ${size}`);
}

// src/commands/image/open-base.ts
async function openBase(base, machine, { context, reading }) {
  var _stack = [];
  try {
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const read = base.kind === "registry" ? await openInRegistry(base) : await openPath(userPath_38(base.path, context));
    const opened = stack.move();
    return { ...checkBase(read, machine), [Symbol.asyncDispose]: () => opened.disposeAsync() };
    async function openInRegistry(place) {
      const { openRegistryContent } = await import("./registry-content-A7A56Q4P.mjs");
      const { reference, repository } = await openRegistry(place, context, reading);
      return readBase(stack.use(await openRegistryContent(repository, reference, { docker: true })), machine);
    }
    async function openPath(path) {
      if (await lookAt(path) === void 0) {
        throw new BundleError("FILE_NOT_FOUND", `Cannot read base ${path}: it does not exist`, {
          hint: "Correct the path. Write an image in a registry as oci://HOST/REPOSITORY:TAG."
        });
      }
      if (await isDirectoryLayout_138(path)) return readBase(openDirectoryLayout_138(path), machine);
      const file = stack.use(await asBase(path, () => openFile(path)));
      const scan = scanMembers_175(file);
      await asBase(path, () => scan.finish());
      if (scan.found.has(LAYOUT_FILE_171))
        return asBase(path, async () => readBase(stack.use(await openTarLayout_141(await openFile(path))), machine));
      if (scan.found.has(DOCKER_FILE)) return readDockerArchive(file, scan.found);
      throw new BundleError(
        "IMAGE_INVALID",
        `Cannot use base ${path}: it is neither an OCI image layout nor an archive of docker`
      );
    }
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function asBase(path, work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BundleError) || !error.code.startsWith("BUNDLE_")) throw error;
    throw new BundleError("IMAGE_INVALID", `Cannot use base ${path}: it cannot be read as an image`, { cause: error });
  }
}

// src/commands/image-bundle.ts
var NO_TIME2 = /* @__PURE__ */ new Date(0);
async function imageBundle(request, context, reporter) {
  var _stack = [];
  try {
    const _ = __using(_stack, limitYoungGeneration());
    const spoolDirectory = userPath_38(request.spoolDirectory ?? temporaryDirectory_38(), context);
    const reading = { ...logsOf_22(reporter), sole: namesOneServer(request) };
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const place = stack.use(await openInput_81(request.source, context, { ...reading, spoolDirectory }));
    const platform = request.platform === void 0 ? void 0 : parsePlatform_46(request.platform);
    const bundle = await openPinned_25(place, request.digest, { platform });
    refuseDelta(bundle, "make an image of");
    const { os, architecture } = bundle.config.platform;
    const content = await readBundle_26(bundle);
    const { closure } = content;
    const { homePath: home, groups, compression, level = DEFAULT_LEVEL } = request;
    checkLaunchers_66(home, closure.packages);
    const target = await findImageTarget(request, bundle.name, { context, reading });
    const base = request.base && stack.use(await openBase(request.base, { os, architecture }, { context, reading }));
    const input = inputOf(bundle, content, home);
    const plan = await planNewHome_11(input);
    const layers = chooseLayers(bundle, closure, base?.layers.length ?? 0);
    const compose = composer({ home, bundle, closure, groups });
    const variables = base?.config.config?.Env ?? [];
    const environment = imageVariables({ home, bundle, closure }, compose(existsAfter_10(plan)), variables);
    const launching = bundle.config.ocx === void 0 ? warnOfExport_77(closure) : [];
    const warnings = [...launching, ...environment.warnings];
    for (const warning of warnings) reporter.warn(warning);
    const image = {
      name: target.name,
      os,
      architecture,
      bundle: bundle.digest,
      base,
      variables: environment.variables,
      comments: layers.map(({ comment }) => comment),
      compression
    };
    const { workers = availableParallelism() } = request;
    const trees = composeLayers(layers, { bundle, plan, closure, isWhole: base === void 0, now: NO_TIME2 });
    const isFar = place.remote !== void 0 || base?.content !== void 0;
    const directory = isFar ? stack.use(await openPartial(spoolDirectory)).path : spoolDirectory;
    const spool = { directory, signal: context.signal };
    const check = async (engine) => {
      await checkExecutable(bundle);
      compose(existsInImage(plan, closure, engine));
      engine.checkPackages();
      await place.finish();
      context.signal.throwIfAborted();
    };
    const blobs = blobsOfImage(layers, bundle);
    const packing = { image, bundle, blobs, trees, spool, workers, level, check };
    const written = await writeTo(target, roomOfImage(image), (writer) => packImage(packing, writer, reporter));
    return { ...describe(image, written, { bundle, home }), ...placeOf(target, written), warnings };
  } catch (_2) {
    var _error = _2, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function packImage({ image, bundle, blobs, trees, spool, workers, level, check }, writer, reporter) {
  var _stack = [];
  try {
    const { base, compression } = image;
    const engine = __using(_stack, openEngine({ workers, expected: bundle.config.layers }), true);
    const ahead = __using(_stack, new AsyncDisposableStack(), true);
    ahead.use(bundle.content.prefetch(blobs, spool));
    ahead.use(base?.content?.prefetch(blobsOf(base), spool) ?? NOTHING_AHEAD_172);
    const stream = engine.stream(trees, { kind: compression, level });
    const pieces = watchItems(stream, {
      sizeOf: ({ content }) => content.byteLength,
      tell: progressOf(bundle.config, reporter),
      signal: spool.signal
    });
    return await writeImage(
      image,
      followedBy(pieces, () => check(engine)),
      writer
    );
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function namesOneServer({ source, output, base }) {
  const servers = [source, output, base].filter((one) => one?.kind === "registry" || one?.kind === "url");
  return servers.length < 2;
}
function inputOf({ config }, content, home) {
  const host = config.platform;
  return {
    home,
    ...content,
    emptyLayers: emptyLayers_26(config),
    ...config.ocx !== void 0 && { ocx: config.ocx },
    onConflict: "keep",
    select: false,
    host,
    now: NO_TIME2
  };
}
function blobsOf({ layers }) {
  return [...new Map(layers.map(({ descriptor }) => [descriptor.digest, descriptor])).values()];
}
function progressOf({ layers }, reporter) {
  const total = layers.reduce((sum, { contentSize }) => sum + contentSize, 0);
  return (done) => reporter.progress("image", Math.min(done, total), total);
}
async function* followedBy(pieces, work) {
  yield* pieces;
  await work();
}
function describe({ name, os, architecture }, { digest, size, layers }, { bundle, home }) {
  return {
    bundle: { name: bundle.name, digest: bundle.digest },
    image: { name: name.short, digest, platform: `${os}/${architecture}`, size, layers },
    home
  };
}
function placeOf(target, { digest }) {
  switch (target.kind) {
    case "file":
      return { file: target.path };
    case "layout":
      return { directory: target.path };
    case "registry":
      return { reference: formatPinned_119(target.opened.reference, digest) };
    case "stream":
      return {};
  }
}
export {
  imageBundle
};
