import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { formatGithub } from "../../../src/home/environment/format-github.ts";
import { formatEnvironmentJson } from "../../../src/home/environment/format-json.ts";
import type { PinnedIdentifier } from "../../../src/home/environment/installed-packages.ts";
import { readEnvironment } from "../../../src/home/environment/read-environment.ts";
import { parseIdentifier } from "../../../src/home/model/identifier.ts";
import { type Home, openHome } from "../../../src/home/model/open-home.ts";
import { parseDigest } from "../../../src/oci/digest.ts";
import { temporaryDirectory } from "../../fixtures/commands.ts";
import { goldenCase, unpackGolden } from "../../fixtures/golden.ts";

const facts = goldenCase("toolbox");
const identifiers = Object.keys(facts.source.env);

describe.each([
  ["source", facts.source_home],
  ["target", facts.target_home],
] as const)("in the %s home of the toolbox", (side, pathThen) => {
  const answers = facts[side];

  /** The home at hand, and what OCX said of it where it was then. */
  async function unpack(): Promise<{
    home: Home;
    now: <T>(said: T) => T;
    pin: (identifier: string) => PinnedIdentifier;
  }> {
    const home = await openHome(unpackGolden("toolbox", side, temporaryDirectory()));
    const now = <T>(said: T): T => JSON.parse(JSON.stringify(said).replaceAll(pathThen, home.path));
    const pin = (identifier: string): PinnedIdentifier => {
      const root = now(answers.which[identifier]?.[identifier]?.path ?? "");
      return { ...parseIdentifier(identifier), digest: parseDigest(readFileSync(join(root, "digest"), "utf8")) };
    };
    return { home, now, pin };
  }

  test.each(identifiers)("readEnvironment() of %s is what `ocx package env` printed", async (identifier) => {
    const { home, now, pin } = await unpack();
    const { entries, ...claims } = await readEnvironment(home, [pin(identifier)]);
    const printed = formatEnvironmentJson({ entries, ...claims });
    expect(JSON.stringify(JSON.parse(printed))).toBe(JSON.stringify(now(answers.env[identifier])));
    const { path: GITHUB_PATH, environment: GITHUB_ENV } = formatGithub(entries, {});
    expect({ GITHUB_PATH, GITHUB_ENV }).toEqual(now(answers.ci_github[identifier]));
  });

  test("readEnvironment() of several packages is what `ocx package env --ci=github` wrote", async () => {
    const { home, now, pin } = await unpack();
    const { packages, ...files } = answers.ci_github_together;
    const { entries } = await readEnvironment(home, packages.map(pin));
    const { path: GITHUB_PATH, environment: GITHUB_ENV } = formatGithub(entries, {});
    expect({ GITHUB_PATH, GITHUB_ENV }).toEqual(now(files));
  });

  test.each(["content", "metadata.json", "resolve.json"])(
    "readEnvironment() names all packages without %s",
    async (name) => {
      const { home, pin } = await unpack();
      const ids = ["ocx.sh/acme/hello:2.0.0", "ocx.sh/acme/jdk:21.0.2+13"];
      for (const id of ids) rmSync(join(home.path, "packages", pathOf(pin(id)), name), { recursive: true });
      // The kit needs both of them; native is whole.
      const attempt = readEnvironment(home, [...ids, "ocx.sh/acme/build-kit:3", "ocx.sh/acme/native:5.1"].map(pin));
      const named = ids.map((id) => id.replace("+", "_"));
      await expect(attempt).rejects.toMatchObject({ code: "PACKAGE_NOT_INSTALLED", exitCode: 79 });
      await expect(attempt).rejects.toThrow(new RegExp(named.map((id) => `${id}@sha256`).join(".*, ")));
      await expect(attempt).rejects.toMatchObject({ hint: expect.stringContaining(`ocx package install ${named[0]}`) });
      await expect(attempt).rejects.not.toThrow(/native/);
    },
  );
});

function pathOf({ registry, digest }: PinnedIdentifier): string {
  const hex = digest.slice("sha256:".length);
  return `${registry.replace(":", "_")}/sha256/${hex.slice(0, 2)}/${hex.slice(2, 32)}`;
}
