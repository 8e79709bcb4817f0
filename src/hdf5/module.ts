import { libraries } from '../platform/platform.ts';
import type { EmscriptenStream, H5Module } from './h5wasm-types.ts';
import { ReadAhead } from './read-ahead.ts';

/**
 * The HDF5 library, loaded once a process, behind two guards: only files named by {@link Hdf5.allow} can be opened
 * (external links and external raw storage are followed by the library itself, and metadata does not show them), and
 * what the library prints on stderr is captured instead. Files are read ahead, and must not change while they are open.
 */
export interface Hdf5 {
  readonly module: H5Module;
  /** Lets `path` be opened until the returned object is disposed. */
  allow(path: string): Disposable;
  /** HDF5's own words since the last call, in one line; empty if it said nothing. */
  takeDiagnostics(): string;
}

let loading: Promise<Hdf5> | undefined;

export function loadHdf5(): Promise<Hdf5> {
  loading ??= load();
  return loading;
}

const ENOENT = 44; // in Emscripten's (WASI) numbering
const STDERR = 2;
/** HDF5 prints a stack of up to a few kilobytes an error; a hostile file can cause thousands. */
const MAX_DIAGNOSTICS = 16 * 1024;

async function load(): Promise<Hdf5> {
  const module = (await libraries().loadHdf5()) as H5Module;
  const allowed = new Map<string, number>();
  let diagnostics = '';

  const open = module.FS.open;
  module.FS.open = (path, ...rest) => {
    if (!allowed.has(path)) throw new module.FS.ErrnoError(ENOENT);
    return open.call(module.FS, path, ...rest);
  };

  const read = module.FS.read;
  const ahead = new WeakMap<EmscriptenStream, ReadAhead>();
  module.FS.read = (stream, buffer, offset, length, position) => {
    if (position === undefined) return read.call(module.FS, stream, buffer, offset, length);
    let blocks = ahead.get(stream);
    if (blocks === undefined) {
      blocks = new ReadAhead((...where) => read.call(module.FS, stream, ...where));
      ahead.set(stream, blocks);
    }
    return blocks.read(buffer, offset, length, position);
  };

  const write = module.FS.write;
  module.FS.write = (stream, buffer, offset, length, ...rest) => {
    if (stream.fd !== STDERR) return write.call(module.FS, stream, buffer, offset, length, ...rest);
    if (diagnostics.length < MAX_DIAGNOSTICS) {
      diagnostics += Buffer.from(buffer.buffer, buffer.byteOffset + offset, length).toString('utf8');
    }
    return length;
  };

  return {
    module,
    allow(path) {
      allowed.set(path, (allowed.get(path) ?? 0) + 1);
      return {
        [Symbol.dispose]() {
          const left = (allowed.get(path) ?? 1) - 1;
          if (left > 0) allowed.set(path, left);
          else allowed.delete(path);
        },
      };
    },
    takeDiagnostics() {
      const words = summarise(diagnostics);
      diagnostics = '';
      return words;
    },
  };
}

/** HDF5 prints an error stack, outermost call first, each entry as `#000: file line N in function(): reason`; the last reason is the cause. */
function summarise(stack: string): string {
  const reasons = [...stack.matchAll(/^ *#\d+: .*? in \w+\(\): (.*)$/gm)].map((match) => match[1] ?? '');
  return (reasons.at(-1) ?? stack.trim().split('\n')[0] ?? '').trim();
}
