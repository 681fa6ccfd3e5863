import { registerEnum } from '@nuan/federation';

/** What another programme asks assistance to pay (待付类型). */
export enum PaymentRequestKind {
  WAGE_ADVANCE = 'WAGE_ADVANCE',
  TRAVEL_SUBSIDY = 'TRAVEL_SUBSIDY',
}

registerEnum(PaymentRequestKind, 'PaymentRequestKind', 'What another programme asks assistance to pay (待付类型).', {
  WAGE_ADVANCE: 'Wages advanced before the enterprise pays (工资垫付), for temporary aid.',
  TRAVEL_SUBSIDY: 'A subsidy to travel home (交通补贴), paid to the person it is for.',
});
