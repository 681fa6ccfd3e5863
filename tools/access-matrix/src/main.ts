import 'reflect-metadata';

import { PAGE, runAccessMatrix } from './run';

const isCheck = process.argv.includes('--check');

try {
  const isStale = runAccessMatrix(process.cwd(), isCheck);
  if (isStale) {
    console.error(`${PAGE} is stale: run "npx nx write access-matrix" and commit it`);
    process.exitCode = 1;
  } else console.log(isCheck ? `${PAGE} says what the code enforces` : `wrote ${PAGE}`);
} catch (error) {
  console.error(`access-matrix: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
