import { optional, pick } from "./members.ts";
import type { Quote } from "./parse-options.ts";
import type { ImportRequest } from "./requests.ts";
import type { OptionValues } from "./table.ts";
import { toTrustRequest } from "./trust-request.ts";

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
