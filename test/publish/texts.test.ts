import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { note, notesMarkdown } from '../../src/publish/note.ts';
import { classifyGit } from '../../src/publish/push-result.ts';
import { shellQuote } from '../../src/publish/shell-quote.ts';

test.each([
  'plain.h5',
  '-u.h5',
  "it's",
  'a b',
  '$(touch x)',
  '`x`',
  'a\nb',
  '\u202ereversed',
  'ü\n',
  '\n0',
  "'\n'",
  '\\',
  '',
])('the shell reads %j as one word', (word) => {
  const read = execFileSync('bash', ['-c', `printf %s ${shellQuote(word)}`]).toString('utf8');
  expect(read).toBe(word);
  expect(shellQuote(word)).not.toMatch(/[\n\u202e]/);
});

test('notes are plain lines, and their Markdown holds no markup of a name’s', () => {
  const notes = [note('error', 'a\n::error::<b>@octo</b> `x` [l](u)', { language: 'sh', text: 'echo ```' })];
  expect(notes[0]?.text).not.toMatch(/\n/);
  const markdown = notesMarkdown(notes);
  expect(markdown).not.toMatch(/<b>|@octo|\[l\]/);
  expect(markdown).toContain('````sh\necho ```\n````');
});

test.each([
  ['!\tx:refs/heads/main\t[rejected] (fetch first)', '', 'moved'],
  ['!\tx:refs/heads/main\t[rejected] (stale info)', '', 'moved'],
  ['!\tx:refs/heads/main\t[remote rejected] (cannot lock ref)', '', 'moved'],
  [
    '!\tx:refs/heads/main\t[remote rejected] (protected branch hook declined)',
    'remote: error: GH006: Protected branch',
    'protected',
  ],
  [
    '!\tx:refs/heads/main\t[remote rejected] (push declined due to repository rule violations)',
    'remote: error: GH013',
    'protected',
  ],
  [
    '',
    'remote: Permission to o/r.git denied to github-actions[bot].\nfatal: unable to access: The requested URL returned error: 403',
    'permission',
  ],
  ['', "fatal: could not read Username for 'https://github.com': terminal prompts disabled", 'permission'],
  ['', 'fatal: unable to access: The requested URL returned error: 503', 'unreachable'],
  ['', 'fatal: the remote end hung up unexpectedly', 'unreachable'],
  ['', 'fatal: no space left on device', 'failed'],
])('git says %j %j', (stdout, stderr, rejection) => {
  expect(classifyGit(stdout, stderr).rejection).toBe(rejection);
});
