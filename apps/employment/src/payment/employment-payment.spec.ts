import { describe, expect, it } from '@jest/globals';
import { isCheckViolation, isUniqueViolation, readRollups, rollupDrift } from '@nuan/database';
import { useTestDatabase } from '@nuan/testing';

import { employmentSubgraph } from '../employment.subgraph';
import { recordBuilders } from '../record-builders';

describe('payments', () => {
  const db = useTestDatabase(employmentSubgraph.database);
  const a = recordBuilders(() => db.owner);
  const refusal = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => 'accepted',
      (error: unknown) => error,
    );

  async function spentOf(programId: string): Promise<string> {
    const [row] = await db.app.query<{ spent: string }[]>(
      'select spent_fen as spent from training_program where id = $1',
      [programId],
    );
    return row?.spent ?? '';
  }

  it('add up on their programme, and never beyond its budget', async () => {
    const { id } = await a.program({ budget_fen: '15000' });
    await a.payment({ training_program_id: id });
    const error = await refusal(a.payment({ training_program_id: id, amount_fen: '5001' }));
    expect(isCheckViolation(error, 'training_program_spent_fen_within_budget')).toBe(true);
    await a.payment({ training_program_id: id, amount_fen: '5000' });
    expect(await spentOf(id)).toBe('15000');
  });

  it('let exactly as many concurrent payments through as the budget holds', async () => {
    const { id } = await a.program({ budget_fen: '50000' });
    const outcomes = await Promise.all(
      Array.from({ length: 9 }, () => refusal(a.payment({ training_program_id: id }))),
    );
    expect(outcomes.filter((outcome) => !(outcome instanceof Error))).toHaveLength(5);
    expect(await spentOf(id)).toBe('50000');
  });

  it('are taken back once, in full, on the same target', async () => {
    const { id } = await a.program();
    const paid = await a.payment({ training_program_id: id });
    const back = { training_program_id: id, reverses_id: paid['id'] ?? null };
    const partial = await refusal(a.payment({ ...back, amount_fen: '-1' }));
    expect(isCheckViolation(partial, 'employment_payment_reversal_exact')).toBe(true);
    await a.payment({ ...back, amount_fen: '-10000' });
    expect(await spentOf(id)).toBe('0');
    const twice = await refusal(a.payment({ ...back, amount_fen: '-10000' }));
    expect(isUniqueViolation(twice, 'employment_payment_reverses_id_unique')).toBe(true);
  });

  it('go to one target of their own purpose, and to a pilot only in its cities', async () => {
    const pilot = await a.pilot();
    await a.pilotCity(pilot.id);
    await a.payment({ purpose: 'PILOT', pilot_id: pilot.id, amount_fen: '50000' });
    expect(await refusal(a.payment({ purpose: 'PILOT', pilot_id: pilot.id, region_code: '340200' }))).toBeInstanceOf(
      Error,
    );
    const wrong = await refusal(a.payment({ purpose: 'STARTUP', pilot_id: pilot.id }));
    expect(isCheckViolation(wrong, 'employment_payment_target_of_purpose')).toBe(true);
    const overdrawn = await refusal(a.payment({ purpose: 'PILOT', pilot_id: pilot.id, amount_fen: '1' }));
    expect(isCheckViolation(overdrawn, 'pilot_city_spent_fen_within_budget')).toBe(true);
  });

  it.each([
    'update employment_payment set amount_fen = 1',
    'delete from employment_payment',
    'truncate employment_payment cascade',
  ])('are never changed: %s', async (statement) => {
    const error = await refusal(db.owner.query(statement));
    expect(isCheckViolation(error, 'employment_payment_append_only')).toBe(true);
  });

  it('show in the rollups by purpose, without drift', async () => {
    const cells =
      (await readRollups(db.app, { metrics: ['payment.purpose'], regionCodes: ['340000'] })).get('340000') ?? [];
    expect(
      cells.map(({ key, n, amountFen }) => ({ key, n, amountFen })).sort((x, y) => x.key.localeCompare(y.key)),
    ).toEqual([
      { key: 'PILOT', n: 1, amountFen: 50_000n },
      { key: 'TRAINING', n: 7, amountFen: 65_000n },
    ]);
    expect(await rollupDrift(db.owner)).toEqual([]);
  });
});
