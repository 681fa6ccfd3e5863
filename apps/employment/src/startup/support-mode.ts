import { registerEnum } from '@nuan/federation';

/** Mode of support of a start-up (扶持方式). */
export enum SupportMode {
  GRANT = 'GRANT',
  INTEREST_SUBSIDY = 'INTEREST_SUBSIDY',
  INTEREST_FREE_LOAN = 'INTEREST_FREE_LOAN',
  EQUITY = 'EQUITY',
  MATERIAL = 'MATERIAL',
}

registerEnum(SupportMode, 'SupportMode', 'Mode of support of a start-up (扶持方式).', {
  GRANT: 'Grant (无偿资助).',
  INTEREST_SUBSIDY: 'Subsidy of loan interest (贷款贴息).',
  INTEREST_FREE_LOAN: 'Interest-free loan (无息借款).',
  EQUITY: 'Equity (股权投入).',
  MATERIAL: 'Materials in kind (实物扶持).',
});
