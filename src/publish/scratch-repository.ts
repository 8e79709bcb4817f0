import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { credentials, type Git, GitError, gitIn } from './git.ts';
import type { GitHubContext, PublishIo } from './github-context.ts';
import { readTree, type Tree } from './tree.ts';
import type { Workspace } from './workspace.ts';

/**
 * A bare repository of our own beside the user's, where commits are made and pushed from: the checkout's configuration,
 * hooks, stored credentials, index and work tree play no part, so sparse, shallow and detached checkouts are all alike.
 */
export interface ScratchRepository extends AsyncDisposable {
  readonly git: Git;
  /** The branch's head as the remote has it now, without its blobs where the remote can leave them out; undefined: no such branch. */
  fetchBranch(branch: string): Promise<BranchHead | undefined>;
}

export interface BranchHead {
  readonly oid: string;
  readonly tree: Tree;
}

export async function openScratchRepository(
  workspace: Pick<Workspace, 'remoteUrl' | 'objectFormat'>,
  context: GitHubContext,
  token: string,
  io: PublishIo,
): Promise<ScratchRepository> {
  const directory = await mkdtemp(join(io.tempDir, 'keras3-migrate-'));
  const dispose = () => rm(directory, { recursive: true, force: true, maxRetries: 3 });
  try {
    // A run in a container as root may have a temporary folder that belongs to another user.
    const git = gitIn(directory, io.env, [['safe.directory', directory], ...credentials(context.serverUrl, token)]);
    const format = `--object-format=${workspace.objectFormat}`;
    await git.run(['init', '--quiet', '--bare', '--template=', format]);
    await git.run(['config', 'remote.origin.url', workspace.remoteUrl]);
    return {
      git,
      fetchBranch: (branch) => fetchBranch(git, branch),
      [Symbol.asyncDispose]: dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function fetchBranch(git: Git, branch: string): Promise<BranchHead | undefined> {
  // Full names on both sides: a branch may be called `-f` or `refs/heads/x`.
  const local = 'refs/scratch/head';
  const refspec = `+refs/heads/${branch}:${local}`;
  const result = await git.try(['fetch', '--quiet', '--no-tags', '--depth=1', '--filter=blob:none', 'origin', refspec]);
  if (result.code !== 0) {
    if (/couldn't find remote ref/i.test(result.stderr)) return undefined;
    throw new GitError('fetch', result);
  }
  const oid = await git.line(['rev-parse', '--verify', '--quiet', `${local}^{commit}`]);
  return { oid, tree: await readTree(git, oid) };
}
