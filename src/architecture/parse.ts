import { extname } from 'node:path';
import { LineCounter, parseDocument, visit } from 'yaml';
import { Failure } from '../errors.ts';
import {
  Float,
  isObject,
  type Json,
  type JsonObject,
  JsonSyntaxError,
  MAX_JSON_DEPTH,
  parseJson,
} from '../keras/python-json.ts';

/**
 * Reads an architecture that `to_json()` or Keras 1/2's `to_yaml()` wrote.
 *
 * @param name the file's name: its extension tells the syntax
 * @throws Failure with the place of a syntax error
 */
export function parseArchitecture(text: string, name: string): JsonObject {
  const value = ['.yaml', '.yml'].includes(extname(name).toLowerCase()) ? parseYaml(text, name) : parse(text, name);
  if (!isObject(value) || typeof value.class_name !== 'string') {
    throw new Failure(`"${name}" is not an architecture: it has no class_name, as the text of model.to_json() has`);
  }
  return value;
}

function parse(text: string, name: string): Json {
  try {
    return parseJson(text);
  } catch (cause) {
    if (!(cause instanceof JsonSyntaxError)) throw cause;
    throw new Failure(`"${name}" is not JSON: ${cause.message}`, { cause });
  }
}

/**
 * PyYAML writes YAML 1.1, tuples as `!!python/tuple` (read as lists here) and repeated values as anchors; no tag makes
 * anything run. Floats stay floats (`1.0` is not `1`), as in JSON.
 */
function parseYaml(text: string, name: string): Json {
  const lines = new LineCounter();
  const document = parseDocument(text, { version: '1.1', lineCounter: lines, logLevel: 'silent', stringKeys: true });
  const [error] = document.errors;
  if (error) throw new Failure(`"${name}" is not YAML: ${error.message.split('\n')[0]}`, { cause: error });
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value === 'number' && Number.isInteger(node.value) && /[.eE]/.test(node.source ?? '')) {
        node.value = new Float(node.value);
      }
    },
  });
  return narrow(document.toJS({ maxAliasCount: 10_000 }), name, 0);
}

function narrow(value: unknown, name: string, depth: number): Json {
  if (depth > MAX_JSON_DEPTH) throw new Failure(`"${name}" nests deeper than ${MAX_JSON_DEPTH} levels`);
  if (value === null || value === undefined) return null;
  if (value instanceof Float) return value;
  if (Array.isArray(value)) return value.map((item) => narrow(item, name, depth + 1));
  switch (typeof value) {
    case 'boolean':
    case 'number':
    case 'bigint':
    case 'string':
      return value;
    case 'object': {
      const entries = Object.entries(value).map(([key, item]) => {
        if (key === '__proto__') throw new Failure(`"${name}" holds a key named "__proto__"`);
        return [key, narrow(item, name, depth + 1)] as const;
      });
      return Object.fromEntries(entries);
    }
    default:
      throw new Failure(`"${name}" holds a value that is neither text, number, list nor mapping`);
  }
}
