import { BUILDING } from './building.ts';
import { CALLS } from './calls.ts';
import { COMPUTING } from './computing.ts';
import { FLOW } from './flow.ts';
import { FUNCTIONS } from './functions.ts';
import { LOADING } from './loading.ts';
import type { StepMeaning } from './meaning.ts';
import { STACK } from './stack.ts';

/** What every step does that is followed, by its name. */
export const STEPS: ReadonlyMap<string, StepMeaning> = new Map(
  [LOADING, STACK, COMPUTING, BUILDING, FLOW, FUNCTIONS, CALLS].flatMap((table) => Object.entries(table)),
);
