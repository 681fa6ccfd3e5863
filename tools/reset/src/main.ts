import { resolve } from 'node:path';
import { reset } from './reset';

reset(resolve(process.cwd(), process.env['NUAN_DATA_DIR'] || '.nuan')).then(
  (lines) => process.stdout.write(`${lines.join('\n')}\n`),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
