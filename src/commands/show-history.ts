import { assignedValue, type RecordedImport } from "../home/contents/import-records.ts";
import { readImportsLog } from "../home/contents/imports-log.ts";
import { targetHome } from "../home/contents/target-home.ts";
import { openHome } from "../home/model/open-home.ts";
import { valueReader } from "../home/plan/plan-forget.ts";
import { mapInBatches } from "../io/batches.ts";
import type { HistoryRequest } from "../options/requests/history-request.ts";
import type { ProcessContext } from "../options/requests/process-context.ts";
import { homePath } from "./places/home-path.ts";
import type { HistoryResult } from "./results/history-results.ts";

/** Lists the imports into a home, oldest first, and what of each is still in place. Writes nothing. */
export async function showHistory(request: HistoryRequest, context: ProcessContext): Promise<HistoryResult> {
  const { path: home } = await openHome(homePath(request.home, context));
  const target = targetHome(home);
  const { records } = await readImportsLog(target);
  const valueOf = valueReader(target);
  const known = new Map<string, ReturnType<typeof valueOf>>();
  const look = (record: RecordedImport): Promise<HistoryResult["imports"][number]["relies"]> =>
    mapInBatches(record.relies, async ({ before: _previous, ...assignment }) => {
      const looking = known.get(assignedValue(assignment)) ?? valueOf(assignment);
      known.set(assignedValue(assignment), looking);
      return { ...assignment, inPlace: (await looking) === "same" };
    });
  const imports: HistoryResult["imports"][number][] = [];
  for (const record of records) {
    const { at, bundle, source, roots, added, registration, ocx, forgotten } = record;
    imports.push({
      at,
      bundle,
      source,
      roots,
      added,
      relies: await look(record),
      ...(registration !== undefined && { project: registration.target }),
      ...(ocx !== undefined && { ocx }),
      ...(forgotten !== undefined && { forgotten }),
    });
  }
  return { home, imports };
}
