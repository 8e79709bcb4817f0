import { KerasVersion } from '../version.ts';
import { type Family, SINCE } from './releases.ts';

const ROWS = new Map(Object.entries(SINCE).map(([family, rows]) => [family, new Map(Object.entries(rows))]));

/**
 * Whether the Keras that wrote a file had a class or function of this name: where it had not, the name is the user's own,
 * whatever a later Keras calls by it. A file without a version says nothing, so that every name may be Keras's.
 *
 * @param name as the file has it
 */
export function kerasHad(family: Family, name: string, writer: KerasVersion): boolean {
  const since = ROWS.get(family)?.get(name);
  if (since === undefined || writer.isKeras1 || writer.isKeras3) return true;
  const [keras, tensorflow] = since;
  const version = writer.isMultiBackend ? keras : tensorflow;
  return version !== undefined && !writer.isOlderThan(KerasVersion.parse(version));
}

/** Whether a class or function of this name came after the first release of Keras 2, in either line. */
export function isLate(family: Family, name: string): boolean {
  return ROWS.get(family)?.has(name) ?? false;
}

/** Whether TensorFlow's Keras alone had it, and later: names that users had given to classes of their own by then. */
export function isTensorFlows(family: Family, name: string): boolean {
  const since = ROWS.get(family)?.get(name);
  return since !== undefined && since[0] === undefined && since[1] !== undefined;
}
