import { Refusal } from '../errors.ts';
import type { Json } from '../keras/python-json.ts';
import type { Format } from '../plan/plan.ts';
import type { FileResult, Output, Report } from '../result.ts';
import { STATUS_WORDS } from './totals.ts';

/**
 * Reads a report that another run wrote, perhaps on another machine.
 *
 * @param name how to call it in an error
 * @throws Refusal if the text is not such a report
 */
export function parseReport(text: string, name: string): Report {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Refusal(`${name} is not JSON: give a report that --report wrote`, { cause: error });
  }
  const files = entries(value).get('files');
  if (!Array.isArray(files)) throw new Refusal(`${name} has no list "files": give a report that --report wrote`);
  return { files: files.map((file: unknown, at) => parseFile(entries(file), `${name}: file ${at + 1}`)) };
}

/** One report of several shards', in the order of names; of a file in two reports the last one counts. */
export function mergeReports(reports: readonly Report[]): Report {
  const files = new Map(reports.flatMap((report) => report.files.map((file) => [file.source, file] as const)));
  return { files: [...files.values()].sort((a, b) => (a.source < b.source ? -1 : 1)) };
}

function parseFile(file: ReadonlyMap<string, unknown>, where: string): FileResult {
  const status = [...STATUS_WORDS.keys()].find((known) => known === file.get('status'));
  const source = textOf(file.get('source'));
  if (status === undefined || source === undefined) {
    throw new Refusal(`${where} has no source or no known status: was the report written by a newer version?`);
  }
  return {
    source,
    status,
    ...known('reason', textOf(file.get('reason'))),
    ...known('layout', textOf(file.get('layout'))),
    ...known('kerasVersion', textOf(file.get('kerasVersion'))),
    ...known('needs', textOf(file.get('needs'))),
    ...known('sourceSha256', textOf(file.get('sourceSha256'))),
    ...known('tensors', numberOf(file.get('tensors'))),
    ...known('bytes', numberOf(file.get('bytes'))),
    ...(file.get('ownResult') === true ? { ownResult: true as const } : {}),
    outputs: listOf(file.get('outputs')).map(parseOutput),
    renamed: listOf(file.get('renamed')).map((entry) => ({ from: required(entry, 'from'), to: required(entry, 'to') })),
    changed: listOf(file.get('changed')).map((entry) => ({
      path: required(entry, 'path'),
      from: jsonOf(entry.get('from')),
      to: jsonOf(entry.get('to')),
    })),
    warnings: listOf(file.get('warnings')).map((entry) => ({
      code: required(entry, 'code'),
      ...known('layer', textOf(entry.get('layer'))),
      text: required(entry, 'text'),
      ...known('needs', textOf(entry.get('needs'))),
    })),
  };
}

function parseOutput(entry: ReadonlyMap<string, unknown>): Output {
  const format = (['h5', 'keras', 'weights'] satisfies Format[]).find((known) => known === entry.get('format')) ?? 'h5';
  return { format, path: required(entry, 'path'), ...known('sha256', textOf(entry.get('sha256'))) };
}

function entries(value: unknown): Map<string, unknown> {
  return new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
}

function listOf(value: unknown): Map<string, unknown>[] {
  return Array.isArray(value) ? value.map(entries) : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function required(entry: ReadonlyMap<string, unknown>, key: string): string {
  return textOf(entry.get(key)) ?? '';
}

/** What `JSON.parse` gives is JSON; `null` stands for an entry that is not there. */
function jsonOf(value: unknown): Json | undefined {
  return value === null ? undefined : (value as Json | undefined);
}

function known<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: V });
}
