// src/manifest/compare.ts
function comparePackages(before, after) {
  return pairs(before, after).flatMap(([one, two]) => {
    if (one === void 0 || two === void 0) {
      if (two !== void 0) return [{ status: "added", after: two, files: [] }];
      return one === void 0 ? [] : [{ status: "removed", before: one, files: [] }];
    }
    const files = compareFiles(one.entries, two.entries);
    const isSame = files.length === 0 && (one.digest ?? two.digest) === (two.digest ?? one.digest);
    return isSame ? [] : [{ status: "changed", before: one, after: two, files }];
  });
}
function pairs(before, after) {
  const theirs = new Map(after.map((tree) => [tree.path, tree]));
  const matched = /* @__PURE__ */ new Set();
  const found = [];
  const pair = (one, two) => {
    matched.add(one).add(two);
    found.push([one, two]);
  };
  for (const tree of before) {
    const same = theirs.get(tree.path);
    if (same !== void 0) pair(tree, same);
  }
  const rest = (trees) => trees.filter((tree) => !matched.has(tree));
  const byName = Map.groupBy(rest(after), ({ name }) => name);
  for (const [name, [one, ...others]] of Map.groupBy(rest(before), (tree) => tree.name)) {
    const [two, ...further] = byName.get(name) ?? [];
    const isOnly = others.length === 0 && further.length === 0;
    if (name !== void 0 && isOnly && one !== void 0 && two !== void 0) pair(one, two);
  }
  for (const tree of rest(before)) found.push([tree, void 0]);
  for (const tree of rest(after)) found.push([void 0, tree]);
  const keyOf = ([one, two]) => labelOf(one ?? two);
  return found.toSorted((a, b) => keyOf(a) < keyOf(b) ? -1 : 1);
}
function labelOf(tree) {
  return tree?.name ?? tree?.path ?? "";
}
function compareFiles(before, after) {
  const theirs = new Map(Array.from(after, (entry) => [entry.path, entry]));
  const differences = [];
  for (const entry of before) {
    const other = theirs.get(entry.path);
    theirs.delete(entry.path);
    const what = other === void 0 ? [] : differencesOf(entry, other);
    if (other !== void 0 && what.length === 0) continue;
    const status = other === void 0 ? "removed" : "changed";
    differences.push({ path: entry.path, status, what, ...sizes(entry, other) });
  }
  for (const entry of theirs.values())
    differences.push({ path: entry.path, status: "added", what: [], ...sizes(void 0, entry) });
  return differences.toSorted((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
}
function differencesOf(one, two) {
  if (one.type === "file" && two.type === "file") {
    const isSame = one.size === two.size && one.digest === two.digest;
    return [...isSame ? [] : ["content"], ...one.mode === two.mode ? [] : ["mode"]];
  }
  if (one.type === "symlink" && two.type === "symlink") return one.target === two.target ? [] : ["target"];
  return one.type === two.type ? [] : ["type"];
}
function sizes(before, after) {
  return {
    ...before?.type === "file" && { sizeBefore: before.size },
    ...after?.type === "file" && { sizeAfter: after.size }
  };
}
function fileBytesOf({ entries }) {
  let bytes = 0;
  for (const entry of entries) if (entry.type === "file") bytes += entry.size;
  return bytes;
}

export {
  comparePackages,
  labelOf,
  fileBytesOf
};
