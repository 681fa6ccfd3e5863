export { bufferSource, type ByteSource } from './byte-source';
export { byRule } from './cell-rule';
export { csvField, csvLine, UTF8_MARK } from './csv-text';
export { FileRefused } from './file-refused';
export { intakePolicy } from './intake.policy';
export { readCreditCode, readIdNumber, type ReadingPlace, readRegion } from './list-import/import-cells';
export { ListImport, listImportOf, type ListImportWords } from './list-import/list-import.entity';
export {
  ListImportPiece,
  ListImportStep,
  regionWords,
  StartListImport,
  startRegionalImport,
  type StartRegionalImport,
} from './list-import/list-import.inputs';
export { ListImportJob } from './list-import/list-import.job';
export {
  type ListImportEvent,
  listImportMachine,
  type ListImportState,
  type ListImportStates,
  listImportStates,
} from './list-import/list-import.machine';
export { type ListImportNames } from './list-import/list-import-names';
export {
  defineListImport,
  type ListImportKind,
  type ListImportParts,
  regionalTarget,
} from './list-import/list-import.parts';
export {
  type ImportedRow,
  type ImportedRowTable,
  type ImportRun,
  type ListImportRules,
  type RowOf,
  type RowRefusal,
  type SurveyedRows,
  type WrittenRow,
} from './list-import/list-import-rules';
export {
  dropListImportModes,
  dropListImportTables,
  listImportColumns,
  listImportModes,
  type ListImportTables,
  listImportTables,
} from './list-import/list-import-tables';
export { dropListImportWalls, listImportWalls } from './list-import/list-import-walls';
export { type ListImportContract, listImportContract } from './list-import/list-import.contract';
export { listImportPolicy, type ListImportRight } from './list-import/list-import.policy';
export { ListImportMode } from './list-import/list-import-mode';
export {
  type NamedPerson,
  PeopleOfList,
  peopleOfList,
  PERSON_COLUMNS,
  readPerson,
  type RowOfPerson,
} from './list-import/people-of-list';
export { rowActs, type RowFields } from './list-import/row-acts';
export { ListImportService } from './list-import/list-import.service';
export { type ImportTarget, ListImportWriter, type ListImportWriting } from './list-import/list-import.writer';
export { listedWords } from './listed-words';
export { namedLater, type NamedLater } from './named-later';
export { OCCUPATION_WORDS } from './occupation-words';
export { MAX_PROBLEMS, reportProblems } from './problem-report';
export { ProblemLevel, problemPage, ReportedProblem, RowProblemConnection } from './reported-problem';
export { parseResidentId, refuseMask } from './resident-id-text';
export { RowCursor, type TakenRows } from './row-cursor';
export { RowReader } from './row-reader';
export { hasError, type ProblemWeight, type RowProblem } from './row-problem';
export { tableColumn, type TableColumn, templateTitles } from './table-columns';
export { type TableLimits, TABLE_LIMITS } from './table-limits';
export { readRows, type TableOptions, type TableRow } from './table-rows';
export { Upload, UploadState } from './upload.entity';
export {
  MAX_PIECE_BYTES,
  type Statements,
  type UploadActor,
  type UploadAnnouncement,
  UploadStore,
} from './upload-store';
export { orUploadOutcome } from './upload-outcome';
export { dropUploadTables, dropUploadUnions, uploadTables, uploadUnions } from './upload-tables';
export { UPLOAD_COLUMNS } from './upload.columns';
