import type { Change } from './changes.ts';
import { uploadLfsObjects } from './lfs.ts';
import type { CommitMessage } from './message.ts';
import type { Author } from './options.ts';
import { type CommitMade, classifyGit } from './push-result.ts';
import type { ScratchRepository } from './scratch-repository.ts';

export interface GitCommit {
  readonly branch: string;
  /** The commit to build on. */
  readonly parent: string;
  /** What the remote branch must still point to; undefined: it must not be there. */
  readonly expected: string | undefined;
  readonly changes: readonly Change[];
  readonly message: CommitMessage;
  readonly author: Author;
}

/** Makes a commit from the parent's tree and the changed blobs, and pushes it. */
export async function commitByGit(scratch: ScratchRepository, commit: GitCommit): Promise<CommitMade> {
  const { git } = scratch;
  await git.run(['read-tree', commit.parent]);
  // From standard input and NUL-terminated: no name is ever an option, a line break ends nothing.
  const entries = commit.changes.map(({ file, mode }) => `${mode} ${file.oid}\t${file.repositoryPath}\0`);
  await git.run(['update-index', '-z', '--add', '--index-info'], { stdin: entries.join('') });
  // The fetch left the other files' blobs out.
  const tree = await git.line(['write-tree', '--missing-ok']);
  const { name, email } = commit.author;
  const sha = await git.line(['commit-tree', tree, '-p', commit.parent], {
    stdin: `${commit.message.headline}\n\n${commit.message.body}\n`,
    env: { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email },
  });
  const lfs = commit.changes.filter(({ file }) => file.lfs);
  const pointers: string[] = [];
  for (const { file } of lfs) pointers.push((await git.run(['cat-file', 'blob', file.oid])).toString('utf8'));
  if (pointers.length > 0) await uploadLfsObjects(git, pointers);

  const ref = `refs/heads/${commit.branch}`;
  // A lease also on plain commits: without it, a push would bring a branch back that was deleted meanwhile.
  const lease = `--force-with-lease=${ref}:${commit.expected ?? ''}`;
  const push = await git.try(['push', '--porcelain', '--no-verify', lease, 'origin', `${sha}:${ref}`]);
  if (push.code === 0) return { kind: 'committed', sha };
  return { kind: 'rejected', ...classifyGit(push.stdout.toString('utf8'), push.stderr) };
}
