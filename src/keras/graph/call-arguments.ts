import { Float, type Json } from '../python-json.ts';
import { type Argument, type Call, TensorRef } from './graph.ts';

/** Calls `visit` with every tensor of an argument. */
export function visitRefs(argument: Argument, visit: (ref: TensorRef) => void): void {
  if (argument instanceof TensorRef) visit(argument);
  else if (Array.isArray(argument)) for (const item of argument) visitRefs(item, visit);
  else if (argument !== null && typeof argument === 'object' && !(argument instanceof Float)) {
    for (const item of Object.values(argument)) visitRefs(item, visit);
  }
}

/** The argument as JSON, its tensors written by `write`. */
export function writeArgument(argument: Argument, write: (ref: TensorRef) => Json): Json {
  if (argument instanceof TensorRef) return write(argument);
  if (Array.isArray(argument)) return argument.map((item) => writeArgument(item, write));
  if (argument === null || typeof argument !== 'object' || argument instanceof Float) return argument;
  return Object.fromEntries(Object.entries(argument).map(([key, item]) => [key, writeArgument(item, write)]));
}

/** The argument with its tensors replaced. */
export function mapRefs(argument: Argument, map: (ref: TensorRef) => Argument): Argument {
  if (argument instanceof TensorRef) return map(argument);
  if (Array.isArray(argument)) return argument.map((item) => mapRefs(item, map));
  if (argument === null || typeof argument !== 'object' || argument instanceof Float) return argument;
  return Object.fromEntries(Object.entries(argument).map(([key, item]) => [key, mapRefs(item, map)]));
}

/** A call with its tensors replaced. */
export function mapCall(call: Call, map: (ref: TensorRef) => Argument): Call {
  return {
    args: call.args.map((argument) => mapRefs(argument, map)),
    kwargs: Object.fromEntries(Object.entries(call.kwargs).map(([key, value]) => [key, mapRefs(value, map)])),
  };
}
