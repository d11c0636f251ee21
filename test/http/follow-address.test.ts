import { expect, test } from "vitest";
import { followAddress } from "../../src/http/follow-address.ts";

const INTERNET = "https://registry.example.com/v2/";

test.each([
  ["https://storage.example.com/blob?sig=1", INTERNET],
  ["https://10.1.2.3/blob", INTERNET],
  ["/v2/acme/tools/blobs/uploads/1", INTERNET],
  ["http://other.example/x", "http://files.example/"],
  ["http://localhost:1/x", "http://127.0.0.1:2/"],
  ["http://[::1]:1/x", "http://localhost/"],
  ["http://169.254.1.1/x", "http://169.254.7.7/"],
])("followAddress() goes to %s from %s", (to, from) => {
  expect(followAddress(to, new URL(from)).href).toBe(new URL(to, from).href);
});

test.each([
  ["file:///etc/passwd", "has the scheme"],
  ["data:text/plain,x", "has the scheme"],
  ["//user:hunter2@example.com/", "has credentials"],
  ["http://storage.example.com/", "is not encrypted"],
  ["https://[", "is not a URL"],
  ["https://localhost/", "is on this machine"],
  ["https://localhost./", "is on this machine"],
  ["https://a.localhost/", "is on this machine"],
  ["https://127.9.9.9/", "is on this machine"],
  ["https://2130706433/", "is on this machine"],
  ["https://0x7f.1/", "is on this machine"],
  ["https://0.0.0.0/", "is on this machine"],
  ["https://[::]/", "is on this machine"],
  ["https://[::1]/", "is on this machine"],
  ["https://[::ffff:127.0.0.1]/", "is on this machine"],
  ["https://169.254.169.254/latest/meta-data/", "is on the network link"],
  ["https://[::ffff:169.254.169.254]/", "is on the network link"],
  ["https://[fe80::1]/", "is on the network link"],
  ["https://[fd00:ec2::254]/", "is on the network link"],
])("followAddress() does not go to %s from the internet", (to, found) => {
  expect(() => followAddress(to, new URL(INTERNET))).toThrow(found);
  expect(() => followAddress(to, new URL(INTERNET))).not.toThrow(/hunter2|latest/);
});

test("followAddress() does not go from this machine to its network link", () => {
  expect(() => followAddress("http://169.254.169.254/", new URL("http://127.0.0.1/"))).toThrow("network link");
});
