import { escapeHtml, escapeMarkdown } from '../report/escape.ts';
import { defaultArtifactName } from './artifact.ts';
import { type GitHubContext, homeOf, isUnsafeEvent } from './github-context.ts';
import { listed, type Note, note, notesMarkdown } from './note.ts';
import type { PublishOptions } from './options.ts';
import type { PublishOutcome } from './outcome.ts';

/** What was published, or why it was not, under a heading of its own; empty where there is nothing to tell. */
export function publishedMarkdown(outcome: PublishOutcome, context: GitHubContext): string {
  const places = placesOf(outcome, context);
  if (places.length === 0 && outcome.notes.length === 0) return '';
  const failed = outcome.notes.some(({ level }) => level === 'error');
  const heading = places.length > 0 ? 'Published' : failed ? 'Not published' : 'Publishing';
  return [`### ${heading}`, ...places, notesMarkdown(outcome.notes).trimEnd()]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** The same for a comment, where notices would be noise. */
export function outcomeMarkdown(outcome: PublishOutcome, context: GitHubContext): string {
  const notes = outcome.notes.filter(({ level }) => level !== 'notice');
  return [...placesOf(outcome, context), notesMarkdown(notes).trimEnd()].filter((part) => part !== '').join('\n\n');
}

function placesOf(outcome: PublishOutcome, context: GitHubContext): string[] {
  const { commit, pullRequest, artifact } = outcome;
  const lines: string[] = [];
  if (commit !== undefined) {
    const files = commit.paths.length === 1 ? '1 file' : `${commit.paths.length} files`;
    lines.push(
      `Committed ${files} to <code>${escapeHtml(commit.branch)}</code>: [${commit.sha.slice(0, 10)}](${homeOf(context)}/commit/${commit.sha})`,
    );
  }
  if (pullRequest !== undefined) {
    lines.push(
      `${pullRequest.created ? 'Opened' : 'Updated'} pull request [#${pullRequest.number}](${pullRequest.url})`,
    );
  }
  if (artifact !== undefined) lines.push(`Uploaded artifact [${escapeMarkdown(artifact.name)}](${artifact.url})`);
  return lines;
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
      notes.push(note('notice', `Dry run: ${count} would go into ${how}: ${listed(files)}`));
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
