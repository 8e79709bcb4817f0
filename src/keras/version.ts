/** The Keras that wrote a configuration, as far as its rules depend on the version. */
export interface Writer {
  /** Keras 3 wrote it: its defaults and its mathematics are already Keras 3's. */
  readonly isKeras3: boolean;
  /** Keras of its own, before 2.4 made it tf.keras, whose versions ended in `-tf` until then. */
  readonly isMultiBackend: boolean;
  /** Whether the writer is older than `major.minor`. */
  before(major: number, minor: number): boolean;
}

/** A file that names no version is by Keras 1 or an early Keras 2, whose rules were the same. */
export function writerOf(kerasVersion: string | undefined): Writer {
  const match = /^(\d+)\.(\d+)/.exec(kerasVersion ?? '');
  const major = match ? Number(match[1]) : 2;
  const minor = match ? Number(match[2]) : 0;
  const before = (otherMajor: number, otherMinor: number) =>
    major < otherMajor || (major === otherMajor && minor < otherMinor);
  const isTensorFlow = kerasVersion?.endsWith('-tf') ?? false;
  return { isKeras3: major >= 3, isMultiBackend: before(2, 4) && !isTensorFlow, before };
}
