import type { PublishedFile } from './files.ts';
import { type Note, note } from './note.ts';

/** GitHub warns from 50 MiB and refuses a push with a blob over 100 MiB (docs: About large files on GitHub). */
export const WARNED_BYTES = 50 * 1024 * 1024;
export const REFUSED_BYTES = 100 * 1024 * 1024;

/** createCommitOnBranch takes whole files in base64 in one request, which fails near 40 MB: 28 MB before encoding leaves room. */
export const API_COMMIT_BYTES = 28_000_000;

/** A pull request's or comment's body may hold 65,536 characters. */
export const BODY_CHARACTERS = 60_000;

/** The files that GitHub takes as plain blobs, and what to say of the others and of the large ones. */
export function withinLimits(files: readonly PublishedFile[]): {
  readonly files: PublishedFile[];
  readonly notes: Note[];
} {
  const notes: Note[] = [];
  const kept = files.filter((file) => {
    if (file.bytes <= WARNED_BYTES) return true;
    const size = `${file.path}: ${(file.bytes / 1024 / 1024).toFixed(1)} MiB`;
    if (file.bytes <= REFUSED_BYTES) {
      notes.push(
        note(
          'warning',
          `${size}, which GitHub advises against committing; track it with Git LFS, or take the artifact`,
        ),
      );
      return true;
    }
    notes.push(
      note(
        'error',
        `${size}, and GitHub refuses files over 100 MiB; track it with Git LFS in .gitattributes and run git lfs install before this step, or set artifact: true`,
      ),
    );
    return false;
  });
  return { files: kept, notes };
}
