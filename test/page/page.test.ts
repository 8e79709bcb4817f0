import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { source as AXE } from 'axe-core';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import { Hdf5Writer } from '../../src/hdf5/writer.ts';
import { runBuilt } from '../run-built.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { convertInPage, download, finished, launchBrowser, openPage } from './browser.ts';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures');
const WRITERS = ['keras-2.2.4', 'keras-2.10.0', 'keras-2.15.0'];

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
}, 60_000);
afterAll(() => browser.close());

/** Copies `model.h5` of every model of a writer, and its archive where it has one, under names of their own. */
async function copyZoo(writer: string, folder: string): Promise<string[]> {
  const copied: string[] = [];
  for (const model of (await readdir(join(FIXTURES, writer))).sort()) {
    const names = new Set(await readdir(join(FIXTURES, writer, model)));
    const files = [
      ['model.h5', `${model}.h5`],
      ['v3.keras', `${model}_archive.keras`],
    ] as const;
    for (const [from, to] of files) {
      if (!names.has(from)) continue;
      await copyFile(join(FIXTURES, writer, model, from), join(folder, to));
      copied.push(to);
    }
  }
  return copied;
}

/** SHA-256 of every member of a ZIP file. */
async function membersOf(zip: string): Promise<Map<string, string>> {
  const file = await yauzl.openPromise(zip, { lazyEntries: true });
  const hashes = new Map<string, string>();
  for await (const entry of file.eachEntry()) {
    const hash = createHash('sha256');
    for await (const chunk of await file.openReadStreamPromise(entry)) hash.update(chunk as Buffer);
    // The command line writes into another folder, where an archive's result may have its source's name.
    hashes.set(entry.fileName.replace('.keras3.keras', '.keras'), hash.digest('hex'));
  }
  file.close();
  return hashes;
}

async function filesIn(folder: string): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  for (const { name } of (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile())) {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(join(folder, name))) hash.update(chunk as Buffer);
    hashes.set(name, hash.digest('hex'));
  }
  return hashes;
}

describe('the same bytes as the command line', () => {
  it.each(WRITERS)('%s: every model, h5, keras and weights', { timeout: 600_000 }, async (writer) => {
    const folder = await temporaryFolder();
    const sources = join(folder, 'sources');
    await mkdir(sources);
    const names = await copyZoo(writer, sources);
    const byCommand = join(folder, 'by-command');
    const report = join(folder, 'report.json');
    await runBuilt(
      'cli',
      ['--format', 'h5,keras,weights', '--output-dir', byCommand, '--report', report, '--no-fail-on-refused', '.'],
      sources,
    );
    const statuses = JSON.parse(await readFile(report, 'utf8')) as {
      files: { source: string; status: string; reason?: string }[];
    };

    const { page, faults } = await openPage(browser, writer === 'keras-2.10.0' ? 'file' : 'server');
    for (const format of ['keras', 'weights']) await page.click(`input[name=format][value=${format}]`);
    const shown = await convertInPage(
      page,
      names.map((name) => join(sources, name)),
      names.length,
    );
    // With the reason of those that failed, so that it is seen where the two differ.
    expect(
      shown.map(({ file, status, reason }) => [file, status, status === 'failed' ? reason : undefined]).sort(),
    ).toEqual(
      statuses.files
        .map(({ source, status, reason }) => [source, status, status === 'failed' ? reason : undefined])
        .sort(),
    );
    await download(page, folder, 1, () => page.click('#zip'));
    const byPage = await membersOf(join(folder, 'keras3-migrate.zip'));
    expect(byPage.size).toBeGreaterThan(2 * names.length);
    expect([...byPage].sort()).toEqual([...(await filesIn(byCommand))].sort());
    expect(faults).toEqual([]);
  });
});

