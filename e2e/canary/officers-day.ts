import { createHash } from 'node:crypto';

import { ENROLLMENT_COLUMNS } from '../../apps/employment/src/import/import-row';
import { VISIT_COLUMNS } from '../../apps/enterprises/src/visit-import/import-row';
import { SUBSIDY_COLUMNS } from '../../apps/migrants/src/subsidy-import/import-row';
import { aHeadRow, aHealthConsent, aSpouseRow, importFile } from '../../apps/workers/src/import/import-builders';
import { PayingOffice } from '../migrant-services/paying-office';
import { arrived } from '../testkit/arrived';
import { Bank } from '../testkit/bank';
import { type ImportOutcome, type ListRow, ListSender } from '../testkit/list-sender';
import { ProgrammeDesk, type ProgrammeOutcome, step } from '../testkit/programme-desk';
import { LISTED, MISPLACED } from './canaries';

/** The county of the officers whose tokens the start prints. */
export const COUNTY = '340102';

/** Who acts: the roles of the tokens that the start prints. */
export type Role = 'province' | 'county' | 'maker' | 'checker' | 'cashier';

const PEOPLE = {
  province: { role: 'province' },
  county: { role: 'county' },
  maker: { role: 'maker' },
  checker: { role: 'checker' },
  cashier: { role: 'cashier' },
} as const;

/** Where the day takes place. */
export interface Town {
  /** Sends a document with the token of a role, and gives the answer's text. */
  post(role: string, query: string, variables: object): Promise<string>;
  /** Rows of a subgraph's database, as the administrator of the server. */
  rows(database: string, sql: string, params?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
  readonly bankDir: string;
}

/** People of a list in every subgraph: filed, revealed, trained, visited, owed wages, brought home and paid, with lists that are wrong among them. */
export class OfficersDay {
  /** What was answered, refusals and problems of lists among it, but for what was revealed on purpose. */
  readonly told: string[] = [];
  private readonly desk: ProgrammeDesk<Role>;
  private household = '';
  private head = '';

  constructor(private readonly town: Town) {
    const ask = async (query: string, variables: object, who: { readonly role?: string }): Promise<unknown> => {
      const text = await town.post(who.role ?? '', query, variables);
      if (!query.includes('revealPerson')) this.told.push(text);
      return JSON.parse(text);
    };
    this.desk = new ProgrammeDesk({ ask, subgraphs: {} } as never, 'workers', PEOPLE);
  }

  /** A list of households, one of them wrong in every cell that takes a number; gives how many were filed. */
  async file(): Promise<number> {
    const head = aHeadRow({
      ...{ idNumber: LISTED.headId, phone: LISTED.phone, address: LISTED.address, health: '癌症', minLivingLine: '' },
      ...aHealthConsent(),
      ...{ bankName: '样例银行', accountNumber: LISTED.account, accountHolder: '张小明', isMigrant: '是' },
    });
    const spouse = aSpouseRow(head, { idNumber: LISTED.spouseId });
    const wrong = aHeadRow({
      ...{ idNumber: `${MISPLACED.id.slice(0, 17)}?`, phone: MISPLACED.account, accountNumber: MISPLACED.id },
      ...{ assessedOn: MISPLACED.id, annualIncome: MISPLACED.phone, tier: MISPLACED.id, regionCode: MISPLACED.account },
    });
    const file = importFile([head, spouse, wrong]);
    const [union] = await this.town.rows('enterprises', 'select id from trade_union where region_code = $1 limit 1', [
      COUNTY,
    ]);
    const target = { regionCode: COUNTY, unionId: union?.['id'], mode: 'PER_ROW', dryRun: false, fileName: '名单.csv' };
    const sha256 = createHash('sha256').update(file).digest('hex');
    const wanted = { type: 'HouseholdImport', fields: 'id' };
    const announced = { ...target, bytes: file.length, sha256, ...this.desk.key() };
    const { id } = await this.desk.act('maker', 'startHouseholdImport', wanted, announced);
    await this.desk.act('maker', 'appendHouseholdImport', wanted, { id, offset: 0, content: file.toString('base64') });
    await this.desk.act('maker', 'finishHouseholdImport', wanted, { id });
    const query = `query ($id: ID!) { run: householdImport(id: $id) { state imported: householdsImported
      problems { nodes { line column rule message } } progress { message } } }`;
    const run = await arrived(
      async () => (await this.desk.ask<{ run: ImportOutcome }>('maker', query, { id })).run,
      ({ state }) => ['DONE', 'REFUSED'].includes(state),
    );
    const sql = `select id, household_id from worker where birth_year = 1911 and relation = 'HEAD' and id_number_mask like '%' || $1`;
    const [row] = await this.town.rows('workers', sql, [LISTED.headId.slice(-4)]);
    this.head = String(row?.['id']);
    this.household = String(row?.['household_id']);
    return run.imported;
  }

  /** What a county is told of the head, one value at a time. */
  async reveal(): Promise<readonly (string | undefined)[]> {
    const document = `mutation ($input: RevealPersonInput!) { revealPerson(input: $input) { ... on PersonRevealed { value } } }`;
    const values: (string | undefined)[] = [];
    for (const field of ['ID_NUMBER', 'PHONE', 'HEALTH']) {
      const input = { workerId: this.head, field, purpose: 'FILING_CHECK', reason: '核对身份证原件' };
      const { revealPerson } = await this.desk.ask<{ revealPerson: { value?: string } }>('county', document, { input });
      values.push(revealPerson.value);
    }
    return values;
  }

