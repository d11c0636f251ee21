/** Units, in bytes. */
const KIB = 1024;
const MIB = 1024 * KIB;

/** Content of one frame in bytes. The format's limit: a decoder never needs a window over 2^23. */
export const MAX_FRAME_CONTENT = 8 * MIB;

/** Window of one frame in bytes: the most that a decoder may have to keep. */
export const MAX_WINDOW = 2 ** 23;

/**
 * Compressed size of one frame in bytes: zstd's worst case for {@link MAX_FRAME_CONTENT}.
 * Source: `ZSTD_COMPRESSBOUND`, zstd.h 1.5.
 */
export const MAX_FRAME_SIZE = MAX_FRAME_CONTENT + MAX_FRAME_CONTENT / 256 + 64 * KIB;

/**
 * Content per compressed byte. zstd spends at least 4 bytes on a block of at most 128 KiB, so a frame that claims more
 * is invalid. A file of zeros comes close, so a lower limit would refuse valid trees. Source: RFC 8878, 3.1.1.2.
 */
export const MAX_RATIO = 32 * KIB;

/** Entries of one layer blob. OCX has the same limit when it assembles a package. */
export const MAX_ENTRIES = 10_000_000;

/** Bytes of one entry's path: Linux cannot open a longer one (PATH_MAX with its NUL is 4096). */
export const MAX_PATH = 4095;

/** Bytes of the path of a lock, with links resolved: SQLite opens no longer one, since it needs room for suffixes. Source: tried, SQLite 3.50 */
export const MAX_LOCK_PATH = 504;

/**
 * Bytes of a directory's path in the content of a package, where a layer has a prefix. A home and the longest name must fit in
 * {@link MAX_PATH} with it; without a prefix, it is as long as in the layer.
 */
export const MAX_PREFIXED = 3500;

/** Bytes of one name in a path: no Linux file system has longer ones (NAME_MAX). */
export const MAX_NAME = 255;

/** Directories above an entry. As npm's `tar`; real trees stay below 50, and recursion must end. */
export const MAX_DEPTH = 1024;

/** Bytes of a symlink's target: Linux cannot make a longer one (PATH_MAX with its NUL is 4096). */
export const MAX_TARGET = 4095;

/**
 * Bytes of all symlinks that one run plans, unpacks or assembles: for each its path, its target and {@link ENTRY_OVERHEAD}.
 * They are kept until the last one is known, since each may lead through any other. Enough for 60,000 of usual length.
 */
export const MAX_SYMLINK_TEXT = 10 * MIB;

/** Bytes of a blob's directories with an unusual mode, counted in the same way: they are kept until all files are written. */
export const MAX_MODE_TEXT = 8 * MIB;

/** Bytes that an entry takes in memory beside its texts. */
export const ENTRY_OVERHEAD = 96;

/** Bytes of one entry's PAX records: a path, a link target, a size and a time need less. */
export const MAX_PAX = 16 * KIB;

/** Content of one blob in bytes: far above any package, low enough that sums of sizes stay exact. */
export const MAX_BLOB_CONTENT = 2 ** 44;

/** Bytes of the config of a bundle: 35,000 frames, which are 280 GiB of content in files of usual size. */
export const MAX_CONFIG = 8 * MIB;

/** Bytes of all configs of a bundle for several platforms. They are read one after the other, but written together. */
export const MAX_CONFIGS = 4 * MAX_CONFIG;

/** Bytes of one of OCX's own documents: the largest `metadata.json` that OCX takes, and largest manifest that registries take. */
export const MAX_DOCUMENT = 4 * MIB;

/** Content in bytes of a blob that is decoded in memory, such as the store layer: documents of some thousand packages. */
export const MAX_DOCUMENTS = 32 * MIB;

/** Values in the JSON of a config, where a frame has five. */
export const MAX_CONFIG_VALUES = 400_000;

/** Values in a manifest or index, which may name 20,000 blobs. */
export const MAX_MANIFEST_VALUES = 100_000;

/** Values in one of OCX's own documents, whose parsed form keeps order and takes over a thousand bytes for each. */
export const MAX_VALUES = 50_000;

/** Values in all documents of a store layer. */
export const MAX_STORE_VALUES = 200_000;

