import { type Argument, type ArgumentObject, Operation, type OperationArgument, TensorRef } from '../graph/graph.ts';
import type { Layer } from '../graph/model.ts';
import { Float, type JsonObject } from '../python-json.ts';
import { toSnakeCase } from '../snake-case.ts';

/**
 * An operation as entries of the graph, its arguments first: the outermost takes the name of the layer it stands for.
 */
export function placeOperation(
  operation: Operation,
  name: string,
  map: (ref: TensorRef) => TensorRef,
  freshName: (name: string) => string,
): Layer[] {
  const placed: Layer[] = [];
  const argument = (value: OperationArgument): Argument => {
    if (value instanceof Operation) {
      const inner = freshName(`${name}_${toSnakeCase(value.className)}`);
      placed.push(...placeOperation(value, inner, map, freshName));
      return new TensorRef(inner, 0, 0);
    }
    if (value instanceof TensorRef) return map(value);
    if (Array.isArray(value)) return value.map(argument);
    if (value === null || typeof value !== 'object' || value instanceof Float) return value;
    return mapValues(value, argument);
  };
  const args = operation.args.map(argument);
  const kwargs = mapValues(operation.kwargs, argument);
  placed.push({ name, object: serialize(operation, name), calls: [{ args, kwargs }] });
  return placed;
}

/** A layer always carries its name; an operation where Keras 3.3.3 takes one. */
function serialize(operation: Operation, name: string): JsonObject {
  const isLayer = operation.module === 'keras.layers';
  const config = isLayer || operation.named ? { ...operation.config, name } : { ...operation.config };
  return {
    module: operation.module,
    class_name: operation.className,
    config,
    registered_name: isLayer ? null : operation.className,
  };
}

function mapValues(
  values: Readonly<Record<string, OperationArgument>>,
  map: (value: OperationArgument) => Argument,
): ArgumentObject {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}
