/** A campaign of the sample, as its owner has it and as others know it. */
export interface SampleCampaign {
  readonly code: string;
  readonly name: string;
  readonly status: 'OPEN' | 'CLOSING';
  readonly startsOn: string;
  readonly endsOn: string;
  readonly isSynthetic: boolean;
}

/** The campaign of the source, and a second, open round that is wholly synthetic; ids go by the order. */
export const SAMPLE_CAMPAIGNS: readonly SampleCampaign[] = [
  {
    ...{ code: 'CNY2017', name: '2017年元旦春节送温暖活动', status: 'CLOSING', isSynthetic: false },
    ...{ startsOn: '2016-12-20', endsOn: '2017-01-27' },
  },
  {
    ...{ code: 'DAILY2017', name: '2017年日常帮扶救助（合成数据）', status: 'OPEN', isSynthetic: true },
    ...{ startsOn: '2017-01-01', endsOn: '2017-12-31' },
  },
];
