import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/options/requests/pick.ts
function pick(values, ...names) {
  const members = names.filter((name) => Object.hasOwn(values, name)).map((name) => [name, values[name]]);
  return Object.fromEntries(members);
}
function optional(name, value) {
  const member = {};
  if (value !== void 0) member[name] = value;
  return member;
}

export {
  pick,
  optional
};
