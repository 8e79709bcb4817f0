import { Refusal } from '../errors.ts';
import { isObject, type Json, type JsonObject, parseJson, writeJson } from '../keras/python-json.ts';
import type { FileResult } from '../result.ts';

/** Python's names, of which dots are no part. */
const NAME = /^[\p{L}_][\p{L}\p{N}_]{0,199}$/u;
const MOST_BYTES = 1024 * 1024;

/**
 * What the globals of Lambdas stand for: `NAME=VALUE` lines, each value as JSON or else text.
 *
 * @returns the same as a JSON object, written
 * @throws Refusal
 */
export function readValueLines(text: string, spelled: string): string {
  const entries = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line): [string, Json] => {
      const at = line.indexOf('=');
      if (at < 1) throw new Refusal(`${spelled} has the line "${line.slice(0, 100)}"; give NAME=VALUE, one a line`);
      return [line.slice(0, at).trim(), parsedOrText(line.slice(at + 1).trim())];
    });
  return checked(Object.fromEntries(entries), spelled);
}

/** The same from the text of a JSON file. @throws Refusal */
export function readValueText(text: string, spelled: string): string {
  if (text.length > MOST_BYTES) throw new Refusal(`${spelled} names a file of more than ${MOST_BYTES} bytes`);
  let value: Json;
  try {
    value = parseJson(text);
  } catch (error) {
    throw new Refusal(`${spelled} names a file that is not JSON: ${error instanceof Error ? error.message : error}`);
  }
  if (!isObject(value)) throw new Refusal(`${spelled} names a JSON file that is no object of names and values`);
  return checked(value, spelled);
}

/**
 * Names that were given a value and that no Lambda of any file used. Of a file that is up to date nobody knows what it
 * used: then nothing is said.
 */
export function valuesWithoutUse(values: string | undefined, results: readonly FileResult[]): string[] {
  if (values === undefined || results.some(({ status }) => status === 'up-to-date')) return [];
  const used = new Set(results.flatMap(({ lambdaValues = [] }) => lambdaValues));
  return Object.keys(JSON.parse(values)).filter((name) => !used.has(name));
}

function parsedOrText(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}

function checked(values: JsonObject, spelled: string): string {
  for (const [name, value] of Object.entries(values)) {
    if (!NAME.test(name))
      throw new Refusal(`${spelled} gives the name "${name.slice(0, 100)}", which no Python global has`);
    if (!isPlain(value))
      throw new Refusal(`${spelled} gives "${name}" a value that is no number, text, truth value or list of them`);
  }
  return writeJson(values);
}

function isPlain(value: Json): boolean {
  return Array.isArray(value) ? value.every(isPlain) : !isObject(value) && value !== null;
}
