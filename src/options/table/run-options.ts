import { COMMAND_NAMES } from "./operations.ts";
import type { OptionTable } from "./option.ts";

/** Options of an import for the home and later steps, and of every command for its run and reports. */
export const RUN_OPTIONS = {
  "on-conflict": {
    type: { kind: "choice", choices: ["update", "keep", "replace", "fail"] },
    uses: [
      {
        in: ["import", "import-action"],
        about:
          "What to do with a tag that is another package in this home. `update` replaces it if an earlier import set it, and keeps it if OCX set it; `keep` and `replace` do that to every such tag; `fail` is an error.",
        default: "update",
      },
    ],
  },
  select: {
    type: { kind: "flag" },
    uses: [
      {
        in: ["import", "import-action"],
        about: "Also make the imported packages current, as `ocx package select` does.",
      },
    ],
  },
  repair: {
    type: { kind: "flag" },
    uses: [
      {
        in: ["import", "import-action"],
        about: "Also compare the files that the home has with the bundle, and restore those that were changed.",
      },
    ],
  },
  shared: {
    type: { kind: "flag" },
    uses: [
      {
        in: ["import", "import-action"],
        about: "Make what the import writes readable for all users, so that one user can prepare a home for others.",
      },
    ],
  },
  "allow-unverified": {
    type: { kind: "flag" },
    uses: [
      {
        in: ["import", "import-action"],
        about: "Import packages even if a trust policy of OCX requires their signatures, which an import cannot check.",
      },
    ],
  },
  durable: {
    type: { kind: "flag" },
    uses: [{ in: ["import"], about: "Sync everything to disk before it becomes visible." }],
  },
  "spool-directory": {
    type: { kind: "path", value: "DIR" },
    uses: [
      {
        in: ["import", "import-action"],
        about: "Directory that holds up to 512 MiB of a remote bundle until they are unpacked.",
        otherwise: "the home",
      },
      {
        in: ["image"],
        about: "Directory that holds up to 512 MiB of a remote bundle or base until they are packed.",
        otherwise: "TMPDIR, else /tmp",
      },
    ],
  },
  concurrency: {
    type: { kind: "number", value: "N", most: 64 },
    uses: [
      {
        in: ["import", "import-action"],
        about: "Maximum number of requests to a remote bundle at the same time.",
        otherwise: "8",
      },
    ],
  },
  "export-environment": {
    type: { kind: "flag" },
    uses: [
      {
        in: ["import-action"],
        about: "Put the tools on the `PATH` of later steps, and their variables into the environment.",
        default: "true",
      },
    ],
  },
  offline: {
    type: { kind: "flag" },
    uses: [
      { in: ["import-action"], about: "Set `OCX_HOME` and `OCX_OFFLINE=1` for later steps.", default: "true" },
      {
        in: ["env"],
        about: "Also set `OCX_HOME` and `OCX_OFFLINE=1`, so that ocx uses this home and asks no registry.",
      },
    ],
  },
  workers: {
    // More threads are no faster, and each takes memory.
    type: { kind: "number", value: "N", most: 256 },
    uses: [
      {
        in: ["export", "import", "verify", "have", "complete", "manifest", "diff", "image"],
        about: "Threads that read, write and compress.",
        otherwise: "one for each core",
      },
    ],
  },
  "dry-run": {
    type: { kind: "flag" },
    uses: [
      {
        in: ["export", "import", "forget", "store", "export-action", "import-action"],
        about: "Report what would be done, without doing it.",
      },
    ],
  },
  json: {
    type: { kind: "flag" },
    uses: [
      {
        in: [
          "export",
          "import",
          "inspect",
          "verify",
          "complete",
          "diff",
          "split",
          "join",
          "merge",
          "extract",
          "send",
          "fetch",
          "sign",
          "attach",
          "image",
          "history",
          "forget",
          "store",
        ],
        about: "Print the result or the failure as one JSON document on standard output.",
      },
    ],
  },
  quiet: {
    short: "q",
    type: { kind: "flag" },
    uses: [
      {
        in: [
          "export",
          "import",
          "verify",
          "have",
          "complete",
          "manifest",
          "diff",
          "split",
          "join",
          "merge",
          "extract",
          "send",
          "fetch",
          "sign",
          "attach",
          "sbom",
          "image",
          "forget",
          "store",
          "serve",
        ],
        about: "Print only warnings and errors.",
      },
    ],
  },
  verbose: {
    short: "v",
    type: { kind: "flag" },
    uses: [
      {
        in: ["import", "verify", "merge", "extract", "send", "fetch", "image"],
        about: "Also print the debug log on standard error: each request, without secrets.",
      },
    ],
  },
  help: { short: "h", type: { kind: "flag" }, uses: [{ in: COMMAND_NAMES, about: "Show this help." }] },
  version: { type: { kind: "flag" }, uses: [{ in: COMMAND_NAMES, about: "Show the version." }] },
} as const satisfies OptionTable;
