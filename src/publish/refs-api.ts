import type { Change } from './changes.ts';
import { classifyApi, commitByApi } from './commit-api.ts';
import type { GitHubContext } from './github-context.ts';
import type { CommitMessage } from './message.ts';
import { httpStatus, type Octokit } from './octokit.ts';
import type { CommitMade } from './push-result.ts';

/** Makes a branch at a commit. Undefined: done; otherwise why not. */
export async function startBranch(
  octokit: Octokit,
  context: GitHubContext,
  branch: string,
  sha: string,
): Promise<(CommitMade & { readonly kind: 'rejected' }) | undefined> {
  try {
    await octokit.rest.git.createRef({ ...repository(context), ref: `refs/heads/${branch}`, sha });
    return undefined;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    // 422 "Reference already exists": another run was faster.
    const exists = httpStatus(error) === 422 && /already exists/i.test(detail);
    return { kind: 'rejected', rejection: exists ? 'moved' : (classifyApi(error) ?? 'failed'), detail };
  }
}

/**
 * Makes a branch anew from another parent. The commit is made on a passing branch first: were the branch itself set back
 * to its base, GitHub would close its pull request.
 */
export async function rebuildByApi(
  octokit: Octokit,
  context: GitHubContext,
  commit: {
    readonly branch: string;
    readonly parent: string;
    readonly changes: readonly Change[];
    readonly message: CommitMessage;
  },
): Promise<CommitMade> {
  const passing = `${commit.branch}-${context.runId || 'run'}-${context.runAttempt}`;
  const begun = await startBranch(octokit, context, passing, commit.parent);
  if (begun !== undefined) return begun;
  try {
    const made = await commitByApi(octokit, context, { ...commit, branch: passing, expected: commit.parent });
    if (made.kind === 'committed') {
      const ref = `heads/${commit.branch}`;
      await octokit.rest.git.updateRef({ ...repository(context), ref, sha: made.sha, force: true });
    }
    return made;
  } finally {
    await removeBranch(octokit, context, passing);
  }
}

/** Best effort: a branch left behind is untidy, not wrong, and must not hide what went before. */
export async function removeBranch(octokit: Octokit, context: GitHubContext, branch: string): Promise<void> {
  await octokit.rest.git.deleteRef({ ...repository(context), ref: `heads/${branch}` }).catch(() => undefined);
}

function repository(context: GitHubContext): { readonly owner: string; readonly repo: string } {
  return { owner: context.owner, repo: context.repo };
}
