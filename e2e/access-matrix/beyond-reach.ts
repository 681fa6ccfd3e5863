/** Types of which no operation of the walk meets a row, each with the reason. Kept short: a new type gets a row instead. */
export const BEYOND_REACH: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  assistance: {
    BankFetch: 'the answer to fetchBankFiles alone, which is called as each role from every position; it tells an id',
    PayeeRegistration:
      'the answer to registerPayee and endPayee alone, which are called as each role from every position',
  },
  migrants: {
    InsuranceTarget: 'the answer to setInsuranceTarget alone, which is called as each role from every position',
  },
};

/** Root fields that are asked with more than a row's id, each with the reason why they are left to a test of their own. */
export const NOT_ASKED: Readonly<Record<string, string>> = {};
