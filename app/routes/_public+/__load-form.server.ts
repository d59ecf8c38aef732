import { data, type LoaderFunctionArgs } from '@remix-run/node';
import type { TFunction } from 'i18next';
import { ensureFormVersion } from '~/domain/behavior/form-version.server';
import { findMachineByCode } from '~/domain/catalog/list-items.server';
import { cleanLine, cleanText } from '~/domain/leads/clean-text';
import { formFields } from '~/domain/leads/form-fields';
import { createFormToken, signFormToken } from '~/domain/leads/form-token.server';
import { formTrackKeys } from '~/domain/leads/form-track-keys';
import { readLeadSource } from '~/domain/leads/lead-source';
import { listOfferedServices, type OfferedService, type PublicOrganization } from '~/domain/leads/public-form.server';
import { findConsentVersions } from '~/domain/privacy/consent-texts.server';
import { orgDb } from '~/platform/db.server';
import { getFixedT } from '~/platform/i18n.server';
import browserScripts from 'virtual:browser-scripts';

/** What a visitor's page shows of the organisation. */
export function presentOrganization(organization: PublicOrganization) {
  const { slug, name, isDefault, contactPhone, contactEmail, formIntro, logoFileId } = organization;
  return {
    name,
    contactPhone,
    contactEmail,
    intro: formIntro,
    formUrl: isDefault ? '/' : `/r/${slug}`,
    privacyUrl: `/r/${slug}/privacy`,
    logoUrl: logoFileId ? `/r/${slug}/logo?v=${logoFileId}` : null,
  };
}

/** A fresh rendering of the organisation's form. */
export async function loadForm({ request, context }: LoaderFunctionArgs, organization: PublicOrganization) {
  const { searchParams } = new URL(request.url);
  const source = readLeadSource(searchParams, request.headers.get('Referer'), context.origin);
  const [services, consents, formVersion, t] = await Promise.all([
    listOfferedServices(orgDb(organization.id)),
    findConsentVersions(orgDb(organization.id)),
    ensureFormVersion(organization.id, formTrackKeys),
    getFixedT(request, 'form'),
  ]);
  const token = createFormToken(organization.id, source, new Date(), consents);
  return data({
    organization: presentOrganization(organization),
    title: t('titleFor', { name: organization.name }),
    description: organization.formIntro ?? t('intro'),
    services: services.map(({ id, name }) => ({ id, name })),
    values: { ...(await readMachine(organization.id, searchParams.get('machine'), t)), ...readPrefill(searchParams, services) },
    live: {
      token: signFormToken(token),
      organizationId: organization.id,
      viewId: token.viewId,
      formVersion,
      isStrict: organization.strictBehavior,
    },
    scripts: [browserScripts['public-form'], browserScripts.collector].flatMap((script) => (script ? [script.path] : [])),
  });
}

/** What a machine's label says about it: the request names the machine, where the visitor sees it and can change it. */
async function readMachine(organizationId: string, code: string | null, t: TFunction): Promise<Partial<Record<string, string>>> {
  const machine = code ? await findMachineByCode(orgDb(organizationId), organizationId, code) : null;
  return machine ? { comments: t('machine', machine) } : {};
}

/** Values for fields from the address. Consents are given by hand only; what does not fit a field is passed over. */
function readPrefill(search: URLSearchParams, services: OfferedService[]): Partial<Record<string, string>> {
  const values: Partial<Record<string, string>> = {};
  for (const { name, kind, maxLength = 0, options } of formFields) {
    const given = search.get(name);
    if (!given || kind === 'checkbox' || kind === 'files') continue;
    const value = kind === 'textarea' ? cleanText(given) : cleanLine(given);
    const allowed = name === 'serviceId' ? services.map(({ id }) => id) : options;
    if (allowed ? allowed.includes(value) : value.length <= maxLength) values[name] = value;
  }
  return values;
}
