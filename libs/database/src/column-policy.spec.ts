import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { parcelDatabase } from '../testing/parcel.migration';
import { type ScratchDatabase, scratchDatabase } from '../testing/scratch-database';
import { columnFindings, type ColumnPolicy, columnRules, FOUNDATION_COLUMNS, sealedColumns } from './column-policy';

describe('the policy of columns', () => {
  let scratch: ScratchDatabase;
  beforeAll(async () => {
    scratch = await scratchDatabase(parcelDatabase);
  }, 60_000);
  afterAll(() => scratch.drop());

  const findings = (parcel: ColumnPolicy[string]) => columnFindings(scratch.owner, { ...FOUNDATION_COLUMNS, parcel });

  it('agrees with a table whose columns all stand in it', async () => {
    expect(await findings({ INTERNAL: 'id region_code content amount_fen handed_on' })).toEqual([]);
  });

  it('names a column without a line, and a line without a column', async () => {
    expect(await findings({ INTERNAL: 'id region_code content amount_fen weight' })).toEqual([
      'parcel.handed_on has no declared sensitivity',
      'parcel.weight is declared and does not exist',
    ]);
  });

  it('refuses sensitive text that lies open, unless a reason stands beside it', async () => {
    const rest = { INTERNAL: 'id region_code amount_fen handed_on', SENSITIVE: { ERASED: 'content' } } as const;
    expect(await findings(rest)).toEqual([
      'parcel.content is sensitive text and neither sealed nor excused by a reason',
    ]);
    expect(await findings({ ...rest, unsealed: { content: 'a word of a closed list' } })).toEqual([]);
  });

  it('refuses a sealed column that is not called sensitive', async () => {
    await scratch.owner.query('alter table parcel add column note_sealed bytea');
    const columns = 'id region_code content amount_fen handed_on';
    expect(await findings({ INTERNAL: `${columns} note_sealed` })).toEqual([
      'parcel.note_sealed is sealed and not declared SENSITIVE',
    ]);
    const policy = { INTERNAL: columns, SENSITIVE: { ERASED: 'note_sealed' } };
    expect(await findings(policy)).toEqual([]);
    expect([...sealedColumns({ parcel: policy })]).toEqual([['parcel', ['note_sealed']]]);
    await scratch.owner.query('alter table parcel drop column note_sealed');
  });

  it('is refused when it names a column twice, or excuses one that needs no excuse', () => {
    expect(() => columnRules({ parcel: { PUBLIC: 'id', INTERNAL: 'id' } })).toThrow('declared twice');
    expect(() => columnRules({ parcel: { PUBLIC: 'id', unsealed: { id: 'why not' } } })).toThrow('SENSITIVE');
  });
});
