import { describe, expect, it } from 'vitest';
import { entryTree } from '../../src/report/entry-tree.ts';
import { SUMMARY_BYTES, summaryMarkdown } from '../../src/report/summary.ts';
import { CONVERTED, HOSTILE, resultOf } from './results.ts';

const OPTIONS = { check: false, files: ['**/*.h5'], notes: [] };

describe('summaryMarkdown', () => {
  it('begins with the totals and tells each file', () => {
    const text = summaryMarkdown(
      { files: [CONVERTED, resultOf('b.h5', 'refused', { reason: 'layer "x" is odd' })] },
      OPTIONS,
    );
    expect(text).toContain('**1 refused, 1 converted** of 2 files.');
    expect(text).toContain('1.2 MB of weights and 1 renamed entry were written.');
    expect(text.indexOf('b.h5')).toBeLessThan(text.indexOf('models/a.h5'));
    expect(text).toContain('<code>/model_weights/dense/dense/kernel:0</code>');
    expect(text).toContain('-       kernel:0\n+       kernel');
    expect(text).toContain('<td><code>dense/groups</code></td><td><code>1</code></td><td><i>not there</i></td>');
    expect(text).toContain('loads from Keras 3.4 on');
    expect(text).toContain('Gate values were multiplied by 1.2.');
    expect(text).toContain('model = keras.models.load_model("models/a.keras3.h5")');
  });

  it('says how to load weights that have no architecture', () => {
    const text = summaryMarkdown({ files: [{ ...CONVERTED, layout: 'legacy-h5-weights' }] }, OPTIONS);
    expect(text).toContain('model.load_weights("models/a.keras3.h5")');
  });

  it('says so when nothing matches', () => {
    expect(summaryMarkdown({ files: [] }, OPTIONS)).toContain('No file matches <code>&#42;&#42;/&#42;.h5</code>');
  });

  it('says in check mode what would be done', () => {
    const text = summaryMarkdown({ files: [{ ...CONVERTED, status: 'would-convert' }] }, { ...OPTIONS, check: true });
    expect(text).toContain('**1 needs converting** of 1 file.');
    expect(text).toContain('would be written.');
  });

  it('lets no name or sentence from a file act', () => {
    const hostile = resultOf(HOSTILE, 'converted', {
      kerasVersion: HOSTILE,
      layout: HOSTILE,
      needs: HOSTILE,
      reason: HOSTILE,
      outputs: [{ format: 'h5', path: HOSTILE }],
      renamed: [{ from: HOSTILE, to: `/${HOSTILE}` }],
      changed: [{ path: HOSTILE, from: HOSTILE, to: { [HOSTILE]: HOSTILE } }],
      warnings: [{ layer: HOSTILE, text: HOSTILE }],
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
  });

  it('stays below what GitHub shows, for many files and for one with very many entries', () => {
    const renamed = Array.from({ length: 5000 }, (_, at) => ({
      from: `/layer_${at}/kernel:0`,
      to: `/layer_${at}/kernel`,
    }));
    const files = Array.from({ length: 4000 }, (_, at) => ({
      ...CONVERTED,
      source: `models/${at}/${'x'.repeat(200)}.h5`,
      renamed,
    }));
    const many = summaryMarkdown({ files }, OPTIONS);
    expect(Buffer.byteLength(many)).toBeLessThanOrEqual(SUMMARY_BYTES);
    expect(many).toMatch(/more files in the JSON report/);
    expect(many).toMatch(/The details of \d+ more files are in the JSON report/);
    const one = summaryMarkdown({ files: [{ ...CONVERTED, renamed }] }, OPTIONS);
    expect(one).toContain('4800 more in the JSON report');
  });
});

describe('entryTree', () => {
  it('shows groups of both sides once', () => {
    const renamed = [
      { from: '/m/a/kernel:0', to: '/m/a/kernel' },
      { from: '/m/b/bias:0', to: '/m/c/bias' },
    ];
    expect(entryTree(renamed, 100)).toEqual([
      '  m/',
      '    a/',
      '-     kernel:0',
      '+     kernel',
      '-   b/',
      '-     bias:0',
      '+   c/',
      '+     bias',
    ]);
    expect(entryTree(renamed, 3)).toHaveLength(3);
  });
});
