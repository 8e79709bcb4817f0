import type { Check } from './judge.ts';
import type { Reader } from './suite.ts';

/** Where a suite's answer is another than PASS. Everything that no row names must pass; a row's answer must be as it says. */
export interface Exception {
  readonly suites: readonly string[];
  readonly models: readonly string[];
  /** All, if absent. */
  readonly writers?: readonly string[];
  readonly readers?: readonly Reader[];
  readonly checks?: readonly Check[];
  /** What the answer must match: a refusal's reason or the judge's verdict. */
  readonly outcome: RegExp | 'not asked';
  /** What a warning in the report must say where the file loads and computes something else. */
  readonly warns?: RegExp;
  /** For the table in docs/compatibility.md. */
  readonly why: string;
}

export const EXCEPTIONS: readonly Exception[] = [
  {
    suites: ['weights-only'],
    models: ['hard_sigmoid_gates', 'conv_lstm'],
    outcome: /^FAIL Mismatch/,
    warns: /hard_sigmoid/,
    why: 'the gates are hard_sigmoid, which Keras 3 computes otherwise: the weights can be compensated only where the architecture is known',
  },
  {
    suites: ['weights-only'],
    models: ['rnn_defaults'],
    writers: ['2.2.4'],
    outcome: /^FAIL/,
    why: "the defaults of that Keras's recurrent layers were others, so the rebuilt architecture is another",
  },
  {
    suites: ['weights-only'],
    models: ['preprocessing'],
    readers: ['3.3.3'],
    outcome: /^FAIL Mismatch/,
    warns: /Normalization/,
    why: 'Keras 3.3.3 ignores an adapted Normalization in legacy H5 files',
  },
];
