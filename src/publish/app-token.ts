import type { GitHubContext } from './github-context.ts';
import { type Note, note } from './note.ts';
import type { PublishOptions } from './options.ts';

/** GitHub starts no workflow for what GITHUB_TOKEN pushes, lest workflows start each other for ever. */
export function noChecksNote(
  options: Pick<PublishOptions, 'token' | 'jobToken'>,
  context: Pick<GitHubContext, 'action'>,
): Note | undefined {
  const own = options.jobToken === '' || options.token === options.jobToken;
  if (!own) return undefined;
  return note(
    'notice',
    'This was pushed with GITHUB_TOKEN, for which GitHub starts no checks; pass the token of a GitHub App to have them run',
    { language: 'yaml', text: recipe(context.action) },
  );
}

/** The commit is v3.1.1's: a tag could be moved. */
function recipe(action: GitHubContext['action']): string {
  const uses = action === undefined ? './' : `${action.repository}@${action.ref}`;
  return `- uses: actions/create-github-app-token@1b10c78c7865c340bc4f6099eb2f838309f1e8c3 # v3.1.1
  id: app
  with:
    client-id: \${{ vars.APP_CLIENT_ID }}
    private-key: \${{ secrets.APP_PRIVATE_KEY }}
    permission-contents: write
    permission-pull-requests: write
- uses: ${uses}
  with:
    token: \${{ steps.app.outputs.token }}`;
}
