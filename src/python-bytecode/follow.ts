import { bindArguments } from './bind-arguments.ts';
import { Budget } from './budget.ts';
import { type CodeObject, FLAGS } from './code-object.ts';
import type { Environment } from './environment.ts';
import { type Expression, type FunctionValue, NotFollowed } from './expression.ts';
import { formatExpression } from './format.ts';
import { Frame } from './frame.ts';
import type { Keywords } from './keywords.ts';
import { MalformedBytecode } from './malformed.ts';
import { type Step, stepsOf } from './meaning.ts';
import { STEPS } from './steps/table.ts';
import { Values } from './values.ts';
import { reachable } from './walk.ts';

/**
 * Follows a function from its first instruction to the value that it returns, without running anything: what it does to
 * its arguments becomes an expression. Branches and loops are followed over values that are known.
 *
 * @param args the positional arguments
 * @throws NotFollowed where it does something else, MalformedBytecode where its code is damaged
 */
export function followFunction(
  value: FunctionValue,
  args: readonly Expression[],
  keywords: Keywords,
  environment: Environment,
): Expression {
  const run = new Run(environment);
  const result = run.callFunction(value, args, keywords);
  run.checkEffects(result);
  return result;
}

class Run {
  private readonly environment: Environment;
  private readonly budget = new Budget();
  private readonly values: Values;
  private readonly stepsOfCode = new Map<CodeObject, Step[]>();

  constructor(environment: Environment) {
    this.environment = environment;
    this.values = new Values(environment, this.budget, (value, args, keywords) =>
      this.callFunction(value, args, keywords),
    );
  }

  /** A call whose value is not used is there for what else it does, unless it is known to do nothing else. */
  checkEffects(result: Expression): void {
    const reached = reachable(result);
    for (const call of this.values.calls) {
      if (call.kind !== 'call' || reached.has(call)) continue;
      const called = call.function;
      if (called.kind === 'name' && (this.environment.isPure?.(called.path) ?? true)) continue;
      throw new NotFollowed(`calls ${formatExpression(called)}, whose value it does not use`);
    }
  }

  callFunction(value: FunctionValue, args: readonly Expression[], keywords: Keywords): Expression {
    this.budget.enter();
    const { code } = value;
    if (code.flags & FLAGS.coroutine) throw new NotFollowed('is asynchronous');
    const steps = this.stepsOfCode.get(code) ?? stepsOf(code);
    // Exceptions cost no instruction from 3.11 on, but their handlers stand in the code.
    if (steps.some(({ name }) => name === 'PUSH_EXC_INFO')) throw new NotFollowed('catches exceptions');
    this.stepsOfCode.set(code, steps);
    const frame = new Frame(code, steps, bindArguments(value, args, keywords));
    code.free.forEach((name, index) => {
      const cell = value.cells[index];
      if (!cell) throw new NotFollowed(`needs the value of "${name}", which the file does not hold`);
      frame.variables.set(name, cell);
    });
    const result = this.run(frame);
    this.budget.leave();
    // A generator's values are made at once: following them has no effect that an order could matter to.
    return code.flags & FLAGS.generator ? { kind: 'list', items: this.budget.counted(frame.yielded) } : result;
  }

  private run(frame: Frame): Expression {
    for (let at = 0; ; ) {
      const step = frame.steps[at];
      if (!step) throw new MalformedBytecode('it ends without a return');
      this.budget.step();
      if (step.name === 'RETURN_VALUE') return frame.pop();
      if (step.name === 'RETURN_CONST') return this.values.constantAt(frame.code, step.argument);
      const meaning = STEPS.get(step.name);
      if (!meaning) throw new NotFollowed(`does what is not followed (${step.name})`);
      const target = meaning(step, frame, this.values);
      at = typeof target === 'number' ? frame.stepAt(target) : at + 1;
    }
  }
}
