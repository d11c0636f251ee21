import type { IncomingMessage } from "node:http";

/** A refused request. The caller knows its purpose, and turns it into a `BundleError`. */
export class HttpError extends Error {
  override readonly name = "HttpError";
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly text: string;
  /** The address that refused. It may be signed, so messages name its host only. */
  readonly url: string;

  constructor(status: number, headers: IncomingMessage["headers"], text: string, url = "") {
    super(`status ${status}${excerpt(text)}`);
    this.status = status;
    this.headers = headers;
    this.text = text;
    this.url = url;
  }
}

/** Readable part of an error's body: the message of a JSON document, or the code of blob storage's XML. */
function excerpt(text: string): string {
  const message = /"(?:message|msg)"\s*:\s*"([^"]{1,300})/.exec(text)?.[1] ?? /<Code>([^<]{1,100})/.exec(text)?.[1];
  return message === undefined ? "" : ` (${message})`;
}
