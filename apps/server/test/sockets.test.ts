import { once } from "node:events";
import { request } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { addMs, MINUTE_MS } from "@tutor-times/core/instant";
import { NOW } from "@tutor-times/db/testing/small-university";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serve, type ServedApp } from "./served-app";

// What only a real connection shows: who is at its other end, and what is sent on it that is no request.

const PROXY = "127.0.0.2";
const SECOND_PROXY = "127.0.0.3";

let served: ServedApp;
let port: number;
beforeAll(async () => {
  served = await serve({ trustedProxies: [`${PROXY}/32`, SECOND_PROXY] });
  await served.app.listen({ port: 0, host: "0.0.0.0" });
  ({ port } = served.app.server.address() as AddressInfo);
});
afterAll(() => served.close());

/** Enough between one call and the next to begin a session anew. */
let minutes = 0;

/** Opens a submission from `localAddress`, and says from which address that was recorded. */
async function recordedFrom(localAddress: string, forwardedFor?: string | string[]): Promise<string | undefined> {
  minutes += 20;
  served.at(addMs(NOW, minutes * MINUTE_MS));
  const { projects, definitions } = served.world;
  const path = `/api/projects/${projects.sam}/task_def_id/${definitions.first}/submission_details`;
  const forwarded = forwardedFor === undefined ? {} : { "x-forwarded-for": forwardedFor };
  const headers = {
    ...(await served.headersOf("ada")),
    ...forwarded,
    "x-real-ip": "203.0.113.66",
    forwarded: "for=203.0.113.66",
  };
  const sent = request({ host: "127.0.0.1", port, localAddress, path, headers, agent: false }).end();
  const [answer] = await once(sent, "response");
  await text(answer);
  expect(answer.statusCode).toBe(200);
  return (await served.db.prisma.markingSession.findFirst({ orderBy: { startTime: "desc" } }))?.ipAddress;
}

test.each([
  ["a client that forwards nothing", "127.0.0.1", undefined, "127.0.0.1"],
  ["a client that pretends to be a proxy", "127.0.0.1", "203.0.113.7", "127.0.0.1"],
  ["a neighbour of a proxy", "127.0.0.4", "203.0.113.7", "127.0.0.4"],
  ["a client behind the proxy", PROXY, "203.0.113.7", "203.0.113.7"],
  ["a client that pretends, behind the proxy", PROXY, "198.51.100.1, 203.0.113.7", "203.0.113.7"],
  ["a client behind two proxies", PROXY, `198.51.100.1, 203.0.113.7, ${SECOND_PROXY}`, "203.0.113.7"],
  ["a client that names a proxy, behind the proxy", PROXY, `${SECOND_PROXY}, 203.0.113.7`, "203.0.113.7"],
  ["two headers", PROXY, ["198.51.100.1", "203.0.113.7"], "203.0.113.7"],
  ["an IPv6 client behind the proxy", PROXY, "2001:DB8::0:1", "2001:db8::1"],
  ["an IPv4 client that the proxy writes as IPv6", PROXY, "::ffff:203.0.113.7", "203.0.113.7"],
  ["what is no address", PROXY, "unknown", PROXY],
  ["the proxy itself", PROXY, undefined, PROXY],
])("of %s the right address is recorded", async (_case, localAddress, forwarded, expected) => {
  expect(await recordedFrom(localAddress, forwarded)).toBe(expected);
});

test("without a proxy in the configuration nobody's word counts", async () => {
  const alone = await serve();
  await alone.app.listen({ port: 0, host: "127.0.0.1" });
  const address = alone.app.server.address() as AddressInfo;
  const { projects, definitions } = alone.world;
  const path = `/api/projects/${projects.sam}/task_def_id/${definitions.first}/submission_details`;
  const headers = { ...(await alone.headersOf("ada")), "x-forwarded-for": "203.0.113.7" };
  const answer = await fetch(`http://127.0.0.1:${address.port}${path}`, { headers });
  expect([answer.status, (await alone.db.prisma.markingSession.findFirst())?.ipAddress]).toEqual([200, "127.0.0.1"]);
  await alone.close();
});

/** Sends bytes as they are; gives the status and the error of the answer. */
async function send(bytes: string): Promise<unknown[]> {
  const socket = connect(port, "127.0.0.1");
  socket.end(bytes, "latin1");
  const [head = "", body = ""] = (await text(socket)).split("\r\n\r\n");
  return [Number(head.split(" ")[1]), JSON.parse(body)];
}

const HOST = "Host: here\r\nConnection: close";
const NO_REQUEST = { error: "This is no HTTP request" };
const TOO_LONG = { error: "The headers, or the address, are too long" };

test.each([
  ["a null byte in the address", `GET /api/un\0its HTTP/1.1\r\n${HOST}\r\n\r\n`, 400, NO_REQUEST],
  ["a method that nobody knows", `BREW /api/units HTTP/1.1\r\n${HOST}\r\n\r\n`, 400, NO_REQUEST],
  ["another protocol", "\x16\x03\x01\x02\x00", 400, NO_REQUEST],
  ["two lengths", `POST /api/auth HTTP/1.1\r\n${HOST}\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab`, 400, NO_REQUEST],
  ["an address that is too long", `GET /api/units?${"a".repeat(20_000)} HTTP/1.1\r\n${HOST}\r\n\r\n`, 431, TOO_LONG],
  ["headers that are too long", `GET /api/units HTTP/1.1\r\nX: ${"a".repeat(20_000)}\r\n${HOST}\r\n\r\n`, 431, TOO_LONG],
  ["no path", `GET * HTTP/1.1\r\n${HOST}\r\n\r\n`, 400, { error: "The request names no path" }],
  ["half a character in the path", `GET /api/units/%ff/tasks/inbox HTTP/1.1\r\n${HOST}\r\n\r\n`, 400, expect.any(Object)],
  [
    "half a character in the query",
    `GET /api/units?a=%ff HTTP/1.1\r\n${HOST}\r\n\r\n`,
    400,
    { error: "The query cannot be decoded" },
  ],
])("%s is refused in the words of all other answers", async (_case, bytes, status, body) => {
  expect(await send(bytes)).toEqual([status, body]);
});
