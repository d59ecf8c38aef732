import { useTranslation } from 'react-i18next';
import { Card } from '~/ui/card';
import { RelativeTime } from '~/ui/relative-time';
import type { Device } from '../sign-in/device';
import { sayDevice, sayPlace } from '../sign-in/say-sign-in';
import type { SignInPlace } from '../sign-in/sign-in-place';

interface Props {
  signIns: { id: string; method: string; outcome: string; device: Device; place: SignInPlace; address: string | null; userAgent: string | null; at: Date }[];
  /** How far back they are kept. */
  days: number;
  now: Date;
  timeZone: string;
}

/** When and from where the person signed in, and who was refused. */
export function SignInHistory({ signIns, days, now, timeZone }: Props) {
  const { t, i18n } = useTranslation('profile');
  return (
    <Card title={t('history.title')} aside={t('history.intro', { count: days })}>
      {signIns.length === 0 ? <p className="text-14 text-muted">{t('history.empty')}</p> : (
        <table className="w-full text-14">
          <caption className="sr-only">{t('history.caption')}</caption>
          <thead className="text-left text-12 text-muted">
            <tr className="border-b">
              <th scope="col" className="py-2 pr-3 font-medium">{t('history.what')}</th>
              <th scope="col" className="hidden py-2 pr-3 font-medium sm:table-cell">{t('history.device')}</th>
              <th scope="col" className="py-2 text-right font-medium">{t('history.when')}</th>
            </tr>
          </thead>
          <tbody>
            {signIns.map(({ id, method, outcome, device, place, address, userAgent, at }) => {
              const who = method === 'api' && userAgent ? t('history.program', { program: userAgent.split(/[\s]/)[0] }) : sayDevice(device, t);
              const from = [who, sayPlace(place, t, i18n.language)].filter(Boolean).join(', ');
              return (
                <tr key={id} data-row="signIns" data-id={id} className="border-b align-top last:border-0">
                  <th scope="row" className="py-2 pr-3 text-left font-normal">
                    <span className={outcome === 'ok' ? '' : 'font-medium text-danger'}>{outcome === 'ok' ? t(`history.ok.${method}`) : t(`history.${outcome}`)}</span>
                    <span className="block text-12 break-words text-muted sm:hidden">{from}</span>
                  </th>
                  <td className="hidden py-2 pr-3 text-muted sm:table-cell" title={address ?? undefined}>{from}</td>
                  <td className="py-2 text-right whitespace-nowrap text-muted"><RelativeTime at={at} now={now} timeZone={timeZone} /></td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      <p className="mt-3 text-12 text-muted">{t('history.source')}</p>
    </Card>
  );
}
