import type { Procedures } from "../src/procedures";

/** Calls a procedure the way a front end does; `client` is what `createTutorTimesClient` returns. */
export type Example = (client: Procedures) => Promise<void>;

/** Stands for whatever a front end does with an answer. */
export declare function show(...values: unknown[]): void;
