import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { ReleaseAddress } from "../../../src/channels/address/address.ts";
import type { Channel } from "../../../src/channels/address/channel.ts";
import { releaseChannel } from "../../../src/channels/github/release/release.ts";
import type { LocalFile, TransferReporter } from "../../../src/http/transfer.ts";
import { perform } from "../../fixtures/channels.ts";
import { temporaryDirectory } from "../../fixtures/commands.ts";
import { type Emulator, type EmulatorOptions, openEmulator } from "../../fixtures/github/emulator.ts";
import { callOfficial } from "../../fixtures/github/official-clients.ts";
import type { Asset, SeededAsset, SeededRelease } from "../../fixtures/github/release-store.ts";
import { shortenPauses } from "../../fixtures/short-pauses.ts";
import { needs, run } from "../../fixtures/tools.ts";
import { sha256 } from "../../fixtures/tree.ts";

shortenPauses();

const NAME = "toolbox.tar";
const TAG = "v1.2.0";
/** Small enough that a file of a few KiB goes in several. */
const PART = 1000;

interface Place {
  readonly github: Emulator;
  /** Of the release `TAG`, by name. */
  readonly assets: () => Record<string, Asset>;
  readonly bytesOf: (name: string) => Promise<string>;
  readonly directory: string;
  readonly open: (changes?: Partial<ReleaseAddress>, watch?: Partial<TransferReporter>) => Channel;
  readonly said: string[];
}

async function openPlace(options: EmulatorOptions = {}): Promise<Place> {
  const github = await openEmulator(options);
  onTestFinished(() => github[Symbol.asyncDispose]());
  const said: string[] = [];
  const list = (): readonly Asset[] => github.releases.find(TAG)?.assets ?? [];
  return {
    github,
    said,
    directory: temporaryDirectory(),
    assets: () => Object.fromEntries(list().map((asset) => [asset.name, asset])),
    bytesOf: async (name) => {
      const asset = list().find((each) => each.name === name);
      if (asset === undefined) throw new Error(`no asset ${name}`);
      return (await github.read(asset.blob)).toString("latin1");
    },
    open: (changes, watch) =>
      releaseChannel(addressAt(github, changes), {
        say: (text) => said.push(text),
        progress: () => {},
        signal: new AbortController().signal,
        ...watch,
      }),
  };
}

function addressAt(github: Emulator, changes: Partial<ReleaseAddress> = {}): ReleaseAddress {
  return {
    channel: "release",
    repository: { owner: "acme", name: "tools" },
    tag: TAG,
    create: false,
    overwrite: false,
    api: { url: github.apiUrl, token: github.apiToken() },
    ...changes,
  };
}

/** A release, published unless said otherwise, with assets. */
async function seed({ github }: Place, assets: readonly SeededAsset[] = [], release: Partial<SeededRelease> = {}) {
  const { id } = github.releases.add({ tag: TAG, ...release });
  for (const asset of assets) await github.releases.addAsset(id, asset);
  return id;
}

/** A file that no two places have alike: parts that were swapped would show. */
function makeFile(directory: string, size: number, kind = "a"): LocalFile {
  const blocks = Array.from({ length: Math.ceil(size / 64) }, (_, index) => sha256(`${kind}${index}`));
  const bytes = Buffer.from(blocks.join("")).subarray(0, size);
  const path = join(directory, `local-${kind}-${size}`);
  writeFileSync(path, bytes);
  return { path, size, digest: `sha256:${sha256(bytes)}` };
}

const uploads = ({ github }: Place): string[] =>
  github.requests
    .filter(({ service, status }) => service === "upload" && status === 201)
    .map(({ url }) => new URL(url).searchParams.get("name") ?? "");

const text = (path: string): string => readFileSync(path, "latin1");

test("a file is sent with a checksum file beside it, and fetched again", async () => {
  const place = await openPlace();
  await seed(place);
  const file = makeFile(place.directory, 5000);
  const progress: [number, number][] = [];
  const channel = place.open({}, { progress: (...heard) => void progress.push(heard) });

  expect(await channel.send(file, NAME)).toEqual({
    status: "sent",
    url: `https://github.com/acme/tools/releases/download/${TAG}/${NAME}`,
    names: [NAME, `${NAME}.sha256`],
  });
  expect(uploads(place)).toEqual([NAME, `${NAME}.sha256`]);
  expect(await place.bytesOf(NAME)).toBe(text(file.path));
  expect(progress.at(-1)).toEqual([5000 + 78, 5000 + 78]);

  const into = temporaryDirectory();
  progress.length = 0;
  const fetched = await channel.fetch(NAME, into);
  expect(fetched).toEqual({ path: join(into, NAME), size: 5000, origin: `release ${TAG} of acme/tools` });
  expect(text(join(into, NAME))).toBe(text(file.path));
  expect(progress.at(-1)).toEqual([5000, 5000]);
});

test("what is there already is kept, and nothing is sent", async () => {
  const place = await openPlace();
  await seed(place);
  const file = makeFile(place.directory, 3500);
  for (const partSize of [undefined, PART]) {
    const channel = place.open({ overwrite: true, ...(partSize !== undefined && { partSize }) });
    const first = await channel.send(file, NAME);
    const before = place.assets();
    const count = uploads(place).length;
    expect(await channel.send(file, NAME)).toEqual({ ...first, status: "kept" });
    expect(uploads(place)).toHaveLength(count);
    expect(place.assets()).toEqual(before);
  }
});

test("what is missing beside what is there is sent", async () => {
  const place = await openPlace();
  const file = makeFile(place.directory, 5000);
  await seed(place, [{ name: NAME, bytes: readFileSync(file.path) }]);
  expect(await place.open().send(file, NAME)).toMatchObject({ status: "sent" });
  expect(uploads(place)).toEqual([`${NAME}.sha256`]);
});

test("an asset with other bytes is refused before anything is uploaded, and replaced on demand", async () => {
  const place = await openPlace();
  const file = makeFile(place.directory, 2500);
  await seed(place, [
    { name: `${NAME}.part-002`, bytes: "another" },
    { name: "unrelated.tar", bytes: "mine" },
  ]);
  await expect(place.open({ partSize: PART }).send(file, NAME)).rejects.toMatchObject({
    code: "ASSET_EXISTS",
    message: expect.stringContaining(`${NAME}.part-002`),
  });
  expect(uploads(place)).toEqual([]);
  expect(Object.keys(place.assets()).toSorted()).toEqual([`${NAME}.part-002`, "unrelated.tar"]);

  expect(await place.open({ partSize: PART, overwrite: true }).send(file, NAME)).toMatchObject({ status: "replaced" });
  expect(await place.bytesOf(`${NAME}.part-002`)).toBe(text(file.path).slice(1000, 2000));
  expect(await place.bytesOf("unrelated.tar")).toBe("mine");
});

