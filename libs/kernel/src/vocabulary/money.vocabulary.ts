/** Purpose of aid (救助用途). */
export enum AidPurpose {
  /** Living aid (生活救助). */
  LIVING = 'LIVING',
  /** Medical aid (医疗救助). */
  MEDICAL = 'MEDICAL',
  /** Aid to study (助学救助). */
  STUDY = 'STUDY',
  /** Legal aid (法律援助). */
  LEGAL = 'LEGAL',
  /** Temporary aid (临时救助). */
  TEMPORARY = 'TEMPORARY',
  /** Consolation (慰问). */
  CONSOLATION = 'CONSOLATION',
  /** Training (培训). */
  TRAINING = 'TRAINING',
  /** Support of a start-up (创业扶持). */
  STARTUP = 'STARTUP',
  /** Productive asset (生产资料). */
  ASSET = 'ASSET',
  /** Travel home (交通补贴). */
  TRANSPORT = 'TRANSPORT',
}

/** What each AidPurpose means, for the published schema. */
export const AidPurposeDescriptions: Record<AidPurpose, string> = {
  [AidPurpose.LIVING]: 'Living aid (生活救助).',
  [AidPurpose.MEDICAL]: 'Medical aid (医疗救助).',
  [AidPurpose.STUDY]: 'Aid to study (助学救助).',
  [AidPurpose.LEGAL]: 'Legal aid (法律援助).',
  [AidPurpose.TEMPORARY]: 'Temporary aid (临时救助).',
  [AidPurpose.CONSOLATION]: 'Consolation (慰问).',
  [AidPurpose.TRAINING]: 'Training (培训).',
  [AidPurpose.STARTUP]: 'Support of a start-up (创业扶持).',
  [AidPurpose.ASSET]: 'Productive asset (生产资料).',
  [AidPurpose.TRANSPORT]: 'Travel home (交通补贴).',
};

/** Source of money (资金来源). */
export enum FundSource {
  /** Central fiscal earmark for hardship aid (中央财政专项帮扶资金). */
  CENTRAL_FISCAL_AID = 'CENTRAL_FISCAL_AID',
  /** Provincial fiscal earmark for hardship aid (省财政专项帮扶资金). */
  PROVINCIAL_FISCAL_AID = 'PROVINCIAL_FISCAL_AID',
  /** Provincial fiscal warmth money (省财政送温暖资金). */
  PROVINCIAL_FISCAL_WARMTH = 'PROVINCIAL_FISCAL_WARMTH',
  /** Money for workers diverted from over-capacity (化解过剩产能职工安置资金). */
  OVERCAPACITY_SETTLEMENT = 'OVERCAPACITY_SETTLEMENT',
  /** City and county fiscal money (地方财政资金). */
  LOCAL_FISCAL = 'LOCAL_FISCAL',
  /** Union dues (工会经费). */
  UNION_DUES = 'UNION_DUES',
  /** Subsidy of the upper union (上级工会补助). */
  UPPER_UNION_SUBSIDY = 'UPPER_UNION_SUBSIDY',
  /** Donations (社会捐助). */
  DONATION = 'DONATION',
  /** Employer's administration (单位行政). */
  EMPLOYER_ADMIN = 'EMPLOYER_ADMIN',
}

/** What each FundSource means, for the published schema. */
export const FundSourceDescriptions: Record<FundSource, string> = {
  [FundSource.CENTRAL_FISCAL_AID]: 'Central fiscal earmark for hardship aid (中央财政专项帮扶资金).',
  [FundSource.PROVINCIAL_FISCAL_AID]: 'Provincial fiscal earmark for hardship aid (省财政专项帮扶资金).',
  [FundSource.PROVINCIAL_FISCAL_WARMTH]: 'Provincial fiscal warmth money (省财政送温暖资金).',
  [FundSource.OVERCAPACITY_SETTLEMENT]: 'Money for workers diverted from over-capacity (化解过剩产能职工安置资金).',
  [FundSource.LOCAL_FISCAL]: 'City and county fiscal money (地方财政资金).',
  [FundSource.UNION_DUES]: 'Union dues (工会经费).',
  [FundSource.UPPER_UNION_SUBSIDY]: 'Subsidy of the upper union (上级工会补助).',
  [FundSource.DONATION]: 'Donations (社会捐助).',
  [FundSource.EMPLOYER_ADMIN]: "Employer's administration (单位行政).",
};

/** How aid reaches the person (发放方式). CASH is the exception, with a reason and a second approver (I16). */
export enum DeliveryMode {
  /** To the person’s own bank card (打卡发放). */
  BANK_CARD = 'BANK_CARD',
  /** To the person’s own passbook (存折发放). */
  PASSBOOK = 'PASSBOOK',
  /** As goods bought with the money (慰问品). */
  GOODS = 'GOODS',
  /** As a voucher (慰问券). */
  VOUCHER = 'VOUCHER',
  /** In banknotes: the exception, with a reason and a second approver (现金). */
  CASH = 'CASH',
}

/** What each DeliveryMode means, for the published schema. */
export const DeliveryModeDescriptions: Record<DeliveryMode, string> = {
  [DeliveryMode.BANK_CARD]: 'To the person’s own bank card (打卡发放).',
  [DeliveryMode.PASSBOOK]: 'To the person’s own passbook (存折发放).',
  [DeliveryMode.GOODS]: 'As goods bought with the money (慰问品).',
  [DeliveryMode.VOUCHER]: 'As a voucher (慰问券).',
  [DeliveryMode.CASH]: 'In banknotes: the exception, with a reason and a second approver (现金).',
};
