import { expect, test } from "vitest";
import { loginFor } from "../../src/http/netrc.ts";

// Forms from curl's documentation of --netrc, and from the manual of ftp(1).
const NETRC = `# a comment with machine example.com login no password no
machine example.com login a password b
machine two.example.com
  login "with blank"
  password "quo\\"te\\\\"
  account ignored
macdef init
machine macro.example.com login no password no

machine nologin.example.com password only
machine later.example.com login first account x password second
default login d password e
`;

test.each([
  ["example.com", "a", "b"],
  ["EXAMPLE.com", "a", "b"],
  ["two.example.com", "with blank", 'quo"te\\'],
  ["later.example.com", "first", "second"],
])("loginFor() finds the entry of %s", (host, username, password) => {
  expect(loginFor(NETRC, host)).toEqual({ username, password });
});

test.each(["other.example.com", "macro.example.com", "nologin.example.com", "default", "login", ""])(
  "loginFor() finds nothing for %j",
  (host) => expect(loginFor(NETRC, host)).toBeUndefined(),
);

test("loginFor() reads lines that end as on Windows, and the first of two entries that is complete", () => {
  const text = "machine a\r\nlogin x\r\nmachine a login y password z\r\n";
  expect(loginFor(text, "a")).toEqual({ username: "y", password: "z" });
});
