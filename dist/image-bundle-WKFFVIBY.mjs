import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  treeLinks
} from "./chunk-7ZQDN5DF.mjs";
import {
  inside,
  stageBundle
} from "./chunk-W5TESRVV.mjs";
import "./chunk-MTWLIB4K.mjs";
import {
  writerFor
} from "./chunk-BCDTQUWW.mjs";
import "./chunk-B2S5NPNI.mjs";
import "./chunk-AEQQDQ3N.mjs";
import {
  streamTar
} from "./chunk-CZDPXTOZ.mjs";
import "./chunk-2JFBNON4.mjs";
import "./chunk-M3Q6YHBR.mjs";
import "./chunk-MHMRLBD3.mjs";
import "./chunk-TCIWIPRY.mjs";
import "./chunk-JPKJAW7D.mjs";
import {
  stagedExecutable
} from "./chunk-X7USASC7.mjs";
import {
  openEngine
} from "./chunk-D4QKHM76.mjs";
import "./chunk-N3XDNUHU.mjs";
import {
  checkDirectory,
  openDirectoryWriter
} from "./chunk-DIWX33GN.mjs";
import {
  DEFAULT_SEPARATOR,
  appendUnique,
  broughtOcx,
  composeWhole,
  environmentRoots,
  isVariableName,
  moveToFront,
  packagesOf,
  pinned
} from "./chunk-6C4SRBBV.mjs";
import {
  openPinned
} from "./chunk-FXSB4MWH.mjs";
import {
  checkSpace,
  existsAfter,
  needsOf
} from "./chunk-DEIFRA36.mjs";
import {
  planNewHome
} from "./chunk-NEG642DB.mjs";
import "./chunk-65IAK2OQ.mjs";
import "./chunk-T5UKA76H.mjs";
import {
  warnOfExport
} from "./chunk-SAESCJGR.mjs";
import {
  offlineVariables
} from "./chunk-3H7QWYDN.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-A53YNI3Z.mjs";
import "./chunk-IMNXN3X2.mjs";
import {
  EXECUTABLES,
  executableDirectory
} from "./chunk-DZ7BITUT.mjs";
import "./chunk-HAWTYSNO.mjs";
import {
  checkLaunchers,
  packageParts,
  stagedPath
} from "./chunk-ZVAENZNC.mjs";
import {
  emptyLayers,
  readBundle
} from "./chunk-RR4ME3WQ.mjs";
import "./chunk-7C66QK4H.mjs";
import "./chunk-4WPILYSH.mjs";
import "./chunk-4ZU35ENI.mjs";
import "./chunk-DM6LKKWO.mjs";
import {
  layerPrefix
} from "./chunk-P6SR4IK7.mjs";
import {
  packageName
} from "./chunk-IRSTIHGJ.mjs";
import "./chunk-ZVUNG3OG.mjs";
import "./chunk-K7OIXQE2.mjs";
import "./chunk-BOIK5VYQ.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-JMPCFPP2.mjs";
import {
  layerPath,
  packagePath
} from "./chunk-T75H43WP.mjs";
import "./chunk-AFAUTQ5S.mjs";
import "./chunk-ZDQ4HQEU.mjs";
import "./chunk-KK46W2IS.mjs";
import "./chunk-HGLFCPQQ.mjs";
import "./chunk-546QI5GL.mjs";
import "./chunk-5CQCJCGM.mjs";
import "./chunk-34XEFYLB.mjs";
import "./chunk-BRXFK6VM.mjs";
import "./chunk-C3RS7OQY.mjs";
import "./chunk-7VJWIDRN.mjs";
import "./chunk-F2YHCDAP.mjs";
import {
  openInput
} from "./chunk-TSQGIPLC.mjs";
import {
  logsOf
} from "./chunk-N2LVX2II.mjs";
import "./chunk-B6N2423U.mjs";
import "./chunk-ER2O3S33.mjs";
import {
  copyBlobs
} from "./chunk-ZW2BPFYO.mjs";
import {
  openTarWriter,
  sizeOfHead
} from "./chunk-R5BDNP2H.mjs";
import "./chunk-HEVFEMMC.mjs";
import {
  openStaging
} from "./chunk-ZCSAVCHB.mjs";
import "./chunk-WLQBZC6Y.mjs";
import "./chunk-HLKWKF4Z.mjs";
import "./chunk-55ZUACTJ.mjs";
import {
  isDirectoryLayout,
  openDirectoryLayout
} from "./chunk-ZFEVZWS2.mjs";
import "./chunk-VXPL56AI.mjs";
import "./chunk-RPFQEEOQ.mjs";
import {
  isManifestType
} from "./chunk-5UEIVGCP.mjs";
import "./chunk-ZVL7GSL2.mjs";
import "./chunk-VUO2R43M.mjs";
import "./chunk-JQG6RWFB.mjs";
import "./chunk-O33FM3KH.mjs";
import "./chunk-MHK6QLCY.mjs";
import "./chunk-47HUOOIO.mjs";
import "./chunk-M6FOAHYW.mjs";
import {
  outputPath
} from "./chunk-M7SIO7OB.mjs";
import "./chunk-6ZRXCNM6.mjs";
import {
  parsePlatform
} from "./chunk-MQGKUEUU.mjs";
import {
  openTarLayout,
  scanMembers
} from "./chunk-AE5OU4D2.mjs";
import "./chunk-GQP6D7FI.mjs";
import {
  NOTHING_AHEAD
} from "./chunk-GY6335NT.mjs";
import "./chunk-F6RVCG2V.mjs";
import "./chunk-JYXZUD6M.mjs";
import "./chunk-3WUTNKOE.mjs";
import "./chunk-5FRGGPOD.mjs";
import "./chunk-GNLZV7IL.mjs";
import {
  hashRange,
  openFile,
  sliceOf
} from "./chunk-CMAWYLIG.mjs";
import {
  lookAt
} from "./chunk-UQ43A2YU.mjs";
import "./chunk-2NAQL2KR.mjs";
import "./chunk-AQRZANAN.mjs";
import {
  EXECUTABLE_PREFIX
} from "./chunk-Q4ZMEHLL.mjs";
import {
  LAYOUT_FILE,
  blobPath
} from "./chunk-EUICU2GX.mjs";
import {
  encodeManifest
} from "./chunk-ZDWNJVBT.mjs";
import {
  descriptorSchema
} from "./chunk-JHMV33AG.mjs";
import {
  BASE_DIGEST,
  BUNDLE_DIGEST,
  DOCKER_LAYER,
  DOCKER_LAYER_GZIP,
  DOCKER_MANIFEST_LIST,
  IMAGE_CONFIG,
  IMAGE_INDEX,
  IMAGE_MANIFEST,
  IMAGE_NAME,
  LAYER_TAR,
  LAYER_TAR_GZIP,
  LAYER_TAR_ZSTD,
  REF_NAME
} from "./chunk-L7XR4U4C.mjs";
import "./chunk-V6OPSD56.mjs";
import {
  shapeOf
} from "./chunk-53CXBFN6.mjs";
import {
  DEFAULT_LEVEL
} from "./chunk-KAGLFDZG.mjs";
import "./chunk-MWQI2DLW.mjs";
import {
  MAX_CANDIDATES,
  MAX_MANIFEST,
  MAX_MANIFEST_VALUES,
  MAX_NESTING
} from "./chunk-Z2KHX2NZ.mjs";
import {
  openRegistry
} from "./chunk-2L7WE2BE.mjs";
import "./chunk-U466XGCT.mjs";
import "./chunk-CDMH46AC.mjs";
import "./chunk-BJIGIIP3.mjs";
import {
  temporaryDirectory,
  userPath
} from "./chunk-MIBTUUXS.mjs";
import {
  DEFAULT_TAG,
  formatPinned,
  isRepositoryName,
  isTagName,
  parseReference
} from "./chunk-RVXH5BSX.mjs";
import "./chunk-4WU2DSPI.mjs";
import "./chunk-M4MJTQ5F.mjs";
import "./chunk-3QTZOCDB.mjs";
import {
  fromSystemError
} from "./chunk-ADIS2E6D.mjs";
import {
  excerpt
} from "./chunk-PNVSA3GV.mjs";
import {
  digestOf,
  digester,
  hexOf,
  isDigest,
  isDigestOf,
  parseDigest
} from "./chunk-4LCJ56VL.mjs";
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
} from "./chunk-6YTQYSGA.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/image-bundle.ts
import { mkdtempDisposable } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join as join2 } from "node:path";

