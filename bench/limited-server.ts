// A web server with ranges on a link of limited rate: `node limited-server.ts FILE BYTES_PER_SECOND DELAY_MS`. Prints its address.
import { createReadStream, statSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Transform } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

const [path = "", rate = "", delay = ""] = process.argv.slice(2);
const { size, mtimeMs } = statSync(path);
/** Bytes read at a time. Small ones would take processor time from the client on the same machine. */
const CHUNK = 256 * 1024;
/** When the link has sent all that it was given so far, in milliseconds. All connections share it. */
let free = 0;

/** Waits until the link has sent so many bytes. */
async function send(bytes: number): Promise<void> {
  free = Math.max(free, performance.now()) + (bytes / Number(rate)) * 1000;
  const wait = free - performance.now();
  // Timers are no finer than this.
  if (wait > 2) await sleep(wait);
}

async function answer({ headers }: IncomingMessage, response: ServerResponse): Promise<void> {
  await sleep(Number(delay));
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? "") ?? [];
  const start = Number(first ?? 0);
  const end = last === undefined || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  response.writeHead(first === undefined ? 200 : 206, {
    etag: `"${size}-${mtimeMs}"`,
    "content-length": end - start + 1,
    ...(first !== undefined && { "content-range": `bytes ${start}-${end}/${size}` }),
  });
  const link = new Transform({
    transform(chunk: Buffer, _, done) {
      void send(chunk.byteLength).then(() => done(null, chunk));
    },
  });
  createReadStream(path, { start, end, highWaterMark: CHUNK }).pipe(link).pipe(response);
  response.on("close", () => link.destroy());
}

const server = createServer((request, response) => void answer(request, response));
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address !== null && typeof address !== "string") console.log(`http://127.0.0.1:${address.port}/bundle.tar`);
});
