import type { PlannedDataset } from '../../../plan/plan.ts';
import type { Tensor } from '../../../tensor/tensor.ts';
import { asNumber, isObject, type Json, type JsonObject } from '../../python-json.ts';
import type { AssignedVariable } from '../../weights/types.ts';
import { identify } from '../identify.ts';
import { familyOf, type OptimizerFamily } from '../optimizers.ts';
import { variablesByName } from './names.ts';
import { LAYOUTS, type Layout, slotSequence, sourceRuns, targetRuns } from './slots.ts';
import { slotSteps, slotsFollow } from './steps.ts';

/** One variable of the source's optimizer. */
export interface StateTensor {
  /** As `weight_names` of the H5 file's `optimizer_weights` has it; undefined for a numbered variable of an object tree. */
  readonly name: string | undefined;
  readonly tensor: Tensor;
}

export interface OptimizerSource {
  /** The optimizer as the source's settings name it: `optimizer_config` or `optimizer`, an object or a bare name. */
  readonly optimizer: Json;
  /** In the optimizer's own order: `weight_names`, or the numbers of `optimizer/vars`. */
  readonly state: readonly StateTensor[];
  /** The model's trainable variables in the source's order. */
  readonly trainables: readonly AssignedVariable[];
  /**
   * The tensors of {@link trainables} in the source's order, where several of them make one variable and stand apart in
   * the source (the gates of Keras 1); others among them are passed over. As the variables have them when left out.
   */
  readonly trainableTensors?: readonly Tensor[];
}

/** `optimizer/vars/<i>` of a `.keras` file, in order; or why there is none. */
export type OptimizerStatePlan =
  | { readonly kind: 'planned'; readonly variables: readonly Omit<PlannedDataset, 'target'>[] }
  /** The source holds no state: it was compiled, never trained. */
  | { readonly kind: 'none' }
  /** One sentence for the report. */
  | { readonly kind: 'dropped'; readonly reason: string };

/**
 * Plans the optimizer's variables for Keras 3, which takes them by number and only if there are exactly as many as it has
 * itself (base_optimizer.py `load_own_variables`): `iteration`, `learning_rate` unless it is a schedule, then the slots.
 *
 * @param upgraded - The optimizer as the upgraded settings have it.
 * @param targetTrainables - The model's trainable variables in Keras 3's order.
 */
export function planOptimizerState(
  source: OptimizerSource,
  upgraded: Json | undefined,
  targetTrainables: readonly AssignedVariable[],
): OptimizerStatePlan {
  if (isUntrained(source)) return { kind: 'none' };
  const className = isObject(upgraded) ? upgraded.class_name : undefined;
  const config = isObject(upgraded) && isObject(upgraded.config) ? upgraded.config : undefined;
  if (typeof className !== 'string' || config === undefined) return stateDropped('the optimizer is not known');
  const layout = isOwn(upgraded) ? LAYOUTS.get(className) : undefined;
  if (layout === undefined) return stateDropped(`Keras 3 cannot take over the state of ${className}`);
  const read = readState(source, layout, className);
  if (typeof read === 'string') return stateDropped(read);
  const runs = targetRuns(layout, config);
  const slots = planSlots(slotSequence(runs, targetTrainables.length), read, targetTrainables);
  if (typeof slots === 'string') return stateDropped(slots);
  return { kind: 'planned', variables: [read.iteration, ...learningRate(config), ...slots] };
}

/** Why the optimizer starts afresh: completes "its state was not kept, because". */
export function stateDropped(why: string): OptimizerStatePlan {
  return {
    kind: 'dropped',
    reason: `The optimizer's settings were kept and its state was not, because ${why}: training resumes with a fresh optimizer.`,
  };
}

/** Whether there is no slot where there should be some: Keras 2.11 on writes the count of steps even then, Keras 3 the rate too. */
function isUntrained(source: OptimizerSource): boolean {
  if (source.state.length === 0) return true;
  if (splitScalars(source.state).rest.length > 0) return false;
  const { family, config, name } = familyAndConfig(source.optimizer);
  const layout = LAYOUTS.get(name);
  return layout === undefined || sourceRuns(layout, family, config).length > 0;
}

function isOwn(upgraded: Json | undefined): boolean {
  return isObject(upgraded) && upgraded.module === 'keras.optimizers';
}

function familyAndConfig(optimizer: Json): { name: string; family: OptimizerFamily; config: JsonObject } {
  const identified = identify(optimizer);
  if (identified.kind === 'object') {
    // A loss scale that became a setting of the optimizer it wrapped: the variables listed are that one's.
    const inner = identified.config.inner_optimizer ?? identified.config.optimizer;
    if (isObject(inner)) return familyAndConfig(inner);
    return { name: identified.name, family: familyOf(identified.config), config: identified.config };
  }
  return { name: identified.kind === 'name' ? identified.name : '', family: 'new', config: {} };
}

type StateVariable = Omit<PlannedDataset, 'target'>;