test("what a dead sender left behind is removed without being asked to", async () => {
  const place = await openPlace();
  await seed(place, [
    { name: NAME, state: "starter" },
    { name: `${NAME}.part-009`, state: "starter" },
    { name: "other.tar", state: "starter" },
  ]);
  const file = makeFile(place.directory, 5000);
  expect(await place.open().send(file, NAME)).toMatchObject({ status: "sent" });
  expect(Object.keys(place.assets()).toSorted()).toEqual(["other.tar", NAME, `${NAME}.sha256`]);
  expect(await place.bytesOf(NAME)).toBe(text(file.path));
});

test("an asset that was never finished is not kept, whatever it says of itself", async () => {
  const place = await openPlace();
  const id = await seed(place);
  const file = makeFile(place.directory, 5000);
  const { size, digest } = file;
  const starter = await place.github.releases.addAsset(id, { name: NAME, state: "starter" });
  place.github.releases.changeAsset(starter.id, { size, digest });
  expect(await place.open().send(file, NAME)).toMatchObject({ status: "sent" });
  expect(await place.bytesOf(NAME)).toBe(text(file.path));
});

needs(
  "sh",
  "cat",
  "sha256sum",
)("cat makes parts whole, and sha256sum accepts the checksum file", async () => {
  const place = await openPlace();
  await seed(place);
  // More than nine parts: their order is that of their names.
  const file = makeFile(place.directory, 11_500);
  const names = Array.from({ length: 12 }, (_, index) => `${NAME}.part-${String(index + 1).padStart(3, "0")}`);
  const others = [`${NAME}.parts.json`, `${NAME}.sha256`];
  expect(await place.open({ partSize: PART }).send(file, NAME)).toEqual({
    status: "sent",
    url: `https://github.com/acme/tools/releases/download/${TAG}/${NAME}.parts.json`,
    names: [...names, ...others],
  });
  // What makes the parts visible comes behind them.
  expect(uploads(place)).toEqual([...names, ...others]);

  const shell = temporaryDirectory();
  for (const name of [...names, ...others]) writeFileSync(join(shell, name), await place.bytesOf(name), "latin1");
  expect(run("sha256sum", ["-c", `${NAME}.sha256`], { cwd: shell }).toString()).toBe(
    names.map((name) => `${name}: OK\n`).join(""),
  );
  run("sh", ["-c", `cat ${NAME}.part-* > ${NAME}`], { cwd: shell });
  expect(run("sha256sum", [NAME], { cwd: shell }).toString()).toBe(`${file.digest.slice(7)}  ${NAME}\n`);

  const into = temporaryDirectory();
  const progress: [number, number][] = [];
  const fetched = await place.open({}, { progress: (...heard) => void progress.push(heard) }).fetch(NAME, into);
  expect(fetched?.path).toBe(join(into, `${NAME}.parts.json`));
  expect(readdirSync(into).toSorted()).toEqual([...names, `${NAME}.parts.json`]);
  for (const name of names) expect(text(join(into, name))).toBe(await place.bytesOf(name));
  expect(progress.at(-1)).toEqual([11_500, 11_500]);
});

needs("sha256sum")("sha256sum accepts the checksum file of a whole file", async () => {
  const place = await openPlace();
  await seed(place);
  const channel = place.open();
  await channel.send(makeFile(place.directory, 5000), NAME);
  const into = temporaryDirectory();
  await channel.fetch(NAME, into);
  writeFileSync(join(into, "sums"), await place.bytesOf(`${NAME}.sha256`));
  expect(run("sha256sum", ["-c", "sums"], { cwd: into }).toString()).toBe(`${NAME}: OK\n`);
});

test.each<[string, number, number, string[]]>([
  ["a file by fewer parts", 5000, 1500, [".part-001", ".part-002", ".parts.json", ".sha256"]],
  ["parts by fewer parts", 3500, 1500, [".part-001", ".part-002", ".parts.json", ".sha256"]],
  ["parts by a file", 3500, 900, ["", ".sha256"]],
])("replacing %s leaves nothing of the old ones, and never a wrong choice", async (what, before, after, endings) => {
  const place = await openPlace();
  await seed(place);
  const parted = { partSize: PART, overwrite: true };
  await place.open(what.startsWith("a file") ? {} : parted).send(makeFile(place.directory, before, "old"), NAME);
  const file = makeFile(place.directory, after, "new");

  // At every upload, a reader finds nothing or what is right.
  const seen: string[] = [];
  place.github.fault({
    service: "upload",
    times: Number.POSITIVE_INFINITY,
    action: { meanwhile: async () => void seen.push(await whatReaderFinds(place)) },
  });
  expect(await place.open(parted).send(file, NAME)).toMatchObject({ status: "replaced" });
  expect(Object.keys(place.assets()).toSorted()).toEqual(endings.map((ending) => `${NAME}${ending}`));
  expect(await whatReaderFinds(place)).toBe(file.digest);
  expect(seen.length).toBe(endings.length);
  expect(seen.filter((found) => found !== "ASSET_NOT_FOUND" && found !== file.digest)).toEqual([]);
});

test("where a file and parts of that name are found, the file goes first, and an older one is never shown in between", async () => {
  const place = await openPlace();
  const id = await seed(place);
  const old = makeFile(place.directory, 2000, "old");
  await place.github.releases.addAsset(id, { name: NAME, bytes: readFileSync(old.path) });
  const elsewhere = await openPlace();
  await seed(elsewhere);
  await elsewhere.open({ partSize: PART }).send(makeFile(place.directory, 2500, "oldest"), NAME);
  for (const name of Object.keys(elsewhere.assets())) {
    await place.github.releases.addAsset(id, { name, bytes: Buffer.from(await elsewhere.bytesOf(name), "latin1") });
  }
  expect(await whatReaderFinds(place)).toBe(old.digest);

  const file = makeFile(place.directory, 1500, "new");
  const seen = new Set<string>();
  for (const method of ["DELETE", "POST"]) {
    const meanwhile = async (): Promise<void> => void seen.add(await whatReaderFinds(place));
    place.github.fault({ method, times: Number.POSITIVE_INFINITY, action: { meanwhile } });
  }
  await place.open({ overwrite: true }).send(file, NAME);
  expect(await whatReaderFinds(place)).toBe(file.digest);
  expect(seen).toEqual(new Set([old.digest, "ASSET_NOT_FOUND", file.digest]));
});

