import { FLAGS } from './code-object.ts';
import { type Cell, constant, type Expression, type FunctionValue, NotFollowed } from './expression.ts';
import { textOf } from './keywords.ts';

/** The function's variables, its arguments among them. */
export function bindArguments(
  { code, defaults, keywordDefaults }: FunctionValue,
  args: readonly Expression[],
  keywords: readonly (readonly [string, Expression])[],
): Map<string, Cell> {
  const variables = new Map<string, Cell>();
  const positional = code.locals.slice(0, code.argumentCount);
  const keywordOnly = code.locals.slice(code.argumentCount, code.argumentCount + code.keywordOnlyCount);
  const given = new Map<string, Expression>();
  for (const [index, value] of args.entries()) {
    const name = positional[index];
    if (name !== undefined) given.set(name, value);
  }
  const others: [Expression, Expression][] = [];
  for (const [name, value] of keywords) {
    if (given.has(name)) throw new NotFollowed(`is given its argument "${name}" twice`);
    if (positional.includes(name) || keywordOnly.includes(name)) given.set(name, value);
    else others.push([constant(name), value]);
  }
  const hasArgs = (code.flags & FLAGS.varArgs) !== 0;
  const hasKeywords = (code.flags & FLAGS.varKeywords) !== 0;
  if (args.length > positional.length && !hasArgs) throw new NotFollowed('is given more arguments than it takes');
  const [unknown] = others;
  if (unknown && !hasKeywords)
    throw new NotFollowed(`is given the argument "${textOf(unknown[0])}", which it does not take`);
  const missing = new Map<string, Expression>(keywordDefaults.map(([name, value]) => [name, value]));
  for (const [index, value] of defaults.entries()) {
    const name = positional[positional.length - defaults.length + index];
    if (name !== undefined) missing.set(name, value);
  }
  for (const name of [...positional, ...keywordOnly]) {
    const value = given.get(name) ?? missing.get(name);
    if (!value) throw new NotFollowed(`needs the argument "${name}", whose value the file does not hold`);
    variables.set(name, { value });
  }
  let next = positional.length + keywordOnly.length;
  if (hasArgs) {
    const name = code.locals[next++];
    if (name !== undefined) variables.set(name, { value: { kind: 'tuple', items: args.slice(positional.length) } });
  }
  if (hasKeywords) {
    const name = code.locals[next];
    if (name !== undefined) variables.set(name, { value: { kind: 'dict', entries: others } });
  }
  return variables;
}
