import { median, type Row } from "../row";
import type { DemoSite } from "./demo-site";

const CALLS = 5;

/** How long the server takes for each page, from the request to the last byte, at both scales in turn. */
export async function measureServerTimes(small: DemoSite, large: DemoSite, repeats: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [index, { route }] of large.pages.entries()) {
    const [few, many]: [number[], number[]] = [[], []];
    for (let repeat = 0; repeat < repeats; repeat += 1) {
      few.push(await timeOf(small, index));
      many.push(await timeOf(large, index));
    }
    rows.push({ name: `server: ${route}`, unit: "ms", values: many, reference: { name: "ms at scale 1", values: few } });
  }
  return rows;
}

/** The median of some calls, after one that does not count. */
async function timeOf({ server, pages, cookies }: DemoSite, index: number): Promise<number> {
  const page = pages[index];
  if (page === undefined) throw new Error("There is no such page.");
  const times: number[] = [];
  for (let call = 0; call <= CALLS; call += 1) {
    const began = performance.now();
    const answer = await fetch(server.url + page.path, {
      headers: { cookie: cookies.get(page.visitor) ?? "" },
      redirect: "manual",
    });
    await answer.text();
    if (answer.status !== 200) throw new Error(`${page.path} answered ${answer.status}.`);
    if (call > 0) times.push(performance.now() - began);
  }
  return median(times);
}
