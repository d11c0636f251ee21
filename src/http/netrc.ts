/** A user name and a password. */
export interface Login {
  readonly username: string;
  readonly password: string;
}

/** A word, in quotes or not; or the end of a macro, which is an empty line. Source: curl, docs/cmdline-opts/netrc.md. */
const WORD = /"((?:[^"\\]|\\.)*)"|(\S+)/g;

/**
 * Finds the entry of a host in the text of a `.netrc`. Ignores `default`: it would send a password to every host.
 * @param host without port
 */
export function loginFor(text: string, host: string): Login | undefined {
  const words = Array.from(
    withoutMacros(text).matchAll(WORD),
    ([word, quoted]) => quoted?.replace(/\\(.)/g, "$1") ?? word,
  );
  for (let at = 0; at < words.length; at++) {
    if (words[at] !== "machine" || words[at + 1]?.toLowerCase() !== host.toLowerCase()) continue;
    const entry = entryFrom(words, at + 2);
    if (entry !== undefined) return entry;
  }
  return undefined;
}

/** Reads `login` and `password` up to the next entry; undefined unless both are there. */
function entryFrom(words: readonly string[], start: number): Login | undefined {
  let username: string | undefined;
  let password: string | undefined;
  for (let at = start; at < words.length && words[at] !== "machine" && words[at] !== "default"; at += 2) {
    if (words[at] === "login") username = words[at + 1];
    if (words[at] === "password") password = words[at + 1];
  }
  return username === undefined || password === undefined ? undefined : { username, password };
}

/** Removes comments, and macros: each ends with an empty line. */
function withoutMacros(text: string): string {
  let inMacro = false;
  return text
    .split(/\r?\n/)
    .filter((line) => {
      if (/^\s*macdef\s/.test(line)) inMacro = true;
      if (line.trim() === "") inMacro = false;
      return !inMacro && !/^\s*#/.test(line);
    })
    .join("\n");
}
