/** What every result says of its origin: root attributes of an HDF5 file, keys of `metadata.json` in an archive. */
export interface Provenance {
  /** `keras_version` of the source, or `unknown` (early Keras 1 wrote none). */
  readonly sourceKerasVersion: string;
  /** Hexadecimal SHA-256 of the source file. */
  readonly sourceSha256: string;
  /** Version of this converter. */
  readonly version: string;
  /** Hexadecimal digest of the options that decide the bytes of the result. */
  readonly optionsDigest: string;
}

/** A provenance whose hash is still being computed while the result is planned and written. */
export interface Origin {
  readonly known: Omit<Provenance, 'sourceSha256'>;
  readonly sourceSha256: Promise<string>;
}

/** Stands in a result for a hash that is not known yet. */
export const HASH_TO_COME = '0'.repeat(64);

export const PROVENANCE_NAMES: Readonly<Record<keyof Provenance, string>> = {
  sourceKerasVersion: 'keras3_migrate_source_keras_version',
  sourceSha256: 'keras3_migrate_source_sha256',
  version: 'keras3_migrate_version',
  optionsDigest: 'keras3_migrate_options',
};

/** Reads a provenance through a function that gives each name's text; undefined unless all four are there. */
export function readProvenance(textOf: (name: string) => string | undefined): Provenance | undefined {
  const sourceKerasVersion = textOf(PROVENANCE_NAMES.sourceKerasVersion);
  const sourceSha256 = textOf(PROVENANCE_NAMES.sourceSha256);
  const version = textOf(PROVENANCE_NAMES.version);
  const optionsDigest = textOf(PROVENANCE_NAMES.optionsDigest);
  if (sourceKerasVersion === undefined || sourceSha256 === undefined) return undefined;
  if (version === undefined || optionsDigest === undefined) return undefined;
  return { sourceKerasVersion, sourceSha256, version, optionsDigest };
}

/** Whether a result made so needs no remaking. */
export function isCurrent(found: Provenance | undefined, wanted: Omit<Provenance, 'sourceKerasVersion'>): boolean {
  return (
    found !== undefined &&
    found.sourceSha256 === wanted.sourceSha256 &&
    found.version === wanted.version &&
    found.optionsDigest === wanted.optionsDigest
  );
}

/** The keys in the order in which they are written. */
export const PROVENANCE_KEYS = ['sourceKerasVersion', 'sourceSha256', 'version', 'optionsDigest'] as const;
