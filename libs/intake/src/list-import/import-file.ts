import type { ActTransaction } from '@nuan/facts';
import type { DataSource } from 'typeorm';

import { FileRefused } from '../file-refused';
import type { TableColumn } from '../table-columns';
import { readRows, type TableRow } from '../table-rows';
import type { UploadStore } from '../upload-store';

/** A file that was sent, and how it is read. */
export interface ImportFile {
  readonly uploadId: string;
  readonly columns: readonly TableColumn[];
  readonly db: DataSource;
  readonly store: UploadStore;
}

/**
 * Opens a file so that its rows can be read from the first on, as often as they are asked for.
 *
 * @throws FileRefused when its content has been deleted.
 */
export async function openRows(
  tx: ActTransaction,
  { uploadId, columns, db, store }: ImportFile,
): Promise<() => AsyncIterable<TableRow>> {
  const upload = await store.find(tx, uploadId);
  if (!upload) throw new FileRefused('CONTENT_GONE', 'The file is no longer there; send it again.');
  return () => readRows(store.open(db, upload), { fileName: upload.fileName, columns });
}
