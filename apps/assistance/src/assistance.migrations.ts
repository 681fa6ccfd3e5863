import { CreateProjectionTables1767225660000 } from '../migrations/1767225660000-create-projection-tables';
import { CreateCaseworkTables1767225720000 } from '../migrations/1767225720000-create-casework-tables';

/** The schema history in order. A migration is never edited once merged. */
export const assistanceMigrations = [CreateProjectionTables1767225660000, CreateCaseworkTables1767225720000] as const;
