import { AidPurpose, TargetGroupKind } from '@nuan/kernel';

/** A standard of aid in yuan: what one payment and one year may give. */
export interface SampleStandard {
  readonly group: TargetGroupKind;
  readonly purpose: AidPurpose;
  readonly perPayment: number;
  readonly perYear: number;
  /** Of whom perYear is counted. */
  readonly capScope: 'PERSON_YEAR' | 'HOUSEHOLD_YEAR';
}

const { FILED_HOUSEHOLD, MODEL_WORKER_HOUSEHOLD, DISTRESSED_ENTERPRISE_WORKER, ON_DUTY_WORKER } = TargetGroupKind;

const HOUSEHOLD = { capScope: 'HOUSEHOLD_YEAR' } as const;
const PERSON = { capScope: 'PERSON_YEAR' } as const;

/** Standards of the whole province; synthetic, of the size that provinces had. The year of STUDY is counted per student. */
export const SAMPLE_STANDARDS: readonly SampleStandard[] = [
  { group: FILED_HOUSEHOLD, purpose: AidPurpose.LIVING, perPayment: 3_000, perYear: 6_000, ...HOUSEHOLD },
  { group: FILED_HOUSEHOLD, purpose: AidPurpose.MEDICAL, perPayment: 6_000, perYear: 20_000, ...HOUSEHOLD },
  { group: FILED_HOUSEHOLD, purpose: AidPurpose.STUDY, perPayment: 5_000, perYear: 10_000, ...PERSON },
  { group: FILED_HOUSEHOLD, purpose: AidPurpose.TEMPORARY, perPayment: 3_000, perYear: 3_000, ...HOUSEHOLD },
  { group: MODEL_WORKER_HOUSEHOLD, purpose: AidPurpose.CONSOLATION, perPayment: 3_000, perYear: 6_000, ...PERSON },
  { group: DISTRESSED_ENTERPRISE_WORKER, purpose: AidPurpose.CONSOLATION, perPayment: 500, perYear: 1_000, ...PERSON },
  { group: ON_DUTY_WORKER, purpose: AidPurpose.CONSOLATION, perPayment: 500, perYear: 1_000, ...PERSON },
];

const byKey = new Map(SAMPLE_STANDARDS.map((standard) => [`${standard.group} ${standard.purpose}`, standard]));

/** Of whom the year of a payment's standard is counted. */
export const capScopeOf = (group: TargetGroupKind, purpose: AidPurpose): SampleStandard['capScope'] =>
  byKey.get(`${group} ${purpose}`)?.capScope ?? 'PERSON_YEAR';

/**
 * The cap that a payment comes closest to, and how much of it is used: one payment's, or the year's, of which `earlierFen`
 * was given before for the same purpose.
 */
export function capOf(
  group: TargetGroupKind,
  purpose: AidPurpose,
  amountFen: bigint,
  earlierFen = 0n,
): { readonly capFen: bigint; readonly capUsedFen: bigint } {
  const standard = byKey.get(`${group} ${purpose}`);
  const perPayment = BigInt((standard?.perPayment ?? 0) * 100);
  const perYear = BigInt((standard?.perYear ?? 0) * 100);
  const yearFen = earlierFen + amountFen;
  return yearFen * perPayment > amountFen * perYear
    ? { capFen: perYear, capUsedFen: yearFen }
    : { capFen: perPayment, capUsedFen: amountFen };
}
