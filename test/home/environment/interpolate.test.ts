import { expect, test } from "vitest";
import { interpolate, type TemplateScope } from "../../../src/home/environment/interpolate.ts";

// What OCX 0.5.8 accepts, and with which exit code it refuses: `ocx package env` on packages with these values.
const SCOPE: TemplateScope = {
  subject: "KEY of ocx.sh/acme/tool:1",
  installPath: "/home/${installPath}/p/content",
  dependencies: new Map([
    ["java", "/jdk/content"],
    ["gone", "/gone/content"],
  ]),
  earlier: new Map([
    ["FIRST", ["one ${self.env.SECOND}"]],
    ["TWICE", ["a", "b"]],
  ]),
};

test.each([
  ["", ""],
  ["${installPath}/bin", "/home/${installPath}/p/content/bin"],
  ["${self.installPath}", "/home/${installPath}/p/content"],
  ["${installPath:native}:${self.installPath:posix}", "/home/${installPath}/p/content:/home/${installPath}/p/content"],
  ["${deps.java.installPath}/bin/${deps.java.installPath:posix}", "/jdk/content/bin//jdk/content"],
  ["${self.env.FIRST}!", "one ${self.env.SECOND}!"],
  ["$${installPath} $${", "${installPath} ${"],
  ["$$${installPath}", "$${installPath}"],
  ["$HOME $ $$ {x} } ${open", "$HOME $ $$ {x} } ${open"],
  ["a } ${open $${", "a } ${open ${"],
  ["é${installPath}✓", "é/home/${installPath}/p/content✓"],
])("interpolate() makes of %j what OCX makes of it", (template, value) => {
  expect(interpolate(template, SCOPE)).toBe(value);
});

test.each([
  "${}",
  "${ installPath }",
  "${HOME}",
  "${installPath.foo}",
  "${self.version}",
  "${installPath:POSIX}",
  "${installPath:}",
  "${self.env.FIRST:posix}",
  "${self.env.1ABC}",
  "${self.env.A-B}",
  "${self.env.LATER}",
  "${self.env.TWICE}",
  "${deps.Java.installPath}",
  "${deps.java.version}",
  "${deps.java}",
  "${deps.other.installPath}",
  `\${deps.${"a".repeat(65)}.installPath}`,
  "${outer ${installPath}}",
])("interpolate() refuses %s", (template) => {
  expect(() => interpolate(template, SCOPE)).toThrow(
    expect.objectContaining({ code: "METADATA_INVALID", exitCode: 65 }),
  );
});

test("interpolate() fails with OCX's 79 when a named dependency is not installed, but only for a value that is used", () => {
  const exists = (path: string): boolean => path !== "/gone/content";
  expect(interpolate("${deps.gone.installPath}", SCOPE)).toBe("/gone/content");
  expect(interpolate("${deps.java.installPath}", { ...SCOPE, exists })).toBe("/jdk/content");
  expect(() => interpolate("${deps.gone.installPath}", { ...SCOPE, exists })).toThrow(
    expect.objectContaining({ code: "PACKAGE_NOT_INSTALLED", exitCode: 79 }),
  );
});

test("interpolate() refuses variables where they are not allowed before it looks at dependencies", () => {
  const { earlier: _, ...payload } = SCOPE;
  const attempt = (): string =>
    interpolate("${deps.gone.installPath}${self.env.FIRST}", { ...payload, exists: () => false });
  expect(attempt).toThrow(expect.objectContaining({ code: "METADATA_INVALID" }));
});

test("interpolate() stops at 64 KiB, counted in bytes", () => {
  const earlier = new Map([["HALF", ["é".repeat(16 * 1024)]]]);
  expect(interpolate("${self.env.HALF}${self.env.HALF}", { ...SCOPE, earlier })).toHaveLength(32 * 1024);
  expect(() => interpolate("${self.env.HALF}${self.env.HALF}.", { ...SCOPE, earlier })).toThrow(
    expect.objectContaining({ code: "METADATA_INVALID" }),
  );
});

test("interpolate() quotes a hostile token without its control characters, and not at length", () => {
  const attempt = (): string => interpolate(`\${\u001b[2J\n${"x".repeat(10_000)}}`, SCOPE);
  expect(attempt).toThrow(/^Cannot resolve [^\p{Cc}]{1,400}$/u);
});

test("interpolate() reads a long text of unclosed tokens once, not once for each", () => {
  // 20 MB: a search for each end would take hours. The limit on values then refuses it.
  expect(() => interpolate("${".repeat(10_000_000), SCOPE)).toThrow(
    expect.objectContaining({ code: "METADATA_INVALID" }),
  );
});
