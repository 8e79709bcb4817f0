import { describe, expect, it } from 'vitest';
import { annotationsOf } from '../../src/report/annotations.ts';
import { Progress, resultLines } from '../../src/report/console.ts';
import { reportJson } from '../../src/report/json.ts';
import { mergeReports, parseReport } from '../../src/report/merge.ts';
import { setOutputs } from '../../src/report/outputs.ts';
import { sizeInWords } from '../../src/report/totals.ts';
import { failureOf, noMatch } from '../../src/report/verdict.ts';
import { CONVERTED, HOSTILE, resultOf } from './results.ts';

const REPORT = {
  files: [
    CONVERTED,
    resultOf('b.h5', 'refused', { reason: 'no' }),
    resultOf('c.h5', 'failed', { reason: 'cut short' }),
    resultOf('d.h5', 'up-to-date'),
    resultOf('e.h5', 'lfs-pointer', { reason: 'a pointer' }),
  ],
};

describe('the JSON report', () => {
  it('has every key, with null for what is not known', () => {
    expect(JSON.parse(reportJson(REPORT)).files[1]).toEqual({
      source: 'b.h5',
      status: 'refused',
      reason: 'no',
      layout: null,
      kerasVersion: null,
      needs: null,
      sourceSha256: null,
      tensors: null,
      bytes: null,
      ownResult: false,
      outputs: [],
      renamed: [],
      changed: [],
      warnings: [],
    });
  });

  it('reads back as what it was written from', () => {
    expect(parseReport(reportJson(REPORT), 'r.json')).toEqual(REPORT);
  });

  it.each(['', '[]', '{"files":{}}', '{"files":[null]}', '{"files":[{"source":"a","status":"constructor"}]}'])(
    'refuses %s',
    (text) => {
      expect(() => parseReport(text, 'r.json')).toThrow(/^r\.json/);
    },
  );

  it('merges shards in the order of names', () => {
    const [a, b, c] = REPORT.files;
    if (!a || !b || !c) throw new Error('the report has three files');
    expect(mergeReports([{ files: [c, a] }, { files: [b] }]).files.map(({ source }) => source)).toEqual([
      'b.h5',
      'c.h5',
      'models/a.h5',
    ]);
  });
});

describe('outputs', () => {
  it('counts, and lists the files written', () => {
    const outputs = new Map<string, string>();
    setOutputs(REPORT, '/tmp/report.json', (name, value) => outputs.set(name, value));
    expect(Object.fromEntries(outputs)).toEqual({
      changed: 'true',
      'converted-count': '1',
      'would-convert-count': '0',
      'skipped-count': '2',
      'refused-count': '1',
      'failed-count': '1',
      'report-path': '/tmp/report.json',
      'converted-files': '["models/a.keras3.h5"]',
    });
  });
});

describe('failureOf', () => {
  it('names files of which a format could not be written', () => {
    const report = { files: [resultOf('a.h5', 'converted', { reason: 'format "keras" needs the architecture' })] };
    expect(failureOf({ report }, { check: false, failOnRefused: true })).toBe('1 file converted in part: a.h5');
    expect(failureOf({ report }, { check: false, failOnRefused: false })).toBeUndefined();
  });

  it('names the files, and follows fail-on-refused and check', () => {
    const strict = { check: false, failOnRefused: true };
    expect(failureOf({ report: REPORT }, strict)).toBe('1 file failed: c.h5; 1 file refused: b.h5');
    expect(failureOf({ report: REPORT }, { ...strict, failOnRefused: false })).toBe('1 file failed: c.h5');
    expect(failureOf({ report: { files: [CONVERTED] } }, strict)).toBeUndefined();
    const pending = { files: Array.from({ length: 7 }, (_, at) => resultOf(`${at}.h5`, 'would-convert')) };
    expect(failureOf({ report: pending }, { ...strict, check: true })).toBe(
      '7 files to be converted: 0.h5, 1.h5, 2.h5, 3.h5, 4.h5, and 2 more',
    );
  });
});

it('names patterns without a match, and pointers in a check', () => {
  const none = { report: { files: [] }, unmatched: ['a/*.h5'], matched: 3 };
  const strict = { check: false, failOnRefused: true };
  expect(failureOf(none, strict)).toBeUndefined();
  expect(failureOf(none, { ...strict, failOnNoMatch: true })).toMatch(/^no file matches a\/\*\.h5: check/);
  expect(noMatch({ report: { files: [] }, unmatched: [], matched: 3 })).toBeUndefined();
  expect(noMatch({ report: { files: [] }, unmatched: [], matched: 0 })).toMatch(/^no file matches any/);
  const pointer = { report: { files: [resultOf('e.h5', 'lfs-pointer')] } };
  expect(failureOf(pointer, strict)).toBeUndefined();
  expect(failureOf(pointer, { ...strict, check: true })).toBe(
    '1 file in Git LFS whose content is not here: e.h5; fetch it with "lfs: true" in actions/checkout, or git lfs pull',
  );
});

describe('annotationsOf', () => {
  const options = { check: false, failOnRefused: true };

  it('puts errors and warnings on their files', () => {
    expect(annotationsOf(REPORT, options).map(({ level, file }) => `${level} ${file}`)).toEqual([
      'error b.h5',
      'error c.h5',
      'warning models/a.h5',
      'warning e.h5',
    ]);
    expect(annotationsOf(REPORT, { ...options, failOnRefused: false })[1]).toMatchObject({ level: 'warning' });
  });

  it('tells the rest together beyond ten of a level', () => {
    const files = Array.from({ length: 50 }, (_, at) => resultOf(`${at}.h5`, 'failed', { reason: 'cut short' }));
    const annotations = annotationsOf({ files }, options);
    expect(annotations).toHaveLength(9);
    expect(annotations.at(-1)?.message).toMatch(/^42 more files with errors/);
    expect(annotations.at(-1)?.file).toBeUndefined();
  });

  it('is one plain line', () => {
    const [annotation] = annotationsOf({ files: [resultOf(HOSTILE, 'failed', { reason: HOSTILE })] }, options);
    expect(annotation?.message).not.toMatch(/[\n\u202e]/);
  });
});

describe('the console', () => {
  it('tells a file in a line, and its warnings below', () => {
    expect(resultLines(CONVERTED)).toEqual([
      'converted: models/a.h5 → models/a.keras3.h5 (Keras 2.15.0, 2 tensors, 1.2 MB, 1 entry renamed, loads from Keras 3.4 on)',
      '  warning: layer "lstm": Gate values were multiplied by 1.2.',
    ]);
    expect(resultLines(resultOf('b.h5', 'refused', { reason: 'no' }))).toEqual(['refused: b.h5 (no)']);
    for (const line of resultLines(resultOf(HOSTILE, 'failed', { reason: HOSTILE })))
      expect(line).not.toMatch(/[\n\u202e]/);
  });

  it('draws a bar on a terminal alone, and only for many bytes', () => {
    const drawn = (isTTY: boolean, bytes: number) => {
      let text = '';
      const progress = new Progress({ isTTY, write: (more) => (text += more) });
      progress.start(bytes);
      progress.advance(bytes / 2, () => undefined);
      return text;
    };
    expect(drawn(true, 100_000_000)).toContain('50 % (50.0 MB of 100 MB)');
    expect(drawn(false, 100_000_000)).toBe('');
    expect(drawn(true, 1000)).toBe('');
  });
});

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [999_600, '1.0 MB'],
  [123_456_789, '123 MB'],
  [3_000_000_000, '3.0 GB'],
])('%d bytes are %s', (bytes, words) => expect(sizeInWords(bytes)).toBe(words));
