import type { GitHubContext } from './github-context.ts';
import { because, type Note, note } from './note.ts';
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
    `The token may not write the ${operation}${because(detail)}; give the job these permissions, or pass a token that has them`,
    { language: 'yaml', text: lines },
  );
}

/** The setting without which GITHUB_TOKEN opens no pull request whatever its permissions. */
export const PULL_REQUEST_SETTING =
  'Settings > Actions > General > Workflow permissions > Allow GitHub Actions to create and approve pull requests';

type Tool = Pick<GitHubContext, 'action' | 'serverUrl'>;

/** The commands that convert and commit the same files by hand, in a clone that has the branch `base`. */
export function commandsToCommit(
  context: Tool,
  options: Pick<PublishOptions, 'cliArguments' | 'commitMessage'>,
  paths: readonly string[],
  { branch, base = branch }: { readonly branch?: string; readonly base?: string } = {},
): NonNullable<Note['snippet']> {
  const isNew = branch !== base;
  const goThere =
    branch === undefined || base === undefined
      ? []
      : [`git switch ${shellQuote(base)}`, ...(isNew ? [`git switch -c ${shellQuote(branch)}`] : [])];
  // A line naming a thousand files helps nobody; the work tree's changes are these files.
  const outputs = paths.length <= MOST_NAMED ? paths.map(shellQuote).join(' ') : '.';
  const headline = options.commitMessage.split('\n', 1)[0] ?? '';
  return {
    language: 'sh',
    text: [
      ...goThere,
      ...commandsToConvert(context, options),
      `git add -- ${outputs}`,
      `git commit -m ${shellQuote(headline)}`,
      isNew && branch !== undefined ? `git push -u origin ${shellQuote(branch)}` : 'git push',
    ].join('\n'),
  };
}

/** The commands that fetch this tool beside a clone and convert the same files there. */
function commandsToConvert(
  { action, serverUrl }: Tool,
  { cliArguments }: Pick<PublishOptions, 'cliArguments'>,
): readonly string[] {
  const checkout = '../keras3-migrate';
  const tool = action === undefined ? 'dist/cli.js' : `${checkout}/dist/cli.js`;
  return [
    ...(action === undefined ? [] : [`git clone ${shellQuote(`${serverUrl}/${action.repository}`)} ${checkout}`]),
    ...(action === undefined || action.ref === '' ? [] : [`git -C ${checkout} checkout ${shellQuote(action.ref)}`]),
    ['node', tool, ...cliArguments.map(shellQuote)].join(' '),
  ];
}

const MOST_NAMED = 10;
