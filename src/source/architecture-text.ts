import { isNode, LineCounter, type Node, parseDocument, visit } from 'yaml';
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
import { extname } from '../platform/paths.ts';
import { shorten } from '../shorten.ts';
import { isKeras0Architecture, spellOutKeras0 } from './keras0-architecture.ts';
import { valueOfPythonObject } from './python-objects.ts';

/**
 * Reads an architecture that `to_json()` or Keras 1/2's `to_yaml()` wrote.
 *
 * @param name the file's name: its extension tells the syntax
 * @throws Failure with the place of a syntax error
 */
export function parseArchitecture(text: string, name: string): JsonObject {
  const read = ['.yaml', '.yml'].includes(extname(name).toLowerCase()) ? parseYaml(text, name) : parse(text, name);
  // `json.dump(model.to_json(), file)` writes a string that holds the JSON.
  const value = typeof read === 'string' ? parse(read, name) : read;
  if (isObject(value) && isKeras0Architecture(value)) return spellOutKeras0(value);
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
 * PyYAML writes YAML 1.1, tuples as `!!python/tuple` (read as lists here), repeated values as anchors, and objects as the
 * calls that made them (python-objects.ts); no tag makes anything run. Floats stay floats (`1.0` is not `1`), as in JSON.
 */
function parseYaml(text: string, name: string): Json {
  try {
    return new Narrowing(name).value(yamlValue(text, name), 0);
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    // The parser recurses over nesting and counts aliases: both limits are thrown as errors of their own kinds.
    const words = cause instanceof RangeError ? 'it nests too deeply' : messageOf(cause);
    throw new Failure(`"${name}" cannot be read as YAML: ${words}`, { cause });
  }
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}

function yamlValue(text: string, name: string): unknown {
  const lines = new LineCounter();
  const document = parseDocument(text, { version: '1.1', lineCounter: lines, logLevel: 'silent', stringKeys: true });
  const [error] = document.errors;
  if (error) throw new Failure(`"${name}" is not YAML: ${messageOf(error)}`, { cause: error });
  const anchors = new Map<string, Node>();
  visit(document, {
    Value(_key, node) {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  visit(document, { Node: (_key, node) => valueOfPythonObject(node, document, anchors) });
  // Of Python's tags, those of texts, numbers and tuples read as what they hold; what another object is, only Python knows.
  visit(document, {
    Node(_key, node) {
      if (!isNode(node) || !PYTHON_OBJECT.test(node.tag ?? '')) return;
      throw new Failure(
        `"${name}" holds a Python object that no architecture of Keras's has (${shorten(tagOf(node))} in line ${lines.linePos(node.range?.[0] ?? 0).line}): write the architecture with model.to_json() instead`,
      );
    },
  });
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value === 'number' && Number.isInteger(node.value) && /[.eE]/.test(node.source ?? '')) {
        node.value = new Float(node.value);
      }
    },
  });
  return document.toJS({ maxAliasCount: MAX_ALIASES });
}

const PYTHON_OBJECT = /python\/(?:object|name|module)/;

function tagOf(node: Node): string {
  return (node.tag ?? '').replace('tag:yaml.org,2002:', '!!');
}

const MAX_ALIASES = 10_000;
/** Values of one architecture: aliases let a few lines of text stand for billions. */
const MAX_VALUES = 2_000_000;

/** Holds what a YAML parser returned to what JSON can say. */
class Narrowing {
  readonly #name: string;
  #values = 0;

  constructor(name: string) {
    this.#name = name;
  }

  value(value: unknown, depth: number): Json {
    if (depth > MAX_JSON_DEPTH) throw new Failure(`"${this.#name}" nests deeper than ${MAX_JSON_DEPTH} levels`);
    if (++this.#values > MAX_VALUES) throw new Failure(`"${this.#name}" holds more than ${MAX_VALUES} values`);
    if (value === null || value === undefined) return null;
    if (value instanceof Float) return value;
    if (Array.isArray(value)) return value.map((item) => this.value(item, depth + 1));
    switch (typeof value) {
      case 'boolean':
      case 'number':
      case 'bigint':
      case 'string':
        return value;
      case 'object':
        return this.#object(value, depth);
      default:
        throw new Failure(`"${this.#name}" holds a value that is neither text, number, list nor mapping`);
    }
  }

  #object(value: object, depth: number): JsonObject {
    const entries = Object.entries(value).map(([key, item]) => {
      if (key === '__proto__') throw new Failure(`"${this.#name}" holds a key named "__proto__"`);
      return [key, this.value(item, depth + 1)] as const;
    });
    return Object.fromEntries(entries);
  }
}
