/** Where people print on Letter; everybody else has A4. Source: the paper sizes of Unicode's CLDR. */
const letterRegions = new Set('US CA MX PH CL CO VE PR GT CR PA SV NI DO BZ'.split(' '));

/** The paper that is used where this locale is, as in `en-US`. */
export function paperOf(locale: string): 'a4' | 'letter' {
  const { region } = new Intl.Locale(locale).maximize();
  return letterRegions.has(region ?? '') ? 'letter' : 'a4';
}
