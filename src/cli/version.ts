/** The version of ocx-bundle. A test keeps it equal to package.json, which is not there where only dist/ is. */
export const VERSION = "0.1.0";
