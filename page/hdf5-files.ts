import type { Files, OpenFile } from '../src/platform/platform.ts';

/** Of Emscripten's file system, what a type of file systems needs (src/lib/libfs.js there). */
export interface EmscriptenFs {
  readonly ErrnoError: new (errno: number) => Error;
  createNode(parent: FsNode | null, name: string, mode: number, device: number): FsNode;
  mkdir(path: string): void;
  mount(type: { mount(): FsNode }, options: object, at: string): void;
}

interface FsNode {
  readonly id: number;
  readonly mode: number;
  node_ops: object;
  stream_ops: object;
  /** Its path among the page's files. */
  pagePath: string;
}

interface FsStream {
  readonly node: FsNode;
  position: number;
  pageFile?: OpenFile;
}

const FOLDER = 0o40555;
const FILE = 0o100444;
const EINVAL = 28; // in Emscripten's (WASI) numbering
const SEEK_CURRENT = 1;
const SEEK_END = 2;

/**
 * Shows a page's files to the HDF5 library, for reading: under `root`, where every path that is none of the files' counts as
 * a folder. Which of them may be opened at all is guarded elsewhere (src/hdf5/module.ts).
 */
export function mountFiles(
  fs: EmscriptenFs,
  files: Pick<Files, 'open'>,
  isFile: (path: string) => boolean,
  root: string,
) {
  const node = (parent: FsNode | null, name: string, pagePath: string, isFolder: boolean): FsNode => {
    const made = fs.createNode(parent, name, isFolder ? FOLDER : FILE, 0);
    made.node_ops = { getattr, lookup };
    made.stream_ops = { open, close, llseek, read };
    made.pagePath = pagePath;
    return made;
  };
  const sizeOf = (path: string) => {
    using file = files.open(path, 'read');
    return file.size();
  };
  const getattr = ({ id, mode, pagePath }: FsNode) => {
    const size = mode === FILE ? sizeOf(pagePath) : 0;
    const never = new Date(0);
    return {
      dev: 1,
      ino: id,
      mode,
      nlink: 1,
      uid: 0,
      gid: 0,
      rdev: 0,
      size,
      atime: never,
      mtime: never,
      ctime: never,
      blksize: 4096,
      blocks: Math.ceil(size / 4096),
    };
  };
  const lookup = (parent: FsNode, name: string) => {
    const path = `${parent.pagePath}/${name}`;
    return node(parent, name, path, !isFile(path));
  };
  const open = (stream: FsStream) => {
    stream.pageFile = files.open(stream.node.pagePath, 'read');
  };
  const close = (stream: FsStream) => stream.pageFile?.[Symbol.dispose]();
  const read = (stream: FsStream, buffer: Uint8Array, offset: number, length: number, position: number) =>
    stream.pageFile?.read(buffer, offset, length, position) ?? 0;
  const llseek = (stream: FsStream, offset: number, whence: number) => {
    const from = whence === SEEK_CURRENT ? stream.position : whence === SEEK_END ? (stream.pageFile?.size() ?? 0) : 0;
    if (from + offset < 0) throw new fs.ErrnoError(EINVAL);
    return from + offset;
  };
  fs.mkdir(root);
  fs.mount({ mount: () => node(null, '/', root, true) }, {}, root);
}
