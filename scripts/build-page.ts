/**
 * Builds page.html: one file with its script, styles, and the worker in which files are converted, compressed. The same
 * sources give the same bytes on every machine (Node's own zlib does not).
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { gzipSync } from 'fflate';

const PAGE = join(import.meta.dirname, '..', 'page');

/** What a browser does not have; yauzl and the core use a few functions of it. */
const SHIMS = {
  fs: join(PAGE, 'shims', 'nothing.ts'),
  util: join(PAGE, 'shims', 'util.ts'),
  zlib: join(PAGE, 'shims', 'zlib.ts'),
  stream: 'readable-stream',
};

/** What `min-keras` may be: the releases of Keras 3 that are known. */
const KERAS_3_MINORS = Array.from({ length: 16 }, (_, minor) => `3.${minor}`);

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(PAGE, entry)],
    absWorkingDir: join(PAGE, '..'),
    bundle: true,
    write: false,
    minify: true,
    charset: 'ascii',
    legalComments: 'none',
    format: 'iife',
    platform: 'browser',
    target: ['es2022'],
    alias: SHIMS,
    inject: [join(PAGE, 'shims', 'globals.ts')],
    define: { 'import.meta.url': '""', global: 'globalThis' },
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

/** @returns the text of page.html */
export async function buildPage(): Promise<string> {
  const [template, style, worker, script] = await Promise.all([
    readFile(join(PAGE, 'index.html'), 'utf8'),
    readFile(join(PAGE, 'style.css'), 'utf8'),
    bundle('worker.ts'),
    bundle('main.ts'),
  ]);
  if (/<\/script/i.test(script)) throw new Error('the script would end its own element');
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)} blob: 'wasm-unsafe-eval'`,
    `style-src ${hashOf(style)}`,
    'worker-src blob:',
    'img-src data:',
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const packed = gzipSync(new TextEncoder().encode(worker), { level: 9, mtime: 0 });
  const parts = new Map([
    ['policy', policy],
    ['versions', KERAS_3_MINORS.map((version) => `<option>${version}</option>`).join('')],
    ['style', style],
    ['worker', Buffer.from(packed).toString('base64')],
    ['script', script],
  ]);
  return template.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => parts.get(name) ?? '');
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
