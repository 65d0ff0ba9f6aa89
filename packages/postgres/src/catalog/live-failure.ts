import { FailureError, type Failure, type SqlRefusal } from '@rowpact/model';

/** Where a connection goes, as far as it may be told: never the password, never the whole address. */
export interface LiveTarget {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** What must not be repeated, whatever the driver says. */
  readonly secret: string | null;
}

/** Turns what the driver threw into a failure; anything that is no error of the connection or the server is a bug and stays as it is. */
export function liveFailure(error: unknown, target: LiveTarget): unknown {
  if (!(error instanceof Error)) return error;
  const sqlstate = sqlstateOf(error);
  if (sqlstate !== null)
    return new FailureError(LOST.test(sqlstate) ? unreachable(error, target) : refused(error, sqlstate, target));
  return isConnectionError(error) ? new FailureError(unreachable(error, target)) : error;
}

/** The server is there but cannot serve: a lost connection, shutting down, starting up. */
const LOST = /^(?:08...|57P0[123])$/;

/** What the driver says without a code of the operating system's. */
const DRIVER_MESSAGES =
  /^(?:timeout expired|Query read timeout|Connection terminated|The server does not support SSL|There was an error establishing an SSL)/;

function isConnectionError(error: Error): boolean {
  const { code } = error as NodeJS.ErrnoException; // any error may be asked for its code
  return (
    (typeof code === 'string' && /^(?:E[A-Z]+|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL)/.test(code)) ||
    DRIVER_MESSAGES.test(error.message)
  );
}

function sqlstateOf(error: Error): string | null {
  const { code, severity } = error as { code?: unknown; severity?: unknown }; // only the server's errors have both
  return typeof code === 'string' && typeof severity === 'string' ? code : null;
}

function unreachable(error: Error, target: LiveTarget): Failure {
  return {
    code: 'database-unreachable',
    message: `cannot reach ${describe(target)}: ${withoutSecret(reasonOf(error), target)}`,
    hint: 'Check that the server runs and that host, port and SSL mode in the address are right.',
  };
}

/** Node tries every address of a host and reports the attempts together, with an empty message of its own. */
function reasonOf(error: Error): string {
  if (!(error instanceof AggregateError)) return error.message;
  return error.errors
    .map((attempt: unknown) => (attempt instanceof Error ? attempt.message : String(attempt)))
    .join('; ');
}

function refused(error: Error, sqlstate: string, target: LiveTarget): Failure {
  const { detail, hint } = error as { detail?: unknown; hint?: unknown }; // the server's errors have both or neither
  const text = (value: unknown): string | null => (typeof value === 'string' ? withoutSecret(value, target) : null);
  const message = withoutSecret(error.message, target);
  const sql: SqlRefusal = {
    sqlstate,
    message,
    detail: text(detail),
    hint: text(hint),
    statement: 'reading the catalog',
  };
  return { code: 'database-refused', message: `${describe(target)} refused: ${message}`, hint: remedy(sqlstate), sql };
}

function remedy(sqlstate: string): string {
  if (sqlstate.startsWith('28'))
    return 'Check user, password and pg_hba.conf; reading the catalog needs no rights but CONNECT.';
  if (sqlstate === '3D000') return 'Check the name of the database in the address.';
  if (sqlstate === '42501')
    return 'Grant the user CONNECT on the database and leave the catalogs readable, as they are by default.';
  if (sqlstate === '57014') return 'Raise the statement timeout, or read a copy of the database that is less busy.';
  if (sqlstate === '55P03') return 'A migration holds a lock: try again when it has finished.';
  if (sqlstate === '53300') return 'The server has no connection left: try again later.';
  return 'If a migration is running, try again when it has finished; else report this with the SQLSTATE.';
}

export function describe({ host, port, database, user }: LiveTarget): string {
  return `database ${JSON.stringify(database)} on ${host}:${port} as user ${JSON.stringify(user)}`;
}

function withoutSecret(text: string, { secret }: LiveTarget): string {
  if (!secret) return text;
  return text.replaceAll(secret, '***').replaceAll(encodeURIComponent(secret), '***');
}
