import { Refusal } from '../errors.ts';
import { shorten } from '../shorten.ts';
import { HDF5_OBJECT_HEADER_LIMIT } from './limits.ts';

/** What one attribute holds of a list of names. */
export interface NamesPart {
  /** Bytes a name, the NUL at its end included. */
  readonly width: number;
  /** Names. */
  readonly length: number;
  readonly values: Buffer;
}

/**
 * A list of names as fixed-length bytes, in as many parts as fit in attributes of {@link HDF5_OBJECT_HEADER_LIMIT} bytes
 * (`save_attributes_to_hdf5_group`, legacy_h5_format.py).
 *
 * @throws Refusal for a name that does not fit alone
 */
export function nameParts(names: readonly string[]): NamesPart[] {
  const encoded = names.map((text) => Buffer.from(text, 'utf8'));
  const width = encoded.reduce((widest, bytes) => Math.max(widest, bytes.length), 0) + 1;
  if (width > HDF5_OBJECT_HEADER_LIMIT) {
    throw new Refusal(
      `a name of ${width - 1} bytes, "${shorten(names.find((text) => Buffer.byteLength(text) === width - 1) ?? '')}", does not fit in an HDF5 attribute: rename it in the model`,
    );
  }
  return splitEvenly(encoded, Math.ceil((encoded.length * width) / HDF5_OBJECT_HEADER_LIMIT), width).map((part) => {
    const values = Buffer.alloc(part.length * width);
    part.forEach((text, at) => {
      text.copy(values, at * width);
    });
    return { width, length: part.length, values };
  });
}

/** As NumPy's `array_split`: the first `length % parts` parts are one longer; more parts until each fits in an attribute. */
function splitEvenly(encoded: readonly Buffer[], parts: number, width: number): Buffer[][] {
  const short = Math.floor(encoded.length / parts);
  const longer = encoded.length % parts;
  if ((short + (longer > 0 ? 1 : 0)) * width > HDF5_OBJECT_HEADER_LIMIT) return splitEvenly(encoded, parts + 1, width);
  const result: Buffer[][] = [];
  let start = 0;
  for (let part = 0; part < parts; part++) {
    const end = start + short + (part < longer ? 1 : 0);
    result.push(encoded.slice(start, end));
    start = end;
  }
  return result;
}