/** The digest of the file as a reader puts it together, or why there is none. */
async function whatReaderFinds(place: Place): Promise<string> {
  const into = temporaryDirectory();
  try {
    await place.open().fetch(NAME, into);
  } catch (error) {
    return (error as { code: string }).code;
  }
  const hash = createHash("sha256");
  const names = readdirSync(into).filter((name) => !name.endsWith(".json"));
  for (const name of names.toSorted()) hash.update(readFileSync(join(into, name)));
  return `sha256:${hash.digest("hex")}`;
}

test.each([
  ["resets the connection at once", { drop: true }],
  ["resets the connection in the middle", { dropAfter: 70_000 }],
  ["loses its answer", { lose: true }],
  ["breaks its answer off", { truncate: 10 }],
  ["is in trouble", { status: 502, body: "<html>" }],
  ["limits how much is sent", { status: 403, body: { message: "You have exceeded a secondary rate limit" } }],
  ["asks for a pause", { status: 429, headers: { "retry-after": "1" }, body: { message: "Too many requests" } }],
] as const)("an upload ends well when the service %s", async (_, action) => {
  const place = await openPlace();
  await seed(place);
  const file = makeFile(place.directory, 1_500_000);
  const fault = place.github.fault({ service: "upload", times: 2, action });
  expect(await place.open().send(file, NAME)).toMatchObject({ status: "sent" });
  expect(fault.hits()).toBe(2);
  expect(Object.keys(place.assets()).toSorted()).toEqual([NAME, `${NAME}.sha256`]);
  expect(await place.bytesOf(NAME)).toBe(text(file.path));
  expect(await place.bytesOf(`${NAME}.sha256`)).toBe(`${file.digest.slice(7)}  ${NAME}\n`);
  expect(place.said.length).toBeGreaterThan(0);
});

test("an upload that is never answered well fails in the end, and leaves nothing behind that a reader takes", async () => {
  const place = await openPlace();
  await seed(place);
  const file = makeFile(place.directory, 500_000);
  const fault = place.github.fault({ service: "upload", times: 99, action: { dropAfter: 100_000 } });
  await expect(place.open().send(file, NAME)).rejects.toMatchObject({ code: "NETWORK_FAILED" });
  expect(fault.hits()).toBe(5);
  await expect(place.open().fetch(NAME, place.directory)).rejects.toMatchObject({ code: "ASSET_NOT_FOUND" });
  fault.end();
  expect(await place.open().send(file, NAME)).toMatchObject({ status: "sent" });
  expect(await place.bytesOf(NAME)).toBe(text(file.path));
});

test("a service that stays in trouble is named", async () => {
  const place = await openPlace();
  await seed(place);
  place.github.fault({ service: "upload", times: 99, action: { status: 503, body: { message: "No server" } } });
  await expect(place.open().send(makeFile(place.directory, 500), NAME)).rejects.toMatchObject({
    code: "SERVICE_FAILED",
    message: expect.stringContaining("503"),
  });
});

