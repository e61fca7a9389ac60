import { withDemo } from "/work/main/bench/src/screens/demo-site";
import { writeFileSync } from "node:fs";
await withDemo(10, async (site) => {
  console.log(site.database.url, site.server.pid, site.server.url);
  writeFileSync("/tmp/site.json", JSON.stringify({ url: site.database.url, pid: site.server.pid, server: site.server.url, cookies: [...site.cookies], pages: site.pages }));
  for (const page of site.pages) {
    const times: number[] = [];
    for (let i = 0; i < 3; i++) { const t = performance.now(); const a = await fetch(site.server.url + page.path, { headers: { cookie: site.cookies.get(page.visitor) ?? "" }, redirect: "manual" }); await a.text(); times.push(Math.round(performance.now() - t)); }
    console.log(page.route, times.join(" "));
  }
  console.log("ready"); await new Promise(() => {});
});
