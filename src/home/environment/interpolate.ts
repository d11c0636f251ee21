import { BundleError } from "../../errors.ts";
import { MAX_ENVIRONMENT } from "../../limits.ts";
import { excerpt } from "../../printable.ts";

/** Limit of one resolved value, in bytes: with `self.env` a short document could double a value in each line. Source: OCX. */
const VALUE_LIMIT = 64 * 1024;

/** The values of the tokens of one package. */
export interface TemplateScope {
  /** Name of the resolved variable in messages: `JAVA_HOME of ocx.sh/acme/jdk:21@sha256:…`. */
  readonly subject: string;
  readonly installPath: string;
  /** The `content/` of each declared dependency, by the dependency's name. */
  readonly dependencies: ReadonlyMap<string, string>;
  /** Resolved values of earlier variables; two values make a key ambiguous. Absent where `self.env` is not allowed. */
  readonly earlier?: ReadonlyMap<string, readonly string[]>;
  /** Checks that the path of a dependency exists; absent when the value is not visible to users. */
  readonly exists?: (path: string) => boolean;
  /** Counts the bytes of all values of an environment. */
  readonly room?: Room;
}

/** Bytes that the values of an environment may still take. */
export interface Room {
  left: number;
}

/** Room for one environment. */
export function roomOfEnvironment(): Room {
  return { left: MAX_ENVIRONMENT };
}

type Segment =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "installPath" }
  | { readonly kind: "dependency"; readonly name: string }
  | { readonly kind: "variable"; readonly key: string };

/**
 * Replaces OCX's `${…}` tokens in one pass: replacements are not scanned for tokens.
 * @throws BundleError `METADATA_INVALID`; `LIMIT_EXCEEDED` when there is no room left; `PACKAGE_NOT_INSTALLED` when the content of a
 * named dependency is not there
 */
export function interpolate(template: string, scope: TemplateScope): string {
  const segments = [...scan(template, scope)];
  // Before any look-up, as in OCX: a token that is not allowed wins over a dependency that is not installed.
  if (!scope.earlier && segments.some(({ kind }) => kind === "variable")) {
    throw invalidTemplate(scope, "`${self.env.…}` is not allowed here");
  }
  const parts: string[] = [];
  let size = 0;
  for (const segment of segments) {
    const part = resolve(segment, scope);
    size += Buffer.byteLength(part);
    if (size > VALUE_LIMIT) throw invalidTemplate(scope, `it grows beyond ${VALUE_LIMIT} bytes`);
    parts.push(part);
  }
  takeRoom(size, scope);
  return parts.join("");
}

/** Each value is bounded, but thousands of them may have the same long one in them. */
function takeRoom(size: number, { subject, room }: TemplateScope): void {
  if (room === undefined) return;
  room.left -= size;
  if (room.left >= 0) return;
  const what = `the values of the environment take over ${MAX_ENVIRONMENT} bytes`;
  throw new BundleError("LIMIT_EXCEEDED", `Cannot resolve ${subject}: ${what}`);
}

/** `$${` is a literal `${`, `${…}` a token up to the first `}`, and everything else text, an unclosed `${` too. */
function* scan(template: string, scope: TemplateScope): Generator<Segment> {
  // After the last `}` there are no tokens. Searching there for one would be quadratic in a publisher's input.
  const end = template.lastIndexOf("}") + 1;
  let done = 0;
  for (const { index, 0: match, 1: body } of template.slice(0, end).matchAll(/\$\$\{|\$\{([^}]*)\}/g)) {
    if (index > done) yield { kind: "text", text: template.slice(done, index) };
    yield body === undefined ? { kind: "text", text: "${" } : parseToken(body, scope);
    done = index + match.length;
  }
  yield { kind: "text", text: template.slice(done).replaceAll("$${", () => "${") };
}

function parseToken(body: string, scope: TemplateScope): Segment {
  const colon = body.indexOf(":");
  const base = colon < 0 ? body : body.slice(0, colon);
  const token = parseBase(base);
  if (!token) {
    throw invalidTemplate(scope, `\`\${${excerpt(body)}}\` is not an OCX token; write \`$\${\` for a literal \`\${\``);
  }
  if (colon < 0) return token;
  const suffix = body.slice(colon + 1);
  if (token.kind === "variable")
    throw invalidTemplate(scope, `\`\${${excerpt(body)}}\` cannot take \`:${excerpt(suffix)}\``);
  // Both render alike: only Windows has two spellings of a path.
  if (suffix === "native" || suffix === "posix") return token;
  throw invalidTemplate(
    scope,
    `\`:${excerpt(suffix)}\` in \`\${${excerpt(body)}}\` is unknown, expected \`:native\` or \`:posix\``,
  );
}

function parseBase(base: string): Exclude<Segment, { kind: "text" }> | undefined {
  if (base === "installPath" || base === "self.installPath") return { kind: "installPath" };
  const [, key] = /^self\.env\.([A-Za-z_][A-Za-z0-9_]*)$/.exec(base) ?? [];
  if (key !== undefined) return { kind: "variable", key };
  const [, name] = /^deps\.([a-z0-9][a-z0-9_-]{0,63})\.installPath$/.exec(base) ?? [];
  return name === undefined ? undefined : { kind: "dependency", name };
}

function resolve(segment: Segment, scope: TemplateScope): string {
  switch (segment.kind) {
    case "text":
      return segment.text;
    case "installPath":
      return scope.installPath;
    case "dependency":
      return dependencyPath(segment.name, scope);
    case "variable":
      return earlierValue(segment.key, scope);
  }
}

function dependencyPath(name: string, scope: TemplateScope): string {
  const path = scope.dependencies.get(name);
  if (path === undefined) {
    const names = [...scope.dependencies.keys()].toSorted().join(", ") || "none";
    throw invalidTemplate(scope, `dependency "${name}" is not declared, expected one of: ${names}`);
  }
  if (scope.exists && !scope.exists(path)) {
    throw new BundleError(
      "PACKAGE_NOT_INSTALLED",
      `Cannot resolve ${scope.subject}: dependency "${name}" is not at ${path}`,
    );
  }
  return path;
}

function earlierValue(key: string, scope: TemplateScope): string {
  const [value, second] = scope.earlier?.get(key) ?? [];
  if (value === undefined)
    throw invalidTemplate(scope, `\`\${self.env.${key}}\` is not set by an earlier variable of the package`);
  if (second !== undefined) throw invalidTemplate(scope, `\`\${self.env.${key}}\` is set twice, expected once`);
  return value;
}

function invalidTemplate(scope: TemplateScope, reason: string): BundleError {
  return new BundleError("METADATA_INVALID", `Cannot resolve ${scope.subject}: ${reason}`);
}
