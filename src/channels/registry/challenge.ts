/** One challenge of a header `WWW-Authenticate`. */
export interface Challenge {
  /** In lower case: `bearer`, `basic`. */
  readonly scheme: string;
  /** Names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** Characters of a header that are read: enough for any challenge. */
const LONGEST = 64 * 1024;

const TOKEN = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/y;
const SEPARATORS = /[\s,]*/y;
const BLANKS = /[ \t]*/y;
/** Of the form that `Negotiate` and `NTLM` have, in the place of parameters. */
const TOKEN68 = /[A-Za-z0-9._~+/-]+=*(?=[ \t]*(?:,|$))/y;

/**
 * Reads all challenges of a header, several of which may stand in one. Commas also separate parameters, and quoted values may
 * contain them. Ends at the first character that fits nowhere; the challenges in front of it are kept.
 * Source: RFC 9110, 11.6.1.
 */
export function parseChallenges(header: string): readonly Challenge[] {
  const text = header.slice(0, LONGEST);
  const challenges: { readonly scheme: string; readonly parameters: Map<string, string> }[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const [all, inner = all] = pattern.exec(text) ?? [];
    at += all?.length ?? 0;
    return inner;
  };
  for (;;) {
    take(SEPARATORS);
    const name = take(TOKEN)?.toLowerCase();
    if (name === undefined) return challenges;
    take(BLANKS);
    const parameters = challenges.at(-1)?.parameters;
    if (text[at] === "=" && parameters !== undefined) {
      at++;
      take(BLANKS);
      const quoted = take(QUOTED);
      const value = quoted?.replaceAll(/\\(.)/g, "$1") ?? take(TOKEN);
      if (value === undefined) return challenges;
      if (!parameters.has(name)) parameters.set(name, value);
      continue;
    }
    challenges.push({ scheme: name, parameters: new Map() });
    take(TOKEN68);
  }
}