test.each([
  ["the list of releases", /\/releases\?/],
  ["the list of assets", /\/assets\?/],
  ["the address of an asset", /\/releases\/assets\/\d+$/],
  ["the storage", /^\/blob\//],
])("fetching a draft ends well when %s fails twice", async (_, path) => {
  const place = await openPlace();
  const file = makeFile(place.directory, 100_000);
  await seed(place, [{ name: NAME, bytes: readFileSync(file.path) }], { draft: true });
  const faults = [
    place.github.fault({ method: "GET", path, action: { status: 500, body: "" } }),
    place.github.fault({ method: "GET", path, action: { drop: true } }),
  ];
  const into = temporaryDirectory();
  await place.open().fetch(NAME, into);
  expect(faults.map((fault) => fault.hits())).toEqual([1, 1]);
  expect(text(join(into, NAME))).toBe(text(file.path));
});

test("a list of assets that breaks off is not an empty one", async () => {
  const place = await openPlace();
  await seed(place, [{ name: NAME, bytes: "stale" }]);
  const file = makeFile(place.directory, 2500);
  const tear = (): void => {
    place.github.fault({ service: "api", path: /\/releases\/\d+\/assets/, action: { truncate: 10 } });
  };
  tear();
  // Taken for an empty one, the whole file of old would stay beside the new parts, and go before them.
  const sending = place.open({ overwrite: true, partSize: PART }).send(file, NAME);
  expect(await sending).toMatchObject({ status: "replaced" });
  expect(Object.keys(place.assets())).not.toContain(NAME);
  tear();
  expect(await whatReaderFinds(place)).toBe(file.digest);
  tear();
  expect(await place.open({ partSize: PART }).send(file, NAME)).toMatchObject({ status: "kept" });
});

test("a page of a proxy in place of every list is a failure of the network", async () => {
  const place = await openPlace();
  await seed(place, [{ name: NAME, bytes: "stale" }]);
  const action = { status: 200, headers: { "content-type": "text/html" }, body: "<html>sign in</html>" };
  place.github.fault({ path: /\/assets\?/, times: 99, action });
  const file = makeFile(place.directory, 500);
  const failure = { code: "NETWORK_FAILED", message: expect.stringContaining("not JSON") };
  await expect(place.open({ overwrite: true }).send(file, NAME)).rejects.toMatchObject(failure);
  await expect(place.open().fetch(NAME, place.directory)).rejects.toMatchObject(failure);
  expect(uploads(place)).toEqual([]);
  expect(await place.bytesOf(NAME)).toBe("stale");
});

test("bytes that changed on their way up are noticed and removed", async () => {
  const place = await openPlace();
  const id = await seed(place);
  const file = makeFile(place.directory, 5000);
  // GitHub says what it got.
  place.github.fault({ service: "upload", action: { lose: true } });
  place.github.fault({
    method: "GET",
    path: /\/assets\?/,
    after: 1,
    action: {
      meanwhile: () => {
        const asset = place.github.releases.byId(id)?.assets.find(({ name }) => name === NAME);
        if (asset !== undefined) place.github.releases.changeAsset(asset.id, { digest: null });
      },
    },
  });
  place.github.fault({
    method: "GET",
    path: /\/releases\/assets\/\d+$/,
    action: {
      meanwhile: () => {
        const asset = place.github.releases.byId(id)?.assets.find(({ name }) => name === NAME);
        if (asset !== undefined) place.github.releases.changeAsset(asset.id, { digest: `sha256:${sha256("other")}` });
      },
    },
  });
  await expect(place.open().send(file, NAME)).rejects.toMatchObject({ code: "DIGEST_MISMATCH" });
  expect(Object.keys(place.assets())).toEqual([]);
});

test("a file that is not what its digest says does not stay in the release", async () => {
  const place = await openPlace();
  await seed(place);
  const file = { ...makeFile(place.directory, 2500), digest: `sha256:${sha256("other")}` };
  await expect(place.open().send(file, NAME)).rejects.toMatchObject({ code: "DIGEST_MISMATCH" });
  expect(Object.keys(place.assets())).toEqual([]);
  await expect(place.open({ partSize: PART }).send(file, NAME)).rejects.toMatchObject({ code: "FILE_CHANGED" });
  expect(uploads(place)).toEqual([NAME]);
});

test("a file that became shorter is noticed", async () => {
  const place = await openPlace();
  await seed(place);
  const file = makeFile(place.directory, 2500);
  await expect(place.open().send({ ...file, size: 3000 }, NAME)).rejects.toMatchObject({ code: "FILE_CHANGED" });
  await expect(place.open({ partSize: PART }).send({ ...file, size: 3000 }, NAME)).rejects.toMatchObject({
    code: "FILE_CHANGED",
  });
});

test("bytes that changed on their way down are noticed, and nothing of them stays", async () => {
  const place = await openPlace();
  await seed(place);
  for (const partSize of [undefined, PART]) {
    const channel = place.open({ overwrite: true, ...(partSize !== undefined && { partSize }) });
    await channel.send(makeFile(place.directory, 2500), NAME);
    place.github.fault({
      service: "blob",
      method: "GET",
      after: partSize === undefined ? 0 : 2,
      action: { corrupt: true },
    });
    const into = temporaryDirectory();
    await expect(channel.fetch(NAME, into)).rejects.toMatchObject({ code: "DIGEST_MISMATCH" });
    expect(readdirSync(into)).toEqual([]);
  }
});

test("a server without digests is believed what the checksum file vouches for", async () => {
  const place = await openPlace();
  const id = await seed(place);
  const forget = (): void => {
    for (const asset of place.github.releases.byId(id)?.assets ?? []) {
      place.github.releases.changeAsset(asset.id, { digest: null });
    }
  };
  const file = makeFile(place.directory, 2500);
  const [path, times] = [/\/releases\/(\d+\/assets\?|assets\/\d+$)/, Number.POSITIVE_INFINITY];
  place.github.fault({ method: "GET", path, times, action: { meanwhile: forget } });
  for (const partSize of [undefined, PART]) {
    const channel = place.open({ ...(partSize !== undefined && { partSize, overwrite: true }) });
    await channel.send(file, NAME);
    forget();
    expect(await channel.send(file, NAME)).toMatchObject({ status: "kept" });
    // The same sizes, and a checksum file that says otherwise.
    const other = makeFile(place.directory, 2500, "b");
    const sending = place.open({ ...(partSize !== undefined && { partSize }) }).send(other, NAME);
    await expect(sending).rejects.toMatchObject({ code: "ASSET_EXISTS" });
  }
  const into = temporaryDirectory();
  await place.open().fetch(NAME, into);
  expect(readdirSync(into)).toContain(`${NAME}.parts.json`);
});

test("an asset without a digest is checked against its checksum file", async () => {
  const place = await openPlace();
  const id = await seed(place);
  const file = makeFile(place.directory, 2500);
  const bytes = readFileSync(file.path);
  const hex = file.digest.slice(7);
  const flipped = Buffer.from(bytes);
  flipped[1000] = (flipped[1000] ?? 0) ^ 1;
  const cases: [name: string, sums: string | undefined, good: boolean, bad: boolean][] = [
    ["ours.tar", `${hex}  ours.tar\n`, true, false],
    ["binary.tar", `${hex} *binary.tar\n${hex}  other.tar\n`, true, false],
    ["another.tar", `${hex}  else.tar\n`, true, true],
    ["strange.tar", `SHA256 (strange.tar) = ${hex}\n`, true, true],
    ["torn.tar", `${hex}  torn.tar\nrest`, true, true],
    ["twice.tar", `${hex}  twice.tar\n${hex}  twice.tar\n`, true, true],
    ["long.tar", `${hex}  long.tar\n${"x".repeat(2 ** 20)}`, true, true],
    ["alone.tar", undefined, true, true],
  ];
  for (const [name, sums, ...expected] of cases) {
    if (sums !== undefined) await place.github.releases.addAsset(id, { name: `${name}.sha256`, bytes: sums });
    const found: boolean[] = [];
    for (const content of [bytes, flipped]) {
      const asset = await place.github.releases.addAsset(id, { name, bytes: content, digest: null });
      const into = temporaryDirectory();
      const fetching = place.open().fetch(name, into);
      found.push(
        await fetching.then(
          () => true,
          (error: { code: string }) => (error.code === "DIGEST_MISMATCH" ? false : Promise.reject(error)),
        ),
      );
      expect(readdirSync(into)).toEqual(found.at(-1) === true ? [name] : []);
      place.github.releases.removeAsset(asset.id);
    }
    expect([name, ...found]).toEqual([name, ...expected]);
  }
  // What could not be checked is said, once for each time.
  expect(place.said.filter((line) => line.includes("cannot be checked"))).toHaveLength(12);
});

test("that a server gives no digest is said", async () => {
  const place = await openPlace();
  const id = await seed(place);
  // The answer is lost, and what is found in its place has no digest.
  place.github.fault({ service: "upload", action: { lose: true } });
  place.github.fault({
    method: "GET",
    path: /\/assets(\?|\/\d)/,
    times: 9,
    action: {
      meanwhile: () => {
        for (const asset of place.github.releases.byId(id)?.assets ?? [])
          place.github.releases.changeAsset(asset.id, { digest: null });
      },
    },
  });
  expect(await place.open().send(makeFile(place.directory, 500), NAME)).toMatchObject({ status: "sent" });
  expect(place.said.filter((line) => line.includes("could not be checked"))).toHaveLength(1);
});

test("a release that does not exist is made as a draft on demand, and found by the next sender", async () => {
  const place = await openPlace();
  const file = makeFile(place.directory, 500);
  await expect(place.open().send(file, NAME)).rejects.toMatchObject({
    code: "RELEASE_NOT_FOUND",
    hint: expect.stringContaining("`create-release`"),
  });
  expect(place.github.releases.list()).toEqual([]);
  await place.open({ create: true }).send(file, NAME);
  await place.open({ create: true }).send(file, `other-${NAME}`);
  expect(place.github.releases.list()).toMatchObject([{ tag: TAG, name: TAG, draft: true }]);
  const into = temporaryDirectory();
  await place.open().fetch(NAME, into);
  expect(text(join(into, NAME))).toBe(text(file.path));
});

test.each([
  ["was lost", { lose: true }, 1],
  ["broke off", { truncate: 10 }, 1],
  ["did not come", { drop: true }, 2],
] as const)("a draft whose answer %s is not made twice", async (_, action, posts) => {
  const place = await openPlace();
  place.github.fault({ method: "POST", path: "/releases", action });
  await place.open({ create: true }).send(makeFile(place.directory, 500), NAME);
  expect(place.github.releases.list()).toHaveLength(1);
  const asked = place.github.requests.filter(({ method, service }) => method === "POST" && service === "api");
  expect(asked).toHaveLength(posts);
  expect(Object.keys(place.assets())).toEqual([NAME, `${NAME}.sha256`]);
});

test("two senders of the same file at once both succeed, and nothing is doubled", async () => {
  const place = await openPlace();
  const file = makeFile(place.directory, 300_000);
  const channels = [place.open({ create: true, partSize: 100_000 }), place.open({ create: true, partSize: 100_000 })];
  const receipts = await Promise.all(channels.map((channel) => channel.send(file, NAME)));
  expect(receipts[0]?.names).toEqual(receipts[1]?.names);
  expect(place.github.releases.list()).toHaveLength(1);
  expect(Object.keys(place.assets()).toSorted()).toEqual(receipts[0]?.names.toSorted());
  expect(Object.values(place.assets()).map(({ state }) => state)).not.toContain("starter");
  expect(await whatReaderFinds(place)).toBe(file.digest);
});

test("two senders of a file at once both end well when one removes what the other is at, time and again", async () => {
  const place = await openPlace();
  const id = await seed(place);
  for (let round = 0; round < 3; round++) {
    const name = `round-${round}.tar`;
    const file = makeFile(place.directory, 4_000_000, `round-${round}`);
    const statuses: Promise<string>[] = [];
    const send = (watch: Partial<TransferReporter> = {}): void =>
      void statuses.push(
        place
          .open({}, watch)
          .send(file, name)
          .then(({ status }) => status),
      );
    // The second one begins where the first one's bytes are under way, and takes them for those of a sender that died.
    const progress = (): void => {
      const live = place.assets()[name];
      if (live === undefined || statuses.length > 1) return;
      expect(live.state).toBe("starter");
      place.github.releases.removeAsset(live.id);
      send();
    };
    send({ progress });
    await expect.poll(() => statuses.length).toBe(2);
    for (const status of await Promise.all(statuses)) expect(["sent", "kept"]).toContain(status);
    const stored = place.github.releases.byId(id)?.assets.filter((asset) => asset.name.startsWith(name)) ?? [];
    const found = stored.map((asset) => `${asset.name} ${asset.state}`);
    expect(found.toSorted()).toEqual([`${name} uploaded`, `${name}.sha256 uploaded`]);
    expect(await place.bytesOf(name)).toBe(text(file.path));
  }
  const absences = place.github.requests.filter(({ service, status }) => service === "upload" && status === 404);
  expect(absences.length).toBeGreaterThanOrEqual(3);
});

test("an upload that is answered twice as if nothing were there lacks a permission", async () => {
  const place = await openPlace();
  await seed(place);
  const action = { status: 404, body: { message: "Not Found" } };
  const fault = place.github.fault({ service: "upload", times: 99, action });
  await expect(place.open().send(makeFile(place.directory, 500), NAME)).rejects.toMatchObject({
    code: "ACCESS_DENIED",
    hint: expect.stringContaining("contents: write"),
  });
  expect(fault.hits()).toBe(2);
});

test("another sender's file of the same name, finished in between, is not replaced unasked", async () => {
  const place = await openPlace();
  const id = await seed(place);
  const theirs = { name: NAME, bytes: "theirs" };
  const meanwhile = async (): Promise<void> => void (await place.github.releases.addAsset(id, theirs));
  place.github.fault({ service: "upload", action: { meanwhile } });
  const file = makeFile(place.directory, 500);
  await expect(place.open().send(file, NAME)).rejects.toMatchObject({ code: "ASSET_EXISTS" });
  expect(await place.bytesOf(NAME)).toBe("theirs");

  await place.open({ overwrite: true }).send(file, NAME);
  expect(await place.bytesOf(NAME)).toBe(text(file.path));
});

test("another sender that is at it is waited for", async () => {
  const place = await openPlace();
  const id = await seed(place);
  const file = makeFile(place.directory, 500);
  let other: Asset | undefined;
  place.github.fault({
    service: "upload",
    action: {
      meanwhile: async () => {
        other = await place.github.releases.addAsset(id, { name: NAME, state: "starter" });
      },
    },
  });
  place.github.fault({
    method: "GET",
    path: /\/assets\?/,
    after: 2,
    action: {
      meanwhile: async () => {
        if (other === undefined) return;
        place.github.releases.removeAsset(other.id);
        await place.github.releases.addAsset(id, { name: NAME, bytes: readFileSync(file.path) });
      },
    },
  });
  expect(await place.open().send(file, NAME)).toMatchObject({ status: "sent" });
  expect(uploads(place)).toEqual([`${NAME}.sha256`]);
  expect(await place.bytesOf(NAME)).toBe(text(file.path));
});

test("another sender that never ends is told of, and left alone", async () => {
  const place = await openPlace();
  const id = await seed(place);
  const starter = { name: NAME, state: "starter" } as const;
  const meanwhile = async (): Promise<void> => void (await place.github.releases.addAsset(id, starter));
  place.github.fault({ service: "upload", action: { meanwhile } });
  const file = makeFile(place.directory, 500);
  await expect(place.open().send(file, NAME)).rejects.toMatchObject({
    code: "ASSET_EXISTS",
    hint: expect.stringContaining("other job"),
  });
  expect(place.assets()[NAME]?.state).toBe("starter");
});

test("a sender that is killed in the middle is finished by the next one", async () => {
  const place = await openPlace();
  await seed(place);
  const file = makeFile(place.directory, 900_000);
  const address = addressAt(place.github, { partSize: 200_000 });
  // Its third part stays on the way, and the sender is killed there.
  place.github.fault({ service: "upload", after: 2, action: { stallAfter: 100_000 } });
  const script = `
    import { releaseChannel } from ${JSON.stringify(join(process.cwd(), "src/channels/github/release/release.ts"))};
    const watch = { say: () => {}, progress: () => {}, signal: new AbortController().signal };
    await releaseChannel(${JSON.stringify(address)}, watch).send(${JSON.stringify(file)}, ${JSON.stringify(NAME)});`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await expect.poll(() => place.assets()[`${NAME}.part-003`]?.state, { timeout: 30_000 }).toBe("starter");
  const ended = once(child, "close");
  child.kill("SIGKILL");
  await ended;
  await expect(place.open().fetch(NAME, place.directory)).rejects.toMatchObject({ code: "ASSET_NOT_FOUND" });

  const { names } = await place.open({ partSize: 200_000 }).send(file, NAME);
  expect(Object.keys(place.assets()).toSorted()).toEqual(names.toSorted());
  expect(uploads(place).toSorted()).toEqual(names.toSorted());
  expect(await whatReaderFinds(place)).toBe(file.digest);
});

test.each([
  ["the API", { service: "api", action: { hang: true } }],
  ["an upload", { service: "upload", action: { hang: true } }],
  ["an upload in the middle", { service: "upload", action: { stallAfter: 100_000 } }],
] as const)("%s that falls silent is given up and tried again", async (_, rule) => {
  const place = await openPlace();
  await seed(place);
  const file = makeFile(place.directory, 500_000);
  const fault = place.github.fault(rule);
  const { value, error, said } = await perform({ kind: "send", address: addressAt(place.github), file, name: NAME });
  expect(error).toBeUndefined();
  expect(value).toMatchObject({ status: "sent" });
  expect(fault.hits()).toBe(1);
  expect(said.length).toBeGreaterThan(0);
  expect(Object.keys(place.assets()).toSorted()).toEqual([NAME, `${NAME}.sha256`]);
  expect(await place.bytesOf(NAME)).toBe(text(file.path));
});

needs("sha256sum")("memory does not grow with the file", async () => {
  const place = await openPlace();
  await seed(place);
  const path = join(place.directory, "large");
  writeFileSync(path, "");
  truncateSync(path, 400_000_000);
  const digest = `sha256:${run("sha256sum", [path]).toString().slice(0, 64)}`;
  const file = { path, size: 400_000_000, digest };
  const address = addressAt(place.github, { partSize: 300_000_000 });
  const sent = await perform({ kind: "send", address, file, name: NAME, patient: true });
  expect(sent.value).toMatchObject({ status: "sent" });
  expect(sent.memory).toBeLessThan(256 * 2 ** 20);
  const fetched = await perform({ kind: "fetch", address, name: NAME, directory: place.directory, patient: true });
  expect(fetched.value).toMatchObject({ path: join(place.directory, `${NAME}.parts.json`) });
  expect(fetched.memory).toBeLessThan(256 * 2 ** 20);
});

test("a user who gives up stops an upload and a download", async () => {
  const place = await openPlace();
  await seed(place, [{ name: "other.tar", bytes: "x".repeat(500_000) }]);
  const reason = new Error("enough");
  const file = makeFile(place.directory, 900_000);
  for (const service of ["upload", "blob"] as const) {
    const control = new AbortController();
    const action = { meanwhile: () => control.abort(reason) };
    place.github.fault({ service, action });
    const channel = place.open({}, { signal: control.signal });
    const into = temporaryDirectory();
    const work = service === "upload" ? channel.send(file, NAME) : channel.fetch("other.tar", into);
    await expect(work).rejects.toBe(reason);
    expect(readdirSync(into)).toEqual([]);
  }
});

test("an immutable release takes nothing, unless it is a draft or has it already", async () => {
  const place = await openPlace();
  const file = makeFile(place.directory, 500);
  const id = await seed(place, [], { immutable: true });
  await expect(place.open({ overwrite: true }).send(file, NAME)).rejects.toMatchObject({ code: "RELEASE_IMMUTABLE" });
  expect(place.github.requests.filter(({ service }) => service === "upload")).toEqual([]);
  await place.github.releases.addAsset(id, { name: NAME, bytes: readFileSync(file.path) });
  await place.github.releases.addAsset(id, { name: `${NAME}.sha256`, bytes: `${file.digest.slice(7)}  ${NAME}\n` });
  expect(await place.open().send(file, NAME)).toMatchObject({ status: "kept" });
  place.github.releases.remove(id);

  await seed(place, [], { immutable: true, draft: true });
  expect(await place.open().send(file, NAME)).toMatchObject({ status: "sent" });
});

test("a release that became immutable in between is named so", async () => {
  const place = await openPlace();
  const id = await seed(place);
  const meanwhile = (): void => void place.github.releases.change(id, { immutable: true });
  place.github.fault({ service: "upload", action: { meanwhile } });
  const sending = place.open().send(makeFile(place.directory, 500), NAME);
  await expect(sending).rejects.toMatchObject({ code: "RELEASE_IMMUTABLE" });
});

test.each(["", "latest"])(
  "without a release of that tag, %j fetches from the one that GitHub calls the latest",
  async (tag) => {
    const place = await openPlace();
    await expect(place.open({ tag }).fetch(NAME, place.directory)).rejects.toMatchObject({ code: "RELEASE_NOT_FOUND" });
    await seed(place, [{ name: NAME, bytes: "old" }]);
    await seed(place, [{ name: NAME, bytes: "new" }], { tag: "v2" });
    await seed(place, [{ name: NAME, bytes: "draft" }], { tag: "v3", draft: true });
    const into = temporaryDirectory();
    const { origin } = (await place.open({ tag }).fetch(NAME, into)) ?? {};
    expect(origin).toMatch(/^(?:the latest release|release latest) of acme\/tools \(v2\)$/);
    expect(text(join(into, NAME))).toBe("new");
  },
);

test.each([{ draft: true }, { draft: false }])("a release whose tag is latest is reached by it: %j", async (state) => {
  const place = await openPlace();
  await seed(place, [{ name: "other.tar", bytes: "x" }], { tag: "latest", ...state });
  await seed(place, [{ name: NAME, bytes: "newer" }], { tag: "v2" });
  const into = temporaryDirectory();
  const there = place.open({ tag: "latest" });
  expect(await there.send(makeFile(into, 500), NAME)).toMatchObject({ status: "sent" });
  const back = temporaryDirectory();
  expect(await there.fetch(NAME, back)).toMatchObject({ origin: "release latest of acme/tools", size: 500 });
  await place.open({ tag: "" }).fetch(NAME, into);
  expect(text(join(into, NAME))).toBe("newer");
});

test("a published release goes before drafts of its tag", async () => {
  const place = await openPlace();
  await seed(place, [{ name: NAME, bytes: "draft" }], { draft: true });
  await seed(place, [{ name: NAME, bytes: "published" }]);
  const into = temporaryDirectory();
  await place.open().fetch(NAME, into);
  expect(text(join(into, NAME))).toBe("published");
});

test("a tag may have a slash in it", async () => {
  const place = await openPlace();
  await seed(place, [{ name: NAME, bytes: "bytes" }], { tag: "bundles/v1" });
  const into = temporaryDirectory();
  await place.open({ tag: "bundles/v1" }).fetch(NAME, into);
  expect(text(join(into, NAME))).toBe("bytes");
});

test("more than a hundred releases and assets are looked through", async () => {
  const place = await openPlace();
  const { releases } = place.github;
  const id = await seed(place, [], { draft: true });
  await releases.addAsset(id, { name: NAME, bytes: "first" });
  for (let index = 0; index < 250; index++) {
    releases.add({ tag: `v0.${index}`, draft: index % 2 === 0 });
    await releases.addAsset(id, { name: `other-${index}`, bytes: "x" });
  }
  const into = temporaryDirectory();
  await place.open().fetch(NAME, into);
  expect(text(join(into, NAME))).toBe("first");
  await releases.addAsset(id, { name: "last.tar", bytes: "last" });
  await place.open().fetch("last.tar", into);
  expect(text(join(into, "last.tar"))).toBe("last");
});

test("a public repository is read without a token, and a private one is not shown", async () => {
  const place = await openPlace();
  await seed(place, [{ name: NAME, bytes: "bytes" }]);
  const api = { url: place.github.apiUrl };
  const into = temporaryDirectory();
  await place.open({ api }).fetch(NAME, into);
  expect(text(join(into, NAME))).toBe("bytes");
  expect(place.github.requests.filter(({ headers }) => headers["authorization"] !== undefined)).toEqual([]);

  await expect(place.open({ api }).send(makeFile(into, 5), NAME)).rejects.toMatchObject({ code: "TOKEN_MISSING" });
  await expect(place.open({ api, tag: "v9" }).fetch(NAME, into)).rejects.toMatchObject({ code: "RELEASE_NOT_FOUND" });
  place.github.repositories.add("acme/tools", { private: true });
  await expect(place.open({ api }).fetch(NAME, into)).rejects.toMatchObject({
    code: "REPOSITORY_NOT_FOUND",
    hint: expect.stringContaining("token"),
  });
});

test("the token goes to the API, never to the storage", async () => {
  const place = await openPlace();
  await seed(place, [{ name: NAME, bytes: "bytes" }]);
  await place.open().fetch(NAME, place.directory);
  const withToken = place.github.requests.filter(({ headers }) => headers["authorization"] !== undefined);
  expect(new Set(withToken.map(({ service }) => service))).toEqual(new Set(["api"]));
  expect(place.github.requests.some(({ service }) => service === "blob")).toBe(true);
});

test("a repository that is not there is told from a release that is not", async () => {
  const place = await openPlace();
  const file = makeFile(place.directory, 500);
  const channel = place.open({ repository: { owner: "acme", name: "nothing" }, create: true });
  await expect(channel.fetch(NAME, place.directory)).rejects.toMatchObject({ code: "REPOSITORY_NOT_FOUND" });
  await expect(channel.send(file, NAME)).rejects.toMatchObject({ code: "REPOSITORY_NOT_FOUND" });
  await expect(place.open().fetch(NAME, place.directory)).rejects.toMatchObject({ code: "RELEASE_NOT_FOUND" });
});

test("an asset that is not there is answered with those that are", async () => {
  const place = await openPlace();
  await seed(place, [
    { name: "first.tar", bytes: "1" },
    { name: NAME, state: "starter" },
  ]);
  await expect(place.open().fetch(NAME, place.directory)).rejects.toMatchObject({
    code: "ASSET_NOT_FOUND",
    hint: expect.stringContaining("first.tar"),
  });
});

test("a token that may not write is told what it lacks", async () => {
  const place = await openPlace();
  await seed(place);
  const api = { url: place.github.apiUrl, token: place.github.apiToken({ contents: "read" }) };
  const file = makeFile(place.directory, 500);
  const denied = { code: "ACCESS_DENIED", hint: expect.stringContaining("permissions:\n  contents: write") };
  await expect(place.open({ api }).send(file, NAME)).rejects.toMatchObject(denied);
  await expect(place.open({ api, tag: "v9", create: true }).send(file, NAME)).rejects.toMatchObject(denied);
});

test("a token that may not read is told what it lacks", async () => {
  const place = await openPlace();
  await seed(place);
  const [path, body] = ["/releases/tags/", { message: "Resource not accessible by integration" }];
  place.github.fault({ path, action: { status: 403, body } });
  await expect(place.open().fetch(NAME, place.directory)).rejects.toMatchObject({
    code: "ACCESS_DENIED",
    message: expect.stringContaining("Resource not accessible by integration"),
    hint: expect.stringContaining("permissions:\n  contents: read"),
  });
});

test("a token that is not known is named so", async () => {
  const place = await openPlace();
  await seed(place);
  const api = { url: place.github.apiUrl, token: "ghs_gone" };
  await expect(place.open({ api }).fetch(NAME, place.directory)).rejects.toMatchObject({ code: "TOKEN_REJECTED" });
  await expect(place.open({ api }).send(makeFile(place.directory, 500), NAME)).rejects.toMatchObject({
    code: "TOKEN_REJECTED",
  });
});

test("a rate limit that lasts is told with its end", async () => {
  const place = await openPlace();
  await seed(place);
  const reset = Math.floor(Date.now() / 1000) + 1800;
  const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(reset) };
  const action = { status: 403, headers, body: { message: "API rate limit exceeded for 203.0.113.9." } };
  const fault = place.github.fault({ service: "api", times: 99, action });
  const end = new Date(reset * 1000).toISOString().slice(0, 15);
  const api = { url: place.github.apiUrl };
  await expect(place.open({ api }).fetch(NAME, place.directory)).rejects.toMatchObject({
    code: "RATE_LIMITED",
    message: expect.stringContaining(end),
    hint: expect.stringContaining("token"),
  });
  expect(fault.hits()).toBe(1);
});

