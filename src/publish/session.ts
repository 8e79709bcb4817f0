import type { StagedFile } from './changes.ts';
import type { GitHubContext, PublishIo } from './github-context.ts';
import type { Octokit } from './octokit.ts';
import type { PublishOptions } from './options.ts';
import type { ScratchRepository } from './scratch-repository.ts';
import type { Workspace } from './workspace.ts';

/** What every commit of one run shares. */
export interface CommitSession {
  readonly workspace: Workspace;
  readonly scratch: ScratchRepository;
  readonly staged: readonly StagedFile[];
  /** Connects once, when first asked. */
  readonly octokit: () => Promise<Octokit>;
  readonly context: GitHubContext;
  readonly options: PublishOptions;
  readonly io: PublishIo;
}
