import { createHash } from "node:crypto";
import { readOneFile } from "../../archive/engine/read-one-file.ts";
import type { Bundle } from "../../bundle/open-bundle.ts";
import { BundleError } from "../../errors.ts";
import { executableEntry } from "../../home/contents/executable.ts";
import { ELF_HEAD, whyNotFor } from "../../home/host/elf.ts";

/**
 * Reads the `ocx` of a bundle, if it has one, with every check: it must be the announced file, and run on the bundle's platform.
 * @param take gets its bytes piece by piece, before they are checked as a whole
 * @throws BundleError `BUNDLE_INVALID`, `DIGEST_MISMATCH`, and what a damaged blob throws
 */
export async function checkExecutable(
  { config, ocx }: Pick<Bundle, "config" | "ocx">,
  take: (bytes: Uint8Array) => Promise<void> = async () => {},
): Promise<void> {
  if (config.ocx === undefined || ocx === undefined) return;
  const { digest, size } = config.ocx;
  const refuse = (found: string): never => {
    throw new BundleError("BUNDLE_INVALID", `Cannot use ${ocx.name}: ${found}`);
  };
  const hash = createHash("sha256");
  let head = Buffer.of();
  const file = await readOneFile(ocx, async (bytes) => {
    hash.update(bytes);
    if (head.length < ELF_HEAD) head = Buffer.concat([head, bytes.subarray(0, ELF_HEAD)]);
    // As soon as it is known, and so before much is written.
    if (head.length >= ELF_HEAD) checkMachine(head, config.platform, refuse);
    await take(bytes);
  });
  checkMachine(head, config.platform, refuse);
  const expected = executableEntry(digest);
  if (file.path !== expected) refuse(`its path is ${file.path}, expected ${expected}`);
  if (file.size !== size) refuse(`it has ${file.size} bytes, expected ${size}`);
  const found = `sha256:${hash.digest("hex")}`;
  if (found === digest) return;
  throw new BundleError("DIGEST_MISMATCH", `Cannot verify ${ocx.name}: got ${found}, expected ${digest}`);
}

function checkMachine(head: Buffer, platform: Bundle["config"]["platform"], refuse: (found: string) => never): void {
  const problem = whyNotFor(head, platform);
  if (problem !== undefined) refuse(problem);
}
