import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { git, makeRemote } from '../publish/repositories.ts';
import { render } from '../rendered.ts';
import { act, checkout } from './act.ts';

const FIXTURES = resolve(import.meta.dirname, '..', 'fixtures');
const MODEL = readFileSync(join(FIXTURES, 'keras-2.15.0/mlp_sequential/model.h5'));
const REFUSED = readFileSync(join(FIXTURES, 'keras-1.2.2-tensorflow/srelu/model.h5'));

function workflow(inputs: Readonly<Record<string, string>> = {}): string {
  const lines = Object.entries(inputs).map(([name, value]) => `          ${name}: ${JSON.stringify(value)}`);
  return `on: push
jobs:
  migrate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
      - uses: OWNER/keras3-migrate@v0
${lines.length === 0 ? '' : `        with:\n${lines.join('\n')}\n`}`;
}

test('good and bad files: the bad ones are named, the good ones converted', async () => {
  const remote = makeRemote({ 'good.h5': MODEL, 'short.h5': MODEL.subarray(0, 3000), 'refused.h5': REFUSED });
  const workspace = checkout(remote, 'main');
  const { code, outputs, summaries } = await act({ workspace, workflow: workflow(), event: 'push' });
  expect(code).toBe(1);
  expect(Object.fromEntries(outputs)).toMatchObject({
    changed: 'true',
    'converted-count': '1',
    'refused-count': '1',
    'failed-count': '1',
    'converted-files': '["good.keras3.h5"]',
  });
  const { headings, tables } = render(summaries.at(-1) ?? '');
  expect(headings[0]).toBe('h2 Keras 3 migration');
  expect(tables[0]?.slice(1).map(([file]) => file?.split('\n')[0])).toEqual(['short.h5', 'refused.h5', 'good.h5']);
});

test('no file: the step succeeds and says so, and fails where that was asked for', async () => {
  const workspace = checkout(makeRemote({ 'read.me': 'x' }), 'main');
  const none = await act({ workspace, workflow: workflow(), event: 'push' });
  expect(none.code).toBe(0);
  expect(none.summaries.at(-1)).toContain('No file matches');
  const asked = await act({ workspace, workflow: workflow({ 'fail-on-no-match': 'true' }), event: 'push' });
  expect(asked.code).toBe(1);
});

test('many files: one commit, one summary', async () => {
  const names = Array.from({ length: 120 }, (_, at) => `models/${at}/model.h5`);
  const remote = makeRemote(Object.fromEntries(names.map((name) => [name, MODEL])));
  const workspace = checkout(remote, 'main');
  const before = remote.head('main');
  const inputs = { commit: 'true', 'commit-method': 'git' };
  const { code, outputs, summaries } = await act({ workspace, workflow: workflow(inputs), event: 'push' });
  expect(code).toBe(0);
  expect(outputs.get('converted-count')).toBe('120');
  expect(outputs.get('commit-sha')).toBe(remote.head('main'));
  expect(git(remote.bare, ['rev-parse', 'main^'])).toBe(before);
  const { headings, tables } = render(summaries.at(-1) ?? '');
  expect(headings.slice(0, 3)).toEqual(['h2 Keras 3 migration', 'h3 Published', 'h3 Files']);
  expect(tables[0]).toHaveLength(121);
});
