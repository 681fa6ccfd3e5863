import { assertCan, scopePatterns } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';
import { alignMany, type Batch } from '@nuan/federation';
import { type LocalDate, newId } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { EntryCorrection } from './entry-correction.entity';

const corrections = rowMapping(EntryCorrection, 'c');

/** Reads counter-entries (更正) of enterprises within the viewer's regions. */
export class EntryCorrectionService {
  constructor(private readonly db: DataSource) {}

  /** The counter-entries of each enterprise in one statement, newest first; index-aligned, empty where nothing was taken back. */
  readonly loadCorrections: Batch<string, readonly EntryCorrection[]> = async (viewer, enterpriseIds) => {
    assertCan(viewer, 'enterprise:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${corrections.columns} from entry_correction c join enterprise e on e.id = c.enterprise_id
       where c.enterprise_id = any($1::uuid[]) and e.region_code like any($2::text[])
       order by c.enterprise_id, c.id desc`,
      [enterpriseIds, scopePatterns(viewer)],
    );
    return alignMany(enterpriseIds, rows.map(corrections.map), ({ enterpriseId }) => enterpriseId ?? '');
  };
}

/** A wrong entry of an enterprise, or a wrong contract with a shop, and why it is. */
export interface WrongEntry {
  readonly enterpriseId?: string;
  readonly shopId?: string;
  readonly periodId?: string;
  readonly visitId?: string;
  readonly deregistration?: { readonly closedOn: LocalDate; readonly reason: string | null };
  readonly reason: string;
}

/** Takes an entry back within an act; the database takes it out of every count. */
export async function takeBack(
  tx: ActTransaction,
  { enterpriseId, periodId, visitId, shopId, deregistration, reason }: WrongEntry,
): Promise<void> {
  await tx.query(
    `insert into entry_correction (id, enterprise_id, distress_period_id, visit_id, shop_id, deregistered_on, deregistered_reason, reason, corrected_on, corrected_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[newId(), enterpriseId ?? null, periodId ?? null, visitId ?? null, shopId ?? null],
      ...[deregistration?.closedOn ?? null, deregistration?.reason ?? null],
      ...[reason.trim(), tx.today, tx.viewer.subject],
    ],
  );
  if (shopId !== undefined) tx.note({ correctedShop: shopId });
  else tx.note({ correctedPeriod: periodId ?? null, correctedVisit: visitId ?? null });
  if (deregistration) tx.note({ correctedDeregistration: deregistration.closedOn });
}
