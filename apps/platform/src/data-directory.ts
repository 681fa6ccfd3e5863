import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  DEVELOPMENT_AUDIENCE,
  DEVELOPMENT_ISSUER,
  type DevelopmentKey,
  loadOrCreateDevelopmentKey,
  rotateSigningKeys,
} from '@nuan/auth';
import {
  acquireFileLock,
  type FileLock,
  fileLockHolder,
  keyProvider,
  newFieldKeys,
  newMasterKeys,
  openFieldKeys,
} from '@nuan/database';
import { FaultError } from '@nuan/errors';

/** What the all-in-one remembers between runs. */
export interface PlatformState {
  /** Added to the system's clock to make the domain's; set when the sample is loaded. */
  readonly clockOffsetMs?: number;
  /** Milliseconds that the first start took to its first answer. */
  readonly firstStartMs?: number;
  /** For each subgraph, the bundle whose migrations have run. */
  readonly migrated?: Readonly<Record<string, string>>;
}

/** Secrets that are made on first use and never leave the directory. */
export interface PlatformSecrets {
  /** The database roles' passwords derive from it. */
  readonly roles: string;
  /** Proves to the subgraphs that a request comes from our gateway. */
  readonly gateway: string;
}

/** The data directory (数据目录) of an all-in-one, taken by this process until it is released. */
export interface DataDirectory {
  readonly dir: string;
  readonly logsDir: string;
  readonly postgresDir: string;
  readonly jwksFile: string;
  readonly fieldKeysFile: string;
  /** The master keys that wrap those; in production it lies elsewhere than the data. */
  readonly masterKeyFile: string;
  /** The keys with which identity signs tokens. */
  readonly signingKeysFile: string;
  /** The issuers that gateway and subgraphs take beside the development issuer. */
  readonly issuersFile: string;
  /** The issuers whose tokens identity exchanges: the development issuer alone. */
  readonly acceptedIssuersFile: string;
  /** Where the subgraphs find their token for each other's change feeds. */
  readonly feedTokenFile: string;
  /** The bank's directory: payment files in its outbox, results and statements in its inbox. */
  readonly bankDir: string;
  /** Where the ends of the audit chains are kept. */
  readonly auditAnchorDir: string;
  readonly secrets: PlatformSecrets;
  readonly developmentKey: DevelopmentKey;
  readState(): PlatformState;
  writeState(change: PlatformState): void;
  writeFeedToken(token: string): void;
  /** Names the issuers that gateway and subgraphs take beside the development issuer. */
  writeIssuers(issuers: readonly object[]): void;
  /** Gives the directory free for the next start. */
  release(): void;
}

/**
 * Opens the data directory, making what is missing, and takes it for this process alone.
 * @throws FaultError in one line when it can't be written or another all-in-one runs there.
 */
export async function openDataDirectory(dir: string): Promise<DataDirectory> {
  const logsDir = join(dir, 'logs');
  makeWritable(dir, logsDir);
  const lockFile = join(dir, 'platform.lock');
  const lock = await acquireFileLock(lockFile, 0);
  if (lock === null) {
    const pid = fileLockHolder(lockFile)?.pid;
    throw new FaultError(
      `Nuan runs already on ${dir} (process ${pid ?? 'unknown'}): stop that one first, or set NUAN_DATA_DIR and NUAN_PORT for a second one`,
    );
  }
  try {
    await makeFieldKeys(dir);
    return describe(dir, logsDir, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

function describe(dir: string, logsDir: string, lock: FileLock): DataDirectory {
  const stateFile = join(dir, 'state.json');
  const fieldKeysFile = join(dir, FIELD_KEYS_FILE);
  const jwksFile = join(dir, 'jwks.json');
  const feedTokenFile = join(dir, 'feed-token');
  const developmentKey = loadOrCreateDevelopmentKey(dir);
  writeWhole(jwksFile, JSON.stringify(developmentKey.jwks));
  const signingKeysFile = join(dir, 'signing-keys.json');
  if (!existsSync(signingKeysFile)) rotateSigningKeys(signingKeysFile, new Date());
  const acceptedIssuersFile = join(dir, 'accepted-issuers.json');
  const development = { issuer: DEVELOPMENT_ISSUER, jwks: jwksFile, audience: DEVELOPMENT_AUDIENCE };
  writeWhole(acceptedIssuersFile, JSON.stringify([development], null, 2));
  const issuersFile = join(dir, 'issuers.json');
  const readState = (): PlatformState => readJson(stateFile) ?? {};
  return {
    dir,
    logsDir,
    postgresDir: join(dir, 'postgres'),
    jwksFile,
    fieldKeysFile,
    masterKeyFile: join(dir, MASTER_KEY_FILE),
    signingKeysFile,
    acceptedIssuersFile,
    issuersFile,
    feedTokenFile,
    bankDir: join(dir, 'bank'),
    auditAnchorDir: join(dir, 'audit-anchors'),
    secrets: readSecrets(join(dir, 'secrets.json')),
    developmentKey,
    readState,
    writeState: (change) => writeWhole(stateFile, JSON.stringify({ ...readState(), ...change }, null, 2)),
    writeFeedToken: (token) => writeWhole(feedTokenFile, token),
    writeIssuers: (issuers) => writeWhole(issuersFile, JSON.stringify(issuers, null, 2)),
    release: () => lock.release(),
  };
}

const FIELD_KEYS_FILE = 'field-keys.json';
const MASTER_KEY_FILE = 'master-key.json';

/**
 * Makes the keys that seal personal data, and the master key that wraps them, on the first use of the directory.
 * @throws FaultError for keys of an older version, whose data this one can't read.
 */
async function makeFieldKeys(dir: string): Promise<void> {
  const [keysFile, masterFile] = [join(dir, FIELD_KEYS_FILE), join(dir, MASTER_KEY_FILE)];
  const today = new Date().toISOString().slice(0, 10);
  const isNew = !existsSync(keysFile);
  if (!existsSync(masterFile)) writeWhole(masterFile, newMasterKeys(`master-${today}`));
  const provider = keyProvider(readFileSync(masterFile, 'utf8'));
  if (isNew) writeWhole(keysFile, await newFieldKeys(today, provider));
  else await openFieldKeys(readFileSync(keysFile, 'utf8'), provider);
}

function readSecrets(file: string): PlatformSecrets {
  const kept = readJson<PlatformSecrets>(file);
  if (kept !== null) return kept;
  const made = { roles: randomBytes(32).toString('hex'), gateway: randomBytes(32).toString('hex') };
  writeWhole(file, JSON.stringify(made));
  return made;
}

/** Others may pass through but not list: where root can't use a user namespace, PostgreSQL's user must reach its cluster inside. */
function makeWritable(dir: string, logsDir: string): void {
  const probe = join(dir, `.writable-${process.pid}`);
  try {
    makeFolder(dir, 0o711);
    makeFolder(logsDir, 0o700);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new FaultError(
      `the data directory ${dir} can't be written (${code ?? 'unknown'}): set NUAN_DATA_DIR to another, or give yourself the right to write there`,
    );
  }
}

/** Node's own recursive mkdir never returns where a folder can't be made in an existing one, as under /proc. */
function makeFolder(path: string, mode: number): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path), 0o755);
  mkdirSync(path, { mode });
}

function readJson<T>(file: string): T | null {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch (cause) {
    throw new FaultError(`${file} is damaged: restore it, or start over with "npm run reset"`, { cause });
  }
}

/** A reader finds the old content or the new, never half of it. */
function writeWhole(file: string, content: string): void {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, content, { mode: 0o600 });
  renameSync(draft, file);
}