// src/image/image-config.ts
var history = looseObject({ empty_layer: exactOptional(boolean()) });
var imageConfigSchema = looseObject({
  architecture: string(),
  os: string(),
  config: nullish(looseObject({ Env: nullish(array(string())) })),
  rootfs: object({ type: literal("layers"), diff_ids: array(pipe(string(), guard(isDigest))) }),
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
  const { values, depth } = shapeOf(bytes);
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
    Config: blobPath(config),
    RepoTags: [name],
    Layers: layers.map(({ digest }) => blobPath(digest))
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
  const mediaType = start.startsWith("1f8b") ? LAYER_TAR_GZIP : start === "28b52ffd" ? LAYER_TAR_ZSTD : LAYER_TAR;
  const digest = parseDigest(await hashRange(bytes, 0, bytes.size));
  return { descriptor: { mediaType, digest, size: bytes.size }, bytes };
}

// src/image/write-image.ts
var MEDIA_TYPES = { zstd: LAYER_TAR_ZSTD, gzip: LAYER_TAR_GZIP, none: LAYER_TAR };
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
  const digest = parseDigest(`sha256:${"0".repeat(64)}`);
  const widest = plan.comments.map((comment) => ({ digest, size: Number.MAX_SAFE_INTEGER, diffId: digest, comment }));
  return sizeOfHead(describeImage(plan, widest));
}
async function writeLayers({ comments, compression }, pieces, writer) {
  const layers = [];
  let current;
  const isPlain = compression === "none";
  let content = digester();
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
      content = digester();
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
  const manifest = encodeManifest({
    config: { mediaType: IMAGE_CONFIG, digest: digestOf(config), size: config.byteLength },
    layers: all,
    annotations: { [BUNDLE_DIGEST]: bundle, ...base?.digest !== void 0 && { [BASE_DIGEST]: base.digest } }
  });
  const root = {
    mediaType: IMAGE_MANIFEST,
    digest: digestOf(manifest),
    size: manifest.byteLength,
    annotations: { [IMAGE_NAME]: name.full, [REF_NAME]: name.short },
    platform: { architecture, os }
  };
  return {
    root,
    documents: [
      { mediaType: IMAGE_MANIFEST, digest: digestOf(manifest), bytes: manifest },
      { mediaType: IMAGE_CONFIG, digest: digestOf(config), bytes: config }
    ],
    files: [{ path: DOCKER_FILE, bytes: encodeDockerFile(name.short, digestOf(config), all) }]
  };
}

