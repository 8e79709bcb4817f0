import { expect, test } from 'vitest';
import { keepComment } from '../../src/publish/comment.ts';
import { connect } from '../../src/publish/octokit.ts';
import { render } from '../rendered.ts';
import { startGitHub } from './github-stand-in.ts';
import { context, PULL, report } from './run.ts';

const CONVERTED = report({ 'a.h5': 'a.keras3.h5' });

async function setUp() {
  const github = await startGitHub();
  const run = context(PULL, { apiUrl: github.url });
  const octokit = await connect(run, 'ghs_test', 1);
  return { github, keep: (of = CONVERTED, line = 'A line', key = '') => keepComment(octokit, run, 5, of, line, key) };
}

test('one comment is kept, found among others over pages', async () => {
  const { github, keep } = await setUp();
  for (let id = 0; id < 250; id++) github.comments.push({ id, body: `Comment ${id}`, html_url: '' });
  const first = await keep();
  expect(first.url).toBe('https://github.com/octo/models/pull/5#issuecomment-1250');
  const second = await keep(CONVERTED, 'Another line');
  expect(second.url).toBe(first.url);
  expect(github.comments).toHaveLength(251);
  expect(github.comments[250]?.body).toContain('Another line');
  expect(github.requests.filter(({ method }) => method === 'GET').map(({ query }) => query.get('page') ?? '1')).toEqual(
    ['1', '2', '3', '1', '2', '3'],
  );
});

test('steps with other matrices have their own', async () => {
  const { github, keep } = await setUp();
  await keep(CONVERTED, '', 'one');
  await keep(CONVERTED, '', 'two');
  expect(github.comments).toHaveLength(2);
});

test('nothing to tell: no comment is begun', async () => {
  const { github, keep } = await setUp();
  expect(await keep({ files: [] })).toEqual({ notes: [] });
  expect(github.comments).toEqual([]);
});

test('503 on reading is tried again; a comment made though the answer was 502 is not made twice', async () => {
  const { github, keep } = await setUp();
  github.fail(/^GET/, { status: 503 }, { times: 2 });
  github.fail(/^POST/, { status: 502 }, { done: true });
  const { url } = await keep();
  expect(url).toBe('https://github.com/octo/models/pull/5#issuecomment-1000');
  expect(github.comments).toHaveLength(1);
});

test('403: a warning with the permissions', async () => {
  const { github, keep } = await setUp();
  github.fail(/^POST/, { status: 403, body: { message: 'Resource not accessible by integration' } });
  expect((await keep()).notes).toEqual([
    {
      level: 'warning',
      text: expect.any(String),
      snippet: { language: 'yaml', text: 'permissions:\n  pull-requests: write' },
    },
  ]);
});

test('a body of any size stays below GitHub’s limit', async () => {
  const { github, keep } = await setUp();
  const names = Object.fromEntries(
    Array.from({ length: 2000 }, (_, i) => [`${'deep/'.repeat(30)}${i}.h5`, `${i}.keras3.h5`]),
  );
  await keep(report(names), 'x'.repeat(20_000));
  const body = github.comments[0]?.body ?? '';
  expect(body.length).toBeLessThan(65_536);
  expect(body).toMatch(/\d+ more files in the JSON report/);
  expect(render(body).tables[0]?.length).toBeGreaterThan(90);
});