describe('what was dropped', () => {
  it('pairs weights with the architecture beside them, and saves a result under its name', async () => {
    const folder = await temporaryFolder();
    const weights = join(folder, 'w.h5');
    await copyFile(join(FIXTURES, 'keras-2.15.0/mlp_sequential/weights_only.h5'), weights);
    await copyFile(join(FIXTURES, 'keras-2.15.0/mlp_sequential/model.json'), join(folder, 'w.json'));
    const { page } = await openPage(browser, 'file');
    await page.click('input[value=keras]');
    const [shown] = await convertInPage(page, [weights, join(folder, 'w.json')], 1);
    expect(shown).toMatchObject({ status: 'converted', saves: ['w.keras3.h5', 'w.keras'] });
    expect(shown?.warnings).toContain('The architecture was taken from "w.json".');
    const saved = join(folder, 'saved');
    await download(page, saved, 1, () => page.click('a[download="w.keras3.h5"]'));
    expect(await readdir(saved)).toEqual(['w.keras3.h5']);
  });

  it('ends strangers’ files in a message, and converts the next', async () => {
    const folder = await temporaryFolder();
    const model = await readFile(join(FIXTURES, 'keras-2.15.0/mlp_sequential/model.h5'));
    await writeFile(join(folder, 'a_cut.h5'), model.subarray(0, 9000));
    await writeFile(join(folder, 'b_text.h5'), 'not a model');
    await writeFile(join(folder, 'c_zip.keras'), Buffer.from('PK\x03\x04 and no more'));
    await copyFile(join(FIXTURES, 'keras-2.15.0/mlp_sequential/model.h5'), join(folder, 'd_good.h5'));
    const names = (await readdir(folder)).sort();
    for (const from of ['file', 'server'] as const) {
      const { page, faults } = await openPage(browser, from);
      const shown = await convertInPage(
        page,
        names.map((name) => join(folder, name)),
        4,
      );
      expect(shown.map(({ status }) => status)).toEqual(['failed', 'not-keras', 'failed', 'converted']);
      expect(shown[0]?.reason).toContain('HDF5 cannot open the file');
      expect(faults).toEqual([]);
    }
  });

  it('writes the formats that are asked for, also when that changes', async () => {
    const { page } = await openPage(browser, 'server');
    const [h5] = await convertInPage(page, [join(FIXTURES, 'keras-2.15.0/mlp_sequential/model.h5')], 1);
    expect(h5?.saves).toEqual(['model.keras3.h5']);
    await page.click('input[value=h5]');
    await page.click('input[value=weights]');
    const [weights] = await finished(page, 1);
    expect(weights?.saves).toEqual(['model.weights.h5']);
  });

  it('gives the Lambdas their globals, and says which value no Lambda uses', async () => {
    const { page } = await openPage(browser, 'file');
    const [without] = await convertInPage(page, [join(FIXTURES, 'lambdas/scaled.h5')], 1);
    expect(without?.warnings.join(' ')).toContain('the global SCALE');
    const fault = () => page.$eval('#fault', (node) => node.textContent);
    const give = async (text: string) => {
      await page.$eval('#lambda-values', (node) => {
        (node as HTMLTextAreaElement).value = '';
      });
      await page.type('#lambda-values', text);
      await page.$eval('#lambda-values', (node) => (node as HTMLTextAreaElement).blur());
      return finished(page, 1);
    };
    const [given] = await give('SCALE=3');
    expect(given?.warnings.join(' ')).not.toContain('SCALE');
    expect(await fault()).toBe('');
    await give('SCALE=3\nSCAEL=4');
    expect(await fault()).toBe('no Lambda uses the value given for SCAEL: check lambda-values');
    const [refused] = await give('SCALE');
    expect(refused?.reason).toContain('give NAME=VALUE, one a line');
  });

  it('takes twenty files at once, and says of each what it is before the first is converted', async () => {
    const folder = await temporaryFolder();
    const names = Array.from({ length: 20 }, (_, at) => `model_${String(at).padStart(2, '0')}.h5`);
    for (const name of names)
      await copyFile(join(FIXTURES, 'keras-2.15.0/mlp_sequential/model.h5'), join(folder, name));
    const { page, faults } = await openPage(browser, 'server');
    await page.evaluate(() => {
      const seen = { factsAtFirstResult: 0 };
      Object.assign(window, { seen });
      new MutationObserver(() => {
        if (seen.factsAtFirstResult > 0 || document.querySelector('[data-status=converted]') === null) return;
        seen.factsAtFirstResult = document.querySelectorAll('#results > li:has(.facts)').length;
      }).observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    const shown = await convertInPage(
      page,
      names.map((name) => join(folder, name)),
      20,
    );
    expect(shown.map(({ file, status }) => [file, status])).toEqual(names.map((name) => [name, 'converted']));
    expect(await page.evaluate(() => (window as unknown as { seen: { factsAtFirstResult: number } }).seen)).toEqual({
      factsAtFirstResult: 20,
    });
    expect(faults).toEqual([]);
  });

  it.each([
    ['file', true],
    ['server', false],
  ] as const)('says how large results may be where they stay in memory: opened from a %s, %s', async (from, isSaid) => {
    const { page } = await openPage(browser, from);
    await convertInPage(page, [join(FIXTURES, 'keras-2.15.0/mlp_sequential/model.h5')], 1);
    expect(await page.$eval('#limit', (node) => (node as HTMLElement).checkVisibility())).toBe(isSaid);
  });

  it('saves what is done while another file converts', { timeout: 120_000 }, async () => {
    const folder = await temporaryFolder();
    const small = join(folder, 'a_small.h5');
    await copyFile(join(FIXTURES, 'keras-2.15.0/mlp_sequential/model.h5'), small);
    makeLarge(join(folder, 'b_large.h5'), 200);
    const { page } = await openPage(browser, 'server');
    await page.click('input[value=keras]');
    const input = await page.$('input#files');
    await (input as unknown as { uploadFile(...paths: string[]): Promise<void> }).uploadFile(
      small,
      join(folder, 'b_large.h5'),
    );
    await page.waitForSelector('#all:not([hidden])');
    const saved = join(folder, 'saved');
    await download(page, saved, 1, () => page.click('#zip'));
    expect([...(await membersOf(join(saved, 'keras3-migrate.zip'))).keys()]).toEqual([
      'a_small.keras3.h5',
      'a_small.keras',
    ]);
    expect((await finished(page, 2)).map(({ status }) => status)).toEqual(['converted', 'converted']);
  });

  it('cancels a file and converts the others', async () => {
    const folder = await temporaryFolder();
    const large = join(folder, 'large.h5');
    makeLarge(large, 200);
    const small = join(FIXTURES, 'keras-2.15.0/mlp_sequential/model.h5');
    const { page } = await openPage(browser, 'server');
    const input = await page.$('input#files');
    await (input as unknown as { uploadFile(...paths: string[]): Promise<void> }).uploadFile(large, small);
    await page.waitForSelector('button.cancel');
    await page.click('button.cancel');
    const shown = await finished(page, 2);
    expect(shown.map(({ status, reason }) => [status, reason])).toEqual([
      ['failed', 'the conversion was cancelled'],
      ['converted', undefined],
    ]);
  });

  it.each(['file', 'server'] as const)('converts 200 MB, opened from a %s', { timeout: 300_000 }, async (from) => {
    const folder = await temporaryFolder();
    makeLarge(join(folder, 'large.h5'), 200);
    const { page, faults } = await openPage(browser, from);
    const [shown] = await convertInPage(page, [join(folder, 'large.h5')], 1);
    expect(shown).toMatchObject({ status: 'converted', saves: ['large.keras3.h5'] });
    const saved = join(folder, 'saved');
    await download(page, saved, 1, () => page.click('a.save'));
    await runBuilt('cli', ['large.h5'], folder);
    expect([...(await filesIn(saved)).values()]).toEqual([(await filesIn(folder)).get('large.keras3.h5')]);
    expect(faults).toEqual([]);
  });
});

describe('for a person', () => {
  it.each([
    ['light', 1280],
    ['dark', 390],
  ] as const)('has no fault that axe finds, %s and %i pixels wide', async (scheme, width) => {
    const { page } = await openPage(browser, 'file');
    await page.setViewport({ width, height: 800 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    for (const files of [[], [join(FIXTURES, 'keras-2.15.0/mlp_sequential/model.h5')]]) {
      if (files.length > 0) await convertInPage(page, files, 1);
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      await page.evaluate(AXE);
      const violations = await page.evaluate(async () => {
        const { axe } = window as unknown as {
          axe: { run(): Promise<{ violations: { id: string; nodes: unknown[] }[] }> };
        };
        return (await axe.run()).violations.map(({ id, nodes }) => `${id} ${JSON.stringify(nodes).slice(0, 500)}`);
      });
      expect(violations).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });

  it('speaks Chinese', async () => {
    const { page } = await openPage(browser, 'file');
    await page.click('#language');
    expect(await page.$eval('#choose', (node) => node.textContent)).toBe('选择文件');
    expect(await page.$eval('html', (node) => node.lang)).toBe('zh-CN');
  });

  it('cannot connect to anything', async () => {
    const { page } = await openPage(browser, 'server');
    const refused = await page.evaluate(() =>
      fetch('/').then(
        () => 'connected',
        () => 'refused',
      ),
    );
    expect(refused).toBe('refused');
  });
});

/** Weights alone of so many megabytes, as Keras 2.15 writes them: one Dense layer's. */
function makeLarge(path: string, megabytes: number): void {
  using writer = Hdf5Writer.create(path);
  writer.stringAttribute('/', 'keras_version', '2.15.0');
  writer.stringAttribute('/', 'backend', 'tensorflow');
  writer.namesAttribute('/', 'layer_names', ['dense']);
  for (const group of ['/dense', '/dense/dense']) writer.group(group);
  writer.namesAttribute('/dense', 'weight_names', ['dense/kernel:0']);
  const rows = megabytes * 256;
  const target = '/dense/dense/kernel:0';
  writer.dataset(target, [rows, 1024], 'float32');
  for (let row = 0; row < rows; row += 1024) {
    const values = Float32Array.from({ length: 1024 * 1024 }, (_, at) => row + at);
    const slab = { offset: [row, 0], count: [1024, 1024], size: 1024 * 1024 };
    writer.writeSlab(target, slab, new Uint8Array(values.buffer));
  }
  writer.close();
}
