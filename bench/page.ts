/**
 * The page beside the command line, paired in interleaved rounds, in the browser that its tests use:
 *
 *     npm run bench:page -- [--rounds 5] [--folder DIR] [--write]
 *
 * Needs dist/ (`npm run build`). Chromium is a development package.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import chromium from '@sparticuz/chromium';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { Hdf5Writer } from '../src/hdf5/writer.ts';
import { nodePlatform } from '../src/platform/node.ts';
import { installPlatform } from '../src/platform/platform.ts';
import { machineText, spread } from './results.ts';

const root = join(import.meta.dirname, '..');
const LOOK_MS = 20;
const EMPTY = '<!doctype html><title>empty</title><body>.</body>';

const { values } = parseArgs({
  options: { rounds: { type: 'string' }, folder: { type: 'string' }, write: { type: 'boolean' } },
});
const rounds = Number(values.rounds ?? 5);

installPlatform(nodePlatform);
const folder = await mkdtemp(join(values.folder ?? '/dev/shm', 'keras3-migrate-page-'));
const site = await serve({ '/': await readFile(join(root, 'dist', 'page.html'), 'utf8'), '/empty': EMPTY });
const browser = await puppeteer.launch({
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  executablePath: await chromium.executablePath(),
  headless: 'shell',
});
try {
  const text = await report(browser);
  console.log(text);
  if (values.write) await writeFile(join(import.meta.dirname, 'PAGE.md'), text);
} finally {
  await browser.close();
  site.close();
  await rm(folder, { recursive: true, force: true });
}

async function report(browser: Browser): Promise<string> {
  const small = makeWeights('small.h5', 100);
  const inPage: number[] = [];
  const byCommand: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const seconds = [await convertInPage(browser, small), convertByCommand(small)] as const;
    if (round === 0) continue; // what was not yet in the caches
    inPage.push(seconds[0]);
    byCommand.push(seconds[1]);
  }
  const ratios = inPage.map((seconds, at) => seconds / (byCommand[at] ?? Number.NaN));

  const paints: number[] = [];
  for (let round = 0; round < rounds; round++) {
    paints.push((await firstPaint(browser, '/')) - (await firstPaint(browser, '/empty')));
  }
  const memory = await memoryOf(browser, makeWeights('large.h5', 1000));
  const { length } = await readFile(join(root, 'dist', 'page.html'));
  return [
    '# The page',
    '',
    'Written by `npm run bench:page -- --write`. Lowest / median / highest of the rounds.',
    '',
    `${machineText()}, ${await browser.version()}; ${rounds} rounds.`,
    '',
    '| | measured | aim |',
    '|---|---|---|',
    `| 100 MB to \`.h5\`, from the choice of the file to the link: seconds in the page | ${spread(inPage)} | |`,
    `| … seconds of the command line | ${spread(byCommand)} | |`,
    `| … the page as a multiple of the command line | ${spread(ratios)} | 1.5 |`,
    `| 1 GB to \`.h5\`: MB of memory that the browser's processes take more at their peak | ${Math.round(memory / 1e6)} | 500 |`,
    `| seconds to the first paint, beyond those of an empty page | ${spread(paints)} | 0.5 |`,
    `| MB of \`page.html\` | ${(length / 1e6).toFixed(1)} | 5 |`,
    '',
  ].join('\n');
}

async function convertInPage(browser: Browser, file: string): Promise<number> {
  return inPageOf(browser, async (page) => {
    const started = performance.now();
    await choose(page, file);
    return (performance.now() - started) / 1000;
  });
}

function convertByCommand(file: string): number {
  const started = performance.now();
  execFileSync(
    process.execPath,
    [join(root, 'dist', 'cli.js'), '--overwrite', '--output-dir', join(folder, 'out'), file],
    {
      cwd: folder,
      stdio: 'ignore',
    },
  );
  const seconds = (performance.now() - started) / 1000;
  execFileSync('rm', ['-r', join(folder, 'out')]);
  return seconds;
}

/** A page of its own, loaded and with its library ready: a person takes longer to choose a file. */
async function inPageOf<R>(browser: Browser, use: (page: Page) => Promise<R>): Promise<R> {
  // In the browser's own context: one made for the purpose is private, and keeps the page's files in memory.
  const page = await browser.newPage();
  await page.goto(site.url);
  await new Promise((resolve) => setTimeout(resolve, 3000));
  try {
    return await use(page);
  } finally {
    await page.close();
  }
}

async function choose(page: Page, file: string): Promise<void> {
  const input = await page.$('input#files');
  await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(file);
  await page.waitForSelector('a[download]', { timeout: 600_000 });
}

async function firstPaint(browser: Browser, path: string): Promise<number> {
  const page = await browser.newPage();
  await page.goto(new URL(path, site.url).href);
  const milliseconds = await page.evaluate(async () => {
    for (;;) {
      const [entry] = performance.getEntriesByName('first-contentful-paint');
      if (entry !== undefined) return entry.startTime;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });
  await page.close();
  return milliseconds / 1000;
}

/** How much more the browser's processes hold while a file is converted than before it was chosen, at the peak. */
async function memoryOf(browser: Browser, file: string): Promise<number> {
  return inPageOf(browser, async (page) => {
    const before = await resident();
    let peak = before;
    let isLooking = true;
    const watch = (async () => {
      while (isLooking) {
        peak = Math.max(peak, await resident());
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      }
    })();
    await choose(page, file);
    isLooking = false;
    await watch;
    return peak - before;
  });
}

/** Resident bytes of the browser's processes; what they share is counted once (`Pss`). */
async function resident(): Promise<number> {
  const sums = await Promise.all((await descendants(browser.process()?.pid ?? 0)).map(proportional));
  return sums.reduce((sum, bytes) => sum + bytes, 0);
}

async function proportional(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'latin1').catch(() => '');
  return Number(/^Pss:\s*(\d+) kB$/m.exec(text)?.[1] ?? 0) * 1024;
}

async function descendants(pid: number): Promise<number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'latin1').catch(() => '');
  const below = await Promise.all(children.split(' ').filter(Boolean).map(Number).map(descendants));
  return [pid, ...below.flat()];
}

/** Weights alone as Keras 2.15 writes them: Dense layers of 5 MB. */
function makeWeights(name: string, megabytes: number): string {
  const path = join(folder, name);
  using writer = Hdf5Writer.create(path);
  const layers = Array.from({ length: megabytes / 5 }, (_, at) => `dense_${at}`);
  writer.stringAttribute('/', 'keras_version', '2.15.0');
  writer.stringAttribute('/', 'backend', 'tensorflow');
  writer.namesAttribute('/', 'layer_names', layers);
  const values = new Uint8Array(Float32Array.from({ length: 1250 * 1000 }, (_, at) => at).buffer);
  for (const layer of layers) {
    for (const group of [`/${layer}`, `/${layer}/${layer}`]) writer.group(group);
    writer.namesAttribute(`/${layer}`, 'weight_names', [`${layer}/kernel:0`]);
    const target = `/${layer}/${layer}/kernel:0`;
    writer.dataset(target, [1250, 1000], 'float32');
    writer.writeSlab(target, { offset: [0, 0], count: [1250, 1000], size: 1250 * 1000 }, values);
  }
  writer.close();
  return path;
}

async function serve(pages: Readonly<Record<string, string>>): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8').end(pages[request.url ?? '']);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => {
      server.close();
    },
  };
}
