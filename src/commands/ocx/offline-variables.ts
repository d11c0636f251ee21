/** The variables with which `ocx` uses a home and asks no registry. */
export function offlineVariables(home: string): Readonly<Record<"OCX_HOME" | "OCX_OFFLINE", string>> {
  return { OCX_HOME: home, OCX_OFFLINE: "1" };
}
