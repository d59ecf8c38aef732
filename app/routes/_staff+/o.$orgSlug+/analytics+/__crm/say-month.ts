/** A month by its first day: сент. · сентябрь 2026. Days are local already, so they are said in UTC. */
export function sayMonth(month: string, language: string): { label: string; title: string } {
  const at = new Date(`${month}T12:00:00Z`);
  const say = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { timeZone: 'UTC', ...options }).format(at);
  const short = say({ month: 'short' });
  return { label: month.slice(5, 7) === '01' ? `${short} ${month.slice(0, 4)}` : `${short} ${month.slice(2, 4)}`, title: say({ month: 'long', year: 'numeric' }) };
}
