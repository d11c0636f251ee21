import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  invalidOption,
  toBases
} from "./chunk-SXOG2VUQ.mjs";
import {
  nearest
} from "./chunk-REH3XOZH.mjs";
import {
  optional,
  pick
} from "./chunk-BRXFK6VM.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/options/requests/store-request.ts
var STORE_ACTIONS = ["add", "list", "show", "check", "remove", "gc"];
var ONLY = {
  as: ["add"],
  base: ["add"],
  name: ["add"],
  keep: ["gc"],
  "unused-for": ["gc"],
  "max-size": ["gc"],
  "dry-run": ["gc"]
};
function toStoreRequest([action = "", ...rest], values, { quote, toInput }) {
  const isAction = STORE_ACTIONS.find((each) => each === action);
  if (isAction === void 0) throw unknownAction(action);
  const given = values;
  for (const [name, actions] of Object.entries(ONLY))
    if (isGiven(given[name]) && !actions.includes(isAction))
      throw wrong(`${quote(name)} is given, but the action is ${isAction}`);
  return { ...pick(values, "store"), ...toAction(isAction, rest, values, { quote, toInput }) };
}
function isGiven(value) {
  return value !== void 0 && value !== false && !(Array.isArray(value) && value.length === 0);
}
function toAction(action, words, values, { quote, toInput }) {
  const [word, second] = words;
  switch (action) {
    case "add":
      if (word === void 0 || second !== void 0) throw wrong("add takes one BUNDLE");
      return { action, source: toInput(word), ...optional("as", values.as), ...toBases(values, quote) };
    case "show":
      if (word === void 0 || second !== void 0) throw wrong("show takes one NAME");
      return { action, name: word };
    case "remove":
      if (word === void 0) throw wrong("remove takes at least one NAME");
      return { action, names: words };
    case "check":
      return { action, names: words };
    case "list":
    case "gc":
      if (word !== void 0) throw wrong(`${action} takes no argument, got "${word}"`);
      if (action === "list") return { action };
      return {
        action,
        ...pick(values, "keep"),
        ...optional("unusedFor", parseUnits(values["unused-for"], AGES, quote("unused-for"))),
        ...optional("maxSize", parseUnits(values["max-size"], SIZES, quote("max-size"))),
        dryRun: values["dry-run"]
      };
  }
}
var AGES = { m: 6e4, h: 36e5, d: 864e5, w: 6048e5 };
var SIZES = { K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 };
function parseUnits(text, units, quoted) {
  if (text === void 0) return void 0;
  const [, digits = "", unit = ""] = /^(\d{1,6})([A-Za-z])$/.exec(text) ?? [];
  const factor = units[unit];
  if (factor !== void 0) return Number(digits) * factor;
  throw invalidOption(quoted, text, `a number with one of the units ${Object.keys(units).join(", ")}`);
}
function unknownAction(action) {
  const meant = nearest(action, STORE_ACTIONS);
  const found = action === "" ? "there is no action" : `there is no action ${action}`;
  return wrong(`${found}, expected one of ${STORE_ACTIONS.join(", ")}`, meant);
}
function wrong(reason, meant) {
  const hint = meant === void 0 ? "See `ocx-bundle store --help`." : `Did you mean ${meant}?`;
  return new BundleError("OPTION_INVALID", `Cannot read the command line: ${reason}`, { hint });
}

export {
  STORE_ACTIONS,
  toStoreRequest
};
