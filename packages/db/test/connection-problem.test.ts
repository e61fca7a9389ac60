import { describe, expect, test } from "vitest";
import { explainConnection, explainMissingDatabase } from "../src/connection-problem";

const URL_OF_MINE = "postgres://me:s3cr%40t@db.example.edu:6543/times";
const withCode = (code: string, message = "as the driver says it") => Object.assign(new Error(message), { code });
const explain = (code: string, message?: string) => explainConnection(withCode(code, message), URL_OF_MINE);

describe("what is said of a database that cannot be used", () => {
  test.each([
    ["ENOTFOUND", undefined, /^The host "db\.example\.edu" of DATABASE_URL is not known here: correct its name/],
    ["EAI_AGAIN", undefined, /^The host "db\.example\.edu" of DATABASE_URL is not known here/],
    [
      "ECONNREFUSED",
      undefined,
      /^Nothing listens at db\.example\.edu:6543, .* start the PostgreSQL there, or correct host and port/,
    ],
    ["ETIMEDOUT", undefined, /^Nothing answers at db\.example\.edu:6543, .* correct host and port/],
    ["", "timeout expired", /^Nothing answers at db\.example\.edu:6543/],
    [
      "ECONNRESET",
      undefined,
      /^What answers at db\.example\.edu:6543 ended the connection: see that DATABASE_URL names a PostgreSQL/,
    ],
    ["28P01", undefined, /refuses the password of "me", or knows no such user: correct them in DATABASE_URL/],
    ["28000", 'role "me" does not exist', /has no user "me": make one there \(CREATE ROLE "me" LOGIN PASSWORD/],
    ["28000", 'role "me" is not permitted to log in', /The user "me" may not log in .*ALTER ROLE "me" LOGIN/],
    [
      "28000",
      'no pg_hba.conf entry for host "::1", user "me", no encryption',
      /lets nobody in without TLS: put \?sslmode=require/,
    ],
    [
      "28000",
      'pg_hba.conf rejects connection for host "::1"',
      /does not let "me" into "times" from this computer: allow it in its pg_hba/,
    ],
    ["", "SASL: client password must be a string", /asks for a password of "me", and DATABASE_URL holds none/],
    ["", "The server does not support SSL connections", /does not speak TLS: take sslmode out of DATABASE_URL/],
    ["SELF_SIGNED_CERT_IN_CHAIN", undefined, /is not trusted here .* NODE_EXTRA_CA_CERTS/],
    ["3D000", undefined, /has no database "times": make it there \(CREATE DATABASE "times" OWNER "me"\)/],
    ["42501", undefined, /The user "me" lacks a right in the database "times" .*ALTER DATABASE "times" OWNER TO "me"/],
    ["53300", undefined, /takes no more connections: end some/],
    ["57P03", undefined, /is starting up or shutting down: try again in a moment/],
  ])("%s %s: one sentence that says what to do, without the password", (code, message, sentence) => {
    expect(explain(code, message)).toMatch(sentence);
    expect(explain(code, message)).not.toMatch(/s3cr|\n/);
  });

  test("is the first failure's where a host has several addresses", () => {
    const both = new AggregateError([withCode("ECONNREFUSED"), withCode("ENETUNREACH")], "");
    expect(explainConnection(both, URL_OF_MINE)).toMatch(/^Nothing listens at/);
  });

  test("names what is usual where the address leaves it out", () => {
    expect(explainMissingDatabase("postgres://me@localhost")).toContain('The PostgreSQL at localhost:5432 has no database "me"');
  });

  test("is nothing where the error is about something else", () => {
    expect(explain("23505")).toBeUndefined();
    expect(explainConnection(new Error("no"), URL_OF_MINE)).toBeUndefined();
    expect(explainConnection("no", URL_OF_MINE)).toBeUndefined();
  });
});
