/** Identifiers of SPDX that publishers use most. With others a text may be an expression too, but that is not known here. */
const LICENSES: ReadonlySet<string> = new Set(
  (
    "0BSD AGPL-3.0-only AGPL-3.0-or-later Apache-2.0 Artistic-2.0 BSD-2-Clause BSD-3-Clause BSD-4-Clause BSL-1.0 BUSL-1.1 " +
    "CC0-1.0 CC-BY-4.0 CDDL-1.0 CDDL-1.1 curl EPL-1.0 EPL-2.0 GPL-2.0-only GPL-2.0-or-later GPL-3.0-only GPL-3.0-or-later " +
    "ICU ISC LGPL-2.1-only LGPL-2.1-or-later LGPL-3.0-only LGPL-3.0-or-later MIT MIT-0 MPL-2.0 NCSA OpenSSL PostgreSQL " +
    "PSF-2.0 Python-2.0 Ruby Unicode-3.0 Unicode-DFS-2016 Unlicense UPL-1.0 Vim WTFPL X11 Zlib"
  ).split(" "),
);

const EXCEPTIONS: ReadonlySet<string> = new Set([
  "Autoconf-exception-3.0",
  "Classpath-exception-2.0",
  "GCC-exception-3.1",
  "LLVM-exception",
]);

/**
 * True for a valid license expression of SPDX: known identifiers with `AND` or `OR` between them, `WITH` a known exception. No
 * parentheses. False means that a text has to be quoted as it is.
 */
export function isLicenseExpression(text: string): boolean {
  return text.split(/ (?:AND|OR) /).every((part) => {
    const [license = "", exception, ...more] = part.split(" WITH ");
    const isKnown = LICENSES.has(license) && more.length === 0;
    return isKnown && (exception === undefined || EXCEPTIONS.has(exception));
  });
}
