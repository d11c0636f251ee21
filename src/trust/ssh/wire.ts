import { BundleError } from "../../errors.ts";

/** Reads SSH's binary form from the front. Source: RFC 4251, 5. Throws `SIGNATURE_INVALID` when the bytes end early. */
export interface WireReader {
  /** Bytes with their length in front. */
  string(): Uint8Array;
  /** A {@link string} of ASCII. */
  text(): string;
  /** A positive integer, big-endian, without leading zeros. */
  integer(): Uint8Array;
  bytes(size: number): Uint8Array;
  /** Fails if there are bytes left. */
  end(): void;
}

export function readWire(bytes: Uint8Array, what: string): WireReader {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const refuse = (found: string): never => {
    throw new BundleError("SIGNATURE_INVALID", `Cannot read ${what}: ${found}`);
  };
  const take = (size: number): Uint8Array => {
    if (size > buffer.length - at) refuse("it ends too early");
    at += size;
    return buffer.subarray(at - size, at);
  };
  const string = (): Uint8Array => {
    const start = at;
    take(4);
    return take(buffer.readUInt32BE(start));
  };
  return {
    string,
    bytes: take,
    text() {
      const found = string();
      return found.every((byte) => byte >= 0x20 && byte < 0x7f)
        ? Buffer.from(found).toString("latin1")
        : refuse("a name in it is not ASCII");
    },
    integer() {
      const found = string();
      const [first = 0, second = 0] = found;
      if (found.length === 0 || first >= 0x80 || (first === 0 && second < 0x80))
        return refuse("a number in it is not positive, or not in its shortest form");
      return first === 0 ? found.subarray(1) : found;
    },
    end() {
      if (at < buffer.length) refuse("there are bytes behind its end");
    },
  };
}

/** Puts the length in front of bytes, as SSH does. */
export function wireString(content: Uint8Array | string): Buffer {
  const bytes = Buffer.from(content);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(bytes.length);
  return Buffer.concat([size, bytes]);
}
