import { describe, expect, it } from 'vitest';
import { entryTree } from '../../src/report/entry-tree.ts';
import { SUMMARY_BYTES, summaryMarkdown } from '../../src/report/summary.ts';
import type { FileResult } from '../../src/result.ts';
import { render } from '../rendered.ts';
import { CONVERTED, HOSTILE, resultOf } from './results.ts';

const OPTIONS = { files: ['**/*.h5'], notes: [] };

const MANY_ENTRIES = Array.from({ length: 5000 }, (_, at) => ({
  from: `/layer_${at}/kernel:0`,
  to: `/layer_${at}/kernel`,
}));

describe('summaryMarkdown', () => {
  it('begins with the totals and tells each file, those that need a person first', () => {
    const files = [
      CONVERTED,
      resultOf('b.h5', 'refused', { reason: 'layer "x" is odd' }),
      resultOf('c.h5', 'lfs-pointer', { reason: 'fetch it' }),
    ];
    const text = summaryMarkdown({ files }, OPTIONS);
    const { headings, tables, prose, blocks } = render(text);
    expect(headings).toEqual(['h2 Keras 3 migration', 'h3 Details']);
    expect(text).toContain('**1 Git LFS pointer, 1 refused, 1 converted** of 3 files.');
    expect(prose).toContain('1.2 MB of weights and 1 renamed entry were written.');
    expect(tables[0]).toEqual([
      ['File', 'Weights'],
      ['c.h5\nGit LFS pointer: fetch it', ''],
      ['b.h5\nrefused: layer "x" is odd', ''],
      [
        'models/a.h5\nconverted\n→\u00a0models/a.keras3.h5\nloads from Keras 3.4 on\n⚠️\u00a01\u00a0warning',
        'Keras\u00a02.15.0\n2\u00a0tensors\n1.2\u00a0MB',
      ],
    ]);
    // A long path is parted where a narrow screen ends.
    expect(text).toContain('<code>models/<wbr>a.<wbr>h5</code>');
    expect(tables[1]).toEqual([
      ['Setting', 'Before', 'After'],
      ['dense/groups', '1', 'not there'],
    ]);
    expect(prose).toContain('Gate values were multiplied by 1.2.');
    expect(blocks).toEqual([
      '  model_weights/\n    dense/\n      dense/\n-       kernel:0\n+       kernel\n',
      'import keras\nmodel = keras.models.load_model("models/a.keras3.h5")\n',
    ]);
  });

  it('says how to load weights that have no architecture', () => {
    const text = summaryMarkdown({ files: [{ ...CONVERTED, layout: 'legacy-h5-weights' }] }, OPTIONS);
    expect(text).toContain('model.load_weights("models/a.keras3.h5")');
  });

  it('says so when nothing matches, or what matches is not looked at', () => {
    expect(summaryMarkdown({ files: [] }, OPTIONS)).toContain('No file matches <code>&#42;&#42;/&#42;.h5</code>');
    const text = summaryMarkdown({ files: [] }, { ...OPTIONS, matched: 12 });
    expect(text).toContain("None of the 12 files that match was changed here, or all are another shard's");
  });

  it('says of files not written what would be, and how to mend a check', () => {
    const options = { ...OPTIONS, remedy: 'Run:\n\n```sh\nnode cli.js\n```' };
    const { prose, blocks } = render(summaryMarkdown({ files: [{ ...CONVERTED, status: 'would-convert' }] }, options));
    expect(prose).toContain('1 needs converting of 1 file.');
    expect(prose).toContain('would be written.');
    expect(prose).not.toContain('were written');
    expect(blocks[0]).toBe('node cli.js\n');
    expect(summaryMarkdown({ files: [CONVERTED] }, options)).not.toContain('node cli.js');
  });

  it('begins with what was published', () => {
    const text = summaryMarkdown(
      { files: [CONVERTED] },
      { ...OPTIONS, published: '### Published\n\nA [link](http://x)' },
    );
    expect(render(text)).toMatchObject({
      headings: ['h2 Keras 3 migration', 'h3 Published', 'h3 Files', 'h3 Details'],
      links: [{ text: 'link', href: 'http://x' }],
    });
  });

  it('leaves out the results of this tool', () => {
    const own = resultOf('models/a.keras3.h5', 'already-keras-3', { ownResult: true });
    const { tables, prose } = render(summaryMarkdown({ files: [CONVERTED, own] }, OPTIONS));
    expect(tables[0]).toHaveLength(2);
    expect(prose).toContain('1 converted of 1 file. 1 result of this tool is not listed.');
    expect(summaryMarkdown({ files: [own] }, OPTIONS)).toContain('There is nothing to convert.');
  });

  it('says once what several files are warned of', () => {
    const files = ['a.h5', 'b.h5', 'c.h5'].map((source) => ({ ...CONVERTED, source }));
    const text = summaryMarkdown({ files }, OPTIONS);
    expect(text.match(/Gate values were multiplied/g)).toHaveLength(1);
    const { headings, prose } = render(text);
    expect(headings).toEqual(['h2 Keras 3 migration', 'h3 Warnings of several files', 'h3 Details']);
    expect(prose).toContain('⚠️ Gate values were multiplied by 1.2. (3 files)');
    expect(prose.match(/⚠️ Warning 1/g)).toHaveLength(3);
  });

  it('folds the optimizer’s slots into a line, and says what of a long tree is left out', () => {
    const slots = Array.from({ length: 40 }, (_, at) => ({
      from: `optimizer_weights/Adam/m/${at}:0`,
      to: `optimizer/vars/${at}`,
    }));
    const renamed = [...MANY_ENTRIES.slice(0, 300), ...slots];
    const [tree = ''] = render(summaryMarkdown({ files: [{ ...CONVERTED, renamed }] }, OPTIONS)).blocks;
    const lines = tree.trimEnd().split('\n');
    expect(lines.slice(0, 3)).toEqual(['  layer_0/', '-   kernel:0', '+   kernel']);
    expect(lines.slice(-2)).toEqual([
      '  optimizer_weights/ → optimizer/: 40 optimizer slots',
      '  … and 234 more entries in the JSON report',
    ]);
    expect(lines).toHaveLength(66 * 3 + 2);
  });

  it('lets no name or sentence from a file act', () => {
    const hostile = resultOf(HOSTILE, 'converted', {
      kerasVersion: HOSTILE,
      needs: HOSTILE,
      layout: HOSTILE,
      reason: HOSTILE,
      outputs: [{ format: 'h5', path: HOSTILE }],
      renamed: [{ from: HOSTILE, to: `/${HOSTILE}` }],
      changed: [{ path: HOSTILE, from: HOSTILE, to: { [HOSTILE]: HOSTILE } }],
      warnings: [{ code: HOSTILE, layer: HOSTILE, text: HOSTILE }],
    });
    const text = summaryMarkdown(
      { files: [hostile, resultOf(HOSTILE, 'failed', { reason: HOSTILE })] },
      { ...OPTIONS, notes: [HOSTILE] },
    );
    expect(text).not.toContain('<img');
    expect(text).not.toContain('`');
    expect(text).not.toMatch(/@octocat|\]\(http/);
    expect(text).not.toMatch(/^::|\u202e/m);
    expect(text).toContain('<pre lang="diff">');
    const { links } = render(text, { hostile: true });
    expect(links).toEqual([]);
  });

  it('holds 500 files of ten tensors with every warning of each', () => {
    const files = Array.from(
      { length: 500 },
      (_, at): FileResult => ({
        ...CONVERTED,
        source: `models/experiment_${at}/weights.h5`,
        outputs: [{ format: 'h5', path: `models/experiment_${at}/weights.keras3.h5`, sha256: 'c'.repeat(64) }],
        renamed: Array.from({ length: 10 }, (_, tensor) => ({
          from: `model_weights/dense_${at}_${tensor}/dense_${at}_${tensor}/kernel:0`,
          to: `model_weights/dense_${at}_${tensor}/kernel`,
        })),
        changed: Array.from({ length: 20 }, (_, key) => ({
          path: `model/dense_${at}/${key}`,
          from: [null, at],
          to: key,
        })),
        warnings: [
          {
            code: 'optimizer-state-dropped',
            text: 'Further training: no Keras 3 restores the optimizer from an .h5 file.',
          },
          { code: 'hard-sigmoid-scaled', layer: 'lstm', text: 'Gate values were multiplied by 1.2.' },
          {
            code: 'setting-dropped',
            layer: `dense_${at}`,
            text: `Something that only file ${at} has, in a sentence of the usual length for one of these.`,
          },
        ],
      }),
    );
    const text = summaryMarkdown({ files }, OPTIONS);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(SUMMARY_BYTES);
    const { tables, prose } = render(text);
    expect(tables[0]).toHaveLength(501);
    for (const at of files.keys()) expect(prose).toContain(`Something that only file ${at} has,`);
    expect(prose.match(/⚠️ Warning 1/g)).toHaveLength(500);
    expect(text).not.toContain('more file');
    expect(text).toContain('load_model("models/experiment_0/weights.keras3.h5")');
  });

  it('stays below what GitHub shows, for many files and for one with very many entries', () => {
    const files = Array.from({ length: 4000 }, (_, at) => ({
      ...CONVERTED,
      source: `models/${at}/${'x'.repeat(200)}.h5`,
      renamed: MANY_ENTRIES,
    }));
    const many = summaryMarkdown({ files }, OPTIONS);
    expect(Buffer.byteLength(many)).toBeLessThanOrEqual(SUMMARY_BYTES);
    expect(many).toMatch(/more files in the JSON report/);
    expect(many).toMatch(/The details of \d+ more files are in the JSON report/);
    const one = summaryMarkdown({ files: [{ ...CONVERTED, renamed: MANY_ENTRIES }] }, OPTIONS);
    expect(one).toContain('more entries in the JSON report');
  });
});

describe('entryTree', () => {
  it('shows groups of both sides once, and whole entries', () => {
    const renamed = [
      { from: '/m/a/kernel:0', to: '/m/a/kernel' },
      { from: '/m/b/bias:0', to: '/m/c/bias' },
    ];
    const lines = [
      '  m/',
      '    a/',
      '-     kernel:0',
      '+     kernel',
      '-   b/',
      '-     bias:0',
      '+   c/',
      '+     bias',
    ];
    expect(entryTree(renamed, 100)).toEqual({ lines, shown: 2 });
    expect(entryTree(renamed, 7)).toEqual({ lines: lines.slice(0, 4), shown: 1 });
  });
});
