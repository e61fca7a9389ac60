import type { TRPCClient } from "@trpc/client";
import type { AppRouter } from "@tutor-times/api/router";

/** Every procedure of Tutor Times, typed. The package that is installed has the same written out, without any import. */
export type Procedures = TRPCClient<AppRouter>;
