import { BundleError } from "../../errors.ts";
import { similarName } from "../../similar-name.ts";
import type { OptionValues } from "../table/option-table.ts";
import { invalidOption, type Quote } from "../table/parse-options.ts";
import { toBases } from "./base-input.ts";
import type { Input } from "./input.ts";
import { optional, pick } from "./pick.ts";

/** An action on a store of many bundles. `name` is a name, with a tag or without, or the beginning of a digest. */
export type StoreAction =
  | {
      readonly action: "add";
      readonly source: Input;
      readonly as?: string;
      /** Earlier bundles and homes that a delta builds on, besides the bundles of the store. */
      readonly bases?: readonly Input[];
    }
  | { readonly action: "list" }
  | { readonly action: "show"; readonly name: string }
  /** No names mean all. */
  | { readonly action: "check" | "remove"; readonly names: readonly string[] }
  | {
      readonly action: "gc";
      readonly keep?: number;
      /** Milliseconds. */
      readonly unusedFor?: number;
      /** Bytes. */
      readonly maxSize?: number;
      readonly dryRun: boolean;
    };

/** `store` is the directory; default: OCX_BUNDLE_STORE. */
export type StoreRequest = { readonly store?: string } & StoreAction;

export const STORE_ACTIONS = ["add", "list", "show", "check", "remove", "gc"] as const;

/** Options that only some of the actions have. */
const ONLY: Readonly<Record<string, readonly string[]>> = {
  as: ["add"],
  base: ["add"],
  name: ["add"],
  keep: ["gc"],
  "unused-for": ["gc"],
  "max-size": ["gc"],
  "dry-run": ["gc"],
};

/**
 * The request of `store ACTION [ARGUMENT...]`.
 * @param toInput makes the source of a bundle from its word
 * @throws BundleError `OPTION_INVALID`
 */
export function toStoreRequest(
  [action = "", ...rest]: readonly string[],
  values: OptionValues<"store">,
  { quote, toInput }: { readonly quote: Quote; readonly toInput: (word: string) => Input },
): StoreRequest {
  const isAction = STORE_ACTIONS.find((each) => each === action);
  if (isAction === undefined) throw unknownAction(action);
  const given: Readonly<Record<string, unknown>> = values;
  for (const [name, actions] of Object.entries(ONLY))
    if (isGiven(given[name]) && !actions.includes(isAction))
      throw wrong(`${quote(name)} is given, but the action is ${isAction}`);
  return { ...pick(values, "store"), ...toAction(isAction, rest, values, { quote, toInput }) };
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);
}

function toAction(
  action: (typeof STORE_ACTIONS)[number],
  words: readonly string[],
  values: OptionValues<"store">,
  { quote, toInput }: { readonly quote: Quote; readonly toInput: (word: string) => Input },
): StoreAction {
  const [word, second] = words;
  switch (action) {
    case "add":
      if (word === undefined || second !== undefined) throw wrong("add takes one BUNDLE");
      return { action, source: toInput(word), ...optional("as", values.as), ...toBases(values, quote) };
    case "show":
      if (word === undefined || second !== undefined) throw wrong("show takes one NAME");
      return { action, name: word };
    case "remove":
      if (word === undefined) throw wrong("remove takes at least one NAME");
      return { action, names: words };
    case "check":
      return { action, names: words };
    case "list":
    case "gc":
      if (word !== undefined) throw wrong(`${action} takes no argument, got "${word}"`);
      if (action === "list") return { action };
      return {
        action,
        ...pick(values, "keep"),
        ...optional("unusedFor", parseUnits(values["unused-for"], AGES, quote("unused-for"))),
        ...optional("maxSize", parseUnits(values["max-size"], SIZES, quote("max-size"))),
        dryRun: values["dry-run"],
      };
  }
}

/** Milliseconds, and bytes. */
const AGES = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const SIZES = { K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 };

function parseUnits(
  text: string | undefined,
  units: Readonly<Record<string, number>>,
  quoted: string,
): number | undefined {
  if (text === undefined) return undefined;
  const [, digits = "", unit = ""] = /^(\d{1,6})([A-Za-z])$/.exec(text) ?? [];
  const factor = units[unit];
  if (factor !== undefined) return Number(digits) * factor;
  throw invalidOption(quoted, text, `a number with one of the units ${Object.keys(units).join(", ")}`);
}

function unknownAction(action: string): BundleError {
  const meant = similarName(action, STORE_ACTIONS);
  const found = action === "" ? "there is no action" : `there is no action ${action}`;
  return wrong(`${found}, expected one of ${STORE_ACTIONS.join(", ")}`, meant);
}

function wrong(reason: string, meant?: string): BundleError {
  const hint = meant === undefined ? "See `ocx-bundle store --help`." : `Did you mean ${meant}?`;
  return new BundleError("OPTION_INVALID", `Cannot read the command line: ${reason}`, { hint });
}
