import type { Chance } from "../../apps/server/test/fuzz/chance";
import { brokenJson, TEXTS, wrongKind } from "../../apps/server/test/fuzz/hostile";

/** What somebody attacks the pages with. */
export interface Arms {
  /** Paths with `[names]` for what they name. */
  readonly screens: readonly string[];
  /** Ids of what is there, and may be somebody else's. */
  readonly ids: readonly number[];
  /** `Cookie` headers that let somebody in. */
  readonly cookies: readonly string[];
}

export interface PageShot {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly string[];
  readonly body: Buffer | null;
  /** Its sender hangs up before it is whole. */
  readonly cut: boolean;
}

/** The next request that no browser would send, to a page or to next-auth. No answer to it changes anything. */
export function nextPageShot(chance: Chance, arms: Arms): PageShot {
  const who = chance.percent(75) ? [`Cookie: ${chance.pick(arms.cookies)}`] : [];
  const shape = chance.below(100);
  if (shape < 22) return authShot(chance, who);
  const method =
    shape < 30
      ? chance.pick(["POST", "PUT", "DELETE", "TRACE", "PROPFIND", "OPTIONS", "PATCH"])
      : chance.pick(["GET", "GET", "GET", "HEAD"]);
  const path = shape < 40 ? chance.pick(ODD_PATHS) : hostilePath(chance, arms);
  const headers = [...who, ...nextHeaders(chance), ...oddHeaders(chance), "Sec-Fetch-Site: same-origin"];
  const body = method === "GET" || method === "HEAD" ? null : actionBody(chance, headers);
  return { method, path: `${path}${hostileQuery(chance, FILTERS)}`, headers, body, cut: body !== null && chance.percent(15) };
}

/** As it goes over the wire, to `path` instead of its own if one is given. */
export function bytesOf({ method, path, headers, body, cut }: PageShot, instead = path): Buffer {
  const length = body === null ? [] : [`Content-Length: ${body.length + (cut ? 7 : 0)}`];
  const named = headers.some((line) => line.startsWith("Host:")) ? [] : ["Host: 127.0.0.1"];
  const head = Buffer.from([`${method} ${instead} HTTP/1.1`, ...named, ...headers, ...length, "", ""].join("\r\n"), "latin1");
  return body === null ? head : Buffer.concat([head, body]);
}

const ELSEWHERE = ["https://evil.example/", "//evil.example/", "/\\evil.example", "/%09/evil.example", "javascript:alert(1)"];
const FILTERS = [
  "next",
  "unit",
  "range",
  "from",
  "to",
  "zone",
  "tutor",
  "student",
  "task",
  "tutorials",
  "acts",
  "removed",
  "hidden",
  "by",
  "sort",
  "order",
  "page",
];
const VALUES = [
  "this-week",
  "last-week",
  "period",
  "custom",
  "2025-10-01",
  "0001-01-01",
  "9998-12-31",
  "9999-12-31",
  "100000",
  "1",
  "12.15",
  "Pacific/Apia",
  "length",
  "desc",
  "student",
  "shown",
  ...ELSEWHERE.map(encodeURIComponent),
];
const ODD_PATHS = [
  "/_global-error",
  "/x/../_global-error",
  "/_not-found",
  "/_next/image?url=%2Ficon.svg&w=64&q=75&x=",
  "/_next/static/%2e%2e/%2e%2e/week",
  "/_next/static/chunks/../../../server/app/page.js",
  "/_next/data/x/week.json",
  "/week.rsc",
  "/week.segments/_tree.segment.rsc",
  "//evil.example/%2f..",
  "/\\evil.example/",
  "/404",
  "/500",
  "/icon.svg",
  "/%2e%2e/%2e%2e/etc/passwd",
  "/desk/1/1/1",
  "/favicon.ico",
];

function hostilePath(chance: Chance, { screens, ids }: Arms): string {
  return chance.pick(screens).replace(/\[\w+\]/g, () => {
    if (chance.percent(60)) return String(chance.pick(ids));
    if (chance.percent(40)) return escapedText(chance) || "%20";
    return chance.pick(["0", "-1", "1e3", "007", "9007199254740991", "99999999999999999999"]);
  });
}

