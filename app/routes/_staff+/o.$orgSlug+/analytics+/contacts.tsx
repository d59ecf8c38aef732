import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useParams } from '@remix-run/react';
import { UsersRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { getFixedT } from '~/platform/i18n.server';
import { ButtonLink } from '~/ui/button';
import { EmptyState } from '~/ui/empty-state';
import { ContactCards } from './__crm/contact-cards';
import { ContactMonths } from './__crm/contact-months';
import { ContactSources } from './__crm/contact-sources';
import { loadContactFigures } from './__crm/load-contacts.server';
import { PeriodBar } from './__crm/period-bar';
import { requireFigures } from './__crm/require-figures.server';

export const handle = { i18n: ['crm-analytics'] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const request = await requireFigures(args, 'contacts');
  const [t, figures] = await Promise.all([getFixedT(args.request, 'crm-analytics'), loadContactFigures(request)]);
  return { title: `${t('tabs.contacts')} · ${request.staff.org.name}`, ...figures };
}

export default function ContactFiguresPage() {
  const { t } = useTranslation('crm-analytics');
  const { orgSlug } = useParams();
  const { bar, isEmpty, all, made, sources, months } = useLoaderData<typeof loader>();
  return (
    <div className="flex flex-col gap-4">
      <PeriodBar {...bar} ownerLabel={t('owner.ofContacts')} />
      {isEmpty ? (
        <EmptyState icon={UsersRound} title={t('contacts.empty')} action={<ButtonLink to={`/o/${orgSlug}/contacts`}>{t('contacts.emptyAction')}</ButtonLink>}>{t('contacts.emptyText')}</EmptyState>
      ) : (
        <>
          <ContactCards all={all} made={made} />
          <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
            <ContactMonths months={months} />
            <ContactSources sources={sources} />
          </div>
        </>
      )}
    </div>
  );
}
