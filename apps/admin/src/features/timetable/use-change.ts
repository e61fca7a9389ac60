"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "../../trpc/client";

/** Changes the timetable of a unit, and draws the page anew when that is done. */
export function useChange() {
  const trpc = useTRPC();
  const router = useRouter();
  return useMutation({ ...trpc.units.changeTimetable.mutationOptions(), onSuccess: () => router.refresh() });
}
