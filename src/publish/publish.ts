import type { Report } from '../result.ts';
import { noChecksNote } from './app-token.ts';
import { uploadFiles } from './artifact.ts';
import { keepComment } from './comment.ts';
import { type CommitOutcome, commitFiles } from './commit.ts';
import { foreignNote, type PublishedFile, publishableFiles } from './files.ts';
import { type GitHubContext, isUnsafeEvent, type PublishIo } from './github-context.ts';
import { because, type Note, note } from './note.ts';
import { connect, type Octokit } from './octokit.ts';
import type { PublishOptions } from './options.ts';
import type { PublishOutcome } from './outcome.ts';
import { outcomeMarkdown, rehearse } from './outcome-text.ts';
import { commandsToCommit, permissionNote } from './permissions.ts';
import { openPullRequest, type PullRequest } from './pull-request.ts';
import { openScratchRepository } from './scratch-repository.ts';
import type { CommitSession } from './session.ts';
import { stageFiles } from './stage.ts';
import { readWorkspace } from './workspace.ts';

/**
 * Publishes the converted files as asked: commit or pull request, then artifact, then comment. One that fails does not
 * keep the next from being tried; what went wrong is in the notes, and an `error` among them should fail the step.
 * Nothing is written to the workspace or its `.git`.
 */
export async function publish(
  report: Report,
  options: PublishOptions,
  context: GitHubContext,
  io: PublishIo,
): Promise<PublishOutcome> {
  const { files, foreign, planned, notes: left } = await publishableFiles(report, options, io);
  const commits = options.commit || options.pullRequest === 'always';
  const apart = commits ? await foreignNote(options.root, foreign) : undefined;
  const notes: Note[] = [...left, ...(apart === undefined ? [] : [apart])];
  if (options.dryRun)
    return { notes: [...notes, ...rehearse([...planned, ...files.map(({ path }) => path)], options, context)] };

  let client: Promise<Octokit> | undefined;
  const octokit = () => {
    client ??= connect(context, options.token);
    return client;
  };
  const stored = await guarded(notes, 'commit', () => storeFiles(report, files, options, context, io, octokit));
  notes.push(...(stored?.notes ?? []));

  const kept = stored?.commit ?? stored?.pullRequest;
  const wanted = commits && files.length > 0;
  const missing = wanted && kept === undefined && stored?.unchanged !== true;
  const uploads = options.artifact === 'always' || (options.artifact === 'fallback' && missing);
  const uploaded = uploads
    ? await guarded(notes, 'artifact', () => uploadFiles(uploadedFiles(), options, context, io))
    : undefined;
  notes.push(...(uploaded?.notes ?? []));

  const done = {
    ...(stored?.commit === undefined ? {} : { commit: stored.commit }),
    ...(stored?.pullRequest === undefined ? {} : { pullRequest: stored.pullRequest }),
    ...(uploaded?.artifact === undefined ? {} : { artifact: uploaded.artifact }),
  };
  const comment = options.comment
    ? await guarded(notes, 'comment', () => leaveComment(report, { ...done, notes }, options, context, octokit))
    : undefined;
  notes.push(...(comment?.notes ?? []));
  return { ...done, ...(comment?.url === undefined ? {} : { commentUrl: comment.url }), notes };

  /** In place of a commit, only what would have been committed: an artifact may be read by others than another repository is. */
  function uploadedFiles(): readonly PublishedFile[] {
    return options.artifact === 'always' ? [...files, ...foreign] : files;
  }
}

interface Stored {
  readonly commit?: NonNullable<PublishOutcome['commit']>;
  readonly pullRequest?: PullRequest;
  readonly unchanged?: boolean;
  readonly notes: readonly Note[];
}

async function storeFiles(
  report: Report,
  files: readonly PublishedFile[],
  options: PublishOptions,
  context: GitHubContext,
  io: PublishIo,
  octokit: () => Promise<Octokit>,
): Promise<Stored> {
  if (!options.commit && options.pullRequest !== 'always') return { notes: [] };
  if (files.length === 0) return { unchanged: true, notes: [] };
  const { target } = context;
  const stop = refusal(options, context, files);
  if (stop !== undefined || target.kind === 'none') return { notes: stop === undefined ? [] : [stop] };

  const workspace = await readWorkspace(options.root, context, io);
  await using scratch = await openScratchRepository(workspace, context, options.token, io);
  const { staged, notes } = await stageFiles(files, workspace, scratch);
  const session: CommitSession = { workspace, scratch, staged, octokit, context, options, io };
  // On pull requests the checkout is no branch's; else what is checked out may be another branch than the run's own.
  const branch = target.kind === 'branch' ? (workspace.branch ?? target.branch) : target.branch;
  if (options.pullRequest === 'always') return await withPullRequest(session, report, branch, files, notes);

  const direct = await commitFiles(session, { branch, base: branch, rebuild: false });
  const said = [...notes, ...direct.notes];
  if (
    direct.outcome.kind === 'blocked' &&
    direct.outcome.rejection === 'protected' &&
    options.pullRequest === 'fallback'
  ) {
    const why = note(
      'notice',
      `${branch} takes no direct commits${because(direct.outcome.detail)}, so a pull request was made`,
    );
    return await withPullRequest(session, report, branch, files, [...said, why]);
  }
  return stored(direct.outcome, session, files, said);
}

