import { browserTokenFromCookies } from "@tutor-times/admin/auth/browser-token";
import { currentInstant } from "@tutor-times/api/clock";
import { identify } from "@tutor-times/api/identify";
import type { UserId } from "@tutor-times/core/ids";
import { seesWholeUnit, type Scope } from "@tutor-times/core/viewer";
import type { Database } from "@tutor-times/db/database";
import { hearChanges } from "@tutor-times/db/live/hear-changes";
import type { ChangeNotice } from "@tutor-times/db/live/payload";
import { publishChanges } from "@tutor-times/db/live/publish-changes";
import type { FastifyPluginCallback, FastifyReply } from "fastify";
import { nameOfCaller, noteCaller } from "./edge/rate-limit";

/** A comment is sent this often, so that nobody between takes the silence for an end. */
const SIGN_OF_LIFE_MS = 20_000;
/** A stream ends after this long; the browser asks again, and roles are read anew. */
const LONGEST_STREAM_MS = 5 * 60_000;
/** How soon a browser asks again. */
const RETRY_MS = 1_000;
const MOST_STREAMS_PER_USER = 12;

interface Stream {
  readonly scope: Scope;
  readonly send: (text: string) => void;
  readonly end: () => void;
}

/** What tells open pages that sessions were changed. */
export interface LiveFeed {
  readonly streams: Set<Stream>;
  /** Resolves once changes by other processes are heard. */
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

/** Connects the pages that this process serves with the changes of all processes of the database at `url`. */
export function openLiveFeed(db: Database, url: string, onError: (error: unknown) => void): LiveFeed {
  const streams = new Set<Stream>();
  const stopPublishing = publishChanges(db, onError);
  const hearing = hearChanges(url, {
    onNotice: (notice) => {
      for (const stream of streams) if (concerns(notice, stream.scope)) stream.send("event: change\ndata: {}\n\n");
    },
    onGap: () => {
      for (const stream of streams) stream.send("event: change\ndata: {}\n\n");
    },
    onError,
  });
  return {
    streams,
    ready: hearing.ready,
    async close() {
      stopPublishing();
      for (const { end } of streams) end();
      await hearing.close();
    },
  };
}

/** One's own sessions, and those of the units that one convenes. */
function concerns({ unitId, userIds }: ChangeNotice, scope: Scope): boolean {
  return userIds.includes(scope.userId) || seesWholeUnit(scope, unitId);
}

/**
 * `GET /live`: server-sent events for the pages of whoever is signed in in this browser. An event says that something
 * they may see has changed, and nothing else: what it is, they ask for.
 */
export function liveRoutes(db: Database, feed: LiveFeed): FastifyPluginCallback {
  return (app, _options, done) => {
    app.addHook("preClose", async () => {
      for (const { end } of feed.streams) end();
    });
    app.get("/live", { schema: { hide: true }, exposeHeadRoute: false }, async (request, reply) => {
      const token = await browserTokenFromCookies(request.headers.cookie);
      const identity = await identify(db, token === null ? null : { kind: "browser", token }, currentInstant());
      noteCaller(request, nameOfCaller(identity));
      const { viewer } = identity;
      if (viewer === null) return reply.code(401).send({ error: "Sign in first." });
      if (streamsOf(feed, viewer.scope.userId) >= MOST_STREAMS_PER_USER) {
        return reply.code(429).header("retry-after", "60").send({ error: "Too many pages are open at once." });
      }
      openStream(feed, viewer.scope, reply);
      return reply;
    });
    done();
  };
}

function streamsOf(feed: LiveFeed, userId: UserId): number {
  return [...feed.streams].filter(({ scope }) => scope.userId === userId).length;
}

function openStream(feed: LiveFeed, scope: Scope, reply: FastifyReply): void {
  reply.header("content-type", "text/event-stream; charset=utf-8").header("x-accel-buffering", "no");
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) reply.raw.setHeader(name, value);
  reply.hijack();
  const { raw } = reply;
  const life = setInterval(() => raw.write(":\n\n"), SIGN_OF_LIFE_MS);
  const limit = setTimeout(() => raw.end(), LONGEST_STREAM_MS);
  const stream: Stream = { scope, send: (text) => void raw.write(text), end: () => void raw.end() };
  feed.streams.add(stream);
  raw.on("close", () => {
    clearInterval(life);
    clearTimeout(limit);
    feed.streams.delete(stream);
  });
  raw.on("error", () => {});
  raw.writeHead(200);
  raw.write(`retry: ${RETRY_MS}\n\n`);
}
