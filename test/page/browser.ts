import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import chromium from '@sparticuz/chromium';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { onTestFinished } from 'vitest';

const PAGE = join(import.meta.dirname, '..', '..', 'dist', 'page.html');

/** No sandbox, for tests also run as root; and nothing that looks for a network. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** A browser that `npm ci` brought: Chromium as a package. Closed by the caller. */
export async function launchBrowser(): Promise<Browser> {
  return puppeteer.launch({
    args: ARGUMENTS,
    executablePath: await chromium.executablePath(),
    headless: 'shell',
  });
}

/** Where the page comes from: opened from a file, or served on loopback, where it has the origin's private files. */
export type From = 'file' | 'server';

export interface OpenPage {
  readonly page: Page;
  /** What a page must not do: requests beyond itself, errors, words on the console. */
  readonly faults: string[];
}

/** Opens the built page in a new context; it is closed with the test. */
export async function openPage(browser: Browser, from: From): Promise<OpenPage> {
  const context = await browser.createBrowserContext();
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const url = from === 'file' ? pathToFileURL(PAGE).href : await served();
  const faults: string[] = [];
  page.on('request', (request) => {
    if (request.url() !== url && !/^(?:blob|data):/.test(request.url())) faults.push(`request ${request.url()}`);
  });
  page.on('console', (message) => faults.push(`console ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`error ${error instanceof Error ? error.message : String(error)}`));
  await page.goto(url);
  return { page, faults };
}

async function served(): Promise<string> {
  const text = await readFile(PAGE);
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8').end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

export interface ShownFile {
  readonly file: string;
  readonly status: string;
  readonly reason: string | undefined;
  readonly warnings: readonly string[];
  /** Names of the results that can be saved. */
  readonly saves: readonly string[];
}

/** Gives the page files and waits until it is done with so many. */
export async function convertInPage(page: Page, files: readonly string[], count: number): Promise<ShownFile[]> {
  const input = await page.$('input#files');
  await (input as unknown as { uploadFile(...paths: string[]): Promise<void> }).uploadFile(...files);
  return finished(page, count);
}

/** What the page shows once it is done with so many files. */
export async function finished(page: Page, count: number): Promise<ShownFile[]> {
  await page.waitForFunction(
    (wanted) => {
      const rows = [...document.querySelectorAll<HTMLElement>('#results > li')];
      const done = rows.filter((row) => !['waiting', 'working'].includes(row.dataset.status ?? ''));
      return rows.length === wanted && done.length === wanted;
    },
    { timeout: 600_000 },
    count,
  );
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('#results > li')].map((row) => ({
      file: row.dataset.file ?? '',
      status: row.dataset.status ?? '',
      reason: row.querySelector('.reason')?.textContent ?? undefined,
      warnings: [...row.querySelectorAll('.warnings > li')].map((line) => line.textContent ?? ''),
      saves: [...row.querySelectorAll<HTMLAnchorElement>('a[download]')].map((link) => link.download),
    })),
  );
}

/** Clicks what starts downloads, and waits for so many of them to lie in a folder. */
export async function download(
  page: Page,
  folder: string,
  count: number,
  click: () => Promise<unknown>,
): Promise<void> {
  const session = await page.createCDPSession();
  await session.send('Browser.setDownloadBehavior', {
    behavior: 'allow',
    downloadPath: folder,
    eventsEnabled: true,
    browserContextId: page.browserContext().id ?? '',
  });
  let done = 0;
  const all = new Promise<void>((resolve, reject) => {
    session.on('Browser.downloadProgress', ({ state }) => {
      if (state === 'canceled') reject(new Error('a download was canceled'));
      if (state === 'completed' && ++done === count) resolve();
    });
  });
  await click();
  await all;
}
