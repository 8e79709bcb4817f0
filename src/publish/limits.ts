import type { PublishedFile } from './files.ts';
import { heldBack, listed, type Note, note } from './note.ts';

/** GitHub warns from 50 MiB and refuses a push with a blob over 100 MiB (docs: About large files on GitHub). */
const WARNED_BYTES = 50 * 1024 * 1024;
const REFUSED_BYTES = 100 * 1024 * 1024;

/** createCommitOnBranch takes whole files in base64 in one request, which fails near 40 MB: 28 MB before encoding leaves room. */
export const API_COMMIT_BYTES = 28_000_000;

/** A pull request's or comment's body may hold 65,536 characters. */
export const BODY_CHARACTERS = 60_000;

/** The files that GitHub takes as plain blobs, and what to say of the others and of the large ones. */
export function withinLimits(files: readonly PublishedFile[]): {
  readonly files: PublishedFile[];
  readonly notes: Note[];
} {
  const large = files.filter(({ bytes }) => bytes > WARNED_BYTES && bytes <= REFUSED_BYTES);
  const refused = files.filter(({ bytes }) => bytes > REFUSED_BYTES);
  const notes = heldBack(
    'error',
    refused.map(withSize),
    'over the 100 MiB that GitHub takes',
    'track with Git LFS in .gitattributes and run git lfs install before this step, or set artifact: true',
  );
  if (large.length > 0) {
    const count = large.length === 1 ? '1 file is' : `${large.length} files are`;
    const text = `${count} over 50 MiB (${listed(large.map(withSize))}), which GitHub warns about; track with Git LFS, or take the artifact`;
    notes.push(note('warning', text));
  }
  return { files: files.filter(({ bytes }) => bytes <= REFUSED_BYTES), notes };
}

function withSize({ path, bytes }: PublishedFile): string {
  return `${path}: ${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}
