import type { Artifact } from './artifact.ts';
import type { Note } from './note.ts';
import type { PullRequest } from './pull-request.ts';

/** What was published, and all there is to say of it. */
export interface PublishOutcome {
  readonly commit?: { readonly sha: string; readonly branch: string; readonly paths: readonly string[] };
  readonly pullRequest?: PullRequest;
  readonly artifact?: Artifact;
  readonly commentUrl?: string;
  readonly notes: readonly Note[];
}
