import * as core from '@actions/core';
import { Refusal } from '../errors.ts';
import type { Options } from './options.ts';
import { readOptions } from './read.ts';

/**
 * The action's inputs as options.
 *
 * @throws Refusal naming the input, what was found and what it takes
 */
export async function readInputs(environment: NodeJS.ProcessEnv): Promise<Options> {
  const root = environment.GITHUB_WORKSPACE;
  if (!root)
    throw new Refusal('GITHUB_WORKSPACE is not set: this entry runs as a GitHub Action; in a shell use dist/cli.js');
  const temporary = environment.RUNNER_TEMP;
  return readOptions({
    text: (name) => core.getInput(name),
    spelled: (name) => `input ${name}`,
    files: core.getMultilineInput('files').filter((line) => !line.startsWith('#')),
    root,
    contained: true,
    reportFolders: temporary ? [temporary] : [],
  });
}