function hostileQuery(chance: Chance, names: readonly string[]): string {
  if (chance.percent(15)) return "";
  const pairs = Array.from({ length: chance.below(6) + 1 }, () => {
    const name = chance.percent(90)
      ? chance.pick(names)
      : chance.pick(["_rsc", "__proto__[x]", "a[b][c]", "constructor", "then", "%00", "nextauth", "nxtPunitId"]);
    return `${name}=${chance.percent(50) ? chance.pick(VALUES) : escapedText(chance)}`;
  });
  return `?${pairs.join("&")}`;
}

/** As an address has it, sometimes with escapes that are none. */
function escapedText(chance: Chance): string {
  if (chance.percent(10)) return chance.pick(["%", "%zz", "%c0%80", "%ed%a0%80", "%00", "%0d%0a", "%252e", "%ff"]);
  return encodeURIComponent(chance.pick(TEXTS).replace(/\p{Surrogate}/gu, "\ufffd")).slice(0, 2_000);
}

/** Headers by which Next's own pages ask, and Next's servers tell each other, with what they never say. */
function nextHeaders(chance: Chance): string[] {
  const some = (share: number, ...lines: string[]) => (chance.percent(share) ? [chance.pick(lines)] : []);
  return [
    ...some(50, "RSC: 1", "RSC: 2"),
    ...some(30, "Next-Router-Prefetch: 1", "Next-Router-Prefetch: 2", "Next-Router-Prefetch: x"),
    ...some(
      20,
      "Next-Router-Segment-Prefetch: /_tree",
      "Next-Router-Segment-Prefetch: /../%00",
      "Next-Router-Segment-Prefetch: /_index/$d$__proto__",
    ),
    ...(chance.percent(40)
      ? [`Next-Router-State-Tree: ${encodeURIComponent(JSON.stringify(stateTree(chance, 0))).slice(0, 6_000)}`]
      : []),
    ...some(20, "Next-Url: /week", "Next-Url: http://[::", "Next-Url: /(.)\xff"),
    ...some(10, "Next-HMR-Refresh: 1", "Next-Resume: 1", "Next-Test-Fetch-Priority: x"),
    ...some(
      15,
      "x-middleware-subrequest: src/middleware:src/middleware",
      "x-invoke-path: /admin",
      "x-invoke-status: 500",
      "x-invoke-error: {",
      "x-matched-path: /admin/log",
      "x-now-route-matches: 1=%",
      "x-nextjs-data: 1",
      "x-nextjs-postponed: 1",
      "x-prerender-revalidate: x",
      "x-action-forwarded: 1",
      "x-middleware-rewrite: http://evil.example/",
    ),
  ];
}

function stateTree(chance: Chance, depth: number): unknown {
  if (chance.percent(10)) return wrongKind(chance);
  const name = chance.pick(["", "(signed-in)", "week", "units", "__PAGE__", '__PAGE__?{"a":1}', ...TEXTS.slice(30, 40)]);
  const segment = chance.percent(70)
    ? name
    : [name, chance.pick(TEXTS), chance.pick(["d", "c", "oc", "x"]), chance.pick([null, []])];
  const below =
    depth > 4 || chance.percent(30)
      ? {}
      : { [chance.pick(["children", "children", "__proto__", "x"])]: stateTree(chance, depth + 1) };
  return [
    segment,
    below,
    chance.pick([null, "/x", 1]),
    chance.pick([null, "refetch", "inside-shared-layout", "metadata-only", 7]),
    chance.pick([true, false, 16, null]),
  ];
}

