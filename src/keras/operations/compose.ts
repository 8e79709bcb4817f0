import { Operation, type OperationArgument } from '../graph/graph.ts';
import type { JsonObject } from '../python-json.ts';

/**
 * Operations of Keras 3 that Keras 3.3.3 constructs with a name (`__init__(self, dtype=None, name=None)` or none at all);
 * the others take only what their configuration holds and name themselves after their class.
 */
export function numpy(className: string, args: OperationArgument[], config?: JsonObject): Operation {
  return operation('keras.src.ops.numpy', className, args, config);
}

export function nn(className: string, args: OperationArgument[], config?: JsonObject): Operation {
  return operation('keras.src.ops.nn', className, args, config);
}

export function core(className: string, args: OperationArgument[], config: JsonObject): Operation {
  return operation('keras.src.ops.core', className, args, config);
}

export function math(className: string, args: OperationArgument[], config?: JsonObject): Operation {
  return operation('keras.src.ops.math', className, args, config);
}

export function image(className: string, args: OperationArgument[], config: JsonObject): Operation {
  return operation('keras.src.ops.image', className, args, config);
}

export function linalg(className: string, args: OperationArgument[], config: JsonObject): Operation {
  return operation('keras.src.ops.linalg', className, args, config);
}

/**
 * A layer that computes the same; `dtype` is that of its inputs, lest the layer cast them. Operations of Keras 2 lose the
 * mask of their input, but a layer of Keras 3 would make use of it or hand it on: a copy of the input has none.
 */
export function layer(className: string, inputs: OperationArgument, config: JsonObject, dtype: string): Operation {
  const unmasked = Array.isArray(inputs) ? inputs.map((input) => numpy('Copy', [input])) : numpy('Copy', [inputs]);
  return new Operation('keras.layers', className, { ...config, dtype }, [unmasked], { named: true });
}

function operation(module: string, className: string, args: OperationArgument[], config?: JsonObject): Operation {
  return new Operation(module, className, config ?? {}, args, { named: config === undefined });
}

export function cast(x: OperationArgument, dtype: string): Operation {
  return core('Cast', [x], { dtype });
}

/** `x` with an axis reversed, counted from the front or, if negative, from the back. */
export function reversed(x: OperationArgument, axis: number): Operation {
  return numpy('Flip', [x], { axis });
}

/** `x` with a key at one axis, counted from the front. */
export function sliced(x: OperationArgument, axis: number, key: OperationArgument): Operation {
  return numpy('GetItem', [x, [...Array.from({ length: axis }, () => WHOLE), key]]);
}

/** Python's slice as Keras 3 serializes it (serialization_lib.py). */
export function slice(
  start: OperationArgument,
  stop: OperationArgument,
  step: OperationArgument,
): { [key: string]: OperationArgument } {
  return { class_name: '__slice__', config: { start, stop, step } };
}

/** Python's `:`. */
export const WHOLE: OperationArgument = slice(null, null, null);

/** A constant array as Keras 3 serializes it: unlike a bare list it has a shape, which shape inference broadcasts. */
export function array(value: OperationArgument, dtype: string): OperationArgument {
  return { class_name: '__numpy__', config: { value, dtype } };
}
