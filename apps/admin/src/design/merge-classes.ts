import { clsx, type ClassValue } from "clsx";
import { twMerge } from "tailwind-merge";

/** Class names joined; of two Tailwind classes for the same property the last one wins. */
export function mergeClasses(...classes: ClassValue[]): string {
  return twMerge(clsx(classes));
}
