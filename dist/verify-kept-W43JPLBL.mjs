import {
  linksOf
} from "./chunk-F4N37ZFP.mjs";
import {
  configOf_52,
  keptConfigPath_53,
  readImportsLog_53
} from "./chunk-K43KNPF3.mjs";
import {
  checkDigestFile,
  damagedHome,
  presentIn,
  warnOf
} from "./chunk-XVFT3MA5.mjs";
import "./chunk-4MUHRHTV.mjs";
import {
  contentPath
} from "./chunk-J23ZKE5H.mjs";
import "./chunk-U5WZSPSP.mjs";
import "./chunk-T4V2RHKF.mjs";
import {
  collectClosure_88
} from "./chunk-OYSOGAZH.mjs";
import "./chunk-KXQOHID5.mjs";
import "./chunk-Z64XVEMH.mjs";
import "./chunk-JEP5C7PX.mjs";
import "./chunk-XTZO5WJI.mjs";
import "./chunk-LDTUXN33.mjs";
import "./chunk-7ZJTPO4E.mjs";
import "./chunk-5LQVMTV5.mjs";
import {
  homePath_20
} from "./chunk-MNKW3YDE.mjs";
import "./chunk-YUZHYX5T.mjs";
import "./chunk-ZYAE4ZPK.mjs";
import {
  layerTree,
  planUsual
} from "./chunk-MBBOGQWG.mjs";
import "./chunk-TA5ABIJY.mjs";
import "./chunk-WUXZQAH3.mjs";
import {
  inHome_48,
  targetHome_48
} from "./chunk-2YNQWNX7.mjs";
import {
  layerPrefix_91,
  openEngine
} from "./chunk-5J7PMGVS.mjs";
import "./chunk-LYFCKQXY.mjs";
import "./chunk-W4J3ESE5.mjs";
import {
  openHome_113
} from "./chunk-UKQYM3E2.mjs";
import {
  layerPath_57
} from "./chunk-HEAJCSBZ.mjs";
import "./chunk-CPMTHW7B.mjs";
import "./chunk-SELCG3S5.mjs";
import "./chunk-RHFZE22J.mjs";
import "./chunk-OJOIADCF.mjs";
import "./chunk-22M2MICJ.mjs";
import "./chunk-P3VSXBJ3.mjs";
import "./chunk-NGMPKNFU.mjs";
import "./chunk-OQQCSOEH.mjs";
import "./chunk-LM4DMEHJ.mjs";
import "./chunk-BUOA244Y.mjs";
import "./chunk-EAUOSOMP.mjs";
import {
  parseConfig_128
} from "./chunk-6SUZIHNH.mjs";
import "./chunk-3P5WIHGI.mjs";
import "./chunk-IGXA6UWY.mjs";
import "./chunk-47YTZHQL.mjs";
import "./chunk-PN52QW44.mjs";
import "./chunk-VQWXHXW4.mjs";
import "./chunk-GX6YAEWI.mjs";
import "./chunk-ZRUH5ZQN.mjs";
import "./chunk-2WQ5WNEA.mjs";
import "./chunk-656FN2VF.mjs";
import "./chunk-2BLSIOJA.mjs";
import {
  MAX_CONFIG
} from "./chunk-M77KPOTZ.mjs";
import "./chunk-CYMBCZ23.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-GJP4ZKXN.mjs";
import "./chunk-LL32AUHH.mjs";
import "./chunk-HNLNHLU6.mjs";
import "./chunk-A6YYFOED.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4SSKYKZX.mjs";
import {
  BundleError,
  EXIT
} from "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/verify-kept.ts
import { availableParallelism } from "node:os";

// src/commands/verify/kept-imports.ts
var DAMAGE = [EXIT.data, EXIT.notFound];
async function collectKept(home) {
  const { records } = await readImportsLog_53(targetHome_48(home.path));
  const active = Map.groupBy(
    records.filter(({ forgotten }) => forgotten === void 0),
    configOf_52
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
      for (const layer of found.layers) layers.set(layerPrefix_91(layer), layer);
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
  const path = keptConfigPath_53(digest);
  const bytes = await home.read(path);
  if (bytes === void 0) return void 0;
  if (bytes.byteLength > MAX_CONFIG) {
    const found = `it has ${bytes.byteLength} bytes, expected at most ${MAX_CONFIG}`;
    throw new BundleError("LIMIT_EXCEEDED", `Cannot read ${path}: ${found}`);
  }
  return parseConfig_128(bytes);
}
async function readImported(home, config, roots) {
  const chosen = config.roots.filter(({ identifier }) => roots.has(identifier));
  const platforms = new Map(config.packages.map(({ registry, leaf, platform }) => [`${registry} ${leaf}`, platform]));
  const known = chosen.map((root) => {
    const platform = platforms.get(`${root.registry} ${root.leaf}`);
    return platform === void 0 || platform === "unknown" ? root : { ...root, platform };
  });
  const closure = await collectClosure_88(home.read, known, config.platform);
  const needed = new Set(closure.layers.map(layerPrefix_91));
  return { layers: config.layers.filter((layer) => needed.has(layerPrefix_91(layer))), packages: closure.packages };
}

// src/commands/verify-kept.ts
var HINT = "Remove the named layers and packages as a whole, and import the bundles again. With the bundle, `ocx-bundle verify BUNDLE --home DIR` names the files of layers too.";
async function verifyKept(request, context, reporter) {
  var _stack = [];
  try {
    const home = await openHome_113(homePath_20(request.home, context));
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
    const plan = await planUsual(engine, layerTree(home.path, layer));
    if (plan instanceof BundleError) findings.damaged.push(`${pathOf(layer)} cannot be compared: ${plan.message}`);
    else {
      trees.push({ plan, listed: layer.frames });
      planned.push(layer);
    }
  }
  const total = planned.reduce((sum, { contentSize }) => sum + contentSize, 0);
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
      sources: sources.map((source) => ({ ...source, path: inHome_48(home.path, source.path) })),
      found: inHome_48(home.path, place),
      isLayer: false
    });
    for (const { path, change } of differences) {
      if (change === "added") findings.notes.push(`${place}/${path} was added`);
      else findings.damaged.push(`${place}/${path}: ${change === "missing" ? "missing" : "differs from its layer"}`);
    }
  }
}
function pathOf({ registry, digest }) {
  return layerPath_57(registry, digest);
}
export {
  verifyKept
};
