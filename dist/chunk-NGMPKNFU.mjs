// from-joined:src/bundle/config-schema.ts
import { anyDigest_166, configSchema_166, ownDigest_166, registry_166, text_166, versionSchema_166 } from "./core.mjs";

export {
  anyDigest_166,
  ownDigest_166,
  registry_166,
  text_166
};
