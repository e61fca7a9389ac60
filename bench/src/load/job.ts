/** One request of a load, ready to be sent again and again. */
export interface PlannedRequest {
  readonly method: "GET" | "PUT" | "POST";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What one run of load sends. Every connection sends its next request when it has the answer to the one before. */
export type Job = { readonly connections: number; readonly seconds: number } & (
  | { readonly kind: "http"; readonly urls: readonly string[]; readonly requests: readonly PlannedRequest[] }
  | {
      readonly kind: "beats";
      readonly urls: readonly string[];
      readonly people: readonly BeatingPerson[];
      readonly beats: number;
    }
  | { readonly kind: "touch"; readonly databaseUrl: string; readonly rows: readonly TouchedRow[]; readonly perStatement: number }
);

/** Somebody whose attention is reported, and the tasks that they go through. */
export interface BeatingPerson {
  readonly headers: Readonly<Record<string, string>>;
  readonly tasks: readonly { readonly projectId: number; readonly taskDefinitionId: number }[];
}

export interface TouchedRow {
  readonly session: number;
  readonly project: number;
  readonly definition: number;
  readonly task: number;
}

/** What came of it. Latencies are in milliseconds. */
export interface LoadResult {
  /** Answers a second: requests, or statements. */
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly count: number;
  /** Share of one processor that the generator itself took, in percent. */
  readonly generatorCpu: number;
  /** Answers other than what was asked for; the first of them in words. */
  readonly failures: number;
  readonly firstFailure: string | null;
}
