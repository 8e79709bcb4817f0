import { type Git, GitError } from './git.ts';

/** The paths that .gitignore keeps out and git does not track all the same: what `git add` would not take. */
export async function readIgnored(git: Git, paths: readonly string[]): Promise<ReadonlySet<string>> {
  if (paths.length === 0) return new Set();
  // This command knows no literal pathspecs; behind `./` a path cannot begin with their `:`.
  const stdin = paths.map((path) => `./${path}\0`).join('');
  const result = await git.try(['check-ignore', '-z', '--stdin'], { stdin, env: { GIT_LITERAL_PATHSPECS: '0' } });
  // 1: none is.
  if (result.code > 1) throw new GitError('check-ignore', result);
  return new Set(
    result.stdout
      .toString('utf8')
      .split('\0')
      .filter((path) => path !== '')
      .map((path) => path.slice('./'.length)),
  );
}

/**
 * The `filter` attribute of each path, as .gitattributes has it: `lfs`, another driver's name, or undefined.
 * Asked of git, because `hash-object` with a filter that is not installed silently stores the raw file.
 */
export async function readFilters(git: Git, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const filters = new Map<string, string>();
  if (paths.length === 0) return filters;
  const stdin = `${paths.join('\0')}\0`;
  const fields = (await git.run(['check-attr', '-z', '--stdin', 'filter'], { stdin })).toString('utf8').split('\0');
  for (let i = 0; i + 2 < fields.length; i += 3) {
    const [path, , value] = fields.slice(i, i + 3);
    if (path === undefined || value === undefined) continue;
    if (value !== 'unspecified' && value !== 'unset') filters.set(path, value);
  }
  return filters;
}
