import { execFile } from "node:child_process";
import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import { expect, onTestFinished, test, vi } from "vitest";
import { requestFollowing } from "../../src/http/follow-redirects.ts";
import { bytesOf, readText, request } from "../../src/http/request.ts";
import { startRequest } from "../../src/http/start-request.ts";
import { trustAuthorities } from "../../src/http/trust-authorities.ts";
import { HOST, makeAuthority } from "../fixtures/gateway.ts";
import { NEVER } from "../fixtures/remote.ts";
import { lacks } from "../fixtures/tools.ts";

/** Listens on loopback until the test has finished, and counts connections. */
async function listen(server: Server): Promise<{ readonly port: number; readonly connections: () => number }> {
  const sockets: Socket[] = [];
  // The TLS server tells of the TCP connections below.
  server.on("connection", (socket) => sockets.push(socket.on("error", () => {})));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const { port } = server.address() as AddressInfo;
  return { port, connections: () => sockets.length };
}

async function ask(url: string, method: "GET" | "HEAD" | "POST" = "GET"): Promise<string> {
  return readText(await request({ method, url, signal: NEVER }), 1000);
}

const PATH: RequestListener = ({ url = "" }, response) =>
  void response.writeHead(200, { "content-length": url.length }).end(url);

/** Waits until the loop has done what is due: news of other ends of connections, too. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("requests one after the other share a connection, whatever their answers are", async () => {
  const { port, connections } = await listen(
    createServer((asked, response) => {
      if (asked.url === "/moved") response.writeHead(302, { location: "/there" }).end("moved");
      else if (asked.url === "/missing") response.writeHead(404).end('{"message":"not here"}');
      else PATH(asked, response);
    }),
  );
  const url = `http://127.0.0.1:${port}`;
  for (let round = 0; round < 3; round++) {
    expect(await ask(`${url}/a`)).toBe("/a");
    expect(await ask(`${url}/b`, "HEAD")).toBe("");
    await expect(ask(`${url}/missing`)).rejects.toMatchObject({ status: 404 });
    const { message } = await requestFollowing({ location: { url: `${url}/moved` }, signal: NEVER });
    expect(await readText(message, 100)).toBe("/there");
    await turn();
  }
  expect(connections()).toBe(1);
});

test("requests at a time have a connection each, which later ones take", async () => {
  const { port, connections } = await listen(createServer(PATH));
  const url = `http://127.0.0.1:${port}/`;
  for (let round = 0; round < 4; round++) {
    const paths = Array.from({ length: 8 }, (_, index) => `/${round}-${index}`);
    expect(await Promise.all(paths.map((path) => ask(`${url}${path.slice(1)}`)))).toEqual(paths);
    await turn();
  }
  expect(connections()).toBe(8);
});

test.skipIf(lacks("openssl"))("connections with TLS are used again, and so are those through a proxy", async () => {
  const authority = makeAuthority();
  await trustAuthorities(authority.file);
  const { port, connections } = await listen(createTlsServer(authority, PATH));
  const url = `https://${HOST}:${port}`;
  for (let round = 0; round < 5; round++) expect(await ask(`${url}/${round}`)).toBe(`/${round}`);
  expect(connections()).toBe(1);

  const asked: string[] = [];
  const proxy = createServer().on("connect", ({ url: target = "", headers }, socket) => {
    asked.push(`${target} ${headers["proxy-authorization"]}`);
    const there = connect(Number(target.split(":")[1]), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      socket.pipe(there).pipe(socket);
    });
    for (const end of [socket, there])
      end.on("error", () => {}).on("close", () => [socket, there].map((it) => it.destroy()));
  });
  const plain = await listen(createServer(PATH));
  const address = `http://me:pass%2Eword@127.0.0.1:${(await listen(proxy)).port}`;
  vi.stubEnv("https_proxy", address);
  vi.stubEnv("http_proxy", address);
  onTestFinished(() => void vi.unstubAllEnvs());
  for (let round = 0; round < 5; round++) {
    expect(await ask(`${url}/${round}`)).toBe(`/${round}`);
    expect(await ask(`http://${HOST}:${plain.port}/${round}`)).toBe(`/${round}`);
  }
  const login = `Basic ${btoa("me:pass.word")}`;
  expect(asked).toEqual([`${HOST}:${port} ${login}`, `${HOST}:${plain.port} ${login}`]);
  expect([connections(), plain.connections()]).toEqual([2, 1]);
});

test("an answer that was not read to its end leaves its connection to nobody", async () => {
  const { port, connections } = await listen(
    createServer(({ url = "" }, response) => {
      if (url === "/") response.end("all");
      else response.writeHead(200, { "content-length": 10_000_000 }).write("begun");
    }),
  );
  const url = `http://127.0.0.1:${port}/`;
  for (let round = 1; round <= 3; round++) {
    for await (const bytes of bytesOf(await request({ method: "GET", url: `${url}long`, signal: NEVER }))) {
      expect(bytes.byteLength).toBe(5);
      break;
    }
    expect(await ask(url)).toBe("all");
    await turn();
  }
  // The one that `/` leaves behind is taken by the next long answer.
  expect(connections()).toBe(4);
});

const OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

/** What a server does with a connection after its first answer. */
test.each<[string, (socket: Socket) => void]>([
  ["closes it at once", (socket) => void socket.end()],
  ["resets it at once", (socket) => void setImmediate(() => socket.resetAndDestroy())],
  ["closes it when the next request comes", (socket) => void socket.once("data", () => socket.end())],
  ["resets it when the next request comes", (socket) => void socket.once("data", () => socket.resetAndDestroy())],
  ["closes it in the next head", (socket) => void socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\nconte"))],
  ["sends what was not asked for", (socket) => void socket.write("garbage")],
  [
    "says that it waited too long when the next request comes",
    (socket) => void socket.once("data", () => socket.end("HTTP/1.1 408 Timeout\r\ncontent-length: 0\r\n\r\n")),
  ],
  [
    "answers the next request with garbage",
    (socket) => void socket.once("data", () => socket.write("garbage\r\n\r\n")),
  ],
])("a server that %s is asked again at once, over another connection", async (_, after) => {
  const server = createTcpServer((socket) => {
    socket.once("data", () => {
      socket.write(OK);
      after(socket);
    });
  });
  const { port, connections } = await listen(server);
  const said: string[] = [];
  for (let round = 0; round < 4; round++) {
    const debug = (line: string): void => void said.push(line);
    const message = await request({ method: "GET", url: `http://127.0.0.1:${port}/`, signal: NEVER, debug });
    expect(await readText(message, 10)).toBe("ok");
    await turn();
  }
  expect(connections()).toBe(4);
  expect(said.filter((line) => line.includes("failed"))).toEqual([]);
});

test("a server that closes each new connection is not asked again and again", async () => {
  const { port, connections } = await listen(createTcpServer((socket) => socket.once("data", () => socket.end())));
  await expect(ask(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ code: "NETWORK_FAILED" });
  expect(connections()).toBe(1);
});

test("a server that answers one request over each connection is given up once, and has a new connection for each from then on", async () => {
  const { port, connections } = await listen(createTcpServer((socket) => socket.once("data", () => socket.write(OK))));
  const url = `http://127.0.0.1:${port}/`;
  expect(await ask(url)).toBe("ok");
  await turn();
  await expect(startRequest({ method: "GET", url, idle: 100 }).answer).rejects.toThrow("silent");
  expect(connections()).toBe(1);
  for (let round = 0; round < 3; round++) expect(await ask(url)).toBe("ok");
  expect(connections()).toBe(4);
});

test("a request with effects is sent once, over a connection of its own", async () => {
  const seen: string[] = [];
  const server = createTcpServer((socket) => {
    let answers = 0;
    socket.on("data", (bytes) => {
      const line = bytes.toString().split("\r\n")[0] ?? "";
      if (!line.includes("HTTP/1.1")) return;
      seen.push(`${line.split(" ")[0]} ${answers}`);
      if (answers++ > 0 || line.includes("/gone")) socket.resetAndDestroy();
      else socket.write(OK);
    });
  });
  const { port } = await listen(server);
  const url = `http://127.0.0.1:${port}/`;
  expect(await ask(url)).toBe("ok");
  await turn();
  const headers = { "content-length": 5 };
  const body = Readable.from(["hello"], { objectMode: false });
  expect(await readText(await request({ method: "PATCH", url, headers, body, signal: NEVER }), 10)).toBe("ok");
  await expect(ask(`${url}gone`, "POST")).rejects.toMatchObject({ code: "NETWORK_FAILED" });
  expect(seen).toEqual(["GET 0", "PATCH 0", "POST 0"]);
});

test("a connection that waits does not keep the process from ending", async () => {
  const { port, connections } = await listen(createServer({ keepAliveTimeout: 0 }, PATH));
  const http = new URL("../../src/http/", import.meta.url).href;
  const url = `http://127.0.0.1:${port}/end`;
  const program = `
    const { readText, request } = await import("${http}request.ts");
    const { connectionsFor } = await import("${http}connections.ts");
    const message = await request({ method: "GET", url: "${url}", signal: new AbortController().signal });
    const said = await readText(message, 100);
    process.on("exit", () => console.log(said, Object.keys(connectionsFor("${url}", true).freeSockets).length));
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program]);
  expect(stdout).toBe("/end 1\n");
  expect(connections()).toBe(1);
});
