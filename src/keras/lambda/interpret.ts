import { type CodeObject, readCode } from '../../python-bytecode/code-object.ts';
import type { Environment } from '../../python-bytecode/environment.ts';
import type { Expression, FunctionValue } from '../../python-bytecode/expression.ts';
import { NotFollowed } from '../../python-bytecode/expression.ts';
import { followFunction } from '../../python-bytecode/follow.ts';
import { MalformedBytecode } from '../../python-bytecode/malformed.ts';
import { reachable } from '../../python-bytecode/walk.ts';
import { isFromWindows, mayBeDamaged } from '../../python-bytecode/windows.ts';
import { isObject, type JsonObject } from '../python-json.ts';
import { libraryFunction } from './library.ts';
import { isPure } from './lower.ts';
import { knownGlobal, knownModule } from './modules.ts';
import { type StoredFunction, storedFunction, storedValue } from './stored-function.ts';
import { NotConvertible } from './values.ts';

/** What is known of a Lambda beside its configuration. */
export interface Circumstances {
  /** The values of globals that the user gives. */
  readonly globals: ReadonlyMap<string, Expression>;
  /** Whether the Keras that wrote it replaces bytes on Windows: tf.keras and Keras since 2.4. */
  readonly replacesBytes: boolean;
  /** Notes that a value given for a global was used. */
  used?(name: string): void;
  known?(expression: Expression): Expression | undefined;
}

/**
 * What a Lambda's function does to its inputs.
 *
 * @param config of the layer; `function` as any Keras stored it
 * @param inputs the tensor that it is called on, or the list of them
 * @throws NotConvertible where it does something else, or the file does not tell
 */
export function interpret(config: JsonObject, inputs: Expression, circumstances: Circumstances): Expression {
  const stored = storedFunction(config.function);
  if (!stored) throw new NotConvertible('calls a function of which the file holds the name alone');
  try {
    return follow(stored, config, inputs, circumstances);
  } catch (error) {
    if (error instanceof MalformedBytecode)
      throw new NotConvertible(`has bytecode that cannot be read: ${error.message}`);
    if (error instanceof NotFollowed) throw new NotConvertible(error.message);
    throw error;
  }
}

function follow(
  stored: StoredFunction,
  config: JsonObject,
  inputs: Expression,
  circumstances: Circumstances,
): Expression {
  const code = readCode(stored.bytes);
  const keywords = argumentsOf(config);
  const library = libraryFunction(code, stored.closure, config.module);
  if (library) return library(inputs, keywords);
  checkArguments(code);
  const value: FunctionValue = {
    kind: 'function',
    code,
    defaults: stored.defaults,
    keywordDefaults: [],
    cells: stored.closure.map((item) => ({ value: item })),
  };
  const environment: Environment = {
    global: (name) => {
      const given = circumstances.globals.get(name);
      if (given) circumstances.used?.(name);
      return given ?? knownGlobal(name);
    },
    module: knownModule,
    isPure,
    ...(circumstances.known ? { known: circumstances.known } : {}),
  };
  const result = followFunction(value, [inputs], keywords, environment);
  if (circumstances.replacesBytes) checkDamage(code, result);
  return result;
}

function argumentsOf(config: JsonObject): (readonly [string, Expression])[] {
  const given = isObject(config.arguments) ? config.arguments : {};
  return Object.entries(given).map(([name, value]) => [name, storedValue(value)] as const);
}

/** Keras gives a function that asks for them the mask and whether it trains (`call` of lambda_layer.py). */
function checkArguments(code: CodeObject): void {
  const names = code.locals.slice(0, code.argumentCount + code.keywordOnlyCount);
  if (names.includes('mask')) throw new NotConvertible('takes the mask of its input');
  if (names.includes('training')) throw new NotConvertible('computes otherwise in training than in prediction');
}

/** A constant with a byte that Keras may have put there on Windows may have been another. */
function checkDamage(code: CodeObject, result: Expression): void {
  if (!isFromWindows(code)) return;
  if ([...reachable(result)].some(mayBeDamaged)) {
    throw new NotConvertible(
      'was saved on Windows, where Keras damaged the numbers whose bytes hold a backslash, and uses one that may be damaged',
    );
  }
}
