import type { Database } from "@tutor-times/db/database";
import { makeUnit } from "@tutor-times/db/testing/factories";

const UNITS = 60;
const CODE = "SIT101ANDSIT701INTRODUCTIONTOPROGRAMMING";
const NAME = "Introduction to programming for engineers and scientists who have never programmed anything before";

/**
 * More units than arrive at once, older than those of all worlds and so below them in every list, each with a longer code and
 * name than the one above it. Administrators see them in all worlds, so they are made once.
 */
export async function addManyUnits(db: Database): Promise<void> {
  if ((await db.prisma.unit.count({ where: { code: CODE } })) > 0) return;
  for (let i = 1; i <= UNITS; i += 1) {
    const part = (text: string) => text.slice(0, Math.ceil((text.length * i) / UNITS));
    await makeUnit(db, { code: part(CODE), name: part(NAME), startDate: "2024-07-15", endDate: "2024-11-10" });
  }
}
