import { type Action, assertCan, type Viewer } from '@nuan/auth';
import { maskName, rowMapping } from '@nuan/database';
import { alignMany, alignOne, type Batch } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { BankAccountMasked } from '../household/bank-account';
import { type HealthMask, healthMaskOf } from '../worker/health-mask';
import { HEALTH_WITHDRAWN } from './consent-record';
import { Consent } from './consent.entity';
import { ExclusionFinding } from './exclusion-finding.entity';
import { FilingAmount } from './filing-amount.entity';
import type { FilingApplication } from './filing-application.entity';
import { FilingAssessment } from './filing-assessment.entity';
import { FilingPerson } from './filing-person.entity';

const persons = rowMapping(FilingPerson, 'p');
const amounts = rowMapping(FilingAmount, 'a');
const assessments = rowMapping(FilingAssessment, 's');
const exclusions = rowMapping(ExclusionFinding, 'x');
const consents = rowMapping(Consent, 'c');

type Row = Record<string, unknown>;

/** Reads what applications say (申请内容), for those that the viewer already sees. What is sealed stays sealed here: it is shown by masks. */
export class FilingContentService {
  constructor(private readonly db: DataSource) {}

  /** The persons of each application in one statement, the head first; index-aligned. */
  readonly loadPersons: Batch<string, readonly FilingPerson[]> = async (viewer, ids) => {
    const sql = `select ${persons.columns} from filing_person p
      where p.application_id = any($1::uuid[]) and p.is_current order by p.relation <> 'HEAD', p.ordinal`;
    const found = await this.rows(viewer, 'worker:read', sql, ids);
    return alignMany(ids, found.map(persons.map), ({ applicationId }) => applicationId);
  };

  /** The lines of income and expense of each application in one statement, in their order; index-aligned. */
  readonly loadAmounts: Batch<string, readonly FilingAmount[]> = async (viewer, ids) => {
    const sql = `select ${amounts.columns} from filing_amount a
      where a.application_id = any($1::uuid[]) and a.is_current order by a.ordinal`;
    const found = await this.rows(viewer, 'income:read', sql, ids);
    return alignMany(ids, found.map(amounts.map), ({ applicationId }) => applicationId);
  };

  /** Assessments by id in one statement; index-aligned. */
  readonly loadAssessments: Batch<string, FilingAssessment | null> = async (viewer, ids) => {
    const sql = `select ${assessments.columns} from filing_assessment s where s.id = any($1::uuid[])`;
    const found = await this.rows(viewer, 'income:read', sql, ids);
    return alignOne(ids, found.map(assessments.map), ({ id }) => id);
  };

  /** What bars each application in one statement, oldest first; index-aligned. */
  readonly loadExclusions: Batch<string, readonly ExclusionFinding[]> = async (viewer, ids) => {
    const sql = `select ${exclusions.columns} from exclusion_finding x
      where x.application_id = any($1::uuid[]) order by x.found_at, x.id`;
    const found = await this.rows(viewer, 'filing:read', sql, ids);
    return alignMany(ids, found.map(exclusions.map), ({ applicationId }) => applicationId);
  };

  /** The consents to each application in one statement, oldest first; index-aligned. */
  readonly loadConsents: Batch<string, readonly Consent[]> = async (viewer, ids) => {
    const sql = `select ${consents.columns} from consent c
      where c.application_id = any($1::uuid[]) order by c.given_at, c.id`;
    const found = await this.rows(viewer, 'filing:read', sql, ids);
    return alignMany(ids, found.map(consents.map), ({ applicationId }) => applicationId ?? '');
  };

  /** Of which persons the consent to keep data on health was taken back, in one statement; index-aligned. */
  readonly loadHealthWithdrawn: Batch<string, boolean> = async (viewer, ids) => {
    const sql = `select p.id from filing_person p where p.id = any($1::uuid[]) and ${HEALTH_WITHDRAWN}`;
    const found = await this.rows(viewer, 'health:read', sql, ids);
    const withdrawn = new Set(found.map((row) => row['id']));
    return ids.map((id) => withdrawn.has(id));
  };

  /** The masked name of a person. */
  nameMaskOf({ name }: FilingPerson): string {
    return maskName(name);
  }

  /**
   * The masked ID number of a person.
   *
   * @throws ForbiddenError when the viewer's role doesn't see it.
   */
  idMaskOf(viewer: Viewer, { idNumberMask }: FilingPerson): string {
    assertCan(viewer, 'identity:read');
    return idNumberMask;
  }

  /**
   * The masked phone of a person; null when none is declared.
   *
   * @throws ForbiddenError when the viewer's role doesn't see it.
   */
  phoneMaskOf(viewer: Viewer, { phoneMask }: FilingPerson): string | null {
    assertCan(viewer, 'phone:read');
    return phoneMask;
  }

  /**
   * Whether an illness or a disability of a person is declared; which one is revealed, on record.
   *
   * @throws ForbiddenError when the viewer's role doesn't see it.
   */
  healthMaskOf(viewer: Viewer, person: FilingPerson): HealthMask {
    assertCan(viewer, 'health:read');
    return healthMaskOf(person);
  }

  /**
   * The masked account of an application; null when none is declared.
   *
   * @throws ForbiddenError when the viewer may not see accounts.
   */
  bankOf(viewer: Viewer, { bankName, bankAccountMask }: FilingApplication): BankAccountMasked | null {
    assertCan(viewer, 'account:read');
    return bankName === null || bankAccountMask === null ? null : new BankAccountMasked(bankName, bankAccountMask);
  }

  private rows(viewer: Viewer, action: Action, sql: string, ids: readonly string[]): Promise<Row[]> {
    assertCan(viewer, action);
    return this.db.query<Row[]>(sql, [ids]);
  }
}
