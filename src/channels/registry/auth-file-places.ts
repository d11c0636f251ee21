import { join } from "node:path";
import { type AuthFile, parseAuthFile, readAuthFile } from "./auth-file.ts";

export interface AuthFilePlace {
  readonly source: string;
  readonly read: () => Promise<AuthFile | undefined>;
}

/** Facts that decide where the files are. */
interface UserFiles {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly userHome: string;
}

/** The files in the order of the search. Source: docker/cli, cli/config; containers/image, containers-auth.json(5). */
export function authFiles({ variables, userHome }: UserFiles): readonly AuthFilePlace[] {
  const { REGISTRY_AUTH_FILE, DOCKER_AUTH_CONFIG, DOCKER_CONFIG, XDG_RUNTIME_DIR, XDG_CONFIG_HOME } = variables;
  const paths = [
    XDG_RUNTIME_DIR ? join(XDG_RUNTIME_DIR, "containers/auth.json") : `/run/containers/${process.getuid?.()}/auth.json`,
    join(DOCKER_CONFIG || join(userHome, ".docker"), "config.json"),
    join(XDG_CONFIG_HOME || join(userHome, ".config"), "containers/auth.json"),
  ];
  const inVariable = {
    source: "DOCKER_AUTH_CONFIG",
    read: async () => parseAuthFile(DOCKER_AUTH_CONFIG ?? "", "DOCKER_AUTH_CONFIG"),
  };
  return [
    ...(REGISTRY_AUTH_FILE ? [fileAt(REGISTRY_AUTH_FILE)] : []),
    ...(DOCKER_AUTH_CONFIG ? [inVariable] : []),
    ...paths.map(fileAt),
  ];
}

function fileAt(path: string): AuthFilePlace {
  return { source: path, read: () => readAuthFile(path) };
}
