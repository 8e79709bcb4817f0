/** What Node and the system need to start a process and to find the temporary folder. */
const KEPT: ReadonlySet<string> = new Set([
  'PATH',
  'TMPDIR',
  'TMP',
  'TEMP',
  'SYSTEMROOT',
  'WINDIR',
  'LANG',
  'LC_ALL',
  'LD_LIBRARY_PATH',
  'DYLD_LIBRARY_PATH',
]);

/** The environment of a process that reads strangers' files: no token, no input, no secret, whatever its name. */
export function childEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => KEPT.has(name.toUpperCase())));
}
