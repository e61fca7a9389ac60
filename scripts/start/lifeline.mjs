// Preloaded into the processes that npm start keeps: when the one that started them is gone, even by SIGKILL, the pipe
// that it held ends, and so do they.
import { Socket } from "node:net";
import { isMainThread } from "node:worker_threads";

const KILL_AFTER_MS = 3000;

if (isMainThread) {
  const line = new Socket({ fd: 3, readable: true, writable: false });
  line.on("error", () => {});
  line.on("close", () => {
    setTimeout(() => process.kill(process.pid, "SIGKILL"), KILL_AFTER_MS).unref();
    process.kill(process.pid, "SIGTERM");
  });
  line.resume();
  line.unref();
}