async function withPullRequest(
  session: CommitSession,
  report: Report,
  base: string,
  files: readonly PublishedFile[],
  before: readonly Note[],
): Promise<Stored> {
  const { commit, pullRequest, notes } = await openPullRequest(session, report, base);
  const result = stored(commit, session, files, [...before, ...notes]);
  return pullRequest === undefined ? result : { ...result, pullRequest };
}

function stored(
  outcome: CommitOutcome,
  session: CommitSession,
  files: readonly PublishedFile[],
  notes: readonly Note[],
): Stored {
  const { options, context } = session;
  switch (outcome.kind) {
    case 'committed': {
      const { sha, branch, paths } = outcome;
      const checks = noChecksNote(options, context);
      return { commit: { sha, branch, paths }, notes: checks === undefined ? notes : [...notes, checks] };
    }
    case 'unchanged':
      // Files that were held back are not on the branch, whatever else is.
      return { unchanged: !notes.some(({ level }) => level !== 'notice'), notes };
    case 'blocked':
      return { notes: [...notes, ...explainBlocked(outcome, session, files)] };
  }
}

/** Why nothing may be written at all, found before any is tried. */
function refusal(options: PublishOptions, context: GitHubContext, files: readonly PublishedFile[]): Note | undefined {
  const { target, eventName } = context;
  if (isUnsafeEvent(eventName) && !options.allowUnsafeEvents) {
    return note(
      'error',
      `Nothing is written on ${eventName}, where a stranger's files meet a token that can write; use pull_request or push, or set allow-unsafe-events: true once you know that no one else's code or files are checked out`,
    );
  }
  if (target.kind === 'none') return note('warning', `Nothing is committed: ${target.reason}; run it for a branch`);
  if (target.kind === 'pull-request' && target.fork) {
    const text =
      "Nothing is committed: the pull request comes from a fork, where this token may not write; the branch's owner can run these commands";
    return note('warning', text, commandsToCommit(context, options, pathsOf(files), { branch: target.branch }));
  }
  return undefined;
}

function explainBlocked(
  outcome: CommitOutcome & { readonly kind: 'blocked' },
  session: CommitSession,
  files: readonly PublishedFile[],
): readonly Note[] {
  const { options, context, workspace } = session;
  const { branch, base, rejection, detail } = outcome;
  const commands = commandsToCommit(context, options, pathsOf(files), { branch, base });
  const why = because(detail);
  switch (rejection) {
    case 'permission':
      // Dependabot's runs have a read-only token by design; everyone else can change theirs.
      return [
        permissionNote(
          options.pullRequest === 'always' ? 'pull request' : 'commit',
          context.actor === 'dependabot[bot]' ? 'warning' : 'error',
          detail,
        ),
      ];
    case 'protected': {
      const remedy =
        options.pullRequest === 'never'
          ? 'set pull-request: fallback, or run these commands yourself'
          : 'let the rule pass this branch, or run these commands yourself';
      return [note('error', `The rules of ${branch} refuse the commit${why}; ${remedy}`, commands)];
    }
    case 'too-large': {
      const remedy = 'track the files with Git LFS in .gitattributes, or set artifact: true';
      return [note('error', `The server takes no file as large as one of these${why}; ${remedy}`)];
    }
    case 'gone': {
      if (workspace.branch === base && context.target.kind === 'branch' && context.target.branch !== base) {
        const remedy = `push it before this step, or check out ${context.target.branch}`;
        return [
          note(
            'warning',
            `Nothing is committed: the branch ${base} is checked out but is not on the server; ${remedy}`,
          ),
        ];
      }
      return [
        note('warning', `Nothing is committed: the branch ${base} is no longer on the server; it may have been merged`),
      ];
    }
    case 'moved':
      return [note('error', `${branch} kept moving while this tried to commit${why}; run the job again`)];
    case 'unreachable':
      return [note('error', `${branch} could not be reached${why}; run the job again`, commands)];
    case 'failed':
      return [note('error', `The commit on ${branch} failed${why}; run these commands yourself`, commands)];
  }
}

function pathsOf(files: readonly PublishedFile[]): string[] {
  return files.map(({ path }) => path);
}

async function leaveComment(
  report: Report,
  done: PublishOutcome,
  options: PublishOptions,
  context: GitHubContext,
  octokit: () => Promise<Octokit>,
): Promise<{ readonly url?: string; readonly notes: readonly Note[] }> {
  const { target } = context;
  if (target.kind !== 'pull-request') return { notes: [] };
  if (target.fork && !isUnsafeEvent(context.eventName)) {
    return {
      notes: [
        note(
          'notice',
          'No comment: the pull request comes from a fork, for which the token may not write; see the job summary',
        ),
      ],
    };
  }
  if (isUnsafeEvent(context.eventName) && !options.allowUnsafeEvents) {
    return {
      notes: [
        note(
          'error',
          `No comment on ${context.eventName}; set allow-unsafe-events: true once you know that no one else's code is run`,
        ),
      ],
    };
  }
  return keepComment(
    await octokit(),
    context,
    target.number,
    report,
    outcomeMarkdown(done, context),
    options.artifactKey,
  );
}

/** Runs one part; a fault in it becomes a note. */
async function guarded<T>(notes: Note[], part: string, run: () => Promise<T>): Promise<T | undefined> {
  try {
    return await run();
  } catch (error) {
    notes.push(note('error', `The ${part} failed: ${error instanceof Error ? error.message : String(error)}`));
    return undefined;
  }
}
