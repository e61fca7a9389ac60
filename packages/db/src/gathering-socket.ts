import { Socket } from "node:net";

/**
 * A socket that sends the statements of one turn of the event loop at once. A pipelined connection would otherwise make a
 * system call for each of them, which costs more than all the rest of sending them. (`pg` corks the socket for each.)
 */
export class GatheringSocket extends Socket {
  #holds = false;

  override cork(): void {
    super.cork();
    if (this.#holds) return;
    this.#holds = true;
    super.cork();
    process.nextTick(() => {
      this.#holds = false;
      this.uncork();
    });
  }
}
