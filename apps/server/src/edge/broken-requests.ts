import type { Socket } from "node:net";
import { STATUS_CODES } from "node:http";

const REASONS: Record<string, { readonly status: number; readonly error: string }> = {
  HPE_HEADER_OVERFLOW: { status: 431, error: "The headers, or the address, are too long" },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, error: "The request did not arrive in time" },
};

/** Answers what is no HTTP request, in the words of all other answers, and hangs up: nothing else has seen it. */
export function answerBrokenRequest(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, error: message } = REASONS[error.code ?? ""] ?? { status: 400, error: "This is no HTTP request" };
  const body = JSON.stringify({ error: message });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "Content-Type: application/json; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Cache-Control: no-store",
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
