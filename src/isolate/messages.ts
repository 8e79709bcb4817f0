import type { ConversionJob } from '../job.ts';
import { asNumber, isObject, type Json } from '../keras/python-json.ts';
import type { FileResult } from '../result.ts';

/** What the parent sends to a child process, and what comes back. */
export interface JobMessage {
  readonly job: ConversionJob;
}
export interface ResultMessage {
  readonly result: FileResult;
}

/** A result whose values travel between processes and print as plain JSON. */
export function plainResult(result: FileResult): FileResult {
  return {
    ...result,
    changed: result.changed.map(({ path, from, to }) => ({ path, from: plainJson(from), to: plainJson(to) })),
  };
}

/** A value of Python JSON as plain JSON. */
export function plainJson(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((item) => plainJson(item) ?? null);
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainJson(item) ?? null]));
  }
  const number = asNumber(value);
  if (number === undefined) return value;
  // JSON has neither NaN nor Infinity, and integers beyond 2^53 lose digits: as text they say what they are.
  return Number.isFinite(number) && (typeof value !== 'bigint' || Number.isSafeInteger(number))
    ? number
    : String(value?.valueOf());
}
