import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { isAbsent } from "./look-at.ts";
import { fromSystemError } from "./system-error.ts";

/** File systems that other machines share, by their magic number. Source: Linux, magic.h and the file systems' own headers. */
const NETWORK: ReadonlyMap<number, string> = new Map([
  [0x6969, "NFS"],
  [0x517b, "SMB"],
  [0xfe534d42, "SMB"],
  [0xff534d42, "CIFS"],
  [0x01021997, "9P"],
  [0x5346414f, "AFS"],
  [0x73757245, "Coda"],
  [0x00c36400, "Ceph"],
  [0x0bd00bd0, "Lustre"],
  [0x47504653, "GPFS"],
  [0x19830326, "BeeGFS"],
  [0x7461636f, "OCFS2"],
  [0x01161970, "GFS2"],
]);

/**
 * Name of the network file system that a path is on; undefined for a disk of this machine. A path that does not exist yet counts
 * as its parent.
 * @throws BundleError `PERMISSION_DENIED`, `IO_FAILED`
 */
export async function networkFileSystem(path: string): Promise<string | undefined> {
  try {
    // Some kernels and C libraries extend the sign of the upper half.
    return NETWORK.get(((await statfs(path)).type % 2 ** 32) >>> 0);
  } catch (error) {
    if (isAbsent(error) && dirname(path) !== path) return networkFileSystem(dirname(path));
    throw fromSystemError(error, `look at the file system of ${path}`);
  }
}
