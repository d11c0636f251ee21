/** Actions that a token allows on a repository. Source: distribution, docs/content/spec/auth/scope.md. */
export type Action = "pull" | "push";

/** The scope of a token for a repository. */
export function repositoryScope(repository: string, actions: readonly Action[]): string {
  return `repository:${repository}:${actions.join(",")}`;
}

/** All scopes, one for each resource; `scopes` itself when they already allow everything in `more`. */
export function mergeScopes(scopes: readonly string[], more: readonly string[]): readonly string[] {
  const merged = new Map<string, Set<string>>();
  for (const scope of [...scopes, ...more]) {
    const { resource, actions } = partsOf(scope);
    const all = merged.get(resource) ?? new Set();
    for (const action of actions) all.add(action);
    merged.set(resource, all);
  }
  const joined = Array.from(merged, ([resource, actions]) => `${resource}:${[...actions].join(",")}`);
  return joined.join(" ") === scopes.join(" ") ? scopes : joined;
}

/** A resource's name may contain colons, so the actions stand behind the last one. */
function partsOf(scope: string): { readonly resource: string; readonly actions: readonly string[] } {
  const colon = scope.lastIndexOf(":");
  return { resource: scope.slice(0, colon), actions: scope.slice(colon + 1).split(",") };
}
