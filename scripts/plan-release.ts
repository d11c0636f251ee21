/**
 * Checks that a version can be released from the checkout in the working directory.
 *
 *     node scripts/plan-release.ts VERSION NOTES
 *
 * Writes the version's section of CHANGELOG.md to the file NOTES, and `tag`, `major` and `prerelease` to standard output, in the
 * form that GITHUB_OUTPUT takes. Lists everything that is wrong on standard error and ends with 1.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[\dA-Za-z-]+(\.[\dA-Za-z-]+)*)?$/;

/** The text below the heading `## VERSION`, which may go on with a date. Empty if there is none. */
function notesOf(version: string, changelog: string): string {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((text) => text.split(/\s/, 1)[0] === version) ?? "";
  return section.slice(section.indexOf("\n") + 1).trim();
}

function isTagged(tag: string): boolean {
  return execFileSync("git", ["tag", "--list", tag], { encoding: "utf8" }).trim() !== "";
}

const [version = "", notesFile = "NOTES.md"] = process.argv.slice(2);
const [, major, , , suffix] = VERSION.exec(version) ?? [];
const tag = `v${version}`;
const about: unknown = JSON.parse(readFileSync("package.json", "utf8"));
const packaged = String(Object(about).version);
const notes = notesOf(version, readFileSync("CHANGELOG.md", "utf8"));

const problems = [
  ...(major === undefined ? [`"${version}" is not a version, expected for example 1.2.3 or 1.2.3-rc.1`] : []),
  ...(packaged === version ? [] : [`package.json has version ${packaged}, expected ${version}`]),
  ...(notes === "" ? [`CHANGELOG.md has no text below a heading "## ${version}"`] : []),
  ...(isTagged(tag) ? [`The tag ${tag} exists already`] : []),
];
for (const problem of problems) console.error(`error: ${problem}`);
if (problems.length > 0) process.exitCode = 1;
else {
  writeFileSync(notesFile, `${notes}\n`);
  console.log(`tag=${tag}\nmajor=v${major}\nprerelease=${suffix !== undefined}`);
}
