import { createSHA256 } from 'hash-wasm';
import path from 'path-browserify';
import { Readable } from 'readable-stream';
import yauzl from 'yauzl';
import { convertFile } from '../src/convert.ts';
import { resultName } from '../src/find/file-names.ts';
import { inspectFile } from '../src/inspect/inspect-file.ts';
import { inspectionLines } from '../src/inspect/text.ts';
import { plainResult } from '../src/isolate/messages.ts';
import type { Target } from '../src/job.ts';
import { digestSettings } from '../src/options/conversion-settings.ts';
import { installPlatform, type Libraries, type OpenFile, type Platform } from '../src/platform/platform.ts';
import { crc32 } from './checksum.ts';
import { type OnBytes, PageFiles, type Store } from './files.ts';
import { type EmscriptenFs, mountFiles } from './hdf5-files.ts';
import { chunksOf, keptSource, sha256OfBytes } from './kept-source.ts';
import { MemoryStore } from './memory-store.ts';
import type { Answer, ConvertedFile, Request, SentFile, Settings } from './messages.ts';
import { privateFolder } from './private-folder.ts';
import { PrivateStore } from './private-store.ts';

/** Below it are the files that the core sees. */
const ROOT = '/files';
const SOURCES = `${ROOT}/dropped`;
const RESULTS = `${ROOT}/results`;

/** Bytes between two words on progress. */
const PROGRESS_BYTES = 4 * 1024 * 1024;

/** The library makes a hash asynchronously, and the core asks for one synchronously. */
const HASHES_AT_ONCE = 4;

const post = self.postMessage.bind(self) as (answer: Answer) => void;

let store: Store = new MemoryStore();
let files = new PageFiles(new Map(), store, () => {});
let hasher: MessagePort | undefined;
/** By the blob, which does not change. */
const hashes = new WeakMap<Blob, Promise<string>>();
/** The first copy that came of each file. */
const firstCopies = new Map<number, File>();
/** The source in hand, where it is kept in memory: it is looked at, then converted. */
let kept: ReadonlyMap<Blob, Uint8Array> = new Map();

self.addEventListener('message', (event: MessageEvent<Request>) => {
  answer(event.data).then(post, (error: unknown) => {
    post({ kind: 'error', reason: error instanceof Error ? error.message : String(error) });
  });
});

async function answer(request: Request): Promise<Answer> {
  switch (request.kind) {
    case 'start':
      return start(request.hasher);
    case 'serve':
      request.port.onmessage = async ({ data }: MessageEvent<Blob>) => {
        const answer: Hashed = await sha256OfBlob(data).then(
          (sha256) => ({ sha256 }),
          (error: unknown) => ({ error: String(error) }),
        );
        request.port.postMessage(answer);
      };
      return { kind: 'started', keepsResultsInMemory: true };
    case 'inspect': {
      await useFiles(request.source, request.files);
      const inspection = await inspectFile(`${SOURCES}/${request.source}`, request.source);
      return { kind: 'inspected', inspection, lines: inspectionLines(inspection) };
    }
    case 'convert':
      return convert(request.source, request.files, request.settings);
    case 'checksum':
      return { kind: 'checksum', value: sumOf(request.blob) };
  }
}

async function start(toHasher: MessagePort): Promise<Answer> {
  installPlatform(await pagePlatform(), libraries);
  hasher = toHasher;
  const folder = await privateFolder();
  if (folder !== undefined) store = new PrivateStore(folder);
  return { kind: 'started', keepsResultsInMemory: folder === undefined };
}

