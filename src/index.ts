import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as core from '@actions/core';
import { Pool } from './isolate/pool.ts';
import { readInputs } from './options/action-inputs.ts';
import { nodePlatform } from './platform/node.ts';
import { installPlatform } from './platform/platform.ts';
import { proveResults } from './prove/prove.ts';
import { type Published, preparePublishing, publishOutputs } from './publish/for-run.ts';
import { announced } from './publish/note.ts';
import { type Annotation, annotationsOf } from './report/annotations.ts';
import { closingLine, resultLines } from './report/console.ts';
import { plainLine } from './report/escape.ts';
import { writeReport } from './report/json.ts';
import { setOutputs } from './report/outputs.ts';
import { type SummaryOptions, summaryMarkdown } from './report/summary.ts';
import { failureOf, noMatch } from './report/verdict.ts';
import { run } from './run.ts';

installPlatform(nodePlatform);

/** The action's entry: inputs → run → outputs → publish. */
async function main(): Promise<void> {
  const token = core.getInput('token');
  if (token !== '') core.setSecret(token);
  const options = await readInputs(process.env);
  const publishing = preparePublishing((name) => core.getInput(name), options, process.env, core.info);
  await using pool = new Pool({
    workerPath: join(dirname(fileURLToPath(import.meta.url)), 'worker.js'),
    memoryLimit: options.memoryLimit,
    timeLimit: options.timeLimit,
  });
  pool.warm();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => pool.stop());

  const rehearsalFolder = publishing.dryRun ? await temporaryFolder() : undefined;
  const outcome = await run(options, {
    convert: (job, bytes) => pool.convert(job, bytes),
    onResult: (result) => {
      for (const line of resultLines(result)) core.info(line);
    },
    ...(publishing.select === undefined ? {} : { select: publishing.select }),
    ...(rehearsalFolder === undefined ? {} : { rehearsalFolder }),
  });
  if (rehearsalFolder !== undefined) await rm(rehearsalFolder, { recursive: true, force: true });
  const proved =
    options.prove === undefined
      ? outcome
      : await proveResults(outcome, {
          ...options.prove,
          root: options.root,
          log: (line) => core.info(plainLine(line)),
        });
  const { report, notes } = proved;
  for (const note of notes) core.info(plainLine(note));

  const reportPath = options.report ?? (await temporaryReportPath());
  await writeReport(report, reportPath);
  setOutputs(report, reportPath, core.setOutput);
  const summary: SummaryOptions = {
    ...options,
    ...proved,
    remedy: options.check ? publishing.remedy(report) : '',
  };
  // Written now, in case publishing is cut short, and again with what became of it.
  await writeSummary(summaryMarkdown(report, summary));
  for (const annotation of annotationsOf(report, options)) annotate(annotation);
  const unmatched = noMatch(proved);
  if (unmatched !== undefined && !options.failOnNoMatch) core.warning(unmatched, { title: TITLE });
  core.info(closingLine(proved));

  const published = await publishing.publish(report, reportPath);
  announce(published);
  if (published.markdown !== '')
    await writeSummary(summaryMarkdown(report, { ...summary, published: published.markdown }));

  const failure = failureOf(proved, options);
  if (failure !== undefined) core.setFailed(failure);
  // Said already, on its own.
  else if (published.notes.some(({ level }) => level === 'error')) process.exitCode = core.ExitCode.Failure;
}

const TITLE = 'keras3-migrate';
const ANNOUNCE = { error: core.error, warning: core.warning, notice: core.notice } as const;

function announce(published: Published): void {
  for (const [name, value] of publishOutputs(published)) core.setOutput(name, value);
  for (const { level, text, snippet } of announced(published.notes)) {
    ANNOUNCE[level](text, { title: TITLE });
    // Indented, so that no line of it can be a workflow command.
    for (const line of snippet?.text.split('\n') ?? []) core.info(`    ${plainLine(line)}`);
  }
}

async function temporaryReportPath(): Promise<string> {
  return join(await temporaryFolder(), 'report.json');
}

/** A folder of its own for each run: two steps of a job must not share a report. */
async function temporaryFolder(): Promise<string> {
  return mkdtemp(join(process.env.RUNNER_TEMP || tmpdir(), 'keras3-migrate-'));
}

/** The files are converted whether the summary can be written or not. */
async function writeSummary(markdown: string): Promise<void> {
  try {
    await core.summary.emptyBuffer().addRaw(markdown).write({ overwrite: true });
  } catch (error) {
    core.warning(`the job summary was not written: ${messageOf(error)}`);
  }
}

function annotate({ level, message, file }: Annotation): void {
  const properties = { title: TITLE, ...(file === undefined ? {} : { file }) };
  if (level === 'error') core.error(message, properties);
  else core.warning(message, properties);
}

function messageOf(error: unknown): string {
  return plainLine(error instanceof Error ? error.message : String(error));
}

try {
  await main();
} catch (error) {
  core.setFailed(messageOf(error));
}
