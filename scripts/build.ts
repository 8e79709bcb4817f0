/**
 * Builds dist/: `tsc` to lib/, then one ncc bundle for each entry (ncc cannot read TypeScript 7). The same sources give the
 * same bytes. `node scripts/build.ts [OUT_DIR]`; `node scripts/build.ts --check` builds elsewhere and compares with dist/.
 */
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { buildPage } from './build-page.ts';

const require = createRequire(import.meta.url);
const root = join(import.meta.dirname, '..');
const lib = join(root, 'lib');
// The bundles number their modules by paths from here.
process.chdir(root);
/** The action, the command line, the child process that reads a file (h5wasm is in that one alone), and what programs import. */
const ENTRIES = ['index', 'cli', 'worker', 'api'] as const;

interface Bundle {
  readonly code: string;
  readonly assets: Readonly<Record<string, { readonly source: string | Buffer }>>;
}

type Ncc = (input: string, options: object) => Promise<Bundle>;

async function build(out: string): Promise<void> {
  await rm(lib, { recursive: true, force: true });
  execFileSync(process.execPath, [typescript(), '-p', root, '--outDir', lib, '--declaration', 'false'], {
    stdio: 'inherit',
  });
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  // A folder without this is CommonJS, whatever the repository's own package.json says of its root.
  await writeFile(join(out, 'package.json'), '{ "type": "module" }\n');
  for (const entry of ENTRIES) await bundle(entry, out);
  await chmod(join(out, 'cli.js'), 0o755);
  await writeFile(join(out, 'page.html'), await buildPage());
  await writeFile(join(out, 'licenses.txt'), await licenses());
}

async function bundle(entry: string, out: string): Promise<void> {
  const ncc = require('@vercel/ncc') as Ncc;
  const { code, assets } = await ncc(join(lib, `${entry}.js`), {
    filename: `${entry}.js`,
    cache: false,
    // h5wasm's `await import('module')` must stay as it is: ncc makes of it something without `createRequire`.
    externals: ['module', 'node:module'],
    quiet: true,
  });
  await writeFile(join(out, `${entry}.js`), code);
  for (const [name, { source }] of Object.entries(assets)) {
    if (name === 'package.json') continue;
    const { text, wasm } = withoutWasm(source.toString());
    await writeFile(join(out, name), wasm === undefined ? source : text);
    if (wasm !== undefined) await writeFile(join(out, WASM), wasm);
  }
}

const WASM = 'hdf5.wasm';
/** h5wasm's module carries its WebAssembly in a string, one character a byte, a zero as U+0100 or above. */
const CARRIED = /binaryDecode\(('(?:[^'\\]|\\[\s\S])*')\)/;

/**
 * Takes the HDF5 library out of the script that carries it: to read 4 MB of source and to decode them takes each process
 * longer than to convert a small file.
 */
function withoutWasm(text: string): { readonly text: string; readonly wasm: Buffer | undefined } {
  const literal = CARRIED.exec(text)?.[1];
  if (literal === undefined) return { text, wasm: undefined };
  const carried = String(runInNewContext(literal));
  const wasm = Buffer.alloc(carried.length);
  for (let at = 0; at < carried.length; at++) wasm[at] = carried.charCodeAt(at) > 0xff ? 0 : carried.charCodeAt(at);
  if (wasm.toString('latin1', 0, 4) !== '\0asm') throw new Error('what h5wasm carries is no WebAssembly');
  const read = `require("fs").readFileSync(new URL(${JSON.stringify(WASM)}, import.meta.url))`;
  return { text: text.replace(CARRIED, () => read), wasm };
}

/**
 * The licences of every package that may be in a bundle: all that is installed for more than development. (ncc's own list
 * leaves out what is loaded lazily, and licences in files named LICENSE.txt.)
 */
async function licenses(): Promise<string> {
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<
      Record<string, { readonly dev?: boolean; readonly optional?: boolean; readonly license?: string }>
    >;
  };
  const texts: string[] = [];
  for (const path of Object.keys(lock.packages).sort()) {
    const entry = lock.packages[path];
    // What is optional is there on some systems alone, and is bundled on none.
    if (path === '' || entry === undefined || entry.dev || entry.optional) continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    texts.push(`${name} (${entry.license ?? 'see below'})\n\n${await licenseText(join(root, path))}`);
  }
  return [...new Set(texts)].join(`\n${'-'.repeat(80)}\n`);
}

async function licenseText(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => /^(?:licen[cs]e|copying|notice)(?:\.|-|$)/i.test(name)).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.map((text) => text.replaceAll('\r\n', '\n').trim()).join('\n\n');
}

function typescript(): string {
  return join(root, 'node_modules', 'typescript', 'bin', 'tsc');
}

/** Names of the files that differ between two folders. */
async function differences(a: string, b: string): Promise<string[]> {
  const names = new Set([...(await readdir(a)), ...(await readdir(b))]);
  const differing: string[] = [];
  for (const name of [...names].sort()) {
    const [one, other] = await Promise.all([a, b].map((folder) => readFile(join(folder, name)).catch(() => undefined)));
    const [first, second] = await Promise.all([a, b].map((folder) => isExecutable(join(folder, name))));
    if (one === undefined || other === undefined || !one.equals(other) || first !== second) differing.push(name);
  }
  return differing;
}

/** Windows has no such bit. */
async function isExecutable(path: string): Promise<boolean> {
  return process.platform !== 'win32' && ((await stat(path).catch(() => undefined))?.mode ?? 0) % 2 === 1;
}

const [argument] = process.argv.slice(2);
if (argument === '--check') {
  await mkdir(join(root, '.cache'), { recursive: true });
  const fresh = await mkdtemp(join(root, '.cache', 'dist-'));
  try {
    await build(fresh);
    const differing = await differences(join(root, 'dist'), fresh);
    if (differing.length > 0) {
      console.error(`dist/ is not what the sources give (${differing.join(', ')}): run "npm run build" and commit it`);
      process.exitCode = 1;
    }
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
} else {
  await build(argument ?? join(root, 'dist'));
}
