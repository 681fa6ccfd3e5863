import { registerEnum } from '@nuan/federation';

/** Health (健康状况) by the code list of the national form. */
export enum HealthStatus {
  GOOD = 'GOOD',
  GENERAL = 'GENERAL',
  MALIGNANT_TUMOUR = 'MALIGNANT_TUMOUR',
  CARDIOVASCULAR = 'CARDIOVASCULAR',
  CEREBROVASCULAR = 'CEREBROVASCULAR',
  END_STAGE_RENAL = 'END_STAGE_RENAL',
  MENTAL = 'MENTAL',
  LIVER = 'LIVER',
  BLOOD = 'BLOOD',
  DIABETES = 'DIABETES',
  OTHER_TUMOUR = 'OTHER_TUMOUR',
  SPINAL = 'SPINAL',
  HYPERTENSION = 'HYPERTENSION',
  LUNG = 'LUNG',
  DEEP_COMA = 'DEEP_COMA',
  PERMANENT_PARALYSIS = 'PERMANENT_PARALYSIS',
  SEVERE_NEURODEGENERATIVE = 'SEVERE_NEURODEGENERATIVE',
  DISABILITY = 'DISABILITY',
}

registerEnum(HealthStatus, 'HealthStatus', 'Health of a person by the code list of the national form (健康状况).', {
  GOOD: 'Good (良好).',
  GENERAL: 'Fair (一般).',
  MALIGNANT_TUMOUR: 'Malignant tumour (恶性肿瘤).',
  CARDIOVASCULAR: 'Cardiovascular disease (心血管疾病).',
  CEREBROVASCULAR: 'Cerebrovascular disease (脑血管疾病).',
  END_STAGE_RENAL: 'End-stage renal disease, uraemia (终末期肾病、尿毒症).',
  MENTAL: 'Mental illness (精神疾病).',
  LIVER: 'Liver disease (肝病).',
  BLOOD: 'Blood disease (血液病).',
  DIABETES: 'Diabetes (糖尿病).',
  OTHER_TUMOUR: 'Other tumour (其他肿瘤).',
  SPINAL: 'Disease of the lumbar or cervical spine (腰椎、颈椎疾病).',
  HYPERTENSION: 'High blood pressure (高血压).',
  LUNG: 'Lung disease (肺病).',
  DEEP_COMA: 'Deep coma (深度昏迷).',
  PERMANENT_PARALYSIS: 'Permanent paralysis (永久性瘫痪).',
  SEVERE_NEURODEGENERATIVE:
    'Severe Alzheimer’s, Parkinson’s or motor-neuron disease (严重阿尔茨海默病、帕金森病、运动神经元病).',
  DISABILITY: 'Disability (残疾).',
});
