import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

import { undocumentedVariables } from './environment-table';
import { INVARIANTS, untestedInvariants } from './invariants';
import { copiesOf, type LockedPackage, refusedLicences } from './licences';
import { emptyNames } from './names';
import { brokenPromises, skippedTests, unheldPromises } from './promises';
import { undescribed } from './schema-descriptions';

function trackedFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' });
  return listed.split('\n').filter((file) => file !== '' && existsSync(file));
}

function lockedPackages(): LockedPackage[] {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { license?: string }>;
  };
  return Object.entries(lock.packages).map(([path, entry]) => ({
    path,
    licence: entry.license ?? installedLicence(path),
  }));
}

/** Some packages state their licence in their own manifest only. */
function installedLicence(path: string): string | undefined {
  const manifest = `${path}/package.json`;
  if (!existsSync(manifest)) return undefined;
  const { license, licenses } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    license?: string | { type: string };
    licenses?: { type: string }[];
  };
  return typeof license === 'string' ? license : (license?.type ?? licenses?.[0]?.type);
}

function findings(): string[] {
  const files = trackedFiles();
  const code = files.filter((file) => /^(apps|libs|tools|e2e)\/.*\.[cm]?tsx?$/.test(file));
  const packages = lockedPackages();
  const copies = copiesOf('graphql', packages);
  const sources = files.filter(
    (file) => /^(apps|libs|tools|e2e|\.ci)\/.*(\.([cm]?[tj]sx?)|run)$/.test(file) && !/\.spec\.ts$/.test(file),
  );
  const variables = undocumentedVariables(
    sources.map((file) => readFileSync(file, 'utf8')),
    readFileSync('README.md', 'utf8'),
  );
  const specs = new Map(
    files.filter((file) => /\.(spec|e2e)\.ts$/.test(file)).map((file) => [file, readFileSync(file, 'utf8')]),
  );
  const promises = existsSync('docs/security.md') ? readFileSync('docs/security.md', 'utf8') : '';
  const read = (file: string): string | null => (existsSync(file) ? readFileSync(file, 'utf8') : null);
  return [
    ...untestedInvariants([...specs.values()]).map((name) => `no test is named for ${name}: ${INVARIANTS[name] ?? ''}`),
    ...files
      .filter((file) => /^apps\/[^/]+\/schema\.graphql$/.test(file))
      .flatMap((file) => undescribed(readFileSync(file, 'utf8')).map((problem) => `${file}: ${problem}`)),
    ...[...brokenPromises(promises, read), ...unheldPromises(promises, read, specs)].map(
      (problem) => `docs/security.md: ${problem}`,
    ),
    ...skippedTests(specs),
    ...refusedLicences(packages).map((problem) => `licence of ${problem}`),
    ...(copies.length === 1 ? [] : [`graphql must be installed once, found: ${copies.join(', ') || 'none'}`]),
    ...emptyNames(code).map((file) => `${file}: the name says nothing about what it holds`),
    ...variables.missing.map((name) => `README.md: ${name} is not in the table of environment variables`),
    ...variables.stale.map((name) => `README.md: ${name} is in the table, but nothing reads it`),
  ];
}

const problems = findings();
for (const problem of problems) console.error(problem);
console.log(problems.length === 0 ? 'checks: nothing found' : `checks: ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
