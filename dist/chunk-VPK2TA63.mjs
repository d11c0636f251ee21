import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/commands/reading/without-name.ts
async function withoutName(read) {
  return read.catch((error) => {
    if (!(error instanceof BundleError) || error.code !== "BUNDLE_AMBIGUOUS") throw error;
    throw new BundleError(error.code, error.lines, {
      cause: error.cause,
      hint: "Run `ocx-bundle serve DIR`, and give the address of the one that is meant."
    });
  });
}

export {
  withoutName
};
