import pg from "pg";

/** What is known of a failure to use a database, in the driver's terms: those of a host with several addresses are one. */
interface Problem {
  readonly code: string;
  readonly message: string;
  /** `db.example.edu:5432` */
  readonly server: string;
  readonly host: string;
  readonly user: string;
  readonly database: string;
}

type Target = Omit<Problem, "code" | "message">;
type Explain = (problem: Problem) => string;

const unknownHost: Explain = ({ host }) =>
  `The host "${host}" of DATABASE_URL is not known here: correct its name, or look after this computer's network.`;
const noAnswer: Explain = ({ server }) =>
  `Nothing answers at ${server}, which DATABASE_URL names: correct host and port, or let the network and its firewalls through.`;
const wrongPassword: Explain = ({ server, user }) =>
  `The PostgreSQL at ${server} refuses the password of "${user}", or knows no such user: correct them in DATABASE_URL, with % codes for special characters.`;
const mistrusted: Explain = ({ server, message }) =>
  `The certificate of the PostgreSQL at ${server} is not trusted here (${message}): name its authority's file in NODE_EXTRA_CA_CERTS.`;
const otherServer: Explain = ({ server }) =>
  `What answers at ${server} ended the connection: see that DATABASE_URL names a PostgreSQL, and look at that one's log.`;

const BY_CODE: Record<string, Explain> = {
  ENOTFOUND: unknownHost,
  EAI_AGAIN: unknownHost,
  ECONNREFUSED: ({ server }) =>
    `Nothing listens at ${server}, which DATABASE_URL names: start the PostgreSQL there, or correct host and port.`,
  ECONNRESET: otherServer,
  EPIPE: otherServer,
  ETIMEDOUT: noAnswer,
  EHOSTUNREACH: noAnswer,
  ENETUNREACH: noAnswer,
  DEPTH_ZERO_SELF_SIGNED_CERT: mistrusted,
  SELF_SIGNED_CERT_IN_CHAIN: mistrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: mistrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: mistrusted,
  ERR_TLS_CERT_ALTNAME_INVALID: mistrusted,
  CERT_HAS_EXPIRED: mistrusted,
  "28P01": wrongPassword,
  "28000": explainRefusedUser,
  "3D000": missingDatabase,
  "42501": missingRight,
  "53300": ({ server }) =>
    `The PostgreSQL at ${server} takes no more connections: end some, or raise its max_connections, then start again.`,
  "57P03": ({ server }) => `The PostgreSQL at ${server} is starting up or shutting down: try again in a moment.`,
};

/** Failures for which the driver has no code, by its words. */
const BY_WORDS: readonly [RegExp, Explain][] = [
  [/timeout expired|connection timeout/i, noAnswer],
  [
    /password must be a string|must be a non-empty string/i,
    ({ server, user }) =>
      `The PostgreSQL at ${server} asks for a password of "${user}", and DATABASE_URL holds none: postgres://user:password@host:5432/database.`,
  ],
  [
    /does not support SSL/i,
    ({ server }) => `The PostgreSQL at ${server} does not speak TLS: take sslmode out of DATABASE_URL, or turn TLS on there.`,
  ],
  [/connection terminated|unexpected message/i, otherServer],
];

/**
 * Why the database at `url` cannot be used, in one sentence that says what to do; undefined if `error` is about something
 * else. Never shows the password.
 */
export function explainConnection(error: unknown, url: string): string | undefined {
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error;
  if (!(inner instanceof Error)) return undefined;
  const code = "code" in inner && typeof inner.code === "string" ? inner.code : "";
  const explain = BY_CODE[code] ?? BY_WORDS.find(([words]) => words.test(inner.message))?.[1];
  return explain?.({ code, message: inner.message, ...targetOf(url) });
}

/** The same for a database that is not there, and that its user may not make. */
export function explainMissingDatabase(url: string): string {
  return missingDatabase(targetOf(url));
}

/** The same for a database in which its user may not make tables. */
export function explainMissingRight(url: string): string {
  return missingRight(targetOf(url));
}

function missingRight({ server, user, database }: Target): string {
  return `The user "${user}" lacks a right in the database "${database}" at ${server}: let them own it (ALTER DATABASE "${database}" OWNER TO "${user}"), or name another in DATABASE_URL.`;
}

function missingDatabase({ server, user, database }: Target): string {
  return `The PostgreSQL at ${server} has no database "${database}": make it there (CREATE DATABASE "${database}" OWNER "${user}"), or correct DATABASE_URL.`;
}

/** `28000` stands for all that is wrong with a user but the password; the server says it in words. */
function explainRefusedUser({ server, user, database, message }: Problem): string {
  if (/does not exist/.test(message)) {
    return `The PostgreSQL at ${server} has no user "${user}": make one there (CREATE ROLE "${user}" LOGIN PASSWORD '…'), or correct DATABASE_URL.`;
  }
  if (/not permitted to log in/.test(message)) {
    return `The user "${user}" may not log in at ${server}: allow it there (ALTER ROLE "${user}" LOGIN), or name another in DATABASE_URL.`;
  }
  if (/no encryption|SSL off/.test(message)) {
    return `The PostgreSQL at ${server} lets nobody in without TLS: put ?sslmode=require at the end of DATABASE_URL.`;
  }
  return `The PostgreSQL at ${server} does not let "${user}" into "${database}" from this computer: allow it in its pg_hba.conf, or correct DATABASE_URL.`;
}

function targetOf(url: string): Target {
  // As the driver reads it: what the address leaves out comes from the environment, or is usual.
  const { host, port, user = "", database } = new pg.Client({ connectionString: url });
  return { host, server: `${host}:${port}`, user, database: database ?? user };
}
