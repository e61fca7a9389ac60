// @vitest-environment node
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { createTutorTimesClient, TransportError, type Credentials } from "../src/index";

const BEAT = { unitId: 1, from: "2026-03-02T09:00:00.000Z", to: "2026-03-02T09:01:00.000Z", kind: "reading" } as const;
const ANSWER = { receivedAt: "2026-03-02T09:01:00.000Z", verdicts: ["recorded"] };

interface Call {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: unknown;
}

/** A server that answers every call alike, and notes it. */
async function serve(status: number, body: unknown, headers: Record<string, string> = {}) {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString();
      calls.push({
        method: request.method,
        url: request.url,
        headers: request.headers,
        body: text === "" ? null : JSON.parse(text),
      });
      response.writeHead(status, { "content-type": typeof body === "string" ? "text/html" : "application/json", ...headers });
      response.end(typeof body === "string" ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { calls, url: `http://127.0.0.1:${port}` };
}

const session: Credentials = { kind: "session" };

describe("the client", () => {
  it("sends beats in one call of their own", async () => {
    const { calls, url } = await serve(200, { result: { data: ANSWER } });
    const client = createTutorTimesClient({ url: `${url}/`, auth: session });
    expect(await client.sendBeats([BEAT])).toEqual(ANSWER);
    expect(calls).toMatchObject([{ method: "POST", url: "/api/trpc/tracker.heartbeat", body: { beats: [BEAT] } }]);
  });

  it("asks for the server's time", async () => {
    const { calls, url } = await serve(200, { result: { data: { now: ANSWER.receivedAt, sessions: [] } } });
    expect(await createTutorTimesClient({ url, auth: session }).serverTime()).toBe(ANSWER.receivedAt);
    expect(calls).toMatchObject([{ method: "GET", url: "/api/trpc/tracker.current" }]);
  });

  it("calls typed procedures, several in one request", async () => {
    const me = { result: { data: { username: "ada" } } };
    const { calls, url } = await serve(200, [me, me]);
    const client = createTutorTimesClient({ url, auth: session });
    const [first] = await Promise.all([client.viewer.me.query(), client.viewer.me.query()]);
    expect(first.username).toBe("ada");
    expect(calls).toHaveLength(1);
  });

  const credentials: readonly [Credentials, Record<string, string>][] = [
    [
      { kind: "ontrack", username: "ada", token: "t0ken" },
      { username: "ada", "auth-token": "t0ken" },
    ],
    [{ kind: "bearer", token: "t0ken" }, { authorization: "Bearer t0ken" }],
  ];
  it.each(credentials)("calls as %o", async (auth, headers) => {
    const { calls, url } = await serve(200, { result: { data: ANSWER } });
    await createTutorTimesClient({ url, auth }).sendBeats([BEAT]);
    expect(calls[0]?.headers).toMatchObject(headers);
  });

  it("asks a function for credentials before each call", async () => {
    const { calls, url } = await serve(200, { result: { data: ANSWER } });
    let turn = 0;
    const client = createTutorTimesClient({ url, auth: () => Promise.resolve({ kind: "bearer", token: String((turn += 1)) }) });
    await client.sendBeats([BEAT]);
    await client.sendBeats([BEAT]);
    expect(calls.map(({ headers }) => headers.authorization)).toEqual(["Bearer 1", "Bearer 2"]);
  });

  it.each([{ error: { message: "Too many", code: -32029, data: {} } }, "<h1>Too many</h1>", { error: "Too many" }])(
    "hands on the server's wish for patience, whatever the answer looks like: %o",
    async (body) => {
      const { url } = await serve(429, body, { "retry-after": "17" });
      const failed = createTutorTimesClient({ url, auth: session }).sendBeats([BEAT]);
      await expect(failed).rejects.toEqual(new TransportError(429, 17_000));
      await expect(failed).rejects.toBeInstanceOf(TransportError);
    },
  );

  it.each([401, 403, 404])("takes a %i for the server's own only if it looks like one", async (status) => {
    const own = {
      error: { message: "No", code: -32003, data: { code: "FORBIDDEN", httpStatus: status, field: null, reason: null } },
    };
    const refused = await serve(status, own);
    await expect(createTutorTimesClient({ url: refused.url, auth: session }).serverTime()).rejects.toEqual(
      new TransportError(status),
    );
    for (const body of ["<h1>Deploying</h1>", { error: "No such page" }, { error: { code: 7 } }]) {
      const { url } = await serve(status, body);
      await expect(createTutorTimesClient({ url, auth: session }).sendBeats([BEAT])).rejects.not.toBeInstanceOf(TransportError);
    }
  });

  it("measures a date in Retry-After by the clock of the answer", async () => {
    const date = "Mon, 02 Mar 2026 09:00:00 GMT";
    const { url } = await serve(503, "", { date, "retry-after": "Mon, 02 Mar 2026 09:01:30 GMT" });
    const failed = createTutorTimesClient({ url, auth: session }).sendBeats([BEAT]);
    await expect(failed).rejects.toEqual(new TransportError(503, 90_000));
    const nonsense = await serve(503, "", { "retry-after": "soon" });
    await expect(createTutorTimesClient({ url: nonsense.url, auth: session }).sendBeats([BEAT])).rejects.toEqual(
      new TransportError(503, null),
    );
  });

  it.each([
    [new Error("no token"), 401],
    [new TransportError(503), 503],
  ])("takes it that nobody is signed in when there are no credentials: %s", async (reason, status) => {
    const { calls, url } = await serve(200, { result: { data: ANSWER } });
    const client = createTutorTimesClient({ url, auth: () => Promise.reject(reason) });
    await expect(client.sendBeats([BEAT])).rejects.toEqual(new TransportError(status));
    expect(calls).toEqual([]);
  });

  it("tells a server that was not reached from one that refused", async () => {
    const failed = createTutorTimesClient({ url: "http://127.0.0.1:1", auth: session }).sendBeats([BEAT]);
    await expect(failed).rejects.not.toBeInstanceOf(TransportError);
  });
});
