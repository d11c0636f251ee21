const FORM = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(Z)?$/i;

/**
 * Reads a time as ssh-keygen does: `YYYYMMDD` or `YYYYMMDDHHMM[SS]`, in local time without `Z`. Undefined for another text and
 * for a day that does not exist.
 */
export function parseKeyTime(text: string): Date | undefined {
  const [, year = "", month = "", day = "", hour = "00", minute = "00", second = "00", zone = ""] =
    FORM.exec(text) ?? [];
  if (year === "") return undefined;
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  // As UTC first, which has no gaps: a day that does not exist becomes another one there.
  const utc = new Date(`${written}Z`);
  if (Number.isNaN(utc.getTime()) || !utc.toISOString().startsWith(written)) return undefined;
  return zone === "" ? new Date(written) : utc;
}
