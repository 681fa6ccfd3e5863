import { assertCan, assertRegion, scopePatterns, type Viewer } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import { alignOne, type Batch } from '@nuan/federation';
import { instantOf, type LocalDate, regionPrefix } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { enclosingCodes } from '../viewer-scope';
import { AidStandard } from './aid-standard.entity';
import type { StandardTermsInput } from './aid-standard.inputs';
import { StandardImpact } from './standard-impact';

const standards = rowMapping(AidStandard, 's');

/** Reads the standards of aid (救助标准) that hold in the viewer's regions: their own and those of the regions above. */
export class AidStandardService {
  constructor(private readonly db: DataSource) {}

  /** Standards in force on a day, by region, group, purpose and category. */
  async list(viewer: Viewer, on: LocalDate): Promise<AidStandard[]> {
    assertCan(viewer, 'fund:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${standards.columns} from aid_standard s
       where (s.region_code like any($1::text[]) or s.region_code = any($2::text[])) and $3::date >= s.valid_from and (s.valid_to is null or $3::date <= s.valid_to)
       order by s.region_code, s.target_group, s.purpose, s.category nulls first`,
      [scopePatterns(viewer), enclosingCodes(viewer), on],
    );
    return rows.map(standards.map);
  }

  /** Standards by id in one statement; index-aligned, null for an id that is unknown or of a region beside the viewer's. */
  readonly loadMany: Batch<string, AidStandard | null> = async (viewer, ids) => {
    assertCan(viewer, 'fund:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${standards.columns} from aid_standard s
       where s.id = any($3::uuid[]) and (s.region_code like any($1::text[]) or s.region_code = any($2::text[]))`,
      [scopePatterns(viewer), enclosingCodes(viewer), ids],
    );
    return alignOne(ids, rows.map(standards.map), (standard) => standard.id);
  };

  /**
   * One standard.
   *
   * @throws NotFoundError when the id is unknown or of a region beside the viewer's.
   */
  async get(viewer: Viewer, id: string): Promise<AidStandard> {
    const [standard] = await this.loadMany(viewer, [id], undefined);
    if (!standard) throw new NotFoundError('AidStandard', id);
    return standard;
  }

  /**
   * How many payments of a calendar year (Asia/Shanghai) a standard would have refused, in its region and below. Standards of
   * smaller regions are not looked at.
   *
   * @throws ForbiddenError for a viewer who doesn't set standards, or doesn't cover the region.
   */
  async impact(viewer: Viewer, terms: StandardTermsInput, year: number): Promise<StandardImpact> {
    assertRegion(viewer, terms.region, 'standard:manage');
    const { region, group, purpose, category, perPayment, perYear, capScope } = terms;
    const [row] = await this.db.query<{ payments: number; above: number; beneficiaries: number; excess: string }[]>(
      `with paid as (
         select d.amount_fen, case when $8 = 'HOUSEHOLD_YEAR' then coalesce(d.household_id, d.payee_id) else coalesce(d.student_id, d.payee_id) end as beneficiary
         from disbursement d
         where d.status in ('PAID','RECONCILED') and d.target_group = $2 and d.purpose = $3 and ($4::text is null or d.category = $4)
           and d.region_code like $1 and d.paid_at >= $5 and d.paid_at < $6
       ), years as (
         select count(*)::int as payments, count(*) filter (where amount_fen > $7::bigint)::int as above, sum(amount_fen) as fen from paid group by beneficiary
       )
       select coalesce(sum(payments), 0)::int as payments, coalesce(sum(above), 0)::int as above,
         count(*) filter (where fen > $9::bigint)::int as beneficiaries, coalesce(sum(greatest(fen - $9::bigint, 0)), 0)::bigint as excess
       from years`,
      [
        ...[`${regionPrefix(region)}%`, group, purpose, category ?? null, instantOf(`${year}-01-01`)],
        ...[instantOf(`${year + 1}-01-01`), String(perPayment), capScope, String(perYear)],
      ],
    );
    return Object.assign(new StandardImpact(), {
      year,
      payments: row?.payments ?? 0,
      paymentsAbove: row?.above ?? 0,
      beneficiariesAbove: row?.beneficiaries ?? 0,
      excess: BigInt(row?.excess ?? 0),
    });
  }
}
