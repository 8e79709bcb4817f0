import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { defaultArtifactName } from '../../src/publish/artifact.ts';
import { publish } from '../../src/publish/publish.ts';
import { startArtifactService, zipNames } from './artifact-stand-in.ts';
import { temporaryFolder, writeFiles } from './repositories.ts';
import { context, io, MAIN, options, report } from './run.ts';

vi.setConfig({ testTimeout: 60_000 });
afterEach(() => void vi.unstubAllEnvs());

/** @actions/artifact reads the environment itself. */
async function setUp(serverUrl = 'http://github.localhost') {
  const service = await startArtifactService();
  for (const [name, value] of Object.entries({ ...service.env, GITHUB_SERVER_URL: serverUrl })) vi.stubEnv(name, value);
  const root = temporaryFolder();
  const run = context(MAIN, { serverUrl });
  const upload = (
    inputs: Readonly<Record<string, string>>,
    converted: Readonly<Record<string, string>>,
    reportPath?: string,
  ) => publish(report(converted), { ...options(root, inputs), reportPath }, run, world);
  const world = io();
  return { service, root, world, upload };
}

test('files and report are uploaded under their paths', async () => {
  const { service, root, world, upload } = await setUp();
  const outside = temporaryFolder();
  writeFiles(outside, { 'report.json': '{}' });
  writeFiles(root, { 'a/b.keras3.h5': 'B', 'c.keras': 'C', 'other.txt': '' });
  const converted = { 'a/b.h5': 'a/b.keras3.h5', 'c.h5': 'c.keras' };
  const outcome = await upload({ artifact: 'true' }, converted, join(outside, 'report.json'));
  const name = defaultArtifactName(context(MAIN), '');
  expect(outcome).toEqual({
    artifact: { id: 4001, name, url: 'http://github.localhost/octo/models/actions/runs/77/artifacts/4001' },
    notes: [],
  });
  expect(zipNames(service.artifacts.get(name)?.zip ?? Buffer.alloc(0))).toEqual([
    'a/b.keras3.h5',
    'c.keras',
    'report.json',
  ]);
  expect(readdirSync(world.tempDir)).toEqual([]);
});

test('a report inside the workspace goes with them; days of retention are passed on', async () => {
  const { service, root, upload } = await setUp();
  writeFiles(root, { 'c.keras': 'C', 'report.json': '{}' });
  const outcome = await upload(
    { artifact: 'mine', 'retention-days': '3' },
    { 'c.h5': 'c.keras' },
    join(root, 'report.json'),
  );
  expect(outcome.artifact?.name).toBe('mine');
  const { zip, request } = service.artifacts.get('mine') ?? {};
  expect(zipNames(zip ?? Buffer.alloc(0))).toEqual(['c.keras', 'report.json']);
  const days = (Date.parse(String(request?.expires_at)) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(2.9);
  expect(days).toBeLessThan(3.1);
});

test('a name that is taken (409): the error tells it and what to do; the files stay', async () => {
  const { root, upload } = await setUp();
  writeFiles(root, { 'c.keras': 'C' });
  await upload({ artifact: 'mine' }, { 'c.h5': 'c.keras' });
  const outcome = await upload({ artifact: 'mine' }, { 'c.h5': 'c.keras' });
  expect(outcome.notes).toEqual([
    { level: 'error', text: expect.stringMatching(/^Artifact mine: this run has one of that name already/) },
  ]);
  expect(existsSync(join(root, 'c.keras'))).toBe(true);
});

test('503 is tried again', async () => {
  const { service, root, upload } = await setUp();
  writeFiles(root, { 'c.keras': 'C' });
  service.faults.push({ method: 'CreateArtifact', status: 503 });
  expect((await upload({ artifact: 'mine' }, { 'c.h5': 'c.keras' })).artifact?.id).toBe(4001);
  expect(service.calls).toEqual(['CreateArtifact', 'CreateArtifact', 'FinalizeArtifact']);
});

test('a path the service refuses is left out, with a warning of one line', async () => {
  const { service, root, upload } = await setUp();
  writeFiles(root, { 'c.keras': 'C', 'a\n::error::x.keras': 'X' });
  const outcome = await upload({ artifact: 'mine' }, { 'c.h5': 'c.keras', 'x.h5': 'a\n::error::x.keras' });
  expect(zipNames(service.artifacts.get('mine')?.zip ?? Buffer.alloc(0))).toEqual(['c.keras']);
  expect(outcome.notes).toEqual([
    { level: 'warning', text: expect.stringMatching(/^[^\n]*is not in the artifact[^\n]*$/) },
  ]);
});

test('on another server than GitHub’s: a warning, and nothing is sent', async () => {
  const { service, root, upload } = await setUp('https://github.example.com');
  writeFiles(root, { 'c.keras': 'C' });
  const outcome = await upload({ artifact: 'true' }, { 'c.h5': 'c.keras' });
  expect(outcome.notes).toEqual([
    { level: 'warning', text: expect.stringContaining('not that of github.example.com') },
  ]);
  expect(service.calls).toEqual([]);
});

test('the default name tells jobs, attempts, matrix cells and steps apart', () => {
  const run = { job: 'build / test', runAttempt: '2', step: '__self' };
  const names = [
    defaultArtifactName(run, '{"os":"a"}'),
    defaultArtifactName(run, '{"os":"b"}'),
    defaultArtifactName({ ...run, step: '__self_2' }, '{"os":"a"}'),
    defaultArtifactName({ ...run, runAttempt: '3' }, '{"os":"a"}'),
  ];
  expect(new Set(names).size).toBe(4);
  expect(names[0]).toMatch(/^keras3-migrate-build---test-2-[0-9a-f]{8}$/);
});
