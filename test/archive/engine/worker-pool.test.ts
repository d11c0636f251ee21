import { join } from "node:path";
import { expect, test } from "vitest";
import { startWorkers } from "../../../src/archive/engine/worker-pool.ts";
import { BundleError } from "../../../src/errors.ts";
import { asByteString } from "../../../src/tar/byte-string.ts";
import { temporary } from "../trees.ts";

const walk = (root: string) =>
  ({ kind: "walk", root, name: "content", prefix: "p/", directories: [asByteString("")], budget: 1e9 }) as const;

test("a worker that ends fails its tasks instead of hanging, and those that come later", async () => {
  const pool = startWorkers(1);
  const running = pool.run(walk("/usr")).catch((error: unknown) => error);
  await pool.close();
  expect(await running).toMatchObject({ code: "INTERNAL" });
  await expect(pool.run(walk("/usr"))).rejects.toMatchObject({ code: "INTERNAL" });
});

test("a coded failure crosses with code, message, hint and cause", async () => {
  await using temp = await temporary();
  const missing = join(temp.path, "missing");
  const pool = startWorkers(1);
  const failure = await pool.run(walk(missing)).catch((error: unknown) => error);
  expect(failure).toMatchObject({ name: "BundleError", code: "FILE_NOT_FOUND", exitCode: 79 });
  expect(failure).toMatchObject({
    message: expect.stringContaining(missing),
    hint: new BundleError("FILE_NOT_FOUND", "").hint,
    cause: { message: expect.stringContaining("ENOENT") },
  });
  await pool.close();
});

test("a bug crosses as a plain error with the worker's stack", async () => {
  const pool = startWorkers(1);
  const broken = { ...walk("/usr"), directories: undefined } as never;
  const failure = await pool.run(broken).catch((error: unknown) => error);
  expect(failure).not.toHaveProperty("code");
  expect(failure).toMatchObject({ stack: expect.stringContaining("walk-tree") });
  await pool.close();
});

test("idle workers do not keep the process alive", async () => {
  const { spawnSync } = await import("node:child_process");
  const script = `import { startWorkers } from "./src/archive/engine/worker-pool.ts";
    await startWorkers(2).run({ kind: "link", items: [], budget: 1 }); console.log("done");`;
  const run = spawnSync(process.execPath, ["--input-type=module-typescript", "-e", script], {
    encoding: "utf8",
    timeout: 20_000,
  });
  expect(run).toMatchObject({ stdout: "done\n", status: 0 });
});
