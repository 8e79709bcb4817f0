import type { FileResult, Status } from '../../src/result.ts';

/** A result with what a test says of it. */
export function resultOf(source: string, status: Status, given: Partial<FileResult> = {}): FileResult {
  return { source, status, outputs: [], renamed: [], changed: [], warnings: [], ...given };
}

/** A converted file with something of everything. */
export const CONVERTED = resultOf('models/a.h5', 'converted', {
  layout: 'legacy-h5-model',
  kerasVersion: '2.15.0',
  needs: '3.4',
  sourceSha256: 'ab',
  tensors: 2,
  bytes: 1_234_567,
  outputs: [{ format: 'h5', path: 'models/a.keras3.h5', sha256: 'cd' }],
  renamed: [{ from: '/model_weights/dense/dense/kernel:0', to: '/model_weights/dense/dense/kernel' }],
  changed: [{ path: 'dense/groups', from: 1, to: undefined }],
  warnings: [{ code: 'hard-sigmoid-scaled', layer: 'lstm', needs: '3.4', text: 'Gate values were multiplied by 1.2.' }],
});

/** Text that does harm where it is not escaped. */
export const HOSTILE = '<img src=x onerror=alert(1)>`|[x](http://evil)@octocat\n::error::boo\u202e```';