interface ReadState {
  readonly iteration: StateVariable;
  /** Slot name, then the path of the variable's source tensor. */
  readonly slots: ReadonlyMap<string, ReadonlyMap<string, Tensor>>;
}

function readState(source: OptimizerSource, layout: Layout, className: string): ReadState | string {
  const { family, config } = familyAndConfig(source.optimizer);
  const tensors = trainableTensors(source);
  const runs = sourceRuns(layout, family, config);
  const sequence = slotSequence(runs, tensors.length);
  const { iteration, rest } = splitScalars(source.state, sequence.length);
  const kept = withoutStandIns(rest, sequence.length, tensors.length);
  if (kept.length !== sequence.length) {
    return `${className} has ${rest.length} state variables in the file where the model's ${tensors.length} trainable weights call for ${sequence.length}`;
  }
  const slots = new Map<string, Map<string, Tensor>>();
  for (const slot of new Set(sequence.map((entry) => entry.slot))) {
    const entries = kept.filter((_, index) => sequence[index]?.slot === slot);
    const byName = variablesByName(
      entries.map((entry) => entry.name),
      tensors,
    );
    const ofSlot = new Map<string, Tensor>();
    for (const [index, entry] of entries.entries()) {
      const variable = tensors[byName?.[index] ?? index];
      if (variable === undefined || !sameShape(variable.shape, entry.tensor.shape)) {
        return `the state variable ${entry.tensor.path} has not the shape of a trainable weight`;
      }
      ofSlot.set(variable.path, entry.tensor);
    }
    slots.set(slot, ofSlot);
  }
  return { iteration: iterationVariable(iteration), slots };
}

function trainableTensors(source: OptimizerSource): readonly Tensor[] {
  const tensors = source.trainables.flatMap((variable) => variable.sources);
  const paths = new Set(tensors.map((tensor) => tensor.path));
  return source.trainableTensors?.filter((tensor) => paths.has(tensor.path)) ?? tensors;
}

/** The count of steps comes first, except in Keras before 2.3's RMSprop, Adagrad and Adadelta, which did not keep it. */
function splitScalars(
  state: readonly StateTensor[],
  slots?: number,
): { iteration: Tensor | undefined; rest: readonly StateTensor[] } {
  const first = state[0]?.tensor;
  if (first === undefined || first.shape.length > 0 || state.length === slots)
    return { iteration: undefined, rest: state };
  const second = state[1];
  // Keras 3 keeps the learning rate among its variables; what the settings say of it is what is written.
  const isRate = second?.name?.split('/').at(-1) === 'learning_rate' && second.tensor.shape.length === 0;
  return { iteration: first, rest: state.slice(isRate ? 2 : 1) };
}

/** Keras 2.1 to 2.3's Adam kept a one-element stand-in for each v̂ that amsgrad would have (optimizers.py). */
function withoutStandIns(rest: readonly StateTensor[], slots: number, variables: number): readonly StateTensor[] {
  const extra = rest.slice(slots);
  const standIns = extra.length === variables && extra.every(({ tensor }) => sameShape(tensor.shape, [1]));
  return standIns ? rest.slice(0, slots) : rest;
}

/** An integer of 64 bits is what Keras 3 itself writes; Keras 1 counted in floats. */
function iterationVariable(iteration: Tensor | undefined): StateVariable {
  if (iteration === undefined) return { shape: [], dtype: 'int64', values: { kind: 'constant', value: 0 } };
  const steps = iteration.dtype === 'int64' ? [] : [{ kind: 'cast', dtype: 'int64' } as const];
  return { shape: [], dtype: 'int64', values: { kind: 'source', sources: [iteration], steps } };
}

function learningRate(config: JsonObject): StateVariable[] {
  const rate = asNumber(config.learning_rate);
  return rate === undefined ? [] : [{ shape: [], dtype: 'float32', values: { kind: 'constant', value: rate } }];
}

function planSlots(
  sequence: readonly { slot: string; variable: number }[],
  read: ReadState,
  targets: readonly AssignedVariable[],
): StateVariable[] | string {
  const planned: StateVariable[] = [];
  for (const { slot, variable } of sequence) {
    const target = targets[variable];
    if (target === undefined) return 'the model has fewer trainable weights than it should';
    if (!slotsFollow(target.steps)) {
      return `the values of ${target.layer}/${target.name} were rescaled or added up for Keras 3, and an optimizer's state cannot be`;
    }
    const sources: Tensor[] = [];
    for (const source of target.sources) {
      const tensor = read.slots.get(slot)?.get(source.path);
      if (tensor === undefined)
        return `the file has no ${slot} for the trainable weight ${target.layer}/${target.name}`;
      sources.push(tensor);
    }
    const { steps, dtype } = slotSteps(target.steps, sources);
    planned.push({ shape: target.shape, dtype, values: { kind: 'source', sources, steps } });
  }
  return planned;
}

function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}
