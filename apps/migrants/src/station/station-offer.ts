import { registerEnum } from '@nuan/federation';

/** What visitors of a facility can do there (服务项目). */
export enum StationOffer {
  READING = 'READING',
  HOT_WATER = 'HOT_WATER',
  MEAL_HEATING = 'MEAL_HEATING',
  FOOD_STORAGE = 'FOOD_STORAGE',
  WARMING = 'WARMING',
  TOILET = 'TOILET',
  REST = 'REST',
  LEGAL_ADVICE = 'LEGAL_ADVICE',
  POLICY_ADVICE = 'POLICY_ADVICE',
  JOB_INFORMATION = 'JOB_INFORMATION',
}

registerEnum(StationOffer, 'StationOffer', 'What visitors of a facility can do there (服务项目).', {
  READING: 'Read books and papers (图书阅览).',
  HOT_WATER: 'Drink hot water (热水).',
  MEAL_HEATING: 'Warm up a meal (饭菜加热).',
  FOOD_STORAGE: 'Keep food cool (饭菜保鲜).',
  WARMING: 'Warm up or cool down (取暖纳凉).',
  TOILET: 'Use the toilet (如厕).',
  REST: 'Rest (休息).',
  LEGAL_ADVICE: 'Get legal advice (法律咨询).',
  POLICY_ADVICE: 'Get advice on policies (政策咨询).',
  JOB_INFORMATION: 'Find job information (就业信息).',
});
