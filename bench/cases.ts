/** What is converted, and what it is held against. */
export interface Case {
  readonly name: string;
  readonly tensors: number;
  readonly bytesEach: number;
  readonly files: number;
  /** Names of {@link rivals}. */
  readonly rivals: readonly string[];
  /** Where the files are; default: a tmpfs. */
  readonly on?: 'disk';
  /** Rounds that are enough, where one takes long. */
  readonly rounds?: number;
  /** The results are there already: what is measured is to find that out. */
  readonly again?: true;
}

const COPIERS = ['cp', 'h5repack', 'h5py', 'h5py, verified'];

export const CASES: readonly Case[] = [
  { name: '1 GB', tensors: 200, bytesEach: 5_242_880, files: 1, rivals: COPIERS },
  { name: '3 GB', tensors: 1, bytesEach: 3_221_225_472, files: 1, rivals: ['cp'] },
  { name: '5,000 tensors', tensors: 5_000, bytesEach: 10_000, files: 1, rivals: ['cp', 'h5py, verified'] },
  // A quarter of the bytes above, ten times the tensors.
  { name: '50,000 tensors', tensors: 50_000, bytesEach: 324, files: 1, rivals: ['h5py, verified'], rounds: 1 },
  { name: '100 files of four', tensors: 4, bytesEach: 262_144, files: 100, rivals: ['cp', 'h5py, verified'] },
  { name: '100 files of ten', tensors: 10, bytesEach: 100_000, files: 100, rivals: ['cp', 'h5py, verified'] },
  { name: 'small', tensors: 5, bytesEach: 20_000, files: 1, rivals: [...COPIERS, 'Keras'] },
  { name: '1 GB, up to date', tensors: 200, bytesEach: 5_242_880, files: 1, rivals: ['sha256sum'], again: true },
  { name: '1 GB, synced', tensors: 200, bytesEach: 5_242_880, files: 1, rivals: ['cp, synced'], on: 'disk' },
];

/** What is aimed at: ours, as a multiple of a rival or as megabytes. */
export interface Target {
  readonly case: string;
  /** Of {@link rivals}; undefined: the peer build. `memory`: megabytes. A case: how long it takes as a multiple of that. */
  readonly rival?: string;
  readonly most: number;
}

export const TARGETS: readonly Target[] = [
  { case: '1 GB', rival: 'cp', most: 2 },
  { case: '1 GB', most: 0.75 },
  { case: '3 GB', rival: 'cp', most: 2 },
  { case: '5,000 tensors', rival: 'h5py, verified', most: 0.45 },
  { case: '5,000 tensors', most: 0.4 },
  { case: '5,000 tensors', rival: 'memory', most: 130 },
  { case: '50,000 tensors', rival: 'h5py, verified', most: 0.35 },
  { case: '50,000 tensors', rival: '5,000 tensors', most: 10 },
  { case: '50,000 tensors', rival: 'memory', most: 250 },
  { case: '100 files of four', rival: 'h5py, verified', most: 0.9 },
  { case: '100 files of ten', rival: 'h5py, verified', most: 0.6 },
  { case: 'small', rival: 'h5py, verified', most: 1.4 },
  { case: '1 GB, synced', rival: 'cp, synced', most: 1.3 },
  { case: '1 GB, up to date', rival: 'sha256sum', most: 1.15 },
];

/** A whole process: from the sources' folder to an empty one. */
export interface Contender {
  readonly name: string;
  command(sources: string, results: string): readonly string[];
}

export interface Tools {
  readonly cli: string;
  readonly scripts: string;
  /** A Python that has h5py and Keras 3. */
  readonly python: string;
  /** The command line of another build. */
  readonly against: string | undefined;
}

export const FORMATS = ['h5', 'keras'] as const;

export function ours({ cli }: Pick<Tools, 'cli'>): Contender[] {
  return FORMATS.map((format) => ({ name: format, command: converting(cli, format) }));
}

/** The other build's name for a format. */
export function peerName(format: string): string {
  return `${format}, peer build`;
}

export function peers({ against }: Tools): Contender[] {
  if (against === undefined) return [];
  return FORMATS.map((format) => ({ name: peerName(format), command: converting(against, format) }));
}

function converting(cli: string, format: string): Contender['command'] {
  return (sources, results) => [process.execPath, cli, sources, '--format', format, '--output-dir', results];
}

export function rivals({ python, scripts }: Tools): Contender[] {
  return [
    { name: 'cp', command: (sources, results) => ['cp', '-R', `${sources}/.`, results] },
    {
      name: 'cp, synced',
      command: (sources, results) => ['sh', '-c', 'cp -R "$1/." "$2" && sync "$2"/*', 'cp', sources, results],
    },
    { name: 'sha256sum', command: (sources) => ['sh', '-c', 'sha256sum "$1"/*', 'sha256sum', sources] },
    {
      name: 'h5repack',
      command: (sources, results) => [
        'sh',
        '-c',
        'cd "$1" && for file in *.h5; do h5repack "$file" "$2/$file" || exit; done',
        'h5repack',
        sources,
        results,
      ],
    },
    { name: 'h5py', command: (sources, results) => [python, `${scripts}/h5py_copy.py`, sources, results] },
    {
      name: 'h5py, verified',
      command: (sources, results) => [python, `${scripts}/h5py_copy.py`, sources, results, '--verify'],
    },
    { name: 'Keras', command: (sources, results) => [python, `${scripts}/keras_convert.py`, sources, results] },
  ];
}