async function useFiles(source: string, dropped: readonly SentFile[]): Promise<void> {
  files.clear();
  // An archive's members are taken out of it also to be looked at.
  if (store instanceof PrivateStore) await store.refill();
  let [read, written, said] = [0, 0, 0];
  const copies = new Map(dropped.map(({ path, file, id }) => [path, firstCopy(id, file)]));
  await keep(copies.get(source));
  const byPath = new Map([...copies].map(([path, file]) => [`${SOURCES}/${path}`, file]));
  const onBytes: OnBytes = (what, bytes) => {
    if (what === 'read') read += bytes;
    else written += bytes;
    if (read + written - said < PROGRESS_BYTES) return;
    said = read + written;
    post({ kind: 'progress', read, written });
  };
  files = new PageFiles(byPath, store, onBytes, kept);
}

function firstCopy(id: number, copy: File): File {
  const first = firstCopies.get(id) ?? copy;
  firstCopies.set(id, first);
  return first;
}

/** Keeps the contents of a source of moderate size, and begins its hash. */
async function keep(source: Blob | undefined): Promise<void> {
  if (source !== undefined && kept.has(source)) return;
  kept = new Map();
  const bytes = source && (await keptSource(source));
  if (source === undefined || bytes === undefined) return;
  kept = new Map([[source, bytes]]);
  if (hashes.has(source)) return;
  hashes.set(
    source,
    sha256OfBytes(bytes).then((sha256) => sha256 ?? sha256OfBlob(source)),
  );
}

async function convert(source: string, dropped: readonly SentFile[], settings: Settings): Promise<Answer> {
  const { formats, ...conversion } = settings;
  const file = dropped.find(({ path }) => path === source)?.file;
  if (store instanceof PrivateStore) await requireRoom(formats.length * (file?.size ?? 0));
  await useFiles(source, dropped);
  const name = path.basename(source);
  const targets = formats.map((format): Target => {
    const plain = resultName(name, format);
    const target = plain.toLowerCase() === name.toLowerCase() ? resultName(name, format, true) : plain;
    return { format, path: `${RESULTS}/${target}`, name: target };
  });
  const result = await convertFile({
    ...conversion,
    source: `${SOURCES}/${source}`,
    name: source,
    targets,
    overwrite: true,
    check: false,
    inPlace: false,
    hashOutputs: false,
    optionsDigest: digestSettings(conversion, ''),
  });
  const outputs: ConvertedFile[] = [];
  for (const { format, path: target } of result.outputs) {
    outputs.push({ format, name: target, blob: await files.take(`${RESULTS}/${target}`) });
  }
  files.clear();
  files = new PageFiles(new Map(), store, () => {});
  kept = new Map();
  return { kind: 'converted', result: plainResult(result), outputs };
}

/** Says before anything is written that the results, which are about as large as their source, will not fit. */
async function requireRoom(bytes: number): Promise<void> {
  const { quota = Number.POSITIVE_INFINITY, usage = 0 } = await navigator.storage.estimate();
  if (bytes <= quota - usage) return;
  const [wanted, left] = [bytes, Math.max(0, quota - usage)].map((size) => Math.ceil(size / 1e6));
  throw new Error(
    `the results would take about ${wanted} MB, and the browser has room for ${left} MB: choose fewer formats, reload the page once what is done is saved, or use the command line`,
  );
}

async function pagePlatform(): Promise<Platform> {
  const idle = await Promise.all(Array.from({ length: HASHES_AT_ONCE }, () => createSHA256()));
  return {
    files: {
      open: (...where) => files.open(...where),
      stat: (where) => files.stat(where),
      lstat: (where) => files.lstat(where),
      list: (folder) => files.list(folder),
      makeFolder: () => files.makeFolder(),
      rename: (from, to) => files.rename(from, to),
      remove: (where) => files.remove(where),
      sync: () => files.sync(),
      takeAccess: () => files.takeAccess(),
    },
    paths: path,
    temporaryFolder: `${ROOT}/temporary`,
    processId: 1,
    isRunning: () => true,
    sha256() {
      const hash = idle.pop();
      if (hash === undefined) throw new Error(`more than ${HASHES_AT_ONCE} texts are hashed at once`);
      hash.init();
      return {
        update: (bytes) => void hash.update(bytes),
        digest: () => {
          idle.push(hash);
          return hash.digest();
        },
      };
    },
    sha256OfFile: async (where) => hashed(files.dropped(where) ?? (await wholeFile(where))),
    crc32,
    async crc32OfPart(where, start, length, before = 0) {
      using file = files.open(where, 'read');
      return sumOfPart(file, start, length, before);
    },
  };
}

