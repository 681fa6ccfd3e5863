import type { SpecimenValues } from '@nuan/testing';

/** What specimens hold where a plain value would break the answer, by `table.column`. */
export const SPECIMEN_VALUES: SpecimenValues = {};
