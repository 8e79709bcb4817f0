import { DEFAULT_FILES, type FoundFile } from '../find/find.ts';
import type { Options } from '../options/options.ts';
import type { SettingName } from '../options/read.ts';
import { plainLine } from '../report/escape.ts';
import type { Report } from '../result.ts';
import type { RunPorts } from '../run.ts';
import { changedFiles } from './changed-files.ts';
import { checkRemedy } from './check-remedy.ts';
import { type GitHubContext, readAction, readGitHubContext, readPublishIo } from './github-context.ts';
import { type Note, note } from './note.ts';
import { type PublishOptions, readPublishOptions } from './options.ts';
import type { PublishOutcome } from './outcome.ts';
import { publishedMarkdown } from './outcome-text.ts';
import { publish } from './publish.ts';

/** Publishing as the action's run needs it: what to look at before, what to do after. */
export interface Publishing {
  readonly dryRun: boolean;
  /** For {@link RunPorts.select}; undefined: every file. */
  readonly select: RunPorts['select'];
  /** After conversion and the writing of the report. Asks GitHub and git only where an input says so. */
  publish(report: Report, reportPath: string): Promise<Published>;
  /** Markdown: how the files that a check found are converted; empty where it found none. */
  remedy(report: Report): string;
}

export interface Published extends PublishOutcome {
  /** For the job summary; may be empty. */
  readonly markdown: string;
}

/** Settings that decide what a conversion writes and where, with their defaults: what tells two steps apart, and what a shell must repeat. */
const CONVERSION: readonly (readonly [SettingName, string])[] = [
  ['format', 'h5'],
  ['output-dir', ''],
  ['in-place', 'false'],
  ['overwrite', 'false'],
  ['architecture', ''],
  ['lambda-values', ''],
  ['compile', 'true'],
  ['strict', 'false'],
  ['min-keras', ''],
  ['keep-custom', ''],
  ['lambda-values', ''],
];

/**
 * @param input The text of an input of action.yml by its name; empty where it is absent.
 * @param options The conversion's, read from the same inputs.
 * @throws {Refusal} for an input that cannot be followed
 */
export function preparePublishing(
  input: (name: string) => string,
  options: Options,
  env: Readonly<Record<string, string | undefined>>,
  log: (line: string) => void,
): Publishing {
  const settings = CONVERSION.map(([name, usual]) => [name, input(name).trim(), usual] as const)
    .filter(([, text, usual]) => text !== '' && text !== usual)
    .map(([name, text]) => [name, text] as const);
  const isDefault =
    options.files.length === DEFAULT_FILES.length && options.files.every((f) => DEFAULT_FILES.includes(f));
  const place = {
    root: options.root,
    reportPath: undefined,
    inPlace: options.inPlace,
    artifactKey: JSON.stringify([input('matrix').trim(), input('shard').trim(), settings, options.files]),
    cliArguments: [
      ...settings.map(([name, text]) => `--${name}=${text}`),
      ...sourceArguments(options.files, isDefault),
    ],
  };
  const asked = readPublishOptions(input, place);
  const io = readPublishIo((line) => log(plainLine(line)), env);
  const earlier: Note[] = [];
  let known: GitHubContext | undefined;
  const context = () => {
    known ??= readGitHubContext(env);
    return known;
  };
  return {
    dryRun: asked.dryRun,
    select: asked.changedOnly ? select : undefined,
    remedy: (report) =>
      checkRemedy(report, readAction(env), asked, {
        ...Object.fromEntries(settings),
        ...(isDefault ? {} : { files: options.files.join('\n') }),
      }),
    async publish(report, reportPath) {
      const outcome = isAnythingAsked(asked)
        ? await publish(report, { ...asked, reportPath }, context(), io)
        : { notes: [] };
      const notes = [...earlier, ...outcome.notes];
      if (notes.length === 0 && !isAnythingAsked(asked)) return { notes, markdown: '' };
      return { ...outcome, notes, markdown: publishedMarkdown({ ...outcome, notes }, context()) };
    },
  };

  async function select(files: readonly FoundFile[]): Promise<readonly FoundFile[]> {
    const changed = await changedFiles(context(), asked, io);
    if (changed.kind === 'all') {
      earlier.push(note('notice', `changed-only: every file is looked at, since ${changed.reason}`));
      return files;
    }
    const names = new Set(changed.paths);
    return files.filter(({ name }) => names.has(name));
  }
}

function sourceArguments(files: readonly string[], isDefault: boolean): readonly string[] {
  if (isDefault) return ['.'];
  return files.some((file) => file.startsWith('-')) ? ['--', ...files] : files;
}

function isAnythingAsked(options: PublishOptions): boolean {
  return options.commit || options.pullRequest === 'always' || options.artifact === 'always' || options.comment;
}

/** The action's outputs that tell of publishing; an empty text for what was not made. */
export function publishOutputs({
  commit,
  pullRequest,
  artifact,
  commentUrl,
}: PublishOutcome): ReadonlyMap<string, string> {
  return new Map([
    ['commit-sha', commit?.sha ?? ''],
    ['pull-request-number', String(pullRequest?.number ?? '')],
    ['pull-request-url', pullRequest?.url ?? ''],
    ['artifact-id', String(artifact?.id ?? '')],
    ['artifact-url', artifact?.url ?? ''],
    ['comment-url', commentUrl ?? ''],
  ]);
}
