import { Inflate } from 'fflate';
import { Transform } from 'readable-stream';

export { crc32 } from '../checksum.ts';

type Done = (error?: Error | null) => void;

/** What yauzl asks of Node's zlib: a stream that inflates raw deflate data. */
export function createInflateRaw(): Transform {
  const inflate = new Inflate();
  const stream = new Transform({
    transform: (chunk: Uint8Array, _encoding: string, done: Done) => attempt(() => inflate.push(chunk), done),
    flush: (done: Done) => attempt(() => inflate.push(new Uint8Array(0), true), done),
  });
  inflate.ondata = (bytes) => stream.push(bytes);
  return stream;
}

function attempt(call: () => void, done: Done): void {
  try {
    call();
    done();
  } catch (error) {
    done(error instanceof Error ? error : new Error(String(error)));
  }
}
