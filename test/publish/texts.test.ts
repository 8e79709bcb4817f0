import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { because, note, notesMarkdown } from '../../src/publish/note.ts';
import { publishedMarkdown } from '../../src/publish/outcome-text.ts';
import { classifyGit } from '../../src/publish/push-result.ts';
import { shellQuote } from '../../src/publish/shell-quote.ts';
import { render } from '../rendered.ts';
import { context, MAIN } from './run.ts';

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
  [
    '!\tx:refs/heads/main\t[remote rejected] (pre-receive hook declined)',
    "remote: error: GH001: Large files detected.\nremote: error: File a.h5 is 120.00 MB; this exceeds GitHub's file size limit of 100.00 MB",
    'too-large',
  ],
  [
    '!\tx:refs/heads/main\t[remote rejected] (pre-receive hook declined)',
    'remote: GitLab: You are attempting to check in one or more blobs which exceed the 100MiB limit:',
    'too-large',
  ],
  [
    '!\tx:refs/heads/main\t[remote rejected] (pre-receive hook declined)',
    'remote: \nremote: Gitea: User permission denied for writing.',
    'permission',
  ],
  ['', 'remote: You are not allowed to push code to this project.\nfatal: unable to access', 'permission'],
  [
    '!\tx:refs/heads/main\t[remote rejected] (pre-receive hook declined)',
    'remote: GitLab: You are not allowed to push code to protected branches on this project.',
    'protected',
  ],
  [
    '!\tx:refs/heads/main\t[remote rejected] (pre-receive hook declined)',
    'remote: Gitea: Not allowed to push to protected branch main',
    'protected',
  ],
  ['!\tx:refs/heads/main\t[remote rejected] (pre-receive hook declined)', 'remote: no tabs, please', 'protected'],
])('git says %j %j', (stdout, stderr, rejection) => {
  expect(classifyGit(stdout, stderr).rejection).toBe(rejection);
});

test('a refusal of several lines keeps its reason, without padding, escapes or git’s own last line', () => {
  const stderr = [
    'remote: ',
    'remote: ========================================================================',
    'remote: \u001b[31mERROR:\u001b[0m commits must be signed\u001b[K',
    'remote: See https://example.com/policy        ',
    'remote: ',
    'To https://example.com/o/r.git',
    "error: failed to push some refs to 'https://example.com/o/r.git'",
  ].join('\n');
  const stdout =
    'To https://example.com/o/r.git\n!\tx:refs/heads/main\t[remote rejected] (pre-receive hook declined)\nDone';
  expect(classifyGit(stdout, stderr).detail).toBe('ERROR: commits must be signed; See https://example.com/policy');
  expect(classifyGit(stdout, "error: failed to push some refs to 'x'").detail).toBe(
    '[remote rejected] (pre-receive hook declined)',
  );
  expect(because(classifyGit('', '').detail)).toBe('');
});

test('what is published stays short, whatever there is to say', () => {
  const notes = Array.from({ length: 5000 }, (_, at) => note('warning', `${at}: ${'x'.repeat(500)}`));
  const text = publishedMarkdown({ notes: [note('notice', 'last'), ...notes, note('error', 'first')] }, context(MAIN));
  expect(text.length).toBeLessThan(25_000);
  const { headings, prose } = render(text);
  expect(headings).toEqual(['h3 Not published']);
  expect(prose).toMatch(/^Not published\s+Error: first\s/);
  expect(prose).toMatch(/\d+ more in the log of this step\.\s*$/);
});
