export interface Meeting {
  /** Says that one more is here, and resolves as `wait` does. */
  arrive(): Promise<void>;
  /** Resolves once as many have arrived as are expected; after that at once. */
  wait(): Promise<void>;
}

/** A place where tasks wait until `expected` of them are there. */
export function meetingOf(expected: number): Meeting {
  let missing = expected;
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return {
    arrive() {
      missing -= 1;
      if (missing === 0) open();
      return opened;
    },
    wait: () => opened,
  };
}
