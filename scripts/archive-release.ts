/**
 * Packs what is released from the commit that is checked out in the working directory.
 *
 *     node scripts/archive-release.ts VERSION DIRECTORY
 *
 * Writes `ocx-bundle-VERSION.tar.gz` and SHA256SUMS into DIRECTORY. The archive is the same wherever it is made of that commit: git
 * takes names, modes and times from the commit, and gzip is told to note neither name nor time.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The program, both actions, and what npm needs to install it. */
const RELEASED = ["action.yml", "import", "dist", "docs", "package.json", "README.md", "CHANGELOG.md", "LICENSE"];

const [version = "", directory = "."] = process.argv.slice(2);
const name = `ocx-bundle-${version}`;
const large = { maxBuffer: 2 ** 28 };
// A umask in the configuration of git would change modes.
const tar = execFileSync(
  "git",
  ["-c", "tar.umask=0022", "archive", "--format=tar", `--prefix=${name}/`, "HEAD", ...RELEASED],
  large,
);
const archive = execFileSync("gzip", ["-n", "-9"], { ...large, input: tar });
mkdirSync(directory, { recursive: true });
writeFileSync(join(directory, `${name}.tar.gz`), archive);
const digest = createHash("sha256").update(archive).digest("hex");
writeFileSync(join(directory, "SHA256SUMS"), `${digest}  ${name}.tar.gz\n`);
