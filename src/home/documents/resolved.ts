import { formatIdentifier, type Identifier, parseIdentifier } from "../model/identifier.ts";
import { fieldsOf } from "./fields.ts";
import { array, formatPretty, object, parseJsonTree, string } from "./json-tree.ts";
import { hasInterface, isVisibility, joinVisibility, type Visibility } from "./visibility.ts";

/** One package of a closure as `resolve.json` has it. */
export interface ResolvedDependency {
  /** `registry/repository[:tag]@leaf`; the tag is advisory. */
  readonly identifier: string;
  readonly visibility: Visibility;
}

/** The same with the key that tells entries apart: the identifier without its tag. */
export interface ResolvedEntry extends ResolvedDependency {
  readonly key: string;
}

/** A direct dependency, and all its own dependencies. */
export interface DirectDependency {
  readonly identifier: Identifier;
  readonly visibility: Visibility;
  readonly brings: readonly ResolvedEntry[];
}

/**
 * All dependencies of a package, with their visibility from it: each direct one comes after its own dependencies. One that is
 * reached on several ways keeps its first place and spelling, and gets the joint visibility of these ways.
 * Source: OCX, `package/resolved_package.rs`.
 */
export function composeResolved(direct: readonly DirectDependency[]): readonly ResolvedEntry[] {
  const all = new Map<string, ResolvedEntry>();
  const add = (entry: ResolvedEntry, visibility: Visibility): void => {
    const known = all.get(entry.key);
    all.set(
      entry.key,
      known === undefined
        ? { ...entry, visibility }
        : { ...known, visibility: joinVisibility(known.visibility, visibility) },
    );
  };
  for (const { identifier, visibility, brings } of direct) {
    for (const further of brings) add(further, hasInterface(further.visibility) ? visibility : "sealed");
    add({ identifier: formatIdentifier(identifier), key: keyOf(identifier), visibility }, visibility);
  }
  return [...all.values()];
}

function keyOf({ tag: _advisory, ...identity }: Identifier): string {
  return formatIdentifier(identity);
}

/** The text of `resolve.json`. */
export function formatResolved(dependencies: readonly ResolvedDependency[]): string {
  const items = dependencies.map(({ identifier, visibility }) =>
    object([
      ["identifier", string(identifier)],
      ["visibility", string(visibility)],
    ]),
  );
  return formatPretty(object([["dependencies", array(items)]]));
}

/**
 * Reads a `resolve.json`, and refuses what OCX refuses: it fails on such a package, and never repairs it.
 * @throws BundleError `DOCUMENT_INVALID`
 */
export function parseResolved(bytes: Uint8Array, what: string): readonly ResolvedDependency[] {
  const fields = fieldsOf(parseJsonTree(bytes, what), what, "DOCUMENT_INVALID");
  // OCX refuses it too: a later version may have meant something by it.
  if (fields.tree.members.some(({ key }) => key !== "dependencies")) return fields.refuse("it has an unknown key");
  return fields.items("dependencies").map((item) => {
    const dependency = fieldsOf(item, `a dependency of ${what}`, "DOCUMENT_INVALID");
    const visibility = dependency.requiredText("visibility");
    if (!isVisibility(visibility)) return dependency.refuse(`"${visibility}" is not a visibility`);
    const identifier = dependency.requiredText("identifier");
    const { digest } = parseIdentifier(identifier, undefined, { refuse: dependency.refuse });
    return digest === undefined ? dependency.refuse(`"${identifier}" has no digest`) : { identifier, visibility };
  });
}
