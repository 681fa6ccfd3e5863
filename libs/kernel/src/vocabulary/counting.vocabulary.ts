/** Unit of a count (计数单位). Counts of different units are never added. */
export enum CountUnit {
  /** Households (户). */
  HOUSEHOLD = 'HOUSEHOLD',
  /** Persons (人). */
  PERSON = 'PERSON',
  /** Enterprises (家). */
  ENTERPRISE = 'ENTERPRISE',
  /** Facilities (个). */
  FACILITY = 'FACILITY',
  /** Visits (次). */
  VISIT = 'VISIT',
  /** Events (场). */
  EVENT = 'EVENT',
  /** Students (名). */
  STUDENT = 'STUDENT',
}

/** What each CountUnit means, for the published schema. */
export const CountUnitDescriptions: Record<CountUnit, string> = {
  [CountUnit.HOUSEHOLD]: 'Households (户).',
  [CountUnit.PERSON]: 'Persons (人).',
  [CountUnit.ENTERPRISE]: 'Enterprises (家).',
  [CountUnit.FACILITY]: 'Facilities (个).',
  [CountUnit.VISIT]: 'Visits (次).',
  [CountUnit.EVENT]: 'Events (场).',
  [CountUnit.STUDENT]: 'Students (名).',
};

/** How exact a count is (精度). */
export enum CountPrecision {
  /** Counted from rows (准确数). */
  EXACT = 'EXACT',
  /** A lower bound (余、多). */
  AT_LEAST = 'AT_LEAST',
  /** An estimate or a rounded figure (约数). */
  ESTIMATE = 'ESTIMATE',
}

/** What each CountPrecision means, for the published schema. */
export const CountPrecisionDescriptions: Record<CountPrecision, string> = {
  [CountPrecision.EXACT]: 'Counted from rows (准确数).',
  [CountPrecision.AT_LEAST]: 'A lower bound (余、多).',
  [CountPrecision.ESTIMATE]: 'An estimate or a rounded figure (约数).',
};
