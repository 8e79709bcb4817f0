import { Refusal } from '../errors.ts';
import type { Target } from '../job.ts';
import { newestNeeds } from '../keras/findings.ts';
import { KerasVersion } from '../keras/version.ts';
import type { Source } from '../source/open.ts';
import type { ConversionPlan, Format } from './plan.ts';
import { obstacle, planConversion } from './plan-format.ts';
import type { Prepared } from './prepare.ts';

export interface PlannedTarget {
  readonly target: Target;
  readonly plan: ConversionPlan;
}

/**
 * Plans every format asked for. Where some can be written and others not, `left` says which and why.
 *
 * @param minKeras the oldest Keras 3 that is to load the results, as `3.12`
 * @throws Refusal where none can be written
 */
export function planFormats(
  source: Source,
  prepared: Prepared,
  targets: readonly Target[],
  minKeras: string | undefined,
): { readonly plans: readonly PlannedTarget[]; readonly left: string | undefined } {
  const obstacles = targets.map(({ format }) => obstacle(source, prepared, format));
  const possible = targets.filter((_, index) => obstacles[index] === undefined);
  const sentence = obstacles.find((found) => found !== undefined);
  const left: string[] = [];
  if (sentence !== undefined && possible.length > 0) {
    left.push(sentence(targets.filter((target) => !possible.includes(target)).map(({ format }) => format)));
  }
  const planned = (possible.length > 0 ? possible : targets).map((target) => ({
    target,
    plan: planConversion(source, prepared, target.format),
  }));
  const tooNew = minKeras === undefined ? [] : planned.filter(({ plan }) => needsNewer(plan, minKeras));
  if (minKeras !== undefined && tooNew.length > 0) {
    const sentence = newerNeeded(tooNew, minKeras);
    if (tooNew.length === planned.length) throw new Refusal(sentence);
    left.push(sentence);
  }
  return {
    plans: planned.filter((one) => !tooNew.includes(one)),
    left: left.length === 0 ? undefined : left.join('; '),
  };
}

function needsNewer({ warnings }: ConversionPlan, minKeras: string): boolean {
  const needs = newestNeeds(warnings);
  return needs !== undefined && KerasVersion.parse(minKeras).isOlderThan(KerasVersion.parse(needs));
}

function newerNeeded(planned: readonly PlannedTarget[], minKeras: string): string {
  const warnings = planned.flatMap(({ plan }) => plan.warnings);
  const needs = newestNeeds(warnings);
  const cause = warnings.find((warning) => warning.needs === needs)?.text ?? '';
  return `${named(planned.map(({ plan }) => plan.format))} Keras ${needs} and min-keras is ${minKeras}: ${cause}`;
}

function named(formats: readonly Format[]): string {
  const names = formats.map((format) => `"${format}"`).join(' and ');
  return formats.length === 1 ? `format ${names} needs` : `formats ${names} need`;
}
