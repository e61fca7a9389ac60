/**
 * @typedef {{ id: string, package: string, severity: string, title: string, url: string }} Finding
 * @typedef {{ id: string, package: string, reason: string, until: string }} Accepted until: a date, `2027-03-31`
 */

/**
 * The findings in the answer of `pnpm audit --json`; null if that is no answer, so that nothing is known.
 * @param {string} output @returns {Finding[] | null}
 */
export function findingsIn(output) {
  const begins = output.indexOf("{");
  try {
    const { advisories } = JSON.parse(output.slice(begins));
    if (typeof advisories !== "object" || advisories === null) return null;
    return Object.values(advisories).map((advisory) => ({
      id: String(advisory.github_advisory_id ?? advisory.id),
      package: String(advisory.module_name),
      severity: String(advisory.severity),
      title: String(advisory.title),
      url: String(advisory.url),
    }));
  } catch {
    return null;
  }
}

/**
 * What nobody has accepted, and what was accepted but is over or was never found.
 * @param {Finding[]} findings @param {Accepted[]} accepted @param {string} today
 */
export function judge(findings, accepted, today) {
  const holds = accepted.filter(({ until }) => until >= today);
  return {
    open: findings.filter((finding) => !holds.some(({ id, package: name }) => id === finding.id && name === finding.package)),
    stale: accepted.filter((one) => !holds.includes(one) || !findings.some(({ id }) => id === one.id)),
  };
}
