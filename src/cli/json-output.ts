import * as v from "valibot";
import { bundleSummary } from "../commands/results/bundle-summary.ts";
import { completeResult } from "../commands/results/complete-result.ts";
import { diffResult } from "../commands/results/diff-result.ts";
import { exportResult } from "../commands/results/export-result.ts";
import { fetchResult } from "../commands/results/fetch-result.ts";
import { forgetResult, historyResult } from "../commands/results/history-results.ts";
import { imageResult } from "../commands/results/image-results.ts";
import { importResult } from "../commands/results/import-result.ts";
import { extractResult, mergeResult } from "../commands/results/merge-results.ts";
import { joinResult, splitResult } from "../commands/results/parts-results.ts";
import { count, identifier, list, record } from "../commands/results/result-fields.ts";
import { sendResult } from "../commands/results/send-result.ts";
import { attachResult, signResult } from "../commands/results/signing-results.ts";
import { storeResult } from "../commands/results/store-result.ts";
import { verifyHomeResult, verifyResult } from "../commands/results/verify-result.ts";
import type { CommandName } from "../options/table/operations.ts";

const claim = record({ name: v.string(), package: identifier });
const entry = { key: v.string(), value: v.string() };

/** The form of OCX, which chooses the names of its fields. */
const environment = record({
  entries: list(
    v.variant("type", [
      record({ ...entry, type: v.literal("constant") }),
      record({ ...entry, type: v.literal("path") }),
      record({ ...entry, type: v.literal("list"), separator: v.exactOptional(v.string()) }),
    ]),
  ),
  binaries: list(claim),
  entrypoints: list(claim),
  integrations: list(record({ namespace: v.string(), package: identifier, payload: v.unknown() })),
  advisories: v.pipe(list(v.never()), v.description("Always empty.")),
});

const failure = record({
  code: v.pipe(v.string(), v.regex(/^[A-Z_]+$/), v.description("As in docs/errors.md, or INTERRUPTED by a signal.")),
  message: v.pipe(v.string(), v.description("For people; a line for each thing that is wrong.")),
  hint: v.pipe(v.string(), v.description("For people.")),
  exitCode: v.pipe(count, v.description("Of the command.")),
});

/** A failure in the form that `--json` prints. */
export type FailureDocument = v.InferOutput<typeof failure>;

/**
 * Schemas of what the commands print with `--json`, and `env` with `--format json`; a failure is the same for all.
 * `docs/json-output.schema.json` is made from them.
 */
export const JSON_OUTPUT = {
  export: exportResult,
  import: importResult,
  inspect: bundleSummary,
  verify: v.union([verifyResult, verifyHomeResult]),
  complete: completeResult,
  env: environment,
  diff: diffResult,
  split: splitResult,
  join: joinResult,
  merge: mergeResult,
  extract: extractResult,
  send: sendResult,
  fetch: fetchResult,
  sign: signResult,
  attach: attachResult,
  image: imageResult,
  history: historyResult,
  forget: forgetResult,
  store: storeResult,
  failure,
} as const satisfies Record<
  Exclude<CommandName, "manifest" | "have" | "sbom" | "serve" | "completion" | "help" | "version"> | "failure",
  v.GenericSchema
>;
