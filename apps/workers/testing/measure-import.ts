import 'reflect-metadata';

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

import { viewerWithoutToken } from '@nuan/auth';
import {
  asAdmin,
  createDatabase,
  createFieldCipher,
  databaseOptions,
  migrate,
  provisionRoles,
  startEmbeddedPostgres,
} from '@nuan/database';
import { Acts, runJobs } from '@nuan/facts';
import { csvLine, ListImportWriter, templateTitles, UploadStore } from '@nuan/intake';
import { fixedClock, isResidentId, newId } from '@nuan/kernel';
import { DataSource } from 'typeorm';

import type { HouseholdImport } from '../src/import/household-import.entity';
import { HouseholdImportJob } from '../src/import/household-import.job';
import { HouseholdImportService } from '../src/import/household-import.service';
import type { StartHouseholdImportInput } from '../src/import/household-import.inputs';
import { householdImportWriting } from '../src/import/household-import.writing';
import { IMPORT_COLUMNS } from '../src/import/import-columns';
import { ImportMode } from '../src/import/import-mode';
import { workersSubgraph } from '../src/workers.subgraph';

const SECRET = { secret: 'nuan-test-roles' };
const clock = fixedClock(new Date('2017-01-23T18:00:00+08:00'));
const cipher = createFieldCipher({ keys: [{ id: 'test', key: Buffer.alloc(32, 7) }], hashKey: Buffer.alloc(32, 9) });
const maker = viewerWithoutToken({
  subject: 'maker-1',
  role: 'maker',
  readPrefixes: ['3401'],
  writePrefixes: ['3401'],
});

/** A person's number: a birthday and one of its thousand numbers. */
function idNumber(at: number): string {
  const day = new Date(Date.UTC(1940, 0, 1) + Math.floor(at / 1000) * 86_400_000).toISOString().slice(0, 10);
  const body = `349900${day.replaceAll('-', '')}${String(at % 1000).padStart(3, '0')}`;
  return [...'0123456789X'].map((check) => body + check).find((text) => isResidentId(text, '2999-12-31')) ?? body;
}

/** A file of so many persons, three to a household. */
function fileOf(persons: number): Buffer {
  const lines = [csvLine(templateTitles(IMPORT_COLUMNS))];
  for (let at = 0; at < persons; at += 1) {
    const person = {
      householdNo: `H${Math.floor(at / 3)}`,
      name: '张小明',
      idNumber: idNumber(at),
      phone: '10000000001',
    };
    const head = {
      relation: '户主',
      employmentStatus: '下岗待岗',
      tier: '区县级',
      primaryCause: '因病致困',
      annualIncome: '4800',
      rigidExpense: '0',
      assessedOn: '2017-01-20',
      minLivingLine: '500',
      address: '某路某号某栋某室',
      bankName: '某银行',
      accountNumber: '9999991234567893',
    };
    const member = { relation: '其他', employmentStatus: '无业' };
    const cells: Readonly<Record<string, string>> = { ...person, ...(at % 3 === 0 ? head : member) };
    lines.push(csvLine(IMPORT_COLUMNS.map(({ key }) => cells[key] ?? '')));
  }
  return Buffer.from(lines.join(''));
}

/** A new database on the embedded server of a folder, and how to be rid of it. */
async function newDatabase(dir: string): Promise<{ readonly db: DataSource; drop(): Promise<void> }> {
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' };
  const { adminUrl } = await startEmbeddedPostgres({ dir, settings });
  await provisionRoles(adminUrl, 'workers', SECRET);
  const name = `nuan_test_workers_c_${Date.now().toString(36)}_aaaaaa`;
  const { url, ownerUrl } = await createDatabase(adminUrl, name, 'workers', SECRET);
  await migrate(ownerUrl, workersSubgraph.database);
  const options = { url, entities: workersSubgraph.database.entities, applicationName: 'measure import' };
  const db = await new DataSource(databaseOptions(options)).initialize();
  const drop = async (): Promise<void> => {
    await db.destroy();
    await asAdmin(adminUrl, (admin) => admin.query(`drop database ${name}`));
  };
  return { db, drop };
}

type HouseholdImports = ListImportWriter<HouseholdImport, StartHouseholdImportInput>;

/** Sends a file in pieces. */
async function send(writer: HouseholdImports, file: Buffer, fileName: string, mode: string): Promise<string> {
  const { id } = (await writer.start(maker, {
    mode: mode === 'PER_ROW' ? ImportMode.PER_ROW : ImportMode.ALL_OR_NOTHING,
    dryRun: false,
    regionCode: '340103',
    unionId: newId(),
    fileName,
    bytes: file.length,
    sha256: createHash('sha256').update(file).digest('hex'),
    idempotencyKey: newId(),
  })) as HouseholdImport;
  for (let offset = 0; offset < file.length; offset += 131_072)
    await writer.append(maker, { id, offset, content: file.subarray(offset, offset + 131_072).toString('base64') });
  await writer.finish(maker, { id });
  return id;
}

/**
 * Measures one import by hand: seconds, households, most resident memory. Arguments: persons of a made file or the path of a file;
 * ALL_OR_NOTHING or PER_ROW; folder of the embedded server. For example
 * `SWC_NODE_PROJECT=tsconfig.base.json node --max-old-space-size=256 -r @swc-node/register apps/workers/testing/measure-import.ts 50000 PER_ROW node_modules/.cache/nuan/test-postgres`
 */
async function main([source = '50000', mode = 'PER_ROW', dir = '']: readonly string[]): Promise<void> {
  const isMade = /^\d+$/.test(source);
  const file = isMade ? fileOf(Number(source)) : readFileSync(source);
  const { db, drop } = await newDatabase(dir);
  const [acts, store] = [new Acts(db, clock), new UploadStore(cipher)];
  const imports = new HouseholdImportService(db);
  const id = await send(
    new ListImportWriter(householdImportWriting, acts, imports, store),
    file,
    isMade ? 'made.csv' : basename(source),
    mode,
  );
  const began = performance.now();
  let mostRss = 0;
  const watch = setInterval(() => (mostRss = Math.max(mostRss, process.memoryUsage().rss)), 20);
  const steps = await runJobs(db, clock, [new HouseholdImportJob(db, cipher, store)]);
  clearInterval(watch);
  const { state, rowCount, barredCount, importedCount, importedPersons } = await imports.get(maker, id);
  const figures = {
    ...{ state, rowCount, barredCount, importedCount, importedPersons, steps, fileBytes: file.length },
    importSeconds: Math.round((performance.now() - began) / 100) / 10,
    mostRssMb: Math.round(mostRss / 1024 / 1024),
  };
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
  await drop();
}

void main(process.argv.slice(2));
