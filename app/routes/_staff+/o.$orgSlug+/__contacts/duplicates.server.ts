import { data } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import type { Scope } from '~/domain/accounts/permissions';
import { viewerFor } from '~/domain/accounts/reach.server';
import { declareDistinct, undoDistinct } from '~/domain/contacts/distinctions.server';
import { listDuplicateGroups } from '~/domain/contacts/duplicate-groups.server';
import { unmergeContacts } from '~/domain/contacts/merge-contacts.server';
import { sayPhone } from '~/domain/contacts/say-phone';
import { isUuid } from '~/domain/leads/lead-filter';
import { safeRedirect } from '~/platform/http/safe-redirect';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';

const KEY = /^[pei]:[^\0]{1,258}$/;

/** The page of suspected duplicates from the key in its address on. */
export async function loadDuplicates(request: Request, staff: Staff) {
  const after = new URL(request.url).searchParams.get('after');
  const from = after && KEY.test(after) ? after : null;
  const t = await getFixedT(request, 'contacts');
  const { groups, next } = await listDuplicateGroups(staff.db, viewerFor(staff, 'contacts'), from);
  return {
    title: `${t('dup.title')} · ${staff.org.name}`,
    base: `/o/${staff.org.slug}/contacts`,
    now: new Date(),
    timeZone: staff.org.timeZone,
    groups: groups.map(({ kind, value, members }) => ({
      kind,
      value: kind === 'phone' ? sayPhone(value) : value,
      members: members.map(({ id, kind: memberKind, name, contactPerson, phones, emails, city, createdAt, deals }) => ({
        id, kind: memberKind, name, createdAt, deals,
        detail: [contactPerson, ...phones.slice(0, 2).map(sayPhone), ...emails.slice(0, 2), city].filter(Boolean).join(' · '),
      })),
    })),
    pages: { previous: null, next: next && new URLSearchParams({ after: next }).toString(), first: from ? '' : null },
  };
}

export type ShownGroup = Awaited<ReturnType<typeof loadDuplicates>>['groups'][number];

/** "Not the same" and its undoing, and the undoing of a merge from its toast; null for an unknown intent. */
export async function runDuplicatesIntent(request: Request, staff: Staff & { scope: Scope }) {
  const form = await request.formData();
  const t = await getFixedT(request, 'contacts');
  const actor = { organizationId: staff.org.id, userId: staff.user.id, scope: staff.scope };
  const viewer = viewerFor(staff, 'contacts');
  const { pathname, search } = new URL(request.url);
  const ids = form.getAll('ids').flatMap((value) => String(value).split(' ')).filter(isUuid);
  const back = safeRedirect(form.get('returnTo'), pathname + search);
  switch (form.get('intent')) {
    case 'distinct': {
      if (!(await declareDistinct({ actor, viewer, ids, now: new Date() }))) throw data(null, 404);
      const undo = { action: pathname, label: t('common:undo'), fields: { intent: 'undistinct', ids: ids.join(' ') } };
      return redirectWithToast(pathname + search, { message: t('toast.distinct'), tone: 'success', undo });
    }
    case 'undistinct':
      await undoDistinct({ actor, ids });
      return redirectWithToast(back, { message: t('toast.distinctUndone'), tone: 'success' });
    case 'unmerge': {
      const mergeId = form.get('mergeId');
      if (!isUuid(mergeId)) throw data(null, 400);
      const done = await unmergeContacts({ actor, viewer, mergeId, now: new Date() });
      if (!done.ok) return redirectWithToast(back, { message: t(done.error === 'gone' ? 'toast.unmergeGone' : 'toast.unmergeDone'), tone: 'info' });
      return redirectWithToast(back, { message: t('toast.unmerged'), tone: 'success' });
    }
    default:
      return null;
  }
}