// src/home/environment/format-image.ts
var DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
function formatImageEnvironment(entries, base) {
  const values = new Map(base.map((variable) => split(variable)));
  const warnings = [];
  if (!values.has("PATH")) values.set("PATH", DEFAULT_PATH);
  for (const { key, value, type, separator = DEFAULT_SEPARATOR } of entries) {
    const existing = values.get(key) ?? "";
    if (!isVariableName(key))
      warnings.push(`left out ${JSON.stringify(key)}: it is not a valid name for an environment variable`);
    else if (type === "constant") values.set(key, value);
    else if (type === "path") values.set(key, moveToFront(existing, value));
    else values.set(key, appendUnique(existing, value, separator));
  }
  return { variables: Array.from(values, ([key, value]) => `${key}=${value}`), warnings };
}
function split(variable) {
  const at = variable.indexOf("=");
  return at === -1 ? [variable, ""] : [variable.slice(0, at), variable.slice(at + 1)];
}

// src/commands/image/image-environment.ts
function composer({
  home,
  bundle,
  closure,
  groups
}) {
  const { roots } = environmentRoots(closure.roots, bundle.config.project?.groups, groups);
  const source = { roots: roots.map(pinned), added: [] };
  const packages = packagesOf(closure);
  const own = closure.packages.map(({ registry, leaf }) => `${home}/${packagePath(registry, leaf)}`);
  const isOwn = (path) => own.some((root) => path === root || path.startsWith(`${root}/`));
  return (exists) => composeWhole(source, {
    home,
    packages,
    exists: (path) => path.startsWith(`${home}/`) ? isOwn(path) && exists(path) : true
  });
}
function imageVariables({ home, bundle, closure }, { entries }, base) {
  const offline = Object.entries(offlineVariables(home));
  const own = offline.map(([key, value]) => ({ key, value, type: "constant" }));
  const [brought] = broughtOcx(closure.roots, bundle.config)?.directories ?? [];
  const last = brought === void 0 ? [] : [{ key: "PATH", value: `${home}/${brought}`, ...LIST }];
  return formatImageEnvironment([...entries, ...last, ...own], base);
}
var LIST = { type: "list", separator: ":" };

