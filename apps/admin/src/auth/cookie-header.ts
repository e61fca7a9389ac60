/** The values of all cookies of one name in a `Cookie` header, as they stand there. */
export function valuesOfCookie(cookieHeader: string, wanted: string): string[] {
  return cookieHeader.split(";").flatMap((pair) => {
    const equals = Math.max(pair.indexOf("="), 0);
    return pair.slice(0, equals).trim() === wanted ? [pair.slice(equals + 1).trim()] : [];
  });
}
