import type { Chance } from "./chance";
import { brokenJson, brokenUtf8, TEXTS, wrongKind } from "./hostile";

/** A route or a procedure that is attacked. */
export interface Target {
  readonly method: string;
  /** With `:names` for its parameters; a procedure's path has none. */
  readonly url: string;
  readonly kind: "route" | "query" | "mutation";
}

export interface Shot {
  readonly bytes: Buffer;
  readonly isHead: boolean;
  /** Its sender hangs up before it is whole. */
  readonly cut: boolean;
  /** For people, when it hit. */
  readonly what: string;
}

/** Halves of characters, which no address can hold. */
const LONE = /\p{Surrogate}/gu;

type Credentials = readonly (readonly string[])[];

/** The next request that no client of ours would send. Nothing in it could be meant: no answer to it changes anything. */
export function nextShot(chance: Chance, targets: readonly Target[], credentials: Credentials): Shot {
  const target = chance.pick(targets);
  const shape = chance.below(100);
  if (shape < 7) return headerGame(chance);
  const method = chance.percent(8) ? chance.pick(["PATCH", "DELETE", "TRACE", "PROPFIND", "HEAD"]) : target.method;
  const url = target.kind === "route" ? hostilePath(chance, target.url) : target.url;
  const query = target.kind === "query" ? `?input=${escaped(chance, wrongInput(chance))}` : hostileQuery(chance);
  const batched = target.kind !== "route" && chance.percent(20) ? "&batch=1" : "";
  // To renew a sign-in, or to end it, nothing more is needed than to be signed in.
  const shown = target.url === "/api/auth" ? [] : chance.pick(credentials);
  const lines = ["Host: 127.0.0.1", ...shown, ...strangeHeaders(chance)];
  const takesBody = !["GET", "HEAD", "TRACE"].includes(method) && (target.kind !== "query" || chance.percent(50));
  const body = takesBody ? hostileBody(chance, target) : null;
  if (body !== null) lines.push(`Content-Type: ${contentType(chance)}`);
  const cut = body !== null && body.length > 1 && shape >= 98;
  if (body !== null) lines.push(`Content-Length: ${body.length + (cut ? chance.below(500) + 1 : 0)}`);
  const head = Buffer.from([`${method} ${url}${query}${batched} HTTP/1.1`, ...lines, "", ""].join("\r\n"), "latin1");
  return {
    bytes: body === null ? head : Buffer.concat([head, body]),
    isHead: method === "HEAD",
    cut,
    what: `${head.toString("latin1").slice(0, 600)}${body?.toString("latin1").slice(0, 300) ?? ""}`,
  };
}

/** Parameters that name nothing: no number at all, or one that no row has. */
function hostilePath(chance: Chance, url: string): string {
  return url.replace(/:\w+|\*/g, () =>
    chance.percent(30)
      ? chance.pick(["0", "-1", "1.5", "1e3", "9007199254740991", "9007199254740993", "999999999", "9".repeat(400)])
      : escapedText(chance, chance.pick(TEXTS)) || "%20",
  );
}

function hostileQuery(chance: Chance): string {
  if (chance.percent(60)) return "?";
  const names = [
    "start_date",
    "end_date",
    "timezone",
    "reason",
    "input",
    "batch",
    "auth_token",
    "__proto__[x]",
    "a[b][c]",
    "page",
  ];
  const pairs = Array.from(
    { length: chance.below(6) + 1 },
    () => `${chance.pick(names)}=${escapedText(chance, chance.pick(TEXTS))}`,
  );
  return `?${pairs.join("&")}`;
}

function hostileBody(chance: Chance, { kind }: Target): Buffer {
  if (chance.percent(35)) return brokenJson(chance);
  if (chance.percent(5)) return Buffer.concat([Buffer.from('{"username":"'), brokenUtf8(chance), Buffer.from('"}')]);
  return Buffer.from(JSON.stringify(kind === "route" ? wrongFields(chance) : wrongInput(chance)));
}

/** The fields of bodies that are known here, each with a value of another kind than its own. */
function wrongFields(chance: Chance): unknown {
  if (chance.percent(30)) return wrongKind(chance);
  const names = [
    "username",
    "password",
    "trigger",
    "comment",
    "grade",
    "quality_pts",
    "reply_to_id",
    "remember",
    "reason",
    "acts",
  ];
  return Object.fromEntries(names.filter(() => chance.percent(40)).map((name) => [name, wrongKind(chance)]));
}

