import { platform } from './platform.ts';

/**
 * All bytes of a file that its caller knows to be small.
 *
 * @throws the system's error if it cannot be read
 */
export function readWhole(path: string): Buffer {
  using file = platform().files.open(path, 'read');
  const bytes = Buffer.alloc(file.size());
  return bytes.subarray(0, file.read(bytes, 0, bytes.length, 0));
}
