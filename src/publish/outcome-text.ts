import { escapeHtml, escapeMarkdown } from '../report/escape.ts';
import { defaultArtifactName } from './artifact.ts';
import { type GitHubContext, isUnsafeEvent } from './github-context.ts';
import { type Note, note, notesMarkdown } from './note.ts';
import type { PublishOptions } from './options.ts';
import type { PublishOutcome } from './outcome.ts';

/** Where the files went, a line each, for the comment. */
export function outcomeMarkdown(outcome: PublishOutcome, context: GitHubContext): readonly string[] {
  const lines = placesOf(outcome, context);
  for (const { level, text } of outcome.notes) if (level !== 'notice') lines.push(escapeMarkdown(text));
  if (context.runId !== '') lines.push(`[Job summary](${homeOf(context)}/actions/runs/${context.runId})`);
  return lines;
}

function homeOf({ serverUrl, owner, repo }: GitHubContext): string {
  return `${serverUrl}/${owner}/${repo}`;
}

function placesOf(outcome: PublishOutcome, context: GitHubContext): string[] {
  const { commit, pullRequest, artifact } = outcome;
  const home = homeOf(context);
  const lines: string[] = [];
  if (commit !== undefined) {
    const files = commit.paths.length === 1 ? '1 file' : `${commit.paths.length} files`;
    lines.push(
      `Committed ${files} to <code>${escapeHtml(commit.branch)}</code>: [${commit.sha.slice(0, 10)}](${home}/commit/${commit.sha})`,
    );
  }
  if (pullRequest !== undefined) {
    lines.push(
      `${pullRequest.created ? 'Opened' : 'Updated'} pull request [#${pullRequest.number}](${home}/pull/${pullRequest.number})`,
    );
  }
  if (artifact !== undefined) lines.push(`Artifact: [${escapeMarkdown(artifact.name)}](${artifact.url})`);
  return lines;
}

/** The outcome as a section of the job summary; empty where there is nothing to tell. */
export function publishedMarkdown(outcome: PublishOutcome, context: GitHubContext): string {
  const lines = placesOf(outcome, context);
  if (lines.length === 0 && outcome.notes.length === 0) return '';
  return ['## Publishing', ...lines, notesMarkdown(outcome.notes)].join('\n\n');
}

/**
 * What would be published, for a dry run: one note a thing.
 *
 * @param files paths of the results that would be published
 */
export function rehearse(files: readonly string[], options: PublishOptions, context: GitHubContext): readonly Note[] {
  const { target } = context;
  const notes: Note[] = [];
  const count = files.length === 1 ? '1 file' : `${files.length} files`;
  const names = files.slice(0, MOST_NAMED);
  const list = files.length > names.length ? [...names, '…'].join(', ') : names.join(', ');
  if (options.commit || options.pullRequest === 'always') {
    if (isUnsafeEvent(context.eventName) && !options.allowUnsafeEvents) {
      notes.push(
        note('notice', `Dry run: nothing would be committed on ${context.eventName} without allow-unsafe-events: true`),
      );
    } else if (target.kind === 'none') {
      notes.push(note('notice', `Dry run: nothing would be committed: ${target.reason}`));
    } else if (target.kind === 'pull-request' && target.fork) {
      notes.push(note('notice', 'Dry run: nothing would be committed on the branch of a fork'));
    } else if (files.length > 0) {
      const how =
        options.pullRequest === 'always'
          ? `a pull request from ${options.pullRequestBranch ?? `keras3-migrate/${target.branch}`} into ${target.branch}`
          : `a commit on ${target.branch}`;
      notes.push(note('notice', `Dry run: ${count} would go into ${how}: ${list}`));
    }
  }
  if (options.artifact === 'always') {
    const name = options.artifactName ?? defaultArtifactName(context, options.artifactKey);
    notes.push(note('notice', `Dry run: ${count} and the report would be uploaded as artifact ${name}`));
  }
  if (options.comment && target.kind === 'pull-request') {
    notes.push(note('notice', `Dry run: a comment would be kept on pull request #${target.number}`));
  }
  return notes;
}

const MOST_NAMED = 30;
