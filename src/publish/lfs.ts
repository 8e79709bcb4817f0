import { open } from 'node:fs/promises';
import { Failure } from '../errors.ts';
import type { PublishedFile } from './files.ts';
import { type Git, GitError } from './git.ts';
import type { Workspace } from './workspace.ts';

/** https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md: a pointer is under 1,024 bytes and begins with its version. */
const POINTER =
  /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:[^\n]*\n)*oid sha256:([0-9a-f]{64})\nsize (\d+)\n/;
const POINTER_BYTES = 1024;

/** Why files cannot be stored in Git LFS here, with the remedy; undefined: they can. */
export async function lfsObstacle(
  git: Git,
  workspace: Pick<Workspace, 'git'>,
): Promise<{ readonly why: string; readonly remedy: string } | undefined> {
  if ((await git.try(['lfs', 'version'])).code !== 0) {
    return { why: 'git lfs is not installed here', remedy: 'install it before this step, or take the artifact' };
  }
  // Anyone who opens a pull request can write that file, and uploads carry a token: such servers are left to people.
  const keys = '^(lfs\\.(push)?url|remote\\..*\\.lfs(push)?url)$';
  const elsewhere = await workspace.git.try(['config', '--file', '.lfsconfig', '--get-regexp', keys]);
  if (elsewhere.code !== 0) return undefined;
  return {
    why: '.lfsconfig names a server of its own, to which this action does not upload',
    remedy: 'commit by hand, or take the artifact',
  };
}

/**
 * Stores a file in git lfs and returns its pointer's text.
 *
 * @throws {Failure} if what git lfs gives back is not the pointer of this file
 */
export async function lfsPointer(git: Git, file: PublishedFile): Promise<string> {
  await using handle = await open(file.absolute, 'r');
  const pointer = (await git.run(['lfs', 'clean'], { stdin: handle.fd })).toString('utf8');
  const size = POINTER.exec(pointer)?.[2];
  if (pointer.length >= POINTER_BYTES || size !== String(file.bytes)) {
    throw new Failure(`${file.path}: git lfs clean did not give its pointer; check git lfs on this runner`);
  }
  return pointer;
}

/** Uploads the objects that pointers in a commit name, before the commit is pushed. @throws {GitError} */
export async function uploadLfsObjects(git: Git, pointers: readonly string[]): Promise<void> {
  const oids = [...new Set(pointers.map((pointer) => POINTER.exec(pointer)?.[1]).filter((oid) => oid !== undefined))];
  // One call for many, but short of the shortest command line of the three systems (Windows: 32,767 characters).
  for (let i = 0; i < oids.length; i += 200) {
    const args = ['lfs', 'push', '--object-id', 'origin', ...oids.slice(i, i + 200)];
    const result = await git.try(args);
    if (result.code !== 0) throw new GitError('lfs push', result);
  }
}
