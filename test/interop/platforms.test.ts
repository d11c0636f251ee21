import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fetchBundle } from "../../src/commands/fetch-bundle.ts";
import { importBundle } from "../../src/commands/import-bundle.ts";
import { mergeBundles } from "../../src/commands/merge-bundles.ts";
import { runStore } from "../../src/commands/run-store.ts";
import { sendBundle } from "../../src/commands/send-bundle.ts";
import type { Input } from "../../src/options/requests/input.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { bundlesOfPlatforms, ON } from "../fixtures/platforms.ts";
import { startDistribution } from "../fixtures/registries.ts";
import { lacks, run } from "../fixtures/tools.ts";

// A bundle for several platforms goes through the registries and the tools of others, and is the same behind them.

const AROUND = surroundings({ variables: { TMPDIR: "/tmp" } });

function importInto(home: string, source: Input, platform: string = ON.arm) {
  const defaults = { packages: [], select: false, onConflict: "update", allowUnverified: false } as const;
  const request = { source, home, platform, ...defaults, durable: false, dryRun: false };
  return importBundle(request, AROUND, listener());
}

test.skipIf(lacks("docker-registry", "registry", "skopeo", "regctl", "oras"))(
  "skopeo, regctl and oras copy a bundle for several platforms between registries; each platform is imported from there",
  async () => {
    const directory = temporaryDirectory();
    const made = await bundlesOfPlatforms(directory);
    const path = join(directory, "merged.tar");
    const sources = (["musl", "arm", "glibc"] as const).map(
      (name): Input => ({ kind: "file", path: made.bundle(name).path }),
    );
    const { bundle } = await mergeBundles(
      { sources, output: { kind: "file", path }, name: "tools" },
      AROUND,
      listener(),
    );
    const stores = ["one", "two"].map((name) => join(directory, name));
    for (const store of stores) mkdirSync(store);
    await using one = await startDistribution(stores[0] ?? "");
    await using two = await startDistribution(stores[1] ?? "", { program: "registry" });
    const reference = `${one.host}/acme/tools:1`;
    const destination = { channel: "registry", reference } as const;
    const sent = await sendBundle({ source: { kind: "file", path }, destination }, AROUND, listener());
    expect(sent).toMatchObject({ status: "sent", bundle });
    expect(await sendBundle({ source: { kind: "file", path }, destination }, AROUND, listener())).toMatchObject({
      status: "kept",
    });

    const unsafe = ["--src-tls-verify=false", "--dest-tls-verify=false"];
    run("skopeo", ["copy", "--all", ...unsafe, `docker://${reference}`, `docker://${two.host}/acme/tools:skopeo`]);
    const plain = ["--host", `reg=${one.host},tls=disabled`, "--host", `reg=${two.host},tls=disabled`];
    run("regctl", [...plain, "image", "copy", reference, `${two.host}/acme/tools:regctl`]);
    run("oras", ["cp", "--from-plain-http", "--to-plain-http", reference, `${two.host}/acme/tools:oras`]);
    const layout = join(directory, "layout");
    run("skopeo", ["copy", "--all", "--src-tls-verify=false", `docker://${reference}`, `oci:${layout}:tools`]);

    const alone = join(directory, "alone");
    await importInto(alone, { kind: "file", path: made.bundle("arm").path });
    const places: Input[] = [
      { kind: "file", path: layout },
      ...["skopeo", "regctl", "oras"].map(
        (tag): Input => ({ kind: "registry", reference: `${two.host}/acme/tools:${tag}@${bundle.digest}` }),
      ),
    ];
    for (const [place, source] of places.entries()) {
      const home = join(directory, `home-${place}`);
      const imported = await importInto(home, source);
      expect(imported.bundle).toMatchObject({
        digest: bundle.digest,
        manifestDigest: made.bundle("arm").digest,
      });
      expect(describeHome(home, home)).toEqual(describeHome(alone, alone));
      // Layers of other platforms stay where they are.
      const { bytes = 0, size = 1 } = imported.fetched ?? {};
      expect(bytes / size).toBeLessThan(0.8);
    }
    // Back from a registry, the tar is the one that was merged.
    const fetched = join(directory, "fetched.tar");
    const origin = { channel: "registry", reference: `${two.host}/acme/tools:oras` } as const;
    await fetchBundle({ origin, output: fetched, name: "tools" }, AROUND, listener());
    expect(readFileSync(fetched).equals(readFileSync(path))).toBe(true);
    // Merged from registries.
    await sendBundle(
      {
        source: { kind: "file", path: made.bundle("arm").path },
        destination: { ...destination, reference: `${one.host}/acme/arm:1` },
      },
      AROUND,
      listener(),
    );
    rmSync(fetched);
    await mergeBundles(
      {
        sources: [
          { kind: "registry", reference: `${one.host}/acme/arm:1`, name: "tools-arm" },
          ...sources.filter((source) => source.kind === "file" && !source.path.includes("arm")),
        ],
        output: { kind: "file", path: fetched },
        name: "tools",
      },
      AROUND,
      listener(),
    );
    expect(readFileSync(fetched).equals(readFileSync(path))).toBe(true);
    // A store keeps all of it.
    const store = join(directory, "store");
    const added = await runStore({ action: "add", store, source: { kind: "file", path } }, AROUND, listener());
    expect(added).toMatchObject({ digest: bundle.digest });
    expect(
      (await importInto(join(directory, "from-store"), { kind: "file", path: store }, ON.musl)).bundle.digest,
    ).toBe(bundle.digest);
  },
);
