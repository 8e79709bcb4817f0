import { readFile } from 'node:fs/promises';
import type { Change } from './changes.ts';
import type { GitHubContext } from './github-context.ts';
import { API_COMMIT_BYTES } from './limits.ts';
import type { CommitMessage } from './message.ts';
import { graphqlErrors, httpStatus, type Octokit } from './octokit.ts';
import type { CommitMade, Rejection } from './push-result.ts';

const MUTATION = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;

/** Why the API cannot make this commit; undefined: it can. */
export function apiObstacle(changes: readonly Change[]): string | undefined {
  if (changes.some(({ file }) => file.lfs)) return 'the API stores Git LFS files raw';
  if (changes.some(({ mode }) => mode !== '100644')) return 'the API cannot keep a file executable';
  const bytes = changes.reduce((sum, { file }) => sum + file.bytes, 0);
  return bytes > API_COMMIT_BYTES ? `the API takes about ${API_COMMIT_BYTES / 1e6} MB a commit` : undefined;
}

/** A commit that GitHub signs, on a branch that is there and points to `expected`. */
export async function commitByApi(
  octokit: Octokit,
  context: GitHubContext,
  commit: {
    readonly branch: string;
    readonly expected: string;
    readonly changes: readonly Change[];
    readonly message: CommitMessage;
  },
): Promise<CommitMade> {
  const additions: { path: string; contents: string }[] = [];
  for (const { file } of commit.changes) {
    additions.push({ path: file.repositoryPath, contents: (await readFile(file.absolute)).toString('base64') });
  }
  try {
    const answer: unknown = await octokit.graphql(MUTATION, {
      input: {
        branch: { repositoryNameWithOwner: `${context.owner}/${context.repo}`, branchName: commit.branch },
        expectedHeadOid: commit.expected,
        message: commit.message,
        fileChanges: { additions },
      },
    });
    const sha = readOid(answer);
    if (sha !== undefined) return { kind: 'committed', sha };
    return { kind: 'rejected', rejection: 'failed', detail: 'createCommitOnBranch answered without a commit' };
  } catch (error) {
    const rejection = classifyApi(error);
    if (rejection === undefined) throw error;
    return { kind: 'rejected', rejection, detail: error instanceof Error ? error.message : String(error) };
  }
}

function readOid(answer: unknown): string | undefined {
  const made = memberOf(answer, 'createCommitOnBranch');
  const oid = memberOf(memberOf(made, 'commit'), 'oid');
  return typeof oid === 'string' && /^[0-9a-f]{40,64}$/.test(oid) ? oid : undefined;
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined;
}

/** What an error of the API means for a commit; undefined for errors that are not GitHub's answers. */
export function classifyApi(error: unknown): Rejection | undefined {
  const status = httpStatus(error);
  const errors = graphqlErrors(error);
  if (status === undefined && errors.length === 0) return undefined;
  const text = [error instanceof Error ? error.message : '', ...errors.map((entry) => entry.message)].join('\n');
  if (errors.some(({ type }) => type === 'STALE_DATA') || /expected branch to point to/i.test(text)) return 'moved';
  if (/protected branch|rule violations|must be made through a pull request|GH006|GH013/i.test(text))
    return 'protected';
  if (errors.some(({ type }) => type === 'FORBIDDEN') || /not accessible by/i.test(text)) return 'permission';
  return status === 401 || status === 403 ? 'permission' : 'failed';
}
