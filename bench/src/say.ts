/** Tells whoever waits what is being done. */
export type Say = (line: string) => void;

/** Says each line on standard error, with the seconds since now before it. */
export function sayer(): Say {
  const began = performance.now();
  return (line) => console.error(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${line}`);
}
