import { parseArgs } from 'node:util';
import { Refusal } from '../errors.ts';
import type { Options } from './options.ts';
import { readOptions, SETTING_NAMES, type SettingName } from './read.ts';

/** Settings that are true or false: `--name`, `--no-name`, `--name=true`. The others take a value. */
const BOOLEANS: ReadonlySet<SettingName> = new Set<SettingName>([
  'in-place',
  'overwrite',
  'check',
  'compile',
  'strict',
  'fail-on-refused',
  'fail-on-no-match',
  'prove',
]);

export interface Arguments {
  readonly help: boolean;
  readonly version: boolean;
  /** The exit code tells whether a file was written, as hooks do that run before a commit. */
  readonly failOnConverted: boolean;
  readonly settings: ReadonlyMap<SettingName, string>;
  readonly positionals: readonly string[];
}

/**
 * A command line's flags and paths.
 *
 * @throws Refusal for an unknown flag or one without its value
 */
export function parseArguments(argv: readonly string[]): Arguments {
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      SETTING_NAMES.filter((name) => !BOOLEANS.has(name)).map((name) => [name, { type: 'string' as const }]),
    ),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const settings = new Map<SettingName, string>();
  const positionals: string[] = [];
  let help = false;
  let version = false;
  let failOnConverted = false;
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    if (name === 'help' || rawName === '-h') help = true;
    else if (name === 'version') version = true;
    else if (name === 'fail-on-converted' && value === undefined) failOnConverted = true;
    else settings.set(...readFlag(name, rawName, value));
  }
  return { help, version, failOnConverted, settings, positionals };
}

function readFlag(name: string, rawName: string, value: string | undefined): [SettingName, string] {
  const setting = SETTING_NAMES.find((known) => known === name);
  const denied = SETTING_NAMES.find((known) => BOOLEANS.has(known) && name === `no-${known}`);
  if (denied !== undefined && value === undefined) return [denied, 'false'];
  if (setting === undefined) throw new Refusal(`unknown flag ${rawName}; --help lists them`);
  if (BOOLEANS.has(setting)) return [setting, value ?? 'true'];
  if (value === undefined || value === '')
    throw new Refusal(`${rawName} needs a value, such as ${rawName} ${EXAMPLES.get(setting) ?? 'VALUE'}`);
  return [setting, value];
}

const EXAMPLES: ReadonlyMap<SettingName, string> = new Map([
  ['format', 'h5,keras'],
  ['output-dir', 'migrated'],
  ['report', 'report.json'],
  ['architecture', 'model.json'],
  ['min-keras', '3.12'],
  ['concurrency', '2'],
  ['shard', '1/4'],
  ['memory-limit', '2048'],
  ['timeout', '600'],
  ['python', '.venv/bin/python'],
]);

/**
 * Parsed arguments as options; relative paths start at the current directory.
 *
 * @throws Refusal naming the flag, what was found and what it takes
 */
export async function optionsOf({ settings, positionals }: Arguments, root: string): Promise<Options> {
  return readOptions({
    text: (name) => settings.get(name),
    spelled: (name) => `--${name}`,
    files: positionals,
    root,
    contained: false,
    reportFolders: [],
  });
}
