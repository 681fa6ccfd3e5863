import { resolve } from 'node:path';
import { ask } from './ask';

// dist/main.cjs lies three folders below the root.
const questionsDir = resolve(__dirname, '../../../apps/gateway/questions');

ask(questionsDir, process.argv.slice(2), process.env, process.stdout.columns).then(
  ({ text, isClean }) => {
    process.stdout.write(`${text}\n`);
    process.exitCode = isClean ? 0 : 1;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
