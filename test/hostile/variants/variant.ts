import { buildBundle, type Recipe } from "./bundle.ts";

/** One hostile bundle. */
export interface Variant {
  readonly family: string;
  readonly name: string;
  /** Of which the refusal has one; none: it is honest, and has to be taken. */
  readonly codes: readonly string[];
  /** It is only refused where a home stands in its way, such as one with a trust policy. */
  readonly home?: "guarded";
  /** It is made to take memory, so it gets a process of its own in which that is measured. */
  readonly isHeavy?: boolean;
  readonly build: () => Buffer;
}

type Row = readonly [name: string, recipe: Recipe | (() => Recipe), ...codes: readonly string[]];

/** Variants of a family, each with its own codes or those that the family's have. */
export function family(name: string, codes: readonly string[], rows: readonly Row[]): Variant[] {
  return rows.map(([variant, recipe, ...own]) => ({
    family: name,
    name: variant,
    codes: own.length > 0 ? own : codes,
    build: () => buildBundle(typeof recipe === "function" ? recipe() : recipe),
  }));
}

export const heavy = (variants: readonly Variant[]): Variant[] =>
  variants.map((variant) => ({ ...variant, isHeavy: true }));

/** What is taken: proof that the others are refused for what was planted. */
export function honest(rows: readonly (readonly [name: string, recipe: Recipe | (() => Recipe)])[]): Variant[] {
  return family("honest", [], rows);
}