test("a host that is not there is a failure of the network", async () => {
  const place = await openPlace();
  const api = { url: "http://127.0.0.1:9/api/v3", token: "x" };
  await expect(place.open({ api }).fetch(NAME, place.directory)).rejects.toMatchObject({
    code: "NETWORK_FAILED",
    message: expect.stringContaining("127.0.0.1:9"),
  });
});

test.each([
  ["toolbox@1.tar"],
  ["toolbox 1.tar"],
  [".toolbox"],
  ["toolbox."],
  ["toolbox..tar"],
  ["../toolbox.tar"],
  [""],
  ["toolbox.tar.sha256"],
  ["toolbox.tar.part-001"],
  ["toolbox.tar.parts.json"],
  ["t".repeat(241)],
])("the name %j is refused before anything is asked", async (name) => {
  const place = await openPlace();
  const file = makeFile(place.directory, 500);
  await expect(place.open({ create: true }).send(file, name)).rejects.toMatchObject({ code: "OPTION_INVALID" });
  await expect(place.open().fetch(name, place.directory)).rejects.toMatchObject({ code: "OPTION_INVALID" });
  expect(place.github.requests).toEqual([]);
});

test.each([0, -1, 1.5, 2 ** 31])("parts of %d bytes are refused", async (partSize) => {
  const place = await openPlace();
  const sending = place.open({ partSize }).send(makeFile(place.directory, 500), NAME);
  await expect(sending).rejects.toMatchObject({ code: "OPTION_INVALID" });
});

