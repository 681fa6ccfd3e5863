import { listedWords, OCCUPATION_WORDS } from '@nuan/intake';
import { type ArchiveTier, type HardshipCategory, type HardshipCause, type StudyLevel } from '@nuan/kernel';

import { type ConsentChannel } from '../filing/consent.entity';
import { type BankAccountKind } from '../household/bank-account';
import { type HousingType } from '../household/housing';
import { type KeyGroup } from '../household/key-group';
import { type ReliefMeasure } from '../household/relief-measure';
import { type DisabilityKind } from '../worker/disability';
import { type EmploymentStatus } from '../worker/employment-status';
import { type Gender } from '../worker/gender';
import { type HealthStatus } from '../worker/health-status';
import { type HouseholdRelation } from '../worker/household-relation';
import { type ModelWorkerLevel } from '../worker/model-worker-level';

/** Words of each code list (代码项), the first of each the one that the template shows. Source: the forms of the national file. */
export const IMPORT_WORDS = {
  relation: listedWords<HouseholdRelation>({
    HEAD: '户主、本人',
    SPOUSE: '配偶、夫妻',
    CHILD: '子女、儿子、女儿',
    PARENT: '父母、父亲、母亲',
    OTHER: '其他',
  }),
  gender: listedWords<Gender>({ MALE: '男', FEMALE: '女' }),
  employmentStatus: listedWords<EmploymentStatus>({
    ON_POST: '在岗、在职',
    LAID_OFF: '下岗待岗、下岗、待岗',
    UNEMPLOYED: '失业',
    RETIRED: '退休',
    SICK_LEAVE: '病休',
    INTERNALLY_RETIRED: '内退',
    MIGRANT: '农民工',
    STUDENT: '在学、学生',
    NOT_WORKING: '无业',
  }),
  occupationGroup: OCCUPATION_WORDS,
  health: listedWords<HealthStatus>({
    GOOD: '良好、健康',
    GENERAL: '一般',
    MALIGNANT_TUMOUR: '恶性肿瘤、癌症',
    CARDIOVASCULAR: '心血管疾病',
    CEREBROVASCULAR: '脑血管疾病',
    END_STAGE_RENAL: '终末期肾病、尿毒症',
    MENTAL: '精神疾病',
    LIVER: '肝病',
    BLOOD: '血液病',
    DIABETES: '糖尿病',
    OTHER_TUMOUR: '其他肿瘤',
    SPINAL: '腰椎颈椎疾病',
    HYPERTENSION: '高血压',
    LUNG: '肺病',
    DEEP_COMA: '深度昏迷',
    PERMANENT_PARALYSIS: '永久性瘫痪',
    SEVERE_NEURODEGENERATIVE: '阿尔茨海默病、帕金森病、运动神经元病',
    DISABILITY: '残疾',
  }),
  disability: listedWords<DisabilityKind>({
    VISION: '视力',
    HEARING: '听力',
    SPEECH: '言语',
    LIMB: '肢体',
    INTELLECTUAL: '智力',
    MENTAL: '精神',
    MULTIPLE: '多重',
  }),
  modelWorkerLevel: listedWords<ModelWorkerLevel>({
    NATIONAL: '全国劳模',
    PROVINCIAL: '省部级劳模',
    PREFECTURE: '市级劳模',
    OTHER: '其他荣誉',
  }),
  tier: listedWords<ArchiveTier>({
    NATIONAL: '全国级、全国',
    PROVINCIAL: '省级、省',
    PREFECTURE: '地市级、市级',
    COUNTY: '区县级、县级',
    GRASSROOTS: '基层',
  }),
  category: listedWords<HardshipCategory>({
    MIN_LIVING: '低保户',
    NEAR_MIN: '低保边缘户',
    ACCIDENT: '意外致困户',
    DEEP: '深度困难',
    RELATIVE: '相对困难',
    ACCIDENTAL: '意外致困',
    EDGE: '边缘困难',
  }),
  cause: listedWords<HardshipCause>({
    NO_LABOUR_CAPACITY: '无劳动能力',
    ABLE_NOT_EMPLOYED: '有劳动能力未就业',
    LAID_OFF: '下岗失业',
    NO_SOCIAL_INSURANCE: '未参加社会保险',
    BENEFITS_UNDELIVERED: '社保待遇未落实',
    MAJOR_ILLNESS: '因病致困、疾病',
    NATURAL_DISASTER: '自然灾害',
    ACCIDENT: '意外灾害',
    SCHOOLING: '子女上学',
    OTHER: '其他',
  }),
  keyGroup: listedWords<KeyGroup>({
    MIN_LIVING_UNDEREMPLOYED: '低保未充分就业',
    BELOW_LINE_NOT_COVERED: '符合低保未纳入',
    EXPENDITURE_DRIVEN: '支出型困难',
    URBAN_MIGRANT: '城镇困难农民工',
    SUPPLY_SIDE_REFORM: '供给侧改革困难职工',
    OTHER: '其他',
  }),
  measure: listedWords<ReliefMeasure>({
    EMPLOYMENT: '就业创业',
    SOCIAL_INSURANCE: '社会保险',
    MEDICAL_AID: '医疗救助',
    FALLBACK: '政策兜底',
  }),
  housingType: listedWords<HousingType>({
    OWN_BUILT: '自建房',
    COMMODITY: '商品房',
    AFFORDABLE: '经济适用房',
    PRICE_LIMITED: '限价房',
    UNIT_PUBLIC: '单位公房',
    LOW_RENT: '廉租房',
    RENTED: '租房',
    NONE: '无房',
    OTHER: '其他',
  }),
  accountKind: listedWords<BankAccountKind>({ BANK_CARD: '银行卡', PASSBOOK: '存折' }),
  consentChannel: listedWords<ConsentChannel>({ PAPER: '书面、纸质', ONLINE: '线上、网上' }),
  studyLevel: listedWords<StudyLevel>({
    PRIMARY: '小学',
    JUNIOR: '初中',
    SENIOR: '高中',
    VOCATIONAL: '中职',
    TERTIARY_JUNIOR: '大专',
    UNDERGRADUATE: '本科',
    POSTGRADUATE: '研究生',
  }),
} as const;

/** The words that a template names for a list, one for each value. */
export function wordsOf(list: keyof typeof IMPORT_WORDS): string {
  const seen = new Set<string>();
  return [...IMPORT_WORDS[list]]
    .filter(([, value]) => !seen.has(value) && seen.add(value))
    .map(([word]) => word)
    .join('、');
}
