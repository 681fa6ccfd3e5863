import 'reflect-metadata';
import { dataDirectory, makeToken } from './token';

const [role, region] = process.argv.slice(2);

makeToken(dataDirectory(process.env['NUAN_DATA_DIR'], process.cwd()), role, region).then(
  (token) => process.stdout.write(`${token}\n`),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
