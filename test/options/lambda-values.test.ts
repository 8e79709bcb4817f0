import { describe, expect, it } from 'vitest';
import { readValueLines, readValueText } from '../../src/options/lambda-values.ts';

describe('lines', () => {
  it('are numbers, text and lists', () => {
    expect(readValueLines('SCALE=2.0\nN = 3\n\nMODE=max\nMEAN=[0.5, 1]', 'input lambda-values')).toBe(
      '{"SCALE": 2.0, "N": 3, "MODE": "max", "MEAN": [0.5, 1]}',
    );
  });

  it.each([
    ['SCALE', 'input lambda-values has the line "SCALE"; give NAME=VALUE, one a line'],
    ['a.b=1', 'input lambda-values gives the name "a.b", which no Python global has'],
    ['A={"b": 1}', 'input lambda-values gives "A" a value that is no number, text, truth value or list of them'],
  ])('%s is refused', (text, sentence) => {
    expect(() => readValueLines(text, 'input lambda-values')).toThrow(sentence);
  });
});

describe('the text of a file', () => {
  it('is a JSON object', () => {
    expect(readValueText('{"SCALE": 2.0}', '--lambda-values')).toBe('{"SCALE": 2.0}');
    expect(() => readValueText('[1]', '--lambda-values')).toThrow('no object of names and values');
    expect(() => readValueText('SCALE', '--lambda-values')).toThrow('names a file that is not JSON');
  });
});
