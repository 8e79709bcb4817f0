/**
 * Adds up what vitest's JSON reports say: `node scripts/count-tests.ts FOLDER` prints "N passed, N failed" and fails when a
 * test failed, a test file could not run, or a report is not there.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const REPORTS = ['unit.json', 'keras.json'];

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly success: boolean;
}

const [folder = '.'] = process.argv.slice(2);
let passed = 0;
let failed = 0;
for (const name of REPORTS) {
  const file = join(folder, name);
  if (!existsSync(file)) {
    console.error(`${file} is not there: npm test ended before those tests`);
    failed += 1;
    continue;
  }
  const report: VitestReport = JSON.parse(readFileSync(file, 'utf8'));
  passed += report.numPassedTests;
  // A file that cannot be loaded, or a hook that throws, fails no test of its own.
  failed += report.success ? report.numFailedTests : Math.max(report.numFailedTests, 1);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
