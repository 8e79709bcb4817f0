import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { convertFile } from '../../src/convert.ts';
import type { Format } from '../../src/plan/plan.ts';
import type { FileResult } from '../../src/result.ts';
import type { Environment } from '../oracle/environments.ts';
import { accountsFor } from './accounts.ts';
import { PythonProcess } from './processes.ts';

export const WRITERS = { '2.15': 'keras-2.15.0', '2.12': 'keras-2.12.0', '2.4': 'keras-2.4.0' } as const;
export type WriterVersion = keyof typeof WRITERS;
export const READERS = ['3.3.3', '3.15.1'] as const;
export type Reader = (typeof READERS)[number];
export type SourceFile = 'model.h5' | 'model.keras';

/** What became of one file in one format in one Keras 3. */
export type Kind =
  | 'right'
  /** No result in that format; the report says why. */
  | 'refused'
  /** Another prediction, loss or step, or not loaded, of which a warning speaks. */
  | 'warned'
  /** Not loaded or not run, and no warning. */
  | 'not loaded'
  /** Another prediction, loss or step, and no warning. */
  | 'silently different';

export interface Outcome {
  readonly source: SourceFile;
  readonly format: Format;
  readonly reader: Reader;
  readonly kind: Kind;
  readonly how: string;
}

export interface Tried {
  readonly seed: number;
  readonly lines: readonly string[];
  /** Why there is nothing to compare: the writer could not build, run or save the model. */
  readonly unusable?: string;
  readonly outcomes: readonly Outcome[];
}

/** The Kerases that a run of the fuzzer keeps. */
export class Laboratory {
  readonly writer: PythonProcess;
  readonly #readers: ReadonlyMap<Reader, PythonProcess>;
  readonly shrinker = new PythonProcess('shrink', 'keras-3.15.1');
  readonly folder: string;

  /** @param folder for the models that are being tried */
  constructor(writer: WriterVersion, folder: string) {
    this.writer = new PythonProcess('writer', WRITERS[writer]);
    this.#readers = new Map(
      READERS.map((reader) => [reader, new PythonProcess('reader', `keras-${reader}` satisfies Environment)]),
    );
    this.folder = folder;
  }

  reader(version: Reader): PythonProcess {
    const reader = this.#readers.get(version);
    if (reader === undefined) throw new Error(`no reader ${version}`);
    return reader;
  }

  end(): void {
    for (const one of [this.writer, this.shrinker, ...this.#readers.values()]) one.end();
  }
}

/** Which outcomes are asked for, where not all are. */
export type Wanted = (source: SourceFile, format: Format, reader: Reader) => boolean;

let folders = 0;

/** Lets the writer save the seed's model, or these lines', converts what it saved, and asks the readers about the results. */
export async function tryModel(
  laboratory: Laboratory,
  seed: number,
  lines?: readonly string[],
  wanted: Wanted = () => true,
): Promise<Tried> {
  folders += 1;
  const folder = join(laboratory.folder, String(folders));
  await mkdir(folder, { recursive: true });
  try {
    const written = await laboratory.writer.ask({ do: 'write', seed, folder, ...(lines ? { lines } : {}) });
    const program = lines ?? (Array.isArray(written.lines) ? written.lines.map(String) : []);
    const why = written.unusable ?? written.error;
    if (typeof why === 'string') return { seed, lines: program, unusable: why, outcomes: [] };
    const files = (written.files as SourceFile[]).filter((file) =>
      READERS.some((reader) => wanted(file, 'h5', reader) || wanted(file, 'keras', reader)),
    );
    const outcomes = await Promise.all(files.map((file) => outcomesOf(laboratory, folder, file, wanted)));
    return { seed, lines: program, outcomes: outcomes.flat() };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const FORMATS: readonly Format[] = ['h5', 'keras'];

async function outcomesOf(laboratory: Laboratory, folder: string, source: SourceFile, wanted: Wanted) {
  const result = await convert(folder, source);
  const asked = FORMATS.flatMap((format) =>
    READERS.filter((reader) => wanted(source, format, reader)).map((reader) => ({ format, reader })),
  );
  return Promise.all(
    asked.map(async ({ format, reader }): Promise<Outcome> => {
      const where = { source, format, reader };
      const output = result.outputs.find((one) => one.format === format);
      if (output === undefined) return { ...where, kind: 'refused', how: result.reason ?? result.status };
      const file = join(folder, output.path);
      const answer = await laboratory.reader(reader).ask({ do: 'load', file, folder });
      if (answer.verdict === 'right') return { ...where, kind: 'right', how: '' };
      const how = String(answer.how ?? answer.error);
      const warnings = result.warnings
        .filter((one) => accountsFor(one, how, reader))
        .map(({ code, text }) => code ?? text);
      if (warnings.length > 0)
        return { ...where, kind: 'warned', how: `${[...new Set(warnings)].sort().join(', ')} [${how}]` };
      if (answer.verdict === 'different' && (await isFaithful(laboratory, folder, source)))
        return { ...where, kind: 'silently different', how };
      // Keras 2 itself reads the file otherwise than it was: there is no right answer.
      if (answer.verdict === 'different') return { ...where, kind: 'right', how: '' };
      return { ...where, kind: 'not loaded', how };
    }),
  );
}

async function isFaithful(laboratory: Laboratory, folder: string, source: SourceFile): Promise<boolean> {
  const answer = await laboratory.writer.ask({ do: 'reload', file: join(folder, source), folder });
  return answer.same === true;
}

function convert(folder: string, source: SourceFile): Promise<FileResult> {
  const stem = source.replace('.', '-');
  return convertFile({
    source: join(folder, source),
    name: source,
    targets: FORMATS.map((format) => ({
      format,
      path: join(folder, `${stem}.out.${format}`),
      name: `${stem}.out.${format}`,
    })),
    overwrite: false,
    check: false,
    inPlace: false,
    compile: true,
    strict: false,
    optionsDigest: '',
  });
}
