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
  | (Target & { readonly kind: 'pull-request' })
  /** From a commit or branch to this run's commit. */
  | { readonly kind: 'range'; readonly from: string };

/**
 * The files to look at with `changed-only`. A pull request whose two sides are in the checkout is compared there; else the
 * API is asked, and git where that fails or does not list them all. Where neither can tell (a first push of the default
 * branch, a schedule), every file counts as changed: too much work is no harm, a missed file is.
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
  const { top, prefix } = findRepository(options.root);
  const below = (paths: readonly string[]): ChangedFiles => ({
    kind: 'some',
    paths: paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length)),
  });
  if (question.kind === 'pull-request' && top !== undefined) {
    const here = await askCheckout(checkoutGit(top, io), context, question);
    if (here !== undefined) return below(here);
  }
  try {
    const listed = await askApi(await connect(context, options.token), context, question);
    if (listed !== undefined) return below(listed);
    io.log('the server did not list all of the changed files; asking git');
  } catch (error) {
    io.log(`the server did not list the changed files (${plainLine(messageOf(error))}); asking git`);
  }
  try {
    return below(await askGit(context, options, io, question));
  } catch (error) {
    return { kind: 'all', reason: `neither the server nor git could tell: ${plainLine(messageOf(error))}` };
  }
}

function questionOf(target: Target, context: GitHubContext): Question | undefined {
  switch (target.kind) {
    case 'pull-request':
      return target;
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

/**
 * Undefined: the API does not list them all. GitHub lists at most so many; Gitea's comparisons list commits and no files,
 * or files commit by commit, so an empty list beside commits proves nothing.
 */
async function askApi(octokit: Octokit, context: GitHubContext, question: Question): Promise<string[] | undefined> {
  const { owner, repo } = context;
  if (question.kind === 'pull-request') {
    const pull_number = question.number;
    const files = await octokit.paginate(octokit.rest.pulls.listFiles, { owner, repo, pull_number, per_page: 100 });
    const isCut = files.length >= MOST_PULL_REQUEST_FILES || files.length < (question.changedFiles ?? 0);
    return isCut ? undefined : namesOf(files);
  }
  const basehead = `${question.from}...${context.sha}`;
  const { data } = await octokit.rest.repos.compareCommitsWithBasehead({ owner, repo, basehead, per_page: 1 });
  const { files, total_commits } = data;
  if (!Array.isArray(files) || files.length >= MOST_COMPARED_FILES) return undefined;
  return files.length === 0 && total_commits !== 0 ? undefined : namesOf(files);
}

/** Undefined: an entry is not of GitHub's form. */
function namesOf(files: readonly { readonly filename: string; readonly status: string }[]): string[] | undefined {
  if (files.some(({ filename }) => typeof filename !== 'string')) return undefined;
  // Gitea says "deleted".
  return files.filter(({ status }) => status !== 'removed' && status !== 'deleted').map(({ filename }) => filename);
}

/** The pull request's changes, from commits that the checkout holds; undefined: it does not hold them. */
async function askCheckout(
  git: Git,
  context: GitHubContext,
  { headSha, baseSha }: Target & { readonly kind: 'pull-request' },
): Promise<string[] | undefined> {
  const commit = async (name: string | undefined) => {
    if (name === undefined || name.startsWith('-')) return undefined;
    const found = await git.try(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
    return found.code === 0 ? found.stdout.toString('utf8').trim() : undefined;
  };
  // The run's own merge commit, whose first parent is the base: a head that is itself a merge is none.
  const [here, second] = [await commit('HEAD'), await commit('HEAD^2')];
  const isMerge = here !== undefined && here === context.sha && second === headSha;
  if (isMerge && (await commit('HEAD^1')) !== undefined) return await diff(git, 'HEAD^1', 'HEAD');
  // Where a history is cut off, the last common commit that it shows need not be the last there is.
  const isWhole = (await git.line(['rev-parse', '--is-shallow-repository'])) === 'false';
  const [base, head] = [await commit(baseSha), await commit(headSha)];
  if (!isWhole || base === undefined || head === undefined) return undefined;
  const start = await git.try(['merge-base', base, head]);
  return start.code === 0 ? await diff(git, start.stdout.toString('utf8').trim(), head) : undefined;
}

/** The checkout's own history where it reaches far enough, else a few commits of the remote without their files. */
async function askGit(
  context: GitHubContext,
  options: Pick<PublishOptions, 'root' | 'token'>,
  io: PublishIo,
  question: Question,
): Promise<string[]> {
  const { top } = findRepository(options.root);
  const isCommit = question.kind === 'range' && /^[0-9a-f]{40,64}$/.test(question.from);
  if (top !== undefined && isCommit) {
    const git = checkoutGit(top, io);
    const known = await git.try(['rev-parse', '--verify', '--quiet', `${question.from}^{commit}`]);
    if (known.code === 0) return await diff(git, question.from, 'HEAD');
  }
  const workspace = await readWorkspace(options.root, context, io);
  await using scratch = await openScratchRepository(workspace, context, options.token, io);
  const fetch = ['fetch', '--quiet', '--no-tags', '--filter=blob:none'];
  if (question.kind === 'pull-request') {
    const merge = `+refs/pull/${question.number}/merge:refs/scratch/merge`;
    const fetched = await scratch.git.try([...fetch, '--depth=2', 'origin', merge]);
    if (fetched.code === 0) return await diff(scratch.git, 'refs/scratch/merge^1', 'refs/scratch/merge');
    // Gitea and Forgejo make no such commit: base and head with their history, to find where they parted.
    const base = `+refs/heads/${question.baseBranch}:refs/scratch/from`;
    await scratch.git.run([...fetch, 'origin', base, `+refs/pull/${question.number}/head:refs/scratch/to`]);
    return await diff(scratch.git, await mergeBase(scratch.git), 'refs/scratch/to');
  }
  const from = `+${isCommit ? question.from : `refs/heads/${question.from}`}:refs/scratch/from`;
  // Against a branch the whole history, to find where the two parted; against a commit the two commits alone.
  const depth = isCommit ? ['--depth=1'] : [];
  await scratch.git.run([...fetch, ...depth, 'origin', from, `+${context.sha}:refs/scratch/to`]);
  return await diff(scratch.git, isCommit ? 'refs/scratch/from' : await mergeBase(scratch.git), 'refs/scratch/to');
}

function mergeBase(git: Git): Promise<string> {
  return git.line(['merge-base', 'refs/scratch/from', 'refs/scratch/to']);
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