/** Bytes of all documents of a store layer in the form in which OCX writes them, two spaces for each level. */
export const MAX_STORE_WRITTEN = 64 * MIB;

/** Nesting of a JSON document. Source: serde_json's recursion limit, and so OCX's. */
export const MAX_NESTING = 127;

/** Bytes of an image manifest or image index: registries take no larger ones, and it holds 20,000 layers. */
export const MAX_MANIFEST = 4 * MIB;

/** Bytes of all manifests and image indexes that are read to find the bundle's manifest. */
export const MAX_MANIFESTS = 4 * MAX_MANIFEST;

/** Bytes of the index of a layout, with the spaces behind it that fill the room its neighbours did not need. */
export const MAX_INDEX = 4 * MIB;

/** Roots, and packages, of a bundle. */
export const MAX_PACKAGES = 10_000;

/** Layers of a bundle: as many as its manifest can name. */
export const MAX_LAYERS = 20_000;

/** Items of any other list in a config, and features of a platform: registries, repositories of a package, groups. */
export const MAX_LIST = 1000;

/** Lines in the dependency lists, direct and indirect, of all packages: long chains make them grow quadratically. */
export const MAX_RESOLVED = 200_000;

/**
 * Bytes of all values of one environment, those that only other values use included. Linux gives a program 6 MiB for its variables and
 * arguments at most: execve(2).
 */
export const MAX_ENVIRONMENT = 8 * MIB;

/** Manifests that are read to find the bundle's manifest. */
export const MAX_CANDIDATES = 64;

/** Bytes of the `ocx` executable in a bundle: ten times its present size. */
export const MAX_EXECUTABLE = 512 * MIB;

/** Members of a layout in a tar: as many blobs as a manifest can name, and directories. */
export const MAX_MEMBERS = 100_000;

/** Bytes of the names of all members of a layout in a tar: a blob's has 77. */
export const MAX_MEMBER_NAMES = 16 * MIB;

/** Bytes of zeros behind the end of a tar: tools fill up the last record, GNU tar to 10 KiB by default. */
export const MAX_TRAILER = MIB;

/** Bytes behind the blobs of a remote tar, for what is attached to it. One with more is read from front to back. */
export const MAX_TAIL = 32 * MIB;

/** Entries of a list of files, which is sorted in memory. */
export const MAX_LISTED = 1_000_000;

/** Bytes of a list of files that is read, which is parsed in memory. */
export const MAX_FILE_LIST = 128 * MIB;
/** Manifests and blobs that one process serves: a descriptor takes about 500 bytes of memory. */
export const MAX_SERVED = 200_000;

/** Bytes of a file whose size its server does not tell: an endless answer must end before the disk is full. */
export const MAX_UNSIZED = 16 * 1024 * MIB;

/** Bytes of a remote bundle that wait on the disk until they are unpacked, or are on their way. */
export const MAX_SPOOLED = 512 * MIB;

/** Bytes of a signature file by a key: those of SSH and minisign have below 4 KiB. */
export const MAX_SIGNATURE = 64 * KIB;

/** Bytes of a file that says whom to trust. */
export const MAX_TRUST_FILE = MIB;

/** Bytes of an attestation: `actions/attest` takes a statement of 16 MiB, which base64 makes a third larger. */
export const MAX_ATTESTATION = 24 * MIB;

/** Signatures of one bundle that are looked at, and files in a directory of them. */
export const MAX_SIGNATURES = 64;

/** Bytes of all signatures that are attached to a bundle, or in one directory: they are in memory together. */
export const MAX_ATTACHED = 2 * MAX_ATTESTATION;

/** Bytes of the dictionary of one frame of a delta: a frame, and 1 MiB on each side. */
export const MAX_DICTIONARY = 10 * MIB;

/** Bytes of a dictionary that zstd ignores if it has fewer. Source: zstd 1.5, `ZSTD_compress_insertDictionary`. */
export const MIN_DICTIONARY = 8;

/** Bytes of the dictionaries of all frames of a blob: so many times its content, and some more for small ones. */
export const MAX_DICTIONARIES = { ofContent: 3, more: 8 * MIB };