  /** A class that the head applies for by list. */
  async train(): Promise<number> {
    const sql = 'select id from worker_projection where id = $1 and number_token is not null';
    for (const database of ['employment', 'migrants'])
      await arrived(
        () => this.town.rows(database, sql, [this.head]),
        ({ length }) => length > 0,
      );
    const plan = { name: '样例培训', kind: 'RESKILLING', year: 2017, region: COUNTY, budget: '5000.00' };
    const program = await this.desk.act('county', 'createTrainingProgram', 'TrainingProgram', {
      ...{ ...plan, ...this.desk.key() },
    });
    const term = { startsOn: '2017-01-18', endsOn: '2017-01-28', capacity: 20, requiredHours: 12 };
    const opening = { programId: program.id, name: '第一期', provider: '样例技工学校', ...term, ...this.desk.key() };
    const { id } = await this.desk.act(
      'county',
      'openTrainingSession',
      { type: 'TrainingSession', fields: 'id' },
      opening,
    );
    const row = { enrolledOn: '2017-01-16', isAdmitted: '是' };
    const rows = [
      { ...row, idNumber: LISTED.headId },
      { ...row, idNumber: MISPLACED.id },
      { ...row, idNumber: `${MISPLACED.id}0`, enrolledOn: MISPLACED.account, isAdmitted: MISPLACED.phone },
    ];
    return this.send('EnrollmentImport', 'personsEnrolled', ENROLLMENT_COLUMNS, rows, { sessionId: id });
  }

  /** An enterprise that is visited, in a list that is wrong elsewhere. */
  async visit(): Promise<number> {
    const sql = 'select credit_code as code from enterprise where region_code = $1 and credit_code is not null limit 1';
    const [enterprise] = await this.town.rows('enterprises', sql, [COUNTY]);
    const row = { visitedOn: '2017-01-16', leaderRank: '市领导', leader: '市总工会主席', workersMet: '20' };
    const rows = [
      { ...row, creditCode: String(enterprise?.['code']) },
      { ...row, creditCode: MISPLACED.id, visitedOn: MISPLACED.account, workersMet: MISPLACED.phone },
    ];
    return this.send('EnterpriseVisitImport', 'visitsImported', VISIT_COLUMNS, rows, { region: COUNTY });
  }

  /** Wages that the head is owed, and its way home, both asked for; gives the state of the case and how many subsidies a list asked for. */
  async bringHome(): Promise<readonly [ProgrammeOutcome, number]> {
    const [enterprise] = await this.town.rows(
      'enterprises',
      'select id from enterprise where region_code = $1 limit 1',
      [COUNTY],
    );
    const owed = { workers: 3, owed: '9000.00', workerIds: [this.head], ...this.desk.key() };
    const report = { enterpriseId: enterprise?.['id'], regionCode: COUNTY, ...owed };
    const reported = await this.desk.act('county', 'reportWageCase', 'WageCase', report);
    const about = { title: '样例返乡补贴', regionCode: COUNTY, kind: 'TRANSPORT_SUBSIDY', servedOn: '2017-01-24' };
    const wanted = { type: 'ReturnService', fields: 'id version' };
    const planned = await this.desk.act('county', 'planReturn', wanted, { ...about, ...this.desk.key() });
    const { id } = await this.desk.act('county', 'openReturn', wanted, step(planned));
    const rows: readonly ListRow[] = [
      { idNumber: LISTED.headId, amount: '120' },
      { idNumber: MISPLACED.id, amount: '120' },
      { idNumber: `${MISPLACED.id}0`, amount: MISPLACED.account, mode: MISPLACED.phone },
    ];
    const target = { returnServiceId: id };
    return [reported, await this.send('TravelSubsidyImport', 'subsidiesRequested', SUBSIDY_COLUMNS, rows, target)];
  }

  /** A living aid to the household, paid to its account; gives what the payment came to. */
  async pay(): Promise<string | undefined> {
    await arrived(
      () => this.town.rows('assistance', 'select id from household_projection where id = $1', [this.household]),
      ({ length }) => length > 0,
    );
    const county = `select id from trade_union where region_code = $1 and level = 'COUNTY'`;
    const [union] = await this.town.rows('enterprises', county, [COUNTY]);
    const office = new PayingOffice(this.desk, new Bank(this.town.bankDir), COUNTY);
    await office.open(String(union?.['id']), ['FILED_HOUSEHOLD'], ['LIVING']);
    const asked = { group: 'FILED_HOUSEHOLD', purpose: 'LIVING', householdId: this.household, amount: '300.00' };
    const { id } = await office.file(office.payment('', { ...asked, requestId: undefined }));
    await office.pay(id);
    const query = 'query ($id: ID!) { disbursement(id: $id) { status } }';
    return (await this.desk.ask<{ disbursement: { status: string } }>('cashier', query, { id })).disbursement.status;
  }

  private async send(
    type: string,
    imported: string,
    columns: ConstructorParameters<typeof ListSender>[1]['columns'],
    rows: readonly ListRow[],
    target: object,
  ): Promise<number> {
    const sender = new ListSender(this.desk, { type, columns, imported });
    return (await sender.send('county', sender.file(rows), target)).imported;
  }
}
