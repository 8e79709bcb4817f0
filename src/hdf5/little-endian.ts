/** An unsigned number of so many bytes, little-endian; NaN beyond the end. */
export function unsigned(bytes: Buffer, at: number, width: number): number {
  let value = 0;
  for (let place = width - 1; place >= 0; place--) value = value * 256 + (bytes[at + place] ?? Number.NaN);
  return value;
}
