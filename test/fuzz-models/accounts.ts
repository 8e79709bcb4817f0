import { KerasVersion } from '../../src/keras/version.ts';
import type { FileResult } from '../../src/result.ts';

/** Where a result shows that it is not the source: a step follows evaluation, which follows a prediction, which follows loading. */
type Difference = 'loading' | 'prediction' | 'evaluation' | 'step';

interface Account {
  readonly of: readonly Difference[];
  /** The first Keras 3 that it does not speak of, where the warning itself names none as its `needs`. */
  readonly before?: string;
}

const ANYTHING: Account = { of: ['loading', 'prediction', 'evaluation', 'step'] };
const PREDICTIONS: Account = { of: ['prediction', 'evaluation', 'step'] };
const TRAINING: Account = { of: ['evaluation', 'step'] };
const STEPS: Account = { of: ['step'] };

/**
 * What a warning accounts for, by its code. One that is not here accounts for nothing: it tells of something that was done so
 * that the result computes the same.
 */
const ACCOUNTS: ReadonlyMap<string, Account> = new Map(
  Object.entries<Account>({
    'attention-mask-numbers': PREDICTIONS,
    'attention-mask-scores': PREDICTIONS,
    'channels-first': ANYTHING,
    'dilated-transposed': ANYTHING,
    'einsum-bias-axis': PREDICTIONS,
    'integer-operation': PREDICTIONS,
    'mask-lost': PREDICTIONS,
    'masked-outputs': PREDICTIONS,
    'masked-moments': PREDICTIONS,
    'softmax-mask': PREDICTIONS,

    'activity-penalty': { ...TRAINING, before: '3.14' },
    'frozen-penalty': { of: ['evaluation'] },
    'losses-paired-otherwise': TRAINING,
    'masked-loss': TRAINING,
    'masked-metric': TRAINING,
    'metric-dropped': TRAINING,
    'output-names-crossed': TRAINING,

    'epsilon-squared': STEPS,
    'frozen-statistics': STEPS,
    'layer-shared': STEPS,
    'moving-statistics': STEPS,
    'optimizer-changed': STEPS,
    'optimizer-state-dropped': STEPS,
    'shared-statistics': STEPS,
    'statistics-per-step': STEPS,
    'training-false': STEPS,
  }),
);

/** What these warnings do not promise of a Keras 3 older than the one that they say the file needs. */
const NEEDS: Account = ANYTHING;

/** Whether a warning accounts for what a reader answered. */
export function accountsFor({ code, needs }: FileResult['warnings'][number], how: string, reader: string): boolean {
  const { of, before } = ACCOUNTS.get(code ?? '') ?? (needs === undefined ? { of: [] } : NEEDS);
  const first = needs ?? before;
  const isConcerned = first === undefined || KerasVersion.parse(reader).isOlderThan(KerasVersion.parse(first));
  return isConcerned && of.includes(differenceIn(how));
}

/** @param how as reader.py tells it */
function differenceIn(how: string): Difference {
  const [, part] = /^(prediction|evaluate|training|step):/.exec(how) ?? [];
  if (part === 'prediction' || part === 'step') return part;
  return part === undefined ? 'loading' : 'evaluation';
}
