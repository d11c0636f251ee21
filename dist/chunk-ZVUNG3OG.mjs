import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  fieldsOf
} from "./chunk-T75H43WP.mjs";
import {
  array,
  formatIdentifier,
  formatPretty,
  object,
  parseJsonTree,
  string
} from "./chunk-M6FOAHYW.mjs";

// src/home/documents/visibility.ts
function isVisibility(text) {
  return text === "sealed" || text === "private" || text === "interface" || text === "public";
}
function hasInterface(visibility) {
  return visibility === "interface" || visibility === "public";
}
function hasPrivate(visibility) {
  return visibility === "private" || visibility === "public";
}
function joinVisibility(a, b) {
  const seenByUsers = hasInterface(a) || hasInterface(b);
  if (hasPrivate(a) || hasPrivate(b)) return seenByUsers ? "public" : "private";
  return seenByUsers ? "interface" : "sealed";
}

// src/home/documents/resolved.ts
function composeResolved(direct) {
  const all = /* @__PURE__ */ new Map();
  const add = (entry, visibility) => {
    const known = all.get(entry.key);
    all.set(
      entry.key,
      known === void 0 ? { ...entry, visibility } : { ...known, visibility: joinVisibility(known.visibility, visibility) }
    );
  };
  for (const { identifier, visibility, brings } of direct) {
    for (const further of brings) add(further, hasInterface(further.visibility) ? visibility : "sealed");
    add({ identifier: formatIdentifier(identifier), key: keyOf(identifier), visibility }, visibility);
  }
  return [...all.values()];
}
function keyOf({ tag: _advisory, ...identity }) {
  return formatIdentifier(identity);
}
function formatResolved(dependencies) {
  const items = dependencies.map(
    ({ identifier, visibility }) => object([
      ["identifier", string(identifier)],
      ["visibility", string(visibility)]
    ])
  );
  return formatPretty(object([["dependencies", array(items)]]));
}
function parseResolved(bytes, what) {
  const fields = fieldsOf(parseJsonTree(bytes, what), what, "DOCUMENT_INVALID");
  if (fields.tree.members.some(({ key }) => key !== "dependencies")) return fields.refuse("it has an unknown key");
  return fields.items("dependencies").map((item) => {
    const dependency = fieldsOf(item, `a dependency of ${what}`, "DOCUMENT_INVALID");
    const visibility = dependency.requiredText("visibility");
    if (!isVisibility(visibility)) return dependency.refuse(`"${visibility}" is not a visibility`);
    return { identifier: dependency.requiredText("identifier"), visibility };
  });
}

export {
  isVisibility,
  hasInterface,
  composeResolved,
  formatResolved,
  parseResolved
};
