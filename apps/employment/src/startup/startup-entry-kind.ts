import { registerEnum } from '@nuan/federation';

/** What an entry of a start-up's books is about (创业扶持台账类型). */
export enum StartupEntryKind {
  MATERIAL = 'MATERIAL',
  REPAYMENT = 'REPAYMENT',
}

registerEnum(
  StartupEntryKind,
  'StartupEntryKind',
  'What an entry of a start-up’s books is about (创业扶持台账类型), beside its payments.',
  {
    MATERIAL: 'Materials handed over (实物发放).',
    REPAYMENT: 'An instalment of the loan paid back (归还借款).',
  },
);
