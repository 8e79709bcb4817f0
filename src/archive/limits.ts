/** What a `.keras` archive may ask of us. */

/** Keras writes four members and an asset or two a lookup layer. */
export const MAX_MEMBERS = 10_000;

/** `metadata.json` and `config.json`: text, held in memory. */
export const MAX_TEXT_BYTES = 64 * 1024 * 1024;

/** Keras stores its members; one packed again by a user shrinks to a tenth at best, a bomb to a thousandth. */
export const MAX_EXPANSION = 100;

/** Expanded bytes that need no justification by the archive's size. */
export const FREE_EXPANDED_BYTES = 16 * 1024 * 1024;
