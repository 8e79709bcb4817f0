import { describe, expect, test } from 'vitest';
import { readPublishOptions } from '../../src/publish/options.ts';

function read(inputs: Readonly<Record<string, string>>) {
  const place = { root: '/w', reportPath: undefined, inPlace: false, artifactKey: '', cliArguments: [] };
  return readPublishOptions((name) => new Map(Object.entries(inputs)).get(name) ?? '', place);
}

test('without inputs nothing is published but an artifact in place of a commit', () => {
  expect(read({})).toMatchObject({
    commit: false,
    commitMethod: 'auto',
    commitAuthor: undefined,
    pullRequest: 'never',
    artifact: 'fallback',
    artifactName: undefined,
    retentionDays: undefined,
    compressionLevel: 0,
    comment: false,
    dryRun: false,
    allowUnsafeEvents: false,
  });
});

test.each([
  ['true', 'always', undefined],
  ['false', 'never', undefined],
  ['fallback', 'fallback', undefined],
  ['my models', 'always', 'my models'],
])('artifact %s', (text, artifact, artifactName) => {
  expect(read({ artifact: text })).toMatchObject({ artifact, artifactName });
});

test('lists and authors', () => {
  expect(read({ 'pull-request-labels': 'a, b\nc,,', 'commit-author': ' Ada L <ada@example.com> ' })).toMatchObject({
    pullRequestLabels: ['a', 'b', 'c'],
    commitAuthor: { name: 'Ada L', email: 'ada@example.com' },
  });
});

describe('what an input does not take is refused by its name', () => {
  test.each([
    [{ commit: 'yes' }, 'input commit is "yes"; it takes true or false'],
    [{ 'commit-method': 'ssh' }, 'input commit-method is "ssh"; it takes auto, api, git'],
    [{ 'pull-request': 'maybe' }, 'input pull-request is "maybe"; it takes true, false or fallback'],
    [{ 'pull-request': 'fallback' }, 'which stands in for a commit; set commit: true'],
    [{ 'compression-level': '10' }, 'it takes a whole number from 0 to 9'],
    [{ 'retention-days': '-1' }, 'it takes a whole number from 0 to 400'],
    [{ 'commit-author': 'Ada' }, 'it takes the form: Name <name@example.com>'],
    [{ 'commit-author': 'Ada\nX <a@b>' }, 'it takes the form'],
    [
      { 'commit-author': 'A <a@b.c>', 'commit-method': 'api' },
      'input commit-author does not go with commit-method: api',
    ],
    [{ artifact: 'a/b' }, 'a name may not hold any of'],
    [{ 'pull-request-title': 'a\nb' }, 'input pull-request-title holds a line break'],
  ])('%j', (inputs, message) => {
    expect(() => read(inputs)).toThrow(message);
  });
});
