import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Asked } from './suite.ts';

const DOCUMENT = join(import.meta.dirname, '..', '..', 'docs', 'compatibility.md');

/** Writes every section anew; `npm test` only compares. */
export const WRITE_COMMAND = 'npm run compatibility';

const HEADER = `# What real Keras says

Written by \`${WRITE_COMMAND}\`; \`npm test\` fails where it is not what real Keras answers. The tests in \`test/oracle/\` convert
every model with the command line and ask real Keras about the result, on the processor and without oneDNN's kernels, which
TensorFlow turns on by itself on some processors only.
Each table has a row a model and a column for each Keras that wrote it. *yes*: every question above the table was answered as
it should be; a number points to a note below. Where there are many models, those that are *yes* throughout are only counted.
`;

const MANY = 100;

/** One suite's part of the document: how many answers were as they should be, then a table of models, then notes. */
export function renderSection(asked: readonly Asked[], outcomes: ReadonlyMap<string, string>): string {
  return [counts(asked, outcomes), models(asked, outcomes)].join('\n\n');
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

function counts(asked: readonly Asked[], outcomes: ReadonlyMap<string, string>): string {
  const readers = unique(asked.map(({ reader }) => reader));
  const keyOf = ({ question }: Asked) => `\`${question.format}\`: ${QUESTIONS[question.check]}`;
  const rows = unique(asked.map(keyOf)).map((key) => {
    const cells = readers.map((reader) => {
      const these = asked.filter(
        (one) => keyOf(one) === key && one.reader === reader && one.exception?.outcome !== 'not asked',
      );
      const passed = these.filter((one) => isAsItShouldBe(one, outcomes)).length;
      return these.length === 0 ? '' : `${passed} of ${these.length}`;
    });
    return `| ${key} | ${cells.join(' | ')} |`;
  });
  return [
    `| question | ${readers.map((reader) => `Keras ${reader}`).join(' | ')} |`,
    `|---|${readers.map(() => '---|').join('')}`,
    ...rows,
  ].join('\n');
}

/** What an exception excuses does not count, whatever the answer was this time: the document is the same after every run. */
function isAsItShouldBe({ exception, id }: Asked, outcomes: ReadonlyMap<string, string>): boolean {
  return exception === undefined && outcomes.get(id) === 'PASS';
}

const QUESTIONS = {
  load_model: '`load_model` predicts as recorded',
  load_weights: '`load_weights` into the same architecture predicts as recorded',
  resume: 'the next training step reaches the recorded weights',
  evaluate: 'loss and metrics are as `evaluate` recorded',
  order: 'layers stand in the order of the file',
  again: 'saved again, the weights tree is the same, byte for byte',
  tree: 'the object tree is the one Keras writes, byte for byte',
  view: 'h5py sees `model_weights` and no `:0`',
} as const;

function models(asked: readonly Asked[], outcomes: ReadonlyMap<string, string>): string {
  const writers = unique(asked.map(({ fixture }) => fixture.writer));
  const notes: string[] = [];
  const cellOf = (model: string, writer: string) => {
    const these = asked.filter(({ fixture }) => fixture.model === model && fixture.writer === writer);
    if (these.length === 0) return '';
    const reasons = unique(
      these.filter((one) => !isAsItShouldBe(one, outcomes)).map((one) => noteOn(one, these, outcomes.get(one.id))),
    );
    if (reasons.length === 0) return 'yes';
    for (const reason of reasons) if (!notes.includes(reason)) notes.push(reason);
    return reasons.map((reason) => notes.indexOf(reason) + 1).join(', ');
  };
  const names = unique(asked.map(({ fixture }) => fixture.model));
  const cells = names.map((model) => ({ model, said: writers.map((writer) => cellOf(model, writer)) }));
  const shown =
    names.length < MANY ? cells : cells.filter(({ said }) => said.some((one) => !['', 'yes'].includes(one)));
  const rows = shown.map(({ model, said }) => `| ${model} | ${said.join(' | ')} |`);
  const others = names.length - shown.length;
  if (others > 0) rows.push(`| ${others} others | ${writers.map(() => 'yes').join(' | ')} |`);
  const table = [`| model | ${writers.join(' | ')} |`, `|---|${writers.map(() => '---|').join('')}`, ...rows].join(
    '\n',
  );
  return notes.length === 0 ? table : `${table}\n\n${notes.map((note, k) => `${k + 1}. ${note}`).join('\n')}`;
}

/** Says which questions it is about, unless it is about all of that model. */
function noteOn(one: Asked, all: readonly Asked[], outcome: string | undefined): string {
  const why = one.exception?.why ?? `not yet: ${outcome ?? 'no answer'}`;
  const same = all.filter(({ exception }) => exception === one.exception);
  if (same.length === all.length) return why;
  const where = unique(same.map(({ question, reader }) => `\`${question.format}\` ${question.check} in ${reader}`));
  return `${where.join(', ')}: ${why}`;
}

/** What docs/compatibility.md says of a suite, undefined where it says nothing. */
export function readSection(title: string): string | undefined {
  const section = sections().find((one) => one.startsWith(`${title}\n`));
  return section?.slice(title.length).trim();
}

/** Puts a suite's section into docs/compatibility.md, in the place of the one that is there. */
export function writeSection(title: string, body: string): void {
  const others = sections().filter((one) => !one.startsWith(`${title}\n`));
  const all = [...others, `${title}\n\n${body}`].map((one) => `${one.trimEnd()}\n`);
  writeFileSync(DOCUMENT, [HEADER, ...all.sort()].join('\n## '));
}

function sections(): string[] {
  if (!existsSync(DOCUMENT)) return [];
  return readFileSync(DOCUMENT, 'utf8').replaceAll('\r\n', '\n').split(/^## /m).slice(1);
}
