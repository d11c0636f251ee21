import type { OptionTable } from "./option.ts";

/** How bundles are served to other machines. */
export const SERVE_OPTIONS = {
  listen: {
    type: { kind: "text", value: "ADDRESS:PORT" },
    uses: [
      {
        in: ["serve"],
        about: "IP address and port to listen on. Port 0 chooses a free one.",
        default: "127.0.0.1:5000",
      },
    ],
  },
  host: {
    type: { kind: "list", value: "NAME" },
    uses: [
      {
        in: ["serve"],
        about: "Name that clients may use for this server, besides its address. Other names are refused.",
      },
    ],
  },
  "read-token": {
    type: { kind: "path", value: "FILE" },
    uses: [
      {
        in: ["serve"],
        about: "Ask every client for the token in this file, as Bearer or as the password of any user.",
      },
    ],
  },
  "tls-cert": {
    type: { kind: "path", value: "FILE" },
    uses: [{ in: ["serve"], about: "PEM file with the certificate for TLS, and those that signed it." }],
  },
  "tls-key": {
    type: { kind: "path", value: "FILE" },
    uses: [{ in: ["serve"], about: "PEM file with the key of the certificate." }],
  },
  "insecure-http": {
    type: { kind: "flag" },
    uses: [{ in: ["serve"], about: "Accept the token without TLS, for example behind a proxy that has TLS." }],
  },
  "print-config": {
    type: { kind: "flag" },
    uses: [
      {
        in: ["serve"],
        about: "Print OCX's configuration for machines that use this server, and do not serve.",
      },
    ],
  },
} as const satisfies OptionTable;
