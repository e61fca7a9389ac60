"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import type { AppRouter } from "@tutor-times/api/router";
import { createTutorTimesClient, type TutorTimesClient } from "@tutor-times/client";
import { createContext, use, useState, type ReactNode } from "react";

const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();
export { useTRPC };

const ClientContext = createContext<TutorTimesClient | null>(null);

/** The client that other front ends install, as they use it. Throws outside `Procedures`. */
export function useTutorTimes(): TutorTimesClient {
  const client = use(ClientContext);
  if (client === null) throw new Error("Only components below <Procedures> may call procedures");
  return client;
}

/** Lets the components below ask procedures from the browser, with the cookie of whoever is signed in. */
export function Procedures({ children }: { children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient);
  const [client] = useState(() => createTutorTimesClient({ url: "", auth: { kind: "session" } }));
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        <ClientContext value={client}>{children}</ClientContext>
      </TRPCProvider>
    </QueryClientProvider>
  );
}

function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, retry: 1 },
      // What cannot be saved is said at once, instead of when the network is back.
      mutations: { networkMode: "always" },
    },
  });
}
