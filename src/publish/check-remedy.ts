import { stringify } from 'yaml';
import type { Report } from '../result.ts';
import type { GitHubContext } from './github-context.ts';
import { fence } from './note.ts';
import type { PublishOptions } from './options.ts';
import { commandsToCommit } from './permissions.ts';

/**
 * The two ways out of a failing check, for the summary: commands for a clone, and the step of a workflow that commits.
 *
 * @param inputs the conversion's inputs that are not at their defaults, for the step
 */
export function checkRemedy(
  report: Report,
  action: Pick<GitHubContext, 'action' | 'serverUrl'>,
  options: Pick<PublishOptions, 'cliArguments' | 'commitMessage'>,
  inputs: Readonly<Record<string, string>>,
): string {
  const paths = report.files
    .filter(({ status }) => status === 'would-convert')
    .flatMap(({ outputs }) => outputs.map(({ path }) => path));
  if (paths.length === 0) return '';
  const uses = action.action === undefined ? './' : `${action.action.repository}@${action.action.ref}`;
  const typed = Object.fromEntries(
    Object.entries(inputs).map(([name, text]) => [name, text === 'true' ? true : text === 'false' ? false : text]),
  );
  const step = stringify([{ uses, with: { ...typed, commit: true } }], { defaultStringType: 'PLAIN', lineWidth: 0 });
  return [
    'Convert and commit them from a clone:',
    fence('sh', commandsToCommit(action, options, paths).text),
    'Or let a workflow do it, in a job with `contents: write`:',
    fence('yaml', step.trimEnd()),
  ].join('\n\n');
}
