import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serve, whatIsStored, type ServedApp } from "./served-app";

let served: ServedApp;
let port: number;
beforeAll(async () => {
  served = await serve({ slowestRequestMs: 200 });
  port = Number(new URL(await served.app.listen({ port: 0, host: "127.0.0.1" })).port);
});
afterAll(() => served.close());

test.each([
  ["a head", "POST /api/auth HTTP/1.1\r\nHost: a\r\n"],
  ["a body", 'POST /api/auth HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"user'],
  [
    "a chunked body",
    "POST /api/trpc/desk.comment HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
  ],
])("%s that never ends is cut off with 408, and nothing has happened", async (_case, beginning) => {
  const before = await whatIsStored(served.db);
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.on("data", (data) => (answer += data.toString()));
  await once(socket, "connect");
  socket.write(beginning);
  await once(socket, "close");
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  expect(await whatIsStored(served.db)).toBe(before);
});
