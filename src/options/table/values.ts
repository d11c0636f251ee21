import type { OperationName } from "./operations.ts";
import type { OptionRow, OptionTable, OptionType } from "./option.ts";

/** A value of this type, parsed. */
type Parsed<Type> = Type extends { readonly kind: "flag" }
  ? boolean
  : Type extends { readonly kind: "number" | "size" }
    ? number
    : Type extends { readonly kind: "list" | "paths" }
      ? readonly string[]
      : Type extends { readonly choices: readonly (infer Choice)[] }
        ? Choice
        : string;

/** The use of a row by an operation; `never` if it has none. */
type UseIn<Row extends OptionRow, Operation> = Extract<UsesOf<Row>, { readonly operation: Operation }>["use"];

/** Each use of a row, once for each of its operations. */
type UsesOf<Row extends OptionRow, Use = Row["uses"][number]> = Use extends { readonly in: readonly (infer Name)[] }
  ? Name extends OperationName
    ? { readonly operation: Name; readonly use: Use }
    : never
  : never;

type TypeIn<Row extends OptionRow, Operation> =
  UseIn<Row, Operation> extends { readonly type: infer Type extends OptionType } ? Type : Row["type"];

type ValueIn<Row extends OptionRow, Operation> = Parsed<TypeIn<Row, Operation>>;

/** Flags, lists and options with a default always have a value; others only if they are given. */
type IsAlwaysThere<Row extends OptionRow, Operation> = TypeIn<Row, Operation>["kind"] extends "flag" | "list" | "paths"
  ? true
  : UseIn<Row, Operation> extends { readonly noBlank: true }
    ? false
    : UseIn<Row, Operation> extends { readonly default: string }
      ? true
      : false;

type NamesIn<Table extends OptionTable, Operation, Always extends boolean> = {
  [Name in keyof Table]: [UseIn<Table[Name], Operation>] extends [never]
    ? never
    : IsAlwaysThere<Table[Name], Operation> extends Always
      ? Name
      : never;
}[keyof Table];

/** The options of one operation, parsed, by their name on the command line. Without a value and a default, a member is absent. */
export type ValuesIn<Table extends OptionTable, Operation extends OperationName> = {
  readonly [Name in NamesIn<Table, Operation, true>]: ValueIn<Table[Name], Operation>;
} & { readonly [Name in NamesIn<Table, Operation, false>]?: ValueIn<Table[Name], Operation> };
