import type { ReportBarData } from './__report-bar';
import type { ReportPageRequest } from './__require-report.server';

/** What every report shows above its figures. */
export function barOf({ name, filter, today, members, choices, isOwnPay, base }: ReportPageRequest): ReportBarData {
  const people = members.map(({ id, name: personName }) => ({ id, name: personName }));
  return {
    name, filter, today, isOwnPay, ...choices,
    isOwn: filter.manager === 'mine',
    optionsUrl: `/resources${base}/contact-options`,
    people: { managers: members.filter(({ isAssignable, id }) => isAssignable || id === filter.manager).map(({ id, name: personName }) => ({ id, name: personName })), operators: people },
  };
}