/** An input that no procedure takes: of the wrong kind, or with a field that none has. */
function wrongInput(chance: Chance): unknown {
  const names = [
    "unitId",
    "userId",
    "projectId",
    "taskDefinitionId",
    "sessionId",
    "from",
    "to",
    "timezone",
    "beats",
    "reason",
    "ids",
  ];
  const value = () => (chance.percent(50) ? chance.pick(TEXTS) : wrongKind(chance));
  const fields = Object.fromEntries(names.filter(() => chance.percent(30)).map((name) => [name, value()]));
  return chance.percent(40) ? [wrongKind(chance)] : { ...fields, noSuchField: wrongKind(chance) };
}

function escaped(chance: Chance, value: unknown): string {
  const text = JSON.stringify(value);
  return encodeURIComponent((chance.percent(10) ? text.slice(1) : text).slice(0, 4_000).replace(LONE, "\ufffd"));
}

/** As an address has it, sometimes with escapes that are none. */
function escapedText(chance: Chance, text: string): string {
  if (chance.percent(10)) return chance.pick(["%", "%zz", "%c0%80", "%ed%a0%80", "%00", "%0d%0a", "%252e", "%ff"]);
  return encodeURIComponent(text.replace(LONE, "\ufffd")).slice(0, 4_000);
}

function contentType(chance: Chance): string {
  if (chance.percent(75)) return "application/json";
  return chance.pick([
    "text/plain;charset=UTF-8",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/json; charset=utf-16",
    "application/json;;;",
    "application/xml",
    "*/*",
    "\x80\xff",
  ]);
}

function strangeHeaders(chance: Chance): string[] {
  if (chance.percent(70)) return [];
  return [
    chance.pick([
      "Cookie: next-auth.session-token=%%%; next-auth.session-token=eyJ.a.b",
      "Cookie: =;=;==; __proto__=1",
      `Cookie: ${"a=b; ".repeat(900)}`,
      "Authorization: Bearer tts_x",
      "Authorization: Bearer ttp_\xff\xfe",
      `Authorization: Basic ${"A".repeat(3_000)}`,
      "X-Forwarded-For: unknown, ::ffff:1.2.3.4, 999.1.1.1",
      "X-Forwarded-Host: evil.example",
      "Content-Encoding: gzip",
      "Expect: 100-continue",
      "Expect: something-else",
      "Range: bytes=9-1",
      "If-None-Match: *",
      "Accept: application/\x00",
      "Accept-Language: ../../x;q=NaN",
      "Upgrade: h2c",
      "Connection: Upgrade\r\nUpgrade: websocket",
      "trpc-accept: application/jsonl",
      "__proto__: x",
      "Origin: null",
      "Sec-Fetch-Site: same-origin",
      "Idempotency-Key: not-a-uuid",
    ]),
  ];
}

/** What is hardly HTTP. */
function headerGame(chance: Chance): Shot {
  const text = chance.pick([
    "GET /api/units HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    "GET /api/units HTTP/1.1\r\n\r\n",
    "GET  HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET * HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET http://evil.example/api/units HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET //evil.example/%2f.. HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /api/units HTTP/3.7\r\nHost: a\r\n\r\n",
    "GET /api/units HTTP/1.1\r\nHost: a\r\n folded: yes\r\n\r\n",
    "GET /api/units HTTP/1.1\r\nHost : a\r\n\r\n",
    "GET /api/units HTTP/1.1\r\nHost: a\r\nUsername: a\x00b\r\n\r\n",
    "GET /api/units HTTP/1.1\r\nHost: a\r\nAuth-Token: a\r\nAuth-Token: b\r\n\r\n",
    `GET /api/units HTTP/1.1\r\nHost: a\r\nX: ${"a".repeat(20_000)}\r\n\r\n`,
    `GET /${"a".repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`,
    `GET /api/units HTTP/1.1\r\nHost: a\r\n${"X: y\r\n".repeat(3_000)}\r\n`,
    "BREW /api/auth HTTP/1.1\r\nHost: a\r\n\r\n",
    "POST /api/auth HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: -1\r\n\r\n",
    "POST /api/auth HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
    "POST /api/auth HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "POST /api/auth HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
    "POST /api/auth HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
    "POST /api/auth HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99999999999999999999\r\n\r\n",
    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "CONNECT evil.example:443 HTTP/1.1\r\nHost: a\r\n\r\n",
    "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "\r\n\r\n\r\n\r\n",
    "\x00".repeat(64),
  ]);
  return { bytes: Buffer.from(text, "latin1"), isHead: false, cut: true, what: text.slice(0, 200) };
}
