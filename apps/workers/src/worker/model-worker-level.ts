import { registerEnum } from '@nuan/federation';

/** Honour level of a model worker (劳模类型). */
export enum ModelWorkerLevel {
  NATIONAL = 'NATIONAL',
  PROVINCIAL = 'PROVINCIAL',
  PREFECTURE = 'PREFECTURE',
  OTHER = 'OTHER',
}

registerEnum(ModelWorkerLevel, 'ModelWorkerLevel', 'Honour level of a model worker (劳模类型).', {
  NATIONAL: 'National model worker (全国劳模).',
  PROVINCIAL: 'Model worker of a province or ministry (省部级劳模).',
  PREFECTURE: 'Model worker of a city (市级劳模).',
  OTHER: 'Another honour (其他).',
});
