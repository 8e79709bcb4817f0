import { platform } from '../platform/platform.ts';

/** What the first bytes of a file say it is. */
export type FileKind = 'hdf5' | 'zip' | 'lfs-pointer' | 'empty' | 'other';

const HDF5_SIGNATURE = Buffer.from('\x89HDF\r\n\x1a\n', 'latin1');
const ZIP_SIGNATURES = ['PK\x03\x04', 'PK\x05\x06'].map((text) => Buffer.from(text, 'latin1'));
const LFS_PREFIX = 'version https://git-lfs';
/** A Git LFS pointer is smaller (git-lfs docs/spec.md). */
const LFS_POINTER_BYTES = 1024;
/** HDF5 looks for its signature at 0, 512, 1024, 2048, … (a user block may come first): as far as h5py is known to put it. */
const MAX_USER_BLOCK = 1024 * 1024;

/**
 * @param path absolute path of a regular file
 * @throws the system's error if it cannot be read
 */
export function fileKind(path: string): FileKind {
  using file = platform().files.open(path, 'read');
  const size = file.size();
  if (size === 0) return 'empty';
  const head = Buffer.alloc(LFS_POINTER_BYTES);
  const start = head.subarray(0, file.read(head, 0, head.length, 0));
  if (size < LFS_POINTER_BYTES && start.toString('latin1').startsWith(LFS_PREFIX)) return 'lfs-pointer';
  if (ZIP_SIGNATURES.some((signature) => start.subarray(0, 4).equals(signature))) return 'zip';
  if (start.subarray(0, 8).equals(HDF5_SIGNATURE)) return 'hdf5';
  const signature = Buffer.alloc(8);
  for (let at = 512; at < Math.min(size, MAX_USER_BLOCK + 1); at *= 2) {
    file.read(signature, 0, 8, at);
    if (signature.equals(HDF5_SIGNATURE)) return 'hdf5';
  }
  return 'other';
}
