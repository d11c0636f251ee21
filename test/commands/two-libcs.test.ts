import { join } from "node:path";
import { expect, test } from "vitest";
import { exportBundle } from "../../src/commands/export-bundle.ts";
import { importBundle } from "../../src/commands/import-bundle.ts";
import { inspectBundle } from "../../src/commands/inspect-bundle.ts";
import { verifyBundle } from "../../src/commands/verify-bundle.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { AMD64, buildHome, GLIBC, MUSL } from "../fixtures/home.ts";

const PLATFORM = "linux/amd64+libc.glibc";

test("a bundle with packages for two libcs is read as it was resolved: for the one that was wanted", async () => {
  const directory = temporaryDirectory();
  const builder = buildHome(join(directory, "home"));
  const [glibc, musl] = ["glibc", "musl"].map((name) => builder.leaf("ocx.sh", { layers: { [name]: { lib: name } } }));
  if (glibc === undefined || musl === undefined) throw new Error("expected two leaves");
  const lib = builder.index("ocx.sh", [
    { leaf: glibc, platform: GLIBC },
    { leaf: musl, platform: MUSL },
  ]);
  const tool = builder.leaf("ocx.sh", { config: { dependencies: [{ identifier: `ocx.sh/lib@${lib}` }] } });
  builder.tags("ocx.sh", "tool", { "1": builder.index("ocx.sh", [{ leaf: tool, platform: AMD64 }]) });
  builder.tags("ocx.sh", "other", { "1": builder.index("ocx.sh", [{ leaf: musl, platform: MUSL }]) });

  const declaration = { kind: "packages", identifiers: ["tool:1", "other:1"] } as const;
  const source = { kind: "file", path: join(directory, "bundle.tar") } as const;
  const request = { home: builder.path, declaration, output: source, platform: PLATFORM, dryRun: false };
  const { bundle } = await exportBundle(request, surroundings(), listener());
  const packages = bundle.packages.map(({ digest }) => digest);
  expect(packages.toSorted()).toEqual([tool, glibc, musl].toSorted());

  expect(await inspectBundle({ source }, surroundings())).toMatchObject({
    platform: PLATFORM,
    packages: packages.map((digest) => ({ digest })),
  });
  await verifyBundle({ source }, surroundings(), listener());
  const options = { select: false, onConflict: "fail", allowUnverified: false, durable: false, dryRun: true } as const;
  const wish = { source, home: join(directory, "target"), packages: ["tool"], platform: PLATFORM, ...options };
  const imported = await importBundle(wish, surroundings(), listener());
  expect(imported.packages.map(({ digest }) => digest)).toEqual([glibc, tool]);
});
