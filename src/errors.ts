/**
 * What can be said of one file that is not converted. A *refusal* is a decision (why, and what to do instead); a
 * *failure* is a fault: a damaged file, a full disk. Both are one sentence: file, place, found, remedy.
 */

/** The file is sound but cannot be converted as asked. The message gives the place, what was found and the remedy. */
export class Refusal extends Error {
  override readonly name: string = 'Refusal';
}

/** A configuration and weights that are not of one model. */
export class Mismatch extends Refusal {
  override readonly name = 'Mismatch';
}

/** The file or the machine is at fault: malformed data, failed I/O. */
export class Failure extends Error {
  override readonly name = 'Failure';
}
