import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Format } from '../../src/plan/plan.ts';
import type { FileResult } from '../../src/result.ts';
import { readSection, renderSection, WRITE_COMMAND, writeSection } from './compatibility.ts';
import { convertFixtures } from './convert.ts';
import type { Environment } from './environments.ts';
import type { Exception } from './expectations.ts';
import { EXCEPTIONS } from './expectations.ts';
import type { Fixture } from './fixtures.ts';
import type { Case, Check } from './judge.ts';
import { judge } from './judge.ts';

/** Name of the test that holds a suite's answers against the document. */
const DOCUMENTED = 'is as docs/compatibility.md says';

export const READERS = ['3.3.3', '3.15.1'] as const;
export type Reader = (typeof READERS)[number];

/** What real Keras is asked about the output in one format. */
export interface Question {
  readonly check: Check;
  readonly format: Format;
  /** Both versions, unless the answer belongs to one. */
  readonly readers?: readonly Reader[];
}

export interface Suite {
  /** Names the suite in expectations.ts and its working folder. */
  readonly slug: string;
  readonly title: string;
  readonly fixtures: readonly Fixture[];
  /** The file of each fixture that is converted. */
  readonly source: string;
  /** Files that lie beside it. */
  readonly companions?: readonly string[];
  readonly formats: readonly Format[];
  readonly questions: readonly Question[];
  /** The script whose `build` makes the same architectures, for the checks that load weights alone. */
  readonly models: string;
  /** Whether the files need classes that this script makes too. */
  readonly custom?: boolean;
  /** True where the source has no architecture, so that Keras builds it from `models`. */
  readonly weightsAlone?: boolean;
}

export interface Asked {
  readonly fixture: Fixture;
  readonly question: Question;
  readonly reader: Reader;
  readonly exception: Exception | undefined;
  readonly id: string;
}

/** The exception that applies, if any: everything else must pass. */
function exceptionTo(suite: Suite, fixture: Fixture, question: Question, reader: Reader): Exception | undefined {
  const { check } = question;
  return EXCEPTIONS.find(
    (one) =>
      one.suites.includes(suite.slug) &&
      one.models.includes(fixture.model) &&
      (one.writers?.includes(fixture.writer) ?? true) &&
      (one.readers?.includes(reader) ?? true) &&
      (one.checks?.includes(check) ?? true) &&
      (one.formats?.includes(question.format) ?? true),
  );
}

function everythingAsked(suite: Suite): Asked[] {
  return suite.fixtures.flatMap((fixture) =>
    suite.questions
      .filter(({ check }) => check !== 'resume' || fixture.trained)
      .flatMap((question) =>
        (question.readers ?? READERS).map((reader) => ({
          fixture,
          question,
          reader,
          id: `${fixture.writer}/${fixture.model} ${question.format} ${question.check} ${reader}`,
          exception: exceptionTo(suite, fixture, question, reader),
        })),
      ),
  );
}

/** Converts every fixture with one run of the CLI, asks both Keras versions, and holds each answer against expectations.ts. */
export function describeSuite(suite: Suite): void {
  const asked = everythingAsked(suite);
  describe(suite.title, () => {
    const outcomes = new Map<string, string>();
    let results: ReadonlyMap<Fixture, FileResult>;

    // biome-ignore lint/correctness/noEmptyPattern: Vitest takes nothing else for an argument that is not used
    beforeAll(async ({}, { tasks }) => {
      // With `-t PATTERN` some tests only are run, and their models only are converted and judged.
      const wanted = new Set(tasks.filter(({ mode }) => mode === 'run').map(({ name }) => name));
      const these = wanted.has(DOCUMENTED) ? asked : asked.filter(({ id }) => wanted.has(id));
      const fixtures = suite.fixtures.filter((fixture) => these.some((one) => one.fixture === fixture));
      const { folder, results: converted } = convertFixtures({ ...suite, fixtures });
      results = converted;
      await Promise.all(READERS.map((reader) => askReader(suite, folder, reader, these, converted, outcomes)));
    }, 3_600_000);

    for (const { id, exception, fixture } of asked) {
      if (exception?.outcome === 'not asked') continue;
      it(id, () => {
        const outcome = outcomes.get(id) ?? 'no answer';
        if (exception === undefined) return expect(outcome, outcome).toBe('PASS');
        expect(outcome, outcome).toMatch(exception.outcome);
        if (exception.warns === undefined) return;
        const warnings = results.get(fixture)?.warnings.map(({ text }) => text) ?? [];
        expect(warnings).toContainEqual(expect.stringMatching(exception.warns));
      });
    }

    it(DOCUMENTED, () => {
      const measured = renderSection(asked, outcomes);
      if (process.env.COMPATIBILITY === 'write') writeSection(suite.title, measured);
      expect(readSection(suite.title), `write the document with ${WRITE_COMMAND}, review and commit it`).toBe(measured);
    });
  });
}

async function askReader(
  suite: Suite,
  folder: string,
  reader: Reader,
  asked: readonly Asked[],
  results: ReadonlyMap<Fixture, FileResult>,
  outcomes: Map<string, string>,
): Promise<void> {
  const cases: Case[] = [];
  for (const one of asked) {
    if (one.reader !== reader || one.exception?.outcome === 'not asked') continue;
    const result = results.get(one.fixture);
    const pathOf = (format: Format) => result?.outputs.find((output) => output.format === format)?.path;
    // A tree is what Keras writes after reading our H5 file, held against our own.
    const file = pathOf(one.question.check === 'tree' ? 'h5' : one.question.format);
    const ours = one.question.check === 'tree' ? pathOf('weights') : undefined;
    if (file === undefined || (one.question.check === 'tree' && ours === undefined)) {
      outcomes.set(one.id, `${result?.status.toUpperCase() ?? 'MISSING'} ${result?.reason ?? ''}`);
      continue;
    }
    const needsModel = one.question.check === 'load_weights' || (one.question.check === 'tree' && suite.weightsAlone);
    cases.push({
      id: one.id,
      check: one.question.check,
      file: join(folder, file),
      reference: one.fixture.folder,
      ...(needsModel ? { models: suite.models, model: one.fixture.model } : {}),
      ...(suite.custom ? { custom: suite.models } : {}),
      ...(ours === undefined ? {} : { ours: join(folder, ours) }),
    });
  }
  const environment: Environment = `keras-${reader}`;
  for (const [id, verdict] of await judge(environment, cases)) outcomes.set(id, verdict);
}
