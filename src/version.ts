/** The version of ocx-bundle. A test keeps it equal to package.json, which dist/ does not contain. */
export const VERSION = "0.1.0";
