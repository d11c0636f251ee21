// src/io/write-at.ts
async function writeAt(file, bytes, position) {
  for (let done = 0; done < bytes.byteLength; ) {
    done += (await file.write(bytes, done, bytes.byteLength - done, position + done)).bytesWritten;
  }
}

export {
  writeAt
};