// src/home/plan/new-home.ts
var MODE = 420;
var LAUNCHER_MODE = 493;
function describeNewHome(plan, now) {
  const parts = plan.packages.map(({ package: pkg }) => packageParts(plan.home, pkg, now));
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

// src/commands/image/place-executable.ts
import { mkdir, rename, utimes } from "node:fs/promises";
var TIME = 0;
async function placeExecutable(plan, staging) {
  const name = hexOf(plan.digest);
  const path = `${stagedPath(staging, EXECUTABLES)}/${name}`;
  try {
    await mkdir(path, { recursive: true });
    await rename(stagedExecutable(plan, { near: () => staging }), `${path}/ocx`);
    await utimes(`${path}/ocx`, TIME, TIME);
  } catch (error) {
    throw fromSystemError(error, `write ${path}`);
  }
  return {
    tree: { prefix: EXECUTABLE_PREFIX, directory: { name, path }, documents: [] },
    below: `${stagedPath("", EXECUTABLES).slice(1)}/`,
    // Its entry lies in a directory of its name, which is dropped.
    link: { owner: "ocx", content: executableDirectory(plan.digest), strip: 1, prefix: "" }
  };
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
    from: layers.map(({ registry, digest }) => layerPath(registry, digest))
  }));
  return [...groups, ...own];
}
function namesOf(layers, { packages, roots }) {
  const users = packages.filter(
    ({ registry, manifest }) => layers.some(
      (layer) => layer.registry === registry && manifest.layers.some(({ digest }) => digest === layer.digest)
    )
  );
  const names = users.slice(0, NAMED).map((user) => packageName(user, roots));
  return [...names, ...users.length > names.length ? [`${users.length - names.length} more`] : []].join(", ");
}
async function composeLayers(layers, { plan, closure, config, staging, now }, { engine, isWhole }) {
  const root = plan.home.slice(1);
  const unpacked = config.layers.map((layer) => ({ layer, path: layerPath(layer.registry, layer.digest) }));
  const executable = plan.ocx && await placeExecutable(plan.ocx, staging);
  const walked = await engine.plan([
    ...unpacked.map(({ layer, path }) => ({
      prefix: layerPrefix(layer),
      directory: { name: "content", path: `${stagedPath(staging, path)}/content` },
      documents: []
    })),
    ...executable === void 0 ? [] : [executable.tree]
  ]);
  const plans = new Map(unpacked.map(({ path }, place) => [path, walked[place]]));
  const links = Map.groupBy(
    // In the order of their paths: the first package has the file, the others have links to it.
    closure.packages.flatMap(treeLinks).map(({ layer, link }) => ({ layer, link: { ...link, content: `${root}/${link.content}` } })).toSorted((a, b) => a.link.content < b.link.content ? -1 : 1),
    ({ layer }) => layer
  );
  const sourceOf = (path) => {
    const tree = plans.get(path);
    if (tree === void 0) throw new Error(`layer ${path} was not unpacked`);
    const below = stagedPath("", path).slice(1);
    return { plan: tree, below: `${below}/`, links: (links.get(path) ?? []).map(({ link }) => link) };
  };
  return layers.map((layer) => {
    switch (layer.kind) {
      case "packages":
        return { directory: staging, entries: [], sources: layer.from.map(sourceOf) };
      case "executable": {
        const tree = walked[unpacked.length];
        if (executable === void 0 || tree === void 0) throw new Error("the executable was not unpacked");
        const { below, link } = executable;
        const inImage = { ...link, content: `${root}/${link.content}` };
        return { directory: staging, entries: [], sources: [{ plan: tree, below, links: [inImage] }] };
      }
      case "home": {
        const entries = [...isWhole ? OF_A_SYSTEM : [], ...homeEntries(plan, now)];
        return { directory: staging, entries, sources: [] };
      }
    }
  });
}
function homeEntries(plan, now) {
  const { directories, documents, links } = describeNewHome(plan, now);
  const at = (path) => `${plan.home.slice(1)}/${path}`;
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
  const tag = isTagged ? text.slice(colon + 1) : DEFAULT_TAG;
  const [first = "", ...rest] = name.split("/");
  const hasHost = rest.length > 0 && /[.:]|^localhost$/.test(first);
  const repository = hasHost ? rest.join("/") : name;
  if (!isRepositoryName(repository) || !isTagName(tag)) {
    throw new BundleError("OPTION_INVALID", `Cannot name an image "${text}"`, {
      hint: "Write it as NAME:TAG in lower case, for example toolchain:1.2 or ghcr.io/acme/toolchain:1.2."
    });
  }
  const host = hasHost ? first : DEFAULT_HOST;
  const owner = host === DEFAULT_HOST && !repository.includes("/") ? `${DEFAULT_OWNER}/` : "";
  return { short: `${name}:${tag}`, full: `${host}/${owner}${repository}:${tag}` };
}
function nameOfReference({ host, repository, tag = DEFAULT_TAG }) {
  const full = `${host}/${repository}:${tag}`;
  return { short: full, full };
}
function defaultImageName(bundle) {
  const lower = bundle.toLowerCase();
  const plain = lower.replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-|-$/g, "");
  return parseImageName(isRepositoryName(lower) ? lower : plain === "" ? "bundle" : plain);
}

