import { asNumber, type Json, type JsonObject } from '../../python-json.ts';
import type { OptimizerFamily } from '../optimizers.ts';

/** A setting of the optimizer that decides whether a slot exists. */
type Switch = 'amsgrad' | 'centered' | 'momentum' | 'use_ema';

/** Slots kept variable by variable: `[m, v]` is m, v of the first variable, m, v of the second, …; each alone is one run. */
export interface Run {
  readonly slots: readonly string[];
  readonly when?: Switch;
}

export interface Layout {
  /** Keras 3's order after `iteration` and `learning_rate` (the `build` of each class in keras/src/optimizers). */
  readonly target: readonly Run[];
  /** Keras 2's order from 2.11 on, where it is another. */
  readonly new?: readonly Run[];
  /** `_create_slots` of each class in optimizer_v2. */
  readonly legacy: readonly Run[];
  /** `self.weights` of each class in Keras 1 and 2's optimizers.py. */
  readonly keras1: readonly Run[];
}

function apart(...slots: string[]): Run[] {
  return slots.map((slot) => ({ slots: [slot] }));
}

const ADAM: Layout = {
  target: [{ slots: ['m', 'v'] }, { slots: ['vhat'], when: 'amsgrad' }],
  legacy: [...apart('m', 'v'), { slots: ['vhat'], when: 'amsgrad' }],
  keras1: [...apart('m', 'v'), { slots: ['vhat'], when: 'amsgrad' }],
};

/** Nadam, Adafactor and LossScaleOptimizer are not here: their state means another thing in each Keras 3, or none. */
export const LAYOUTS: ReadonlyMap<string, Layout> = new Map<string, Layout>([
  [
    'Adadelta',
    { target: [{ slots: ['grad', 'delta'] }], legacy: apart('grad', 'delta'), keras1: apart('grad', 'delta') },
  ],
  ['Adagrad', { target: apart('accumulator'), legacy: apart('accumulator'), keras1: apart('accumulator') }],
  ['Adam', ADAM],
  ['AdamW', ADAM],
  ['Adamax', { target: [{ slots: ['m', 'u'] }], legacy: apart('m', 'u'), keras1: apart('m', 'u') }],
  [
    'Ftrl',
    {
      target: [{ slots: ['accumulator', 'linear'] }],
      legacy: [{ slots: ['accumulator', 'linear'] }],
      keras1: [{ slots: ['accumulator', 'linear'] }],
    },
  ],
  ['Lion', { target: apart('m'), legacy: apart('m'), keras1: apart('m') }],
  [
    'RMSprop',
    {
      target: [
        { slots: ['velocity'] },
        { slots: ['momentum'], when: 'momentum' },
        { slots: ['average_gradient'], when: 'centered' },
      ],
      legacy: [
        { slots: ['velocity'] },
        { slots: ['momentum'], when: 'momentum' },
        { slots: ['average_gradient'], when: 'centered' },
      ],
      keras1: apart('velocity'),
    },
  ],
  [
    'SGD',
    {
      target: [{ slots: ['momentum'], when: 'momentum' }],
      // With no momentum, too, these two kept slots.
      new: apart('momentum'),
      legacy: [{ slots: ['momentum'], when: 'momentum' }],
      keras1: apart('momentum'),
    },
  ],
]);

/** From 2.11 on and in Keras 3, moving averages of the variables come first (`build` of the base class). */
const AVERAGES: Run = { slots: ['average'], when: 'use_ema' };

export function sourceRuns(layout: Layout, family: OptimizerFamily, config: JsonObject): Run[] {
  if (family !== 'new') return layout[family].filter((run) => isOn(run, config));
  return [AVERAGES, ...(layout.new ?? layout.target)].filter((run) => isOn(run, config));
}

export function targetRuns(layout: Layout, config: JsonObject): Run[] {
  return [AVERAGES, ...layout.target].filter((run) => isOn(run, config));
}

function isOn(run: Run, config: JsonObject): boolean {
  if (run.when === undefined) return true;
  const value: Json | undefined = config[run.when];
  return value === true || (asNumber(value) ?? 0) !== 0;
}

/** Every slot of every run in the order of an optimizer's variable list: which slot, of which of `count` variables. */
export function slotSequence(runs: readonly Run[], count: number): { slot: string; variable: number }[] {
  return runs.flatMap((run) =>
    Array.from({ length: count }, (_, variable) => run.slots.map((slot) => ({ slot, variable }))).flat(),
  );
}
