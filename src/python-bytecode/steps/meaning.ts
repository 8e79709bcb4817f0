import type { Frame } from '../frame.ts';
import type { Step } from '../meaning.ts';
import type { Values } from '../values.ts';

/**
 * What a step does to its frame.
 *
 * @returns the offset to go on from, where that is not the next step's
 */
// biome-ignore lint/suspicious/noConfusingVoidType: most steps return nothing, which is what the next step is chosen by
export type StepMeaning = (step: Step, frame: Frame, values: Values) => number | undefined | void;

export type StepTable = Readonly<Record<string, StepMeaning>>;
