import { parseArgs } from 'node:util';

import { CHANGELOG_FILE, PUBLIC_SCHEMA_FILE, runCompose, SUPERGRAPH_FILE } from './run';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false }, base: { type: 'string' } } });

try {
  const problems = runCompose({ root: process.cwd(), isCheck: values.check, base: values.base });
  for (const problem of problems) console.error(`compose-supergraph: ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
  else if (values.check)
    console.log(`${SUPERGRAPH_FILE} is current, and breaks nothing that ${CHANGELOG_FILE} does not declare`);
  else console.log(`wrote ${SUPERGRAPH_FILE} and ${PUBLIC_SCHEMA_FILE}`);
} catch (error) {
  console.error(`compose-supergraph: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