function sumOfPart(file: OpenFile, start: number, length: number, before: number): number {
  const piece = new Uint8Array(Math.min(PIECE_BYTES, Math.max(1, length)));
  let sum = before;
  for (let at = start, end = start + length; at < end; ) {
    const read = file.read(piece, 0, Math.min(piece.length, end - at), at);
    if (read === 0) throw new Error('the file ends too early');
    sum = crc32(piece.subarray(0, read), sum);
    at += read;
  }
  return sum;
}

const PIECE_BYTES = 4 * 1024 * 1024;

async function wholeFile(where: string): Promise<Blob> {
  using file = files.open(where, 'read');
  const bytes = new Uint8Array(file.size());
  file.read(bytes, 0, bytes.length, 0);
  return new Blob([bytes]);
}

/** SHA-256 takes as long as copying does: another worker computes it meanwhile. */
function hashed(blob: Blob): Promise<string> {
  const known = hashes.get(blob);
  if (known !== undefined) return known;
  const hashing = hasher === undefined ? sha256OfBlob(blob) : askHasher(hasher, blob);
  hashes.set(blob, hashing);
  return hashing;
}

type Hashed = { readonly sha256: string } | { readonly error: string };

/** One question at a time: a conversion hashes its source alone. */
function askHasher(port: MessagePort, blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    port.onmessage = ({ data }: MessageEvent<Hashed>) => {
      if ('sha256' in data) resolve(data.sha256);
      else reject(new Error(`the file cannot be read (${data.error})`));
    };
    port.postMessage(blob);
  });
}

async function sha256OfBlob(blob: Blob): Promise<string> {
  const hash = await createSHA256();
  for await (const bytes of chunksOf(blob)) hash.update(bytes);
  return hash.digest();
}

function sumOf(blob: Blob): number {
  let sum = 0;
  for (const bytes of slicesOf(blob)) sum = crc32(bytes, sum);
  return sum;
}

function* slicesOf(blob: Blob): Generator<Uint8Array> {
  const reader = new FileReaderSync();
  for (let at = 0; at < blob.size; at += PIECE_BYTES) {
    yield new Uint8Array(reader.readAsArrayBuffer(blob.slice(at, at + PIECE_BYTES)));
  }
}

const libraries: Libraries = {
  async openZip(where) {
    const reader = new PageZipReader(files.open(where, 'read'));
    const { size = 0 } = (await files.stat(where)) ?? {};
    return yauzl.fromRandomAccessReaderPromise(reader, size, { autoClose: false, strictFileNames: true });
  },
  async loadHdf5() {
    const h5wasm = await import('h5wasm');
    const module = (await h5wasm.ready) as unknown as { readonly FS: EmscriptenFs };
    mountFiles(module.FS, { open: (...where) => files.open(...where) }, (where) => files.has(where), ROOT);
    return module;
  },
};

/** Reads a ZIP file in pieces, as yauzl asks for them. */
class PageZipReader extends yauzl.RandomAccessReader {
  readonly #file: OpenFile;

  constructor(file: OpenFile) {
    super();
    this.#file = file;
  }

  override _readStreamForRange(start: number, end: number) {
    const file = this.#file;
    let at = start;
    return new Readable({
      read(wanted: number) {
        const bytes = Buffer.alloc(Math.min(wanted, end - at));
        const read = file.read(bytes, 0, bytes.length, at);
        at += read;
        this.push(read === 0 ? null : bytes.subarray(0, read));
      },
    });
  }
}
