/**
 * True if an object of a JSON text has a key twice. Parsers differ in which of the two they take, so what one program checks may
 * not be what another one uses.
 * @param json a text that `JSON.parse` accepts
 */
export function hasRepeatedKeys(json: string): boolean {
  /** The keys of each open object; undefined for an array. */
  const open: (Set<string> | undefined)[] = [];
  const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;
  let isKeyNext = false;
  for (const [token] of json.matchAll(tokens)) {
    const keys = open.at(-1);
    if (token.startsWith('"')) {
      if (!isKeyNext || keys === undefined) continue;
      const key: string = JSON.parse(token);
      if (keys.has(key)) return true;
      keys.add(key);
      isKeyNext = false;
    } else if (token === "{" || token === "[") {
      open.push(token === "{" ? new Set() : undefined);
      isKeyNext = token === "{";
    } else if (token === "}" || token === "]") {
      open.pop();
      isKeyNext = false;
    } else isKeyNext = token === "," && keys !== undefined;
  }
  return false;
}
