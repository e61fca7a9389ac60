/** Whose beats this browser may send: theirs who signed in last, until somebody signs out. */
export interface Owner {
  /** Takes the browser over for the account, after whoever had it. */
  take(): void;
  /** Whether nobody signed out, and nobody else took over, since then: on any page, even while this one lay frozen. */
  isSame(): boolean;
  /** Somebody signed out: nothing that any page measured until now may be sent. */
  end(): void;
}

const KEY = "tutor-times-owner";
const NOBODY = "";

/** Kept in `storage` as `account/era`; a storage that refuses, or none, knows of no other pages. */
export function createOwner(storage: Storage | null, account: string | undefined): Owner {
  const name = account === undefined ? undefined : encodeURIComponent(account);
  let taken = read();

  function read(): readonly [name: string, era: string] {
    try {
      const [ofWhom = NOBODY, era = ""] = (storage?.getItem(KEY) ?? "").split("/");
      return [ofWhom, era];
    } catch {
      return taken;
    }
  }

  function write(ofWhom: string, era: string): void {
    try {
      storage?.setItem(KEY, `${ofWhom}/${era}`);
    } catch {
      // As good as none.
    }
  }

  const newEra = () => Math.random().toString(36).slice(2);

  return {
    take() {
      const [ofWhom, era] = read();
      if (name !== undefined && ofWhom !== name) write(name, ofWhom === NOBODY ? era : newEra());
      taken = read();
    },
    isSame() {
      const [ofWhom, era] = read();
      // A page that names no account is one of whoever is signed in.
      return era === taken[1] && (name === undefined || ofWhom === taken[0]);
    },
    end: () => write(NOBODY, newEra()),
  };
}
