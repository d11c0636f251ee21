import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { MAIN } from "../fixtures/command-line.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { scratch } from "../fixtures/import.ts";
import { MACHINE, NODE } from "../fixtures/runner.ts";
import { bundleToolbox } from "../fixtures/toolbox.ts";
import { needs, run } from "../fixtures/tools.ts";
import { sendFile } from "../fixtures/web-server.ts";

const made = scratch();
afterAll(made.remove);
let bytes = Buffer.alloc(0);
beforeAll(async () => {
  bytes = readFileSync(await bundleToolbox(made.path));
}, 60_000);

/** A file server with a certificate of its own authority, which takes only one password. */
async function serveSecurely(): Promise<{ readonly url: string; readonly authority: string }> {
  const directory = temporaryDirectory();
  const [key, certificate] = [join(directory, "key.pem"), join(directory, "certificate.pem")];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"];
  const pair = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key, "-out", certificate];
  run("openssl", ["req", "-x509", "-days", "2", ...pair, ...subject]);
  const server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (request, response) => {
    if (request.headers.authorization === `Basic ${btoa("me:top-secret")}`) sendFile({ bytes }, request, response);
    else response.writeHead(401).end("who are you?");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { url: `https://127.0.0.1:${address.port}/toolbox.tar?sig=top-secret`, authority: certificate };
}

/** As {@link run} of the command line, while this process serves. */
async function ended(args: readonly string[], variables: Readonly<Record<string, string>> = {}) {
  const env = { ...MACHINE, HOME: "/nonexistent", ...variables };
  const child = spawn(NODE, [MAIN, ...args], { env });
  let [text, errors] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => void (text += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => void (errors += chunk.toString()));
  const status = await new Promise<number | null>((resolve) => child.once("close", resolve));
  expect(`${text}${errors}`).not.toMatch(/top-secret|bWU6dG9w/);
  return { status, text, errors };
}

const LOGIN = { OCX_BUNDLE_USERNAME: "me", OCX_BUNDLE_PASSWORD: "top-secret" };

needs("openssl")(
  "an address is imported over TLS with the authority and the password of the user, and no secret is shown",
  async () => {
    const { url, authority } = await serveSecurely();
    const home = join(temporaryDirectory(), "ocx");
    const platform = ["--platform", "linux/amd64+libc.glibc"];
    const args = ["import", url, "--home", home, "--ca-file", authority, ...platform];
    const imported = await ended(args, LOGIN);
    expect(imported.errors).toContain("Fetching 0 B of 33.8 kB from https://127.0.0.1:");
    expect(imported.text).toContain("Fetched 33.8 kB of a bundle of 33.8 kB.");
    expect(imported.status).toBe(0);
    expect(readFileSync(join(home, ".ocx-bundle/imports.jsonl"), "utf8")).not.toContain("top-secret");
    const again = await ended([...args, "--json", "--verbose"], LOGIN);
    expect(again.errors).toMatch(/GET 127\.0\.0\.1:\d+\/toolbox\.tar: 206 in /);
    expect(JSON.parse(again.text)).toMatchObject({ changed: false, fetched: { missing: 0 } });
    const checked = await ended(["verify", url, "--json"], { ...LOGIN, NODE_EXTRA_CA_CERTS: authority });
    expect(JSON.parse(checked.text)).toMatchObject({ size: bytes.length });
  },
);

needs("openssl")("without the authority or the password the failure says what to set", async () => {
  const { url, authority } = await serveSecurely();
  const strange = await ended(["inspect", url, "--json"], LOGIN);
  expect(JSON.parse(strange.text).error ?? JSON.parse(strange.text)).toMatchObject({ code: "NETWORK_FAILED" });
  expect(strange.text).toContain("--ca-file");
  const unknown = await ended(["inspect", url, "--ca-file", authority]);
  expect(unknown.status).toBe(80);
  expect(unknown.errors).toMatch(/127\.0\.0\.1:\d+ asks for credentials, status 401/);
  const wrong = await ended(["inspect", url, "--ca-file", MAIN]);
  expect(wrong.status).toBe(64);
});

test("--ca-file without an address is refused", async () => {
  const { status, errors } = await ended(["inspect", "toolbox.tar", "--ca-file", MAIN]);
  expect(status).toBe(64);
  expect(errors).toContain("--ca-file");
});
