import { expect, it } from 'vitest';
import { findingText } from '../../src/report/finding-text.ts';

it('names the layer once', () => {
  expect(findingText({ layer: 'd', text: 'layer "d" is new' })).toBe('layer "d" is new');
  expect(findingText({ layer: 'd', text: 'weights are scaled' })).toBe('layer "d": weights are scaled');
  expect(findingText({ text: 'all is well' })).toBe('all is well');
});
