/** What contracts show of a region (行政区划). */
export const REGION = 'code name level';
