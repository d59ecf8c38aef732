import type { LoaderFunctionArgs } from '@remix-run/node';
import { answerWithFile } from '~/domain/files/read-file.server';
import { findPublicOrganization } from '~/domain/leads/public-form.server';
import { orgDb } from '~/platform/db.server';
import { notFound } from './__not-found.server';

/** The one file of an organisation that everybody may see. */
export async function loader({ params }: LoaderFunctionArgs) {
  const organization = (await findPublicOrganization(params.orgSlug)) ?? notFound();
  if (!organization.logoFileId) notFound();
  return (await answerWithFile(orgDb(organization.id), organization.logoFileId)) ?? notFound();
}
