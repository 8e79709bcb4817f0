import yauzl from 'yauzl';
import type { Libraries } from './platform.ts';

/** The libraries of Node's child process; h5wasm's build for Node sees the system's files under their own paths. */
export const nodeLibraries: Libraries = {
  openZip: (path) => yauzl.openPromise(path, { autoClose: false, lazyEntries: true, strictFileNames: true }),
  async loadHdf5() {
    const h5wasm = await import('h5wasm/node');
    return h5wasm.ready;
  },
};
