import { isUtf8 } from "node:buffer";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { isTooDeep } from "./json-depth";

const UNREADABLE = "The body is no valid JSON";

/**
 * Bodies are JSON; an empty one is none, so that a DELETE with the usual headers and nothing else is well-formed.
 * Prototype keys are refused with the rest of what is no JSON, and so is text that is not UTF-8.
 */
export function parseJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  readJsonText(app, (request, text, done) => {
    if (text === "") done(null, undefined);
    else void parse(request, text, done);
  });
}

/** Lets `read` make of a JSON body's text what it likes, in `app` and below. A compressed body is refused with 415. */
export function readJsonText(
  app: FastifyInstance,
  read: (request: FastifyRequest, text: string, done: (error: Error | null, body?: unknown) => void) => void,
): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (request, body: Buffer, done) => {
    const encoding = request.headers["content-encoding"] ?? "identity";
    if (encoding !== "identity") done(refusal(415, `Content-Encoding ${encoding} is not supported: send the body as it is`));
    else if (!isUtf8(body)) done(refusal(400, UNREADABLE));
    else {
      const text = body.toString("utf8");
      if (isTooDeep(text)) done(refusal(400, "The body is nested too deeply"));
      else read(request, text, done);
    }
  });
}

function refusal(statusCode: number, message: string): Error {
  return Object.assign(new Error(message), { statusCode });
}
