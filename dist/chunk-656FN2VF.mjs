import {
  BLOCK_SIZE,
  FILE,
  NAME_WIDTH,
  PREFIX,
  PREFIX_WIDTH,
  asByteString
} from "./chunk-2BLSIOJA.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/tar/decode-header.ts
function headerBytes({ buffer, byteOffset, byteLength }) {
  return {
    bytes: Buffer.from(buffer, byteOffset, byteLength),
    view: new DataView(buffer, byteOffset, byteLength)
  };
}
function decodeHeader(block, offset = 0) {
  const headers = headerBytes(block);
  const facts = decodeFacts(headers, offset);
  return facts && { path: decodePath(headers, offset), ...facts };
}
function decodeFacts({ bytes, view }, offset) {
  const sum = blockSum(view, offset);
  if (sum === 8 * 32 && bytes[offset + 148] === 0) return void 0;
  if (decodeNumber(bytes, offset + 148, 8) !== sum) throw invalidHeader("its checksum is wrong");
  if (magicOf(bytes, offset + MAGIC) === "none") throw invalidHeader("it is not ustar");
  const size = decodeNumber(bytes, offset + 124, 12);
  const mode = decodeNumber(bytes, offset + 100, 8);
  if (!Number.isSafeInteger(size) || size < 0) throw invalidHeader("its size is not a number from 0");
  if (!Number.isSafeInteger(mode) || mode < 0) throw invalidHeader("its mode is not a number from 0");
  const mtime = bytes[offset + 136] === 0 ? 0 : decodeNumber(bytes, offset + 136, 12);
  if (!Number.isSafeInteger(mtime)) throw invalidHeader("its time is not a number");
  const flag = bytes[offset + 156] ?? 0;
  return {
    type: flag === 0 ? FILE : String.fromCharCode(flag),
    mode,
    size,
    mtime,
    target: decodeText(bytes, offset + 157, 100)
  };
}
var MAGIC = 257;
function decodePath({ bytes: block }, offset) {
  const name = decodeText(block, offset, NAME_WIDTH);
  const prefix = hasPrefix(block, offset) ? decodeText(block, offset + PREFIX, PREFIX_WIDTH) : "";
  return asByteString(prefix === "" ? name : `${prefix}/${name}`);
}
function hasPrefix(block, offset) {
  return block[offset + PREFIX] !== 0 && magicOf(block, offset + MAGIC) === "ustar";
}
function decodeNameIn(directory, { bytes: block }, offset) {
  const { length } = directory;
  let known = 0;
  if (hasPrefix(block, offset)) {
    const prefix = offset + PREFIX;
    while (known < length && known < PREFIX_WIDTH && block[prefix + known] === directory[known]) known++;
    if (known === length || directory[known] !== SLASH) return void 0;
    if (known < PREFIX_WIDTH && block[prefix + known] !== 0) return void 0;
    known++;
  }
  let at = offset;
  const behind = offset + NAME_WIDTH;
  for (; known < length && at < behind; known++, at++) if (block[at] !== directory[known]) return void 0;
  if (known < length) return void 0;
  let end = at;
  for (let byte = block[end] ?? 0; end < behind && byte !== 0; byte = block[++end] ?? 0) {
    if (byte === SLASH || byte > 127) return void 0;
  }
  return end === at ? void 0 : asByteString(block.toString("latin1", at, end));
}
var SLASH = 47;
function blockSum(block, at) {
  let even = 0;
  let odd = 0;
  for (let i = at; i < at + BLOCK_SIZE; i += 4) {
    const four = block.getInt32(i, true);
    even += four & 16711935;
    odd += four >>> 8 & 16711935;
  }
  let sum = (even & 65535) + (even >>> 16) + (odd & 65535) + (odd >>> 16) + 8 * 32;
  for (let i = at + 148; i < at + 156; i++) sum -= block.getUint8(i);
  return sum;
}
function magicOf(block, at) {
  for (let i = 0; i < USTAR.length; i++) if (block[at + i] !== USTAR[i]) return "none";
  if (block[at + USTAR.length] === 0) return "ustar";
  return block[at + USTAR.length] === 32 ? "gnu" : "none";
}
var USTAR = Buffer.from("ustar");
function decodeText(block, at, width) {
  if (block[at] === 0) return NOTHING;
  let end = at + 1;
  while (end < at + width && block[end] !== 0) end++;
  return asByteString(block.toString("latin1", at, end));
}
var NOTHING = asByteString("");
function decodeNumber(block, at, width) {
  const first = block[at] ?? 0;
  if (first === 128 || first === 255) return decodeBase256(block, at, width);
  let i = at;
  while (i < at + width && block[i] === 32) i++;
  const start = i;
  let value = 0;
  for (; i < at + width; i++) {
    const digit = (block[i] ?? 0) - 48;
    if (digit < 0 || digit > 7) break;
    value = value * 8 + digit;
  }
  if (i === start) return Number.NaN;
  for (; i < at + width; i++) if (block[i] !== 0 && block[i] !== 32) return Number.NaN;
  return value;
}
function decodeBase256(block, at, width) {
  let value = block[at] === 255 ? -1 : 0;
  for (let i = at + 1; i < at + width; i++) value = value * 256 + (block[i] ?? 0);
  return value;
}
function invalidHeader(what) {
  return new BundleError("ENTRY_INVALID", `Cannot read tar header: ${what}`);
}

export {
  headerBytes,
  decodeHeader,
  decodeFacts,
  decodePath,
  decodeNameIn
};
