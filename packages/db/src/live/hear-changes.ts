import pg from "pg";
import { CHANNEL, parsePayload, type ChangeNotice } from "./payload";

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;

export interface Hearing {
  /** Resolves once it listens for the first time. */
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

/**
 * Listens to the changes that all processes of the database at `url` publish, over a connection of its own (LISTEN does
 * not work through a pooler of transactions). A connection that breaks is made anew; since nothing is heard meanwhile,
 * `onGap` is then told that anything may have changed.
 */
export function hearChanges(
  url: string,
  {
    onNotice,
    onGap,
    onError,
  }: {
    readonly onNotice: (notice: ChangeNotice) => void;
    readonly onGap: () => void;
    readonly onError: (error: unknown) => void;
  },
): Hearing {
  let client: pg.Client | null = null;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  let isFirst = true;
  let nowReady = () => {};
  const ready = new Promise<void>((resolve) => (nowReady = resolve));

  async function connect(retryMs: number): Promise<void> {
    const made = new pg.Client({ connectionString: url, application_name: "tutor-times live", keepAlive: true });
    let isLost = false;
    const lost = (error: unknown) => {
      if (isLost || isClosed) return;
      isLost = true;
      client = null;
      onError(error);
      made.end().catch(() => {});
      timer = setTimeout(() => void connect(Math.min(retryMs * 2, LONGEST_RETRY_MS)), retryMs).unref();
    };
    made.on("error", lost);
    made.on("end", () => lost(new Error("The connection that listens has ended")));
    made.on("notification", ({ payload }) => {
      const notice = parsePayload(payload ?? "");
      if (notice !== null) onNotice(notice);
    });
    try {
      await made.connect();
      await made.query(`LISTEN ${CHANNEL}`);
      if (isClosed) await made.end();
      else client = made;
      if (!isFirst) onGap();
      isFirst = false;
      nowReady();
    } catch (error) {
      lost(error);
    }
  }

  void connect(FIRST_RETRY_MS);
  return {
    ready,
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}
