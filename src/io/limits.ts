/** One KiB and so on, in bytes. */
const KIB = 1024;
const MIB = 1024 * KIB;

/** Content of one frame in bytes. The format's limit: a decoder never needs a window over 2^23. */
export const MAX_FRAME_CONTENT = 8 * MIB;

/**
 * Compressed size of one frame in bytes: zstd's worst case for {@link MAX_FRAME_CONTENT}.
 * Source: `ZSTD_COMPRESSBOUND`, zstd.h 1.5.
 */
export const MAX_FRAME_SIZE = MAX_FRAME_CONTENT + MAX_FRAME_CONTENT / 256 + 64 * KIB;

/**
 * Content per compressed byte. zstd spends at least 4 bytes on a block of at most 128 KiB, so a frame that claims more
 * is a lie; a file of zeros comes close to it, so less would refuse honest trees. Source: RFC 8878, 3.1.1.2.
 */
export const MAX_RATIO = 32 * KIB;

/** Entries of one layer blob. OCX stops assembling a package at as many. */
export const MAX_ENTRIES = 10_000_000;

/** Bytes of one entry's path: Linux opens no longer one (PATH_MAX with its NUL is 4096). */
export const MAX_PATH = 4095;

/** Bytes of one name in a path: no Linux file system has longer ones (NAME_MAX). */
export const MAX_NAME = 255;

/** Directories above an entry. As npm's `tar`; real trees stay below 50, and recursion must end. */
export const MAX_DEPTH = 1024;

/** Bytes of a symlink's target: Linux makes no longer one (PATH_MAX with its NUL is 4096). */
export const MAX_TARGET = 4095;

/** Bytes of one entry's PAX records: a path, a link target, a size and a time need less. */
export const MAX_PAX = 16 * KIB;

/** Content of one blob in bytes: far above any package, low enough that sums of sizes stay exact. */
export const MAX_BLOB_CONTENT = 2 ** 44;

/** Bytes of one document that is held whole: manifests, configs, index documents. OCX stops at less. */
export const MAX_DOCUMENT = 64 * MIB;

/** Content in bytes of a blob that is decoded in memory, such as the store layer. */
export const MAX_DOCUMENTS = 256 * MIB;

/** Bytes of an image manifest or image index: registries take no larger ones, and it holds 20,000 layers. */
export const MAX_MANIFEST = 4 * MIB;

/** Bytes of the index of a layout, with the spaces behind it that take up what its neighbours did not need. */
export const MAX_INDEX = 16 * MIB;

/** Manifests that are read to find the one that is wanted. */
export const MAX_CANDIDATES = 64;

/** Members of a layout in a tar: as many blobs as a manifest can name, and directories. */
export const MAX_MEMBERS = 100_000;

/** Bytes of zeros behind the end of a tar: tools fill up the last record, GNU tar to 10 KiB by default. */
export const MAX_TRAILER = MIB;