test.each([
  ["a part is missing", (place: Place) => remove(place, `${NAME}.part-002`), "ASSET_NOT_FOUND"],
  [
    "a part has other bytes",
    (place: Place) => exchange(place, `${NAME}.part-002`, "x".repeat(PART)),
    "DIGEST_MISMATCH",
  ],
  ["a part is longer", (place: Place) => exchange(place, `${NAME}.part-002`, "x".repeat(2 * PART)), "DIGEST_MISMATCH"],
  ["a part is shorter", (place: Place) => exchange(place, `${NAME}.part-002`, "x"), "DIGEST_MISMATCH"],
  ["the document is nonsense", (place: Place) => exchange(place, `${NAME}.parts.json`, "[]"), "BUNDLE_INVALID"],
  ["the document is for another file", (place: Place) => rename(place), "BUNDLE_INVALID"],
  [
    "the document is too long",
    (place: Place) => exchange(place, `${NAME}.parts.json`, " ".repeat(2 ** 20 + 1)),
    "LIMIT_EXCEEDED",
  ],
])("fetching parts fails when %s, and leaves none", async (_, spoil, code) => {
  const place = await openPlace();
  await seed(place);
  const channel = place.open({ partSize: PART });
  await channel.send(makeFile(place.directory, 2500), NAME);
  await spoil(place);
  const into = temporaryDirectory();
  await expect(channel.fetch(NAME, into)).rejects.toMatchObject({ code });
  expect(readdirSync(into)).toEqual([]);
});

