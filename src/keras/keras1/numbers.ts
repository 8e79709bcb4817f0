import { asNumber, type Json } from '../python-json.ts';

/** The numbers of a JSON list, or of one number repeated `count` times; undefined if it is anything else. */
export function numbersOf(value: Json | undefined, count: number): number[] | undefined {
  const single = asNumber(value);
  const list = single === undefined ? value : new Array<Json>(count).fill(single);
  if (!Array.isArray(list) || list.length !== count) return undefined;
  const numbers = list.map(asNumber);
  return numbers.every((each) => each !== undefined) ? numbers : undefined;
}
