import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/commands/reading/refuse-delta.ts
function refuseDelta({ delta, content }, task, takesBases = false) {
  if (delta === void 0) return;
  const found = "it is a delta, which does not have all layers of its bundle";
  const more = takesBases ? " Or give the earlier bundle with `--base`." : "";
  throw new BundleError("DELTA_INCOMPLETE", `Cannot ${task} ${content.name}: ${found}`, {
    hint: `Make the whole bundle first: \`ocx-bundle complete DELTA --base BUNDLE --output FILE\`.${more}`
  });
}

export {
  refuseDelta
};
