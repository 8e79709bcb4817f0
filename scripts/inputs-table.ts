/**
 * Writes the tables of inputs and outputs in README.md from action.yml, between their HTML comments:
 * `npm run inputs-table`.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';

const ROOT = join(import.meta.dirname, '..');
interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
}

/** A README with its tables as action.yml has them. */
export function withTables(readme: string, actionYaml: string): string {
  const { inputs, outputs } = parse(actionYaml) as Action;
  const inputRows = Object.entries(inputs).map(([name, input]) => [
    code(name),
    cell(input.description),
    (input.default ?? '').trim().split('\n').filter(Boolean).map(code).join('<br>'),
  ]);
  const outputRows = Object.entries(outputs).map(([name, output]) => [code(name), cell(output.description)]);
  const filled = fill(readme, 'inputs', table(['Input', 'What it does', 'Default'], inputRows));
  return fill(filled, 'outputs', table(['Output', 'What it holds'], outputRows));
}

function fill(readme: string, name: string, lines: readonly string[]): string {
  const [start, end] = [`<!-- ${name}:start (scripts/inputs-table.ts) -->`, `<!-- ${name}:end -->`];
  const [from, to] = [readme.indexOf(start), readme.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the README has no "${start}" … "${end}"; put the two comments back`);
  return `${readme.slice(0, from + start.length)}\n\n${lines.join('\n')}\n\n${readme.slice(to)}`;
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [headings, headings.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

function cell(text: string): string {
  return text.trim().replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('*', '\\*').replaceAll('\n', ' ');
}

function code(text: string): string {
  return `\`${text}\``;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const action = await readFile(join(ROOT, 'action.yml'), 'utf8');
  const path = join(ROOT, 'README.md');
  await writeFile(path, withTables(await readFile(path, 'utf8'), action));
}
