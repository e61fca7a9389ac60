export interface Meeting {
  /** Resolves once as many have arrived as are expected; for whoever comes later, at once. */
  arrive(): Promise<void>;
}

/** A place where `expected` tasks wait for one another, once. */
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
  };
}
