const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** A number of the reserved division 349900 with its check character (GB 11643). */
export function idNumber(bornOn: string, sequence: number): string {
  const body = `349900${bornOn.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return `${body}${'10X98765432'[sum % 11]}`;
}

/** A family of two as its union's officer takes it down: the head ill, a child at school, a wage of 1,600 yuan a month. */
export const family = (headId: string, childId: string) => ({
  tier: 'COUNTY',
  primaryCause: 'MAJOR_ILLNESS',
  secondaryCauses: ['SCHOOLING'],
  address: '庐阳区样例路1号',
  housing: { type: 'RENTED', areaM2: 42.5 },
  account: { bankName: '样例银行', kind: 'BANK_CARD', accountNumber: '9999990000000000014', holderName: '张小明' },
  declaration: {
    homesOwned: 0,
    runsBusiness: false,
    hasCostlySchooling: false,
    keepsVehicle: false,
    isIdleWithoutReason: false,
  },
  persons: [
    {
      relation: 'HEAD',
      name: '张小明',
      idNumber: headId,
      phone: '100 0000 0001',
      employmentStatus: 'SICK_LEAVE',
      health: 'MALIGNANT_TUMOUR',
      unionMember: true,
      consents: ['FINANCIAL_CHECK', 'HEALTH_DATA'].map((purpose) => ({
        purpose,
        textVersion: '2016-1',
        channel: 'PAPER',
        givenAt: '2017-01-23T09:00:00+08:00',
      })),
    },
    {
      relation: 'CHILD',
      name: '张小华',
      idNumber: childId,
      employmentStatus: 'STUDENT',
      unionMember: false,
      study: { level: 'JUNIOR', school: '样例中学', enrolledYear: 2015 },
      consents: [
        {
          purpose: 'FINANCIAL_CHECK',
          textVersion: '2016-1',
          channel: 'PAPER',
          givenAt: '2017-01-23T09:00:00+08:00',
          guardianIndex: 0,
        },
      ],
    },
  ],
  amounts: [
    { kind: 'WAGE', amount: '19200.00', personIndex: 0 },
    { kind: 'MEDICAL', amount: '15000.00', personIndex: 0 },
  ],
});
