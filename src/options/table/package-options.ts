import type { OptionTable } from "./option.ts";

/** Which packages, of which project and home. */
export const PACKAGE_OPTIONS = {
  package: {
    input: "packages",
    type: { kind: "list", value: "ID" },
    uses: [
      { in: ["export-action"], about: "Identifiers of installed packages, for example `ocx.sh/kitware/cmake:3.28`." },
      {
        in: ["import", "import-action"],
        about:
          "Import only these packages: identifiers, repositories for all their tags, digests, or at least four hex digits of one. They must have been exported by name, not as dependencies.",
        otherwise: "all",
      },
      {
        in: ["extract"],
        about: "Take only these packages, in the forms that import takes. The result is another bundle.",
        otherwise: "all",
      },
      {
        in: ["manifest"],
        type: { kind: "text", value: "ID" },
        about: "List only this package, with paths below its content.",
        otherwise: "all",
      },
      {
        in: ["diff"],
        type: { kind: "text", value: "ID" },
        about: "Compare only this package. A list of files must be of this package alone.",
        otherwise: "all",
      },
    ],
  },
  project: {
    type: { kind: "path", value: "DIR|FILE" },
    uses: [
      {
        in: ["export", "export-action"],
        about: "Export the packages in the ocx.lock of this project.",
        otherwise: "the project of the working directory",
      },
      {
        in: ["import", "import-action"],
        about: "Project that keeps its packages from `ocx clean`. The bundle must have been made from its ocx.lock.",
        otherwise: "the project of the working directory, if it has that lock",
      },
      { in: ["env"], about: "Use the packages in the ocx.lock of this project, and the `[env]` of its ocx.toml." },
      {
        in: ["send", "fetch"],
        about: "Project whose ocx.lock makes the key.",
        otherwise: "the project of the working directory",
        channels: ["cache"],
      },
    ],
  },
  group: {
    short: "g",
    input: "groups",
    type: { kind: "list", value: "NAME" },
    uses: [
      {
        in: ["export", "export-action"],
        about: "Export only these groups of the project; `default` is its `[tools]`.",
        otherwise: "all groups in the lock",
      },
      {
        in: ["env", "image"],
        about: "Groups of the project, or `all`; later groups win.",
        otherwise: "`default`, its `[tools]`",
      },
      {
        in: ["import-action"],
        about: "Groups of the project whose tools and variables later steps get; later groups win.",
        otherwise: "`default`, its `[tools]`",
      },
    ],
  },
  all: {
    type: { kind: "flag" },
    uses: [{ in: ["export", "export-action"], about: "Export every package that has an install link in the home." }],
  },
  "include-ocx": {
    type: { kind: "choice", choices: ["auto", "true", "false"] },
    uses: [
      {
        in: ["export", "export-action"],
        about:
          "Whether ocx itself travels. `auto` takes the package `ocx.sh/ocx/cli` of the home if entry points need it; `true` takes it in any case, else the executable `ocx` on `PATH`.",
        default: "auto",
      },
    ],
  },
  home: {
    type: { kind: "path", value: "DIR" },
    uses: [
      {
        in: ["export", "have", "env", "history", "forget", "export-action"],
        about: "Absolute path of the OCX home.",
        otherwise: "`OCX_HOME`, else `~/.ocx`",
      },
      {
        in: ["import", "import-action"],
        about: "Absolute path of the OCX home. It is created if it does not exist.",
        otherwise: "`OCX_HOME`, else `~/.ocx`",
      },
      {
        in: ["verify"],
        about: "Also compare the layers and packages of this home with those of the bundle.",
      },
    ],
  },
  platform: {
    type: { kind: "text", value: "OS/ARCH[+FEATURE]" },
    uses: [
      {
        in: ["export", "import", "env", "manifest", "diff"],
        about: "Work for this platform, such as linux/amd64+libc.musl.",
        otherwise: "this machine's",
      },
      {
        in: ["inspect", "extract", "sbom"],
        about: "Platform to choose from a bundle for several, such as linux/amd64+libc.musl.",
        otherwise: "this machine's",
      },
      {
        in: ["verify"],
        about: "Check only this platform of a bundle for several.",
        otherwise: "all, and for --home this machine's",
      },
      {
        in: ["image"],
        about: "Platform of the image, if the bundle is for several.",
        otherwise: "that of the bundle",
      },
    ],
  },
} as const satisfies OptionTable;
