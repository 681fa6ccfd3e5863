import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { dataDirectory, makeToken } from './token';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    as: { type: 'string' },
    department: { type: 'string' },
    scopes: { type: 'string' },
    unions: { type: 'string' },
  },
});
const [role, region] = positionals;
const { as: subject, department, scopes, unions } = values;

makeToken(process.env, dataDirectory(process.env['NUAN_DATA_DIR'], process.cwd()), role, region, {
  subject,
  department,
  scopes,
  unions,
}).then(
  (token) => process.stdout.write(`${token}\n`),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
