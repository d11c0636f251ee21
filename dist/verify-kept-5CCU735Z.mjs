import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkDigestFile,
  damagedHome,
  presentIn,
  warnOf
} from "./chunk-MGE25SI6.mjs";
import "./chunk-AP42NTTS.mjs";
import {
  contentPath
} from "./chunk-7ZQDN5DF.mjs";
import {
  linksOf
} from "./chunk-LXUBERHQ.mjs";
import "./chunk-2JFBNON4.mjs";
import "./chunk-M3Q6YHBR.mjs";
import "./chunk-MHMRLBD3.mjs";
import "./chunk-JPKJAW7D.mjs";
import "./chunk-X7USASC7.mjs";
import {
  planLayer
} from "./chunk-OCGREPHT.mjs";
import {
  openEngine
} from "./chunk-D4QKHM76.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-A53YNI3Z.mjs";
import {
  homePath
} from "./chunk-IMNXN3X2.mjs";
import {
  configOf,
  keptConfigPath,
  readImportsLog
} from "./chunk-HAWTYSNO.mjs";
import "./chunk-ZVAENZNC.mjs";
import {
  collectClosure
} from "./chunk-RR4ME3WQ.mjs";
import "./chunk-7C66QK4H.mjs";
import "./chunk-4WPILYSH.mjs";
import "./chunk-4ZU35ENI.mjs";
import "./chunk-DM6LKKWO.mjs";
import {
  layerPrefix
} from "./chunk-P6SR4IK7.mjs";
import "./chunk-IRSTIHGJ.mjs";
import "./chunk-ZVUNG3OG.mjs";
import {
  inHome,
  openHome,
  targetHome
} from "./chunk-K7OIXQE2.mjs";
import "./chunk-BOIK5VYQ.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-JMPCFPP2.mjs";
import {
  layerPath
} from "./chunk-T75H43WP.mjs";
import "./chunk-TSQGIPLC.mjs";
import "./chunk-N2LVX2II.mjs";
import "./chunk-WLQBZC6Y.mjs";
import "./chunk-HLKWKF4Z.mjs";
import "./chunk-55ZUACTJ.mjs";
import "./chunk-ZFEVZWS2.mjs";
import "./chunk-5UEIVGCP.mjs";
import "./chunk-JQG6RWFB.mjs";
import "./chunk-O33FM3KH.mjs";
import "./chunk-MHK6QLCY.mjs";
import "./chunk-47HUOOIO.mjs";
import "./chunk-M6FOAHYW.mjs";
import "./chunk-M7SIO7OB.mjs";
import "./chunk-6ZRXCNM6.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-AE5OU4D2.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-GY6335NT.mjs";
import "./chunk-F6RVCG2V.mjs";
import "./chunk-3WUTNKOE.mjs";
import "./chunk-5FRGGPOD.mjs";
import "./chunk-GNLZV7IL.mjs";
import "./chunk-CMAWYLIG.mjs";
import "./chunk-UQ43A2YU.mjs";
import "./chunk-2NAQL2KR.mjs";
import "./chunk-AQRZANAN.mjs";
import {
  parseConfig
} from "./chunk-Q4ZMEHLL.mjs";
import "./chunk-EUICU2GX.mjs";
import "./chunk-ZDWNJVBT.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-L7XR4U4C.mjs";
import "./chunk-V6OPSD56.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-KAGLFDZG.mjs";
import "./chunk-MWQI2DLW.mjs";
import {
  MAX_CONFIG
} from "./chunk-Z2KHX2NZ.mjs";
import "./chunk-MIBTUUXS.mjs";
import "./chunk-RVXH5BSX.mjs";
import "./chunk-ADIS2E6D.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import {
  BundleError,
  EXIT
} from "./chunk-ME3MDIW7.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/verify-kept.ts
import { availableParallelism } from "node:os";

// src/commands/verify/kept-imports.ts
var DAMAGE = [EXIT.data, EXIT.notFound];
async function collectKept(home) {
  const { records } = await readImportsLog(targetHome(home.path));
  const active = Map.groupBy(
    records.filter(({ forgotten }) => forgotten === void 0),
    configOf
  );
  const imports = [];
  const layers = /* @__PURE__ */ new Map();
  const packages = /* @__PURE__ */ new Map();
  const damaged = [];
  const notes = [];
  for (const [digest, group] of active) {
    const [first] = group;
    if (first === void 0) continue;
    const { bundle } = first;
    try {
      const config = await readKept(home, digest);
      if (config === void 0) {
        notes.push(`Nothing is known of ${bundle.name} (${bundle.digest}): its config was not kept. Import it again.`);
        continue;
      }
      imports.push(bundle);
      const found = await readImported(home, config, new Set(group.flatMap(({ roots }) => roots)));
      for (const layer of found.layers) layers.set(layerPrefix(layer), layer);
      for (const pkg of found.packages) packages.set(`${pkg.registry} ${pkg.leaf}`, pkg);
    } catch (error) {
      if (!(error instanceof BundleError) || !DAMAGE.includes(error.exitCode)) throw error;
      damaged.push(`${bundle.name} (${bundle.digest}): ${error.lines.join("; ")}`);
    }
  }
  if (imports.length === 0 && damaged.length === 0) {
    throw new BundleError("IMPORT_NOT_FOUND", `Cannot verify home ${home.path}: it has no record of an import`, {
      hint: "Give the bundle too: `ocx-bundle verify BUNDLE --home DIR`."
    });
  }
  return { imports, layers: [...layers.values()], packages: [...packages.values()], damaged, notes };
}
async function readKept(home, digest) {
  const path = keptConfigPath(digest);
  const bytes = await home.read(path);
  if (bytes === void 0) return void 0;
  if (bytes.byteLength > MAX_CONFIG) {
    const found = `it has ${bytes.byteLength} bytes, expected at most ${MAX_CONFIG}`;
    throw new BundleError("LIMIT_EXCEEDED", `Cannot read ${path}: ${found}`);
  }
  return parseConfig(bytes);
}
async function readImported(home, config, roots) {
  const chosen = config.roots.filter(({ identifier }) => roots.has(identifier));
  const platforms = new Map(config.packages.map(({ registry, leaf, platform }) => [`${registry} ${leaf}`, platform]));
  const known = chosen.map((root) => {
    const platform = platforms.get(`${root.registry} ${root.leaf}`);
    return platform === void 0 || platform === "unknown" ? root : { ...root, platform };
  });
  const closure = await collectClosure(home.read, known, config.platform);
  const needed = new Set(closure.layers.map(layerPrefix));
  return { layers: config.layers.filter((layer) => needed.has(layerPrefix(layer))), packages: closure.packages };
}

