import { existsSync } from "node:fs";
import { type Finding, fine, note } from "./finding";

const USUAL_PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Whether the end-to-end tests would find a browser; the product itself needs none here. */
export function lookAtBrowser(): Finding {
  const given = process.env["CHROMIUM_PATH"];
  if (given) {
    return existsSync(given) ? fine("Browser", given) : note("Browser", `CHROMIUM_PATH is ${given}, and there is no such file`);
  }
  const found = USUAL_PLACES.find((path) => existsSync(path));
  return found
    ? fine("Browser", found)
    : note("Browser", "none installed; only the tests need one, and npm test gets it by itself");
}