async function remove({ github, assets }: Place, name: string): Promise<void> {
  github.releases.removeAsset(assets()[name]?.id ?? 0);
}

async function exchange(place: Place, name: string, bytes: string): Promise<void> {
  await remove(place, name);
  await place.github.releases.addAsset(place.github.releases.find(TAG)?.id ?? 0, { name, bytes });
}

async function rename(place: Place): Promise<void> {
  const document = await place.bytesOf(`${NAME}.parts.json`);
  await exchange(place, `${NAME}.parts.json`, document.replaceAll(NAME, "other.tar"));
}

test("octokit downloads what was sent", async () => {
  const place = await openPlace();
  await seed(place);
  const file = makeFile(place.directory, 2500);
  await place.open().send(file, NAME);
  const id = place.assets()[NAME]?.id ?? 0;
  const { results } = await callOfficial(
    { directory: place.directory, variables: place.github.variables(), token: place.github.apiToken() },
    ["rest.repos.getReleaseByTag", { owner: "acme", repo: "tools", tag: TAG }],
    [
      "rest.repos.getReleaseAsset",
      { owner: "acme", repo: "tools", asset_id: id, headers: { accept: "application/octet-stream" } },
    ],
  );
  expect(results[0]?.value.data.assets).toMatchObject([
    { name: NAME, size: 2500, digest: file.digest, content_type: "application/octet-stream", state: "uploaded" },
    { name: `${NAME}.sha256`, content_type: "text/plain" },
  ]);
  expect(JSON.stringify(results[1]?.value)).toContain(file.digest.slice(7));
});

test("what octokit uploaded is fetched", async () => {
  const place = await openPlace();
  const release_id = await seed(place);
  const file = makeFile(place.directory, 2500);
  const { results } = await callOfficial(
    { directory: place.directory, variables: place.github.variables(), token: place.github.apiToken() },
    [
      "rest.repos.uploadReleaseAsset",
      {
        owner: "acme",
        repo: "tools",
        release_id,
        name: NAME,
        data: { file: file.path },
        baseUrl: `${place.github.url}/api/uploads`,
      },
    ],
  );
  expect(results[0]?.error).toBeUndefined();
  const into = temporaryDirectory();
  await place.open().fetch(NAME, into);
  expect(text(join(into, NAME))).toBe(text(file.path));
});

test("a directory that cannot be written to is named", async () => {
  const place = await openPlace();
  await seed(place, [{ name: NAME, bytes: "bytes" }]);
  const fetching = place.open().fetch(NAME, join(place.directory, "missing"));
  await expect(fetching).rejects.toMatchObject({ code: "FILE_NOT_FOUND", message: expect.stringContaining("missing") });
});