function oddHeaders(chance: Chance): string[] {
  if (chance.percent(70)) return [];
  return [
    chance.pick([
      "Host: [",
      "Cookie: theme=%E0%A4%A; =; __proto__=1",
      "Cookie: __prerender_bypass=x; __next_preview_data=%",
      "Cookie: next-auth.session-token=%%%; next-auth.session-token=eyJ.a.b",
      `Cookie: ${"next-auth.session-token=eyJhbGciOiJkaXIi..a.b.c; ".repeat(100)}`,
      "Accept-Encoding: br;q=NaN, gzip;q=-1",
      "Accept: text/x-component;q=\x00".replace("\x00", "\xff"),
      "Accept-Language: ../../x;q=NaN",
      "X-Forwarded-Host: evil.example",
      "X-Forwarded-Proto: javascript",
      "X-Forwarded-For: unknown, 999.1.1.1",
      "Range: bytes=9-1",
      "If-None-Match: *",
      "If-Modified-Since: never",
      "Content-Security-Policy: script-src 'nonce-\"><script>'",
      "Expect: 100-continue",
      "User-Agent: Googlebot \xff",
    ]),
  ];
}

/** What could be taken for a call of an action of Next's. */
function actionBody(chance: Chance, headers: string[]): Buffer {
  headers.push(chance.pick(["Next-Action: x", "Next-Action: 40deadbeefdeadbeefdeadbeefdeadbeefdeadbeef", "X-A: b"]));
  headers.push(
    chance.pick([
      "Content-Type: text/plain;charset=UTF-8",
      "Content-Type: multipart/form-data; boundary=x",
      "Content-Type: application/x-www-form-urlencoded",
    ]),
  );
  const form =
    '--x\r\nContent-Disposition: form-data; name="$ACTION_REF_1"\r\n\r\n\r\n--x\r\nContent-Disposition: form-data; name="$ACTION_1:0"\r\n\r\n{"id":"x","bound":"$@1"}\r\n--x--\r\n';
  return chance.percent(50) ? Buffer.from(form) : brokenJson(chance);
}

const AUTH_PATHS = [
  "csrf",
  "session",
  "providers",
  "signin",
  "signin/credentials",
  "signin/university",
  "signout",
  "callback/credentials",
  "callback/university",
  "callback/email",
  "callback/__proto__",
  "error",
  "verify-request",
  "_log",
  "x/y/z",
  "%00",
  "__proto__",
  "callback/%2e%2e",
];

/** To next-auth, never with the token without which its forms do nothing. */
function authShot(chance: Chance, who: readonly string[]): PageShot {
  const method = chance.pick(["GET", "POST", "POST", "HEAD", "PUT", "OPTIONS"]);
  const path = `/api/auth/${chance.pick(AUTH_PATHS)}${hostileQuery(chance, ["callbackUrl", "error", "code", "state", "csrf", "token", "email", "json"])}`;
  const odd = chance.pick([
    "X-A: b",
    "Cookie: next-auth.csrf-token=%",
    "Cookie: next-auth.callback-url",
    "Cookie: next-auth.callback-url=/; next-auth.callback-url=javascript:1",
    "Cookie: next-auth.csrf-token=a|b; next-auth.callback-url=%E0%A4%A",
    "Cookie: next-auth.state=x; next-auth.pkce.code_verifier=y",
    ...oddHeaders(chance),
    "Transfer-Encoding: chunked",
  ]);
  const headers = [...who, "Sec-Fetch-Site: same-origin"];
  if (method === "GET" || method === "HEAD")
    return { method, path, headers: [...headers, ...(odd.startsWith("Transfer") ? [] : [odd])], body: null, cut: false };
  const type = chance.pick([
    "application/json",
    "application/json",
    "application/x-www-form-urlencoded",
    "text/plain",
    "multipart/form-data",
  ]);
  const fields = {
    csrfToken: chance.pick(TEXTS),
    callbackUrl: wrongKind(chance),
    username: wrongKind(chance),
    password: chance.pick(TEXTS),
    json: "true",
    level: "error",
    code: wrongKind(chance),
  };
  const form = new URLSearchParams({ csrfToken: chance.pick(TEXTS), callbackUrl: chance.pick(TEXTS), json: "true" }).toString();
  const body = chance.percent(30) ? brokenJson(chance) : Buffer.from(type === "application/json" ? JSON.stringify(fields) : form);
  return {
    method,
    path,
    headers: [...headers, ...(odd.startsWith("Transfer") ? [] : [odd]), `Content-Type: ${type}`],
    body,
    cut: chance.percent(5),
  };
}
