/**
 * A release of Keras, as files and requirements name it: `2.2.4`, `2.2.4-tf`, `3.12`. Every rule that depends on the Keras
 * that wrote a file asks here.
 */
export class KerasVersion {
  readonly #release: readonly [major: number, minor: number, patch: number];
  /** tf.keras before 2.4 marked its versions with `-tf`; since then there is no other. */
  readonly isTensorFlow: boolean;

  private constructor(release: readonly [number, number, number], isTensorFlow: boolean) {
    this.#release = release;
    this.isTensorFlow = isTensorFlow;
  }

  /**
   * @param text `keras_version` of a file. None is Keras 1's, whose early releases wrote none; one that cannot be read counts
   *   as 2.0, since every Keras from 1.2 on wrote its version.
   */
  static parse(text: string | undefined): KerasVersion {
    if (text === undefined) return new KerasVersion([1, 0, 0], false);
    const [, major = '2', minor = '0', patch = '0'] = /^(\d+)\.(\d+)(?:\.(\d+))?/.exec(text) ?? [];
    return new KerasVersion([Number(major), Number(minor), Number(patch)], text.endsWith('-tf'));
  }

  /** Whether the release is older than `major.minor.patch`. */
  before(major: number, minor: number, patch = 0): boolean {
    return isBefore(this.#release, [major, minor, patch]);
  }

  isOlderThan(other: KerasVersion): boolean {
    return isBefore(this.#release, other.#release);
  }

  /** Its configurations and weights are rewritten as Keras 2's first. */
  get isKeras1(): boolean {
    return this.before(2, 0);
  }

  /** Its defaults and its mathematics are already Keras 3's. */
  get isKeras3(): boolean {
    return !this.before(3, 0);
  }

  /** Keras of its own, with several backends: before 2.4 made it tf.keras. */
  get isMultiBackend(): boolean {
    return this.before(2, 4) && !this.isTensorFlow;
  }
}

function isBefore(release: readonly number[], other: readonly number[]): boolean {
  const at = release.findIndex((part, index) => part !== other[index]);
  return at >= 0 && (release[at] ?? 0) < (other[at] ?? 0);
}
