/**
 * What a file may ask of us. Real Keras files stay far below; a hostile one is refused before it costs time or memory.
 */

/** Keras nests a group for each level of nested models and for each `/` in a name. */
export const MAX_DEPTH = 64;

/** Groups and datasets of one file, each counted as often as it is met: the largest published models hold some thousands. */
export const MAX_OBJECTS = 500_000;

/** One attribute: an architecture (`model_config`) of many thousands of layers takes some megabytes. */
export const MAX_ATTRIBUTE_BYTES = 64 * 1024 * 1024;

/**
 * All datasets together, as a multiple of the file's size, beyond {@link FREE_DECLARED_BYTES}: contiguous data take their
 * own size, and weights seldom compress to less than a tenth.
 */
export const MAX_DECLARED_EXPANSION = 100;

/** Declared bytes that need no justification by the file's size. */
export const FREE_DECLARED_BYTES = 64 * 1024 * 1024;

/** A tensor whose values change must be in memory at once (twice); the others pass through in slabs. */
export const MAX_TRANSFORMED_BYTES = 512 * 1024 * 1024;

/** Bytes moved at a time. Measured: 0.5 to 8 MiB made no difference that stood out of the noise. */
export const SLAB_BYTES = 8 * 1024 * 1024;

/** HDF5 object headers hold at most 64 KiB; Keras splits longer name lists (`HDF5_OBJECT_HEADER_LIMIT`, legacy_h5_format.py). */
export const HDF5_OBJECT_HEADER_LIMIT = 64_512;

/** Of a file that is open, so many blocks of so many bytes are kept. */
export const READ_AHEAD_BYTES = 64 * 1024;
export const READ_AHEAD_BLOCKS = 16;

/**
 * After so many calls a file is opened anew: HDF5 keeps what it read of each object, up to 32 MiB as they lie in the file and
 * several times that in memory, and WebAssembly's memory never shrinks.
 */
export const CALLS_AN_OPENING = 1000;
