import type { OptionValues } from "../table/option-table.ts";
import type { Quote } from "../table/parse-options.ts";
import type { Input } from "./input.ts";
import { optional, pick } from "./pick.ts";
import { type TrustRequest, toTrustRequest } from "./trust-request.ts";

export interface ImportRequest {
  readonly source: Input;
  readonly home?: string;
  /** Identifiers of the wanted roots; empty means all. */
  readonly packages: readonly string[];
  readonly select: boolean;
  readonly onConflict: ConflictPolicy;
  readonly project?: string;
  readonly digest?: string;
  readonly platform?: string;
  /** Earlier bundles or homes with what a delta builds on. Default: the home itself. */
  readonly bases?: readonly Input[];
  readonly allowUnverified: boolean;
  /** Whether all users may read what the import writes. The edges set the umask for it. */
  readonly shared?: boolean;
  /** Whether to compare the content of what is present, and replace what was altered. */
  readonly repair?: boolean;
  readonly durable: boolean;
  readonly workers?: number;
  /** Directory for the bytes of a remote bundle until they are unpacked. Default: the home's staging. */
  readonly spoolDirectory?: string;
  /** Requests to a remote bundle at the same time. */
  readonly concurrency?: number;
  /** Store that keeps what is fetched. Default: OCX_BUNDLE_STORE; none if that is not set either. */
  readonly store?: string;
  readonly dryRun: boolean;
  /** Set to compose the environment as well, from these groups of the project; no groups means `default`. */
  readonly environment?: { readonly groups: readonly string[] };
  readonly trust?: TrustRequest;
}

export type ConflictPolicy = "update" | "keep" | "replace" | "fail";

/** The options of the command that the action has too, and those that it may have. */
type ImportValues = Omit<
  OptionValues<"import">,
  | "name"
  | "base"
  | "repository"
  | "ca-file"
  | "plain-http"
  | "durable"
  | "dry-run"
  | "json"
  | "quiet"
  | "verbose"
  | "help"
  | "version"
> &
  Partial<Pick<OptionValues<"import">, "durable" | "dry-run">>;

/** The value of `digest` that accepts every bundle. */
const ANY_DIGEST = "any";

/** The repository whose workflow must have signed: in the action, `repository` is that of a release. */
interface Repositories {
  readonly repository?: string;
  readonly "source-repository"?: string;
}

/**
 * The request of an import without its source, as the command and the action have it.
 * @throws BundleError `OPTION_INVALID`
 */
export function toImportRequest(
  values: ImportValues & Repositories,
  { quote, from }: { readonly quote: Quote; readonly from: keyof Repositories },
): Omit<ImportRequest, "source"> {
  const { repository: _, ...others } = values;
  return {
    ...pick(values, "home", "store", "select", "project", "platform", "workers", "concurrency"),
    ...optional("spoolDirectory", values["spool-directory"]),
    packages: values.package,
    onConflict: values["on-conflict"],
    ...(values.digest !== ANY_DIGEST && pick(values, "digest")),
    allowUnverified: values["allow-unverified"],
    ...(values.shared && { shared: true }),
    ...(values.repair && { repair: true }),
    durable: values.durable ?? false,
    dryRun: values["dry-run"] ?? false,
    ...optional("trust", toTrustRequest({ ...others, ...optional("repository", values[from]) }, quote, from)),
  };
}
