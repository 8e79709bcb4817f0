import { readFile, realpath, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { relative, resolve } from 'node:path';
import { Refusal } from '../errors.ts';
import { DEFAULT_FILES } from '../find/find.ts';
import { isClosed, isInside } from '../find/paths.ts';
import { realFolder } from '../find/targets.ts';
import { DEFAULT_MEMORY_LIMIT } from '../isolate/limits.ts';
import { KerasVersion } from '../keras/version.ts';
import type { Format } from '../plan/plan.ts';
import { plainLine, shorten } from '../report/escape.ts';
import { readValueLines, readValueText } from './lambda-values.ts';
import { readNameList } from './name-list.ts';
import type { Options, Shard } from './options.ts';

/** What an action's inputs and a shell's flags have in common: texts by name, and where relative paths start. */
export interface Settings {
  /** The text given for a name; undefined or empty: none. */
  text(name: SettingName): string | undefined;
  /** How the user wrote the name: `input format`, `--format`. */
  spelled(name: SettingName): string;
  readonly files: readonly string[];
  /** Absolute. */
  readonly root: string;
  readonly contained: boolean;
  /** Further folders in which the report may be written; absolute. */
  readonly reportFolders: readonly string[];
}

/** Every setting, with the same name and meaning in `action.yml` and on a command line. */
export const SETTING_NAMES = [
  'format',
  'output-dir',
  'in-place',
  'overwrite',
  'check',
  'report',
  'architecture',
  'lambda-values',
  'keep-custom',
  'compile',
  'strict',
  'min-keras',
  'fail-on-refused',
  'fail-on-no-match',
  'concurrency',
  'shard',
  'memory-limit',
  'timeout',
  'prove',
  'python',
] as const;
export type SettingName = (typeof SETTING_NAMES)[number];

const FORMATS: readonly Format[] = ['h5', 'keras', 'weights'];

const MOST_CONCURRENT = 256;
const MOST_SHARDS = 1000;

/**
 * Settings as options.
 *
 * @throws Refusal naming the setting, what was found and what it takes
 */
export async function readOptions(settings: Settings): Promise<Options> {
  const root = await realpath(settings.root);
  const path = (name: SettingName) => readPath(settings, name, root);
  const options: Options = {
    root,
    contained: settings.contained,
    files: readFiles(settings.files),
    formats: readFormats(settings),
    outputDir: await path('output-dir'),
    inPlace: readBoolean(settings, 'in-place', false),
    overwrite: readBoolean(settings, 'overwrite', false),
    check: readBoolean(settings, 'check', false),
    compile: readBoolean(settings, 'compile', true),
    strict: readBoolean(settings, 'strict', false),
    minKeras: readMinKeras(settings),
    architecture: await path('architecture'),
    lambdaValues: await readLambdaValues(settings, root),
    keepCustom: readNameList(textOf(settings, 'keep-custom', '')),
    report: await path('report'),
    failOnRefused: readBoolean(settings, 'fail-on-refused', true),
    failOnNoMatch: readBoolean(settings, 'fail-on-no-match', false),
    concurrency: readInteger(settings, 'concurrency', 1, MOST_CONCURRENT) ?? availableParallelism(),
    shard: readShard(settings),
    memoryLimit: megabytes(readInteger(settings, 'memory-limit', 64, 1_000_000)) ?? DEFAULT_MEMORY_LIMIT,
    timeLimit: readInteger(settings, 'timeout', 1, 6 * 3600),
    ...readProve(settings),
  };
  if (options.inPlace && options.outputDir !== undefined) {
    throw new Refusal(
      `${settings.spelled('in-place')} and ${settings.spelled('output-dir')} exclude each other; give one`,
    );
  }
  if (options.inPlace && options.formats.length > 1) {
    throw new Refusal(
      `${settings.spelled('in-place')} writes one file over its source, but ${settings.spelled('format')} asks for ${options.formats.join(', ')}; give one format`,
    );
  }
  await requireFile(options.architecture, settings);
  return options;
}

function readFiles(texts: readonly string[]): readonly string[] {
  const files = texts.filter((text) => text !== '');
  return files.some((text) => !text.startsWith('!')) ? files : [...DEFAULT_FILES, ...files];
}

function readFormats(settings: Settings): readonly Format[] {
  const names = textOf(settings, 'format', 'h5')
    .split(/[\s,]+/)
    .filter((name) => name !== '');
  for (const name of names) {
    if (!FORMATS.some((format) => format === name)) {
      throw refuse(settings, 'format', name, `${FORMATS.join(', ')}, or several with commas between`);
    }
  }
  return FORMATS.filter((format) => names.includes(format));
}

/** YAML 1.2's core schema, which GitHub follows for booleans. */
function readBoolean(settings: Settings, name: SettingName, otherwise: boolean): boolean {
  const text = textOf(settings, name, String(otherwise));
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  throw refuse(settings, name, text, 'true or false');
}

function readInteger(settings: Settings, name: SettingName, low: number, high: number): number | undefined {
  const text = textOf(settings, name, '');
  if (text === '') return undefined;
  const value = Number(text);
  if (/^\d{1,9}$/.test(text) && value >= low && value <= high) return value;
  throw refuse(settings, name, text, `a whole number from ${low} to ${high}`);
}

/** `NAME=VALUE` lines, or the path of a JSON file. */
async function readLambdaValues(settings: Settings, root: string): Promise<string | undefined> {
  const text = textOf(settings, 'lambda-values', '');
  if (text === '') return undefined;
  if (text.includes('=')) return readValueLines(text, settings.spelled('lambda-values'));
  const path = await readPath(settings, 'lambda-values', root);
  if (path === undefined) return undefined;
  const spelled = settings.spelled('lambda-values');
  const json = await readFile(path, 'utf8').catch(() => undefined);
  if (json === undefined) throw new Refusal(`${spelled} names the file "${path}", which cannot be read`);
  return readValueText(json, spelled);
}

/** A release of Keras 3; results are written for 3.3 and newer (and most of them load in older ones). */
function readMinKeras(settings: Settings): string | undefined {
  const text = textOf(settings, 'min-keras', '');
  if (text === '') return undefined;
  if (/^3\.\d{1,3}(?:\.\d{1,3})?$/.test(text) && !KerasVersion.parse(text).before(3, 3)) return text;
  throw refuse(settings, 'min-keras', text, 'a release of Keras 3 from 3.3 on, such as 3.12');
}

function readShard(settings: Settings): Shard | undefined {
  const text = textOf(settings, 'shard', '');
  if (text === '') return undefined;
  const [, index, count] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (index !== undefined && count !== undefined && index >= 1 && index <= count && count <= MOST_SHARDS) {
    return { index, count };
  }
  throw refuse(settings, 'shard', text, 'a part and the number of parts, such as 2/5');
}

function readProve(settings: Settings): Pick<Options, 'prove'> {
  const python = textOf(settings, 'python', '');
  if (readBoolean(settings, 'prove', false)) return { prove: { python: python === '' ? undefined : python } };
  if (python === '') return {};
  throw new Refusal(`${settings.spelled('python')} is for ${settings.spelled('prove')}; give that too, or neither`);
}

/** An absolute path; in the action one inside the workspace, links resolved. */
async function readPath(settings: Settings, name: SettingName, root: string): Promise<string | undefined> {
  const text = textOf(settings, name, '');
  if (text === '') return undefined;
  if (text.includes('\0')) throw refuse(settings, name, text, 'a path without NUL characters');
  const path = resolve(root, text);
  if (!settings.contained) return path;
  const real = await realFolder(path);
  const folders = name === 'report' ? [root, ...settings.reportFolders] : [root];
  if (!folders.some((folder) => isInside(folder, real)) || isClosed(relative(root, real))) {
    throw refuse(
      settings,
      name,
      text,
      'a path inside the workspace (links resolved) and outside .git and node_modules',
    );
  }
  return path;
}

async function requireFile(path: string | undefined, settings: Settings): Promise<void> {
  if (path === undefined) return;
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile()) return;
  throw refuse(settings, 'architecture', path, 'the path of a JSON or YAML architecture, or of a whole-model file');
}

function textOf(settings: Settings, name: SettingName, otherwise: string): string {
  return settings.text(name)?.trim() || otherwise;
}

function megabytes(count: number | undefined): number | undefined {
  return count === undefined ? undefined : count * 1024 ** 2;
}

function refuse(settings: Settings, name: SettingName, found: string, takes: string): Refusal {
  return new Refusal(`${settings.spelled(name)} is "${shorten(plainLine(found), 100)}"; it takes ${takes}`);
}
