import { plainLine } from '../report/escape.ts';
import type { Git } from './git.ts';
import type { GitHubContext, PublishIo, Target } from './github-context.ts';
import { connect, type Octokit } from './octokit.ts';
import type { PublishOptions } from './options.ts';
import { openScratchRepository } from './scratch-repository.ts';
import { checkoutGit, findRepository, readWorkspace } from './workspace.ts';

/** What a pull request or push added or changed, relative to the root; `all` where that cannot be known, with the reason. */
export type ChangedFiles =
  | { readonly kind: 'some'; readonly paths: readonly string[] }
  | { readonly kind: 'all'; readonly reason: string };

/** GitHub lists at most so many files of a pull request, and of a comparison (REST docs: pulls, commits). */
const MOST_PULL_REQUEST_FILES = 3000;
const MOST_COMPARED_FILES = 300;

/** `before` of a push that made its branch. */
const NO_COMMIT = /^0+$/;

type Question =
  | { readonly kind: 'pull-request'; readonly number: number }
  /** From a commit or branch to this run's commit. */
  | { readonly kind: 'range'; readonly from: string };

/**
 * The files to look at with `changed-only`: asked of the API, and of git where that fails. Where neither can tell (a
 * first push of the default branch, a schedule), every file counts as changed: too much work is no harm, a missed file is.
 */
export async function changedFiles(
  context: GitHubContext,
  options: Pick<PublishOptions, 'root' | 'token'>,
  io: PublishIo,
): Promise<ChangedFiles> {
  const question = questionOf(context.target, context);
  if (question === undefined) {
    return { kind: 'all', reason: `${context.eventName || 'this event'} has no earlier state to compare with` };
  }
  const { prefix } = findRepository(options.root);
  const below = (paths: readonly string[]): ChangedFiles => ({
    kind: 'some',
    paths: paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length)),
  });
  try {
    const listed = await askApi(await connect(context, options.token), context, question);
    if (listed !== undefined) return below(listed);
    io.log('GitHub lists no more of the changed files; asking git');
  } catch (error) {
    io.log(`GitHub did not list the changed files (${plainLine(messageOf(error))}); asking git`);
  }
  try {
    return below(await askGit(context, options, io, question));
  } catch (error) {
    return { kind: 'all', reason: `neither GitHub nor git could tell: ${plainLine(messageOf(error))}` };
  }
}

function questionOf(target: Target, context: GitHubContext): Question | undefined {
  switch (target.kind) {
    case 'pull-request':
      return { kind: 'pull-request', number: target.number };
    case 'branch': {
      if (target.before === undefined) return undefined;
      if (!NO_COMMIT.test(target.before)) return { kind: 'range', from: target.before };
      const { defaultBranch } = context;
      return defaultBranch === undefined || defaultBranch === target.branch
        ? undefined
        : { kind: 'range', from: defaultBranch };
    }
    case 'none':
      return undefined;
  }
}

/** Undefined: there are more than the API tells. */
async function askApi(octokit: Octokit, context: GitHubContext, question: Question): Promise<string[] | undefined> {
  const { owner, repo } = context;
  if (question.kind === 'pull-request') {
    const files = await octokit.paginate(octokit.rest.pulls.listFiles, {
      owner,
      repo,
      pull_number: question.number,
      per_page: 100,
    });
    return files.length >= MOST_PULL_REQUEST_FILES ? undefined : namesOf(files);
  }
  const basehead = `${question.from}...${context.sha}`;
  const { data } = await octokit.rest.repos.compareCommitsWithBasehead({ owner, repo, basehead, per_page: 1 });
  const files = data.files ?? [];
  return files.length >= MOST_COMPARED_FILES ? undefined : namesOf(files);
}

function namesOf(files: readonly { readonly filename: string; readonly status: string }[]): string[] {
  return files.filter(({ status }) => status !== 'removed').map(({ filename }) => filename);
}

/** The checkout's own history where it reaches far enough, else a few commits of the remote without their files. */
async function askGit(
  context: GitHubContext,
  options: Pick<PublishOptions, 'root' | 'token'>,
  io: PublishIo,
  question: Question,
): Promise<string[]> {
  const { top } = findRepository(options.root);
  if (top !== undefined) {
    const local = await endsInCheckout(checkoutGit(top, io), question);
    if (local !== undefined) return await diff(checkoutGit(top, io), ...local);
  }
  const workspace = await readWorkspace(options.root, context, io);
  await using scratch = await openScratchRepository(workspace, context, options.token, io);
  const fetch = ['fetch', '--quiet', '--no-tags', '--filter=blob:none'];
  if (question.kind === 'pull-request') {
    const merge = `+refs/pull/${question.number}/merge:refs/scratch/merge`;
    await scratch.git.run([...fetch, '--depth=2', 'origin', merge]);
    return await diff(scratch.git, 'refs/scratch/merge^1', 'refs/scratch/merge');
  }
  const isCommit = /^[0-9a-f]{40,64}$/.test(question.from);
  const from = `+${isCommit ? question.from : `refs/heads/${question.from}`}:refs/scratch/from`;
  // Against a branch the whole history, to find where the two parted; against a commit the two commits alone.
  const depth = isCommit ? ['--depth=1'] : [];
  await scratch.git.run([...fetch, ...depth, 'origin', from, `+${context.sha}:refs/scratch/to`]);
  const start = isCommit
    ? 'refs/scratch/from'
    : await scratch.git.line(['merge-base', 'refs/scratch/from', 'refs/scratch/to']);
  return await diff(scratch.git, start, 'refs/scratch/to');
}

async function endsInCheckout(git: Git, question: Question): Promise<[string, string] | undefined> {
  const has = async (commit: string) =>
    (await git.try(['rev-parse', '--verify', '--quiet', `${commit}^{commit}`])).code === 0;
  if (question.kind === 'range') {
    const isCommit = /^[0-9a-f]{40,64}$/.test(question.from);
    return isCommit && (await has(question.from)) ? [question.from, 'HEAD'] : undefined;
  }
  // Only the merge commit's first parent is the base; on a checkout of the head itself, history does not say where it began.
  return (await has('HEAD^2')) && (await has('HEAD^1')) ? ['HEAD^1', 'HEAD'] : undefined;
}

async function diff(git: Git, from: string, to: string): Promise<string[]> {
  const args = ['diff-tree', '-r', '-z', '--name-only', '--no-renames', '--diff-filter=d', from, to];
  return (await git.run(args))
    .toString('utf8')
    .split('\0')
    .filter((path) => path !== '');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
