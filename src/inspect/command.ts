import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Refusal } from '../errors.ts';
import { askChild } from './ask-child.ts';
import type { InspectMessage, NamedFile } from './messages.ts';
import { differenceLines, inspectionLines, isSame } from './text.ts';

const INSPECT_HELP = `Says what a Keras file is, and what a conversion would change and why. Writes nothing.

Usage
  keras3-migrate inspect [--json] FILE
  keras3-migrate inspect [--json] --diff BEFORE AFTER

Examples
  keras3-migrate inspect model.h5                           layout, version, layers with shapes and parameters
  keras3-migrate inspect --json model.h5                    the same for programs, with nothing left out
  keras3-migrate inspect --diff model.h5 model.keras3.h5    which entries, shapes, values and settings differ

FILE may be .h5, .hdf5, .keras or .weights.h5, of any Keras.
Exit code 0: done, or no difference. 1: the file cannot be read, or the two differ. 2: wrong usage.
`;

/**
 * The sub-command `inspect`.
 *
 * @param argv what follows `inspect`
 * @param workerPath absolute path of the worker's bundle
 * @param print receives text for standard output
 * @returns the exit code
 * @throws Refusal for wrong usage; Failure where a file cannot be read
 */
export async function inspectCommand(
  argv: readonly string[],
  workerPath: string,
  print: (text: string) => void,
): Promise<number> {
  const { help, json, diff, files } = readArguments(argv);
  if (help) {
    print(INSPECT_HELP);
    return 0;
  }
  const answer = await askChild(workerPath, { inspect: await named(files, diff) });
  if (answer.kind === 'inspection') {
    print(json ? jsonText(answer.inspection) : linesText(inspectionLines(answer.inspection)));
    return 0;
  }
  print(json ? jsonText(answer.difference) : linesText(differenceLines(answer.difference)));
  return isSame(answer.difference) ? 0 : 1;
}

interface InspectArguments {
  readonly help: boolean;
  readonly json: boolean;
  readonly diff: boolean;
  readonly files: readonly string[];
}

function readArguments(argv: readonly string[]): InspectArguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { json: { type: 'boolean' }, diff: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
    return {
      help: values.help === true,
      json: values.json === true,
      diff: values.diff === true,
      files: positionals,
    };
  } catch (cause) {
    const found = cause instanceof Error ? cause.message.split('.', 1)[0] : String(cause);
    throw new Refusal(`inspect: ${found}; it takes --json, --diff and --help`, { cause });
  }
}

async function named(files: readonly string[], diff: boolean): Promise<InspectMessage['inspect']> {
  const [first, second, third] = await Promise.all(files.map(existing));
  if (!diff && first !== undefined && second === undefined) return [first];
  if (diff && first !== undefined && second !== undefined && third === undefined) return [first, second];
  throw new Refusal(
    diff
      ? `inspect --diff takes two files, not ${files.length}; try: keras3-migrate inspect --diff BEFORE AFTER`
      : `inspect takes one file, not ${files.length}; try: keras3-migrate inspect FILE, or inspect --diff BEFORE AFTER`,
  );
}

async function existing(name: string): Promise<NamedFile> {
  const path = resolve(name);
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new Refusal(`inspect: "${name}" is not a file; check the path and the current directory`);
  return { path, name };
}

function jsonText(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function linesText(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
