import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../src/options/command-line.ts';
import { HELP } from '../../src/options/help.ts';
import { SETTING_NAMES } from '../../src/options/read.ts';

const settings = (...argv: string[]) => Object.fromEntries(parseArguments(argv).settings);

describe('parseArguments', () => {
  it('reads values and paths in any order', () => {
    expect(parseArguments(['a.h5', '--format', 'keras', '--report=r.json', '!b.h5', '--', '-u.h5'])).toEqual({
      help: false,
      version: false,
      failOnConverted: false,
      settings: new Map([
        ['format', 'keras'],
        ['report', 'r.json'],
      ]),
      positionals: ['a.h5', '!b.h5', '-u.h5'],
    });
  });

  it('reads what is true or false', () => {
    expect(settings('--check', '--no-compile', '--strict=false', '--no-fail-on-refused', 'x')).toEqual({
      check: 'true',
      compile: 'false',
      strict: 'false',
      'fail-on-refused': 'false',
    });
  });

  it('does not take a path for the value of a flag that has none', () => {
    expect(parseArguments(['--check', 'a.h5']).positionals).toEqual(['a.h5']);
  });

  it.each([['--chekc'], ['-x'], ['--no-format'], ['--constructor']])('refuses %s', (flag) => {
    expect(() => parseArguments([flag])).toThrow(/unknown flag/);
  });

  it('refuses a flag without its value', () => {
    expect(() => parseArguments(['--format'])).toThrow('--format needs a value, such as --format h5,keras');
  });

  it('has help for every flag', () => {
    for (const name of SETTING_NAMES) expect(HELP).toMatch(new RegExp(`--(?:no-)?${name}\\b`));
    expect(parseArguments(['-h']).help).toBe(true);
    expect(parseArguments(['--version']).version).toBe(true);
  });
});
