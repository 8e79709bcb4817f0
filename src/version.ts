/** The converter's version, recorded in every result; equal to `version` in package.json (a test holds them together). */
export const CONVERTER_VERSION = '0.1.0';