// src/commands/verify-kept.ts
var HINT = "Remove what is named, a whole layer or package each, and import the bundles again. With the bundle, `ocx-bundle verify BUNDLE --home DIR` names the files of layers too.";
async function verifyKept(request, context, reporter) {
  var _stack = [];
  try {
    const home = await openHome(homePath(request.home, context));
    const { imports, layers, packages, damaged: unread, notes: told } = await collectKept(home);
    const findings = { damaged: [...unread], notes: [...told] };
    const engine = __using(_stack, openEngine({ workers: request.workers ?? availableParallelism() }), true);
    const present = await presentIn(home, [
      ...layers.map((layer) => `${pathOf(layer)}/content`),
      ...packages.map(contentPath)
    ]);
    const there = layers.filter((layer) => present.has(`${pathOf(layer)}/content`));
    for (const layer of layers) if (!there.includes(layer)) findings.damaged.push(`${pathOf(layer)} is missing`);
    const whole = await checkLayers(home, there, { engine, findings, context, reporter });
    await checkPackages(home, packages, { engine, findings, present, whole, context });
    warnOf(findings.notes, reporter);
    if (findings.damaged.length > 0) throw damagedHome(home, findings.damaged, "what was imported", HINT);
    return {
      imports: imports.map((one) => ({ ...one })),
      home: { path: home.path, layers: layers.length, packages: packages.length, notes: findings.notes }
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function checkLayers(home, layers, { engine, findings, context: { signal }, reporter }) {
  const whole = /* @__PURE__ */ new Set();
  const trees = [];
  const planned = [];
  for (const layer of layers) {
    await checkDigestFile(home, layer, findings.damaged);
    if (layer.frames.some(({ contentDigest }) => contentDigest === void 0)) {
      findings.notes.push(`${pathOf(layer)} cannot be compared: its bundle has no digests of content`);
      continue;
    }
    const plan = await planLayer(engine, home.path, layer);
    if (plan === void 0) findings.damaged.push(`${pathOf(layer)} has entries that no layer can have`);
    else {
      trees.push({ plan, listed: layer.frames });
      planned.push(layer);
    }
  }
  const total = trees.reduce((sum, { plan }) => sum + plan.contentSize, 0);
  const matched = await engine.match(trees, (done) => {
    signal.throwIfAborted();
    reporter.progress("verify", done, total);
  });
  for (const [place, layer] of planned.entries()) {
    const found = matched[place];
    if (found === void 0) continue;
    if (found.otherUmask) findings.notes.push(`${pathOf(layer)}: modes of directories are those of another umask`);
    if (found.different.length > 0) findings.damaged.push(`${pathOf(layer)}: ${describe(found, layer)}`);
    else whole.add(`${pathOf(layer)}/content`);
  }
  return whole;
}
function describe({ different, moved }, { frames }) {
  const [first = 0] = different;
  if (moved) return `differs from frame ${first + 1} of ${frames.length} on`;
  const places = different.map((place) => place + 1);
  return `frame ${places.join(", ")} of ${frames.length} ${places.length === 1 ? "differs" : "differ"}`;
}
async function checkPackages(home, packages, {
  engine,
  findings,
  present,
  whole,
  context
}) {
  for (const pkg of packages) {
    context.signal.throwIfAborted();
    const place = contentPath(pkg);
    if (!present.has(place)) {
      findings.damaged.push(`${place} is missing`);
      continue;
    }
    const { sources } = linksOf(pkg);
    if (!sources.every(({ path }) => whole.has(path))) {
      findings.notes.push(`${place} was not compared: a layer of it is missing or damaged`);
      continue;
    }
    const { differences } = await engine.compare({
      sources: sources.map((source) => ({ ...source, path: inHome(home.path, source.path) })),
      found: inHome(home.path, place),
      isLayer: false
    });
    for (const { path, change } of differences) {
      if (change === "added") findings.notes.push(`${place}/${path} was added`);
      else findings.damaged.push(`${place}/${path}: ${change === "missing" ? "missing" : "differs from its layer"}`);
    }
  }
}
function pathOf({ registry, digest }) {
  return layerPath(registry, digest);
}
export {
  verifyKept
};
