import { type Argument, type Call, TensorRef } from '../graph/graph.ts';
import { asNumber, isObject, type JsonObject } from '../python-json.ts';

/**
 * Arrays among the arguments of a call as the constant tensors that Keras 3 reads (`__tensor__` of serialization_lib.py):
 * Keras 2 saved their numbers alone, which Keras 3 takes for no tensors.
 *
 * @param object the layer in Keras 3's form, whose type they are of
 */
export function withConstants({ args, kwargs }: Call, object: JsonObject): Call {
  const config = isObject(object.config) ? object.config : {};
  const dtype = typeof config.dtype === 'string' && /^(b?float|int|uint)/.test(config.dtype) ? config.dtype : 'float32';
  const summands = args.map((argument) =>
    Array.isArray(argument) && argument.some((item) => item instanceof TensorRef)
      ? argument.map((item) => (isArray(item) || asNumber(plain(item)) !== undefined ? tensor(item, dtype) : item))
      : argument,
  );
  const adapted = { ...kwargs };
  const { initial_state: states, mask, attention_mask: attention } = kwargs;
  if (states !== undefined) adapted.initial_state = constantStates(states, rankOfState(object), dtype);
  for (const [key, value] of Object.entries({ mask, attention_mask: attention })) {
    if (isArray(value)) adapted[key] = tensor(value, 'bool');
    else if (Array.isArray(value)) adapted[key] = value.map((item) => (isArray(item) ? tensor(item, 'bool') : item));
  }
  return { args: summands, kwargs: adapted };
}

/** A state alone, or a list of them. */
function constantStates(states: Argument, rank: number, dtype: string): Argument {
  if (isArray(states) && rankOf(states) === rank) return tensor(states, dtype);
  if (!Array.isArray(states)) return states;
  return states.map((state) => (isArray(state) ? tensor(state, dtype) : state));
}

function rankOfState({ class_name: className, config }: JsonObject): number {
  const inner = isObject(config) && isObject(config.layer) ? config.layer : undefined;
  if (inner) return rankOfState(inner);
  const spatial = /^ConvLSTM([123])D/.exec(String(className))?.[1];
  return 2 + Number(spatial ?? 0);
}

function rankOf(argument: Argument): number {
  return Array.isArray(argument) ? 1 + rankOf(argument[0] ?? null) : 0;
}

/** Numbers or truth values in lists, and nothing else. */
export function isArray(argument: Argument | undefined): argument is Argument[] {
  return Array.isArray(argument) && argument.length > 0 && argument.every((item) => isArray(item) || isNumber(item));
}

function isNumber(argument: Argument): boolean {
  return typeof argument === 'boolean' || asNumber(plain(argument)) !== undefined;
}

/** What asNumber can be asked of: tensors and mappings are no numbers. */
function plain(argument: Argument): Parameters<typeof asNumber>[0] {
  return argument instanceof TensorRef || Array.isArray(argument)
    ? undefined
    : (argument as Parameters<typeof asNumber>[0]);
}

function tensor(value: Argument, dtype: string): Argument {
  return { class_name: '__tensor__', config: { value, dtype } };
}
