import { plainLine } from '../report/escape.ts';
import type { Report } from '../result.ts';
import { resultsMarkdown } from './body.ts';
import { type CommitOutcome, commitFiles } from './commit.ts';
import { classifyApi } from './commit-api.ts';
import { runUrl } from './github-context.ts';
import { BODY_CHARACTERS } from './limits.ts';
import { TRAILER } from './message.ts';
import { type Note, note } from './note.ts';
import { httpStatus, type Octokit } from './octokit.ts';
import { PULL_REQUEST_SETTING, permissionNote } from './permissions.ts';
import type { CommitSession } from './session.ts';

export interface PullRequest {
  readonly number: number;
  readonly url: string;
  readonly created: boolean;
}

/** Commits on a branch of our own and opens its pull request into `base`, or brings the one that is open up to date. */
export async function openPullRequest(
  session: CommitSession,
  report: Report,
  base: string,
): Promise<{ readonly commit: CommitOutcome; readonly pullRequest?: PullRequest; readonly notes: readonly Note[] }> {
  const branch = session.options.pullRequestBranch ?? `keras3-migrate/${base}`;
  if (branch === base) {
    const detail = `pull-request-branch is the branch the pull request goes to, ${base}; name another`;
    return { commit: { kind: 'blocked', branch, base, rejection: 'failed', detail }, notes: [] };
  }
  const octokit = await session.octokit();
  const { ahead, rebuild } = await compareBranches(octokit, session, base, branch);
  const { outcome, notes } = await commitFiles(session, { branch, base, rebuild });
  if (outcome.kind === 'blocked') return { commit: outcome, notes };
  const mayCreate = outcome.kind === 'committed' || ahead;
  try {
    const pullRequest = await createOrUpdate(octokit, session, report, base, branch, mayCreate);
    if (pullRequest === undefined) return { commit: outcome, notes };
    return { commit: outcome, pullRequest: pullRequest.pull, notes: [...notes, ...pullRequest.notes] };
  } catch (error) {
    return { commit: outcome, notes: [...notes, explain(error, branch)] };
  }
}

/**
 * `ahead`: the branch is there and has commits that the base lacks. `rebuild`: each of them carries our trailer, so that
 * nobody's work is lost when the branch is made anew; the API lists so many at once, and where it lists not all, not so.
 */
async function compareBranches(
  octokit: Octokit,
  session: CommitSession,
  base: string,
  branch: string,
): Promise<{ readonly ahead: boolean; readonly rebuild: boolean }> {
  const { owner, repo } = session.context;
  try {
    const basehead = `${base}...${branch}`;
    const { data } = await octokit.rest.repos.compareCommitsWithBasehead({ owner, repo, basehead, per_page: 100 });
    const ours = data.commits.every(({ commit }) => commit.message.split('\n').includes(TRAILER));
    return { ahead: data.total_commits > 0, rebuild: ours && data.total_commits === data.commits.length };
  } catch (error) {
    // 404: no such branch yet. Anything else: not known, so nothing is thrown away.
    if (httpStatus(error) !== 404)
      session.io.log(`${base} and ${branch} were not compared: ${plainLine(messageOf(error))}`);
    return { ahead: false, rebuild: false };
  }
}

async function createOrUpdate(
  octokit: Octokit,
  session: CommitSession,
  report: Report,
  base: string,
  branch: string,
  mayCreate: boolean,
): Promise<{ readonly pull: PullRequest; readonly notes: readonly Note[] } | undefined> {
  const { context, options } = session;
  const { owner, repo } = context;
  const title = options.pullRequestTitle;
  const intro = options.pullRequestBody.trim().slice(0, BODY_CHARACTERS / 2);
  const results = resultsMarkdown(report, runUrl(context), BODY_CHARACTERS - intro.length - 100);
  const body = [intro, '### Keras 3 migration', results].filter((part) => part !== '').join('\n\n');
  const open = async () => {
    const { data } = await octokit.rest.pulls.list({ owner, repo, state: 'open', head: `${owner}:${branch}`, base });
    return data.find((pull) => pull.head.ref === branch);
  };

  const existing = await open();
  if (existing !== undefined) {
    await octokit.rest.pulls.update({ owner, repo, pull_number: existing.number, title, body });
    const notes = await addLabels(octokit, session, existing.number);
    return { pull: { number: existing.number, url: existing.html_url, created: false }, notes };
  }
  if (!mayCreate) return undefined;
  // Not repeated by the client: after a 5xx it may be there all the same.
  const request = { retries: 0 };
  const created = await octokit.rest.pulls
    .create({ owner, repo, head: branch, base, title, body, request })
    .then(({ data }) => data)
    .catch(async (error: unknown) => {
      const found = (httpStatus(error) ?? 0) >= 500 || httpStatus(error) === 422 ? await open() : undefined;
      if (found === undefined) throw error;
      return found;
    });
  const notes = await addLabels(octokit, session, created.number);
  return { pull: { number: created.number, url: created.html_url, created: true }, notes };
}

async function addLabels(octokit: Octokit, session: CommitSession, number: number): Promise<readonly Note[]> {
  const labels = [...session.options.pullRequestLabels];
  if (labels.length === 0) return [];
  const { owner, repo } = session.context;
  try {
    await octokit.rest.issues.addLabels({ owner, repo, issue_number: number, labels });
    return [];
  } catch (error) {
    return [note('warning', `Pull request #${number} got no labels: ${messageOf(error)}`)];
  }
}

function explain(error: unknown, branch: string): Note {
  const detail = messageOf(error);
  if (/not permitted to create or approve pull requests/i.test(detail)) {
    return note(
      'error',
      `The files are on the branch ${branch}, but GitHub Actions may not open pull requests here; allow it in ${PULL_REQUEST_SETTING}, or pass an App's token`,
    );
  }
  if (/no commits between/i.test(detail))
    return note('notice', `The branch ${branch} holds nothing that its base lacks`);
  const permission = classifyApi(error) === 'permission' || httpStatus(error) === 404;
  if (permission) return permissionNote('pull request', 'error', detail);
  return note('error', `The files are on the branch ${branch}, but the pull request was not opened: ${detail}`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
