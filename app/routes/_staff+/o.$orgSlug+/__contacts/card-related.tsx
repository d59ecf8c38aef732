import { Form, Link } from '@remix-run/react';
import { FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import type { ContactCard } from './load-card.server';

const KILOBYTE = 1024;

/** Deals of the contact, the newest first. */
export function ContactDeals({ card: { deals, base, contact } }: { card: ContactCard }) {
  const { t } = useTranslation(['contacts', 'deals']);
  if (!deals) return null;
  const all = `${base}/deals?state=all&contact=${contact.id}`;
  return (
    <Card title={t('card.deals')} aside={deals.hasMore ? <Link to={all} className="text-accent underline-offset-4 hover:underline">{t('card.allDeals')}</Link> : null}>
      {deals.rows.length === 0 ? <p className="text-14 text-muted">{t('card.noDeals')}</p> : null}
      <ul className="-my-1.5 flex flex-col divide-y divide-line">
        {deals.rows.map(({ id, title, state, amount, since }) => (
          <li key={id} data-row="deal" data-id={id} className="py-2">
            <div className="flex items-baseline justify-between gap-3">
              <Link to={`${base}/deals/${id}`} className="min-w-0 text-14 font-medium break-words underline-offset-4 hover:underline pointer-coarse:py-1.5">{title}</Link>
              {amount ? <span className="shrink-0 text-14 tabular-nums">{amount}</span> : null}
            </div>
            <p className="text-13 text-muted">{t(`deals:state.${state}`)} · <span title={since.exact}>{since.text}</span></p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Requests that this client sent. */
export function ContactLeads({ card: { leads, base } }: { card: ContactCard }) {
  const { t } = useTranslation(['contacts', 'leads']);
  if (leads.length === 0) return null;
  return (
    <Card title={t('card.leads')}>
      <ul className="-my-1.5 flex flex-col divide-y divide-line">
        {leads.map(({ id, reference, service, state, arrived }) => (
          <li key={id} data-row="lead" data-id={id} className="py-2">
            <Link to={`${base}/leads/${id}`} className="text-14 font-medium break-words underline-offset-4 hover:underline pointer-coarse:py-1.5">{service}</Link>
            <p className="text-13 text-muted">{reference} · {t(`leads:state.${state}`)} · <span title={arrived.exact}>{arrived.text}</span></p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Files that came with the contact's requests and deals. */
export function ContactFiles({ card: { files } }: { card: ContactCard }) {
  const { t, i18n } = useTranslation('contacts');
  if (files.length === 0) return null;
  const size = new Intl.NumberFormat(i18n.language, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 });
  return (
    <Card title={t('card.files')}>
      <ul className="flex flex-col gap-2">
        {files.map((file) => (
          <li key={file.id} data-row="file" data-id={file.id}>
            <a href={file.url} target="_blank" rel="noreferrer" className="flex items-center gap-3 rounded-control hover:bg-raised">
              {file.isPicture ? (
                <img src={file.url} alt="" loading="lazy" width={40} height={40} className="size-10 shrink-0 rounded-control border border-line object-cover" />
              ) : (
                <span className="grid size-10 shrink-0 place-items-center rounded-control border border-line bg-sunken text-muted"><FileText aria-hidden="true" className="size-5" /></span>
              )}
              <span className="min-w-0">
                <span className="line-clamp-1 text-14 break-all">{file.name}</span>
                <span className="text-12 text-muted">{size.format(Math.max(1, Math.round(file.size / KILOBYTE)))}</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What became part of this contact, with the way to take it apart again. */
export function ContactMerges({ card: { merges, rights } }: { card: ContactCard }) {
  const { t } = useTranslation('contacts');
  if (merges.length === 0) return null;
  return (
    <Card title={t('card.merges')}>
      <ul className="flex flex-col gap-3">
        {merges.map(({ id, name, when }) => (
          <li key={id} data-row="merge" data-id={id} className="text-14">
            <p title={when.exact}>{t('card.merged', { name, when: when.text })}</p>
            {rights.delete ? (
              <Form method="post" preventScrollReset className="mt-1">
                <input type="hidden" name="intent" value="unmerge" />
                <input type="hidden" name="mergeId" value={id} />
                <Button size="small">{t('card.unmerge')}</Button>
              </Form>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
