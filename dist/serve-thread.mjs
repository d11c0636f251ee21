import {
  openServer,
  requestHandler
} from "./chunk-P6TNQJRI.mjs";
import "./chunk-GX6YAEWI.mjs";
import "./chunk-CYMBCZ23.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-GJP4ZKXN.mjs";
import "./chunk-N3UH3KS2.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4SSKYKZX.mjs";
import "./chunk-B62UY6QL.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/serve/serve-thread.ts
import { parentPort, workerData } from "node:worker_threads";
if (parentPort !== null) await serve(parentPort, workerData);
async function serve(port, { listen, ...options }) {
  const tell = (message) => port.postMessage(message);
  const waiting = /* @__PURE__ */ new Map();
  let asks = 0;
  const registry = {
    answer: (asked) => new Promise((resolve) => {
      asks += 1;
      waiting.set(asks, resolve);
      tell({ kind: "ask", id: asks, asked });
    }),
    access: (line) => tell({ kind: "access", line }),
    sent: (digest) => tell({ kind: "sent", digest }),
    failed: (error) => tell({ kind: "failed", message: error instanceof Error ? error.message : String(error) })
  };
  const server = await openServer(listen, requestHandler(registry), options);
  port.on("message", (message) => {
    if (message.kind === "close") void server.close().then(() => port.close());
    else {
      waiting.get(message.id)?.(message.answer);
      waiting.delete(message.id);
    }
  });
  tell({ kind: "listening" });
}