// src/commands/image/image-target.ts
async function findImageTarget({ output, overwrite, name: given, base }, bundle, { context, reading }) {
  const name = given === void 0 ? defaultImageName(bundle) : parseImageName(given);
  switch (output.kind) {
    case "file":
    case "directory": {
      const place = output.kind === "directory" ? join(output.path, "/") : output.path;
      const path = await outputPath(place, `${bundle}.image.tar`, context);
      if (overwrite !== true) await checkReplaceable(path);
      return { kind: "file", path, name };
    }
    case "layout": {
      const path = userPath(output.path, context);
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
  const from = parseReference(base.reference);
  return from.host === host && from.repository !== repository ? [from.repository] : [];
}
async function writeTo(target, room, write) {
  var _stack = [];
  try {
    if (target.kind === "stream") return streamTar({ ...target, spoolDirectory: temporaryDirectory(), room }, write);
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
      return await scanMembers(file).find(DOCKER_FILE) !== void 0;
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

// src/image/read-base.ts
var indexSchema = object({ manifests: array(descriptorSchema) });
var manifestSchema = object({ config: descriptorSchema, layers: array(descriptorSchema) });
var LAYER_TYPES = {
  [LAYER_TAR]: LAYER_TAR,
  [LAYER_TAR_GZIP]: LAYER_TAR_GZIP,
  [LAYER_TAR_ZSTD]: LAYER_TAR_ZSTD,
  [DOCKER_LAYER]: LAYER_TAR,
  [DOCKER_LAYER_GZIP]: LAYER_TAR_GZIP
};
async function readBase(content, machine) {
  const { name } = content;
  const manifests = [];
  for (const root of (await content.roots()).filter(({ mediaType }) => isManifestType(mediaType))) {
    if (root.mediaType !== IMAGE_INDEX && root.mediaType !== DOCKER_MANIFEST_LIST) manifests.push(root);
    else manifests.push(...await chooseFrom(content, root, machine));
  }
  const [descriptor, another] = new Map(manifests.map((one) => [one.digest, one])).values();
  if (descriptor === void 0) throw unusable(name, "it has no image");
  if (another !== void 0)
    throw unusable(name, "it has several images", "Copy one of them to a place of its own, for example with skopeo.");
  const manifest = await readDocument(content, descriptor, { schema: manifestSchema, what: "manifest" });
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
    if (descriptor.mediaType !== LAYER_TAR || descriptor.digest === diffs[index]) continue;
    throw unusable(name, `layer ${index + 1} is ${descriptor.digest}, its config has ${diffs[index]}`);
  }
  return base;
}
async function chooseFrom(content, root, { os, architecture }) {
  const { manifests } = await readDocument(content, root, { schema: indexSchema, what: "image index" });
  const images = manifests.filter(({ mediaType }) => isManifestType(mediaType)).slice(0, MAX_CANDIDATES);
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
  if (!isDigestOf(descriptor.digest, document))
    throw unusable(name, `its ${what} is ${digestOf(document)}, expected ${descriptor.digest}`);
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
    const read = base.kind === "registry" ? await openInRegistry(base) : await openPath(userPath(base.path, context));
    const opened = stack.move();
    return { ...checkBase(read, machine), [Symbol.asyncDispose]: () => opened.disposeAsync() };
    async function openInRegistry(place) {
      const { openRegistryContent } = await import("./registry-content-E66PPCEE.mjs");
      const { reference, repository } = await openRegistry(place, context, reading);
      return readBase(stack.use(await openRegistryContent(repository, reference, { docker: true })), machine);
    }
    async function openPath(path) {
      if (await lookAt(path) === void 0) {
        throw new BundleError("FILE_NOT_FOUND", `Cannot read base ${path}: it does not exist`, {
          hint: "Correct the path. Write an image in a registry as oci://HOST/REPOSITORY:TAG."
        });
      }
      if (await isDirectoryLayout(path)) return readBase(openDirectoryLayout(path), machine);
      const file = stack.use(await asBase(path, () => openFile(path)));
      const scan = scanMembers(file);
      await asBase(path, () => scan.finish());
      if (scan.found.has(LAYOUT_FILE))
        return asBase(path, async () => readBase(stack.use(await openTarLayout(await openFile(path))), machine));
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
    const spoolDirectory = userPath(request.spoolDirectory ?? temporaryDirectory(), context);
    const reading = { ...logsOf(reporter), sole: namesOneServer(request) };
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const place = stack.use(await openInput(request.source, context, { ...reading, spoolDirectory }));
    const platform = request.platform === void 0 ? void 0 : parsePlatform(request.platform);
    const bundle = await openPinned(place, request.digest, { platform });
    const { os, architecture } = bundle.config.platform;
    const content = await readBundle(bundle);
    const { closure } = content;
    const { homePath: home, groups, compression, level = DEFAULT_LEVEL } = request;
    checkLaunchers(home, closure.packages);
    const target = await findImageTarget(request, bundle.name, { context, reading });
    const base = request.base && stack.use(await openBase(request.base, { os, architecture }, { context, reading }));
    const input = inputOf(bundle, content, home);
    const plan = await planNewHome(input);
    const layers = chooseLayers(bundle, closure, base?.layers.length ?? 0);
    const compose = composer({ home, bundle, closure, groups });
    const variables = base?.config.config?.Env ?? [];
    const environment = imageVariables({ home, bundle, closure }, compose(existsAfter(plan)), variables);
    const launching = bundle.config.ocx === void 0 ? warnOfExport(closure) : [];
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
    await checkSpace(spoolDirectory, needsOf(plan, sizesIn(bundle.config)), `unpack into ${spoolDirectory}`);
    const directory = stack.use(await mkdtempDisposable(join2(spoolDirectory, "ocx-bundle-")));
    const staging = stack.use(await openStaging({ root: directory.path, folder: "staging" }));
    const progress = halves(bundle.config, reporter);
    const spool = { directory: directory.path, signal: context.signal };
    const unpack = async (staged) => {
      var _stack2 = [];
      try {
        const engine = __using(_stack2, openEngine({ workers, expected: bundle.config.layers }), true);
        const unpacking = { say: () => {
        }, progress: (_3, done) => progress.first(done) };
        const work = { bundle, input, compose, workers, durable: false, reporter: unpacking, signal: context.signal };
        await stageBundle(plan, work, { engine, staging: staged });
      } catch (_2) {
        var _error2 = _2, _hasError2 = true;
      } finally {
        var _promise2 = __callDispose(_stack2, _error2, _hasError2);
        _promise2 && await _promise2;
      }
    };
    const build = async (writer, path) => {
      var _stack2 = [];
      try {
        await unpack({ ...staging, path, near: () => path });
        const engine = __using(_stack2, openEngine({ workers }), true);
        const trees = await composeLayers(
          layers,
          { plan, closure, config: bundle.config, staging: path, now: NO_TIME2 },
          { engine, isWhole: base === void 0 }
        );
        const pieces = watched(engine.stream(trees, { kind: compression, level }), context.signal, progress.second);
        const _2 = __using(_stack2, base?.content?.prefetch(blobsOf(base), spool) ?? NOTHING_AHEAD, true);
        return await writeImage(image, pieces, writer);
      } catch (_3) {
        var _error2 = _3, _hasError2 = true;
      } finally {
        var _promise2 = __callDispose(_stack2, _error2, _hasError2);
        _promise2 && await _promise2;
      }
    };
    const written = await writeTo(
      target,
      roomOfImage(image),
      (writer) => inside(staging.tree, (path) => build(writer, path))
    );
    await place.finish();
    return { ...describe(image, written, { bundle, home }), ...placeOf(target, written), warnings };
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
    emptyLayers: emptyLayers(config),
    ...config.ocx !== void 0 && { ocx: config.ocx },
    onConflict: "keep",
    select: false,
    host,
    now: NO_TIME2
  };
}
function sizesIn({ layers }) {
  return ({ registry, digest }) => {
    const layer = layers.find((one) => one.registry === registry && one.digest === digest);
    if (layer === void 0) throw new Error(`the bundle lacks layer ${digest}`);
    return layer;
  };
}
function blobsOf({ layers }) {
  return [...new Map(layers.map(({ descriptor }) => [descriptor.digest, descriptor])).values()];
}
function halves({ layers }, reporter) {
  const total = layers.reduce((sum, { contentSize }) => sum + contentSize, 0);
  const tell = (done) => reporter.progress("image", Math.min(done, 2 * total), 2 * total);
  return { first: (done) => tell(done), second: (done) => tell(total + done) };
}
async function* watched(pieces, signal, tell) {
  let done = 0;
  for await (const piece of pieces) {
    signal.throwIfAborted();
    yield piece;
    done += piece.content.byteLength;
    tell(done);
  }
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
      return { reference: formatPinned(target.opened.reference, digest) };
    case "stream":
      return {};
  }
}
export {
  imageBundle
};
