import { listImportMachine, type ListImportNames } from '@nuan/intake';

/** What the import of enterprises (批量导入企业) is called. */
export const ENTERPRISE_IMPORT: ListImportNames = { type: 'EnterpriseImport', things: 'enterprises', chinese: '企业' };

/** How a file becomes enterprises (批量导入): a dry run ends CHECKED and never writes. */
export const enterpriseImportMachine = listImportMachine(ENTERPRISE_IMPORT);
