#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Refusal } from './errors.ts';
import { inspectCommand } from './inspect/command.ts';
import { Pool } from './isolate/pool.ts';
import { type Arguments, optionsOf, parseArguments } from './options/command-line.ts';
import { HELP } from './options/help.ts';
import type { Options } from './options/options.ts';
import { nodePlatform } from './platform/node.ts';
import { installPlatform } from './platform/platform.ts';
import { proveResults } from './prove/prove.ts';
import { shellQuote } from './publish/shell-quote.ts';
import { closingLine, Progress, resultLines } from './report/console.ts';
import { plainLine } from './report/escape.ts';
import { writeReport } from './report/json.ts';
import { mergeReports, parseReport } from './report/merge.ts';
import { summaryMarkdown } from './report/summary.ts';
import { failureOf, noMatch } from './report/verdict.ts';
import { run } from './run.ts';
import { CONVERTER_VERSION } from './version.ts';

installPlatform(nodePlatform);

const DONE = 0;
const NOT_ALL_DONE = 1;
const WRONG_USAGE = 2;
/** The worker's bundle lies beside this one. */
const WORKER = join(dirname(fileURLToPath(import.meta.url)), 'worker.js');

async function main(argv: readonly string[]): Promise<number> {
  const [first, ...rest] = argv;
  if (first === 'report') return reportCommand(parseArguments(rest));
  if (first === 'inspect') return inspectCommand(rest, WORKER, printText);
  return convertCommand(parseArguments(argv));
}

async function convertCommand(parsed: Arguments): Promise<number> {
  if (parsed.help) return printText(HELP);
  if (parsed.version) return printText(`${CONVERTER_VERSION}\n`);
  if (parsed.positionals.length === 0)
    throw new Refusal('no files are named; try --help, or: keras3-migrate "**/*.h5"');
  const options = await optionsOf(parsed, process.cwd());
  const outcome = await convert(options);
  const { report, notes } = outcome;
  for (const note of notes) printLine(note);
  const unmatched = noMatch(outcome);
  if (unmatched !== undefined) printLine(`${options.failOnNoMatch ? 'error' : 'warning'}: ${unmatched}`);
  printLine(closingLine(outcome));
  if (options.report !== undefined) await writeReport(report, options.report);
  const written = report.files.filter(({ status }) => status === 'converted').flatMap(({ outputs }) => outputs);
  const isStopped = parsed.failOnConverted && written.length > 0;
  if (isStopped) printLine(`add the results to the commit: ${addCommand(written.map(({ path }) => path))}`);
  return failureOf(outcome, options) === undefined && !isStopped ? DONE : NOT_ALL_DONE;
}

const MOST_ADDED = 20;

function addCommand(paths: readonly string[]): string {
  return `git add -- ${paths.length > MOST_ADDED ? '.' : paths.map(shellQuote).join(' ')}`;
}

async function convert(options: Options): ReturnType<typeof run> {
  const progress = new Progress(process.stderr);
  await using pool = new Pool({
    workerPath: WORKER,
    memoryLimit: options.memoryLimit,
    timeLimit: options.timeLimit,
  });
  pool.warm();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => pool.stop());
  const outcome = await run(options, {
    convert: (job, bytes) => pool.convert(job, bytes),
    hashOutputs: options.report !== undefined,
    onFiles: (files) => progress.start(files.reduce((sum, { bytes }) => sum + bytes, 0)),
    onResult: (result, bytes) => progress.advance(bytes, () => resultLines(result).forEach(printLine)),
  });
  progress.clear();
  if (options.prove === undefined) return outcome;
  return proveResults(outcome, { ...options.prove, root: options.root, log: printLine });
}

/** Merges the reports of several machines into one, and prints it as a summary. */
async function reportCommand(parsed: Arguments): Promise<number> {
  if (parsed.help) return printText(HELP);
  const { positionals, settings } = parsed;
  if (positionals.length === 0) throw new Refusal('no reports are named; try: keras3-migrate report shard-*.json');
  const reports = positionals.map(async (path) => parseReport(await readReport(path), path));
  const report = mergeReports(await Promise.all(reports));
  const merged = settings.get('report');
  if (merged !== undefined) await writeReport(report, resolve(merged));
  printText(summaryMarkdown(report, { files: [], notes: [] }));
  const failOnRefused = settings.get('fail-on-refused') !== 'false';
  // Only a check leaves files to be converted; in its reports they fail it, as they did there.
  const check = report.files.some(({ status }) => status === 'would-convert');
  return failureOf({ report }, { check, failOnRefused }) === undefined ? DONE : NOT_ALL_DONE;
}

function readReport(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw new Refusal(`${path} cannot be read (${messageOf(error)}); give a report that --report wrote`);
  });
}

function printText(text: string): number {
  process.stdout.write(text);
  return DONE;
}

function printLine(line: string): void {
  process.stdout.write(`${plainLine(line)}\n`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`keras3-migrate: ${plainLine(messageOf(error))}\n`);
  process.exitCode = error instanceof Refusal ? WRONG_USAGE : NOT_ALL_DONE;
}
