import { join } from "node:path";
import { expect } from "vitest";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { startDistribution } from "../fixtures/registries.ts";
import { exportTools, fileInput, importTools, toolHome } from "../fixtures/tool-homes.ts";
import { needs, run } from "../fixtures/tools.ts";
import { sha256 } from "../fixtures/tree.ts";

const text = Array.from({ length: 500 }, (_, n) => sha256(`${n}`)).join("\n");

needs(
  "docker-registry",
  "oras",
  "skopeo",
)("oras and skopeo carry a delta through a registry like any artifact, and it is imported from there", async () => {
  const at = temporaryDirectory();
  const path = (name: string): string => join(at, name);
  const [old, next] = ["1", "2"].map((tag) => ({ tool: { tag, layers: [{ "bin/tool": text + tag }] } })) as [
    { tool: { tag: string; layers: { "bin/tool": string }[] } },
    { tool: { tag: string; layers: { "bin/tool": string }[] } },
  ];
  await exportTools(toolHome(path("one"), old), old, path("1.tar"));
  const output = { kind: "layout", path: path("layout") } as const;
  const bases = [fileInput(path("1.tar"))];
  const { bundle } = await exportTools(toolHome(path("two"), next), next, "", { output, name: "tools", bases });
  expect(bundle.delta).toMatchObject({ patched: 1 });

  await using registry = await startDistribution(at);
  const reference = `${registry.host}/acme/tools:delta`;
  run("oras", ["cp", "--from-oci-layout", `${path("layout")}:tools`, "--to-plain-http", reference]);
  const copied = path("copied");
  const copy = ["--insecure-policy", "copy", "-q", "--src-tls-verify=false"];
  run("skopeo", [...copy, `docker://${reference}`, `oci:${copied}:tools`]);
  const manifest = JSON.parse(run("oras", ["manifest", "fetch", "--plain-http", reference]).toString());
  expect(manifest.artifactType).toBe("application/vnd.ocx-bundle.delta.v1");

  for (const source of [fileInput(copied), { kind: "registry", reference } as const]) {
    const home = path(`home-${source.kind}`);
    await importTools(path("1.tar"), home);
    const imported = await importTools("", home, { source, ...(bundle.digest && { digest: bundle.digest }) });
    expect(imported).toMatchObject({ changed: true, bundle: { digest: bundle.digest } });
  }
  const [first, second] = ["home-file", "home-registry"].map((name) => describeHome(path(name), path(name)));
  expect(first).toEqual(second);
});
