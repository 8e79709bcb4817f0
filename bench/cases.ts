/** What is converted, and what it is held against. */
export interface Case {
  readonly name: string;
  readonly tensors: number;
  readonly bytesEach: number;
  readonly files: number;
  /** Names of {@link RIVALS}. */
  readonly rivals: readonly string[];
}

const COPIERS = ['cp', 'h5repack', 'h5py', 'h5py, verified'];

export const CASES: readonly Case[] = [
  { name: '1 GB', tensors: 200, bytesEach: 5_242_880, files: 1, rivals: [...COPIERS, 'Keras'] },
  { name: '3 GB', tensors: 1, bytesEach: 3_221_225_472, files: 1, rivals: ['cp', 'h5py, verified'] },
  { name: '5,000 tensors', tensors: 5_000, bytesEach: 10_000, files: 1, rivals: COPIERS },
  // As many bytes as above, ten times the tensors.
  { name: '50,000 tensors', tensors: 50_000, bytesEach: 1_024, files: 1, rivals: ['cp'] },
  { name: '100 files', tensors: 10, bytesEach: 100_000, files: 100, rivals: [...COPIERS, 'Keras'] },
  { name: 'small', tensors: 5, bytesEach: 20_000, files: 1, rivals: [...COPIERS, 'Keras'] },
];

/** The cases whose times tell whether time is linear in the number of tensors. */
export const LINEARITY = { few: '5,000 tensors', many: '50,000 tensors' } as const;

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
}

export function ours({ cli }: Tools): Contender[] {
  return (['h5', 'keras'] as const).map((format) => ({
    name: format,
    command: (sources, results) => [process.execPath, cli, sources, '--format', format, '--output-dir', results],
  }));
}

export function rivals({ python, scripts }: Tools): Contender[] {
  return [
    { name: 'cp', command: (sources, results) => ['cp', '-R', `${sources}/.`, results] },
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
