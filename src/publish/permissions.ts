import type { PublishedFile } from './files.ts';
import type { GitHubContext } from './github-context.ts';
import { type Note, note } from './note.ts';
import type { PublishOptions } from './options.ts';
import { shellQuote } from './shell-quote.ts';

/** What each operation needs of the job's token. */
const NEEDED = {
  commit: ['contents: write'],
  'pull request': ['contents: write', 'pull-requests: write'],
  comment: ['pull-requests: write'],
  'list of changed files': ['contents: read', 'pull-requests: read'],
} as const;

export type Operation = keyof typeof NEEDED;

/** For a 403 (or the 404 that GitHub answers in its place): the `permissions:` block that would have let it through. */
export function permissionNote(operation: Operation, level: Note['level'], detail: string): Note {
  const lines = ['permissions:', ...NEEDED[operation].map((line) => `  ${line}`)].join('\n');
  return note(
    level,
    `The token may not write the ${operation} (${detail}); give the job these permissions, or pass a token that has them`,
    { language: 'yaml', text: lines },
  );
}

/** The setting without which GITHUB_TOKEN opens no pull request whatever its permissions. */
export const PULL_REQUEST_SETTING =
  'Settings > Actions > General > Workflow permissions > Allow GitHub Actions to create and approve pull requests';

/** The commands that convert and commit the same files by hand. */
export function commandsToCommit(
  context: GitHubContext,
  options: Pick<PublishOptions, 'cliArguments' | 'commitMessage'>,
  files: readonly PublishedFile[],
  branch: string,
): NonNullable<Note['snippet']> {
  const action = context.action;
  const checkout = '../keras3-migrate';
  const fetchTool =
    action === undefined
      ? []
      : [
          `git clone ${shellQuote(`${context.serverUrl}/${action.repository}`)} ${checkout}`,
          ...(action.ref === '' ? [] : [`git -C ${checkout} checkout ${shellQuote(action.ref)}`]),
        ];
  const tool = action === undefined ? 'dist/cli.js' : `${checkout}/dist/cli.js`;
  // A line naming a thousand files helps nobody; the work tree's changes are these files.
  const outputs = files.length <= MOST_NAMED ? files.map((file) => shellQuote(file.path)).join(' ') : '.';
  const headline = options.commitMessage.split('\n', 1)[0] ?? '';
  return {
    language: 'sh',
    text: [
      `git switch ${shellQuote(branch)}`,
      ...fetchTool,
      ['node', tool, ...options.cliArguments.map(shellQuote)].join(' '),
      `git add -- ${outputs}`,
      `git commit -m ${shellQuote(headline)}`,
      'git push',
    ].join('\n'),
  };
}

const MOST_NAMED = 50;
