import { expect, test, vi } from "vitest";
import { checkProxy } from "../../src/http/check-proxy.ts";
import { proxyFor } from "../../src/http/proxy-for.ts";

const API = "https://api.github.com";

test.each([
  "socks5://proxy.example:1080",
  "socks://proxy.example",
  " ",
  "\t",
  "http://",
  "http://proxy.example:port",
  "proxy.example:3128",
  "http://us%er:secret@proxy.example:3128",
  "http://user:at@secret/secret@proxy.example:3128",
  "http://proxy.example:3128/path",
  "http://proxy.example:3128?query",
  "ftp://proxy.example",
])("checkProxy() refuses %j, and names the variable but not its value", (value) => {
  for (const name of ["https_proxy", "HTTPS_PROXY"]) {
    const refused = (): void => checkProxy(API, { [name]: value });
    expect(refused).toThrow(
      expect.objectContaining({ code: "OPTION_INVALID", message: expect.stringContaining(name) }),
    );
    expect(refused).not.toThrow(expect.objectContaining({ message: expect.stringContaining("secret") }));
  }
});

test.each(["http://proxy.example:3128", "https://user:p%40ss@proxy.example", "http://10.0.0.1:8080/", "10.0.0.1:8080"])(
  "checkProxy() takes %j, as the client does",
  (value) => {
    expect(() => checkProxy(API, { HTTPS_PROXY: value })).not.toThrow();
    vi.stubEnv("https_proxy", value);
    try {
      expect(new URL(proxyFor(API)).hostname).not.toBe("");
    } finally {
      vi.unstubAllEnvs();
    }
  },
);

test("checkProxy() asks only for the variable that counts", () => {
  expect(() => checkProxy(API, { HTTPS_PROXY: "", HTTP_PROXY: "socks5://x" })).not.toThrow();
  expect(() => checkProxy("http://ghes.example", { HTTP_PROXY: "socks5://x" })).toThrow("HTTP_PROXY");
  expect(() => checkProxy(API, { https_proxy: "http://good:1", HTTPS_PROXY: "socks5://x" })).not.toThrow();
});
