import { runStateDiagrams, STATES_DIR } from './run';

const isCheck = process.argv.includes('--check');

runStateDiagrams(process.cwd(), isCheck).then(
  (stale) => {
    for (const file of stale) console.error(`${file} is stale: run "npx nx draw state-diagrams" and commit it`);
    if (stale.length > 0) process.exitCode = 1;
    else console.log(isCheck ? `${STATES_DIR} shows the machines of the code` : `wrote ${STATES_DIR}`);
  },
  (error: unknown) => {
    console.error(`state-diagrams: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  },
);
