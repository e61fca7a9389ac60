import type { Instant } from "@tutor-times/core/instant";

interface Entry {
  readonly at: Instant;
  /** Of two at the same instant, the first to be added happens first. */
  readonly order: number;
  readonly happen: (at: Instant) => void;
}

/** What is going to happen, in the order of time: a binary heap. */
export class Agenda {
  readonly #entries: Entry[] = [];
  #added = 0;

  add(at: Instant, happen: (at: Instant) => void): void {
    this.#added += 1;
    this.#entries.push({ at, order: this.#added, happen });
    this.#rise(this.#entries.length - 1);
  }

  /** Lets everything happen that lies before `end`, what is added on the way included. */
  runUntil(end: Instant): void {
    for (let first = this.#entries[0]; first !== undefined && first.at < end; first = this.#entries[0]) {
      this.#removeFirst();
      first.happen(first.at);
    }
  }

  #removeFirst(): void {
    const last = this.#entries.pop();
    if (last === undefined || this.#entries.length === 0) return;
    this.#entries[0] = last;
    this.#sink(0);
  }

  #rise(index: number): void {
    const parent = (index - 1) >> 1;
    if (index > 0 && this.#isBefore(index, parent)) {
      this.#swap(index, parent);
      this.#rise(parent);
    }
  }

  #sink(index: number): void {
    const left = 2 * index + 1;
    const right = left + 1;
    const smaller = right < this.#entries.length && this.#isBefore(right, left) ? right : left;
    if (smaller < this.#entries.length && this.#isBefore(smaller, index)) {
      this.#swap(index, smaller);
      this.#sink(smaller);
    }
  }

  #isBefore(one: number, other: number): boolean {
    const a = this.#entries[one];
    const b = this.#entries[other];
    return a !== undefined && b !== undefined && (a.at < b.at || (a.at === b.at && a.order < b.order));
  }

  #swap(one: number, other: number): void {
    const a = this.#entries[one];
    const b = this.#entries[other];
    if (a === undefined || b === undefined) return;
    this.#entries[one] = b;
    this.#entries[other] = a;
  }
}
